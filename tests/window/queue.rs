//! The queue has the order that the person gives it, by the mouse and by keys.

use crate::drag::drag_onto;
use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, offprint_json, titles_of};
use crate::window::Window;

const IN_ORDER: [&str; 4] = ["--state", "queued", "--sort", "queue"];

/// Imports the five papers and queues them in their order.
fn queue_all(place: &Place) {
    let digest = place.source("digest.txt", DIGEST);
    offprint_json(
        place,
        &["import", &digest.display().to_string(), "--state", "queued"],
    );
    assert_eq!(titles_of(place, &IN_ORDER), TITLES);
}

#[test]
fn a_row_is_dragged_to_another_place_and_moved_by_keys() {
    let place = Place::new();
    queue_all(&place);
    let [first, second, third, fourth, fifth] = TITLES;
    let window = Window::open(&place);
    window.see("link", "Queue, 5 papers");
    window.press("g");
    window.press("q");
    window.see("heading", "Queue");

    // Below the middle of the third row: after it.
    let what = window.see("option", first);
    let onto = window.see("option", third);
    drag_onto(&window, &what, &onto, 0.8, || {
        window.picture("queue-dragged")
    });
    see_order(&window, &[second, third, first, fourth, fifth]);
    assert_eq!(
        titles_of(&place, &IN_ORDER),
        [second, third, first, fourth, fifth]
    );

    // What was dragged has the focus, and goes on by keys.
    window.see_chosen(first);
    window.press("Alt+ArrowUp");
    see_order(&window, &[second, first, third, fourth, fifth]);
    window.press("Alt+End");
    see_order(&window, &[second, third, fourth, fifth, first]);
    window.press("u");
    window.press("u");
    see_order(&window, &[second, third, first, fourth, fifth]);
    window.press("u");
    see_order(&window, &TITLES);
    window.see("meter", "5 of 10 places used");

    // Two that were chosen are dragged together.
    let fourth = window.see("option", fourth);
    window.click("option", second);
    window.see_chosen(second);
    window.click_holding("Control", &fourth);
    window.see_words("2 papers selected");
    let what = window.see("option", second);
    let onto = window.see("option", first);
    drag_onto(&window, &what, &onto, 0.2, || {});
    see_order(&window, &[TITLES[1], TITLES[3], first, third, fifth]);
    window.press("u");
    see_order(&window, &TITLES);
    window.close();
    assert_eq!(titles_of(&place, &IN_ORDER), TITLES);
}

#[test]
fn past_its_planned_size_the_queue_says_so_and_takes_more() {
    let place = Place::new();
    queue_all(&place);
    let window = Window::open(&place);
    window.see("link", "Queue, 5 papers");
    window.press("Control+,");
    window.click("tab", "Queue");
    window.click("spinbutton", "Planned size");
    window.press("Control+a");
    window.type_text("3\n");
    window.click("link", "Queue, 5 papers");
    window.see("meter", "5 of 3");
    window.picture("queue-past-its-size");

    // Three suggestions, each with its reason; the one chosen is begun with one key.
    window.press("Control+j");
    window.see("menu", "Read next");
    window.press("1");
    window.see_chosen(TITLES[0]);
    window.press("b");
    window.see_words("Reading now");
    window.close();
    assert_eq!(titles_of(&place, &["--state", "reading"]), [TITLES[0]]);
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 4);
}

#[test]
fn a_paper_is_snoozed_and_due_by_keys_alone() {
    let place = Place::new();
    queue_all(&place);
    let [first, second, ..] = TITLES;
    let window = Window::open(&place);
    window.see("link", "Queue, 5 papers");
    window.press("g");
    window.press("q");
    window.see_chosen(first);
    window.press("z");
    window.see("menu", "Snooze until");
    window.press("1");
    window.see_gone("option", first);
    window.see_chosen(second);
    window.press("Shift+z");
    window.see("dialog", "Due day");
    window.type_text("in 3 days\n");
    window.see_gone("dialog", "Due day");
    window.see("option", "due");
    assert_eq!(titles_of(&place, &["--snoozed"]), [first]);
    let listed = offprint_json(&place, &["list", "--search", "has:due"]);
    assert_eq!(listed["papers"][0]["title"], second);

    window.press("g");
    window.press("z");
    window.see_chosen(first);
    window.picture("snoozed-by-keys");
    window.press("u");
    window.press("u");
    window.see_gone("option", first);
    window.press("g");
    window.press("q");
    see_order(&window, &TITLES);
    window.close();
    assert_eq!(count_of_papers(&place, &["--snoozed"]), 0);
    assert_eq!(count_of_papers(&place, &["--search", "has:due"]), 0);
}

/// Waits until the rows are these papers, in this order.
#[track_caller]
fn see_order(window: &Window, titles: &[&str]) {
    window.wait_until(&format!("{titles:?} in this order"), || {
        let rows = window.find("option", "");
        let is_so = rows.len() == titles.len()
            && titles.iter().all(|title| {
                let place = titles
                    .iter()
                    .position(|other| other == title)
                    .expect("one of them")
                    + 1;
                rows.iter().any(|row| {
                    row.name.contains(title)
                        && window.attribute(row, "aria-posinset").as_deref()
                            == Some(&place.to_string())
                })
            });
        is_so.then_some(())
    });
}
