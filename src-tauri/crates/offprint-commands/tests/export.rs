//! Papers that leave as text: copied, and written to files.

use std::fs;
use std::sync::Mutex;

use offprint_commands::failure::FailureCode;
use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::{Actor, NoOversight, Oversight};
use offprint_commands::wire::answer::Paper;
use offprint_commands::wire::export::{CopyAs, LostPart, ReadingListWords, ToWrite, WriteFormat};
use offprint_commands::wire::question::{Filter, Sort};
use offprint_commands::wire::{Answer, Change, Question};
use offprint_commands::{OpenLibrary, Origin};
use tempfile::TempDir;

const TWO: &str =
    "@article{rivers, title = {How Rivers Remember}, author = {Roe, Ana}, year = {2026},
  doi = {10.5555/rivers.7}, volume = {4}, pages = {11--38}, journal = {Journal of Banks}}
@misc{fords, title = {Nine Fords and a Ferry}, author = {Poe, Ben}}\n";

fn with_two() -> (TempDir, OpenLibrary, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let inputs = vec![Input::Bytes(TWO.as_bytes().to_vec(), Origin::Pasted)];
    let options = ImportOptions::default();
    import(&open, inputs, &options, Actor::Window, &NoOversight).unwrap();
    let Answer::Ids { papers } = open
        .ask(&Question::Ids {
            filter: Filter::default(),
            sort: Sort::Title,
            from_row: 0,
            to_row: 9,
        })
        .unwrap()
    else {
        unreachable!("the answer has the question's kind")
    };
    (folder, open, papers)
}

fn paper(open: &OpenLibrary, id: &str) -> Paper {
    let paper = id.to_owned();
    match open.ask(&Question::Paper { paper }).unwrap() {
        Answer::Paper { paper } => *paper.unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn papers_are_copied_as_references_entries_and_links() {
    let (_folder, open, papers) = with_two();
    let lines = open.copied(&papers, CopyAs::Reference).unwrap();
    assert_eq!(lines.lines().count(), 2);
    assert!(lines.starts_with("Roe"), "{lines}");
    let entries = open.copied(&papers, CopyAs::Bibtex).unwrap();
    assert!(entries.contains("@article{rivers,"), "{entries}");
    let links = open.copied(&papers, CopyAs::Link).unwrap();
    assert_eq!(links, "https://doi.org/10.5555/rivers.7");
    assert_eq!(open.copied(&papers[1..], CopyAs::Link).unwrap(), "");
}

fn in_german() -> ReadingListWords {
    ReadingListWords {
        title: "Leseliste".into(),
        reading: "Angefangen".into(),
        queued: "Warteschlange".into(),
        inbox: "Eingang".into(),
        read: "Gelesen".into(),
        skimmed: "Überflogen".into(),
        dropped: "Verworfen".into(),
        without_tag: "Ohne Schlagwort".into(),
        why: "Warum:".into(),
    }
}

#[test]
fn a_reading_list_speaks_the_language_of_whoever_asks_for_it() {
    let (folder, open, papers) = with_two();
    let path = folder.path().join("liste.md");
    let what = ToWrite::Papers { papers };
    open.export_to(
        &what,
        WriteFormat::Markdown,
        &in_german(),
        &path,
        &NoOversight,
    )
    .unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("\n# Leseliste\n\n## Eingang\n"), "{text}");
    assert!(
        text.starts_with("---\ntitle: \"Leseliste\"\npapers: 2\n"),
        "{text}"
    );
}

#[test]
fn a_list_is_written_whole_and_what_was_lost_is_told() {
    let (folder, open, papers) = with_two();
    let path = folder.path().join("out.md");
    let list = ToWrite::List {
        filter: Box::default(),
        sort: Sort::Title,
    };
    let written = open
        .export_to(
            &list,
            WriteFormat::Markdown,
            &in_german(),
            &path,
            &NoOversight,
        )
        .unwrap();
    assert_eq!(written.n_papers, 2);
    assert!(
        written
            .lost
            .iter()
            .any(|loss| loss.part == LostPart::Details && loss.n_papers == 2)
    );
    let one = ToWrite::Papers {
        papers: papers[1..].to_vec(),
    };
    open.export_to(&one, WriteFormat::Bibtex, &in_german(), &path, &NoOversight)
        .unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("Nine Fords") && !text.contains("Rivers"),
        "{text}"
    );
}

#[test]
fn the_library_is_never_written_over() {
    let (_folder, open, papers) = with_two();
    let path = open.folder().join("library.db");
    let before = fs::read(&path).unwrap();
    let what = ToWrite::Papers { papers };
    let failure = open
        .export_to(
            &what,
            WriteFormat::Bibtex,
            &in_german(),
            &path,
            &NoOversight,
        )
        .unwrap_err();
    assert_eq!(failure.code, FailureCode::Unsupported);
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// Stops what it watches over once some of it is done.
#[derive(Default)]
struct StopsOnTheWay(Mutex<Vec<(usize, usize)>>);

impl Oversight for StopsOnTheWay {
    fn progress(&self, n_done: usize, n_all: usize) {
        self.0.lock().unwrap().push((n_done, n_all));
    }

    fn is_cancelled(&self) -> bool {
        self.0.lock().unwrap().iter().any(|(done, _)| *done > 0)
    }
}

#[test]
fn an_export_says_how_far_it_is_and_stopped_leaves_the_file_as_it_was() {
    let (folder, open, papers) = with_two();
    let path = folder.path().join("out.bib");
    fs::write(&path, "mine").unwrap();
    let what = ToWrite::Papers {
        papers: papers.iter().cycle().take(500).cloned().collect(),
    };
    let stops = StopsOnTheWay::default();
    let failure = open
        .export_to(&what, WriteFormat::Bibtex, &in_german(), &path, &stops)
        .unwrap_err();
    assert_eq!(failure.code, FailureCode::Cancelled);
    assert_eq!(*stops.0.lock().unwrap(), [(0, 500), (200, 500)]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
    open.export_to(
        &what,
        WriteFormat::Bibtex,
        &in_german(),
        &path,
        &NoOversight,
    )
    .unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains("Nine Fords"));
}

#[test]
fn each_format_says_what_it_cannot_hold() {
    let (_folder, open, _) = with_two();
    let Answer::WriteFormats { formats } = open.ask(&Question::WriteFormats).unwrap() else {
        unreachable!("the answer has the question's kind")
    };
    let of = |format| {
        formats
            .iter()
            .find(|losses| losses.format == format)
            .unwrap()
    };
    assert_eq!(formats[0].format, WriteFormat::Bibtex);
    assert!(of(WriteFormat::JsonLines).loses.is_empty());
    assert!(
        of(WriteFormat::Markdown)
            .loses
            .contains(&LostPart::Abstract)
    );
}

#[test]
fn a_paper_tells_its_details_its_key_and_what_became_one_with_it() {
    let (_folder, open, papers) = with_two();
    let [rivers, fords] = [&papers[0], &papers[1]];
    let told = paper(&open, rivers);
    assert_eq!(told.citation_key.as_deref(), Some("rivers"));
    let volume = told.details.iter().find(|detail| detail.kind == "volume");
    assert_eq!(volume.unwrap().value, "4");
    assert!(told.merged.is_empty());
    let merge = Change::Merge {
        keep: rivers.clone(),
        gone: fords.clone(),
        take: vec![],
    };
    open.change(&merge, Actor::Window, &NoOversight).unwrap();
    let merged = paper(&open, rivers).merged;
    assert_eq!(merged.len(), 1);
    assert_eq!(merged[0].title, "Nine Fords and a Ferry");
    let split = Change::Split {
        merge: merged[0].merge,
    };
    open.change(&split, Actor::Window, &NoOversight).unwrap();
    assert!(paper(&open, rivers).merged.is_empty());
}
