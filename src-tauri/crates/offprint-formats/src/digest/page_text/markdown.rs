//! What Markdown and mail add to a line: markers at its start, links, emphasis.

use crate::fields::link::Link;

/// A line without its marks.
#[derive(Default)]
pub(crate) struct Unmarked {
    pub(crate) text: String,
    /// A heading, a list item, or wholly bold.
    pub(crate) is_marked: bool,
    /// The whole text is that of one link.
    pub(crate) is_link: bool,
    /// Where its links lead.
    pub(crate) links: Vec<Link>,
}

/// Takes the marks off a line and gathers where its links lead.
pub(crate) fn unmark(line: &str) -> Unmarked {
    let (line, has_marker) = without_marker(line.trim());
    let (line, is_bold) = without_emphasis(line);
    let mut unmarked = Unmarked {
        is_marked: has_marker || is_bold,
        ..Unmarked::default()
    };
    if line.contains("](") {
        take_links(line, &mut unmarked);
        let (text, is_bold) = without_emphasis(unmarked.text.trim());
        unmarked.is_marked |= is_bold;
        unmarked.text = text.trim_end_matches('\\').to_owned();
    } else {
        unmarked.text = line.trim_end_matches('\\').to_owned();
    }
    unmarked
}

/// Returns the links of a line that have a text, and the text of each.
pub(crate) fn linked_texts(line: &str) -> Vec<(&str, Link)> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(link) = next_link(rest) {
        if !link.is_picture
            && let Some(address) = Link::parse(link.address)
        {
            found.push((link.text, address));
        }
        rest = &rest[link.end..];
    }
    found
}

/// Whether a line opens a Markdown link whose text goes on in the next one.
pub(super) fn opens_link(line: &str) -> bool {
    let (line, _) = without_marker(line.trim());
    line.trim_start_matches('*').starts_with('[') && !line.contains(']') && line.len() < 300
}

/// Parts `[Title](address): text` of a list, and the cells of a table's row that has a link.
///
/// The parts are in the order of the line; none where the line is no such thing.
pub(super) fn parts_of_item(line: &str) -> Option<Vec<&str>> {
    if !line.contains("](") {
        return None;
    }
    let trimmed = line.trim();
    if let Some(cells) = trimmed.strip_prefix('|') {
        let cells: Vec<&str> = cells
            .split('|')
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect();
        return (cells.len() >= 2).then_some(cells);
    }
    let (item, _) = without_marker(trimmed);
    let opener = item.trim_start_matches(['*', '_']);
    if !opener.starts_with('[') {
        return None;
    }
    let n_opener = item.len() - opener.len();
    let link = next_link(opener).filter(|link| link.start == 0 && !link.is_picture)?;
    let after = opener[link.end..].trim_start_matches(['*', '_']);
    let n_title = item.len() - after.len();
    let is_closed = after.len() + n_opener <= opener.len() - link.end;
    let text = [": ", " - ", " – ", " — ", " -- ", "— "]
        .iter()
        .find_map(|gap| after.strip_prefix(gap))?
        .trim();
    (is_closed && !text.is_empty()).then(|| vec![&item[..n_title], text])
}

/// Takes off what begins a heading, a list item or a quoted line.
fn without_marker(line: &str) -> (&str, bool) {
    let mut line = line;
    let mut has_marker = false;
    while let Some(rest) = line.strip_prefix("> ").or_else(|| line.strip_prefix(">>")) {
        line = rest.trim_start();
    }
    if let Some(rest) = line.strip_prefix('|') {
        line = rest.trim_end_matches('|').trim();
    }
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && line.len() - heading.len() <= 6 && heading.starts_with(' ') {
        line = heading.trim();
        has_marker = true;
    }
    for bullet in ["- ", "* ", "+ ", "• ", "– ", "— ", "◦ ", "▪ ", "‣ ", "→ "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return (without_tick_box(rest.trim_start()), true);
        }
    }
    match after_number(line) {
        Some(rest) => (rest, true),
        None => (line, has_marker),
    }
}

/// `[ ] ` and `[x] ` of a list of things to do.
fn without_tick_box(item: &str) -> &str {
    ["[ ] ", "[x] ", "[X] "]
        .into_iter()
        .find_map(|tick_box| item.strip_prefix(tick_box))
        .map_or(item, str::trim_start)
}

/// Takes off the number of an item, unless it reads as a year.
fn after_number(line: &str) -> Option<&str> {
    let (number, rest) = numbered(line)?;
    let is_year = (1800..=2100).contains(&number);
    (!is_year).then_some(rest)
}

/// Parts the number in front of an item, of any length, from its text: `12. `, `12) `, `[1200] `,
/// `#3. `.
pub(crate) fn numbered(line: &str) -> Option<(u64, &str)> {
    let is_bracketed = line.starts_with('[');
    let digits = line.trim_start_matches(['[', '(', '#']);
    let n_opener = line.len() - digits.len();
    let n_digits = digits.bytes().take_while(u8::is_ascii_digit).count();
    if n_opener > 1 {
        return None;
    }
    let (number, rest) = digits.split_at(n_digits);
    let number = number.parse().ok()?;
    let rest = match rest.as_bytes().first() {
        Some(b'.' | b')') if !is_bracketed => &rest[1..],
        Some(b']') if is_bracketed => &rest[1..],
        _ => return None,
    };
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty()).then_some((number, text))
}

fn without_emphasis(line: &str) -> (&str, bool) {
    for mark in ["***", "**", "__"] {
        if let Some(inside) = line
            .strip_prefix(mark)
            .and_then(|rest| rest.trim_end().strip_suffix(mark))
            && !inside.is_empty()
            && !inside.contains(mark)
        {
            return (inside.trim(), true);
        }
    }
    (line, false)
}

/// Puts the texts of the links in place of the links; pictures are left out.
fn take_links(line: &str, unmarked: &mut Unmarked) {
    let mut rest = line;
    let mut n_linked = 0;
    while let Some(link) = next_link(rest) {
        unmarked.text.push_str(&rest[..link.start]);
        if !link.is_picture {
            unmarked.text.push_str(link.text);
            n_linked += link.text.trim().len();
        }
        if !link.is_picture
            && let Some(found) = Link::parse(link.address)
        {
            unmarked.links.push(found);
        }
        rest = &rest[link.end..];
    }
    unmarked.text.push_str(rest);
    unmarked.is_link = n_linked > 0 && n_linked >= unmarked.text.trim().len();
}

struct MarkdownLink<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    address: &'a str,
    is_picture: bool,
}

fn next_link(line: &str) -> Option<MarkdownLink<'_>> {
    let middle = line.find("](")?;
    let after = &line[middle + 2..];
    let address_end = closing_bracket(after)?;
    let before = &line[..middle];
    let (opener, is_closed) = opening_bracket(before);
    let is_picture = before[..opener].ends_with('!');
    let address = after[..address_end].split_whitespace().next().unwrap_or("");
    Some(MarkdownLink {
        start: opener - usize::from(is_picture),
        end: middle + 2 + address_end + 1,
        text: if is_closed { &before[opener + 1..] } else { "" },
        address: address.trim_matches(['<', '>']),
        is_picture,
    })
}

/// The end of an address, which may hold brackets of its own.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().take(2048) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn opening_bracket(before: &str) -> (usize, bool) {
    let mut depth = 0;
    for (at, byte) in before.bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return (at, true),
            b'[' => depth -= 1,
            _ => {}
        }
    }
    (before.len(), false)
}
