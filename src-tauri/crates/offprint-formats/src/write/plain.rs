//! Text for formats whose readers know entities and tags, but no TeX of their own.

use crate::clean::{Dialect, clean_line};

/// Writes a line so that it comes back from [`Dialect::Plain`]: as it is, and where that would be
/// read as something else (a tag, a TeX command), with entities in place of those signs.
pub(super) fn line(text: &str) -> String {
    let with_entities = |signs: &str| {
        let mut out = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            match c {
                '&' if signs.contains(c) => out.push_str("&amp;"),
                '<' if signs.contains(c) => out.push_str("&lt;"),
                _ if signs.contains(c) => out.push_str(&entity(c)),
                _ => out.push(c),
            }
        }
        out
    };
    let fewest = ["", "<", "<&"].into_iter().map(with_entities);
    fewest
        .into_iter()
        .find(|written| clean_line(written, Dialect::Plain) == text)
        .unwrap_or_else(|| with_entities("<&\\${}~"))
}

/// Writes paragraphs, parted by an empty line.
pub(super) fn paragraphs(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(line);
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// `&#92;`
pub(super) fn entity(c: char) -> String {
    format!("&#{};", u32::from(c))
}

/// Writes a line of a note: what would be read as an entity, and blanks that programs cut off.
pub(super) fn note_line(line: &str) -> String {
    let inside = line.trim_matches([' ', '\t']);
    let blanks = |blanks: &str| blanks.chars().map(entity).collect::<String>();
    if inside.is_empty() {
        return blanks(line);
    }
    let start = line.len() - line.trim_start_matches([' ', '\t']).len();
    let end = start + inside.len();
    let inside = inside.replace('&', "&amp;");
    format!("{}{inside}{}", blanks(&line[..start]), blanks(&line[end..]))
}
