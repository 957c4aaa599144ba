//! The library at its own face: a real database in a temporary folder, nothing mocked.

mod bad_days;
mod by_hand;
mod duplicates;
mod identity;
mod import;
mod insights;
mod lists;
mod next;
mod pass;
mod plans;
mod trash;
mod undo;
mod undo_property;

/// The titles of three papers that nothing joins.
const THREE: &str =
    "How Rivers Remember Their Floods\nWhy Dunes Walk at Night\nOn the Growth of Mosses in Winter";
