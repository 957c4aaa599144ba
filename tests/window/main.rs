//! Offprint in a real window: what a person does, done to the program as it is shipped.
//!
//! Each test has a library, settings and clipboard of its own and the screen to itself. It waits
//! for what the page shows, never for a time. Pictures are left in `target/window-pictures`.
//! `cargo xtask test` runs these with all else, `cargo xtask window-tests` runs them alone.

// The tools.
mod drag;
mod driver;
mod place;
mod sources;
mod terminal;
mod window;

// The tests.
mod closing;
mod drop;
mod first_run;
mod follow;
mod keys;
mod note_and_tag;
mod paste;
mod sheet;
mod three_together;
mod watch;
