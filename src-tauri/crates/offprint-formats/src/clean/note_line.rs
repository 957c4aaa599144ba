//! A line of a note as one reads it in a list: without the marks of Markdown. Formulas stay as they are typed.

/// What may stand around words, the longest first.
const PAIRS: [&str; 5] = ["`", "***", "**", "~~", "*"];

/// Returns a line of a note without marks; links by their words.
pub fn plain_note_line(line: &str) -> String {
    let mut line = with_links_as_words(&with_formulas_hidden(line));
    for mark in PAIRS {
        line = without_pairs(line, mark);
    }
    for mark in ["**", "~~"] {
        line = without_strays(&line, mark);
    }
    // The first line is kept without the marks at its beginning, so that of a pair one may be left.
    if line.matches('`').count() == 1 {
        line = line.replace('`', "");
    }
    with_formulas_shown(&without_escapes(without_box(&line)))
}

/// The signs of Markdown. Within formulas they mean something else, and are others meanwhile.
const SIGNS: [char; 8] = ['`', '*', '~', '[', ']', '(', ')', '\\'];
const HIDDEN: u32 = 0xe000;

fn with_formulas_hidden(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(['$', '\\']) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        if let Some(length) = formula_length(from) {
            let hidden = |c| {
                let place = SIGNS.iter().position(|sign| *sign == c)?;
                char::from_u32(HIDDEN + place as u32)
            };
            out.extend(from[..length].chars().map(|c| hidden(c).unwrap_or(c)));
            rest = &from[length..];
        } else {
            // A backslash, and what it takes the meaning from.
            let n_signs = if from.starts_with('\\') { 2 } else { 1 };
            let n_read = from.chars().take(n_signs).map(char::len_utf8).sum();
            out.push_str(&from[..n_read]);
            rest = &from[n_read..];
        }
    }
    out + rest
}

fn with_formulas_shown(line: &str) -> String {
    let shown = |c: char| {
        let place = (c as u32).checked_sub(HIDDEN)? as usize;
        SIGNS.get(place).copied()
    };
    line.chars().map(|c| shown(c).unwrap_or(c)).collect()
}

/// Returns how many bytes a formula at the start of a text has: `$…$`, `$$…$$` or `\(…\)`.
///
/// Source: pandoc's rule, as the window reads notes. Between single dollars there is no space at the edge, and no digit
/// behind them; what begins as a price does is none. What sources write is read more freely, see `math`.
fn formula_length(text: &str) -> Option<usize> {
    let (opening, closing) = ["$$", "$", r"\("]
        .into_iter()
        .zip(["$$", "$", r"\)"])
        .find(|(opening, _)| text.starts_with(opening))?;
    let inner = &text[opening.len()..];
    let end = end_of_formula(inner, closing)?;
    let tex = &inner[..end];
    let behind = &inner[end + closing.len()..];
    let is_formula = !tex.trim().is_empty()
        && (opening != "$"
            || !(tex.starts_with(char::is_whitespace)
                || tex.ends_with(char::is_whitespace)
                || behind.starts_with(|c: char| c.is_ascii_digit())
                || is_price(tex)));
    is_formula.then_some(opening.len() + end + closing.len())
}

/// Returns where a formula is closed; it is no longer than any that the window sets.
fn end_of_formula(inner: &str, closing: &str) -> Option<usize> {
    let longest = if closing == "$$" { 4000 } else { 400 };
    let mut letters = inner.char_indices().take(longest);
    while let Some((at, c)) = letters.next() {
        if inner[at..].starts_with(closing) {
            return Some(at);
        }
        if c == '\\' {
            letters.next();
        }
    }
    None
}

/// "5 to enter"
fn is_price(tex: &str) -> bool {
    let behind = tex.trim_start_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
    tex.starts_with(|c: char| c.is_ascii_digit())
        && behind.starts_with(char::is_whitespace)
        && behind
            .trim_start()
            .chars()
            .take_while(|c| c.is_alphabetic())
            .take(2)
            .count()
            == 2
}

/// `[words](address)` and `[[words]]` become the words.
fn with_links_as_words(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(['[', '\\']) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        if let Some(escaped) = from.strip_prefix('\\') {
            let n = 1 + escaped.chars().next().map_or(0, char::len_utf8);
            out.push_str(&from[..n]);
            rest = &from[n..];
            continue;
        }
        match link(from) {
            Some((words, n_read)) => {
                if out.ends_with('!') {
                    out.pop();
                }
                out.push_str(words);
                rest = &from[n_read..];
            }
            None => {
                out.push('[');
                rest = &from[1..];
            }
        }
    }
    out + rest
}

/// Returns the words of a link at the start of a text, and how many bytes it has.
fn link(text: &str) -> Option<(&str, usize)> {
    if let Some(inner) = text.strip_prefix("[[") {
        let end = inner.find("]]")?;
        return Some((&inner[..end], end + 4));
    }
    let middle = end_of_words(text)?;
    let address = text[middle..].strip_prefix("](")?;
    let end = address.find(')')?;
    let is_address = !address[..end].contains(|c: char| c.is_whitespace() || c == '(');
    is_address.then_some((&text[1..middle], middle + 2 + end + 1))
}

/// Returns where the bracket at the start of a text is closed.
fn end_of_words(text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    while let Some((at, c)) = letters.next() {
        match c {
            ']' => return Some(at),
            '\\' => drop(letters.next()),
            _ => {}
        }
    }
    None
}

/// Takes off the box of a task.
fn without_box(line: &str) -> &str {
    let behind = ["[ ]", "[x]", "[X]"]
        .iter()
        .find_map(|mark| line.strip_prefix(mark));
    match behind {
        Some(behind) if behind.starts_with(char::is_whitespace) => behind.trim_start(),
        Some(_) | None => line,
    }
}

/// Takes off a mark that stands both before and behind words.
fn without_pairs(line: String, mark: &str) -> String {
    let is_free = |line: &str, at: usize| {
        let sign = mark.chars().next();
        let before = line[..at].chars().next_back();
        before != sign && before != Some('\\') && line[at + mark.len()..].chars().next() != sign
    };
    let mut line = line;
    let mut from = 0;
    while let Some(open) = line[from..].find(mark).map(|at| from + at) {
        let inner = open + mark.len();
        from = inner;
        let opens = is_free(&line, open) && line[inner..].starts_with(|c: char| !c.is_whitespace());
        let close = line[inner..]
            .match_indices(mark)
            .map(|(at, _)| inner + at)
            .find(|&at| {
                at > inner && is_free(&line, at) && !line[..at].ends_with(char::is_whitespace)
            });
        if let (true, Some(close)) = (opens, close) {
            line.replace_range(close..close + mark.len(), "");
            line.replace_range(open..inner, "");
            from = close - mark.len();
        }
    }
    line
}

/// Takes off marks at the edge of a word whose other half was cut off.
fn without_strays(line: &str, mark: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(mark) {
        out.push_str(&rest[..at]);
        rest = &rest[at + mark.len()..];
        let is_edge = |c: char| !c.is_alphanumeric();
        let is_within = !out.ends_with(is_edge)
            && !out.is_empty()
            && rest.chars().next().is_some_and(|c| !is_edge(c));
        if is_within {
            out.push_str(mark);
        }
    }
    out + rest
}

fn without_escapes(line: &str) -> String {
    let mut out = String::new();
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.peek() {
            Some('[' | ']' | '\\' | '`' | '*' | '_') if c == '\\' => out.extend(letters.next()),
            Some(_) | None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain_note_line;

    /// The window reads its lines by the same cases.
    const CASES: &str = include_str!("note_lines.json");

    #[test]
    fn a_line_is_read_without_its_marks() {
        let cases: Vec<(String, String)> = serde_json::from_str(CASES).unwrap();
        for (line, expected) in cases {
            assert_eq!(plain_note_line(&line), expected, "{line}");
        }
    }

    #[test]
    fn nothing_that_may_be_typed_stops_it() {
        let signs = ['*', '`', '[', ']', '(', ')', '\\', '~', '!', '$', ' ', 'ä'];
        let mut number: u64 = 7;
        for _ in 0..20_000 {
            let mut line = String::new();
            for _ in 0..12 {
                number = number
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                line.push(signs[(number >> 33) as usize % signs.len()]);
            }
            assert!(plain_note_line(&line).len() <= line.len(), "{line}");
        }
    }
}
