//! A pass over a source's lines.

use std::io;

use encoding_rs::{CoderResult, Decoder};

use crate::file::Bytes;
use crate::{ContentHash, Source, SourceError};

/// One line of a source, without what ended it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Which line it is, from 1.
    pub number: u32,
    /// Its text, decoded. Control characters other than the tab are left out.
    pub text: String,
}

/// A pass over the lines of a source, from the first to the last.
///
/// LF, CRLF and a lone CR end a line; a byte order mark is taken off; NUL and the other control
/// characters but the tab are dropped; bytes that mean nothing in the source's character set
/// become U+FFFD. A line may be of any length up to 64 MiB, past which it comes in pieces that
/// share a number.
///
/// Errors: those of reading. Where the bytes are no longer those that were hashed, the last item
/// is an error that [`SourceError::inside`] finds to be `Changed`.
pub struct SourceText {
    bytes: Bytes,
    read_to: u64,
    decoder: Decoder,
    hasher: blake3::Hasher,
    expected_hash: ContentHash,
    name: String,
    chunk: Box<[u8]>,
    /// Decoded text; what stands before `start` has been given out.
    decoded: String,
    start: usize,
    /// There is no line end between `start` and here.
    searched_to: usize,
    last_ended_in_cr: bool,
    next_number: u32,
    state: Progress,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Reading,
    AllRead,
    Over,
}

impl SourceText {
    const LONGEST_LINE_BYTES: usize = 64 * 1024 * 1024;

    pub(crate) fn new(source: &Source) -> Self {
        Self {
            bytes: source.bytes.clone(),
            read_to: 0,
            decoder: source.encoding.new_decoder_with_bom_removal(),
            hasher: blake3::Hasher::new(),
            expected_hash: source.hash,
            name: source.origin.error_name(),
            chunk: vec![0; Bytes::CHUNK_BYTES].into_boxed_slice(),
            decoded: String::new(),
            start: 0,
            searched_to: 0,
            last_ended_in_cr: false,
            next_number: 1,
            state: Progress::Reading,
        }
    }

    fn read_more(&mut self) -> io::Result<()> {
        self.decoded.drain(..self.start);
        self.searched_to -= self.start;
        self.start = 0;
        let n = self.bytes.read_at(self.read_to, &mut self.chunk)?;
        self.read_to += n as u64;
        self.hasher.update(&self.chunk[..n]);
        let is_last = n == 0;
        let mut rest = &self.chunk[..n];
        loop {
            self.decoded.reserve(rest.len() + 16);
            let (result, n_read, _) =
                self.decoder
                    .decode_to_string(rest, &mut self.decoded, is_last);
            rest = &rest[n_read..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if is_last {
            self.state = Progress::AllRead;
        }
        Ok(())
    }

    /// Gives out the text up to `end`.
    fn give(&mut self, end: usize) -> Line {
        let text = without_controls(&self.decoded[self.start..end]);
        self.start = end;
        Line {
            number: self.next_number,
            text,
        }
    }

    /// Takes the next whole line out of what is decoded, if there is one.
    fn take_line(&mut self) -> Option<Line> {
        if self.last_ended_in_cr && self.start < self.decoded.len() {
            if self.decoded.as_bytes()[self.start] == b'\n' {
                self.start += 1;
            }
            self.searched_to = self.searched_to.max(self.start);
            self.last_ended_in_cr = false;
        }
        let unsearched = &self.decoded.as_bytes()[self.searched_to..];
        match unsearched
            .iter()
            .position(|&byte| byte == b'\n' || byte == b'\r')
        {
            Some(offset) => {
                let end = self.searched_to + offset;
                let line = self.give(end);
                self.last_ended_in_cr = self.decoded.as_bytes()[end] == b'\r';
                self.start = end + 1;
                self.searched_to = self.start;
                self.next_number = self.next_number.saturating_add(1);
                Some(line)
            }
            None => {
                self.searched_to = self.decoded.len();
                (self.decoded.len() - self.start > Self::LONGEST_LINE_BYTES)
                    .then(|| self.give(self.decoded.len()))
            }
        }
    }

    fn changed(&self) -> io::Error {
        io::Error::other(SourceError::Changed {
            name: self.name.clone(),
        })
    }
}

impl Iterator for SourceText {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.state == Progress::Over {
                return None;
            }
            if let Some(line) = self.take_line() {
                return Some(Ok(line));
            }
            if self.state == Progress::AllRead {
                if self.start < self.decoded.len() {
                    return Some(Ok(self.give(self.decoded.len())));
                }
                self.state = Progress::Over;
                let is_same = ContentHash::from(self.hasher.finalize()) == self.expected_hash;
                return if is_same {
                    None
                } else {
                    Some(Err(self.changed()))
                };
            }
            if let Err(error) = self.read_more() {
                self.state = Progress::Over;
                return Some(Err(error));
            }
        }
    }
}

fn without_controls(text: &str) -> String {
    text.replace(|c: char| c.is_ascii_control() && c != '\t', "")
}
