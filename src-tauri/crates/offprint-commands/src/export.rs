//! Papers to text.

use std::io::{self, Write};

use offprint_formats::candidate::WorkKind;
use offprint_formats::write::{Record, WriteFormat, write_all};
use offprint_library::snapshot::paper::WholePaper;
use offprint_library::{PaperId, Snapshot};

use crate::failure::{Failure, FailureCode};

/// How many papers are read at a time, so that memory stays flat.
const PAPERS_AT_A_TIME: usize = 200;

/// Writes papers in a format, in their order.
///
/// Errors: those of reading the library and of writing `out`.
pub fn export(
    snapshot: &Snapshot,
    papers: &[PaperId],
    format: WriteFormat,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut failure = None;
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
    let written = write_all(out, format, records.flatten());
    match failure {
        Some(failure) => Err(failure),
        None => written.map_err(|error| failure_of_writing(&error)),
    }
}

fn records(snapshot: &Snapshot, papers: &[PaperId]) -> offprint_library::Result<Vec<Record>> {
    let rows = snapshot.rows_of(papers)?;
    rows.into_iter()
        .map(|row| snapshot.whole(row).map(record))
        .collect()
}

fn record(paper: WholePaper) -> Record {
    let row = paper.row;
    Record {
        uid: row.uid.to_string(),
        title: row.title,
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
        state: row.state.name().to_owned(),
        tags: row.tags,
        why: row.why,
        note: paper.note,
        is_starred: row.is_starred,
        added_on: Some(row.added_at.local_day().to_string()),
        started_on: row.started_at.map(|at| at.local_day().to_string()),
        finished_on: row.finished_at.map(|at| at.local_day().to_string()),
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
