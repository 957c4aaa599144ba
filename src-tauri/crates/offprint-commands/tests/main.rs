//! The application without a face, at its own face.

mod clipboard;
mod follow;
mod preview;
mod watch;
