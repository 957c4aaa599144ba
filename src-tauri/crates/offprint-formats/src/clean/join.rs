//! Lines that a narrow column broke, made whole again.

/// Adds the next line of a paragraph: with a space, or without where a word was hyphenated.
///
/// `convo-` and `lution` are one word; `non-` and `convex`, `state-of-the-` and `art`,
/// `Vision-` and `Language` keep their hyphen.
pub(crate) fn join_wrapped_into(joined: &mut String, line: &str) {
    if joined.is_empty() {
        joined.push_str(line);
        return;
    }
    // Copied Markdown marks a break within a paragraph by a backslash at the line's end.
    if joined.ends_with('\\') && !joined.ends_with("\\\\") {
        joined.pop();
    }
    if joined.ends_with('\u{ad}') {
        joined.pop();
        joined.push_str(line);
        return;
    }
    let Some(before) = joined.strip_suffix(['-', '\u{2010}']) else {
        if !(joined.ends_with(is_written_without_spaces)
            && line.starts_with(is_written_without_spaces))
        {
            joined.push(' ');
        }
        joined.push_str(line);
        return;
    };
    let word_start = before
        .char_indices()
        .rev()
        .find(|&(_, c)| c.is_whitespace() || c == '(')
        .map_or(0, |(at, c)| at + c.len_utf8());
    let word = before[word_start..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_word_end = before.ends_with(char::is_alphabetic);
    let next_is_lower = line.starts_with(char::is_lowercase);
    if !is_word_end {
        // A dash between two words, not a part of either.
        if before.ends_with([' ', '-']) {
            joined.push(' ');
        }
    } else if next_is_lower && !word.contains('-') && !keeps_its_hyphen(word) {
        joined.pop();
    }
    joined.push_str(line);
}

fn keeps_its_hyphen(word: &str) -> bool {
    const PREFIXES: [&str; 48] = [
        "all", "anti", "auto", "back", "best", "co", "coarse", "cost", "cross", "data", "down",
        "end", "few", "fine", "first", "full", "half", "hand", "hard", "high", "in", "inter",
        "intra", "large", "long", "low", "meta", "mid", "multi", "non", "off", "on", "one", "open",
        "out", "over", "post", "pre", "real", "self", "semi", "short", "small", "state", "sub",
        "two", "well", "zero",
    ];
    PREFIXES
        .iter()
        .any(|prefix| word.eq_ignore_ascii_case(prefix))
}

/// Chinese and Japanese letters and their signs.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}
