//! Grammars that several formats share: they part a source into records, with the lines of each,
//! and know nothing of papers.

pub(crate) mod json_elements;
pub(crate) mod markup;
pub(crate) mod rows;
pub(crate) mod xml_elements;
pub(crate) mod xml_tree;
