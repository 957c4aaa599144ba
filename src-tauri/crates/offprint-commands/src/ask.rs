//! A question to its answer.

mod insights;
mod library;
mod looked_at;
mod past;
mod search_field;
mod sighting;
mod triage;
pub(crate) mod views;

pub(crate) use looked_at::LookedAt;

use std::path::Path;

use offprint_formats::fields::link::own_address;
use offprint_library::snapshot::filter::DaySpan;
use offprint_library::snapshot::paper::WholePaper;
use offprint_library::snapshot::rows::{Filter, Row, Snoozed, Sort};
use offprint_library::{
    DuplicateVerdict, HistoryRow, NoOversight, Oversight, PaperId, Reason, Snapshot, State,
    WatchedOutcome,
};
use offprint_platform::clock::Day;
use offprint_search::{Fragment, Hit, Query};

use crate::change::what_to_undo;
use crate::compare::{Side, compare_papers, likeness, wire_grounds};
use crate::day_words::read_day;
use crate::export;
use crate::failure::{Cause, Failure, FailureCode};
use crate::mirror::wire_mirror;
use crate::open_library::OpenLibrary;
use crate::wire::change::ToUndo;
use crate::wire::convert::{
    file_name, import_numbers, outcome_of, state_of, watched_file, wire_actor, wire_kind,
    wire_link, wire_reason, wire_row, wire_sighting, wire_state,
};
use crate::wire::{self, Answer, Question, answer, question};

/// The planned size of the queue, until the person sets one.
const QUEUE_SIZE: u32 = 10;
/// How many files of watched folders are shown.
const N_WATCHED_FILES: usize = 200;

impl OpenLibrary {
    /// Answers a question of the interface.
    ///
    /// Errors: why the library cannot be read, and ids that name nothing.
    pub fn ask(&self, question: &Question) -> Result<Answer, Failure> {
        match question {
            Question::Counts => self.read(|snapshot| counts(snapshot, self.today())),
            Question::Rows {
                filter,
                sort,
                from_row,
                n_rows,
            } => self.read(|snapshot| rows(self, snapshot, filter, *sort, *from_row, *n_rows)),
            Question::RowOf {
                filter,
                sort,
                paper,
            } => self.read(|snapshot| {
                let list = List::of(self, snapshot, filter, *sort)?;
                let row = match snapshot.resolve_paper(paper) {
                    Ok(paper) => {
                        let papers = self.listed(snapshot, &list.filter, list.sort)?;
                        papers.iter().position(|one| *one == paper)
                    }
                    Err(_) => None,
                };
                Ok::<_, Failure>(Answer::RowOf {
                    row: row.map(|row| row as u32),
                })
            }),
            Question::Ids {
                filter,
                sort,
                from_row,
                to_row,
            } => self.read(|snapshot| {
                let list = List::of(self, snapshot, filter, *sort)?;
                let listed = self.listed(snapshot, &list.filter, list.sort)?;
                let n_rows = (to_row.saturating_sub(*from_row) as usize).saturating_add(1);
                let papers = snapshot
                    .uids_of(stretch(&listed, *from_row, n_rows))?
                    .iter()
                    .map(ToString::to_string)
                    .collect();
                Ok::<_, Failure>(Answer::Ids { papers })
            }),
            Question::ReadDay { text } => Ok(Answer::ReadDay {
                day: read_day(text, self.today()).map(|day| day.to_string()),
            }),
            Question::DueDays => self.read(|snapshot| {
                let days = snapshot.due_days()?.into_iter();
                Ok::<_, Failure>(Answer::DueDays {
                    days: days
                        .map(|(day, n)| answer::DueDay {
                            day,
                            n_papers: n as u32,
                        })
                        .collect(),
                })
            }),
            Question::LetGo { n_rows } => self.read(|snapshot| {
                let papers = snapshot.could_go(self.clock().now(), *n_rows as usize)?;
                let rows = snapshot.rows_of(&papers)?.into_iter();
                Ok::<_, Failure>(Answer::LetGo {
                    rows: rows.map(|row| wire_row(row, None, self.today())).collect(),
                })
            }),
            Question::Next => self.read(|snapshot| {
                let suggestions = self.next(snapshot)?.into_iter();
                let today = self.today();
                Ok::<_, Failure>(Answer::Next {
                    suggestions: suggestions
                        .map(|(row, reason)| answer::Suggestion {
                            row: wire_row(row, None, today),
                            reason: wire_reason(reason),
                        })
                        .collect(),
                })
            }),
            Question::Waiting => self.read(|snapshot| {
                let papers = snapshot.waiting(self.clock().now())?;
                let rows = snapshot.rows_of(&papers)?.into_iter();
                Ok::<_, Failure>(Answer::Waiting {
                    rows: rows.map(|row| wire_row(row, None, self.today())).collect(),
                })
            }),
            Question::Paper { paper } => {
                self.read(|snapshot| paper_answer(snapshot, paper, self.today()))
            }
            Question::History {
                paper,
                kinds,
                by,
                from_row,
                n_rows,
            } => self.read(|snapshot| {
                let filter = past::filter(snapshot, paper.as_deref(), kinds, *by)?;
                past::history(snapshot, &filter, *from_row, *n_rows)
            }),
            Question::ChangeDetail { seq } => {
                self.read(|snapshot| past::change_detail(self, snapshot, *seq))
            }
            Question::WouldUndo { what } => self.ask_would_undo(what, &NoOversight),
            Question::Sighting {
                paper,
                import,
                position,
            } => self.read(|snapshot| sighting::sighting(self, snapshot, paper, import, *position)),
            Question::ImportDetail { import } => {
                self.read(|snapshot| past::import_detail(self, snapshot, import))
            }
            Question::Ribbon { import } => {
                self.read(|snapshot| past::ribbon(self, snapshot, import))
            }
            Question::Groups { filter, sort } => {
                self.read(|snapshot| views::groups(self, snapshot, filter, *sort))
            }
            Question::SavedViews => self.read(|snapshot| views::saved_views(self, snapshot)),
            Question::Duplicates => self.read(|snapshot| duplicates(snapshot, self.today())),
            Question::Comparison { one, other } => self.read(|snapshot| {
                Ok::<_, Failure>(Answer::Comparison {
                    comparison: Box::new(compare_papers(snapshot, one, other)?),
                })
            }),
            Question::WriteFormats => Ok(Answer::WriteFormats {
                formats: export::losses_of_formats(),
            }),
            Question::Mirror => self.read(|snapshot| {
                Ok::<_, Failure>(Answer::Mirror {
                    mirror: wire_mirror(snapshot)?,
                })
            }),
            Question::Library => self.read(|snapshot| library::library(self, snapshot)),
            Question::WatchedFolders => {
                self.read(|snapshot| watched_folders(snapshot, self.folder()))
            }
            Question::Triage {
                filter,
                order,
                since,
            } => self.read(|snapshot| triage::pass(self, snapshot, filter, *order, *since)),
            Question::Hint { paper } => self.read(|snapshot| triage::hint(self, snapshot, paper)),
            Question::Insights { from_day } => {
                self.read(|snapshot| insights::insights(self, snapshot, from_day.as_deref()))
            }
            Question::ReadQuery { text } => Ok(search_field::read_query(text)),
            Question::JoinQueries { one, other } => Ok(search_field::join_queries(one, other)),
            Question::Suggest { text, cursor } => {
                self.read(|snapshot| search_field::suggest(snapshot, text, *cursor))
            }
            Question::Loosen { query } => {
                self.read(|snapshot| search_field::ways_out(self, snapshot, query))
            }
            Question::Import { import } => self.read(|snapshot| {
                let import = snapshot.import(import)?;
                Ok::<_, Failure>(Answer::Import {
                    import: import
                        .as_ref()
                        .map(|import| Box::new(import_numbers(import))),
                })
            }),
        }
    }
}

impl OpenLibrary {
    /// Answers what an undo would do: in a large library that takes as long as to do it.
    ///
    /// Errors: those of the undo.
    pub fn ask_would_undo(
        &self,
        what: &ToUndo,
        oversight: &dyn Oversight,
    ) -> Result<Answer, Failure> {
        let undone = self.would_undo(&what_to_undo(what), what.include_marked, oversight)?;
        // What it would become would be the next in the history.
        let next = undone.seqs.iter().min().copied().unwrap_or(1);
        Ok(Answer::WouldUndo {
            newest_seq: next - 1,
            undone: Box::new(self.wire_undone(&undone)?),
        })
    }

    /// Returns three papers to read now, each with the reason; fewer where there are no more.
    ///
    /// Errors: those of reading the library.
    pub fn next(&self, snapshot: &Snapshot) -> Result<Vec<(Row, Reason)>, Failure> {
        let suggestions = snapshot.next(self.clock().now())?;
        let papers: Vec<PaperId> = suggestions.iter().map(|found| found.paper).collect();
        let rows = snapshot.rows_of(&papers)?;
        // A paper that has gone since is in no row.
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                let found = suggestions.iter().find(|found| found.paper == row.id)?;
                Some((row, found.reason.clone()))
            })
            .collect())
    }
}

/// Returns the papers of a list, in its order.
pub(crate) fn papers_of_list(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    filter: &question::Filter,
    sort: question::Sort,
) -> Result<Vec<PaperId>, Failure> {
    let list = List::of(open, snapshot, filter, sort)?;
    Ok(snapshot.ids(&list.filter, list.sort, 0, usize::MAX)?)
}

/// A list of the wire, made ready for a snapshot: a query is answered first.
struct List {
    filter: Filter,
    sort: Sort,
    /// The words that are looked for, to show what matched.
    words: Query,
}

impl List {
    fn of(
        open: &OpenLibrary,
        snapshot: &Snapshot,
        filter: &question::Filter,
        sort: question::Sort,
    ) -> Result<Self, Failure> {
        let mut queries: Vec<Query> = [&filter.within, &filter.query]
            .into_iter()
            .flatten()
            .map(|text| Query::parse(text))
            .filter(|query| !query.is_empty())
            .collect();
        for query in &mut queries {
            // A state that is asked for would else leave out what is hidden, and that is the whole list.
            query.is_snoozed |= filter.is_snoozed;
        }
        let among = match queries.is_empty() {
            true => None,
            false => Some(open.search(snapshot, &queries)?),
        };
        let sort = match sort {
            question::Sort::Relevance if among.is_some() => Sort::Given,
            question::Sort::Added | question::Sort::Relevance => Sort::Added,
            question::Sort::Title => Sort::Title,
            question::Sort::Year => Sort::Year,
            question::Sort::State => Sort::State,
            question::Sort::Queue => Sort::Queue,
            question::Sort::Trashed => Sort::Trashed,
            question::Sort::Snoozed => Sort::Snoozed,
        };
        let filter = Filter {
            states: filter.states.iter().map(|state| state_of(*state)).collect(),
            is_starred: filter.is_starred,
            tags: filter.tags.clone(),
            import: filter.import.clone(),
            outcomes: filter
                .outcomes
                .iter()
                .map(|outcome| outcome_of(*outcome))
                .collect(),
            is_trashed: filter.is_trashed,
            snoozed: match (filter.is_snoozed, filter.states.is_empty()) {
                (true, _) => Snoozed::Only(open.today()),
                // The inbox and the queue do not show what is hidden; the whole library does.
                (false, false) => Snoozed::Hidden(open.today()),
                (false, true) => Snoozed::Shown,
            },
            years: match (filter.year_from, filter.year_to) {
                (None, None) => None,
                (from, to) => Some((from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX))),
            },
            sources: filter.source.iter().cloned().collect(),
            has_note: filter.has_note,
            has_abstract: filter.has_abstract,
            has_code: filter.has_code,
            has_due: filter.has_due,
            added: day_span(&filter.added_from, &filter.added_to)?,
            finished: day_span(&filter.finished_from, &filter.finished_to)?,
            due: day_span(&None, &filter.due_to)?,
            among,
        };
        Ok(Self {
            filter,
            sort,
            words: Query {
                terms: queries.into_iter().flat_map(|query| query.terms).collect(),
                ..Query::default()
            },
        })
    }
}

/// Reads days of the wire.
///
/// Errors: text that is no day.
fn day_span(from: &Option<String>, to: &Option<String>) -> Result<DaySpan, Failure> {
    let day = |text: &Option<String>| text.as_deref().map(day_of).transpose();
    Ok(DaySpan {
        from: day(from)?,
        to: day(to)?,
    })
}

/// Reads a day of the wire.
///
/// Errors: text that is no day.
pub(crate) fn day_of(text: &str) -> Result<Day, Failure> {
    let usage = |_| {
        Failure::of(FailureCode::Usage)
            .about(text)
            .because(Cause::NoDay)
    };
    text.parse().map_err(usage)
}

fn rows(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    filter: &question::Filter,
    sort: question::Sort,
    from_row: u32,
    n_rows: u32,
) -> Result<Answer, Failure> {
    // No screen shows more; a larger number would only hold the answer up.
    const MOST_ROWS: u32 = 1000;
    let list = List::of(open, snapshot, filter, sort)?;
    let listed = open.listed(snapshot, &list.filter, list.sort)?;
    let n_rows = n_rows.min(MOST_ROWS) as usize;
    let found = snapshot.rows_of(stretch(&listed, from_row, n_rows))?;
    let rows = with_fragments(snapshot, found, &list.words)?;
    Ok(Answer::Rows {
        total: listed.len() as u32,
        rows: rows
            .into_iter()
            .map(|(row, fragment)| wire_row(row, fragment, open.today()))
            .collect(),
    })
}

/// Returns the papers of a list from a row on, at most so many.
fn stretch(listed: &[PaperId], from_row: u32, n_rows: usize) -> &[PaperId] {
    let rest = listed.get(from_row as usize..).unwrap_or_default();
    &rest[..n_rows.min(rest.len())]
}

fn counts(snapshot: &Snapshot, today: Day) -> Result<Answer, Failure> {
    let counts = snapshot.counts(today)?;
    let of = |state: State| counts.by_state.get(&state).copied().unwrap_or(0) as u32;
    let missing = snapshot
        .watched_folders()?
        .iter()
        .filter(|path| !Path::new(path).is_dir())
        .count();
    Ok(Answer::Counts {
        counts: Box::new(answer::Counts {
            inbox: of(State::Inbox),
            queued: of(State::Queued),
            reading: of(State::Reading),
            read: of(State::Read),
            skimmed: of(State::Skimmed),
            dropped: of(State::Dropped),
            snoozed: counts.snoozed as u32,
            all: counts.all as u32,
            starred: counts.starred as u32,
            duplicates: counts.duplicates as u32,
            trash: counts.trash as u32,
            tags: counts
                .tags
                .into_iter()
                .map(|tag| answer::TagCount {
                    name: tag.name,
                    n_papers: tag.n_papers as u32,
                    hue: tag.hue,
                })
                .collect(),
            imports: counts
                .imports
                .into_iter()
                .map(|import| answer::ImportCount {
                    id: import.uid.to_string(),
                    source: import.name,
                    format: import.format,
                    n_undecided: import.n_undecided as u32,
                    at: import.at.to_iso(),
                })
                .collect(),
            latest_import: counts.latest_import.map(|uid| uid.to_string()),
            watched_folders: counts.watched_folders as u32,
            watch_problems: (counts.failed_files + missing) as u32,
            queue_size: counts.queue_size.unwrap_or(QUEUE_SIZE),
        }),
    })
}

fn duplicates(snapshot: &Snapshot, today: Day) -> Result<Answer, Failure> {
    // Nobody goes through more at a time; those that are left come up as these are answered.
    const MOST_PAIRS: usize = 1000;
    let mut open: Vec<answer::DuplicatePair> = snapshot
        .open_questions(MOST_PAIRS)?
        .into_iter()
        .map(|question| answer::DuplicatePair {
            grounds: wire_grounds(question.grounds),
            likeness: likeness(
                &Side::of_row(&question.paper),
                &Side::of_row(&question.other),
            ),
            asked_at: question.asked_at.to_iso(),
            paper: wire_row(question.paper, None, today),
            other: wire_row(question.other, None, today),
        })
        .collect();
    open.sort_by_key(|pair| std::cmp::Reverse(pair.likeness));
    let decided = snapshot
        .answers(MOST_PAIRS)?
        .into_iter()
        .map(|decided| answer::DecidedPair {
            answer: decided.answer as u64,
            verdict: match decided.verdict {
                DuplicateVerdict::Same => wire::change::DuplicateVerdict::Same,
                DuplicateVerdict::Different => wire::change::DuplicateVerdict::Different,
            },
            at: decided.at.to_iso(),
            paper: wire_row(decided.paper, None, today),
            other: decided.other.map(|row| wire_row(row, None, today)),
            gone_title: decided.gone_title,
            merge: decided.merge.map(|merge| merge as u64),
        })
        .collect();
    Ok(Answer::Duplicates {
        total: snapshot.n_open_questions()? as u32,
        open,
        decided,
    })
}

fn paper_answer(snapshot: &Snapshot, id: &str, today: Day) -> Result<Answer, Failure> {
    let paper = match snapshot.resolve_paper(id) {
        Ok(paper) => snapshot.paper(paper)?,
        Err(offprint_library::Error::NoSuchPaper { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let paper = paper
        .map(|paper| whole_paper(snapshot, paper, today).map(Box::new))
        .transpose()?;
    Ok(Answer::Paper { paper })
}

fn whole_paper(
    snapshot: &Snapshot,
    paper: WholePaper,
    today: Day,
) -> Result<answer::Paper, Failure> {
    let changes = paper
        .changes
        .iter()
        .map(|change| change_row(snapshot, change))
        .collect::<Result<_, Failure>>()?;
    let merged = snapshot
        .merged_into(paper.row.id)?
        .into_iter()
        .map(|merged| answer::MergedPaper {
            merge: merged.number as u64,
            title: merged.title,
            at: merged.at.to_iso(),
        })
        .collect();
    Ok(answer::Paper {
        row: wire_row(paper.row, None, today),
        title: paper.title,
        own_link: own_address(&paper.links, &paper.identifiers),
        abstract_text: paper.abstract_text,
        identifiers: paper
            .identifiers
            .into_iter()
            .map(|identifier| answer::Identifier {
                scheme: identifier.scheme.name().to_owned(),
                value: identifier.value,
            })
            .collect(),
        links: paper
            .links
            .into_iter()
            .map(|link| wire_link(&link))
            .collect(),
        details: paper
            .details
            .iter()
            .map(|(kind, value)| answer::Detail {
                kind: kind.name().to_owned(),
                value: value.to_owned(),
            })
            .collect(),
        citation_key: paper.citation_key,
        merged,
        note: paper.note,
        sightings: paper.sightings.into_iter().map(wire_sighting).collect(),
        changes,
    })
}

/// Returns a row of the history as it crosses, with what it undid.
pub(crate) fn change_row(
    snapshot: &Snapshot,
    change: &HistoryRow,
) -> Result<answer::ChangeRow, Failure> {
    let undone = match change.undoes {
        Some(seq) => snapshot
            .change(seq)?
            .map(|undone| change_row(snapshot, &undone))
            .transpose()?,
        None => None,
    };
    Ok(answer::ChangeRow {
        seq: change.seq as u64,
        at: change.at.to_iso(),
        by: wire_actor(change.by),
        change: wire_kind(change.kind),
        n_papers: change.n_papers as u32,
        n_added: change.n_added.map(|n| n as u32),
        title: change.title.clone(),
        other_title: change.other_title.clone(),
        to: change.to.map(wire_state),
        is_starred: change.is_starred,
        tags_added: change.tags_added.clone(),
        tags_removed: change.tags_removed.clone(),
        views_added: change.views_added.clone(),
        views_removed: change.views_removed.clone(),
        sources: change.sources.clone(),
        day: change.day.clone(),
        size: change.size,
        imports: change.imports.clone(),
        undoes: change.undoes.map(|seq| seq as u64),
        undone: undone.map(Box::new),
        undone_by: change.undone_by.map(|seq| seq as u64),
    })
}

fn watched_folders(snapshot: &Snapshot, library: &Path) -> Result<Answer, Failure> {
    let files = snapshot.watched_files(N_WATCHED_FILES)?;
    let is_watched = crate::watch::is_watched(library);
    let mut folders: Vec<answer::WatchedFolder> = snapshot
        .watched_folders()?
        .into_iter()
        .map(|path| answer::WatchedFolder {
            name: file_name(&path),
            is_found: Path::new(&path).is_dir(),
            is_watched,
            n_taken: 0,
            path,
        })
        .collect();
    for file in &files {
        let Some(folder) = folders
            .iter_mut()
            .find(|folder| Path::new(&file.path).starts_with(&folder.path))
        else {
            continue;
        };
        folder.n_taken += u32::from(matches!(file.outcome, WatchedOutcome::Taken { .. }));
    }
    let mut activity = Vec::with_capacity(files.len());
    for file in files {
        let n_rejected = match &file.outcome {
            WatchedOutcome::Taken { import, .. } => snapshot.n_rejected(import.as_str())?,
            WatchedOutcome::Already
            | WatchedOutcome::ThereBefore
            | WatchedOutcome::Failed(_)
            | WatchedOutcome::Ignored(_) => 0,
        };
        activity.push(watched_file(file, n_rejected));
    }
    Ok(Answer::WatchedFolders { folders, activity })
}

/// Reads rows that were found for a list of the terminal, with what matched in each.
///
/// Errors: those of reading the library.
pub fn rows_with_fragments(
    snapshot: &Snapshot,
    papers: &[PaperId],
    query: &Query,
) -> Result<Vec<(Row, Option<Fragment>)>, Failure> {
    with_fragments(snapshot, snapshot.rows_of(papers)?, query)
}

/// Finds what matched in each row; a query without words matched in none.
fn with_fragments(
    snapshot: &Snapshot,
    rows: Vec<Row>,
    query: &Query,
) -> Result<Vec<(Row, Option<Fragment>)>, Failure> {
    rows.into_iter()
        .map(|row| {
            let fragment = match query.terms.is_empty() {
                true => None,
                false => Hit::of(snapshot, row.id, query)?.fragment,
            };
            Ok((row, fragment))
        })
        .collect()
}
