//! One paper whole.

use offprint_commands::library::snapshot::paper::WholePaper;

use crate::print::colour::{bold, dim};
use crate::print::{moment, safe, safe_lines, words};

/// Prints a paper; parts that are empty do not show.
pub(crate) fn paper(paper: &WholePaper, labels: &[String]) {
    let row = &paper.row;
    say!("{}", bold(&safe(&row.title)));
    if !row.authors.is_empty() {
        let names: Vec<String> = row.authors.iter().map(|author| author.display()).collect();
        say!("{}", safe(&names.join(", ")));
    }
    let facts: Vec<String> = row
        .year
        .map(|year| year.to_string())
        .into_iter()
        .chain(row.venue.clone())
        .collect();
    if !facts.is_empty() {
        say!("{}", safe(&facts.join(" · ")));
    }
    say!("");
    let field = |name: &str, value: &str| say!("{:<9}{}", name, safe(value));
    field("id", row.uid.as_str());
    let star = if row.is_starred { ", starred" } else { "" };
    field("state", &format!("{}{star}", row.state.name()));
    if let Some(at) = row.trashed_at {
        let since = moment(at);
        let id = &row.uid.as_str()[..8];
        let way_back = format!("since {since}; put it back with: offprint trash put-back {id}");
        field("trash", &way_back);
    }
    if !row.tags.is_empty() {
        field("tags", &row.tags.join(", "));
    }
    if let Some(day) = &row.due_on {
        field("due", day);
    }
    if let Some(day) = &row.snoozed_until {
        field("snoozed", &format!("until {day}"));
    }
    if let Some(why) = &row.why {
        field("why", why);
    }
    for identifier in &paper.identifiers {
        field(identifier.scheme.name(), &identifier.value);
    }
    if let Some(key) = &paper.citation_key {
        field("key", key);
    }
    for link in &paper.links {
        field(link.kind.name(), &link.url);
    }
    if let Some(at) = row.started_at {
        field("started", &moment(at));
    }
    if let Some(at) = row.finished_at {
        field("finished", &moment(at));
    }
    if let Some(abstract_text) = &paper.abstract_text {
        say!("\n{}\n{}", dim("Abstract"), safe_lines(abstract_text));
    }
    if let Some(note) = &paper.note {
        say!("\n{}\n{}", dim("Note"), safe_lines(note));
    }
    say!("\n{}", dim("Seen"));
    for sighting in &paper.sightings {
        let lines = sighting
            .lines
            .first()
            .map(|span| format!(", line {}", span.first))
            .unwrap_or_default();
        let place = format!("no. {} of {}{lines}", sighting.position, sighting.n_found);
        say!(
            "{}  {}, {place}",
            moment(sighting.at),
            safe(&sighting.source)
        );
        if let Some(mail) = &sighting.mail {
            let told = [&mail.subject, &mail.sender, &mail.sent_on];
            let told: Vec<&str> = told.into_iter().flatten().map(String::as_str).collect();
            say!("                  in the mail {}", safe(&told.join(" · ")));
        }
    }
    say!("\n{}", dim("What happened"));
    for (change, label) in paper.changes.iter().zip(labels) {
        let undone = words::undone(change);
        say!("{}  {}{undone}", moment(change.at), safe(label));
    }
}
