//! The two lists of all papers, `library.bib` and `library.jsonl`: compared as they are rendered, and written
//! only from where they differ.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use offprint_formats::write::{Record, write_bibtex_entry, write_json_line};
use offprint_platform::files::{FileStamp, WholeFile};

use super::remembered::Block;
use super::stopped::Stopped;
use super::{BIBLIOGRAPHY, EVERYTHING, MirrorReport, failed};

/// The lists in the order in which they are kept.
pub(super) const LISTS: [&str; 2] = [BIBLIOGRAPHY, EVERYTHING];

/// Lists are read so many bytes at a time.
const BYTES_AT_A_TIME: usize = 1 << 16;

/// Returns what a paper is in each list.
pub(super) fn rendered(record: &Record, key: &str) -> [Vec<u8>; 2] {
    const IN_MEMORY: &str = "memory takes what is written";
    let (mut entry, mut line) = (Vec::new(), Vec::new());
    write_bibtex_entry(&mut entry, record, key).expect(IN_MEMORY);
    write_json_line(&mut line, record, key).expect(IN_MEMORY);
    [entry, line]
}

/// A list that is given all papers, one after the other. As long as they are what its file holds, nothing is
/// written.
pub(super) struct List {
    path: PathBuf,
    name: &'static str,
    stamp: Option<FileStamp>,
    /// The file that is there, read up to where the papers given end.
    old: Option<BufReader<File>>,
    /// The papers given so far.
    blocks: Vec<Block>,
    /// From the first difference on.
    new: Option<WholeFile>,
    /// Whether something that is not ours has the name.
    is_taken: bool,
    bytes: Vec<u8>,
}

impl List {
    /// Opens a list. Unless it `compares`, it is written whatever its file holds.
    pub fn open(folder: &Path, name: &'static str, compares: bool) -> Self {
        let path = folder.join(name);
        let stamp = FileStamp::at(&path);
        let is_file = stamp.as_ref().is_some_and(|stamp| stamp.is_file);
        // One that cannot be read is another one.
        let old = (is_file && compares).then(|| File::open(&path).ok());
        Self {
            old: old.flatten().map(reader),
            is_taken: stamp.is_some() && !is_file,
            path,
            name,
            stamp,
            blocks: Vec::new(),
            new: None,
            bytes: Vec::new(),
        }
    }

    /// Takes the next paper.
    pub fn add(&mut self, rendered: &[u8]) -> Result<Block, Stopped> {
        if self.is_same_so_far() && !self.reads(rendered) {
            self.begin()?;
        }
        if let Some(new) = &mut self.new {
            new.write_all(rendered)
                .map_err(|error| failed(&self.path, &error))?;
        }
        let block = Block::of(rendered);
        self.blocks.push(block);
        Ok(block)
    }

    /// Ends the list; returns the stamp of its file, if that holds what was given.
    pub fn finish(mut self, report: &mut MirrorReport) -> Result<Option<FileStamp>, Stopped> {
        if self.is_same_so_far() {
            let is_at_end = |old: &mut BufReader<File>| old.fill_buf().is_ok_and(<[u8]>::is_empty);
            if self.old.as_mut().is_some_and(is_at_end) {
                return Ok(self.stamp);
            }
            self.begin()?;
        }
        let Some(new) = self.new else {
            report.left.insert(self.name.to_owned());
            return Ok(None);
        };
        new.finish().map_err(|error| failed(&self.path, &error))?;
        report.written.insert(self.name.to_owned());
        let n_bytes: u64 = self.blocks.iter().map(|it| u64::from(it.n_bytes)).sum();
        Ok(FileStamp::at(&self.path).filter(|stamp| stamp.is_file && stamp.n_bytes == n_bytes))
    }

    fn is_same_so_far(&self) -> bool {
        self.new.is_none() && !self.is_taken
    }

    /// Whether the file goes on with these bytes.
    fn reads(&mut self, bytes: &[u8]) -> bool {
        let Some(old) = &mut self.old else {
            return false;
        };
        self.bytes.resize(bytes.len(), 0);
        old.read_exact(&mut self.bytes).is_ok() && self.bytes == bytes
    }

    /// Begins another file with the papers given so far, which are those of the file that is there.
    fn begin(&mut self) -> Result<(), Stopped> {
        // Windows replaces no file that is open.
        self.old = None;
        let mut new =
            WholeFile::beside(self.path.clone()).map_err(|error| failed(&self.path, &error))?;
        if !self.blocks.is_empty() {
            let mut old = reader(File::open(&self.path).map_err(|_| Stopped::Unclear)?);
            for block in &self.blocks {
                copy(&mut old, *block, &mut self.bytes)?;
                new.write_all(&self.bytes)
                    .map_err(|error| failed(&self.path, &error))?;
            }
        }
        self.new = Some(new);
        Ok(())
    }
}

/// A paper of a list that is written anew.
pub(super) enum Piece<'a> {
    /// As it is in the file, from so many bytes on.
    Kept(u64, Block),
    New(&'a [u8]),
}

/// Writes a list from what its file holds and what is new.
pub(super) fn rewrite(path: &Path, pieces: &[Piece<'_>]) -> Result<FileStamp, Stopped> {
    let mut old = reader(File::open(path).map_err(|_| Stopped::Unclear)?);
    let mut place = 0;
    let mut bytes = Vec::new();
    let failed = |error: io::Error| failed(path, &error);
    let mut new = WholeFile::beside(path.to_owned()).map_err(failed)?;
    for piece in pieces {
        match piece {
            Piece::Kept(from, block) => {
                if place != *from {
                    let way = from.cast_signed() - place.cast_signed();
                    old.seek_relative(way).map_err(|_| Stopped::Unclear)?;
                }
                copy(&mut old, *block, &mut bytes)?;
                place = from + u64::from(block.n_bytes);
                new.write_all(&bytes).map_err(failed)?;
            }
            Piece::New(rendered) => new.write_all(rendered).map_err(failed)?,
        }
    }
    // Windows replaces no file that is open.
    drop(old);
    new.finish().map_err(failed)?;
    FileStamp::at(path).ok_or(Stopped::Unclear)
}

/// Reads the bytes of a paper, and sees to it that they are those which were written.
fn copy(old: &mut impl Read, block: Block, bytes: &mut Vec<u8>) -> Result<(), Stopped> {
    bytes.resize(block.n_bytes as usize, 0);
    old.read_exact(bytes).map_err(|_| Stopped::Unclear)?;
    match Block::of(bytes) == block {
        true => Ok(()),
        false => Err(Stopped::Unclear),
    }
}

fn reader(file: File) -> BufReader<File> {
    BufReader::with_capacity(BYTES_AT_A_TIME, file)
}
