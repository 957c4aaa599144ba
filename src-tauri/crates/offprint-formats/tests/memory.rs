//! Readers hold a bounded part of a source, whatever its size; counted by the allocator, not by a clock.
//!
//! A program of its own, since everything that runs beside them would be counted too.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use offprint_formats::candidate::Found;
use offprint_formats::{Format, read};
use offprint_source::Source;
use offprint_testkit::digest_of;

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator as it came; only sizes are added up.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(held, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const MB: usize = 1 << 20;
/// Programs without optimisation take ten times as long, and show as much.
const IS_QUICK: bool = !cfg!(debug_assertions);
const SIZE: usize = if IS_QUICK { 150 * MB } else { 2 * MB };
/// A page may print a paper twice, so some thousand papers are held, whole.
const PAGE_SIZE: usize = if IS_QUICK { 150 * MB } else { 8 * MB };
const LINE: usize = if IS_QUICK { 50 * MB } else { 2 * MB };

/// What is held is counted for all that runs.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Writes a source of records till it is large and reads it. Returns the numbers of records, of papers, and of
/// the bytes that were held at most.
fn read_large(
    format: Format,
    head: &str,
    records: impl Iterator<Item = String>,
    size: usize,
) -> [usize; 3] {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large");
    let mut file = BufWriter::new(File::create(&path).expect("created"));
    file.write_all(head.as_bytes()).expect("written");
    let (mut n_records, mut n_bytes) = (0, 0);
    for record in records {
        file.write_all(record.as_bytes()).expect("written");
        n_records += 1;
        n_bytes += record.len();
        if n_bytes >= size {
            break;
        }
    }
    drop(file);
    let source = Source::open(&path).expect("a source");
    let before = HELD.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let found = read(source.text().expect("a pass"), format);
    let is_paper = |found: &Found| matches!(found, Found::Candidate(_));
    let n_papers = found
        .filter(|found| is_paper(found.as_ref().expect("read")))
        .count();
    [n_records, n_papers, PEAK.load(Ordering::Relaxed) - before]
}

#[track_caller]
fn check(format: Format, head: &str, record: &dyn Fn(usize) -> String) {
    let [n_records, n_papers, n_held] = read_large(format, head, (1..).map(record), SIZE);
    assert_eq!(n_papers, n_records, "{}", format.name());
    assert!(n_held < MB, "{} holds {n_held} bytes", format.name());
}

#[test]
fn a_large_page_is_held_in_part() {
    let _alone = ONE_AT_A_TIME.lock();
    let page = digest_of(PAGE_SIZE / 500);
    let lines: Vec<&str> = page.split_inclusive('\n').collect();
    let papers = lines.chunks(2).map(|paper| paper.concat());
    let [n_records, n_papers, n_held] = read_large(Format::PageText, "", papers, PAGE_SIZE);
    assert_eq!(n_papers, n_records);
    assert!(n_held < 8 * MB, "{n_held} bytes");
}

/// A line is held whole, and some copies of it while it is taken apart.
#[test]
fn a_long_line_is_held_a_few_times() {
    let _alone = ONE_AT_A_TIME.lock();
    let words = "Kelp remembers the tide, and we {count} \\its \"rings\" <b>of & light. ";
    for (format, head) in [
        (Format::PageText, "How Kelp Remembers the Tide\n"),
        (Format::PlainList, "[1] A. Roe. Kelp. Tides, 2026.\n"),
        (
            Format::Bibtex,
            "@article{kelp, title = {Kelp}, abstract = {",
        ),
        (Format::Bibtex, "@article{kelp, title = {"),
        (Format::Ris, "TY  - JOUR\nTI  - "),
        (Format::Csv, "title,abstract\nKelp,"),
        (Format::Csv, "title,abstract\nKelp,\""),
        (Format::Json, "[{\"title\": \"Kelp\", \"abstract\": \""),
        (Format::JsonLines, "{\"title\": \""),
        (Format::CslJson, "[{\"type\": \"book\", \"title\": \""),
        (Format::Mail, "From: a@tide.example\nSubject: kelp\n\n"),
        (Format::Mail, "From: a@tide.example\nSubject: "),
        (
            Format::Html,
            "<html><body><h1>How Kelp Remembers the Tide</h1><p>",
        ),
        (Format::Html, "<html><a href=\""),
        (Format::EndnoteXml, "<records><record><titles><title>"),
        (Format::Feed, "<rss><channel><item><title>"),
    ] {
        let line = std::iter::repeat_with(|| words.to_owned());
        let [_, _, n_held] = read_large(format, head, line, LINE);
        assert!(
            n_held < 12 * LINE,
            "{} {head}: {n_held} bytes",
            format.name()
        );
    }
}

/// Chromium names a folder behind what it holds.
#[test]
fn bookmarks_wait_in_bounded_number_for_the_name_of_their_folder() {
    let _alone = ONE_AT_A_TIME.lock();
    let words = "Kelp remembers the tide. ".repeat(12);
    let page = |n| {
        format!(
            "{{\"name\": \"Kelp {n}\", \"note\": \"{words}\", \"url\": \"https://doi.org/10.5555/{n}\"}},\n"
        )
    };
    let head = "{\"roots\": {\"bookmark_bar\": {\"children\": [{\"children\": [\n";
    let pages = (1..).map(page);
    let [n_records, n_papers, n_held] = read_large(Format::Bookmarks, head, pages, PAGE_SIZE * 2);
    assert_eq!(n_papers, n_records);
    assert!(n_held < 40 * MB, "{n_held} bytes");
}

/// As much as a row may hold is held, to be read again.
#[test]
fn a_table_with_a_stray_quotation_mark_is_held_in_part() {
    let _alone = ONE_AT_A_TIME.lock();
    let row = |n| format!("How Kelp Number {n} Remembers the Tide,10.5555/kelp.{n}\n");
    let head = "title,doi\n\"Stray,10.5555/stray\n";
    let rows = (1..).map(row);
    let [n_records, n_papers, n_held] = read_large(Format::Csv, head, rows, PAGE_SIZE);
    assert_eq!(n_papers, n_records + 1);
    assert!(n_held < 25 * MB, "{n_held} bytes");
}

#[test]
fn a_large_source_is_held_in_part() {
    let _alone = ONE_AT_A_TIME.lock();
    let words = "Kelp remembers the tide in its rings, and we count forty of them. ".repeat(12);
    let title = |n: usize| format!("How Kelp Number {n} Remembers the Tide");
    let entry = |n| {
        format!(
            "@article{{k{n},\n title = {{{}}},\n abstract = {{{words}}}\n}}\n",
            title(n)
        )
    };
    check(Format::Bibtex, "", &entry);
    let record = |n| format!("TY  - JOUR\nTI  - {}\nAB  - {words}\nER  - \n\n", title(n));
    check(Format::Ris, "", &record);
    let row = |n| format!("{},10.5555/kelp.{n},\"{words}\"\n", title(n));
    check(Format::Csv, "title,doi,abstract\n", &row);
    let object = |n| {
        let title = title(n);
        format!("{{\"title\": \"{title}\", \"doi\": \"10.5555/{n}\", \"abstract\": \"{words}\"}}\n")
    };
    check(Format::JsonLines, "", &object);
    let item = |n| {
        let title = title(n);
        format!(
            "{{\"id\": \"k{n}\", \"type\": \"book\", \"title\": \"{title}\", \"abstract\": \"{words}\"}},\n"
        )
    };
    check(Format::CslJson, "[", &item);
    let mail = |n| {
        format!(
            "From a@tide.example Thu Jul  2 10:00:00 2026\nFrom: a@tide.example\nSubject: kelp {n}\n\n\
             {words}\n{}\nhttps://doi.org/10.5555/kelp.{n}\n\n",
            title(n)
        )
    };
    check(Format::Mail, "", &mail);
    let element = |n| {
        let title = title(n);
        format!(
            "<record><titles><title>{title}</title></titles><abstract>{words}</abstract></record>\n"
        )
    };
    check(Format::EndnoteXml, "<xml><records>\n", &element);
    let page = |n| {
        let title = title(n);
        format!(
            "{{\"title\": \"{title}\", \"uri\": \"https://doi.org/10.5555/{n}\", \"note\": \"{words}\"}},\n"
        )
    };
    let folder = "{\"title\": \"\", \"children\": [{\"title\": \"Sea\", \"children\": [\n";
    check(Format::Bookmarks, folder, &page);
    let bookmark = |n| {
        let title = title(n);
        format!("<DT><A HREF=\"https://doi.org/10.5555/kelp.{n}\">{title}</A>\n<DD>{words}\n")
    };
    check(
        Format::Bookmarks,
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n",
        &bookmark,
    );
}
