//! The history, its days, and what became of the papers of an import.

use offprint_library::snapshot::import_outcome::ImportedPaper;
use offprint_library::{Actor, ChangeKind, HistoryFilter, PaperId, Snapshot, State, snapshot};

use super::change_row;
use crate::failure::Failure;
use crate::open_library::OpenLibrary;
use crate::wire::answer::{self, Answer};
use crate::wire::convert::{wire_kind, wire_row, wire_state};
use crate::wire::past::{ChangedValue, ImportDetail, RibbonMark, ValueChange};

/// How many marks a ribbon has at most.
const MOST_MARKS: usize = 240;

/// How many papers of a change are shown.
const MOST_PAPERS: usize = 100;

/// Returns which changes are meant.
pub(super) fn filter(
    snapshot: &Snapshot,
    paper: Option<&str>,
    kinds: &[answer::ChangeKind],
    by: Option<answer::Actor>,
) -> Result<HistoryFilter, Failure> {
    Ok(HistoryFilter {
        paper: paper_of(snapshot, paper)?,
        kinds: ChangeKind::ALL
            .into_iter()
            .filter(|kind| kinds.contains(&wire_kind(*kind)))
            .collect(),
        by: by.map(|by| match by {
            answer::Actor::Window => Actor::Window,
            answer::Actor::Terminal => Actor::Terminal,
            answer::Actor::Watcher => Actor::Watcher,
        }),
    })
}

/// Returns what one change did.
pub(super) fn change_detail(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    seq: u64,
) -> Result<Answer, Failure> {
    let seq = i64::try_from(seq).unwrap_or(i64::MAX);
    let papers = snapshot.papers_touched(seq, MOST_PAPERS)?;
    let rows = snapshot.rows_of(&papers)?;
    let values = snapshot.values_changed(seq)?;
    Ok(Answer::ChangeDetail {
        papers: rows
            .into_iter()
            .map(|row| wire_row(row, None, open.today()))
            .collect(),
        values: values.into_iter().filter_map(wire_value).collect(),
    })
}

fn wire_value(value: snapshot::one_change::ValueChange) -> Option<ValueChange> {
    let name = match value.name {
        "state" => ChangedValue::State,
        "why" => ChangedValue::Why,
        "due_on" => ChangedValue::DueOn,
        "snoozed_until" => ChangedValue::SnoozedUntil,
        "text" => ChangedValue::Note,
        "title" => ChangedValue::Title,
        "year" => ChangedValue::Year,
        "venue" => ChangedValue::Venue,
        "abstract" => ChangedValue::Abstract,
        _ => return None,
    };
    Some(ValueChange {
        name,
        before: value.before,
        after: value.after,
    })
}

/// Returns changes newest first.
pub(super) fn history(
    snapshot: &Snapshot,
    filter: &HistoryFilter,
    from_row: u32,
    n_rows: u32,
) -> Result<Answer, Failure> {
    let (total, changes) = snapshot.history(filter, from_row as usize, n_rows as usize)?;
    let changes = changes
        .iter()
        .map(|change| change_row(snapshot, change))
        .collect::<Result<_, Failure>>()?;
    Ok(Answer::History {
        total: total as u32,
        changes,
    })
}

fn paper_of(snapshot: &Snapshot, paper: Option<&str>) -> Result<Option<PaperId>, Failure> {
    Ok(paper.map(|id| snapshot.resolve_paper(id)).transpose()?)
}

/// Returns what became of the papers of an import.
pub(super) fn import_detail(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    import: &str,
) -> Result<Answer, Failure> {
    let outcome = snapshot.import_outcome(import, open.today())?;
    let detail = outcome.map(|outcome| {
        let of = |state: State| outcome.by_state.get(&state).copied().unwrap_or(0) as u32;
        Box::new(ImportDetail {
            added: outcome.added as u32,
            inbox: of(State::Inbox),
            queued: of(State::Queued),
            reading: of(State::Reading),
            read: of(State::Read),
            skimmed: of(State::Skimmed),
            dropped: of(State::Dropped),
            snoozed: outcome.snoozed as u32,
            trash: outcome.trash as u32,
            gone: outcome.gone as u32,
            marked: outcome.marked as u32,
        })
    });
    Ok(Answer::ImportDetail { detail })
}

/// Returns the ribbon of an import: its papers in the order of its source, merged where they are many.
pub(super) fn ribbon(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    import: &str,
) -> Result<Answer, Failure> {
    let papers = snapshot.import_papers(import, open.today())?;
    let n_marks = papers.len().min(MOST_MARKS);
    let marks = (0..n_marks)
        .map(|mark| {
            let from = mark * papers.len() / n_marks;
            let to = (mark + 1) * papers.len() / n_marks;
            most_of(&papers[from..to])
        })
        .collect();
    Ok(Answer::Ribbon {
        marks,
        n_papers: papers.len() as u32,
    })
}

/// Says where most of some papers stand; of equals the first.
fn most_of(papers: &[ImportedPaper]) -> RibbonMark {
    let seen = papers.iter().map(|paper| {
        let state = match paper.is_trashed {
            true => State::Dropped,
            false => paper.state,
        };
        (state, paper.is_snoozed && !paper.is_trashed)
    });
    let mut counted: Vec<((State, bool), usize)> = Vec::new();
    for one in seen {
        match counted.iter_mut().find(|(known, _)| *known == one) {
            Some((_, n)) => *n += 1,
            None => counted.push((one, 1)),
        }
    }
    let most = counted
        .into_iter()
        .reduce(|best, other| if other.1 > best.1 { other } else { best });
    let (state, is_snoozed) = most.map_or((State::Inbox, false), |(one, _)| one);
    RibbonMark {
        state: wire_state(state),
        is_snoozed,
        n_papers: papers.len() as u32,
    }
}
