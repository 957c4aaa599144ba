//! Rows that no abstract claimed: titles that stand alone or in lists, and page noise.

use crate::candidate::LineSpan;
use crate::clean::join_wrapped_into;
use crate::digest::page_text::prose::{self, Voice};
use crate::digest::page_text::row::{Row, RowKind};
use crate::digest::page_text::title;

use super::attach::{add_links_of_text, attach, extend, titled};
use super::{Assembler, contradicts, is_next, may_be_title, name_a_work};

/// What titles without anything beside them are, below all abstracts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastTitles {
    Papers,
    /// Other text stands with them; a person should see them.
    Unsure,
    Noise,
}

impl Assembler {
    /// Decides on rows that no abstract claimed. Identifiers that belong to the next title stay.
    pub(super) fn settle_pending(&mut self) {
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
