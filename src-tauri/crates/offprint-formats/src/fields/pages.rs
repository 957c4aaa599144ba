//! Where in its volume a work stands: its pages, or its number there.

/// Returns pages with one en dash in each range: `12--20`, `12 - 20` and `12-20` are `12–20`.
///
/// A page that has a hyphen of its own keeps it where longer dashes part the range, as in
/// `3-1--3-18`. What is no range stays as it is. `text` is clean already.
pub fn page_ranges(text: &str) -> String {
    let text = text.replace("---", "–").replace("--", "–").replace(
        ['\u{2012}', '\u{2014}', '\u{2212}', '\u{2010}', '\u{2011}'],
        "–",
    );
    let text = if text.contains('–') {
        text
    } else {
        text.replace('-', "–")
    };
    let mut ranges = String::with_capacity(text.len());
    for part in text
        .split('–')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if !ranges.is_empty() {
            ranges.push('–');
        }
        ranges.push_str(part);
    }
    ranges
}

/// Joins a first and a last page; either may be empty, or the first hold them both already.
pub fn page_range(first: &str, last: &str) -> String {
    let first = page_ranges(first);
    let last = last.trim();
    if last.is_empty() || first == last || first.contains('–') {
        first
    } else {
        page_ranges(&format!("{first}–{last}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_one_en_dash_however_it_is_written() {
        for (text, pages) in [
            ("12--20", "12–20"),
            ("12 - 20", "12–20"),
            ("12---20", "12–20"),
            ("12—20", "12–20"),
            ("3-1--3-18", "3-1–3-18"),
            ("1-5, 9-12", "1–5, 9–12"),
            ("e1004", "e1004"),
            ("12-", "12"),
            ("", ""),
        ] {
            assert_eq!(page_ranges(text), pages, "{text}");
        }
    }

    #[test]
    fn first_and_last_page_are_joined() {
        for (first, last, pages) in [
            ("12", "20", "12–20"),
            ("12-20", "20", "12–20"),
            ("12", "12", "12"),
            ("12", "", "12"),
            ("", "20", "20"),
        ] {
            assert_eq!(page_range(first, last), pages, "{first} {last}");
        }
    }
}
