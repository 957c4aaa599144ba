//! Rows of a list.

use offprint_commands::library::snapshot::rows::Row;
use offprint_commands::plain_note_line;
use offprint_commands::search::{Field, Fragment};
use serde_json::{Value, json};

use crate::print::colour::{bold, dim};
use crate::print::{safe, words};

/// A row as JSON, on which programs rely.
pub(crate) fn row_json(row: &Row) -> Value {
    json!({
        "id": row.uid.as_str(),
        "title": row.title,
        "authors": row.authors.iter().map(|author| author.display()).collect::<Vec<_>>(),
        "year": row.year,
        "venue": row.venue,
        "state": row.state.name(),
        "starred": row.is_starred,
        "tags": row.tags,
        "why": row.why,
        "note_first_line": row.note_first_line,
        "due_on": row.due_on,
        "snoozed_until": row.snoozed_until,
        "added_at": row.added_at.to_iso(),
    })
}

/// Prints rows: id, state, star, title; beneath it what is known of it, as far as there is something.
pub(crate) fn rows(rows: &[(Row, Option<Fragment>)], id_length: usize) {
    for (row, fragment) in rows {
        let star = if row.is_starred { "*" } else { " " };
        let id = &row.uid.as_str()[..id_length];
        say!(
            "{}  {:<7} {star} {}",
            dim(id),
            row.state.name(),
            bold(&safe(&row.title))
        );
        let indent = " ".repeat(id_length + 12);
        let below = second_line(row);
        if !below.is_empty() {
            say!("{indent}{}", dim(&safe(&below)));
        }
        if let Some(fragment) = fragment {
            let text = match fragment.field {
                Field::Note => plain_note_line(&fragment.text),
                Field::Title
                | Field::Why
                | Field::Author
                | Field::Abstract
                | Field::Venue
                | Field::Tag
                | Field::Identifier => fragment.text.clone(),
            };
            say!("{indent}{}: {}", fragment.field.name(), safe(&text));
        } else if let Some(line) = &row.note_first_line {
            say!("{indent}note: {}", safe(&plain_note_line(line)));
        } else if let Some(why) = &row.why {
            say!("{indent}why: {}", safe(why));
        }
    }
}

/// Authors, year, days and tags; where there are no authors, the venue or the source stands in.
fn second_line(row: &Row) -> String {
    let mut parts = Vec::new();
    match words::authors(&row.authors) {
        Some(authors) => parts.push(authors),
        None => parts.extend(row.venue.clone().or_else(|| row.source.clone())),
    }
    parts.extend(row.year.map(|year| year.to_string()));
    parts.extend(row.due_on.as_ref().map(|day| format!("due {day}")));
    parts.extend(words::snoozed(row));
    parts.extend(row.tags.iter().map(|tag| format!("+{tag}")));
    parts.join(" · ")
}

/// Says how many more there are.
///
/// A search has no offset: it shows more with a higher limit.
pub(crate) fn rest(total: usize, offset: Option<usize>, n_shown: usize) {
    let n_before = offset.unwrap_or(0);
    if total == 0 {
        say!("No papers here.");
    } else if n_before + n_shown < total {
        match offset {
            Some(_) => say!(
                "… {n_shown} of {total}; go on with --offset {}",
                n_before + n_shown
            ),
            None => say!("… {n_shown} of {total}; see more with --limit"),
        }
    }
}
