//! A pass over the whole library: every file of the mirror rendered, compared, and written where it differs.

use std::collections::HashMap;
use std::path::Path;

use offprint_formats::fields::citation_key::Keys;
use offprint_formats::write::Record;
use offprint_formats::write::markdown::{file_name, paper_file};
use offprint_library::{PaperId, Snapshot};
use offprint_platform::files::FileStamp;

use super::MirrorReport;
use super::lists::{LISTS, List, rendered};
use super::paper_files::{all_files, is_same_file, paper_of, remove_file, write_file};
use super::remembered::{Entry, Known, Moment};
use super::stopped::Stopped;
use crate::export::{PAPERS_AT_A_TIME, records_with_ids};
use crate::failure::Failure;

/// Brings every file to what the library is; returns what is known of them then, unless something is unclear.
///
/// Without `compares`, the lists are written whatever they are.
pub(super) fn write_all(
    snapshot: &Snapshot,
    papers: &Path,
    moment: Moment,
    compares: bool,
    report: &mut MirrorReport,
) -> Result<Option<Known>, Stopped> {
    let folder = report.folder.clone();
    let mut lists = LISTS.map(|name| List::open(&folder, name, compares));
    let mut writing = Writing {
        papers,
        report,
        keys: Keys::default(),
        names: HashMap::new(),
        ids: HashMap::new(),
        files: HashMap::new(),
        is_clear: true,
    };
    let mut entries = Vec::new();
    for papers in snapshot.mirrored_papers()?.chunks(PAPERS_AT_A_TIME) {
        let ids: Vec<PaperId> = papers.iter().map(|paper| paper.id).collect();
        let mut papers = papers.iter();
        for (id, record) in records_with_ids(snapshot, &ids)? {
            let paper = papers.find(|paper| paper.id == id);
            let file = match paper.is_some_and(|paper| paper.has_file) {
                true => Some(writing.write_paper(&record)?),
                false => None,
            };
            let key = writing.key(&record);
            let [entry, line] = rendered(&record, &key);
            let blocks = [lists[0].add(&entry)?, lists[1].add(&line)?];
            entries.push(Entry {
                id,
                key,
                blocks,
                file,
            });
        }
    }
    writing.report.n_rendered += entries.len();
    let [bibliography, everything] = lists;
    let bibliography = bibliography.finish(writing.report)?;
    let everything = everything.finish(writing.report)?;
    writing.remove_old()?;
    let (Some(bibliography), Some(everything), true) = (bibliography, everything, writing.is_clear)
    else {
        return Ok(None);
    };
    Ok(Some(Known {
        folder,
        moment,
        entries,
        lists: [bibliography, everything],
        files: writing.files,
    }))
}

struct Writing<'a> {
    papers: &'a Path,
    report: &'a mut MirrorReport,
    keys: Keys,
    /// The names given so far by their small letters, so that none is another's where capitals are not told apart.
    names: HashMap<String, String>,
    /// The names given so far by the papers' ids.
    ids: HashMap<String, String>,
    files: HashMap<String, FileStamp>,
    /// Whether each file is as it should be, and each paper's name and key its own whatever others there are.
    is_clear: bool,
}

impl Writing<'_> {
    fn write_paper(&mut self, record: &Record) -> Result<String, Failure> {
        let name = self.name(record);
        let stamp = write_file(self.papers, &name, &paper_file(record), self.report)?;
        self.is_clear &= stamp.is_some();
        self.files.extend(stamp.map(|stamp| (name.clone(), stamp)));
        Ok(name)
    }

    fn key(&mut self, record: &Record) -> String {
        let key = record.key(&mut self.keys);
        self.is_clear &= record.citation_key.as_ref() == Some(&key);
        key
    }

    /// Names a paper's file; the same as long as its citation key is.
    fn name(&mut self, record: &Record) -> String {
        let mut name = file_name(record);
        let mut small = name.to_lowercase();
        if self.names.contains_key(&small) {
            // Two papers have the same key: an undo may give one back that another has got meanwhile.
            self.is_clear = false;
            name = file_name(&Record {
                citation_key: None,
                ..record.clone()
            });
            small = name.to_lowercase();
        }
        self.names.insert(small, name.clone());
        self.ids.insert(record.uid.clone(), name.clone());
        name
    }

    /// Removes files of ours that are none any more: of papers that are gone, or under an earlier name.
    fn remove_old(&mut self) -> Result<(), Failure> {
        let there = all_files(self.papers)?;
        self.is_clear &= self.files.keys().all(|name| there.contains_key(name));
        for (name, stamp) in there {
            let current = self.names.get(&name.to_lowercase());
            if current.is_some_and(|current| *current == name) {
                continue;
            }
            let Some(id) = paper_of(self.papers, &name) else {
                self.files.insert(name, stamp);
                continue;
            };
            let current = self.ids.get(&id);
            if current.is_some_and(|current| is_same_file(self.papers, current, &name)) {
                self.is_clear = false;
                continue;
            }
            remove_file(self.papers, &name, self.report)?;
        }
        Ok(())
    }
}
