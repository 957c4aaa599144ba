//! Mails: samples in, the papers that they tell of.

use offprint_testkit::{sample, sample_names};

use super::found_in;
use super::show::show;
use crate::Format;
use crate::candidate::Found;
use crate::detect::{DetectReason, detect};

fn format_of(name: &str) -> Format {
    detect(&String::from_utf8_lossy(&sample(name)), Some(name)).format
}

#[test]
fn every_mail_is_read_as_it_was_reviewed() {
    for name in sample_names("mails") {
        let short = name.trim_start_matches("mails/").replace('.', "_");
        let format = format_of(&name);
        let found = show(&found_in(&sample(&name), format));
        insta::assert_snapshot!(short, format!("{}\n{found}", format.name()));
    }
}

#[test]
fn mails_are_known_by_their_content() {
    for (name, format, reason) in [
        (
            "arxiv_daily.eml",
            Format::ArxivMail,
            DetectReason::MailHeaders,
        ),
        (
            "arxiv_body_pasted.txt",
            Format::ArxivMail,
            DetectReason::MailBody,
        ),
        ("arxiv.emlx", Format::ArxivMail, DetectReason::MailHeaders),
        (
            "scholar_pasted.txt",
            Format::ScholarMail,
            DetectReason::MailBody,
        ),
        (
            "scholar_forwarded.eml",
            Format::Mail,
            DetectReason::MailHeaders,
        ),
        ("mixed.mbox", Format::Mail, DetectReason::MailHeaders),
    ] {
        let text = String::from_utf8(sample(&format!("mails/{name}"))).expect("UTF-8");
        let detected = detect(&text, Some("x.txt"));
        assert_eq!(
            (detected.format, detected.reason),
            (format, reason),
            "{name}"
        );
    }
}

#[test]
fn one_line_like_a_header_makes_no_mail() {
    for text in [
        "To: the lighthouse\n\nFrom: here\n",
        "From 2019 on, at 10:30:\nFrom: x",
        "Date: 2026\nTitle: A\n",
        "12\nA title\n",
    ] {
        assert_eq!(
            detect(text, Some("a.eml")).format,
            Format::PageText,
            "{text}"
        );
    }
}

#[test]
fn a_candidate_knows_the_mail_it_came_in() {
    let found = found_in(&sample("mails/newsletter_links.eml"), Format::Mail);
    let mails: Vec<_> = found
        .iter()
        .filter_map(|found| match found {
            Found::Candidate(candidate) => candidate.mail.as_deref(),
            Found::Rejection(_) | Found::Warning(_) | Found::Noise(_) => None,
        })
        .collect();
    assert_eq!(mails.len(), 4);
    for mail in mails {
        assert_eq!(mail.subject.as_deref(), Some("The Tide Letter – number 9"));
        assert_eq!(
            mail.sender.as_deref(),
            Some("The Tide Letter <letter@tide.example>")
        );
        assert_eq!(mail.sent_on.as_deref(), Some("2026-07-02"));
    }
}

/// Messages within messages and parts within parts, which end programs that go down by recursion.
#[test]
fn depth_costs_neither_the_stack_nor_the_rest() {
    let head = "From: a@tide.example\nSubject: deep\nContent-Type: ";
    let paper = "See https://arxiv.org/abs/2607.90001 for kelp.\n";
    let mut messages = String::new();
    let mut parts = "From: a@tide.example\nSubject: deep\n".to_owned();
    for n in 0..20_000 {
        messages.push_str(head);
        messages.push_str("message/rfc822\n\n");
        parts.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"
        ));
    }
    messages.push_str(paper);
    parts.push_str(paper);
    let digest = format!(
        "{head}multipart/digest; boundary=d\n\n--d\n\n{}",
        messages.clone()
    );
    for text in [messages, parts, digest] {
        let text = format!("{text}\n--b0\n\nAfter: https://arxiv.org/abs/2607.90002\n");
        let found = found_in(text.as_bytes(), Format::Mail);
        let is_told = found
            .iter()
            .any(|found| matches!(found, Found::Rejection(_)));
        assert!(is_told, "what is too deep is rejected");
    }
}

/// The sizes make a reader that looks at anything twice take minutes.
#[test]
fn hostile_mails_take_no_longer_than_others_of_their_size() {
    let head = "From: a@tide.example\nSubject: x\n";
    let html = "From: a@tide.example\nSubject: x\nContent-Type: text/html\n\n";
    let quoted = "Content-Transfer-Encoding: quoted-printable\n";
    let hostile = [
        format!("{head}\n{}", "> ".repeat(500_000)),
        format!("{head}\n{}", ">\n".repeat(60_000)),
        format!("{head}\n{}", "arXiv:2607.90001\nDate: x\n".repeat(15_000)),
        format!("{head}\n{}", "\\\\\n".repeat(60_000)),
        format!(
            "{head}\n{}",
            "https://arxiv.org/abs/2607.90001 ".repeat(15_000)
        ),
        format!("{head}\n{}", "[x](".repeat(200_000)),
        format!("{head}{quoted}\n{}", "=\n".repeat(60_000)),
        format!("{head}{quoted}\n{}", "=0A".repeat(60_000)),
        format!(
            "{head}Content-Transfer-Encoding: base64\n\n{}",
            "A".repeat(2_000_000)
        ),
        format!(
            "{html}{}",
            "<div><b><a href='https://scholar.google.com/scholar_url?url=x'>".repeat(20_000)
        ),
        format!(
            "{html}{}",
            "<h3><a href='https://scholar.google.com/scholar_url?url=x'>T</a></h3>".repeat(20_000)
        ),
        format!(
            "{head}Content-Type: multipart/mixed; boundary=b\n\n{}",
            "--b\n\nx\n".repeat(30_000)
        ),
        format!("{}\n", "To: ((((((\n".repeat(15_000)),
        format!(
            "From a Thu Jul  2 10:00:00 2026\n{}",
            "From: a\n\nFrom a Thu Jul  2 10:00:00 2026\n".repeat(20_000)
        ),
        format!("{head}\n{}", "1. A title\nBy: A\n".repeat(15_000)),
        format!(
            "{head}\nJEL: x\nrepec.org/\n{}",
            "1. A title\n".repeat(30_000)
        ),
        format!("{head}\n{}", "A Roe - Tides, 2026\n".repeat(15_000)),
        format!(
            "{head}\nGoogle Scholar\n{}",
            "A Roe - Tides, 2026\n\n".repeat(15_000)
        ),
    ];
    for text in hostile {
        found_in(text.as_bytes(), Format::Mail);
    }
}
