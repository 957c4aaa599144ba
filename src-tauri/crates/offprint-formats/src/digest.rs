//! Sources that list many papers as text.

pub(crate) mod link_list;
pub mod page_text;
