//! A reading list in Markdown, by state, as one would send it to a colleague.

mod file;

use std::collections::BTreeSet;
use std::io;

use serde_json::json;

use crate::clean::math;

pub use file::{file_name, paper_file, paper_of_file};

use super::Record;

/// The states in the order of what is read first, and their headings.
const STATES: [(&str, &str); 6] = [
    ("reading", "Reading"),
    ("queued", "Queue"),
    ("inbox", "Inbox"),
    ("read", "Read"),
    ("skimmed", "Skimmed"),
    ("dropped", "Dropped"),
];

pub(super) fn write(out: &mut dyn io::Write, records: Vec<Record>) -> io::Result<()> {
    let tags: BTreeSet<&String> = records.iter().flat_map(|record| &record.tags).collect();
    writeln!(
        out,
        "---\ntitle: \"Reading list\"\npapers: {}",
        records.len()
    )?;
    if !tags.is_empty() {
        writeln!(out, "tags: {}", file::yaml(&json!(tags)))?;
    }
    writeln!(out, "---\n\n# Reading list")?;
    for (state, heading) in STATES {
        let mut papers = records
            .iter()
            .filter(|record| record.state == state)
            .peekable();
        if papers.peek().is_none() {
            continue;
        }
        writeln!(out, "\n## {heading}\n")?;
        for record in papers {
            paper(out, record)?;
        }
    }
    Ok(())
}

fn paper(out: &mut dyn io::Write, record: &Record) -> io::Result<()> {
    let title = if record.title.is_empty() {
        record
            .identifiers
            .first()
            .map(|id| id.value.clone())
            .unwrap_or_default()
    } else {
        record.title.clone()
    };
    let star = if record.is_starred { "★ " } else { "" };
    match record.address() {
        Some(address) => {
            let address = address
                .replace('(', "%28")
                .replace(')', "%29")
                .replace(' ', "%20");
            writeln!(out, "- {star}[{}]({address})", escaped(&title))?;
        }
        None => writeln!(out, "- {star}**{}**", escaped(&title))?,
    }
    let facts: Vec<String> = [
        authors(record),
        record.year.map(|year| year.to_string()).unwrap_or_default(),
        record.venue.clone().unwrap_or_default(),
    ]
    .into_iter()
    .filter(|fact| !fact.is_empty())
    .map(|fact| escaped(&fact))
    .collect();
    if !facts.is_empty() {
        writeln!(out, "  {}", facts.join(" · "))?;
    }
    if let Some(why) = record.why.as_deref().filter(|why| !why.trim().is_empty()) {
        writeln!(out, "  \\\n  *Why:* {}", escaped(&one_line(why)))?;
    }
    // The note is Markdown already, and stays it: indented, it is part of the list's item.
    if let Some(note) = record
        .note
        .as_deref()
        .filter(|note| !note.trim().is_empty())
    {
        writeln!(out)?;
        for line in note.trim().lines() {
            if line.trim().is_empty() {
                writeln!(out)?
            } else {
                writeln!(out, "  {line}")?
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn authors(record: &Record) -> String {
    let names: Vec<String> = record
        .authors
        .iter()
        .take(6)
        .map(|author| author.display())
        .collect();
    let more = if record.authors.len() > 6 {
        " et al."
    } else {
        ""
    };
    names.join(", ") + more
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes the meaning from what Markdown would read as marks. Math stays as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut n_read = c.len_utf8();
        match c {
            '$' => match math::dollar_span(rest) {
                Some(span) => {
                    out.push_str(&rest[..span.length]);
                    n_read = span.length;
                }
                None => out.push('$'),
            },
            '\\' | '*' | '_' | '[' | ']' | '`' | '<' | '>' | '#' => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
        rest = &rest[n_read..];
    }
    out
}
