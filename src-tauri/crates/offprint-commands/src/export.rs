//! Papers to text.

use std::collections::BTreeMap;
use std::io::{self, Write};

use offprint_formats::candidate::WorkKind;
use offprint_formats::write::{Moment, Part, Record, WriteFormat, write_all};
use offprint_library::snapshot::paper::WholePaper;
use offprint_library::{PaperId, Snapshot};
use offprint_platform::clock::Timestamp;

use crate::failure::{Failure, FailureCode};

/// How many papers are read at a time, so that memory stays flat.
pub(crate) const PAPERS_AT_A_TIME: usize = 200;

/// What a format could not hold, and of how many papers.
pub type Losses = BTreeMap<Part, usize>;

/// Writes papers in a format, in their order, and returns what of them it could not hold.
///
/// Errors: those of reading the library and of writing `out`.
pub fn export(
    snapshot: &Snapshot,
    papers: &[PaperId],
    format: WriteFormat,
    out: &mut dyn Write,
) -> Result<Losses, Failure> {
    let mut failure = None;
    let mut lost = Losses::new();
    let records =
        papers
            .chunks(PAPERS_AT_A_TIME)
            .map_while(|papers| match records(snapshot, papers) {
                Ok(records) => Some(records),
                Err(error) => {
                    failure = Some(Failure::from(error));
                    None
                }
            });
    let records = records.flatten().inspect(|record| {
        for part in format.losses(record) {
            *lost.entry(part).or_default() += 1;
        }
    });
    let written = write_all(out, format, records);
    match (failure, written) {
        (Some(failure), _) => Err(failure),
        (None, Err(error)) => Err(failure_of_writing(&error)),
        (None, Ok(())) => Ok(lost),
    }
}

/// Reads papers as they are written, in their order.
pub(crate) fn records(
    snapshot: &Snapshot,
    papers: &[PaperId],
) -> offprint_library::Result<Vec<Record>> {
    let rows = snapshot.rows_of(papers)?;
    rows.into_iter()
        .map(|row| snapshot.whole(row).map(record))
        .collect()
}

fn record(paper: WholePaper) -> Record {
    let row = paper.row;
    Record {
        uid: row.uid.to_string(),
        title: paper.title,
        authors: row.authors,
        abstract_text: paper.abstract_text,
        year: row.year,
        venue: row.venue,
        kind: if paper.is_book {
            WorkKind::Book
        } else {
            WorkKind::Paper
        },
        identifiers: paper.identifiers,
        links: paper.links,
        details: paper.details,
        citation_key: paper.citation_key,
        state: row.state.name().to_owned(),
        tags: row.tags,
        why: row.why,
        note: paper.note,
        is_starred: row.is_starred,
        added: Some(moment(row.added_at)),
        started: row.started_at.map(moment),
        finished: row.finished_at.map(moment),
        due_on: row.due_on,
        snoozed_until: row.snoozed_until,
    }
}

fn moment(at: Timestamp) -> Moment {
    Moment {
        at: at.to_iso(),
        on: at.local_day().to_string(),
    }
}

/// Makes a failure of an error of writing an export; its detail begins with `writing: `.
pub fn failure_of_writing(error: &io::Error) -> Failure {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => FailureCode::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            FailureCode::ReadOnly
        }
        io::ErrorKind::IsADirectory => FailureCode::NotAFile,
        _ => FailureCode::NotFound,
    };
    Failure::of(code).because(format!("writing: {error}"))
}
