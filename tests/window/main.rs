//! Offprint in a real window: what a person does, done to the program as it is shipped.
//!
//! Each test has a library, settings and clipboard of its own and the screen to itself. It waits
//! for what the page shows, never for a time. Pictures are left in `target/window-pictures`.
//! `cargo xtask test` runs these with all else, `cargo xtask window-tests` runs them alone.

mod drag;
mod driver;
mod place;
mod terminal;
mod window;

mod harness;
