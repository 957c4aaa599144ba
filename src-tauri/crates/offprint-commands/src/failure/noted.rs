//! Failures as libraries keep them of files that were not taken in: the code's name and a text.

use offprint_library::FailureNote;
use offprint_source::ContentKind;

use super::{Cause, Failure, FailureCode, NoFile};

const EMPTY: &str = "empty";
const SOURCE_DIFFERS: &str = "changed";
const READER_FAILED: &str = "the reader failed";

impl Failure {
    /// Returns what is to be kept of it. It is as the first versions of Offprint kept it, so that each can read what
    /// another noted.
    pub fn note(&self) -> FailureNote {
        FailureNote {
            code: self.code.name().to_owned(),
            line: self.line,
            detail: self.detail(),
        }
    }

    fn detail(&self) -> Option<String> {
        match &self.cause {
            None => self.said.clone(),
            Some(Cause::Empty) => Some(EMPTY.to_owned()),
            Some(Cause::SourceDiffers) => Some(SOURCE_DIFFERS.to_owned()),
            Some(Cause::ReaderFailed) => Some(READER_FAILED.to_owned()),
            Some(Cause::NoText { what }) => Some(what.words().to_owned()),
            Some(Cause::NoFile { what }) => Some(what.words().to_owned()),
            // No file of a watched folder fails so; the code tells enough.
            Some(_) => None,
        }
    }

    /// Makes a failure again of what was noted of a file in a watched folder.
    pub fn noted(note: FailureNote) -> Self {
        // Another version of Offprint may have noted it.
        let code = FailureCode::from_name(&note.code).unwrap_or(FailureCode::Unsupported);
        let cause = note.detail.as_deref().and_then(|text| cause_of(code, text));
        Self {
            path: None,
            line: note.line,
            said: note.detail.filter(|_| cause.is_none()),
            cause,
            code,
        }
    }
}

fn cause_of(code: FailureCode, text: &str) -> Option<Cause> {
    match (code, text) {
        (FailureCode::NoPapers, EMPTY) => Some(Cause::Empty),
        (FailureCode::Conflict, SOURCE_DIFFERS) => Some(Cause::SourceDiffers),
        (FailureCode::Unsupported, READER_FAILED) => Some(Cause::ReaderFailed),
        (FailureCode::NotText, text) => {
            let mut kinds = ContentKind::ALL.into_iter();
            let what = kinds.find(|kind| kind.words() == text)?.into();
            Some(Cause::NoText { what })
        }
        (FailureCode::NotAFile, text) => {
            let mut kinds = [NoFile::Folder, NoFile::Device].into_iter();
            let what = kinds.find(|kind| kind.words() == text)?;
            Some(Cause::NoFile { what })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::NoText;

    #[test]
    fn what_is_noted_of_a_file_is_read_as_it_was() {
        let because = |code, cause| Failure::of(code).because(cause);
        for failure in [
            Failure::of(FailureCode::NoPapers),
            because(FailureCode::NoPapers, Cause::Empty),
            because(FailureCode::Conflict, Cause::SourceDiffers),
            because(FailureCode::Unsupported, Cause::ReaderFailed),
            because(FailureCode::NotText, Cause::NoText { what: NoText::Film }),
            because(
                FailureCode::NotAFile,
                Cause::NoFile {
                    what: NoFile::Device,
                },
            ),
            Failure::of(FailureCode::NotFound).saying("Permission denied (os error 13)"),
        ] {
            assert_eq!(Failure::noted(failure.note()), failure);
        }
    }

    #[test]
    fn what_another_version_noted_is_read() {
        let noted = |code: &str, line, text: &str| {
            Failure::noted(FailureNote {
                code: code.to_owned(),
                line,
                detail: Some(text.to_owned()),
            })
        };
        let unknown = noted("too_odd", None, "a thing");
        let noted = noted("not_text", Some(3), "a PDF");
        assert_eq!(noted.cause, Some(Cause::NoText { what: NoText::Pdf }));
        assert_eq!(unknown.code, FailureCode::Unsupported);
        assert_eq!(unknown.said.as_deref(), Some("a thing"));
    }
}
