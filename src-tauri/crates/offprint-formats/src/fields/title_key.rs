//! The title key: what is left of a title when everything that varies is taken off.

/// Returns the title key. PRODUCT.md, "Identity", rule 2.
pub fn title_key(_title: &str) -> String {
    String::new()
}
