//! Where the library is and how large it has become.

use std::fs;
use std::path::Path;

use offprint_library::{HistoryFilter, Snapshot};

use crate::failure::Failure;
use crate::open_library::OpenLibrary;
use crate::wire::Answer;

/// Folders of the library are this deep; nothing of ours lies deeper.
const DEEPEST: usize = 4;

pub(super) fn library(open: &OpenLibrary, snapshot: &Snapshot) -> Result<Answer, Failure> {
    let (n_changes, _) = snapshot.history(&HistoryFilter::default(), 0, 0)?;
    Ok(Answer::Library {
        folder: open.folder().display().to_string(),
        size_bytes: size_of_folder(open.folder(), DEEPEST),
        n_changes: n_changes as u32,
    })
}

/// Adds up the files of a folder. What cannot be looked at counts as nothing, and links are not followed.
fn size_of_folder(folder: &Path, depth: usize) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let there = entry.metadata().ok()?;
            Some(if there.is_file() {
                there.len()
            } else if there.is_dir() && depth > 0 {
                size_of_folder(&entry.path(), depth - 1)
            } else {
                0
            })
        })
        .sum()
}
