//! Tags: short labels; case is kept, matching ignores it.

/// How many letters a tag may have.
pub const MAX_TAG_CHARS: usize = 80;

/// Returns a tag as it is kept: spaces collapsed, no comma, at most [`MAX_TAG_CHARS`] letters; none where nothing is left.
pub fn clean_tag(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let tag: String = words
        .join(" ")
        .trim_start_matches('#')
        .chars()
        .take(MAX_TAG_CHARS)
        .collect();
    let tag = tag.trim().to_owned();
    (!tag.is_empty()).then_some(tag)
}

/// Returns what two tags have in common if they are the same tag.
pub fn tag_key(tag: &str) -> String {
    tag.to_lowercase()
}
