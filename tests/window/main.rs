//! Offprint in a real window: what a person does, done to the program as it is shipped.
//!
//! Each test has a library, settings and clipboard of its own and the screen to itself. It waits
//! for what the page shows, never for a time. Pictures are left in `target/window-pictures`.
//! `cargo xtask test` runs these with all else, `cargo xtask window-tests` runs them alone.

// The tools.
#[cfg(target_os = "linux")]
mod desktop;
#[cfg(target_os = "linux")]
mod disk;
mod drag;
mod driver;
mod full_library;
mod looks;
mod place;
mod reader;
mod rulers;
mod sources;
mod system_dialog;
mod terminal;
mod window;
mod xdotool;

// The tests.
mod a_days_work;
mod accessibility;
mod bad_days;
mod by_hand;
mod closing;
mod copy;
mod drop;
mod duplicates;
mod export;
mod first_run;
mod follow;
mod hints;
mod history;
mod insights;
mod keys;
mod library_place;
#[cfg(target_os = "linux")]
mod links;
mod lists;
#[cfg(target_os = "linux")]
mod manners;
mod more_screens;
mod note_and_tag;
mod note_text;
#[cfg(target_os = "linux")]
mod notifications;
mod odd_papers;
mod open_files;
#[cfg(target_os = "linux")]
mod page_end;
mod palette;
mod paste;
mod queue;
#[cfg(target_os = "linux")]
mod refused;
mod screens;
mod settings;
mod sheet;
mod slow;
mod tags;
mod text_size;
mod three_together;
mod trash;
mod triage;
mod watch;
mod whole_digest;
