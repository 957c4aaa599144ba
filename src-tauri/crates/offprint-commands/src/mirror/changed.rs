//! A pass over what changed since the last one of this process. What is not found as it was remembered is unclear,
//! and left to a pass over the whole library.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use offprint_formats::fields::citation_key;
use offprint_formats::write::markdown::{file_name, paper_file};
use offprint_library::{PaperId, Snapshot};
use offprint_platform::files::FileStamp;

use super::MirrorReport;
use super::lists::{LISTS, Piece, rendered, rewrite};
use super::paper_files::{all_files, is_same_file, paper_of, remove_file, write_file};
use super::remembered::{Block, Entry, Known, Moment};
use super::stopped::Stopped;
use crate::export::{PAPERS_AT_A_TIME, records_with_ids};

/// More changed papers than these are not held in memory: a pass over the whole library reads them in portions.
const MOST_PAPERS: usize = 1_000;

/// Brings the files to what the library is, from what is known of them; returns what is known then.
pub(super) fn write_changed(
    snapshot: &Snapshot,
    papers: &Path,
    moment: Moment,
    known: Known,
    report: &mut MirrorReport,
) -> Result<Option<Known>, Stopped> {
    if known.folder != report.folder || !known.moment.still_stands(snapshot)? {
        return Err(Stopped::Unclear);
    }
    let stamps = LISTS.map(|name| FileStamp::at(&known.folder.join(name)));
    if stamps != known.lists.clone().map(Some) || all_files(papers)? != known.files {
        return Err(Stopped::Unclear);
    }
    let changed = snapshot
        .papers_changed_since(known.moment.seq, MOST_PAPERS)?
        .ok_or(Stopped::Unclear)?;
    if changed.is_empty() {
        return Ok(Some(Known { moment, ..known }));
    }
    let new = rendered_papers(snapshot, &changed)?;
    report.n_rendered += new.len();
    let order = Order::of(known.entries, &changed, new)?;

    let mut is_clear = true;
    let mut files = known.files;
    let mut names = HashMap::new();
    for paper in order.new.iter().filter_map(Rendered::file) {
        let stamp = write_file(papers, paper.name, paper.text, report)?;
        is_clear &= stamp.is_some();
        files.extend(stamp.map(|stamp| (paper.name.to_owned(), stamp)));
        names.insert(paper.name.to_lowercase(), paper.name);
    }
    let lists = order.write_lists(&known.folder, known.lists, report)?;
    for (id, old) in &order.old_files {
        let is_current = names.get(&old.to_lowercase());
        if is_current.is_some_and(|current| current == old) {
            continue;
        }
        let new = order.new.iter().find(|new| new.entry.id == *id);
        let new = new.and_then(Rendered::file);
        let is_same = new.is_some_and(|new| is_same_file(papers, new.name, old));
        // Some systems take them for the same file; and what is no longer ours is not removed.
        if is_current.is_some() || is_same || paper_of(papers, old).is_none() {
            return Err(Stopped::Unclear);
        }
        remove_file(papers, old, report)?;
        files.remove(old);
    }
    Ok(is_clear.then(|| Known {
        folder: known.folder,
        moment,
        entries: order.into_entries(),
        lists,
        files,
    }))
}

/// A changed paper as it is now.
struct Rendered {
    entry: Entry,
    /// Its bytes in each list.
    blocks: [Vec<u8>; 2],
    /// What its own file holds, if it has one.
    text: Option<String>,
}

struct PaperFile<'a> {
    name: &'a str,
    text: &'a str,
}

impl Rendered {
    fn file(&self) -> Option<PaperFile<'_>> {
        let (name, text) = (self.entry.file.as_deref()?, self.text.as_deref()?);
        Some(PaperFile { name, text })
    }
}

/// Renders those of the changed papers that are in the mirror.
fn rendered_papers(snapshot: &Snapshot, changed: &[PaperId]) -> Result<Vec<Rendered>, Stopped> {
    let mut new = Vec::new();
    for papers in snapshot
        .mirrored_papers_among(changed)?
        .chunks(PAPERS_AT_A_TIME)
    {
        let ids: Vec<PaperId> = papers.iter().map(|paper| paper.id).collect();
        let mut papers = papers.iter();
        for (id, record) in records_with_ids(snapshot, &ids)? {
            let paper = papers.find(|paper| paper.id == id);
            let key = record.citation_key.clone();
            let key = key.filter(|key| citation_key::is_valid(key));
            // One that is made depends on the other papers.
            let key = key.ok_or(Stopped::Unclear)?;
            let has_file = paper.is_some_and(|paper| paper.has_file);
            let blocks = rendered(&record, &key);
            new.push(Rendered {
                entry: Entry {
                    id,
                    key,
                    blocks: [Block::of(&blocks[0]), Block::of(&blocks[1])],
                    file: has_file.then(|| file_name(&record)),
                },
                blocks,
                text: has_file.then(|| paper_file(&record)),
            });
        }
    }
    Ok(new)
}

/// All papers as they were and as they are.
struct Order {
    /// What each list held.
    before: [Vec<Block>; 2],
    /// The files that changed papers had.
    old_files: Vec<(PaperId, String)>,
    /// Papers that did not change, and where their bytes begin in each list; by key.
    kept: Vec<(Entry, [u64; 2])>,
    /// Papers that changed; by key.
    new: Vec<Rendered>,
}

impl Order {
    /// Takes what is known apart.
    ///
    /// Unclear: two papers have the same key, or names of files that some systems take for the same.
    fn of(
        entries: Vec<Entry>,
        changed: &[PaperId],
        mut new: Vec<Rendered>,
    ) -> Result<Self, Stopped> {
        let changed: HashSet<PaperId> = changed.iter().copied().collect();
        let blocks = |list: usize| entries.iter().map(|entry| entry.blocks[list]).collect();
        let before = [blocks(0), blocks(1)];
        let (mut old_files, mut kept) = (Vec::new(), Vec::new());
        let mut from = [0, 0];
        for entry in entries {
            let next = [0, 1].map(|list| from[list] + u64::from(entry.blocks[list].n_bytes));
            match changed.contains(&entry.id) {
                true => old_files.extend(entry.file.map(|file| (entry.id, file))),
                false => kept.push((entry, from)),
            }
            from = next;
        }
        new.sort_by(|one, other| one.entry.key.cmp(&other.entry.key));
        let order = Self {
            before,
            old_files,
            kept,
            new,
        };
        let mut keys = HashSet::new();
        let mut names = HashSet::new();
        let is_apart = order.entries().all(|entry| {
            let name = entry.file.as_ref().map(|name| name.to_lowercase());
            keys.insert(&entry.key) && name.is_none_or(|name| names.insert(name))
        });
        match is_apart {
            true => Ok(order),
            false => Err(Stopped::Unclear),
        }
    }

    /// All papers, in no order.
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let kept = self.kept.iter().map(|(entry, _)| entry);
        kept.chain(self.new.iter().map(|new| &new.entry))
    }

    /// Writes the lists of which a paper's bytes are others than before; returns the stamps of both.
    fn write_lists(
        &self,
        folder: &Path,
        stamps: [FileStamp; 2],
        report: &mut MirrorReport,
    ) -> Result<[FileStamp; 2], Stopped> {
        let mut stamps = stamps;
        for (list, stamp) in stamps.iter_mut().enumerate() {
            let (after, pieces) = self.list(list);
            if after == self.before[list] {
                continue;
            }
            *stamp = rewrite(&folder.join(LISTS[list]), &pieces)?;
            report.written.insert(LISTS[list].to_owned());
            let n_bytes: u64 = after.iter().map(|block| u64::from(block.n_bytes)).sum();
            if stamp.n_bytes != n_bytes {
                return Err(Stopped::Unclear);
            }
        }
        Ok(stamps)
    }

    /// Returns what a list is to hold, and from where that is taken.
    fn list(&self, list: usize) -> (Vec<Block>, Vec<Piece<'_>>) {
        let kept = self.kept.iter().map(|(entry, from)| {
            let block = entry.blocks[list];
            (entry, block, Piece::Kept(from[list], block))
        });
        let new = self.new.iter().map(|new| {
            let piece = Piece::New(&new.blocks[list]);
            (&new.entry, new.entry.blocks[list], piece)
        });
        let mut all: Vec<_> = kept.chain(new).collect();
        // Two runs that are in order already: one pass merges them.
        all.sort_by(|(one, ..), (other, ..)| one.key.cmp(&other.key));
        all.into_iter()
            .map(|(_, block, piece)| (block, piece))
            .unzip()
    }

    /// Returns all papers, by key.
    fn into_entries(self) -> Vec<Entry> {
        let kept = self.kept.into_iter().map(|(entry, _)| entry);
        let mut entries: Vec<Entry> = kept
            .chain(self.new.into_iter().map(|new| new.entry))
            .collect();
        entries.sort_by(|one, other| one.key.cmp(&other.key));
        entries
    }
}
