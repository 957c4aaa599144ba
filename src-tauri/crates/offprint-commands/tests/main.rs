//! The application without a face, at its own face.

mod clipboard;
mod duplicates;
mod export;
mod follow;
mod insights;
mod library;
mod mirror;
mod mirror_property;
mod overview;
mod place;
mod preview;
mod preview_growing;
mod preview_looking;
mod preview_property;
mod search_field;
mod triage;
mod watch;
