use std::fs;
use std::io::Write;

use crate::folder::files_in;
use crate::{ContentHash, ContentKind, Origin, PathKind, Source, SourceError};

fn pasted(content: &[u8]) -> Source {
    Source::from_bytes(content.to_vec(), Origin::Pasted).expect("text")
}

fn lines(source: &Source) -> Vec<String> {
    let text = source.text().expect("memory can be read");
    text.map(|line| line.expect("memory can be read").text)
        .collect()
}

#[track_caller]
fn check(content: &[u8], encoding: &str, is_guessed: bool, expected: &[&str]) {
    let source = pasted(content);
    assert_eq!(
        (source.encoding(), source.encoding_is_guessed()),
        (encoding, is_guessed)
    );
    assert_eq!(lines(&source), expected);
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn the_character_set_is_told_from_the_bytes() {
    let text = "Über Moose\nund ähnliche";
    let expected = ["Über Moose", "und ähnliche"];
    let mut marked = vec![0xef, 0xbb, 0xbf];
    marked.extend(text.bytes());
    check(text.as_bytes(), "UTF-8", false, &expected);
    check(&marked, "UTF-8", false, &expected);
    check(
        &utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
        "UTF-16LE",
        false,
        &expected,
    );
    check(
        &utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
        "UTF-16BE",
        false,
        &expected,
    );
    check(&utf16(text, u16::to_le_bytes), "UTF-16LE", true, &expected);
    check(&utf16(text, u16::to_be_bytes), "UTF-16BE", true, &expected);
    check(
        b"\xdcber Moose\nund \xe4hnliche",
        "windows-1252",
        true,
        &expected,
    );
    check(b"plain", "UTF-8", false, &["plain"]);
}

#[test]
fn one_broken_letter_does_not_make_utf8_something_else() {
    let mut content = "äöüß ".repeat(20).into_bytes();
    content.push(0xff);
    let source = pasted(&content);
    assert_eq!(
        (source.encoding(), source.encoding_is_guessed()),
        ("UTF-8", true)
    );
    assert!(lines(&source)[0].ends_with('\u{fffd}'));
}

#[test]
fn every_kind_of_line_end_ends_a_line() {
    check(
        b"a\nb\r\nc\rd\r\r\ne\n",
        "UTF-8",
        false,
        &["a", "b", "c", "d", "", "e"],
    );
    let numbers: Vec<u32> = pasted(b"a\r\n\r\nb")
        .text()
        .expect("text")
        .map(|line| line.expect("text").number)
        .collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn line_ends_and_letters_may_fall_between_two_reads() {
    for n in [65_533, 65_534, 65_535, 65_536, 131_071] {
        let start = "x".repeat(n);
        let source = pasted(format!("{start}\r\ny\n€€\r").as_bytes());
        assert_eq!(lines(&source), [start.as_str(), "y", "€€"], "{n}");
        let source = pasted(format!("{start}€").as_bytes());
        assert_eq!(
            (source.encoding(), lines(&source)[0].chars().last()),
            ("UTF-8", Some('€'))
        );
    }
}

#[test]
fn a_text_without_line_ends_is_one_line() {
    let text = "word ".repeat(400_000);
    assert_eq!(lines(&pasted(text.as_bytes())), [text]);
}

#[test]
fn control_characters_are_dropped() {
    let mut content = b"a\0b\tc\x0c\x1b".to_vec();
    content.extend("d".repeat(100).bytes());
    assert_eq!(
        lines(&pasted(&content)),
        [format!("ab\tc{}", "d".repeat(100))]
    );
}

#[test]
fn what_is_no_text_is_refused_and_named() {
    let refuse = |content: &[u8]| Source::from_bytes(content.to_vec(), Origin::Pasted).map(|_| ());
    assert!(matches!(refuse(b""), Err(SourceError::Empty { .. })));
    assert!(matches!(
        refuse(b"\xef\xbb\xbf"),
        Err(SourceError::Empty { .. })
    ));
    let mut tar = vec![0; 257];
    tar.extend(b"ustar\x0000");
    tar.resize(512, 0);
    tar.extend(b"How Kelp Remembers the Tide\n".repeat(5000));
    for (content, expected) in [
        (&b"%PDF-1.7\nrest"[..], ContentKind::Pdf),
        (b"PK\x03\x04rest", ContentKind::Zip),
        (b"\x1f\x8b\x08rest", ContentKind::Gzip),
        (&tar, ContentKind::Tar),
        (b"\x89PNG\r\n\x1a\n", ContentKind::Picture),
        (b"\x01\x00\x02\x03\x00\x00\x00\x09", ContentKind::Binary),
    ] {
        match refuse(content) {
            Err(SourceError::NotText { what, .. }) => assert_eq!(what, expected),
            other => panic!("{expected:?}: {other:?}"),
        }
    }
}

#[test]
fn what_is_no_text_is_known_at_a_glance() {
    let folder = tempfile::tempdir().expect("a folder");
    let glance = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).expect("a file");
        ContentKind::at_a_glance(&path)
    };
    assert_eq!(
        glance("letter.docx", b"PK\x03\x04rest"),
        Some(ContentKind::Zip)
    );
    assert_eq!(glance("short.pdf", b"%PDF-"), Some(ContentKind::Pdf));
    assert_eq!(glance("list.txt", b"How Kelp Remembers the Tide\n"), None);
    assert_eq!(glance("empty.txt", b""), None);
    assert_eq!(
        ContentKind::at_a_glance(&folder.path().join("absent")),
        None
    );
    assert_eq!(ContentKind::at_a_glance(folder.path()), None);
}

#[test]
fn files_are_told_apart_from_what_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = |name: &str| Source::open(&folder.path().join(name)).map(|_| ());
    assert!(matches!(open("absent"), Err(SourceError::NotFound { .. })));
    assert!(matches!(
        open(""),
        Err(SourceError::NotAFile {
            what: PathKind::Folder,
            ..
        })
    ));
    #[cfg(unix)]
    {
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        assert!(matches!(open("socket"), Err(SourceError::NotAFile { .. })));
    }
}

#[test]
fn a_file_is_read_after_it_was_renamed_and_refused_after_it_was_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    fs::write(&path, "one\ntwo\n").expect("written");
    let source = Source::open(&path).expect("text");
    assert_eq!(
        (source.name(), source.size_bytes()),
        ("a.txt".to_owned(), 8)
    );
    assert_eq!(source.hash(), ContentHash::of(b"one\ntwo\n"));
    let renamed = folder.path().join("b.txt");
    fs::rename(&path, &renamed).expect("renamed");
    assert_eq!(lines(&source), ["one", "two"]);
    assert_eq!(
        lines(&source),
        ["one", "two"],
        "a second pass begins at the start"
    );

    fs::OpenOptions::new()
        .append(true)
        .open(&renamed)
        .expect("open")
        .write_all(b"three")
        .expect("written");
    let last = source
        .text()
        .expect("text")
        .last()
        .expect("an item")
        .expect_err("changed");
    assert!(matches!(
        SourceError::inside(&last),
        Some(SourceError::Changed { .. })
    ));
}

#[test]
fn passes_do_not_disturb_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    let text: String = (0..50_000).map(|n| format!("line {n}\n")).collect();
    fs::write(&path, &text).expect("written");
    let source = Source::open(&path).expect("text");
    let mut one = source.text().expect("text");
    let mut other = source.text().expect("text");
    for n in 0..50_000 {
        let expected = format!("line {n}");
        assert_eq!(one.next().expect("a line").expect("text").text, expected);
        assert_eq!(other.next().expect("a line").expect("text").text, expected);
    }
    assert!(source.head().len() <= 64 * 1024 && source.head().ends_with('\n'));
}

#[test]
fn a_folder_gives_its_files_in_order_without_hidden_ones_and_libraries() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "b.txt",
        "a.txt",
        ".hidden",
        "sub/c.txt",
        ".git/d.txt",
        "lib/library.db",
        "lib/e.txt",
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, "x").expect("written");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/loop")).expect("linked");
    let found = files_in(folder.path());
    let names: Vec<_> = found
        .files
        .iter()
        .map(|path| path.strip_prefix(folder.path()).expect("inside").to_owned())
        .collect();
    assert_eq!(
        names,
        ["a.txt", "b.txt", "sub/c.txt"].map(std::path::PathBuf::from)
    );
    assert!(found.errors.is_empty());
    assert_eq!(files_in(&folder.path().join("absent")).errors.len(), 1);
}

#[test]
fn a_hash_is_written_and_read_back() {
    let hash = ContentHash::of(b"kelp");
    assert_eq!(ContentHash::from_hex(&hash.to_hex()), Some(hash));
    assert_eq!(ContentHash::from_hex("kelp"), None);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_fail(content in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        if let Ok(source) = Source::from_bytes(content, Origin::Pasted) {
            for line in lines(&source) {
                proptest::prop_assert!(!line.contains(['\n', '\r', '\0']));
            }
        }
    }
}
