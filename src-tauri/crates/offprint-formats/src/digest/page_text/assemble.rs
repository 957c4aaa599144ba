//! Rows become candidates, rejections and noise.

use crate::candidate::{Candidate, Found, LineSpan, Rejection, RejectionReason};
use crate::clean::join_wrapped_into;
use crate::fields::author::listed_authors;
use crate::fields::date::year_in;
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};

use super::noise;
use super::prose::{self, Voice};
use super::row::{Row, RowKind};
use super::title;
use super::twice::Printed;

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

/// What titles without anything beside them are, below all abstracts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastTitles {
    Papers,
    /// Other text stands with them; a person should see them.
    Unsure,
    Noise,
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

    /// Decides on rows that no abstract claimed. Identifiers that belong to the next title stay.
    fn settle_pending(&mut self) {
        let mut rows = std::mem::take(&mut self.pending);
        let is_pair_list = self.is_list_of_summaries(&mut rows);
        let is_list = self.is_title_list(&rows);
        let last_titles = self.last_titles(&rows);
        let bare: Vec<&Row> = rows.iter().filter(|row| may_be_title(row)).collect();
        let n_marked = bare.iter().filter(|row| row.is_marked).count();
        let has_marks = n_marked * 10 >= bare.len() * 6;
        let mut noise: Vec<LineSpan> = Vec::new();
        let mut belongs_to_open = self.open.is_some();
        let mut at = 0;
        while at < rows.len() {
            let row = &rows[at];
            if belongs_to_open && names_group_of_card(&rows, at) {
                noise.push(row.lines);
                at += 1;
                continue;
            }
            if may_be_title(row) && !(belongs_to_open && self.finishes_abstract(row)) {
                belongs_to_open = false;
                self.flush_noise(&mut noise);
                let (n_title, n_group) = group(&rows[at..]);
                let has_summary = rows
                    .get(at + n_title)
                    .is_some_and(|row| row.kind == RowKind::Sentence);
                let vouched = self.is_vouched_for(&rows, at, n_title, n_group)
                    || (is_pair_list && has_summary && n_group > n_title)
                    || (is_list && (row.is_marked || !has_marks));
                if vouched || last_titles == LastTitles::Papers {
                    self.close();
                    self.add_title_only(&rows[at..at + n_group], n_title);
                    self.n_sure_papers += usize::from(vouched);
                } else if last_titles == LastTitles::Unsure
                    && reads_as_last_title(row)
                    && !self.printed.has_paper(&row.text)
                {
                    self.close();
                    let lines = LineSpan::new(row.lines.first, rows[at + n_title - 1].lines.last);
                    self.push_rejection(lines, &row.raw);
                    noise.extend(rows[at + n_title..at + n_group].iter().map(|row| row.lines));
                } else {
                    for row in &rows[at..at + n_title] {
                        self.close();
                        self.printed.push_bare_title(&row.text, row.lines);
                    }
                    noise.extend(rows[at + n_title..at + n_group].iter().map(|row| row.lines));
                }
                at += n_group;
                continue;
            }
            if belongs_to_open && self.attach_to_open(row) {
                noise.clear();
            } else {
                noise.push(row.lines);
            }
            at += 1;
        }
        self.flush_noise(&mut noise);
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

    fn flush_noise(&mut self, noise: &mut Vec<LineSpan>) {
        if noise.is_empty() {
            return;
        }
        self.close();
        for lines in noise.drain(..) {
            self.printed.push_noise(lines);
        }
    }

    /// Judges titles below the last abstract of a page: where it was cut, a title is its last line.
    fn last_titles(&self, rows: &[Row]) -> LastTitles {
        const MOST: usize = 3;
        let bare = || rows.iter().filter(|row| may_be_title(row));
        let n_titles = bare().filter(|row| reads_as_last_title(row)).count();
        // More of them are what stands at a page's foot.
        if !self.is_at_end || !self.has_papers() || n_titles == 0 || n_titles > MOST {
            return LastTitles::Noise;
        }
        let ends_in_title = rows.last().is_some_and(may_be_title);
        if ends_in_title && n_titles == bare().count() {
            LastTitles::Papers
        } else {
            LastTitles::Unsure
        }
    }

    /// Whether these rows are titles with a line on each below it. If so, such lines become
    /// sentences, however short, that belong to the title above.
    fn is_list_of_summaries(&self, rows: &mut [Row]) -> bool {
        let places: Vec<usize> = (1..rows.len())
            .filter(|&at| is_title_and_summary(&rows[at - 1], &rows[at]))
            .collect();
        let n_bare = rows.iter().filter(|row| may_be_title(row)).count();
        let is_long = places.len() >= if self.has_papers() { 2 } else { 3 };
        // Any page has a line under each heading; of research they speak only together, since one
        // line holds too few words.
        if !is_long || places.len() * 2 * 10 < n_bare * 7 {
            return false;
        }
        let mut text = String::new();
        for &at in &places {
            join_wrapped_into(&mut text, &rows[at].text);
        }
        let n_titled = places
            .iter()
            .filter(|&&at| title::reads_as_title(&rows[at - 1].text))
            .count();
        if !Voice::of(&text).is_scholarly() || n_titled * 10 < places.len() * 6 {
            return false;
        }
        for at in places {
            rows[at].kind = RowKind::Sentence;
            rows[at].follows_blank = false;
        }
        true
    }

    /// Whether these rows are a list of titles without anything else.
    fn is_title_list(&self, rows: &[Row]) -> bool {
        let titles: Vec<&Row> = rows.iter().filter(|row| may_be_title(row)).collect();
        let n = titles.len();
        let n_telling = titles
            .iter()
            .filter(|row| title::is_telling(&row.text))
            .count();
        let n_titled = titles
            .iter()
            .filter(|row| title::reads_as_title(&row.text))
            .count();
        let n_code = rows.iter().filter(|row| row.kind == RowKind::Code).count();
        let n_sentences = titles
            .iter()
            .filter(|row| row.kind == RowKind::Sentence)
            .count();
        let is_all_titles = n_sentences * 4 <= n && n * 10 >= rows.len() * 7;
        let is_long = is_all_titles && n >= if self.has_papers() { 5 } else { 3 };
        let is_telling = n_telling * 10 >= n * if self.has_papers() { 8 } else { 6 };
        is_long && is_telling && n_titled * 10 >= n * 6 && n_code * 4 <= n && self.n_code_rows <= n
    }

    /// Whether something beside a lone title says that it is a paper's.
    fn is_vouched_for(&self, rows: &[Row], at: usize, n_title: usize, n_group: usize) -> bool {
        let titles = &rows[at..at + n_title];
        let beside = &rows[at + n_title..at + n_group];
        let has_identifier = |row: &Row| {
            name_a_work(&row.identifiers) || (row.is_marked && !row.identifiers.is_empty())
        };
        let has_summary = title::is_telling(&titles[0].text)
            && beside.first().is_some_and(|row| {
                row.kind == RowKind::Sentence && Voice::of(&row.text).is_scholarly()
            })
            && (self.has_papers() || beside.len() > 1);
        titles.iter().any(has_identifier)
            || beside.iter().take(4).any(|row| {
                matches!(row.kind, RowKind::Authors | RowKind::CardMark)
                    || (row.kind == RowKind::Address && has_identifier(row))
            })
            || has_summary
    }

    fn add_title_only(&mut self, rows: &[Row], n_title: usize) {
        let mut candidate = titled(&rows[..n_title]);
        let mut last = rows[n_title - 1].lines.last;
        let mut loose = Vec::new();
        for row in &rows[n_title..] {
            if row.kind == RowKind::Sentence
                && candidate.abstract_text.is_none()
                && row.lines.first <= last + 2
            {
                candidate.abstract_text = Some(row.text.clone());
                add_links_of_text(&mut candidate, row);
            } else if !attach(&mut candidate, row) {
                loose.push(row.lines);
                continue;
            }
            last = row.lines.last;
            loose.clear();
        }
        candidate.lines = vec![LineSpan::new(rows[0].lines.first, last)];
        self.n_papers += 1;
        self.printed.push_paper(candidate);
        for lines in loose {
            self.printed.push_noise(lines);
        }
    }

    /// Whether a row is a last, short sentence of the open abstract.
    fn finishes_abstract(&self, row: &Row) -> bool {
        let Some(open) = &self.open else {
            return false;
        };
        let is_beside = open
            .lines
            .last()
            .is_some_and(|span| is_next(*span, row.lines));
        is_beside && !row.is_marked && row.kind == RowKind::Sentence
    }

    fn attach_to_open(&mut self, row: &Row) -> bool {
        let finishes = self.finishes_abstract(row);
        let Some(open) = &mut self.open else {
            return false;
        };
        if finishes {
            let text = open.abstract_text.get_or_insert_default();
            join_wrapped_into(text, &row.text);
            add_links_of_text(open, row);
            extend(open, row.lines);
            return true;
        }
        let comes_first = self.identifiers_come_first && !row.identifiers.is_empty();
        let is_labelled =
            row.kind != RowKind::Authors || (row.is_marked && open.authors.is_empty());
        if contradicts(open, row) || comes_first || !is_labelled || !attach(open, row) {
            return false;
        }
        extend(open, row.lines);
        true
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

/// Whether two rows are a title and one line that sums its paper up.
fn is_title_and_summary(above: &Row, below: &Row) -> bool {
    let is_near = below.lines.first <= above.lines.last + 2;
    let is_title = above.kind == RowKind::Phrase
        && title::may_be_title(&above.text)
        && !title::is_weak(above)
        && !above.text.ends_with('.');
    let is_summary = match below.kind {
        RowKind::Sentence => true,
        RowKind::Phrase => {
            below.text.ends_with('.')
                && below.text.split_whitespace().count() >= 5
                && !prose::is_title_case(&below.text)
        }
        _ => false,
    };
    is_near && is_title && is_summary && !below.is_marked
}

/// Whether a row names the laboratory of the card whose abstract stands above: its count of
/// authors comes next, and has not come yet.
fn names_group_of_card(rows: &[Row], at: usize) -> bool {
    let is_mark = |row: &Row| matches!(row.kind, RowKind::CardMark | RowKind::NameComes);
    rows[at].kind == RowKind::Phrase
        && title::is_weak(&rows[at])
        && rows[at].links.is_empty()
        && !rows[..at].iter().any(is_mark)
        && rows[at + 1..]
            .iter()
            .take(2)
            .take_while(|row| !may_be_title(row))
            .any(|row| row.kind == RowKind::CardMark)
}

/// Whether a row without anything beside it still looks like a title, and like nothing else.
fn reads_as_last_title(row: &Row) -> bool {
    row.kind == RowKind::Phrase
        && title::is_telling(&row.text)
        && row.text.split_whitespace().count() >= 3
        && title::reads_as_title(&row.text)
        && !title::is_group_name(&row.text)
        && !prose::ends_sentence(&row.text)
        && row.links.is_empty()
}

/// Splits "Annals of Tides, 2026".
fn venue_and_year(text: &str) -> Option<(&str, i32)> {
    let (venue, year) = text.rsplit_once(',')?;
    let is_year = year.trim().len() == 4;
    (is_year && text.len() <= 120)
        .then(|| Some((venue.trim(), year_in(year)?)))
        .flatten()
}

fn is_markup(text: &str) -> bool {
    let starts = ["<!", "<?", "<html", "<head", "<body", "<div", "{\"", "[{"];
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    matches!(text, "{" | "[") || starts.iter().any(|start| lower.starts_with(start))
}

/// How many rows a lone title has, and how many with what belongs to it.
fn group(rows: &[Row]) -> (usize, usize) {
    let mut n_title = 1;
    while n_title < 3
        && n_title < rows.len()
        && rows[n_title].kind == RowKind::Phrase
        && is_next(rows[n_title - 1].lines, rows[n_title].lines)
        && title::goes_on(&rows[n_title - 1], &rows[n_title], None)
    {
        n_title += 1;
    }
    let is_summary = |at: usize| {
        at == n_title
            && rows[at].kind == RowKind::Sentence
            && !rows[at].is_marked
            && !rows[at].follows_blank
            && !title::is_group_name(&rows[0].text)
    };
    // A laboratory's name stands between a card's title and its count of authors.
    let is_group_name = |at: usize| {
        let has_mark = |row: &Row| matches!(row.kind, RowKind::CardMark | RowKind::Authors);
        at < n_title + 3
            && title::is_weak(&rows[at])
            && rows[at].kind == RowKind::Phrase
            && (!title::is_weak(&rows[0]) || title::is_group_name(&rows[at].text))
            && !rows[n_title..at].iter().any(has_mark)
            && rows[at + 1..]
                .iter()
                .take(2)
                .take_while(|row| !may_be_title(row))
                .any(has_mark)
    };
    let mut n_group = n_title;
    while n_group < rows.len()
        && (!may_be_title(&rows[n_group]) || is_summary(n_group) || is_group_name(n_group))
    {
        n_group += 1;
    }
    (n_title, n_group)
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

/// Begins a paper with the rows of its title.
fn titled(rows: &[Row]) -> Candidate {
    let mut candidate = Candidate::default();
    for row in rows {
        join_wrapped_into(&mut candidate.title, &row.text);
        add_links(&mut candidate, row);
    }
    candidate
}

/// Takes from a row what belongs to a paper; false where that is nothing.
fn attach(candidate: &mut Candidate, row: &Row) -> bool {
    match row.kind {
        RowKind::Authors => {
            let before = candidate.authors.len();
            for author in listed_authors(&row.text) {
                candidate.add_author(author);
            }
            candidate.authors.len() > before
        }
        RowKind::Address => {
            add_links(candidate, row);
            true
        }
        RowKind::Venue => match venue_and_year(&row.text) {
            Some((venue, year)) => {
                candidate.venue.get_or_insert_with(|| venue.to_owned());
                candidate.year = candidate.year.or(Some(year));
                true
            }
            None => false,
        },
        RowKind::CardMark => {
            candidate.year = candidate.year.or_else(|| year_in(&row.text));
            true
        }
        RowKind::Blank
        | RowKind::Noise
        | RowKind::NameComes
        | RowKind::Tail
        | RowKind::AbstractComes
        | RowKind::Code
        | RowKind::Phrase
        | RowKind::Sentence
        | RowKind::Prose
        | RowKind::Abstract => false,
    }
}

fn add_links(candidate: &mut Candidate, row: &Row) {
    for identifier in &row.identifiers {
        candidate.add_identifier(identifier.clone());
    }
    for link in &row.links {
        candidate.add_link(link.clone());
    }
}

/// An abstract's links are its paper's, but one to a paper leads to another's.
fn add_links_of_text(candidate: &mut Candidate, row: &Row) {
    for link in &row.links {
        let kind = match link.kind {
            LinkKind::Paper => LinkKind::Other,
            LinkKind::Code | LinkKind::Pdf | LinkKind::Other => link.kind,
        };
        candidate.add_link(Link {
            kind,
            url: link.url.clone(),
        });
    }
}

fn extend(candidate: &mut Candidate, lines: LineSpan) {
    if let Some(span) = candidate.lines.last_mut() {
        span.last = span.last.max(lines.last);
    }
}
