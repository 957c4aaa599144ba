//! The library at its own face: a real database in a temporary folder, nothing mocked.

mod bad_days;
mod identity;
mod import;
mod lists;
mod undo;
mod undo_property;
