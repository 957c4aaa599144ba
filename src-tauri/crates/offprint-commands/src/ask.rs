//! A question to its answer.

use std::path::Path;

use offprint_formats::candidate::RejectionReason as Reason;
use offprint_formats::fields::link::{Link, LinkKind};
use offprint_library::import::{Import, Outcome};
use offprint_library::snapshot::paper::{Sighting, WholePaper};
use offprint_library::snapshot::rows::{Filter, Row, Sort};
use offprint_library::{
    DuplicateVerdict, HistoryRow, PaperId, Snapshot, State, WatchedFile, WatchedOutcome,
};
use offprint_search::{Fragment, Hit, Query};

use crate::compare::{Side, compare_papers, likeness, wire_grounds};
use crate::export;
use crate::failure::Failure;
use crate::mirror::wire_mirror;
use crate::open_library::OpenLibrary;
use crate::wire::{self, Answer, Question, answer, import, question};

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
            Question::Counts => self.read(counts),
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
                    Ok(paper) => snapshot.row_of(&list.filter, list.sort, paper)?,
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
                let n_rows = (to_row.saturating_sub(*from_row) as usize).saturating_add(1);
                let ids = snapshot.ids(&list.filter, list.sort, *from_row as usize, n_rows)?;
                let papers = snapshot
                    .uids_of(&ids)?
                    .iter()
                    .map(ToString::to_string)
                    .collect();
                Ok::<_, Failure>(Answer::Ids { papers })
            }),
            Question::Paper { paper } => self.read(|snapshot| paper_answer(snapshot, paper)),
            Question::History { from_row, n_rows } => self.read(|snapshot| {
                let (total, changes) =
                    snapshot.history(None, *from_row as usize, *n_rows as usize)?;
                let changes = changes
                    .iter()
                    .map(|change| change_row(snapshot, change))
                    .collect::<Result<_, Failure>>()?;
                Ok::<_, Failure>(Answer::History {
                    total: total as u32,
                    changes,
                })
            }),
            Question::Duplicates => self.read(duplicates),
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
            Question::WatchedFolders => {
                self.read(|snapshot| watched_folders(snapshot, self.folder()))
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
    query: Query,
}

impl List {
    fn of(
        open: &OpenLibrary,
        snapshot: &Snapshot,
        filter: &question::Filter,
        sort: question::Sort,
    ) -> Result<Self, Failure> {
        let query = filter
            .query
            .as_deref()
            .map(Query::parse)
            .unwrap_or_default();
        let among = match query.is_empty() {
            true => None,
            false => Some(open.search(snapshot, &query)?),
        };
        let sort = match sort {
            question::Sort::Relevance if among.is_some() => Sort::Given,
            question::Sort::Added | question::Sort::Relevance => Sort::Added,
            question::Sort::Title => Sort::Title,
            question::Sort::Year => Sort::Year,
            question::Sort::State => Sort::State,
            question::Sort::Queue => Sort::Queue,
            question::Sort::Trashed => Sort::Trashed,
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
            among,
        };
        Ok(Self {
            filter,
            sort,
            query,
        })
    }
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
    let total = snapshot.count(&list.filter)?;
    let found = snapshot.rows(
        &list.filter,
        list.sort,
        from_row as usize,
        n_rows.min(MOST_ROWS) as usize,
    )?;
    let rows = with_fragments(snapshot, found, &list.query)?;
    Ok(Answer::Rows {
        total: total as u32,
        rows: rows
            .into_iter()
            .map(|(row, fragment)| wire_row(row, fragment))
            .collect(),
    })
}

fn counts(snapshot: &Snapshot) -> Result<Answer, Failure> {
    let counts = snapshot.counts()?;
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
            snoozed: 0,
            all: counts.all as u32,
            starred: counts.starred as u32,
            duplicates: counts.duplicates as u32,
            trash: counts.trash as u32,
            tags: counts
                .tags
                .into_iter()
                .map(|(name, n_papers)| answer::TagCount {
                    name,
                    n_papers: n_papers as u32,
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
            watched_folders: counts.watched_folders as u32,
            watch_problems: (counts.failed_files + missing) as u32,
            queue_size: QUEUE_SIZE,
        }),
    })
}

fn duplicates(snapshot: &Snapshot) -> Result<Answer, Failure> {
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
            paper: wire_row(question.paper, None),
            other: wire_row(question.other, None),
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
            paper: wire_row(decided.paper, None),
            other: decided.other.map(|row| wire_row(row, None)),
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

fn paper_answer(snapshot: &Snapshot, id: &str) -> Result<Answer, Failure> {
    let paper = match snapshot.resolve_paper(id) {
        Ok(paper) => snapshot.paper(paper)?,
        Err(offprint_library::Error::NoSuchPaper { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let paper = paper
        .map(|paper| whole_paper(snapshot, paper).map(Box::new))
        .transpose()?;
    Ok(Answer::Paper { paper })
}

fn whole_paper(snapshot: &Snapshot, paper: WholePaper) -> Result<answer::Paper, Failure> {
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
        started_at: paper.row.started_at.map(|at| at.to_iso()),
        finished_at: paper.row.finished_at.map(|at| at.to_iso()),
        row: wire_row(paper.row, None),
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

pub(crate) fn wire_link(link: &Link) -> answer::Link {
    answer::Link {
        kind: wire_link_kind(link.kind),
        url: link.url.clone(),
    }
}

fn wire_link_kind(kind: LinkKind) -> answer::LinkKind {
    match kind {
        LinkKind::Paper => answer::LinkKind::Paper,
        LinkKind::Code => answer::LinkKind::Code,
        LinkKind::Pdf => answer::LinkKind::Pdf,
        LinkKind::Other => answer::LinkKind::Other,
    }
}

fn wire_sighting(sighting: Sighting) -> answer::Sighting {
    answer::Sighting {
        import: sighting.import.to_string(),
        source: sighting.source,
        format: sighting.format,
        position: sighting.position as u32,
        n_found: sighting.n_found as u32,
        lines: sighting.lines.first().map(|span| (span.first, span.last)),
        at: sighting.at.to_iso(),
        mail: sighting.mail.map(|mail| answer::Mail {
            subject: mail.subject,
            sender: mail.sender,
            sent_on: mail.sent_on,
        }),
    }
}

fn wire_row(row: Row, fragment: Option<Fragment>) -> answer::Row {
    answer::Row {
        id: row.uid.to_string(),
        title: row.title,
        authors: row
            .authors
            .iter()
            .map(offprint_formats::fields::author::Author::display)
            .collect(),
        year: row.year,
        venue: row.venue,
        source: row.source,
        state: wire_state(row.state),
        is_starred: row.is_starred,
        tags: row.tags,
        why: row.why,
        note_first_line: row.note_first_line,
        abstract_start: row.abstract_start,
        due_on: row.due_on,
        snoozed_until: row.snoozed_until,
        added_at: row.added_at.to_iso(),
        trashed_at: row.trashed_at.map(|at| at.to_iso()),
        fragment: fragment.map(wire_fragment),
    }
}

fn wire_fragment(fragment: Fragment) -> answer::Fragment {
    let utf16 = |byte: usize| fragment.text[..byte].encode_utf16().count() as u32;
    answer::Fragment {
        field: fragment.field.name().to_owned(),
        matches: fragment
            .matches
            .iter()
            .map(|(from, to)| (utf16(*from), utf16(*to)))
            .collect(),
        text: fragment.text.clone(),
    }
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
        title: change.title.clone(),
        other_title: change.other_title.clone(),
        to: change.to.map(wire_state),
        is_starred: change.is_starred,
        tags_added: change.tags_added.clone(),
        tags_removed: change.tags_removed.clone(),
        sources: change.sources.clone(),
        imports: change.imports.clone(),
        undoes: change.undoes.map(|seq| seq as u64),
        undone: undone.map(Box::new),
        undone_by: change.undone_by.map(|seq| seq as u64),
    })
}

fn wire_actor(by: offprint_library::Actor) -> answer::Actor {
    match by {
        offprint_library::Actor::Window => answer::Actor::Window,
        offprint_library::Actor::Terminal => answer::Actor::Terminal,
        offprint_library::Actor::Watcher => answer::Actor::Watcher,
    }
}

fn wire_kind(kind: offprint_library::ChangeKind) -> answer::ChangeKind {
    use answer::ChangeKind as Wire;
    use offprint_library::ChangeKind as Kind;
    match kind {
        Kind::Import => Wire::Import,
        Kind::SetState => Wire::SetState,
        Kind::SetStar => Wire::SetStar,
        Kind::EditTags => Wire::EditTags,
        Kind::RenameTag => Wire::RenameTag,
        Kind::DeleteTag => Wire::DeleteTag,
        Kind::SetWhy => Wire::SetWhy,
        Kind::SetNote => Wire::SetNote,
        Kind::PlaceInQueue => Wire::PlaceInQueue,
        Kind::Trash => Wire::Trash,
        Kind::PutBack => Wire::PutBack,
        Kind::EmptyTrash => Wire::EmptyTrash,
        Kind::SetCitationKey => Wire::SetCitationKey,
        Kind::AnswerDuplicate => Wire::AnswerDuplicate,
        Kind::TakeBackAnswer => Wire::TakeBackAnswer,
        Kind::Merge => Wire::Merge,
        Kind::Split => Wire::Split,
        Kind::WatchFolder => Wire::WatchFolder,
        Kind::UnwatchFolder => Wire::UnwatchFolder,
        Kind::SetMirror => Wire::SetMirror,
        Kind::Undo => Wire::Undo,
        Kind::Redo => Wire::Redo,
    }
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
    Ok(Answer::WatchedFolders {
        folders,
        activity: files.into_iter().map(watched_file).collect(),
    })
}

fn watched_file(file: WatchedFile) -> answer::WatchedFile {
    let (import, n_found, n_new, failure) = match file.outcome {
        WatchedOutcome::Taken {
            import,
            n_found,
            n_new,
        } => (Some(import.to_string()), n_found, n_new, None),
        WatchedOutcome::Already | WatchedOutcome::ThereBefore => (None, 0, 0, None),
        WatchedOutcome::Failed { code, line, detail } => {
            let failure = Failure::noted(&code, line, detail).about(&*file.path);
            (None, 0, 0, Some(failure))
        }
    };
    answer::WatchedFile {
        name: file_name(&file.path),
        path: file.path,
        at: file.at.to_iso(),
        import,
        n_found,
        n_new,
        failure,
    }
}

fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(
        || path.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Returns the numbers of an import as they cross.
pub fn import_numbers(import: &Import) -> import::ImportNumbers {
    let numbers = &import.numbers;
    import::ImportNumbers {
        id: import
            .id
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        source: import.source.name.clone(),
        format: import.source.format.clone(),
        encoding: import.source.encoding.clone(),
        found: numbers.found() as u32,
        new: numbers.new as u32,
        known: numbers.known as u32,
        dropped: numbers.dropped as u32,
        possible: numbers.possible as u32,
        repeated: numbers.repeated as u32,
        rejected: numbers.rejected as u32,
        added: numbers.added as u32,
        noise_lines: numbers.noise_lines as u32,
        rejections: import
            .rejections
            .iter()
            .map(|rejection| import::RejectedRecord {
                lines: (rejection.lines.first, rejection.lines.last),
                reason: wire_rejection_reason(rejection.reason),
                text: rejection.text.clone(),
            })
            .collect(),
    }
}

fn outcome_of(outcome: question::Outcome) -> Outcome {
    match outcome {
        question::Outcome::New => Outcome::New,
        question::Outcome::Known => Outcome::Known,
        question::Outcome::Dropped => Outcome::DroppedBefore,
        question::Outcome::Possible => Outcome::Possible,
        question::Outcome::Repeated => Outcome::Repeated,
    }
}

pub(crate) fn state_of(state: question::State) -> State {
    match state {
        question::State::Inbox => State::Inbox,
        question::State::Queued => State::Queued,
        question::State::Reading => State::Reading,
        question::State::Read => State::Read,
        question::State::Skimmed => State::Skimmed,
        question::State::Dropped => State::Dropped,
    }
}

pub(crate) fn wire_state(state: State) -> question::State {
    match state {
        State::Inbox => question::State::Inbox,
        State::Queued => question::State::Queued,
        State::Reading => question::State::Reading,
        State::Read => question::State::Read,
        State::Skimmed => question::State::Skimmed,
        State::Dropped => question::State::Dropped,
    }
}

/// Returns an announcement as it crosses.
pub fn wire_announcement(announcement: &offprint_library::Announcement) -> wire::Announcement {
    wire::Announcement {
        seq: announcement.seq.map(|seq| seq as u64),
        change: announcement.kind.map(wire_kind),
        by: announcement.by.map(wire_actor),
        papers: announcement
            .papers
            .as_ref()
            .map(|papers| papers.iter().map(ToString::to_string).collect()),
        n_papers: announcement.n_papers as u32,
    }
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

pub(crate) const fn wire_rejection_reason(reason: Reason) -> import::RejectionReason {
    match reason {
        Reason::NothingNamesIt => import::RejectionReason::NothingNamesIt,
        Reason::NeverCloses => import::RejectionReason::NeverCloses,
        Reason::NotAPaper => import::RejectionReason::NotAPaper,
        Reason::TooLarge => import::RejectionReason::TooLarge,
        Reason::Malformed => import::RejectionReason::Malformed,
    }
}
