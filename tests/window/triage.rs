//! A digest is gone through one paper at a time, by keys alone.

use serde_json::Value;

use crate::place::Place;
use crate::sources::TITLES;
use crate::terminal::{count_of_papers, import_digest, offprint_json};
use crate::window::Window;

#[test]
fn a_digest_is_triaged_by_keys_alone_and_taken_up_again_after_a_restart() {
    let place = Place::new();
    import_digest(&place);
    let [first, second, third, fourth, fifth] = TITLES;

    let window = Window::open(&place);
    window.see("link", "Inbox, 5 papers");
    window.press("Control+t");
    window.see("application", "Triage");
    see_card(&window, first, "1 of 5");
    window.picture("triage");

    window.press("q");
    see_card(&window, second, "2 of 5");
    window.press("d");
    see_card(&window, third, "3 of 5");
    window.press("u");
    see_card(&window, second, "2 of 5");
    window.see("img", "1 of 5 decided: 1 queued");
    window.press("s");
    // Why, without leaving the paper: what is typed decides nothing.
    see_card(&window, third, "3 of 5");
    window.press("w");
    window.see("textbox", "Why I saved it");
    window.type_text("quoted in the draft\n");
    window.press("f");
    window.see("button", "Star");
    window.press("ArrowRight");
    see_card(&window, fourth, "4 of 5");
    window.press("Escape");
    window.see("link", "Inbox, 3 papers");
    window.see("option", third);
    window.close();
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 1);
    assert_eq!(count_of_papers(&place, &["--state", "skimmed"]), 1);
    assert_eq!(count_of_papers(&place, &["--starred"]), 1);

    // It stands where it stood, in another process.
    let window = Window::open(&place);
    window.see("link", "Inbox, 3 papers");
    window.press("g");
    window.press("t");
    see_card(&window, fourth, "4 of 5");

    // What the terminal decides meanwhile is marked here.
    let listed = offprint_json(&place, &["list", "--state", "inbox"]);
    let papers = listed["papers"].as_array().expect("papers");
    let is_fifth = |paper: &&Value| paper["title"].as_str() == Some(fifth);
    let paper = papers.iter().find(is_fifth).expect("the fifth");
    let id = paper["id"].as_str().expect("an id");
    offprint_json(&place, &["state", "read", id]);
    window.see("img", "3 of 5 decided: 1 queued, 1 read, 1 skimmed");

    window.press("d");
    // What was skipped is come round to.
    see_card(&window, third, "");
    window.press("Shift+q");
    window.see("heading", "All 5 decided");
    window.see_words("2 to read");
    window.picture("triage-end");
    window.press("Enter");
    window.see("heading", "Reading");
    window.see("option", third);
    assert_eq!(count_of_papers(&place, &["--state", "reading"]), 1);
    assert_eq!(count_of_papers(&place, &["--state", "inbox"]), 0);
    window.close();
}

/// Titles in which floods, bread and moss are alike each, with their years; the newest is among the last.
const MIXED: [(&str, u16); 12] = [
    ("Floods Along Lowland Rivers", 2011),
    ("Sourdough Loaves and Bakers", 2012),
    ("Moss on Northern Roofs", 2013),
    ("Lowland Rivers After Floods", 2014),
    ("Bakers of Sourdough", 2015),
    ("Roofs Under Moss", 2016),
    ("Floods and Rivers on Old Charts", 2017),
    ("Sourdough in Winter", 2018),
    ("A Census of Moss", 2019),
    ("Rivers Without a Name", 2020),
    ("Loaves That Bakers Keep", 2026),
    ("Northern Roofs", 2022),
];

#[test]
fn another_order_brings_another_card_and_the_pass_goes_on_where_it_was_left() {
    let place = Place::new();
    let entry = |(n, (title, year)): (usize, &(&str, u16))| {
        format!("@misc{{p{n}, title = {{{title}}}, year = {{{year}}}}}\n")
    };
    let mixed: String = MIXED.iter().enumerate().map(entry).collect();
    let mixed = place.source("mixed.bib", &mixed);
    offprint_json(&place, &["import", &mixed.display().to_string()]);
    let title = |place: usize| MIXED[place].0;

    let window = Window::open(&place);
    window.see("link", "Inbox, 12 papers");
    window.press("Control+t");
    see_shown(&window, title(0), "1 of 12");
    window.press("ArrowRight");
    see_shown(&window, title(1), "2 of 12");
    choose_order(&window, "As they came", "By likeness");
    see_shown(&window, title(0), "1 of 12");
    window.press("ArrowRight");
    see_shown(&window, title(3), "2 of 12");
    choose_order(&window, "By likeness", "Newest first");
    see_shown(&window, title(10), "1 of 12");
    window.picture("triage-newest-first");

    // The time that is left is told as soon as it is known how long one takes.
    for (n, next) in [11, 9, 8, 7, 6, 5, 4, 3].into_iter().enumerate() {
        assert!(!window.text().contains(" left"), "known after {n}");
        window.press("d");
        see_shown(&window, title(next), &format!("{} of 12", n + 2));
    }
    window.wait_until("how far it is and how long it takes", || {
        let text = window.text();
        let is_told = text.contains("less than a minute left") || text.contains(" min left");
        (text.contains("9 of 12") && is_told).then_some(())
    });
    window.press("Escape");
    window.see_gone("application", "Triage");
    window.see("link", "Inbox, 4 papers");

    window.press("Control+t");
    see_shown(&window, title(3), "9 of 12");
    window.see("button", "Order: Newest first");
    window.press("d");
    see_shown(&window, title(2), "10 of 12");
    window.close();
    assert_eq!(count_of_papers(&place, &["--state", "dropped"]), 9);
}

/// Waits until the card of this paper is there, wherever the focus is: after a menu it is where the menu was opened.
#[track_caller]
fn see_shown(window: &Window, title: &str, place: &str) {
    window.see("article", &format!("{title}, {place}"));
}

/// Chooses another order in the menu of them.
#[track_caller]
fn choose_order(window: &Window, present: &str, wanted: &str) {
    window.click("button", &format!("Order: {present}"));
    window.click("menuitemradio", wanted);
    window.see("button", &format!("Order: {wanted}"));
}

/// Waits until the card of this paper has the focus, and is named by its title and place.
#[track_caller]
fn see_card(window: &Window, title: &str, place: &str) {
    window.wait_until(&format!("the card of “{title}”, {place}"), || {
        let card = window.find("article", title).into_iter().next()?;
        let focused = window
            .script("return document.activeElement?.tagName.toLowerCase()", &[])
            .ok()?;
        (card.name.contains(place) && focused.as_str() == Some("article")).then_some(())
    });
}
