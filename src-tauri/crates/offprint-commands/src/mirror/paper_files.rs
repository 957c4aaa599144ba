//! The files in `papers/`: which are ours, and what becomes of one.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use offprint_formats::write::markdown::paper_of_file;
use offprint_platform::files::{self, FileStamp, write_whole};

use super::{MirrorReport, PAPERS, failed};
use crate::failure::Failure;

/// The front matter of a file of ours ends within so many bytes, however many authors there are.
const LONGEST_HEAD: usize = 1 << 20;

/// Writes a paper's file where it differs and nothing that is not ours has its name.
///
/// Returns its stamp, taken before it was seen to be as it should be; none where that is not so.
pub(super) fn write_file(
    papers: &Path,
    name: &str,
    text: &str,
    report: &mut MirrorReport,
) -> Result<Option<FileStamp>, Failure> {
    let path = papers.join(name);
    let failed = |error: io::Error| failed(&path, &error);
    let (stamp, there) = stamped(&path, text.len()).map_err(failed)?;
    let may_be_written = match there {
        There::Nothing => true,
        There::Text(old) if old == text => return Ok(stamp),
        There::Text(old) => paper_of_file(name, &old).is_some(),
        There::Other => false,
    };
    let shown = format!("{PAPERS}/{name}");
    if !may_be_written {
        report.left.insert(shown);
        return Ok(None);
    }
    report.written.insert(shown);
    write_whole(&path, text.as_bytes()).map_err(failed)?;
    let (stamp, there) = stamped(&path, text.len()).map_err(failed)?;
    let is_it = matches!(there, There::Text(new) if new == text);
    Ok(stamp.filter(|_| is_it))
}

/// Returns the id of the paper whose file something is. What cannot be read is not known to be ours.
pub(super) fn paper_of(papers: &Path, name: &str) -> Option<String> {
    match There::at(&papers.join(name), 0) {
        Ok(There::Text(text)) => paper_of_file(name, &text),
        Ok(There::Nothing | There::Other) | Err(_) => None,
    }
}

/// Removes a file of ours.
pub(super) fn remove_file(
    papers: &Path,
    name: &str,
    report: &mut MirrorReport,
) -> Result<(), Failure> {
    let path = papers.join(name);
    fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
    report.removed.insert(format!("{PAPERS}/{name}"));
    Ok(())
}

/// Returns all that is in `papers/` and could be ours, with stamps.
pub(super) fn all_files(papers: &Path) -> Result<HashMap<String, FileStamp>, Failure> {
    let failed = |error: io::Error| failed(papers, &error);
    let mut files = HashMap::new();
    for entry in fs::read_dir(papers).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        // Ours have names that are text.
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            continue;
        };
        if name.ends_with(".md")
            && let Some(stamp) = FileStamp::at(&entry.path())
        {
            files.insert(name, stamp);
        }
    }
    Ok(files)
}

/// Whether two names are of one file: where a system keeps other letters than it was given, or does not tell
/// capitals apart.
pub(super) fn is_same_file(papers: &Path, one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| files::real_path(&papers.join(name)));
    matches!((one, other), (Ok(one), Ok(other)) if one == other)
}

fn stamped(path: &Path, n_bytes: usize) -> io::Result<(Option<FileStamp>, There)> {
    let stamp = FileStamp::at(path);
    Ok((stamp, There::at(path, n_bytes)?))
}

/// What has a name.
enum There {
    Nothing,
    /// A plain file, as text, up to where a front matter ends or longer.
    Text(String),
    /// A link, a folder, a device.
    Other,
}

impl There {
    /// Reads a file as far as to tell it from one of `n_bytes`.
    fn at(path: &Path, n_bytes: usize) -> io::Result<Self> {
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(There::Nothing),
            Err(error) => return Err(error),
            Ok(there) if !there.is_file() => return Ok(There::Other),
            Ok(_) => {}
        }
        let n_read = LONGEST_HEAD.max(n_bytes + 1) as u64;
        let mut bytes = Vec::new();
        File::open(path)?.take(n_read).read_to_end(&mut bytes)?;
        Ok(There::Text(String::from_utf8_lossy(&bytes).into_owned()))
    }
}
