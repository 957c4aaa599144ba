//! Turns sources into candidates and rejections, each with its lines, as it reads; and papers into text.
//!
//! This crate never touches the disk, tells no time, and never fails on content.

pub mod candidate;
pub mod fields;
