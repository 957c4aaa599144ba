//! The application without a face, at its own face.

mod follow;
mod watch;
