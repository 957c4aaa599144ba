//! commands at its own face
