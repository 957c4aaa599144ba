//! A list is narrowed, kept as a view, grouped, and worked on many papers at a time.

use crate::drag::{drag_onto, drag_to_shown};
use crate::full_library::fill;
use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, import_digest, offprint_json, titles_of};
use crate::window::Window;

#[test]
fn filters_become_a_view_that_is_there_after_a_restart() {
    let place = Place::new();
    fill(&place);
    let window = open_all_papers(&place);
    window.press("Control+Shift+f");
    window.type_text("tag:memory is:read ");
    window.press("Enter");
    let expected = count_of_papers(&place, &["--search", "tag:memory is:read"]);
    assert!(expected > 0, "the library has such papers");
    window.see_rows(expected);
    window.see("button", "Remove memory");
    window.picture("filtered");

    window.press("Control+k");
    window.type_text("save this view");
    window.press("Enter");
    window.see("dialog", "Save this view");
    window.press("Control+a");
    window.type_text("Read on memory\n");
    window.see("link", "Read on memory");
    window.see("heading", "Read on memory");
    window.close();

    let window = Window::open(&place);
    window.click("link", "Read on memory");
    window.see("heading", "Read on memory");
    window.see_rows(expected);
    window.picture("saved-view");

    // Under another name, and gone.
    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("rename this view");
    window.see("option", "Rename this view");
    window.press("Enter");
    window.see("dialog", "Rename the view");
    window.press("Control+a");
    window.type_text("What I know of memory\n");
    window.see_gone("dialog", "Rename the view");
    window.see("link", "What I know of memory");
    window.see_gone("link", "Read on memory");
    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("delete this view");
    window.see("option", "Delete this view");
    window.press("Enter");
    window.see_gone("link", "What I know of memory");
    window.close();
}

#[test]
fn a_search_without_results_says_what_to_leave_out() {
    let place = Place::new();
    fill(&place);
    let window = Window::open(&place);
    window.see("option", "");
    window.press("/");
    window.see("combobox", "Search");
    window.type_text("sourdough is:dropped");
    window.see_words("No paper has all of these words");
    window.picture("nothing-found");
    window.click("button", "Without “is:dropped”");
    window.see("option", "Sourdough");
    window.see_words("1 paper found");
    window.close();
}

#[test]
fn rows_stand_in_groups_by_state() {
    let place = Place::new();
    fill(&place);
    let window = open_all_papers(&place);
    window.click("button", "Added, newest first");
    window.click("menuitemradio", "Group by state");
    window.see_words("Inbox");
    window.see("option", "Inbox:");
    window.picture("grouped-by-state");
    window.click("option", "Tidepools");
    window.press("End");
    window.see("option", "Dropped");
    window.close();
}

#[test]
fn several_papers_are_chosen_and_changed_at_once_with_one_undo() {
    let place = Place::new();
    import_digest(&place);
    let [first, _, third, _, _] = TITLES;
    let window = Window::open(&place);
    window.click("option", first);
    window.see_chosen(first);
    window.press("Shift+ArrowDown");
    window.press("Shift+ArrowDown");
    window.see_words("3 papers selected");
    window.see_chosen(third);
    window.press("q");
    window.see("link", "Queue, 3 papers");
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 3);
    window.press("u");
    window.see("link", "Inbox, 5 papers");

    window.press("Control+a");
    window.see_words("5 papers selected");
    window.press("t");
    window.see("combobox", "Tags");
    window.type_text("week 31\n");
    window.press("Escape");
    window.see("link", "week 31, 5 papers");
    window.press("u");
    window.see_gone("link", "week 31");
    window.close();
    assert_eq!(count_of_papers(&place, &["--tag", "week 31"]), 0);
}

#[test]
fn papers_are_sorted_and_several_chosen_by_the_mouse() {
    let place = Place::new();
    import_digest(&place);
    let [lanterns, quiet, folding, tides, counting] = TITLES;
    let window = Window::open(&place);
    window.see("option", lanterns);
    window.click("button", "Added, newest first");
    window.click("menuitemradio", "Title, A to Z");
    window.see("button", "Title, A to Z");
    window.wait_until("the titles from A to Z", || {
        let rows = window.find("option", "");
        let titles = [quiet, counting, folding, lanterns, tides];
        let is_so = rows.len() == titles.len()
            && rows.iter().all(|row| {
                let place = window.attribute(row, "aria-posinset");
                let place: Option<usize> = place.and_then(|place| place.parse().ok());
                place.is_some_and(|place| row.name.contains(titles[place - 1]))
            });
        is_so.then_some(())
    });

    window.click("option", quiet);
    window.see_chosen(quiet);
    let third = window.see("option", folding);
    window.click_holding("Control", &third);
    window.see_words("2 papers selected");
    let last = window.see("option", tides);
    window.click_holding("Shift", &last);
    window.see_words("3 papers selected");
    window.picture("chosen-by-the-mouse");

    // All of them are dragged by any of them.
    let onto = window.see("link", "Queue, 0 papers");
    let what = window.see("option", lanterns);
    drag_onto(&window, &what, &onto, 0.5, || {});
    window.see("link", "Queue, 3 papers");
    window.press("u");
    window.see("link", "Inbox, 5 papers");

    window.click("option", quiet);
    window.see_chosen(quiet);
    let third = window.see("option", folding);
    window.click_holding("Shift", &third);
    window.see_words("3 papers selected");
    window.press("s");
    window.see("link", "Inbox, 2 papers");
    window.press("u");
    window.see("link", "Inbox, 5 papers");
    window.close();
    assert_eq!(count_of_papers(&place, &["--state", "skimmed"]), 0);
}

#[test]
fn the_search_field_offers_tags_and_marks_what_matched() {
    let place = Place::new();
    fill(&place);
    let window = Window::open(&place);
    window.see("option", "");
    window.press("/");
    window.see("combobox", "Search");
    window.type_text("tag:mem");
    window.see("option", "memory");
    window.picture("search-suggestions");
    window.press("Tab");
    window.see("button", "Remove memory");
    let n_tagged = count_of_papers(&place, &["--tag", "memory"]);
    window.see_words(&format!("{n_tagged} papers found"));
    window.press("Control+a");
    window.press("Backspace");
    window.press("Backspace");
    window.see_gone("button", "Remove memory");
    window.type_text("sourdough");
    window.see("mark", "Sourdough");
    window.close();
}

#[test]
fn the_bar_grows_with_the_lines_of_the_search_field() {
    let place = Place::new();
    fill(&place);
    let window = Window::open(&place);
    window.see("option", "");
    window.press("/");
    window.see("combobox", "Search");
    let room = "const field = document.querySelector('[role=search]').getBoundingClientRect(); \
         const bar = document.querySelector('[role=search]').parentElement.getBoundingClientRect(); \
         return [field.height, Math.min(field.top, field.top - bar.top, bar.bottom - field.bottom)]";
    let measure = || window.script(room, &[]).expect("two numbers");
    let (one_line, beside) = (measure()[0].as_f64(), measure()[1].as_f64());
    window.type_text("is:inbox is:unread has:code has:note has:abstract -lamps -birds ");
    window.see("button", "Remove without “birds”");
    assert!(measure()[0].as_f64() > one_line, "{}", measure());
    assert_eq!(measure()[1].as_f64(), beside);
    window.close();
}

#[test]
fn papers_are_dragged_onto_a_tag_and_onto_a_state() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    offprint_json(
        &place,
        &["import", &digest.display().to_string(), "--tag", "new"],
    );
    let listed = offprint_json(&place, &["list"]);
    let id = listed["papers"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    offprint_json(&place, &["tag", &id, "--add", "kept"]);
    let [_, second, third, ..] = TITLES;
    let window = Window::open(&place);
    let what = window.see("option", second);
    let onto = window.see("link", "kept, 1 paper");
    drag_onto(&window, &what, &onto, 0.5, || {
        window.picture("dragged-onto-a-tag")
    });
    window.see("link", "kept, 2 papers");
    let what = window.see("option", third);
    let onto = window.see("link", "Queue");
    drag_onto(&window, &what, &onto, 0.5, || {});
    window.see("link", "Queue, 1 paper");
    window.see("link", "Inbox, 4 papers");
    window.close();
    assert_eq!(titles_of(&place, &["--state", "queued"]), [third]);
    assert_eq!(count_of_papers(&place, &["--tag", "kept"]), 2);
}

#[test]
fn papers_are_dragged_onto_states_where_the_window_is_narrow() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    offprint_json(
        &place,
        &["import", &digest.display().to_string(), "--tag", "kept"],
    );
    let [_, second, third, ..] = TITLES;
    let window = Window::open(&place);
    window.resize(760, 800);
    window.see("option", second);
    // The sidebar comes over the window once something is dragged, and is gone with it.
    for (title, onto) in [(second, "Queue"), (third, "Reading")] {
        window.see_gone("link", "kept");
        let what = window.see("option", title);
        drag_to_shown(&window, &what, ("link", onto), || {
            window.see("link", "kept");
            window.picture(&format!("dragged-onto-{}-narrow", onto.to_lowercase()));
        });
        window.see_gone("link", "kept");
        window.see_gone("option", title);
    }
    window.close();
    assert_eq!(titles_of(&place, &["--state", "queued"]), [second]);
    assert_eq!(titles_of(&place, &["--state", "reading"]), [third]);
}

/// Opens the window on a filled library, and goes to all papers.
#[track_caller]
fn open_all_papers(place: &Place) -> Window<'_> {
    let window = Window::open(place);
    window.see("option", "");
    window.press("g");
    window.press("a");
    window.see("heading", "All papers");
    window
}

#[test]
fn abstract_and_note_are_read_side_by_side() {
    let place = Place::new();
    import_digest(&place);
    let [_, title, ..] = TITLES;
    let window = Window::open(&place);
    window.resize(1280, 800);
    window.click("option", title);
    window.see_chosen(title);
    window.press("b");
    window.see("link", "Reading, 1 paper");
    window.click("link", "Reading");
    window.see_chosen(title);
    window.see("heading", "Abstract");
    let boxes = "const named = (words) => [...document.querySelectorAll('[data-detail-scroll] *')] \
         .find((one) => one.childElementCount === 0 && one.textContent.trim() === words); \
         const text = named('Abstract').nextElementSibling.getBoundingClientRect(); \
         const note = [...document.querySelectorAll('[data-detail-scroll] button')] \
         .find((one) => one.textContent.includes('Write a note')).closest('div').getBoundingClientRect(); \
         return [text.right <= note.left && note.top < text.bottom && note.bottom > 0, \
         document.activeElement.matches('[data-detail-scroll]'), \
         document.activeElement.matches('[role=option]')]";
    let look = || {
        let seen = window.script(boxes, &[]).ok()?;
        Some([0, 1, 2].map(|at| seen[at].as_bool().unwrap_or_default()))
    };
    let see = |what: &str, expected: [bool; 3]| {
        window.wait_until(what, || (look() == Some(expected)).then_some(()));
    };
    see("the note below the abstract", [false, false, true]);
    window.press("v");
    see("the note beside the abstract", [true, true, false]);
    window.picture("reading-side-by-side");
    window.press("v");
    see("the list, with the focus on its row", [false, false, true]);
    window.see_chosen(title);
    window.close();
}
