//! What a person does in the course of a day, one thing after the other in one window.

use crate::full_library::fill;
use crate::place::Place;
use crate::terminal::{count_of_papers, offprint_json, titles_of};
use crate::window::Window;

/// Three papers, of which the first has all that a card shows.
const PAPERS: &str = "\
@misc{eels, title = {How Eels Find the Sea Again}, author = {Okafor, Chidi and Ito, Kenji}, year = {2024},
  url = {https://eels.example/sea}, bdsk-url-1 = {https://github.com/offprint-samples/eels},
  abstract = {Eels swim upstream by smell, and back by something else.}}
@misc{moss, title = {Moss on Northern Roofs}, author = {Roe, Ana}, year = {2023}}
@misc{rain, title = {Rain as a Clock}, author = {Sato, Mei}, year = {2022}}
";
const EELS: &str = "How Eels Find the Sea Again";
const MOSS: &str = "Moss on Northern Roofs";
const RAIN: &str = "Rain as a Clock";

fn import(place: &Place, options: &[&str]) {
    let file = place.source("rivers.bib", PAPERS).display().to_string();
    let arguments: Vec<&str> = ["import", &file].iter().chain(options).copied().collect();
    offprint_json(place, &arguments);
}

#[test]
fn triage_begins_at_the_inbox_shows_whence_a_paper_came_and_goes_back() {
    let place = Place::new();
    import(&place, &[]);
    let window = Window::open(&place);
    window.see("option", EELS);
    window.click("button", "Triage");
    let card = window.see("article", &format!("{EELS}, 1 of 3"));
    let text = window.text_of(&card).unwrap_or_default();
    for part in ["Chidi Okafor", "Kenji Ito", "rivers.bib", "by smell"] {
        assert!(text.contains(part), "no “{part}” on the card: {text}");
    }
    window.see("button", "Code");
    window.see("button", "Paper");

    // A tag leaves one on the paper.
    window.press("t");
    window.see("combobox", "Tags");
    window.type_text("rivers\n");
    window.see_words("rivers");
    window.press("Escape");
    window.see_gone("combobox", "Tags");
    window.press("q");
    window.see("article", &format!("{MOSS}, 2 of 3"));
    see_said(&window, "Queued “How Eels");
    window.press("ArrowLeft");
    window.see("article", &format!("{EELS}, 1 of 3"));
    // Decided otherwise: the first word does not stand.
    window.press("d");
    window.see("article", &format!("{MOSS}, 2 of 3"));
    window.press("Escape");
    window.see("link", "Inbox, 2 papers");
    window.close();
    assert_eq!(
        titles_of(&place, &["--state", "dropped", "--tag", "rivers"]),
        [EELS]
    );
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 0);
}

#[test]
fn the_queue_says_why_and_hides_until_monday_and_until_a_day_that_is_typed() {
    let place = Place::new();
    import(&place, &["--state", "queued"]);
    let window = Window::open(&place);
    window.see("link", "Queue, 3 papers");
    window.press("g");
    window.press("q");
    window.see_chosen(EELS);
    window.press("w");
    window.see("textbox", "Why I saved it");
    window.type_text("Hana asked for it\n");
    window.see("option", "Hana asked for it");

    window.press("z");
    let monday = window.see("menuitem", "Next week");
    assert!(monday.name.contains("Mon"), "{}", monday.name);
    window.press("3");
    window.see_gone("option", EELS);
    window.see_chosen(MOSS);
    window.press("z");
    window.click("menuitem", "Pick a day");
    window.see("dialog", "Snooze until a day");
    window.type_text("in 2 weeks\n");
    window.see_gone("option", MOSS);
    see_said(&window, "Snoozed “Moss");

    // What is next is said with its reason, and no is an answer to what is asked at the end.
    window.press("Control+j");
    window.see("menu", "Read next");
    let offered = window.find("menuitem", "");
    assert!(
        offered
            .iter()
            .any(|one| one.name.contains(RAIN) && one.name.contains("First in your queue")),
        "{offered:?}"
    );
    window.press("1");
    window.see_chosen(RAIN);
    window.press("b");
    window.see_words("Reading now");
    window.press("r");
    window.see("textbox", "What will you remember?");
    window.press("Escape");
    window.see_gone("textbox", "What will you remember?");
    window.see("link", "Finished, 1 paper");
    window.close();
    let mut snoozed = titles_of(&place, &["--snoozed"]);
    snoozed.sort();
    assert_eq!(snoozed, [EELS, MOSS]);
    assert_eq!(titles_of(&place, &["--state", "read"]), [RAIN]);
    assert_eq!(count_of_papers(&place, &["--search", "has:note"]), 0);
}

#[test]
fn a_list_is_narrowed_by_its_menu_and_stands_in_groups() {
    let place = Place::new();
    fill(&place);
    let window = Window::open(&place);
    window.see("option", "");
    window.press("g");
    window.press("a");
    window.see("heading", "All papers");
    let n_all = count_of_papers(&place, &[]);
    for (kind, value, query) in [
        ("Has…", "Has a note", "has:note"),
        ("Year…", "2025", "year:2025"),
        ("Source…", "hard-cases.bib", "from:hard-cases.bib"),
        ("Added…", "Added in the last 7 days", "added:7d"),
    ] {
        let n_expected = count_of_papers(&place, &["--search", query]);
        assert!(n_expected > 0, "none of {query}");
        window.click("button", "Filter");
        window.click("menuitem", kind);
        window.click("menuitem", value);
        window.see_rows(n_expected);
        window.click("button", "Clear all");
        window.see_rows(n_all);
    }
    window.click("button", "Filter");
    window.click("menuitem", "Starred");
    window.see_rows(count_of_papers(&place, &["--starred"]));
    window.click("button", "Clear all");
    window.see_rows(n_all);

    window.click("button", "Added, newest first");
    window.click("menuitemradio", "Group by import");
    window.see("option", "new-papers-week-31.txt");
    window.see_words("new-papers-week-31.txt · ");
    window.click("button", "Added, newest first");
    window.click("menuitemradio", "Group by year");
    window.see("option", "2026:");
    window.close();
}

#[test]
fn a_note_looks_as_it_is_meant_while_it_is_written_and_is_taken_back() {
    let place = Place::new();
    import(&place, &[]);
    let window = Window::open(&place);
    window.see_chosen(EELS);
    window.press("n");
    window.see("textbox", "Note");
    window.type_text("# Upstream\nBy smell.");
    // The heading is heavier than the text below it.
    let weights = "return ['Upstream', 'By smell.'].map((words) => {
        const texts = document.createTreeWalker(document.activeElement, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode;
            if (data.includes(words)) return Number(getComputedStyle(parentElement).fontWeight);
        }
        return null;
    })";
    window.wait_until("a heading that looks like one", || {
        let weights: [f64; 2] = serde_json::from_value(window.script(weights, &[]).ok()?).ok()?;
        (weights[0] > weights[1]).then_some(())
    });
    window.press("Escape");
    window.see("heading", "Upstream");
    window.see("option", "Upstream");
    window.press("u");
    window.see_gone("option", "Upstream");
    window.close();
    assert_eq!(count_of_papers(&place, &["--search", "has:note"]), 0);
}

#[test]
fn searching_suggests_states_and_the_palette_shows_keys_papers_and_tags() {
    let place = Place::new();
    fill(&place);
    let window = Window::open(&place);
    window.see("option", "");
    window.press("/");
    window.see("combobox", "Search");
    window.type_text("is:skim");
    window.see("listbox", "Suggestions");
    window.press("ArrowDown");
    window.press("Enter");
    window.see("button", "Remove Skimmed");
    window.see_rows(count_of_papers(&place, &["--search", "is:skimmed"]));
    window.press("Escape");
    window.press("Escape");
    window.see_gone("button", "Remove Skimmed");

    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("memory");
    for kind in ["Tags", "Papers"] {
        window.see("group", kind);
    }
    window.press("Control+a");
    window.type_text("triage");
    let found = window.see("option", "Triage");
    let text = window.text_of(&found).unwrap_or_default();
    assert!(text.contains("Ctrl") && text.contains('T'), "{text}");
    window.close();
}

/// Waits until screen readers were told this.
#[track_caller]
fn see_said(window: &Window<'_>, words: &str) {
    let said = "return [...document.querySelectorAll('[aria-live=polite], [role=status]')].map((one) => one.textContent).join(' ')";
    window.wait_until(&format!("“{words}” said"), || {
        let said = window.script(said, &[]).ok()?;
        said.as_str()?.contains(words).then_some(())
    });
}
