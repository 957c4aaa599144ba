//! RIS: lines of a tag and a value.

mod paper;

use std::collections::VecDeque;

use offprint_source::{Line, SourceText};

use crate::candidate::{Found, LineSpan, Rejection, RejectionReason, Warning, WarningKind};
use crate::read::ReadError;

/// Reads RIS records one at a time, in file order.
///
/// Yields a candidate per record, or a rejection where a record has neither title nor
/// identifier. Reading goes on at the next `TY`, whether or not an `ER` came; a record without
/// `TY` begins with the first tag after an `ER`. Both are told by a warning. Holds one record in
/// memory. Text before the first record is noise.
///
/// Errors: only those of reading `text` itself; content never fails.
/// Source: the RIS tag list as published by its makers; oddities met since are in
/// `tests/samples/references/ris/`.
pub fn read_ris(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    Ris {
        text: Some(text),
        record: None,
        noise: None,
        found: VecDeque::new(),
    }
}

struct Ris {
    /// None once it is read to its end.
    text: Option<SourceText>,
    record: Option<Record>,
    /// Lines before a record, which may go on.
    noise: Option<LineSpan>,
    found: VecDeque<Found>,
}

/// A record: its tags and values in their order.
#[derive(Default)]
struct Record {
    fields: Vec<(Tag, String)>,
    lines: LineSpan,
    raw: String,
}

/// The two letters of a tag, in capitals.
pub(crate) type Tag = [u8; 2];

impl Iterator for Ris {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            match self.text.as_mut()?.next() {
                Some(Ok(line)) => self.take(&line),
                Some(Err(error)) => {
                    self.text = None;
                    return Some(Err(error.into()));
                }
                None => {
                    self.text = None;
                    self.finish_record(false);
                }
            }
        }
    }
}

impl Ris {
    fn take(&mut self, line: &Line) {
        match tag_and_value(&line.text) {
            Some((tag, value)) => match &tag {
                b"TY" => {
                    self.finish_record(false);
                    self.record = Some(Record::begin(line, tag, value));
                }
                b"ER" => {
                    if let Some(record) = &mut self.record {
                        record.add_line(line);
                    }
                    self.finish_record(true);
                }
                _ => self.take_field(line, tag, value),
            },
            None if line.text.trim().is_empty() => {}
            None => match &mut self.record {
                Some(record) => record.go_on(line),
                None => self.add_noise(line.number),
            },
        }
    }

    fn take_field(&mut self, line: &Line, tag: Tag, value: &str) {
        match &mut self.record {
            Some(record) => {
                record.add_line(line);
                record.fields.push((tag, value.to_owned()));
            }
            // The provider's own lines before the first record look like tags, too.
            None if !paper::begins_record(tag) => self.add_noise(line.number),
            None => {
                self.found.extend(self.noise.take().map(Found::Noise));
                self.warn(line.number);
                self.record = Some(Record::begin(line, tag, value));
            }
        }
    }

    fn add_noise(&mut self, number: u32) {
        match &mut self.noise {
            Some(noise) if number <= noise.last + 2 => noise.last = number,
            _ => {
                let noise = self.noise.replace(LineSpan::new(number, number));
                self.found.extend(noise.map(Found::Noise));
            }
        }
    }

    fn finish_record(&mut self, has_end: bool) {
        self.found.extend(self.noise.take().map(Found::Noise));
        let Some(record) = self.record.take() else {
            return;
        };
        let candidate = paper::work(&record.fields).candidate(record.lines);
        if !has_end {
            self.warn(record.lines.last);
        }
        self.found.push_back(
            if candidate.title.is_empty() && candidate.identifiers.is_empty() {
                let reason = RejectionReason::NothingNamesIt;
                Found::Rejection(Rejection::new(record.lines, reason, &record.raw))
            } else {
                Found::Candidate(Box::new(candidate))
            },
        );
    }

    fn warn(&mut self, number: u32) {
        self.found.push_back(Found::Warning(Warning {
            lines: LineSpan::new(number, number),
            kind: WarningKind::MissingBoundary,
            detail: String::new(),
        }));
    }
}

impl Record {
    fn begin(line: &Line, tag: Tag, value: &str) -> Self {
        let mut record = Self {
            lines: LineSpan::new(line.number, line.number),
            ..Self::default()
        };
        record.add_line(line);
        record.fields.push((tag, value.to_owned()));
        record
    }

    fn add_line(&mut self, line: &Line) {
        self.lines.last = line.number;
        if self.raw.len() + line.text.len() < Rejection::MAX_TEXT_BYTES {
            self.raw.push_str(&line.text);
            self.raw.push('\n');
        }
    }

    /// A line without a tag goes on with the value before it, indented or not.
    fn go_on(&mut self, line: &Line) {
        self.add_line(line);
        if let Some((_, value)) = self.fields.last_mut() {
            value.push('\n');
            value.push_str(line.text.trim());
        }
    }
}

/// Splits `TI  - A title`. One blank around the dash is enough, and lower case is known, too.
/// "ERror - so it goes" is none: after the tag comes a blank.
pub(crate) fn split_tag(line: &str) -> Option<(Tag, &str)> {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let &[first, second, blank, ..] = line.as_bytes() else {
        return None;
    };
    let is_tag = first.is_ascii_alphabetic()
        && second.is_ascii_alphanumeric()
        && blank.is_ascii_whitespace();
    if !is_tag {
        return None;
    }
    let value = line[2..].trim_start().strip_prefix('-')?;
    let is_value = value.is_empty() || value.starts_with([' ', '\t']);
    let tag = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
    is_value.then(|| (tag, value.trim()))
}

/// Splits a line of a record. One that goes on after `ER` is a sentence, and ends no record.
fn tag_and_value(line: &str) -> Option<(Tag, &str)> {
    split_tag(line).filter(|(tag, value)| tag != b"ER" || value.is_empty())
}
