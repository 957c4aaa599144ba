//! Grammars that several formats share: they part a source into records, with the lines of each,
//! and know nothing of papers.

#[allow(dead_code, reason = "its readers come next")]
pub(crate) mod json_elements;
