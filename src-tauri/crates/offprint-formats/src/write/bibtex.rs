//! BibTeX that our own reader and others read back the same.

use std::io;

use crate::candidate::WorkKind;
use crate::clean::math;
use crate::fields::author::Author;
use crate::fields::identifier::Scheme;
use crate::fields::link::LinkKind;

use super::{Moment, Record};

pub(super) fn write(out: &mut dyn io::Write, record: &Record, key: &str) -> io::Result<()> {
    let kind = match (record.kind, &record.venue) {
        (WorkKind::Book, _) => "book",
        (WorkKind::Paper, Some(_)) => "article",
        (WorkKind::Paper, None) => "misc",
    };
    writeln!(out, "@{kind}{{{key},")?;
    // Two braces: styles would otherwise turn names in a title to lower case.
    let title = escaped(&record.title);
    if !title.is_empty() {
        writeln!(out, "  title = {{{{{title}}}}},")?;
    }
    let mut field = |name: &str, value: &str| -> io::Result<()> {
        if value.is_empty() {
            Ok(())
        } else {
            writeln!(out, "  {name} = {{{value}}},")
        }
    };
    let authors: Vec<String> = record.authors.iter().map(author).collect();
    field("author", &authors.join(" and "))?;
    field(
        "year",
        &record.year.map(|year| year.to_string()).unwrap_or_default(),
    )?;
    let venue = record.venue.as_deref().map(escaped).unwrap_or_default();
    field(
        if record.kind == WorkKind::Book {
            "publisher"
        } else {
            "journal"
        },
        &venue,
    )?;
    for identifier in &record.identifiers {
        let value = escaped_address(&identifier.value);
        match identifier.scheme {
            Scheme::Doi => field("doi", &value)?,
            Scheme::Arxiv => {
                field("eprint", &value)?;
                field("archiveprefix", "arXiv")?;
            }
            Scheme::OpenReview => field("openreview", &value)?,
            Scheme::Acl => field("acl", &value)?,
            Scheme::PubMed => field("pmid", &value)?,
            Scheme::Isbn => field("isbn", &value)?,
            Scheme::SemanticScholar => field("s2id", &value)?,
            Scheme::Url => field("url", &value)?,
        }
    }
    for link in &record.links {
        let value = escaped_address(&link.url);
        match link.kind {
            LinkKind::Paper | LinkKind::Other => field("url", &value)?,
            LinkKind::Code => field("code", &value)?,
            LinkKind::Pdf => field("pdf", &value)?,
        }
    }
    field(
        "abstract",
        &record
            .abstract_text
            .as_deref()
            .map(escaped)
            .unwrap_or_default(),
    )?;
    field("readstatus", &record.state)?;
    let gap = if record.tags.iter().any(|tag| tag.contains(',')) {
        "; "
    } else {
        ", "
    };
    field(
        "keywords",
        &record
            .tags
            .iter()
            .map(|tag| escaped(tag))
            .collect::<Vec<_>>()
            .join(gap),
    )?;
    let day = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.on.clone());
    field("started", &day(&record.started).unwrap_or_default())?;
    field("finished", &day(&record.finished).unwrap_or_default())?;
    let why = record
        .why
        .as_deref()
        .map(|why| literal(&why.replace(['\r', '\n'], " ")));
    field("comment", &why.unwrap_or_default())?;
    field(
        "annote",
        &record.note.as_deref().map(literal).unwrap_or_default(),
    )?;
    field("starred", if record.is_starred { "true" } else { "" })?;
    writeln!(out, "}}\n")
}

/// `Family, Given`; a name that is not parted goes in braces, so that no program parts it.
fn author(author: &Author) -> String {
    let family = escaped(&author.family);
    if author.given.is_empty() {
        format!("{{{family}}}")
    } else {
        format!("{family}, {}", escaped(&author.given))
    }
}

/// Writes text so that TeX sets it and BibTeX finds its end. Math stays as it is.
fn escaped(text: &str) -> String {
    let lone = lone_braces(text);
    let mut lone = lone.iter().peekable();
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let mut n_read = c.len_utf8();
        match math::dollar_span(rest).filter(|span| closes_itself(span.inside)) {
            Some(span) => {
                out.push_str(&rest[..span.length]);
                n_read = span.length;
                while lone.next_if(|&&brace| brace < at + n_read).is_some() {}
            }
            None => push_sign(
                &mut out,
                c,
                &rest[n_read..],
                lone.next_if_eq(&&at).is_some(),
            ),
        }
        rest = &rest[n_read..];
    }
    out
}

/// Writes the person's own text so that each of its signs and line ends comes back.
fn literal(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\t', "    ");
    let lone = lone_braces(&text);
    let mut lone = lone.iter().peekable();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let is_at_end = after.is_empty() || after.starts_with('\n');
        // Programs take blanks there for the file's own.
        if c == ' ' && (is_at_end || out.is_empty() || out.ends_with([' ', '\n'])) {
            out.push_str("\\ ");
        } else {
            push_sign(&mut out, c, after, lone.next_if_eq(&&at).is_some());
        }
    }
    out
}

fn push_sign(out: &mut String, c: char, after: &str, is_lone_brace: bool) {
    match c {
        // Braces without a partner would end the field elsewhere, even behind a backslash.
        '{' if is_lone_brace => out.push_str("\\textbraceleft{}"),
        '}' if is_lone_brace => out.push_str("\\textbraceright{}"),
        '{' | '}' | '$' | '&' | '%' | '#' | '_' => {
            out.push('\\');
            out.push(c);
        }
        // At the start of a line it would be the head of an entry.
        '@' if begins_line(out) => out.push_str("{@}"),
        '\\' => out.push_str("\\textbackslash{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '<' => out.push_str("\\textless{}"),
        // Two in a row would be read as one longer sign.
        '-' | '`' | '\'' if after.starts_with(c) => {
            out.push(c);
            out.push_str("{}");
        }
        other => out.push(other),
    }
}

fn begins_line(out: &str) -> bool {
    let before = out.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// An address is no text: only what would end the field or the line is written otherwise.
fn escaped_address(value: &str) -> String {
    value
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}

/// Whether math can stand as it is, for readers that count `\\{` as a brace and for those that
/// do not.
fn closes_itself(math: &str) -> bool {
    let without_escapes = math
        .replace("\\\\", "")
        .replace("\\{", "")
        .replace("\\}", "");
    lone_braces(math).is_empty()
        && lone_braces(&without_escapes).is_empty()
        && !math.ends_with('\\')
}

/// The places of braces that have no partner.
fn lone_braces(text: &str) -> Vec<usize> {
    let mut open = Vec::new();
    let mut lone = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open.push(at),
            b'}' if open.pop().is_none() => lone.push(at),
            _ => {}
        }
    }
    lone.extend(open);
    lone.sort_unstable();
    lone
}
