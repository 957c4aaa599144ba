//! The terminal command from outside: the built program on a library of its own.

mod bad_days;
mod by_hand;
mod contract;
mod duplicates;
mod house;
mod import;
mod mirror;
mod note;
mod offprint;
// Where settings and data are is named by variables of that system.
#[cfg(target_os = "linux")]
mod place;
mod plans;
mod round_trip;
mod trash;
mod triage;
mod two_at_once;
mod undo;
mod watch;
