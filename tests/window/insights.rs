//! The numbers behind the plots are those of the library.

use crate::full_library::fill;
use crate::place::Place;
use crate::terminal::count_of_papers;
use crate::window::Window;

#[test]
fn a_plot_has_its_numbers_as_a_table() {
    let place = Place::new();
    fill(&place);
    let [n_read, n_skimmed] =
        ["read", "skimmed"].map(|state| count_of_papers(&place, &["--state", state]));
    let window = Window::open(&place);
    window.see("option", "");
    window.press("g");
    window.press("n");
    window.see_words(&format!("You finished {} papers", n_read + n_skimmed));
    window.click("button", "Show as a table: Finished each week");
    let table = window.see("table", "Finished each week");
    let rows = window.find("row", "");
    assert!(
        rows.iter()
            .any(|row| row.name.ends_with(&format!(" {n_read} {n_skimmed}"))),
        "no row of {n_read} and {n_skimmed} in {}: {:?}",
        table.name,
        rows.iter().map(|row| &row.name).collect::<Vec<_>>()
    );
    window.picture("insights-table");
    window.close();
}
