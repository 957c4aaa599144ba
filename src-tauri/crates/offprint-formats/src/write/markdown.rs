//! A reading list in Markdown, by state or by tag, as one would send it to a colleague.

mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde_json::json;

use crate::clean::math;

pub use file::{file_name, paper_file, paper_of_file};

use super::{Grouping, ReadingList, ReadingListWords, Record};

/// Returns the states in the order of what is read first, and their headings.
fn states(words: &ReadingListWords) -> [(&'static str, &str); 6] {
    [
        ("reading", &words.reading),
        ("queued", &words.queued),
        ("inbox", &words.inbox),
        ("read", &words.read),
        ("skimmed", &words.skimmed),
        ("dropped", &words.dropped),
    ]
}

pub(super) fn write(
    out: &mut dyn io::Write,
    records: &[Record],
    list: &ReadingList,
) -> io::Result<()> {
    let words = &list.words;
    let tags: BTreeSet<&String> = records.iter().flat_map(|record| &record.tags).collect();
    writeln!(
        out,
        "---\ntitle: {}\npapers: {}",
        file::yaml(&json!(words.title)),
        records.len()
    )?;
    if !tags.is_empty() {
        writeln!(out, "tags: {}", file::yaml(&json!(tags)))?;
    }
    writeln!(out, "---\n\n# {}", escaped(&one_line(&words.title)))?;
    match list.grouping {
        Grouping::State => by_state(records, words),
        Grouping::Tag => by_tag(records, words),
    }
    .into_iter()
    .try_for_each(|(heading, papers)| {
        writeln!(out, "\n## {heading}\n")?;
        papers
            .into_iter()
            .try_for_each(|record| paper(out, record, words))
    })
}

/// A heading, and the papers under it.
type Part<'a> = (String, Vec<&'a Record>);

fn by_state<'a>(records: &'a [Record], words: &ReadingListWords) -> Vec<Part<'a>> {
    let parts = states(words).into_iter().map(|(state, heading)| {
        let papers = records.iter().filter(|record| record.state == state);
        (escaped(&one_line(heading)), papers.collect())
    });
    parts
        .filter(|(_, papers): &Part| !papers.is_empty())
        .collect()
}

/// Returns the tags in the order of their letters, capitals or not; last what has none.
fn by_tag<'a>(records: &'a [Record], words: &ReadingListWords) -> Vec<Part<'a>> {
    let mut parts: BTreeMap<(String, &str), Vec<&Record>> = BTreeMap::new();
    for record in records {
        for tag in &record.tags {
            let key = (tag.to_lowercase(), tag.as_str());
            parts.entry(key).or_default().push(record);
        }
    }
    let bare = records.iter().filter(|record| record.tags.is_empty());
    let bare = (escaped(&one_line(&words.without_tag)), bare.collect());
    parts
        .into_iter()
        .map(|((_, tag), papers)| (escaped(&one_line(tag)), papers))
        .chain([bare])
        .filter(|(_, papers): &Part| !papers.is_empty())
        .collect()
}

fn paper(out: &mut dyn io::Write, record: &Record, words: &ReadingListWords) -> io::Result<()> {
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
        let name = escaped(&one_line(&words.why));
        writeln!(out, "  \\\n  *{name}* {}", escaped(&one_line(why)))?;
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
