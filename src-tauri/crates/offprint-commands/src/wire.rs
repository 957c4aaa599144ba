//! All that crosses to the interface: questions, answers, changes, announcements, failures.
//!
//! TypeScript's `ui/src/backend/wire.ts` is generated from these types; the test
//! `the_interface_knows_the_present_wire` in `wire/typescript.rs` fails when it is stale and tells
//! how to renew it. Ids are strings of 32 hex digits, moments ISO 8601 in UTC, days `YYYY-MM-DD`.

pub mod announcement;
pub mod answer;
pub mod change;
pub mod convert;
pub mod export;
pub mod import;
pub mod insights;
pub mod past;
pub mod preview;
pub mod question;
pub mod search_field;
pub mod settings;
pub mod triage;
#[cfg(test)]
mod typescript;
pub mod views;

pub use announcement::Announcement;
pub use answer::Answer;
pub use change::Change;
pub use question::Question;
