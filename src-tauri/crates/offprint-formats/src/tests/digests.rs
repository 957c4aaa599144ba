use offprint_testkit::{digest_of, sample, sample_names};

use super::show::show;
use super::{candidates_in, found_in, titles_in};
use crate::Format;
use crate::candidate::Found;
use crate::detect::detect;

#[test]
fn every_sample_is_read_as_it_was_reviewed() {
    for name in sample_names("digests") {
        let short = name.trim_start_matches("digests/").replace('.', "_");
        insta::assert_snapshot!(short, show(&found_in(&sample(&name), Format::PageText)));
    }
}

#[test]
fn the_bundled_sample_holds_24_papers_with_their_abstracts() {
    let digest = include_bytes!("../../../offprint-commands/sample/digest.txt");
    let papers = candidates_in(digest, Format::PageText);
    assert_eq!(papers.len(), 24);
    for paper in &papers {
        assert!(
            paper
                .abstract_text
                .as_ref()
                .is_some_and(|text| text.len() > 300),
            "{}",
            paper.title
        );
        assert_eq!(paper.identifiers.len(), 1, "{}", paper.title);
    }
    assert!(
        papers[0].title.starts_with("Tidepools as Computers"),
        "the button is taken off"
    );
}

#[test]
fn what_is_no_digest_yields_no_papers() {
    for name in sample_names("digests")
        .iter()
        .filter(|name| name.contains("no_papers"))
    {
        let found = found_in(&sample(name), Format::PageText);
        let only_noise = found.iter().all(|found| matches!(found, Found::Noise(_)));
        assert!(only_noise, "{name}: {}", show(&found));
    }
}

#[test]
fn the_same_papers_are_read_however_the_bytes_are_written() {
    let text = String::from_utf8(sample("digests/plain.txt")).expect("UTF-8");
    let titles = titles_in(text.as_bytes(), Format::PageText);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for other in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        format!("\u{feff}{text}"),
        text.replace('\n', "\n\n"),
    ] {
        assert_eq!(titles_in(other.as_bytes(), Format::PageText), titles);
    }
    assert_eq!(titles_in(&utf16, Format::PageText), titles);
}

#[test]
fn a_digest_cut_between_two_papers_gives_the_same_papers() {
    let text = digest_of(40);
    let whole = titles_in(text.as_bytes(), Format::PageText);
    assert_eq!(whole.len(), 40);
    let lines: Vec<&str> = text.lines().collect();
    for at in (2..80).step_by(2) {
        let mut parts = titles_in(lines[..at].join("\n").as_bytes(), Format::PageText);
        parts.extend(titles_in(
            lines[at..].join("\n").as_bytes(),
            Format::PageText,
        ));
        assert_eq!(parts, whole, "cut at line {at}");
    }
}

#[test]
fn a_large_digest_is_read_to_its_end() {
    let papers = candidates_in(digest_of(6000).as_bytes(), Format::PageText);
    assert_eq!(papers.len(), 6000);
    assert!(
        papers
            .iter()
            .all(|paper| paper.abstract_text.is_some() && paper.lines.len() == 1)
    );
}

#[test]
fn one_line_gives_all_papers_that_it_links_to_or_names() {
    let n = 5000;
    let joined = |one: fn(usize) -> String| (0..n).map(one).collect::<Vec<_>>().join(" ");
    for text in [
        joined(|n| format!("https://doi.org/10.5555/kelp.{n}")),
        joined(|n| format!("[Kelp {n}](https://doi.org/10.5555/kelp.{n})")),
        joined(|n| format!("doi:10.5555/kelp.{n}")),
    ] {
        let format = Format::LinkList;
        assert_eq!(
            candidates_in(text.as_bytes(), format).len(),
            n,
            "{}",
            &text[..60]
        );
    }
    let bare = joined(|n| format!("https://doi.org/10.5555/kelp.{n}"));
    let head = &bare[..bare.floor_char_boundary(64_000)];
    assert_eq!(detect(head, Some("links.txt")).format, Format::LinkList);
}

/// More than are held back for a second print, so that the first are forgotten by then.
#[test]
fn a_long_page_that_is_no_digest_may_begin_anew() {
    let tale =
        "Nobody had a model of the old garden, and the data of its gates were lost. ".repeat(3);
    let chapter = |n| format!("Garden Walk Number {n} of the Year\n\n{tale}\n\n");
    let text: String = (0..4200).chain(0..50).map(chapter).collect();
    let found = found_in(text.as_bytes(), Format::PageText);
    assert!(found.iter().all(|found| matches!(found, Found::Noise(_))));
}

#[test]
fn digests_are_known_by_their_content() {
    for name in sample_names("digests") {
        if name.ends_with("no_papers_html.txt") {
            continue;
        }
        let text = String::from_utf8_lossy(&sample(&name)).into_owned();
        assert_eq!(
            detect(&text, Some(&name)).format,
            Format::PageText,
            "{name}"
        );
    }
}
