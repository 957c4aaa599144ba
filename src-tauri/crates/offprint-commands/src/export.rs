//! Papers to text.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use offprint_formats::candidate::WorkKind;
use offprint_formats::fields::link::own_address;
use offprint_formats::write::{Moment, Part, Record, WriteFormat, reference_line, write_all};

pub use offprint_formats::write::{Grouping, ReadingList, ReadingListWords};
use offprint_library::snapshot::paper::WholePaper;
use offprint_library::{NoOversight, Oversight, PaperId, Snapshot};
use offprint_platform::clock::Timestamp;
use offprint_platform::files;

use crate::ask::papers_of_list;
use crate::failure::{Cause, Failure, FailureCode};
use crate::open_library::OpenLibrary;
use crate::wire::export as wire;

/// How many papers are read at a time, so that memory stays flat.
pub(crate) const PAPERS_AT_A_TIME: usize = 200;

/// What a format could not hold, and of how many papers.
pub type Losses = BTreeMap<Part, usize>;

/// Writes papers in a format, in their order (a reading list by state or tag), and returns what of them it could not hold.
///
/// Errors: those of reading the library and of writing `out`, and `Cancelled` where `oversight` says so.
pub fn export(
    snapshot: &Snapshot,
    papers: &[PaperId],
    format: WriteFormat,
    list: &ReadingList,
    oversight: &dyn Oversight,
    out: &mut dyn Write,
) -> Result<Losses, Failure> {
    let mut failure = None;
    let mut lost = Losses::new();
    let mut n_read = 0;
    let records = papers.chunks(PAPERS_AT_A_TIME).map_while(|some| {
        oversight.progress(n_read, papers.len());
        n_read += some.len();
        let records = match oversight.is_cancelled() {
            true => Err(Failure::of(FailureCode::Cancelled)),
            false => records(snapshot, some).map_err(Failure::from),
        };
        records.map_err(|error| failure = Some(error)).ok()
    });
    let records = records.flatten().inspect(|record| {
        for part in format.losses(record) {
            *lost.entry(part).or_default() += 1;
        }
    });
    let written = write_all(out, format, list, records);
    match (failure, written) {
        (Some(failure), _) => Err(failure),
        (None, Err(error)) => Err(failure_of_writing(&error)),
        (None, Ok(())) => Ok(lost),
    }
}

/// Writes papers to a file, whole or not at all, and returns what of them the format could not hold.
///
/// Errors: as for [`export`]; a path in the library's own folder; those of writing the file.
pub fn export_to_file(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    papers: &[PaperId],
    format: WriteFormat,
    list: &ReadingList,
    oversight: &dyn Oversight,
    path: &Path,
) -> Result<Losses, Failure> {
    refuse_the_library(open, path)?;
    let write = |out: &mut dyn Write| export(snapshot, papers, format, list, oversight, out);
    files::write_whole_by(path, write)
        .map_err(|error| failure_of_writing(&error))
        .flatten()
        .map_err(|failure| failure.about(path.display().to_string()))
}

/// An export never takes the place of the library's own files.
pub fn refuse_the_library(open: &OpenLibrary, path: &Path) -> Result<(), Failure> {
    let folder = files::real_path(open.folder());
    let parent = match files::real_path(path) {
        Ok(there) => there.parent().map(Path::to_path_buf),
        Err(_) => path
            .parent()
            .and_then(|parent| files::real_path(parent).ok()),
    };
    match (folder, parent) {
        (Ok(folder), Some(parent)) if folder == parent => {
            let failure = Failure::of(FailureCode::Unsupported).about(path.display().to_string());
            Err(failure.because(Cause::LibrarysOwnFolder))
        }
        _ => Ok(()),
    }
}

impl OpenLibrary {
    /// Writes what the interface names to a file.
    ///
    /// Errors: as for [`export_to_file`], and ids that name nothing.
    pub fn export_to(
        &self,
        what: &wire::ToWrite,
        format: wire::WriteFormat,
        words: &wire::ReadingListWords,
        path: &Path,
        oversight: &dyn Oversight,
    ) -> Result<wire::Exported, Failure> {
        let list = ReadingList {
            grouping: Grouping::State,
            words: words_of(words.clone()),
        };
        self.read(|snapshot| {
            let papers = match what {
                wire::ToWrite::List { filter, sort } => {
                    papers_of_list(self, snapshot, filter, *sort)?
                }
                wire::ToWrite::Papers { papers } => resolved(snapshot, papers)?,
            };
            let lost = export_to_file(
                self,
                snapshot,
                &papers,
                format_of(format),
                &list,
                oversight,
                path,
            )?;
            Ok::<_, Failure>(wire::Exported {
                path: path.display().to_string(),
                n_papers: papers.len() as u32,
                lost: lost
                    .into_iter()
                    .map(|(part, n_papers)| wire::Loss {
                        part: wire_part(part),
                        n_papers: n_papers as u32,
                    })
                    .collect(),
            })
        })
    }

    /// Returns papers as text to be copied; empty where none of them has what is asked for.
    ///
    /// Errors: ids that name nothing, and those of reading the library.
    pub fn copied(&self, papers: &[String], how: wire::CopyAs) -> Result<String, Failure> {
        self.read(|snapshot| {
            let papers = resolved(snapshot, papers)?;
            if how == wire::CopyAs::Bibtex {
                let mut text = Vec::new();
                export(
                    snapshot,
                    &papers,
                    WriteFormat::Bibtex,
                    &ReadingList::default(),
                    &NoOversight,
                    &mut text,
                )?;
                return Ok(String::from_utf8_lossy(&text).into_owned());
            }
            let lines = records(snapshot, &papers)?
                .into_iter()
                .filter_map(|record| match how {
                    wire::CopyAs::Link => record
                        .address()
                        .or_else(|| own_address(&record.links, &record.identifiers)),
                    wire::CopyAs::Reference | wire::CopyAs::Bibtex => Some(reference_line(&record)),
                });
            Ok::<_, Failure>(lines.collect::<Vec<_>>().join("\n"))
        })
    }
}

fn resolved(snapshot: &Snapshot, papers: &[String]) -> Result<Vec<PaperId>, Failure> {
    let papers = papers.iter().map(|paper| snapshot.resolve_paper(paper));
    Ok(papers.collect::<offprint_library::Result<_>>()?)
}

/// Returns what each format cannot hold, in the order in which formats are shown.
pub(crate) fn losses_of_formats() -> Vec<wire::FormatLosses> {
    let losses = |format: WriteFormat| wire::FormatLosses {
        format: wire_format(format),
        loses: format.loses().iter().copied().map(wire_part).collect(),
    };
    WriteFormat::ALL.into_iter().map(losses).collect()
}

fn words_of(words: wire::ReadingListWords) -> ReadingListWords {
    let wire::ReadingListWords {
        title,
        reading,
        queued,
        inbox,
        read,
        skimmed,
        dropped,
        without_tag,
        why,
    } = words;
    ReadingListWords {
        title,
        reading,
        queued,
        inbox,
        read,
        skimmed,
        dropped,
        without_tag,
        why,
    }
}

fn format_of(format: wire::WriteFormat) -> WriteFormat {
    use wire::WriteFormat as Wire;
    match format {
        Wire::Bibtex => WriteFormat::Bibtex,
        Wire::Biblatex => WriteFormat::Biblatex,
        Wire::Ris => WriteFormat::Ris,
        Wire::CslJson => WriteFormat::CslJson,
        Wire::Csv => WriteFormat::Csv,
        Wire::Markdown => WriteFormat::Markdown,
        Wire::JsonLines => WriteFormat::JsonLines,
    }
}

fn wire_format(format: WriteFormat) -> wire::WriteFormat {
    use wire::WriteFormat as Wire;
    match format {
        WriteFormat::Bibtex => Wire::Bibtex,
        WriteFormat::Biblatex => Wire::Biblatex,
        WriteFormat::Ris => Wire::Ris,
        WriteFormat::CslJson => Wire::CslJson,
        WriteFormat::Csv => Wire::Csv,
        WriteFormat::Markdown => Wire::Markdown,
        WriteFormat::JsonLines => Wire::JsonLines,
    }
}

fn wire_part(part: Part) -> wire::LostPart {
    use wire::LostPart as Wire;
    match part {
        Part::Abstract => Wire::Abstract,
        Part::Identifiers => Wire::Identifiers,
        Part::Links => Wire::Links,
        Part::Details => Wire::Details,
        Part::Number => Wire::Number,
        Part::Tags => Wire::Tags,
        Part::Days => Wire::Days,
        Part::Due => Wire::Due,
        Part::Snoozed => Wire::Snoozed,
        Part::CitationKey => Wire::CitationKey,
    }
}

/// Reads papers as they are written, in their order.
pub(crate) fn records(
    snapshot: &Snapshot,
    papers: &[PaperId],
) -> offprint_library::Result<Vec<Record>> {
    let records = records_with_ids(snapshot, papers)?.into_iter();
    Ok(records.map(|(_, record)| record).collect())
}

/// Reads papers as [`records`] does, each with its number; those that are not there are left out.
pub(crate) fn records_with_ids(
    snapshot: &Snapshot,
    papers: &[PaperId],
) -> offprint_library::Result<Vec<(PaperId, Record)>> {
    // Also, a statement by itself locks the database and unlocks it, which costs as much as finding a paper.
    snapshot.at_one_moment(|snapshot| {
        let rows = snapshot.rows_of(papers)?;
        rows.into_iter()
            .map(|row| {
                let id = row.id;
                Ok((id, record(snapshot.without_sightings(row)?)))
            })
            .collect()
    })
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

/// Makes a failure of an error of writing an export.
pub fn failure_of_writing(error: &io::Error) -> Failure {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => FailureCode::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            FailureCode::ReadOnly
        }
        io::ErrorKind::IsADirectory => FailureCode::NotAFile,
        _ => FailureCode::NotFound,
    };
    Failure::of(code).because(Cause::NotWritten).saying(error)
}
