//! One pass over the library: every file of the mirror rendered, compared, and written where it differs.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use offprint_formats::write::markdown::{file_name, paper_file, paper_of_file};
use offprint_formats::write::{Record, WriteFormat};
use offprint_library::{PaperId, Snapshot};
use offprint_platform::files::{write_whole, write_whole_by};

use super::{BIBLIOGRAPHY, EVERYTHING, MirrorReport, PAPERS, failed, is_file, is_mirror};
use crate::export::{Grouping, PAPERS_AT_A_TIME, export, records};
use crate::failure::{Failure, FailureCode};
use crate::open_library::OpenLibrary;

/// The front matter of a file of ours ends within so many bytes, however many authors there are.
const LONGEST_HEAD: usize = 1 << 20;

/// Writes what differs, and removes the files of papers that have none any more.
pub(super) fn write(open: &OpenLibrary, report: &mut MirrorReport) -> Result<(), Failure> {
    let folder = report.folder.clone();
    if !is_mirror(&folder) {
        return Err(Failure::of(FailureCode::NotFound)
            .about(folder.display().to_string())
            .because("no mirror"));
    }
    let papers = folder.join(PAPERS);
    match papers.symlink_metadata() {
        Ok(there) if there.is_dir() => {}
        // A link may lead out of the folder.
        Ok(_) => {
            let failure = Failure::of(FailureCode::Unsupported).about(papers.display().to_string());
            return Err(failure.because("not a folder, and the mirror needs one of this name"));
        }
        Err(_) => fs::create_dir(&papers).map_err(|error| failed(&papers, &error))?,
    }
    let mut writing = Writing {
        papers,
        folder,
        report,
        names: HashMap::new(),
        ids: HashMap::new(),
    };
    open.read(|snapshot| writing.write_all(snapshot))?;
    writing.remove_old()
}

struct Writing<'a> {
    folder: PathBuf,
    papers: PathBuf,
    report: &'a mut MirrorReport,
    /// The names given so far by their small letters, so that none is another's where capitals are not told apart.
    names: HashMap<String, String>,
    /// The names given so far by the papers' ids.
    ids: HashMap<String, String>,
}

impl Writing<'_> {
    fn write_all(&mut self, snapshot: &Snapshot) -> Result<(), Failure> {
        let papers = snapshot.mirrored_papers()?;
        let all: Vec<PaperId> = papers.iter().map(|paper| paper.id).collect();
        let of_their_own = papers.iter().filter(|paper| paper.has_file);
        let of_their_own: Vec<PaperId> = of_their_own.map(|paper| paper.id).collect();
        for papers in of_their_own.chunks(PAPERS_AT_A_TIME) {
            for record in records(snapshot, papers)? {
                self.write_paper(&record)?;
            }
        }
        self.write_list(snapshot, &all, BIBLIOGRAPHY, WriteFormat::Bibtex)?;
        self.write_list(snapshot, &all, EVERYTHING, WriteFormat::JsonLines)
    }

    fn write_paper(&mut self, record: &Record) -> Result<(), Failure> {
        let name = self.name(record);
        let text = paper_file(record);
        let path = self.papers.join(&name);
        let there = There::at(&path, text.len()).map_err(|error| failed(&path, &error))?;
        let may_be_written = match there {
            There::Nothing => true,
            There::Text(old) if old == text => return Ok(()),
            There::Text(old) => paper_of_file(&name, &old).is_some(),
            There::Other => false,
        };
        self.told(format!("{PAPERS}/{name}"), may_be_written);
        if may_be_written {
            write_whole(&path, text.as_bytes()).map_err(|error| failed(&path, &error))?;
        }
        Ok(())
    }

    /// Names a paper's file; the same as long as its citation key is.
    fn name(&mut self, record: &Record) -> String {
        let mut name = file_name(record);
        let mut small = name.to_lowercase();
        if self.names.contains_key(&small) {
            // Two papers have the same key: an undo may give one back that another has got meanwhile.
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

    /// Writes all papers as one file, if that differs. Rendered twice then, but never in memory at once.
    fn write_list(
        &mut self,
        snapshot: &Snapshot,
        papers: &[PaperId],
        name: &str,
        format: WriteFormat,
    ) -> Result<(), Failure> {
        let path = self.folder.join(name);
        let is_file = is_file(&path);
        if is_file && is_as_rendered(snapshot, papers, &path, format)? {
            return Ok(());
        }
        let may_be_written = is_file || path.symlink_metadata().is_err();
        self.told(name.to_owned(), may_be_written);
        if may_be_written {
            write_whole_by(&path, |out| {
                export(snapshot, papers, format, Grouping::State, out)
            })
            .map_err(|error| failed(&path, &error))??;
        }
        Ok(())
    }

    /// Removes files of ours that are none any more: of papers that are gone, or under an earlier name.
    fn remove_old(&mut self) -> Result<(), Failure> {
        let failed_here = |error: io::Error| failed(&self.papers, &error);
        for entry in fs::read_dir(&self.papers).map_err(failed_here)? {
            let path = entry.map_err(failed_here)?.path();
            // Ours have names that are text.
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let is_current = self
                .names
                .get(&name.to_lowercase())
                .is_some_and(|it| it == name);
            if is_current || !name.ends_with(".md") {
                continue;
            }
            // What cannot be read is not known to be ours.
            let Ok(There::Text(text)) = There::at(&path, 0) else {
                continue;
            };
            let Some(id) = paper_of_file(name, &text) else {
                continue;
            };
            if self
                .ids
                .get(&id)
                .is_some_and(|new| is_same_file(&self.papers.join(new), &path))
            {
                continue;
            }
            let shown = format!("{PAPERS}/{name}");
            fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
            self.report.removed.insert(shown);
        }
        Ok(())
    }

    fn told(&mut self, name: String, is_written: bool) {
        let names = match is_written {
            true => &mut self.report.written,
            false => &mut self.report.left,
        };
        names.insert(name);
    }
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

/// Whether two names are of one file: where a system keeps other letters than it was given, or does not tell
/// capitals apart.
fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Whether a file is what would be written.
///
/// Errors: those of reading the library. A file that cannot be read is another one.
fn is_as_rendered(
    snapshot: &Snapshot,
    papers: &[PaperId],
    path: &Path,
    format: WriteFormat,
) -> Result<bool, Failure> {
    let Ok(file) = File::open(path) else {
        return Ok(false);
    };
    let mut comparing = Comparing {
        old: BufReader::new(file),
        differs: false,
    };
    let rendered = export(snapshot, papers, format, Grouping::State, &mut comparing);
    if comparing.differs {
        return Ok(false);
    }
    rendered?;
    let is_at_end = comparing.old.fill_buf().is_ok_and(<[u8]>::is_empty);
    Ok(is_at_end)
}

/// Takes what is written only as long as it is what a file holds.
struct Comparing {
    old: BufReader<File>,
    differs: bool,
}

impl Write for Comparing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut old = vec![0; bytes.len()];
        self.differs |= self.old.read_exact(&mut old).is_err() || old != bytes;
        if self.differs {
            return Err(io::Error::other("another file"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
