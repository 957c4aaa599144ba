//! What was found, as plain text.

use std::fmt::Write;

use crate::candidate::{Candidate, Found, LineSpan};

/// Prints all that was found, in order, one thing per block.
pub(super) fn show(found: &[Found]) -> String {
    let mut text = String::new();
    for found in found {
        let _ = match found {
            Found::Candidate(candidate) => write!(text, "{}", show_candidate(candidate)),
            Found::Rejection(rejection) => {
                let start: String = rejection.text.chars().take(40).collect();
                let would_be = rejection.candidate.as_deref().map(show_candidate);
                writeln!(
                    text,
                    "{} rejected: {:?} {start:?}",
                    lines(&[rejection.lines]),
                    rejection.reason
                )
                .and_then(|()| write!(text, "{}", would_be.unwrap_or_default()))
            }
            Found::Warning(warning) => {
                writeln!(
                    text,
                    "{} mended: {:?} {:?}",
                    lines(&[warning.lines]),
                    warning.kind,
                    warning.detail
                )
            }
            Found::Noise(span) => writeln!(text, "{} noise", lines(&[*span])),
        };
    }
    text
}

fn show_candidate(candidate: &Candidate) -> String {
    let mut text = format!("{} {}\n", lines(&candidate.lines), candidate.title);
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(text, "    {name}: {value}");
        }
    };
    let authors: Vec<String> = candidate
        .authors
        .iter()
        .map(|author| format!("{}|{}", author.given, author.family))
        .collect();
    fact("authors", authors.join("; "));
    fact(
        "year",
        candidate
            .year
            .map(|year| year.to_string())
            .unwrap_or_default(),
    );
    fact("venue", candidate.venue.clone().unwrap_or_default());
    let names: Vec<String> = candidate
        .identifiers
        .iter()
        .map(|id| format!("{}:{}", id.scheme.name(), id.value))
        .collect();
    fact("identifiers", names.join(" "));
    let links: Vec<String> = candidate
        .links
        .iter()
        .map(|link| format!("{} {}", link.kind.name(), link.url))
        .collect();
    fact("links", links.join(", "));
    fact(
        "abstract",
        candidate
            .abstract_text
            .as_deref()
            .map(ends)
            .unwrap_or_default(),
    );
    fact(
        "state",
        candidate
            .marks
            .state
            .map(|state| format!("{state:?}"))
            .unwrap_or_default(),
    );
    fact("tags", candidate.marks.tags.join(", "));
    let marks = &candidate.marks;
    fact("why", marks.why.clone().unwrap_or_default());
    fact("started", marks.started_on.clone().unwrap_or_default());
    fact("finished", marks.finished_on.clone().unwrap_or_default());
    fact("note", candidate.marks.note.clone().unwrap_or_default());
    fact("star", if marks.is_starred { "yes" } else { "" }.to_owned());
    fact("added", marks.added_at.clone().unwrap_or_default());
    fact("due", marks.due_on.clone().unwrap_or_default());
    fact("snoozed", marks.snoozed_until.clone().unwrap_or_default());
    fact("key", candidate.citation_key.clone().unwrap_or_default());
    fact("uid", candidate.uid.clone().unwrap_or_default());
    let details: Vec<String> = candidate
        .details
        .iter()
        .map(|(kind, text)| format!("{}={text}", kind.name()))
        .collect();
    fact("details", details.join("; "));
    text
}

/// The two ends of a text and its length in characters.
fn ends(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= 80 {
        return text.replace('\n', "⏎");
    }
    let start: String = chars[..30].iter().collect();
    let end: String = chars[chars.len() - 30..].iter().collect();
    format!("{start} … {end} ({})", chars.len()).replace('\n', "⏎")
}

fn lines(spans: &[LineSpan]) -> String {
    let spans: Vec<String> = spans
        .iter()
        .map(|span| format!("{}-{}", span.first, span.last))
        .collect();
    spans.join(" + ")
}
