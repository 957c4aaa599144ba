//! What can be said of files before anybody reads them: those that hover over the window.

use std::path::PathBuf;

use offprint_source::ContentKind;

use crate::failure::{Cause, Failure, FailureCode};

/// Returns why the first of these files that Offprint cannot read is none that it could, and how many there are like
/// it. None where each may be read; stops where it is no longer wanted.
pub fn unsuited(files: &[PathBuf], is_wanted: impl Fn() -> bool) -> Option<(Failure, usize)> {
    let mut found = files
        .iter()
        .take_while(|_| is_wanted())
        .filter_map(|path| Some((path, ContentKind::at_a_glance(path)?)));
    let (path, what) = found.next()?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let failure = Failure::of(FailureCode::NotText)
        .about(name.to_string_lossy())
        .because(Cause::NoText { what: what.into() });
    Some((failure, 1 + found.count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::NoText;

    #[test]
    fn the_first_that_cannot_be_read_is_named_and_the_others_counted() {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<PathBuf> = [
            ("list.txt", &b"How Kelp Remembers the Tide\n"[..]),
            ("letter.docx", b"PK\x03\x04rest"),
            ("paper.pdf", b"%PDF-1.7"),
        ]
        .iter()
        .map(|(name, content)| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).unwrap();
            path
        })
        .collect();
        let (failure, n) = unsuited(&files, || true).unwrap();
        assert_eq!(n, 2);
        assert_eq!(failure.path.as_deref(), Some("letter.docx"));
        assert_eq!(failure.cause, Some(Cause::NoText { what: NoText::Zip }));
        assert_eq!(unsuited(&files[..1], || true), None);
        assert_eq!(unsuited(&files, || false), None);
    }

    #[test]
    fn all_of_very_many_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter.docx");
        std::fs::write(&path, b"PK\x03\x04rest").unwrap();
        let (_, n) = unsuited(&vec![path; 300], || true).unwrap();
        assert_eq!(n, 300);
    }
}
