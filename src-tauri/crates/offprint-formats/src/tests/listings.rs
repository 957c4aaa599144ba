//! Lists of links and of references, feeds and saved pages: samples in, the papers that they list.

use offprint_testkit::{sample, sample_names};
use proptest::prelude::*;

use super::show::show;
use super::{candidates_in, found_in};
use crate::Format;
use crate::candidate::{Found, Rejection, RejectionReason};
use crate::detect::{DetectReason, detect};

fn read_folder(folder: &str, format: Format) {
    for name in sample_names(folder) {
        let short = name.replace(['/', '.'], "_");
        insta::assert_snapshot!(short, show(&found_in(&sample(&name), format)));
    }
}

#[test]
fn every_list_is_read_as_it_was_reviewed() {
    read_folder("links", Format::LinkList);
    read_folder("plain", Format::PlainList);
    read_folder("feeds", Format::Feed);
}

#[test]
fn every_saved_page_is_read_as_it_was_reviewed() {
    for name in sample_names("pages") {
        let short = format!("saved_{}", name.replace(['/', '.'], "_"));
        insta::assert_snapshot!(short, show(&found_in(&sample(&name), Format::Html)));
    }
}

#[test]
fn lists_are_known_by_their_content() {
    use DetectReason::{LinkLines, Markup, RootElement, TitleLines};
    for (name, format, reason) in [
        ("links/addresses.txt", Format::LinkList, LinkLines),
        ("links/with_titles.md", Format::LinkList, LinkLines),
        ("links/title_above.txt", Format::LinkList, LinkLines),
        ("links/tracked_and_nasty.txt", Format::LinkList, LinkLines),
        (
            "plain/references_numbered.txt",
            Format::PlainList,
            TitleLines,
        ),
        ("plain/references_apa.txt", Format::PlainList, TitleLines),
        (
            "plain/references_mla_vancouver.txt",
            Format::PlainList,
            TitleLines,
        ),
        ("feeds/arxiv.rss", Format::Feed, RootElement),
        ("feeds/arxiv_old.rdf", Format::Feed, RootElement),
        ("feeds/arxiv_query.atom", Format::Feed, RootElement),
        ("feeds/broken.rss", Format::Feed, RootElement),
        ("pages/arxiv_listing.html", Format::Html, Markup),
        ("pages/saved_one_line.html", Format::Html, Markup),
    ] {
        let text = String::from_utf8(sample(name)).expect("UTF-8");
        let detected = detect(&text, Some("x.txt"));
        assert_eq!(
            (detected.format, detected.reason),
            (format, reason),
            "{name}"
        );
    }
    for text in [
        "<svg xmlns='x'><a/></svg>",
        "<rdf:RDF xmlns:z='zotero'>",
        "a < b",
        "<3",
    ] {
        assert_eq!(
            detect(text, Some("x.html")).format,
            Format::PageText,
            "{text}"
        );
    }
}

#[test]
fn a_saved_page_gives_what_its_copy_gives() {
    for name in sample_names("pages") {
        let html = sample(&name);
        let text = crate::html::lines_of_html(&String::from_utf8_lossy(&html));
        let of_copy = candidates_in(text.as_bytes(), Format::PageText);
        let of_page = candidates_in(&html, Format::Html);
        // Of its copy, the links within a sentence are lost.
        if name.contains("saved_links") {
            assert_eq!((of_page.len(), of_copy.len()), (3, 1));
            continue;
        }
        let titles = |papers: &[crate::candidate::Candidate]| -> Vec<String> {
            papers.iter().map(|paper| paper.title.clone()).collect()
        };
        assert_eq!(titles(&of_page), titles(&of_copy), "{name}");
    }
}

#[test]
fn a_page_that_names_no_work_says_what_it_would_be() {
    let found = found_in(&sample("links/addresses.txt"), Format::LinkList);
    let pages: Vec<&Rejection> = found
        .iter()
        .filter_map(|found| match found {
            Found::Rejection(rejection) => Some(rejection),
            Found::Candidate(_) | Found::Warning(_) | Found::Noise(_) => None,
        })
        .collect();
    assert_eq!(pages.len(), 2);
    for page in pages {
        assert_eq!(page.reason, RejectionReason::NotAPaper);
        let candidate = page.candidate.as_ref().expect("what it would be");
        assert!(!candidate.title.is_empty() && candidate.links.len() == 1);
    }
}

#[test]
fn a_list_of_things_to_do_gives_titles_without_their_boxes() {
    let list = "- [ ] [Kelp as a Library](https://arxiv.org/abs/2607.90001) #kelp\n\
                - [x] Sand Grains Remember the Tide https://doi.org/10.5555/sand.1\n";
    assert_eq!(
        titles_in(list, Format::LinkList),
        ["Kelp as a Library", "Sand Grains Remember the Tide"]
    );
}

fn titles_in(text: &str, format: Format) -> Vec<String> {
    let found = candidates_in(text.as_bytes(), format);
    found.into_iter().map(|paper| paper.title).collect()
}

#[test]
fn references_are_known_whatever_they_link_to() {
    let vancouver = "1. Roe A, Lund B. Kelp as memory. J Kelp. 2026;1(2):3-4. doi:10.5555/kelp.1\n\
                     2. Moor D. Mosses count winters. Tides. 2025;7:101-19. doi:10.5555/moss.1\n\
                     3. Pell E. What is a wave? Waves. 2024;44:1-20. doi:10.5555/wave.1\n";
    let ieee = "[1] A. Roe and B. Lund, \"Kelp as memory,\" J. Kelp, vol. 1, 2026, doi: 10.5555/kelp.1.\n\
                [2] D. Moor, \"Mosses count winters,\" Tides, vol. 7, 2025, doi: 10.5555/moss.1.\n\
                [3] E. Pell, \"What is a wave?,\" Waves, vol. 44, 2024, doi: 10.5555/wave.1.\n";
    let apa = "1. Roe, A., & Lund, B. (2026). Kelp as memory. Kelp, 1(2), 3-4. https://doi.org/10.5555/kelp.1\n\
               2. Moor, D. (2025). Mosses count winters. Tides, 7, 101-119. https://doi.org/10.5555/moss.1\n\
               3. Pell, E. (2024). What is a wave? Waves, 44, 1-20. https://doi.org/10.5555/wave.1\n";
    for list in [vancouver, ieee, apa] {
        assert_eq!(detect(list, None).format, Format::PlainList, "{list}");
        let papers = candidates_in(list.as_bytes(), Format::PlainList);
        let read: Vec<(&str, Option<i32>, usize, bool)> = papers
            .iter()
            .map(|paper| {
                let n_ids = paper.identifiers.len();
                (
                    &paper.title[..],
                    paper.year,
                    n_ids,
                    paper.authors.is_empty() || paper.venue.is_none(),
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                ("Kelp as memory", Some(2026), 1, false),
                ("Mosses count winters", Some(2025), 1, false),
                ("What is a wave?", Some(2024), 1, false),
            ],
            "{list}"
        );
    }
    // Names and years beside links make no references of them.
    for list in [
        "Roe et al. https://doi.org/10.5555/kelp.1\nMoor, D. https://doi.org/10.5555/moss.1\n",
        "- Roe 2026: https://doi.org/10.5555/kelp.1\n- Moor 2025: https://doi.org/10.5555/moss.1\n",
        "- Kelp as Memory (2026) https://arxiv.org/abs/2607.90001\n- Mosses Count (2025) https://arxiv.org/abs/2607.90002\n",
    ] {
        assert_eq!(detect(list, None).format, Format::LinkList, "{list}");
    }
}

#[test]
fn references_of_one_line_need_no_numbers() {
    let titles: Vec<String> = (10..40)
        .map(|n| format!("Kelp as memory of storm {n}"))
        .collect();
    let apa = |title: &String| {
        format!("Roe, A., & Lund, B. (2026). {title}. Journal of Kelp, 1(2), 3-4.")
    };
    let vancouver = |title: &String| format!("Roe A, Lund B. {title}. J Kelp. 2026;1(2):3-4.");
    let ieee = |title: &String| format!("A. Roe and B. Lund, \"{title},\" J. Kelp, vol. 1, 2026.");
    let styles: [&dyn Fn(&String) -> String; 3] = [&apa, &vancouver, &ieee];
    for style in styles {
        for heading in ["", "References\n", "References\n\n"] {
            for address in [
                "",
                " https://doi.org/10.5555/kelp.",
                "\nhttps://doi.org/10.5555/kelp.",
            ] {
                let line = |(n, title): (usize, &String)| {
                    let n = if address.is_empty() {
                        String::new()
                    } else {
                        n.to_string()
                    };
                    format!("{}{address}{n}\n", style(title))
                };
                let items: String = titles.iter().enumerate().map(line).collect();
                let list = format!("{heading}{items}");
                assert_eq!(detect(&list, None).format, Format::PlainList, "{list}");
                assert_eq!(titles_in(&list, Format::PlainList), titles, "{list}");
            }
        }
    }
}

#[test]
fn what_is_left_over_between_references_is_rejected_with_its_lines() {
    let list = "Roe, A., & Lund, B. (2026). Kelp as memory. Kelp, 1(2), 3-4.\n\
                Printed for the members of the kelp club\n\
                Moor, D. (2025). Mosses count winters. Tides, 7, 101-119.\n\
                Pell, E., & Quist, F. (2024). What is a wave, and why are there so many of\n\
                them in the sea? Waves, 44, 1-20.\n\
                https://doi.org/10.5555/wave.1\n\
                Reed, G., Sund, H., Torp, I.,\n\
                & Ulv, J. (2023). Lanterns that learn. Lights, 5, 33.\n\
                Vik, C. (2022). The algebra of buoys.\n\
                Buoys and Nets, 9, 1-4.\n\
                Wold, K. (2021). Sand grains remember. Sand, 8, 2-5.\n\
                Yri, L. (2020). Gravel in rivers. Rivers, 7, 3-6.\n\
                End of the list\n";
    let found = found_in(list.as_bytes(), Format::PlainList);
    let read: Vec<String> = found
        .iter()
        .map(|found| match found {
            Found::Candidate(paper) => {
                let span = paper.lines[0];
                assert!(paper.venue.is_some(), "{paper:?}");
                let (n_ids, n_names) = (paper.identifiers.len(), paper.authors.len());
                format!(
                    "{}-{} {} {n_names} {n_ids}",
                    span.first, span.last, paper.title
                )
            }
            Found::Rejection(rejection) => {
                format!(
                    "{} {:?} {}",
                    rejection.lines.first, rejection.reason, rejection.text
                )
            }
            Found::Warning(_) | Found::Noise(_) => "noise".to_owned(),
        })
        .collect();
    assert_eq!(
        read,
        [
            "1-1 Kelp as memory 2 0",
            "2 NothingNamesIt Printed for the members of the kelp club",
            "3-3 Mosses count winters 1 0",
            "4-6 What is a wave, and why are there so many of them in the sea? 2 1",
            "7-8 Lanterns that learn 4 0",
            "9-10 The algebra of buoys 1 0",
            "11-11 Sand grains remember 1 0",
            "12-12 Gravel in rivers 1 0",
            "13 NothingNamesIt End of the list",
        ]
    );
}

#[test]
fn an_item_is_told_by_its_number_however_long() {
    let titles: Vec<String> = (998..2105)
        .map(|n| format!("Kelp as Memory of Storm {n}"))
        .collect();
    for (before, after) in [("[", "]"), ("", "."), ("", ")")] {
        let list = |text: &dyn Fn(&str) -> String| -> String {
            let items = titles.iter().zip(998..);
            items
                .map(|(title, n)| format!("{before}{n}{after} {}\n", text(title)))
                .collect()
        };
        let references = list(&|title| format!("A. Roe, B. Lund. {title}. Tides, 2026."));
        assert_eq!(titles_in(&references, Format::PlainList), titles, "{after}");
        let gaps: String = references
            .lines()
            .step_by(7)
            .map(|line| format!("{line}\n"))
            .collect();
        let every_seventh: Vec<String> = titles.iter().step_by(7).cloned().collect();
        assert_eq!(
            titles_in(&gaps, Format::PlainList),
            every_seventh,
            "{after}"
        );
        let alone = list(&|title| title.to_owned());
        assert_eq!(titles_in(&alone, Format::PlainList), titles, "{after}");
    }
    // A year or a page at which a reference was wrapped begins no item.
    let wrapped = "[7] A. Roe, B. Lund. Kelp as Memory of Storms. Tides,\n\
                   2026. https://doi.org/10.5555/kelp.1\n\
                   [8] D. Moor, E. Pell. Mosses Count Winters. Tides, 2025, pages 1199-\n\
                   1204. https://doi.org/10.5555/moss.1\n";
    assert_eq!(
        titles_in(wrapped, Format::PlainList),
        ["Kelp as Memory of Storms", "Mosses Count Winters"]
    );
    let link = "1003. Kelp as a Library https://arxiv.org/abs/2607.90001\n";
    assert_eq!(titles_in(link, Format::LinkList), ["Kelp as a Library"]);
}

/// The sizes make a reader that looks at anything twice take minutes.
#[test]
fn hostile_lists_take_no_longer_than_others_of_their_size() {
    let both = |n: usize, text: &str| text.repeat(n);
    for (text, format) in [
        (
            both(12_000, "https://arxiv.org/abs/2607.90001 "),
            Format::LinkList,
        ),
        (
            both(12_000, "[a](https://arxiv.org/abs/2607.90001)"),
            Format::LinkList,
        ),
        (both(60_000, "["), Format::LinkList),
        (both(30_000, "]("), Format::LinkList),
        (both(12_000, "A. Roe, "), Format::PlainList),
        (
            both(20_000, "[1] A. Roe. Title. V, 2026.\n"),
            Format::PlainList,
        ),
        (both(30_000, "(2026 . \"\n"), Format::PlainList),
        (format!("<rss>{}", both(12_000, "<item>")), Format::Feed),
        (format!("<rss>{}", both(12_000, "<item><a>")), Format::Feed),
        (format!("<rss><item>{}", both(30_000, "<a>")), Format::Feed),
        (
            format!("<rss><item>{}", both(30_000, "<![CDATA[")),
            Format::Feed,
        ),
        (
            format!("<rss><item>{}", both(30_000, "&lt;p&gt;")),
            Format::Feed,
        ),
        (
            format!("<rss><item><link {}/>", both(20_000, "a='b' ")),
            Format::Feed,
        ),
        (format!("<rss>{}", both(30_000, "<!--")), Format::Feed),
        (
            format!("<rss>{}", both(30_000, "<item><!--<![CDATA[</item>")),
            Format::Feed,
        ),
        (format!("<html>{}", both(30_000, "<div>")), Format::Html),
        (
            format!("<html>{}", both(20_000, "<b><i><a href=x>")),
            Format::Html,
        ),
        (
            format!("<html><pre>{}", both(60_000, "\n&amp;")),
            Format::Html,
        ),
        (format!("<html><a {}>", both(20_000, "b=c ")), Format::Html),
        (format!("<html>{}", both(60_000, "\n")), Format::Html),
    ] {
        found_in(text.as_bytes(), format);
    }
}

#[test]
fn what_never_ends_in_an_entry_costs_no_other() {
    for bad in [
        "<![CDATA[",
        "<!--",
        "<a b='",
        "<title>",
        "&",
        "</item",
        "<?x",
        "<!DOCTYPE [",
    ] {
        let entry = |n| format!("<item><title>{n}</title><guid>doi:10.5555/{n}</guid></item>\n");
        let text = format!(
            "<rss>\n{}<item><title>Bad {bad}\n{}{}",
            entry(1),
            entry(2),
            entry(3)
        );
        let found = candidates_in(text.as_bytes(), Format::Feed);
        let titles: Vec<&str> = found.iter().map(|paper| paper.title.as_str()).collect();
        assert!(titles.ends_with(&["2", "3"]), "{bad}: {titles:?}");
        assert_eq!(titles[0], "1", "{bad}");
    }
}

#[test]
fn a_section_that_never_ends_costs_no_other_entry_of_one_line() {
    for bad in ["<![CDATA[", "<!--"] {
        for good in ["", "<![CDATA[", "<!--"] {
            let closing = match good {
                "" => "",
                "<!--" => "-->",
                _ => "]]>",
            };
            let entry = |n: usize| {
                let (begin, end) = if n == 2 { (bad, "") } else { (good, closing) };
                format!(
                    "<item><title>Kelp {n}</title><guid>doi:10.5555/{n}</guid>\
                    <description>{begin}Words.{end}</description></item>"
                )
            };
            let entries: String = (1..=9).map(entry).collect();
            let text = format!("<rss><channel>{entries}</channel></rss>");
            let found = candidates_in(text.as_bytes(), Format::Feed);
            let titles: Vec<String> = found.into_iter().map(|paper| paper.title).collect();
            let expected: Vec<String> = (1..=9).map(|n| format!("Kelp {n}")).collect();
            assert_eq!(titles, expected, "{text}");
        }
    }
}

#[test]
fn what_is_larger_than_an_entry_or_a_page_can_be_is_rejected() {
    let entry = format!(
        "<rss><item><title>{}</title></item>\n<item><title>A</title><guid>doi:10.5555/a</guid></item></rss>",
        "x".repeat(5 << 20)
    );
    let found = found_in(entry.as_bytes(), Format::Feed);
    assert!(matches!(&found[0], Found::Rejection(one) if one.reason == RejectionReason::TooLarge));
    assert!(matches!(&found[1], Found::Candidate(paper) if paper.title == "A"));
}

proptest! {
    #[test]
    fn no_entry_makes_it_fail(odd in "(<|>|/|item|entry|title|link|href|=|'|&|;|#|\\]\\]>|<!\\[CDATA\\[| |\n|a){0,60}") {
        found_in(format!("<rss><item><title>{odd}").as_bytes(), Format::Feed);
        found_in(odd.as_bytes(), Format::Html);
    }

    #[test]
    fn no_reference_makes_it_fail(odd in "(\\[1\\]|A\\. |Roe|, |& |\\(2026\\)|\\. |“|”|\"|In |and |\n|é|12){0,30}") {
        found_in(odd.as_bytes(), Format::PlainList);
        found_in(odd.as_bytes(), Format::LinkList);
    }
}
