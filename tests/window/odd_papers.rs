//! Papers that are hard to show are shown: formulas, markup as text, right to left, hundreds of authors, no title.

use crate::full_library::{HARD, hard_cases};
use crate::place::Place;
use crate::rulers::sticking_out;
use crate::terminal::offprint_json;
use crate::window::Window;

#[test]
fn formulas_markup_directions_and_crowds_of_authors_are_shown_well() {
    let place = Place::new();
    let nameless = "@misc{nameless, doi = {10.5555/nothing.1}}\n";
    let file = place.source("hard.bib", &(hard_cases() + nameless));
    offprint_json(&place, &["import", &file.display().to_string()]);
    let [long, hands, well, _, script] = HARD;
    let window = Window::open(&place);
    window.see("link", "Inbox, 6 papers");

    // A formula is set; in the list it is read in plain signs; a broken one is its source; money is none.
    window.click("option", "O(√L)");
    window.see("math", "L");
    window.see("paragraph", "$\\nosuchthing{1}^^2$, is shown as it is");
    window.see("paragraph", "$5 and $10 are no formula");
    window.picture("odd-formula");

    window.click("option", script);
    window.see("heading", script);
    window.see("paragraph", "<img src=x onerror=alert(1)> words are text.");
    assert!(window.title().contains("Offprint"), "{}", window.title());
    let made = "return document.querySelectorAll('[data-detail] p :is(b, img, script)').length";
    assert_eq!(window.script(made, &[]).expect("a number"), 0);

    window.click("option", well);
    let title = window.see("heading", well);
    let direction = "return [...document.querySelectorAll('h1, h2')]
        .filter((title) => title.textContent.includes(arguments[0]))
        .map((title) => getComputedStyle(title).direction).join()";
    let direction = window.script(direction, &[title.name.into()]);
    assert_eq!(direction.expect("a direction"), "rtl");
    window.picture("odd-right-to-left");

    window.see("option", "and 397 more");
    window.click("option", hands);
    window.click("button", "and 392 more");
    window.see_words("Hand400");
    window.see("option", "10.5555/nothing.1");
    window.click("option", &long[..40]);
    window.see("heading", long);
    assert_eq!(sticking_out(&window), [""; 0]);
    window.picture("odd-long");
    window.close();
}
