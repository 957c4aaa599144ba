//! What is read of a paste: its text, or the lines of its HTML, which hold the links.

use std::panic::{AssertUnwindSafe, catch_unwind};

use offprint_formats::candidate::Found;
use offprint_formats::detect::detect;
use offprint_formats::html::lines_of_html;
use offprint_formats::{Format, read};
use offprint_source::Source;

/// Larger text is no copied page, and is not read twice.
const LARGEST_COPIED_TEXT: usize = 4 << 20;
/// Browsers write each element's style into the HTML, which makes it some ten times the text.
const LARGEST_COPIED_HTML: usize = 32 << 20;

/// Returns what a paste is read from, and kept as: the lines of its HTML, where these give no less
/// than its text does.
pub(super) fn text_of_paste(text: String, html: Option<&str>, format: Option<Format>) -> String {
    let Some(html) = html else {
        return text;
    };
    let is_too_large = text.len() > LARGEST_COPIED_TEXT || html.len() > LARGEST_COPIED_HTML;
    // Some programs give their text to whoever asks for HTML.
    if is_too_large || !html.contains('<') {
        return text;
    }
    // Reading foreign content costs the paste at most, not the program.
    let lines = catch_unwind(AssertUnwindSafe(|| {
        let of_text = Yield::of(&text, format)?;
        let lines = lines_of_html(html);
        let of_lines = Yield::of(&lines, format)?;
        let is_better = of_lines.n_papers > 0 && of_lines.is_no_less_than(&of_text);
        is_better.then_some(lines)
    }));
    lines.ok().flatten().unwrap_or(text)
}

/// What a text gives, when it is read as a page's.
#[derive(Default)]
struct Yield {
    n_papers: usize,
    n_abstracts: usize,
    n_identifiers: usize,
}

/// Whether a format is text as a page or a mail program shows it, whose links the HTML has.
fn shows_papers(format: Format) -> bool {
    matches!(
        format,
        Format::PageText
            | Format::PlainList
            | Format::LinkList
            | Format::ScholarMail
            | Format::Mail
    )
}

impl Yield {
    /// Reads a text without taking anything in. None where it is of another format.
    fn of(text: &str, format: Option<Format>) -> Option<Self> {
        let Ok(source) = Source::from_pasted(text) else {
            return Some(Self::default());
        };
        let format = format.unwrap_or_else(|| detect(source.head(), None).format);
        if !shows_papers(format) {
            return None;
        }
        let mut of_text = Self::default();
        for found in read(source.text().ok()?, format) {
            if let Ok(Found::Candidate(candidate)) = found {
                of_text.n_papers += 1;
                of_text.n_abstracts += usize::from(candidate.abstract_text.is_some());
                of_text.n_identifiers += candidate.identifiers.len();
            }
        }
        Some(of_text)
    }

    fn is_no_less_than(&self, other: &Self) -> bool {
        self.n_papers >= other.n_papers
            && self.n_abstracts >= other.n_abstracts
            && self.n_identifiers >= other.n_identifiers
    }
}
