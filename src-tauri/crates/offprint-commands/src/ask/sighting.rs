//! What one sighting of a paper showed: the lines it came from, and what they say beside the paper.

use std::path::Path;

use offprint_formats::candidate::{Candidate, Found, LineSpan};
use offprint_formats::{Format, read};
use offprint_library::import::{Import, SourceOrigin};
use offprint_library::snapshot::paper::Sighting;
use offprint_library::{FieldName, Snapshot};
use offprint_source::watch::Stamp;
use offprint_source::{Origin, Source};

use crate::compare::{Side, compare};
use crate::failure::Failure;
use crate::import::SAMPLE;
use crate::open_library::OpenLibrary;
use crate::preview::show::{LETTERS_IN_A_LINE, MOST_LINES, unreadable};
use crate::wire::Answer;
use crate::wire::convert::wire_field;
use crate::wire::past::{SightingDetail, SightingText};
use crate::wire::preview::PreviewLine;

/// Returns what a sighting showed, by its import and its place there.
pub(super) fn sighting(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    paper: &str,
    import: &str,
    position: u32,
) -> Result<Answer, Failure> {
    let paper = snapshot.resolve_paper(paper)?;
    let nothing = Ok(Answer::Sighting { sighting: None });
    let Some(row) = snapshot.rows_of(&[paper])?.pop() else {
        return nothing;
    };
    let whole = snapshot.whole(row)?;
    let is_it = |one: &&Sighting| one.import.as_str() == import && one.position as u32 == position;
    let (Some(seen), Some(of)) = (whole.sightings.iter().find(is_it), snapshot.import(import)?)
    else {
        return nothing;
    };
    let (text, source) = source_of(open, snapshot, import, &of)?;
    let found = match &source {
        Some(source) => candidate_in(source, &seen.format, &seen.lines)?,
        None => None,
    };
    let fields = found.map(|found| {
        let compared = compare(&Side::of_candidate(&found), &Side::of_paper(&whole));
        let says = compared.fields.into_iter();
        says.filter(|field| !field.one.is_empty()).collect()
    });
    let given = snapshot.given_by(import, paper)?;
    let lines = match &source {
        Some(source) => lines_of(source, &seen.lines)?,
        None => Vec::new(),
    };
    Ok(Answer::Sighting {
        sighting: Some(Box::new(SightingDetail {
            text,
            path: match of.source.origin {
                SourceOrigin::File(path) => Some(path),
                SourceOrigin::Pasted | SourceOrigin::StandardInput | SourceOrigin::Sample => None,
            },
            lines,
            is_first: given.is_none(),
            given: given
                .into_iter()
                .flatten()
                .map(|field: FieldName| wire_field(field))
                .collect(),
            fields: fields.unwrap_or_default(),
        })),
    })
}

/// Opens what was imported, where it still is what it was.
fn source_of(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    import: &str,
    of: &Import,
) -> Result<(SightingText, Option<Source>), Failure> {
    let (bytes, origin) = match &of.source.origin {
        SourceOrigin::File(path) => {
            let path = Path::new(path);
            // Told by a look from outside where it can be: the file may be large.
            if Stamp::of(path).is_ok_and(|now| now.size_bytes != of.source.size_bytes) {
                return Ok((SightingText::Changed, None));
            }
            return Ok(match open.looked_at().open(path, open.clock().now()) {
                Ok(source) if source.hash().to_hex() == of.source.hash => {
                    (SightingText::InFile, Some(source))
                }
                Ok(_) => (SightingText::Changed, None),
                Err(_) => (SightingText::Gone, None),
            });
        }
        SourceOrigin::Sample => (Some(SAMPLE.as_bytes().to_vec()), Origin::Sample),
        SourceOrigin::Pasted | SourceOrigin::StandardInput => {
            (snapshot.pasted_text(import)?, Origin::Pasted)
        }
    };
    let source = bytes.and_then(|bytes| Source::from_bytes(bytes, origin).ok());
    Ok(match source {
        Some(source) => (SightingText::Kept, Some(source)),
        None => (SightingText::NotKept, None),
    })
}

/// Reads a source until the record in some lines; none where no such record is met.
fn candidate_in(
    source: &Source,
    format: &str,
    lines: &[LineSpan],
) -> Result<Option<Box<Candidate>>, Failure> {
    let Some(format) = Format::from_name(format).filter(|_| !lines.is_empty()) else {
        return Ok(None);
    };
    for found in read(source.text()?, format) {
        // What came in may have come with a match of columns that is not known any more.
        let Ok(found) = found else { return Ok(None) };
        if let Found::Candidate(candidate) = found
            && candidate.lines.first() == lines.first()
        {
            return Ok(Some(candidate));
        }
    }
    Ok(None)
}

fn lines_of(source: &Source, spans: &[LineSpan]) -> Result<Vec<PreviewLine>, Failure> {
    let is_in = |number: u32| {
        spans
            .iter()
            .any(|span| (span.first..=span.last).contains(&number))
    };
    let last = spans.iter().map(|span| span.last).max().unwrap_or(0);
    let mut lines = Vec::new();
    for line in source.text()? {
        let line = line.map_err(|error| unreadable(&error))?;
        if line.number > last || lines.len() as u32 >= MOST_LINES {
            break;
        }
        if is_in(line.number) {
            lines.push(PreviewLine {
                number: line.number,
                text: line.text.chars().take(LETTERS_IN_A_LINE).collect(),
                is_used: true,
            });
        }
    }
    Ok(lines)
}
