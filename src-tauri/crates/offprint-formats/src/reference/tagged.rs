//! Records of lines that begin with a tag: RIS, PubMed's and others.
//!
//! One engine reads them all; each format's file says what a line is and what its tags mean.

pub(crate) mod isi;
pub(crate) mod nbib;
pub(crate) mod ovid;
pub(crate) mod refer;
pub(crate) mod refworks;
pub(crate) mod ris;

use std::collections::VecDeque;
use std::marker::PhantomData;

use offprint_source::{Line, SourceText};

use crate::Format;
use crate::candidate::{Found, LineSpan, Rejection, RejectionReason, Warning, WarningKind};
use crate::detect::{DetectReason, Detected, Head};
use crate::read::ReadError;

use super::work::Work;

/// What a format's lines are, and what its tags mean.
pub(crate) trait Tagged: Send {
    /// Whether a record ends with a line of its own, so that one without it is told by a warning.
    const HAS_END_LINE: bool;
    /// Whether blank lines within a value are part of it.
    const KEEPS_BLANK_LINES: bool = false;

    /// Tells what a line that is not blank is.
    fn part<'a>(line: &'a str, place: &Place<'_>) -> Part<'a>;

    /// Turns a record's fields into a work.
    fn work(fields: &Fields) -> Work;
}

/// What stands before a line.
pub(crate) struct Place<'a> {
    /// The record that is open.
    pub(crate) record: Option<&'a Fields>,
    /// Whether a blank line is between.
    pub(crate) is_after_blank: bool,
}

/// What a line is to its record.
#[derive(Debug, PartialEq)]
pub(crate) enum Part<'a> {
    /// The first line of a record, with its field, if it has one.
    Begins(Option<(String, &'a str)>),
    /// A field that begins a record whose first line is missing.
    BeginsLate(String, &'a str),
    /// A field of the record that is open.
    Field(String, &'a str),
    /// The value before it goes on.
    GoesOn(&'a str),
    /// The last line of a record.
    Ends,
    /// No part of a record.
    Noise,
}

/// The tags of a record and their values, in their order. Values have no blanks at their ends;
/// lines of one value are parted by `\n`.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Returns the values of these tags that are not empty: those of the first tag, then those of
    /// the second, and so on.
    pub(crate) fn values<'a>(&'a self, tags: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        tags.iter().flat_map(move |&tag| {
            self.0
                .iter()
                .filter(move |(known, value)| known == tag && !value.is_empty())
                .map(|(_, value)| value.as_str())
        })
    }

    /// Returns the first of the values of these tags; empty where there is none.
    pub(crate) fn first<'a>(&'a self, tags: &'a [&'a str]) -> &'a str {
        self.values(tags).next().unwrap_or_default()
    }

    pub(crate) fn owned(&self, tags: &[&str]) -> String {
        self.first(tags).to_owned()
    }

    pub(crate) fn all(&self, tags: &[&str]) -> Vec<String> {
        self.values(tags).map(str::to_owned).collect()
    }

    /// Returns the tag of the field that was read last; empty where there is none.
    pub(crate) fn last_tag(&self) -> &str {
        self.0.last().map_or("", |(tag, _)| tag)
    }

    /// Returns the parts of the values of these tags, where `;` and lines part them.
    pub(crate) fn parts<'a>(&'a self, tags: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        self.values(tags).flat_map(|value| value.split(['\n', ';']))
    }
}

/// Reads records one at a time, in file order.
///
/// Yields a candidate per record; a rejection for one with neither title nor identifier and for
/// one larger than 16 MB; a warning where a record's first or last line is missing; noise for what
/// is in no record. Holds one record in memory.
///
/// Errors: only those of reading `text` itself; content never fails.
pub(crate) fn read_tagged<T: Tagged>(
    text: SourceText,
) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    Reader::<T> {
        text: Some(text),
        record: None,
        is_after_blank: true,
        n_blank: 0,
        noise: None,
        found: VecDeque::new(),
        format: PhantomData,
    }
}

/// A record with its abstract and notes has some kilobytes. What is more is counted, not kept.
const LARGEST_RECORD_BYTES: usize = 16 * 1024 * 1024;

/// More in a row say nothing.
const MOST_BLANK_LINES: usize = 64;

struct Reader<T> {
    /// None once it is read to its end.
    text: Option<SourceText>,
    record: Option<Record>,
    is_after_blank: bool,
    /// How many blank lines stand before the line, as far as a value keeps them.
    n_blank: usize,
    /// Lines between records, which may go on.
    noise: Option<LineSpan>,
    found: VecDeque<Found>,
    format: PhantomData<T>,
}

#[derive(Default)]
struct Record {
    fields: Fields,
    lines: LineSpan,
    /// As much of it as a rejection keeps.
    raw: String,
    n_bytes: usize,
}

impl<T: Tagged> Iterator for Reader<T> {
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

impl<T: Tagged> Reader<T> {
    fn take(&mut self, line: &Line) {
        if line.text.trim_matches(['\u{feff}', ' ', '\t']).is_empty() {
            self.is_after_blank = true;
            self.n_blank = (self.n_blank + 1).min(MOST_BLANK_LINES);
            return;
        }
        let place = Place {
            record: self.record.as_ref().map(|record| &record.fields),
            is_after_blank: self.is_after_blank,
        };
        self.is_after_blank = false;
        let n_blank = std::mem::take(&mut self.n_blank);
        match T::part(line.text.trim_start_matches('\u{feff}'), &place) {
            Part::Begins(field) => {
                self.finish_record(false);
                self.begin_record(line, field);
            }
            Part::BeginsLate(tag, value) => {
                self.finish_record(false);
                self.warn(line.number);
                self.begin_record(line, Some((tag, value)));
            }
            Part::Field(tag, value) => match &mut self.record {
                Some(record) => {
                    record.add_line(line);
                    record.add_field(tag, value);
                }
                None => self.add_noise(line.number),
            },
            Part::GoesOn(value) => match &mut self.record {
                Some(record) => {
                    record.add_line(line);
                    record.go_on(value, if T::KEEPS_BLANK_LINES { n_blank } else { 0 });
                }
                None => self.add_noise(line.number),
            },
            Part::Ends => {
                match &mut self.record {
                    Some(record) => record.add_line(line),
                    None => self.add_noise(line.number),
                }
                self.finish_record(true);
            }
            Part::Noise => {
                if self.record.is_some() {
                    self.finish_record(!T::HAS_END_LINE);
                }
                self.add_noise(line.number);
            }
        }
    }

    fn begin_record(&mut self, line: &Line, field: Option<(String, &str)>) {
        let mut record = Record {
            lines: LineSpan::new(line.number, line.number),
            ..Record::default()
        };
        record.add_line(line);
        if let Some((tag, value)) = field {
            record.add_field(tag, value);
        }
        self.record = Some(record);
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
        if !has_end && T::HAS_END_LINE {
            self.warn(record.lines.last);
        }
        let reject = |reason| Found::Rejection(Rejection::new(record.lines, reason, &record.raw));
        self.found
            .push_back(if record.n_bytes > LARGEST_RECORD_BYTES {
                reject(RejectionReason::TooLarge)
            } else {
                let candidate = T::work(&record.fields).candidate(record.lines);
                if candidate.title.is_empty() && candidate.identifiers.is_empty() {
                    reject(RejectionReason::NothingNamesIt)
                } else {
                    Found::Candidate(Box::new(candidate))
                }
            });
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
    fn add_line(&mut self, line: &Line) {
        self.lines.last = line.number;
        self.n_bytes += line.text.len() + 1;
        if self.raw.len() + line.text.len() < Rejection::MAX_TEXT_BYTES {
            self.raw.push_str(&line.text);
            self.raw.push('\n');
        }
    }

    fn add_field(&mut self, tag: String, value: &str) {
        if self.n_bytes <= LARGEST_RECORD_BYTES {
            self.fields.0.push((tag, value.trim().to_owned()));
        }
    }

    fn go_on(&mut self, value: &str, n_blank: usize) {
        if self.n_bytes <= LARGEST_RECORD_BYTES
            && let Some((_, before)) = self.fields.0.last_mut()
        {
            if !before.is_empty() {
                before.extend(std::iter::repeat_n('\n', 1 + n_blank));
            }
            before.push_str(value.trim());
        }
    }
}

/// Tells formats of tagged lines apart; RIS is left to what comes after.
pub(crate) fn detect(head: &Head<'_>) -> Option<Detected> {
    let count = |is: &dyn Fn(&str) -> bool| head.lines().filter(|line| is(line)).count();
    let has = |is: &dyn Fn(&str) -> bool| head.lines().any(is);
    let is_ovid = head.lines().zip(head.lines().skip(1)).any(|(line, next)| {
        ovid::is_record_head(line)
            && (ovid::named(next).is_some()
                || split_dashed(next, 4)
                    .is_some_and(|(tag, _)| matches!(tag.as_str(), "VN" | "UI" | "AN")))
    }) || has(&|line| {
        split_dashed(line, 2).is_some_and(|(tag, value)| tag == "VN" && value.starts_with("Ovid"))
    });
    let is_pmid = |line: &str| {
        let value = line.trim_start_matches('\u{feff}').strip_prefix("PMID");
        let value = value.and_then(|rest| rest.trim_start().strip_prefix('-'));
        value.is_some_and(|value| {
            let value = value.trim();
            !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let is_field = |tag: &'static str| {
        move |line: &str| {
            let field = split_spaced(line.trim_start_matches('\u{feff}'));
            field.is_some_and(|(known, value)| known == tag && !value.is_empty())
        }
    };
    let is_isi = |line: &str| {
        let kind = line
            .trim_start_matches('\u{feff}')
            .trim_end()
            .strip_prefix("PT ");
        matches!(kind, Some("J" | "B" | "C" | "S" | "P"))
    };
    let has_refworks_head = head.lines().zip(head.lines().skip(1)).any(|(line, next)| {
        let next = split_spaced(next).map(|(tag, _)| tag);
        is_field("RT")(line) && matches!(next.as_deref(), Some("SR" | "ID" | "A1" | "T1"))
    });
    let refer_has = |tag: &str| {
        has(&|line| {
            refer::split_tag(line).is_some_and(|(known, value)| known == tag && !value.is_empty())
        })
    };

    let format = if is_ovid {
        Format::Ovid
    } else if has(&is_pmid) && count(&|line| nbib::split_tag(line).is_some()) >= 3 {
        Format::Nbib
    } else if has(&is_isi) && (has(&is_field("TI")) || has(&is_field("AU"))) {
        Format::Isi
    } else if has_refworks_head {
        Format::RefWorks
    } else if refer_has("%T") && (refer_has("%0") || refer_has("%A")) {
        Format::Refer
    } else {
        return None;
    };
    Some(Detected::of(format, DetectReason::TagLines))
}

/// Splits `TI  - A title` and `PMID- 123`: a tag of two to four letters and digits that begins
/// with a letter, blanks, a dash, and a blank or nothing. Lower case is known, too.
///
/// One blank around the dash is enough. "ERror - so it goes" is no tag.
pub(super) fn split_dashed(line: &str, longest: usize) -> Option<(String, &str)> {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let n_tag = line
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .take(longest + 1)
        .count();
    let (tag, rest) = line.split_at(n_tag);
    let is_tag = (2..=longest).contains(&n_tag)
        && tag.starts_with(|c: char| c.is_ascii_alphabetic())
        && (n_tag == 4 || rest.starts_with([' ', '\t']));
    let value = rest.trim_start_matches([' ', '\t']).strip_prefix('-')?;
    let is_value = value.is_empty() || value.starts_with([' ', '\t']);
    (is_tag && is_value).then(|| (tag.to_ascii_uppercase(), value.trim()))
}

/// Splits `TI A title`: two letters or digits of capitals at the line's start, and a blank or
/// nothing.
pub(super) fn split_spaced(line: &str) -> Option<(String, &str)> {
    let &[first, second, ref rest @ ..] = line.as_bytes() else {
        return None;
    };
    let is_tag = first.is_ascii_uppercase()
        && (second.is_ascii_uppercase() || second.is_ascii_digit())
        && rest.first().is_none_or(|&blank| blank == b' ');
    is_tag.then(|| (line[..2].to_owned(), line[2..].trim()))
}
