//! Text and links are gathered into lines.

use std::ops::Range;
use std::rc::Rc;

use super::SeenLine;
use super::markdown::{self, Line, Piece};

/// The lines so far, and the one that is open.
#[derive(Default)]
pub(super) struct Lines {
    out: Vec<SeenLine>,
    line: Line,
    /// The bytes of the HTML that are read now.
    place: Range<usize>,
    /// Something parts the next word from the last.
    has_space: bool,
    /// The next line is parted from the last.
    has_gap: bool,
    heading: Option<u8>,
    /// A sentence may go on here.
    is_in_text: bool,
    /// The open line is one of columns' names so far.
    is_in_header: bool,
    preformatted_depth: usize,
    link: Option<Rc<str>>,
    /// Lines that ended within the open link.
    held: Vec<Line>,
    formula: Option<Formula>,
    ends_in_formula: bool,
}

/// A card has fewer lines; a link that goes on for longer lacks its end.
const LONGEST_LINK: usize = 64;

#[derive(Default)]
struct Formula {
    drawn: String,
    tex: String,
    part: FormulaPart,
}

/// What the text within a formula is.
#[derive(Default)]
enum FormulaPart {
    #[default]
    Drawn,
    Tex,
    /// An annotation in another language.
    Other,
}

impl Lines {
    /// Says which bytes of the HTML come next.
    pub(super) fn stand_at(&mut self, place: Range<usize>) {
        self.place = place;
    }

    /// Adds text that stands in `html` at `place`.
    pub(super) fn push_text(&mut self, text: &str, html: &str, place: Range<usize>) {
        self.place = place;
        if let Some(formula) = &mut self.formula {
            match formula.part {
                FormulaPart::Drawn => formula.drawn.extend(text.split_whitespace()),
                FormulaPart::Tex => formula.tex.push_str(text),
                FormulaPart::Other => {}
            }
            return;
        }
        let raw = html.get(self.place.clone()).unwrap_or("");
        let is_like_raw = raw.matches('\n').count() == text.matches('\n').count();
        let mut raw_lines = raw.split('\n').filter(|_| is_like_raw);
        let mut start = self.place.start;
        for (at, line) in text.split('\n').enumerate() {
            if let Some(raw) = raw_lines.next() {
                self.place = start..start + raw.len();
                start = self.place.end + 1;
            }
            if at > 0 && self.preformatted_depth > 0 {
                self.end_line();
            }
            self.has_space |= at > 0;
            self.push_words(line);
        }
    }

    fn push_words(&mut self, text: &str) {
        self.has_space |= text.starts_with(char::is_whitespace);
        for (at, word) in text.split_whitespace().enumerate() {
            self.has_space |= at > 0;
            self.push_word(word);
        }
        self.has_space |= text.ends_with(char::is_whitespace);
    }

    fn push_word(&mut self, word: &str) {
        self.ends_in_formula = false;
        let has_space = std::mem::take(&mut self.has_space);
        if self.line.pieces.is_empty() {
            self.line.follows_gap = std::mem::take(&mut self.has_gap);
            self.line.heading = self.heading;
            self.line.place.start = self.place.start;
        } else if has_space {
            self.push_in_line(" ", self.link_goes_on());
        }
        self.line.place.end = self.place.end;
        self.push_in_line(word, true);
    }

    /// Whether the open link has begun in this line, so that a space is one of its own.
    fn link_goes_on(&self) -> bool {
        let last = self
            .line
            .pieces
            .last()
            .and_then(|piece| piece.link.as_ref());
        matches!((last, &self.link), (Some(one), Some(other)) if Rc::ptr_eq(one, other))
    }

    fn push_in_line(&mut self, text: &str, is_linked: bool) {
        let link = self.link.as_ref().filter(|_| is_linked);
        match self.line.pieces.last_mut() {
            Some(piece) if piece.is_of(link) => piece.text.push_str(text),
            _ => self.line.pieces.push(Piece {
                text: text.to_owned(),
                link: link.cloned(),
            }),
        }
    }

    pub(super) fn push_space(&mut self) {
        self.has_space = true;
    }

    /// Ends the open line, if it holds anything.
    pub(super) fn end_line(&mut self) {
        self.end_formula();
        self.has_space = false;
        self.is_in_text = false;
        self.is_in_header = false;
        self.ends_in_formula = false;
        if self.line.pieces.is_empty() {
            return;
        }
        let line = std::mem::take(&mut self.line);
        if self.link.is_none() {
            markdown::write_line(&mut self.out, line);
            return;
        }
        self.held.push(line);
        if self.held.len() > LONGEST_LINK {
            self.end_link();
        }
    }

    /// Begins the name of a column: beside the last one, parted as in Markdown's tables.
    pub(super) fn begin_header_cell(&mut self) {
        if self.is_in_header && self.link.is_none() && !self.line.pieces.is_empty() {
            self.has_space = true;
            self.push_word("|");
            self.has_space = true;
        } else {
            self.end_line();
        }
        self.is_in_header = true;
    }

    /// Ends the open line where a sentence does not go on around what comes.
    pub(super) fn end_line_outside_of_text(&mut self) {
        if self.is_in_text || self.heading.is_some() {
            self.has_space = true;
        } else {
            self.end_line();
        }
    }

    /// A line end that the page asks for. A title in a heading or a link goes on after it.
    pub(super) fn break_line(&mut self) {
        if self.heading.is_some() || self.link.is_some() {
            self.has_space = true;
            return;
        }
        let is_in_text = self.is_in_text;
        self.has_gap |= self.line.pieces.is_empty();
        self.end_line();
        self.is_in_text = is_in_text;
    }

    /// Ends the open line, and leaves room below it.
    pub(super) fn end_paragraph(&mut self) {
        self.end_line();
        self.heading = None;
        self.has_gap = true;
    }

    pub(super) fn begin_paragraph(&mut self) {
        self.end_paragraph();
        self.is_in_text = true;
    }

    pub(super) fn begin_heading(&mut self, level: u8) {
        self.end_paragraph();
        self.heading = Some(level);
    }

    pub(super) fn begin_preformatted(&mut self) {
        self.end_paragraph();
        self.preformatted_depth += 1;
    }

    pub(super) fn end_preformatted(&mut self) {
        self.end_paragraph();
        self.preformatted_depth = self.preformatted_depth.saturating_sub(1);
    }

    /// Begins a link; none begins where it leads nowhere. A link that is open ends.
    pub(super) fn begin_link(&mut self, address: Option<String>) {
        self.end_link();
        self.link = address.map(Rc::from);
    }

    /// Ends the open link. One around several lines stays on the line that names it.
    pub(super) fn end_link(&mut self) {
        let Some(link) = self.link.take() else {
            return;
        };
        if self.held.is_empty() {
            return;
        }
        let lines = self.held.iter().chain([&self.line]);
        let named = markdown::naming_line(lines, &link);
        for (at, line) in self.held.iter_mut().chain([&mut self.line]).enumerate() {
            if Some(at) != named {
                line.forget(&link);
            }
        }
        for line in std::mem::take(&mut self.held) {
            markdown::write_line(&mut self.out, line);
        }
    }

    pub(super) fn begin_formula(&mut self) {
        self.end_formula();
        self.formula = Some(Formula::default());
    }

    pub(super) fn begin_annotation(&mut self, is_tex: bool) {
        if let Some(formula) = &mut self.formula {
            formula.part = if is_tex {
                FormulaPart::Tex
            } else {
                FormulaPart::Other
            };
        }
    }

    pub(super) fn end_annotation(&mut self) {
        if let Some(formula) = &mut self.formula {
            formula.part = FormulaPart::Drawn;
        }
    }

    pub(super) fn end_formula(&mut self) {
        let Some(formula) = self.formula.take() else {
            return;
        };
        if formula.tex.trim().is_empty() {
            if !formula.drawn.is_empty() {
                self.push_word(&formula.drawn);
            }
        } else {
            self.push_formula(&formula.tex);
        }
        self.ends_in_formula = true;
    }

    /// Adds a formula that is given in TeX.
    pub(super) fn push_formula(&mut self, tex: &str) {
        let tex = tex.split_whitespace().collect::<Vec<_>>().join(" ");
        if tex.is_empty() {
            return;
        }
        let formula = if tex.contains('$') {
            tex
        } else {
            format!("${tex}$")
        };
        self.push_word(&formula);
        self.ends_in_formula = true;
    }

    pub(super) fn ends_in_formula(&self) -> bool {
        self.ends_in_formula
    }

    /// Ends all that is open and returns the lines.
    pub(super) fn finish(mut self) -> Vec<SeenLine> {
        self.end_line();
        self.end_link();
        self.out
    }
}
