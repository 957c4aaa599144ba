//! Rows become candidates, rejections and noise.
//!
//! An abstract takes its title from the rows above it, and what stands between goes to the paper
//! before or to this one. The steps in files of their own:
//! - `unclaimed`: rows that no abstract took become papers by title alone, or noise;
//! - `attach`: what a row gives to its paper.

mod attach;
mod unclaimed;

use crate::candidate::{Candidate, Found, LineSpan, Rejection, RejectionReason};
use crate::clean::join_wrapped_into;
use crate::fields::identifier::{Identifier, Scheme};

use super::noise;
use super::prose::{self, Voice};
use super::row::{Row, RowKind};
use super::title;
use super::twice::Printed;

use attach::{add_links_of_text, attach, extend, titled, venue_and_year};

/// Puts papers together from rows, in their order.
#[derive(Default)]
pub(super) struct Assembler {
    /// The paper whose abstract came last; what follows may still belong to it.
    open: Option<Candidate>,
    /// The rows since then.
    pending: Vec<Row>,
    printed: Printed,
    n_papers: usize,
    /// Those of them that can hardly be anything else.
    n_sure_papers: usize,
    /// The open paper's abstract speaks of research.
    open_is_sure: bool,
    n_code_rows: usize,
    /// On this page identifiers stand above the titles.
    identifiers_come_first: bool,
    name_comes: bool,
    authors_come: bool,
    is_in_tail: bool,
    has_begun: bool,
    /// No row comes any more.
    is_at_end: bool,
}

/// A page has some hundred lines between two abstracts at most; a list of titles has more.
const LONGEST_PENDING: usize = 2000;

impl Assembler {
    pub(super) fn pop(&mut self, is_all: bool) -> Option<Found> {
        self.printed.pop(is_all, self.is_digest())
    }

    /// Whether this page is one of papers. Any text with headings has the shape of a digest, so at
    /// least half of what was found must show that it is about research.
    fn is_digest(&self) -> bool {
        self.n_sure_papers * 2 >= self.n_papers
    }

    /// Whether this page has shown a paper.
    fn has_papers(&self) -> bool {
        self.open.is_some() || self.n_papers > 0
    }

    pub(super) fn take(&mut self, mut row: Row) {
        if row.kind == RowKind::Blank {
            return;
        }
        // A page's mark-up and other programs' files are not text, whatever text they hold.
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        self.is_in_tail |= is_first && is_markup(&row.text);
        if self.is_in_tail {
            self.printed.push_noise(row.lines);
            return;
        }
        if self.authors_come && self.goes_on_with_authors(&row) {
            row.kind = RowKind::Authors;
        } else {
            self.authors_come = row.kind == RowKind::Authors && row.text.is_empty();
        }
        if std::mem::take(&mut self.name_comes) && row.kind == RowKind::Phrase {
            row.kind = RowKind::Noise;
        }
        if row.kind == RowKind::Phrase
            && self.ends_in(RowKind::Authors)
            && venue_and_year(&row.text).is_some()
        {
            row.kind = RowKind::Venue;
        }
        match row.kind {
            RowKind::Prose | RowKind::Abstract => self.take_prose(row),
            RowKind::Tail if self.open.is_some() && self.n_papers == 0 => {
                self.settle_pending();
                self.close();
                self.is_in_tail = true;
                self.printed.push_noise(row.lines);
            }
            RowKind::NameComes => {
                self.name_comes = true;
                self.pending.push(row);
            }
            _ => {
                self.n_code_rows += usize::from(row.kind == RowKind::Code);
                self.pending.push(row);
                if self.pending.len() > LONGEST_PENDING {
                    self.settle_pending();
                }
            }
        }
    }

    /// Whether the last row that waits is of this kind.
    fn ends_in(&self, kind: RowKind) -> bool {
        self.pending.last().is_some_and(|row| row.kind == kind)
    }

    pub(super) fn finish(&mut self) {
        self.is_at_end = true;
        self.settle_pending();
        self.close();
    }

    fn goes_on_with_authors(&self, row: &Row) -> bool {
        if matches!(row.kind, RowKind::AbstractComes | RowKind::Abstract) {
            return false;
        }
        let is_comma = !row.text.contains(char::is_alphanumeric);
        let is_name = matches!(row.kind, RowKind::Phrase | RowKind::Authors)
            && row.text.split_whitespace().count() <= 6;
        is_comma || row.kind == RowKind::Authors || is_name
    }

    fn take_prose(&mut self, mut row: Row) {
        let is_labelled = row.kind == RowKind::Abstract || self.ends_in(RowKind::AbstractComes);
        let is_program = self.n_code_rows > 4 * (self.n_papers + 1);
        let voice = Voice::of(&row.text);
        // Where there are papers, the next text under a title is an abstract, too, unless it is
        // a letter's; on a page that has shown none yet, it has to speak of research.
        // A line above that names a work needs no such word: what stands below it is about that work.
        let is_below_a_work = || self.pending.iter().any(|row| name_a_work(&row.identifiers));
        let speaks_of_research = self.has_papers() || voice.is_scholarly() || is_below_a_work();
        let is_other = voice.is_personal() || !speaks_of_research;
        if !is_labelled && (is_program || is_other) {
            row.kind = RowKind::Noise;
            self.pending.push(row);
            return;
        }
        match self.choose_title(&row) {
            Some((first, last)) => {
                let after = self.pending.split_off(last + 1);
                let titles = self.pending.split_off(first);
                self.settle_before_title();
                self.close();
                self.begin(titles, after, row);
                self.open_is_sure = voice.is_surely_research();
            }
            None => self.take_unnamed(row, is_labelled),
        }
    }

    /// Finds the rows of the title that an abstract belongs to.
    fn choose_title(&self, prose: &Row) -> Option<(usize, usize)> {
        // What follows the label "Abstract" is no title.
        let n_before_label = self
            .pending
            .iter()
            .position(|row| row.kind == RowKind::AbstractComes);
        let rows = &self.pending[..n_before_label.unwrap_or(self.pending.len())];
        if let Some(at) = self.title_like_noise(rows, prose, rows.iter().any(may_be_title)) {
            return Some((at, at));
        }
        let mut last = rows.iter().rposition(may_be_title)?;
        let is_beside = |above: usize, below: usize| is_next(rows[above].lines, rows[below].lines);
        if rows[last].kind == RowKind::Sentence
            && last > 0
            && is_beside(last - 1, last)
            && may_be_title(&rows[last - 1])
            && !title::is_weak(&rows[last - 1])
        {
            last -= 1;
        }
        let mut first = last;
        while first > 0
            && last - first < 3
            && is_beside(first - 1, first)
            && matches!(rows[first - 1].kind, RowKind::Phrase | RowKind::Authors)
            && title::goes_on(&rows[first - 1], &rows[first], prose.wrap_width)
        {
            first -= 1;
        }
        if first < last || !title::is_weak(&rows[last]) || speaks_of(&prose.text, &rows[last].text)
        {
            return Some((first, last));
        }
        // A laboratory's or a person's name may stand between the title and its abstract.
        let above = rows[..last]
            .iter()
            .rposition(|row| may_be_title(row) && !title::is_weak(row));
        match above {
            Some(above) if last - above <= 4 => Some((above, above)),
            _ => Some((last, last)),
        }
    }

    /// Finds a line right above an abstract that looks like page noise and is its title all the
    /// same: "Submitted by Nobody: A Study", "1984", "X".
    fn title_like_noise(&self, rows: &[Row], prose: &Row, has_likely: bool) -> Option<usize> {
        let row = rows.last()?;
        let at = rows.len() - 1;
        let is_right_above = prose.lines.first <= row.lines.last + 2;
        let may_be_noise = matches!(row.kind, RowKind::Noise | RowKind::Phrase);
        // Below a summary that a button parts from it, an abstract is no paper of its own.
        let follows_summary = self.open.as_ref().is_some_and(|open| {
            let abstract_text = open.abstract_text.as_deref();
            abstract_text.is_some_and(|text| text.len() < 250 && !prose::has_sentence_break(text))
        });
        if !is_right_above || !may_be_noise || follows_summary {
            return None;
        }
        let goes_on = row.kind == RowKind::Noise && noise::may_go_on_as_title(&row.text);
        if goes_on && (!has_likely || speaks_of(&prose.text, &row.text)) {
            return Some(at);
        }
        // A number may be a count; it is a title where it is all that there is.
        let is_number = row.text.len() >= 3 && row.text.bytes().all(|b| b.is_ascii_digit());
        let is_letter = row.text.chars().count() == 1 && row.text.contains(char::is_uppercase);
        (!has_likely && rows.len() == 1 && (is_number || is_letter)).then_some(at)
    }

    fn begin(&mut self, titles: Vec<Row>, after: Vec<Row>, prose: Row) {
        let mut candidate = titled(&titles);
        let first = titles[0].lines.first;
        candidate.title = candidate.title.trim_end_matches('\\').trim().to_owned();
        let mut abstract_text = String::new();
        let n_after = after.len();
        let summary_at = after
            .iter()
            .rposition(|row| !matches!(row.kind, RowKind::Sentence | RowKind::Phrase))
            .map_or(0, |at| at + 1);
        for (at, row) in after.into_iter().enumerate() {
            let is_beginning = at >= summary_at
                && prose.lines.first <= row.lines.last + (n_after - at) as u32
                && row.kind == RowKind::Sentence;
            if is_beginning {
                join_wrapped_into(&mut abstract_text, &row.text);
            }
            attach(&mut candidate, &row);
        }
        join_wrapped_into(&mut abstract_text, &prose.text);
        candidate.abstract_text = Some(abstract_text);
        add_links_of_text(&mut candidate, &prose);
        candidate.lines = vec![LineSpan::new(first, prose.lines.last)];
        self.take_identifiers_above(&mut candidate);
        self.open = Some(candidate);
    }

    /// Gives a paper the identifiers that stand above its title, where this page is so.
    fn take_identifiers_above(&mut self, candidate: &mut Candidate) {
        if !self.has_papers() && candidate.identifiers.is_empty() {
            self.identifiers_come_first |= !self.pending.is_empty();
        }
        for row in std::mem::take(&mut self.pending) {
            attach(candidate, &row);
            if let Some(span) = candidate.lines.first_mut() {
                span.first = span.first.min(row.lines.first);
            }
        }
    }

    /// Takes prose that has no title of its own: more of the open abstract, or a rejection.
    fn take_unnamed(&mut self, row: Row, is_labelled: bool) {
        let Some(open) = &mut self.open else {
            self.settle_pending();
            self.reject(row);
            return;
        };
        let text = open.abstract_text.get_or_insert_default();
        let is_next = self.pending.is_empty();
        let had_summary = text.len() < 250
            && self
                .pending
                .iter()
                .all(|row| matches!(row.kind, RowKind::Noise | RowKind::AbstractComes));
        if had_summary && (is_labelled || !is_next) {
            *text = row.text.clone();
        } else if is_next {
            text.push_str("\n\n");
            text.push_str(&row.text);
        } else {
            self.settle_pending();
            self.close();
            self.reject(row);
            return;
        }
        self.pending.clear();
        if let Some(open) = &mut self.open {
            add_links_of_text(open, &row);
            extend(open, row.lines);
        }
    }

    fn reject(&mut self, row: Row) {
        if !Voice::of(&row.text).is_surely_research() {
            self.printed.push_noise(row.lines);
            return;
        }
        self.push_rejection(row.lines, &row.raw);
    }

    fn push_rejection(&mut self, lines: LineSpan, text: &str) {
        self.printed.push(Found::Rejection(Rejection::new(
            lines,
            RejectionReason::NothingNamesIt,
            text,
        )));
    }

    fn close(&mut self) {
        if let Some(candidate) = self.open.take() {
            self.n_papers += 1;
            self.n_sure_papers += usize::from(self.open_is_sure || is_named(&candidate));
            self.printed.push_paper(candidate);
        }
    }

    /// Settles what stands before a title, but for an identifier that belongs to that title.
    fn settle_before_title(&mut self) {
        let at = self
            .pending
            .iter()
            .rposition(|row| row.kind == RowKind::Address && !row.identifiers.is_empty());
        let is_near = |at: &usize| {
            at + 4 >= self.pending.len() && !self.pending[*at..].iter().any(may_be_title)
        };
        let kept = match at.filter(is_near) {
            Some(at) if self.names_the_next(&self.pending[at]) => self.pending.split_off(at),
            _ => Vec::new(),
        };
        self.settle_pending();
        self.pending = kept;
    }

    fn names_the_next(&self, row: &Row) -> bool {
        match &self.open {
            None => true,
            Some(open) => self.identifiers_come_first || contradicts(open, row),
        }
    }
}

/// Whether nothing stands between two pieces of text; they may even share a line.
fn is_next(above: LineSpan, below: LineSpan) -> bool {
    below.first <= above.last + 1
}

/// Whether more than a title names a work.
fn is_named(candidate: &Candidate) -> bool {
    !candidate.authors.is_empty() || name_a_work(&candidate.identifiers)
}

/// Whether one of these is more than the address of a page.
fn name_a_work(identifiers: &[Identifier]) -> bool {
    identifiers.iter().any(|id| id.scheme != Scheme::Url)
}

/// Whether a row names another work than this one.
fn contradicts(candidate: &Candidate, row: &Row) -> bool {
    row.identifiers.iter().any(|identifier| {
        candidate
            .identifiers
            .iter()
            .any(|known| known.scheme == identifier.scheme && known != identifier)
    })
}

/// Whether a row may be a title.
fn may_be_title(row: &Row) -> bool {
    matches!(row.kind, RowKind::Phrase | RowKind::Sentence) && title::may_be_title(&row.text)
}

fn is_markup(text: &str) -> bool {
    let starts = ["<!", "<?", "<html", "<head", "<body", "<div", "{\"", "[{"];
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    matches!(text, "{" | "[") || starts.iter().any(|start| lower.starts_with(start))
}

/// Whether an abstract uses most of the longer words of a phrase, as it does of its title's.
fn speaks_of(text: &str, phrase: &str) -> bool {
    let text = text.to_lowercase();
    let mut n_words = 0;
    let mut n_met = 0;
    for word in phrase
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3)
    {
        n_words += 1;
        let lower = word.to_lowercase();
        n_met += usize::from(text.contains(lower.trim_end_matches('s')));
    }
    n_words > 0 && n_met * 2 > n_words
}
