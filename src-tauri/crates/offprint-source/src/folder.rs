//! The files of a folder and its subfolders.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::SourceError;

/// What a folder holds.
#[derive(Debug, Default)]
pub struct FolderFiles {
    /// The plain files, sorted by path.
    pub files: Vec<PathBuf>,
    /// What could not be listed; the rest was.
    pub errors: Vec<SourceError>,
}

/// Lists the plain files below `folder`, sorted, subfolders included.
///
/// Links to files are followed, links to folders too unless they lead back to where one came
/// from. Hidden files and folders are left out, and so is a library of Offprint's own, which is
/// a folder that holds a `library.db`.
pub fn files_in(folder: &Path) -> FolderFiles {
    let mut found = FolderFiles::default();
    let walk = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !(is_hidden(entry) || is_library(entry)));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() => found.files.push(entry.into_path()),
            Ok(_) => {}
            // A link that leads back up is no fault: its files are listed already.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let name = error.path().unwrap_or(folder).display().to_string();
                let source = error
                    .into_io_error()
                    .unwrap_or_else(|| std::io::Error::other("the folder could not be listed"));
                found.errors.push(SourceError::from_io(&name, source));
            }
        }
    }
    found
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_library(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.path().join("library.db").is_file()
}
