//! Sources that list many papers as text.

pub mod page_text;
