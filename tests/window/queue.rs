//! The queue has the order that the person gives it, by the mouse and by keys.

use crate::drag::drag_onto;
use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, offprint_json, titles_of};
use crate::window::Window;

const IN_ORDER: [&str; 4] = ["--state", "queued", "--sort", "queue"];

/// Imports the five papers and queues them in their order.
fn queue_all(place: &Place) {
    queue_digest(place);
    assert_eq!(titles_of(place, &IN_ORDER), TITLES);
}

fn queue_digest(place: &Place) {
    let digest = place.source("digest.txt", DIGEST);
    offprint_json(
        place,
        &["import", &digest.display().to_string(), "--state", "queued"],
    );
}

#[test]
fn a_message_lies_over_nothing_that_moves_a_paper() {
    let place = Place::new();
    queue_all(&place);
    let window = Window::open(&place);
    window.see("link", "Queue, 5 papers");
    window.press("g");
    window.press("q");
    window.see("heading", "Queue");
    window.see_chosen(TITLES[0]);
    window.press("f");
    let message = window.see("group", "Starred");
    window.wait_until("the list to end above the message", || {
        let (_, top) = window.point_on_screen(&message, 0.0);
        let button = window.see("button", "Move down");
        let (_, end) = window.point_on_screen(&button, 1.0);
        (end <= top).then_some(())
    });
    window.picture("queue-above-message");
    window.close();
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
fn past_its_planned_size_what_could_go_is_offered() {
    let place = Place::new();
    queue_all(&place);
    let window = Window::open(&place);
    window.see("link", "Queue, 5 papers");
    window.press("g");
    window.press("q");
    window.click("button", "plan the queue");
    window.see("dialog", "The plan for the queue");
    window.press("Control+a");
    window.type_text("3\n");
    window.see_words("The queue holds 2 papers more than the 3 that are planned");
    window.picture("queue-could-go");
    window.click("button", &format!("Drop “{}”", TITLES[1]));
    window.see_words("The queue holds 1 paper more than the 3 that are planned");
    window.click("button", &format!("Back to the inbox: “{}”", TITLES[3]));
    window.see("meter", "3 of 3");
    window.close();
    assert_eq!(titles_of(&place, &["--state", "dropped"]), [TITLES[1]]);
    assert_eq!(titles_of(&place, &["--state", "inbox"]), [TITLES[3]]);
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 3);
}

#[test]
fn what_has_waited_for_over_a_month_is_asked_about() {
    let place = Place::new();
    // Another list had queued them: they have waited since they came into it.
    let list = "title,state,added\n\
        Pruning an Orchard by Moonlight,queued,2024-03-05\n\
        The Ferry Schedule as a Partial Order,queued,2024-04-11\n";
    let list = place.source("list.csv", list);
    offprint_json(&place, &["import", &list.display().to_string()]);
    queue_digest(&place);
    let window = Window::open(&place);
    window.see("link", "Queue, 7 papers");
    window.press("g");
    window.press("q");
    let asked = see_question(
        &window,
        "“Pruning an Orchard by Moonlight” has waited since",
    );
    window.picture("queue-question");
    window.click("button", "Let go");
    see_question(
        &window,
        "“The Ferry Schedule as a Partial Order” has waited since",
    );
    window.click("button", "Keep");
    // Of what came today nothing is asked.
    window.see_gone("region", "A paper that has waited");
    window.close();
    assert!(asked.contains("Still want to read it?"), "{asked}");
    assert_eq!(
        titles_of(&place, &["--state", "dropped"]),
        ["Pruning an Orchard by Moonlight"]
    );
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 6);
}

/// Waits until the queue asks this, and returns all of its question.
#[track_caller]
fn see_question(window: &Window, start: &str) -> String {
    window.wait_until(&format!("the question “{start}”"), || {
        let question = window.find("region", "A paper that has waited").pop()?;
        window
            .text_of(&question)
            .filter(|text| text.contains(start))
    })
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

#[test]
fn what_is_begun_is_what_the_keys_act_on_until_it_is_taken_back() {
    let place = Place::new();
    queue_all(&place);
    let [first, second, third, ..] = TITLES;
    let window = Window::open(&place);
    window.see("link", "Queue, 5 papers");
    window.press("g");
    window.press("q");
    window.see_chosen(first);
    window.press("j");
    window.see_chosen(second);
    window.press("b");
    see_focus(&window, second);
    window.see("button", "Finish");
    window.picture("queue-begun");
    // Taken back, it is in its place again, and the keys are with it.
    window.press("u");
    see_order(&window, &TITLES);
    window.see_chosen(second);
    see_focus(&window, second);
    window.press("b");
    see_focus(&window, second);
    window.press("j");
    window.see_chosen(first);
    window.press("k");
    see_focus(&window, second);
    window.press("d");
    window.see_chosen(first);
    see_focus(&window, first);
    see_order(&window, &[first, third, TITLES[3], TITLES[4]]);
    window.close();
    assert_eq!(titles_of(&place, &["--state", "dropped"]), [second]);
}

/// Waits until what has the focus names this paper.
#[track_caller]
fn see_focus(window: &Window, title: &str) {
    window.wait_until(&format!("the focus on “{title}”"), || {
        let focused = window.script("return document.activeElement.textContent", &[]);
        focused.ok()?.as_str()?.contains(title).then_some(())
    });
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
