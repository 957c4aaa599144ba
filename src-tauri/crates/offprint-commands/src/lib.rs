//! The application without a face: library, search and clock together.
//!
//! Window and terminal hold no rules; what both can do is here. No Tauri, no words for people.

pub mod failure;
pub mod wire;
