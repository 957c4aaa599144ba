//! Text that was made from a source, and where in the source it stands.

use std::ops::Range;

use crate::candidate::LineSpan;

/// A line that was made from a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlacedLine {
    /// The source's lines that it comes from.
    pub(crate) lines: LineSpan,
    pub(crate) text: String,
}

/// A text that was made from a source: decoded, or joined from its lines.
#[derive(Debug, Default)]
pub(crate) struct PlacedText {
    text: String,
    /// From which byte on the text comes from which of the source's lines; bytes only go up, and
    /// no lines follow themselves.
    places: Vec<(usize, LineSpan)>,
}

impl PlacedText {
    /// Adds text that comes from these lines of the source.
    pub(crate) fn push(&mut self, text: &str, lines: LineSpan) {
        if !text.is_empty() {
            if self.places.last().is_none_or(|(_, last)| *last != lines) {
                self.places.push((self.text.len(), lines));
            }
            self.text.push_str(text);
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the source's lines that a range of bytes comes from.
    pub(crate) fn lines_of(&self, range: &Range<usize>) -> LineSpan {
        let place_at = |byte: usize| {
            let n_before = self.places.partition_point(|(start, _)| *start <= byte);
            self.places
                .get(n_before.saturating_sub(1))
                .map_or(LineSpan::new(1, 1), |(_, lines)| *lines)
        };
        let first = place_at(range.start);
        let last = place_at(range.end.saturating_sub(1).max(range.start));
        LineSpan::new(first.first, last.last)
    }

    /// Parts the text at its line ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = PlacedLine> {
        let mut start = 0;
        self.text.split('\n').map(move |line| {
            let range = start..start + line.len();
            start = range.end + 1;
            PlacedLine {
                lines: self.lines_of(&range),
                text: line.strip_suffix('\r').unwrap_or(line).to_owned(),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_knows_all_lines_that_it_was_joined_from() {
        let mut text = PlacedText::default();
        for (part, line) in [("a", 3), ("b\nc", 4), ("\n", 5), ("d", 6)] {
            text.push(part, LineSpan::new(line, line));
        }
        let lines: Vec<_> = text
            .lines()
            .map(|line| (line.text, line.lines.first, line.lines.last))
            .collect();
        let expected = [("ab", 3, 4), ("c", 4, 4), ("d", 6, 6)];
        assert_eq!(
            lines,
            expected.map(|(text, first, last)| (text.to_owned(), first, last))
        );
        assert_eq!(PlacedText::default().lines().count(), 1);
    }

    #[test]
    fn text_of_one_line_has_one_place() {
        let mut text = PlacedText::default();
        for _ in 0..3 {
            text.push("a", LineSpan::new(7, 7));
        }
        assert_eq!(text.places.len(), 1);
    }
}
