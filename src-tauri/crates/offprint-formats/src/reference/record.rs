//! What the fields of bibliographies have in common, whatever the format calls them.

use std::collections::HashSet;

use crate::candidate::{
    Candidate, DetailKind, Found, FoundState, LineSpan, Rejection, RejectionReason,
};
use crate::clean::{Dialect, clean_paragraphs};
use crate::fields::citation_key;
use crate::fields::date::{day_in, moment_in};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};
use crate::html::lines_of_html;

use super::work::Work;

/// Returns the candidate of a work, or a rejection where neither title nor identifier names it.
pub(super) fn found_in_work(work: Work, lines: LineSpan, text: &str) -> Found {
    found(work.candidate(lines), lines, text)
}

/// Returns a candidate, or a rejection where neither title nor identifier names it.
pub(super) fn found(candidate: Candidate, lines: LineSpan, text: &str) -> Found {
    if candidate.title.is_empty() && candidate.identifiers.is_empty() {
        let reason = RejectionReason::NothingNamesIt;
        return Found::Rejection(Rejection::new(lines, reason, text));
    }
    Found::Candidate(Box::new(candidate))
}

/// Returns a title with its subtitle, unless it holds that already.
pub(super) fn with_subtitle(title: String, subtitle: &str) -> String {
    if title.contains(subtitle) {
        return title;
    }
    match title.trim_end().chars().next_back() {
        None => subtitle.to_owned(),
        Some(':' | '?' | '!' | '.') => format!("{title} {subtitle}"),
        Some(_) => format!("{title}: {subtitle}"),
    }
}

/// Adds an identifier once, where a field held one.
pub(crate) fn add_identifier(candidate: &mut Candidate, identifier: Option<Identifier>) {
    if let Some(identifier) = identifier {
        candidate.add_identifier(identifier);
    }
}

/// Adds addresses, and the identifiers in them that are of a work.
pub(crate) fn add_urls<'a>(candidate: &mut Candidate, urls: impl IntoIterator<Item = &'a str>) {
    for link in urls.into_iter().filter_map(Link::parse) {
        let is_better_known = || {
            let mut known = candidate.identifiers.iter();
            known.any(|id| id.scheme != Scheme::Url)
        };
        let identifier = Identifier::from_url(&link.url)
            .filter(|identifier| identifier.scheme != Scheme::Url || !is_better_known());
        add_identifier(candidate, identifier);
        candidate.add_link(link);
    }
}

/// Adds files: their addresses if they are on the web, otherwise where they lie, as it is written.
pub(crate) fn add_files<'a>(candidate: &mut Candidate, files: impl IntoIterator<Item = &'a str>) {
    let mut paths = Vec::new();
    for file in files {
        let file = file.trim();
        match Link::parse(file) {
            Some(link) => candidate.add_link(Link {
                kind: LinkKind::Pdf,
                ..link
            }),
            None => paths.push(file.to_owned()),
        }
    }
    candidate.details.add_all(DetailKind::Attachment, paths);
}

/// Returns a note as Markdown: reference managers keep HTML, people write text.
pub(crate) fn note_text(note: &str) -> String {
    let is_html = note.trim_start().starts_with('<') && note.contains("</");
    if is_html {
        lines_of_html(note).trim().to_owned()
    } else {
        clean_paragraphs(note, Dialect::Plain)
    }
}

/// Takes what programs keep as lines of `Name: value` in a free field, as Zotero does in *Extra*:
/// identifiers, the citation key, and the state of Zotero's reading list. Returns all other lines.
///
/// "In Progress" is a state on one day, "Read" on another: `Read_Status_Date` is the day on which
/// reading began or ended, whichever the state says.
pub(crate) fn take_extra(candidate: &mut Candidate, extra: &str) -> String {
    let mut rest = String::new();
    let mut status_on = None;
    for line in extra.lines() {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let name = name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        let value = value.trim();
        let identifier = match name.as_str() {
            "arxiv" | "arxiv_id" => Identifier::arxiv(value),
            "pmid" => Identifier::pubmed(value),
            "doi" => Identifier::doi(value),
            _ => None,
        };
        let state = match name.as_str() {
            "read_status" if value.eq_ignore_ascii_case("new") => Some(FoundState::Inbox),
            "read_status" => state_named(value),
            _ => None,
        };
        if let Some(identifier) = identifier {
            candidate.add_identifier(identifier);
        } else if state.is_some() {
            candidate.marks.state = state;
        } else if name == "read_status_date" && day_in(value).is_some() {
            status_on = moment_in(value).or(day_in(value));
        } else if matches!(name.as_str(), "citation_key" | "bibtex") && is_key(value) {
            candidate
                .citation_key
                .get_or_insert_with(|| value.to_owned());
        } else if !line.trim().is_empty() {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    let day = status_on.map(str::to_owned);
    match candidate.marks.state {
        Some(FoundState::Reading) if day.is_some() => candidate.marks.started_on = day,
        Some(FoundState::Read | FoundState::Skimmed) if day.is_some() => {
            candidate.marks.finished_on = day;
        }
        _ => {}
    }
    rest
}

/// Whether a text can be a citation key: one word with a letter, and not an identifier.
pub(crate) fn is_key(text: &str) -> bool {
    citation_key::is_valid(text)
        && text.contains(char::is_alphabetic)
        && !text.contains("://")
        && Identifier::recognise(text).is_none()
}

/// Takes off the full stop that some databases end every title with.
pub(super) fn without_full_stop(title: &str) -> &str {
    let title = title.trim();
    match title.strip_suffix('.') {
        Some(cut) if !cut.ends_with('.') => cut,
        _ => title,
    }
}

/// Takes keywords: one that says where the paper stands is a state, any other a tag, once.
pub(crate) fn add_keywords<'a>(
    candidate: &mut Candidate,
    keywords: impl IntoIterator<Item = &'a str>,
) {
    let keywords = keywords.into_iter();
    add_tags_and_states(candidate, keywords.map(|keyword| (keyword, false)));
}

/// Takes keywords, of which some are tags whatever they say.
pub(super) fn add_tags_and_states<'a>(
    candidate: &mut Candidate,
    keywords: impl IntoIterator<Item = (&'a str, bool)>,
) {
    let marks = &mut candidate.marks;
    let mut known: HashSet<String> = marks.tags.iter().map(|tag| tag.to_lowercase()).collect();
    for (keyword, is_tag) in keywords {
        let keyword = keyword.trim();
        if keyword.is_empty() {
            continue;
        }
        match state_named(keyword).filter(|_| !is_tag) {
            Some(state) => marks.state = marks.state.or(Some(state)),
            None if known.insert(keyword.to_lowercase()) => marks.tags.push(keyword.to_owned()),
            None => {}
        }
    }
}

/// What reference managers and people call the six states.
pub(crate) fn state_named(word: &str) -> Option<FoundState> {
    Some(
        match word
            .trim()
            .to_ascii_lowercase()
            .replace(['_', ' '], "-")
            .as_str()
        {
            "to-read" | "toread" | "unread" | "queued" | "read-later" => FoundState::Queued,
            "reading" | "in-progress" => FoundState::Reading,
            "read" | "have-read" | "finished" => FoundState::Read,
            "skimmed" => FoundState::Skimmed,
            "dropped" | "not-reading" => FoundState::Dropped,
            "inbox" => FoundState::Inbox,
            _ => return None,
        },
    )
}
