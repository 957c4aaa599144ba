//! List, search, show and stats.

use offprint_commands::failure::Failure;
use offprint_commands::library::snapshot::rows::{Filter, Row, Snoozed, Sort};
use offprint_commands::library::{PaperId, Reason, Snapshot, State};
use offprint_commands::search::{Fragment, Query};
use offprint_platform::clock::Day;
use serde_json::{Value, json};

use crate::args::{self, Choice, List};
use crate::print::say;
use crate::print::{self, row_json, words};
use crate::run::{Answered, Outcome, Terminal, history};

/// Makes the words of list and export a filter; a query is answered first, and then its order counts.
pub(super) fn filter_of(
    snapshot: &Snapshot,
    choice: &Choice,
    today: Day,
) -> Result<Filter, Failure> {
    let among = match &choice.search {
        Some(query) => {
            let found = offprint_commands::search::search(snapshot, &Query::parse(query), today)?;
            Some(found.papers.into())
        }
        None => None,
    };
    Ok(Filter {
        states: choice.states.clone(),
        tags: choice.tags.clone(),
        among,
        ..Filter::default()
    })
}

pub(super) fn list(terminal: &Terminal, arguments: &List) -> Answered {
    let (total, rows) = terminal.open.read(|snapshot| {
        let mut filter = filter_of(snapshot, &arguments.choice, terminal.open.today())?;
        if arguments.unread {
            filter.states = State::ALL
                .into_iter()
                .filter(|state| state.is_unread())
                .collect();
        }
        filter.is_starred = arguments.starred;
        filter.import.clone_from(&arguments.import);
        let today = terminal.open.today();
        if arguments.snoozed {
            filter.snoozed = Snoozed::Only(today);
        } else if !arguments.choice.states.is_empty() {
            filter.snoozed = Snoozed::Hidden(today);
        }
        let sort = match arguments.sort {
            None if arguments.snoozed => Sort::Snoozed,
            None | Some(args::Sort::Added) => Sort::Added,
            Some(args::Sort::Title) => Sort::Title,
            Some(args::Sort::Year) => Sort::Year,
            Some(args::Sort::State) => Sort::State,
            Some(args::Sort::Queue) => Sort::Queue,
        };
        let rows = snapshot.rows(&filter, sort, arguments.offset, arguments.limit)?;
        Ok::<_, Failure>((snapshot.count(&filter)?, rows))
    })?;
    if terminal.is_json {
        let papers: Vec<Value> = rows.iter().map(row_json).collect();
        print::json(&json!({ "total": total, "papers": papers }));
        return Ok(Outcome::Done);
    }
    let rows: Vec<(Row, Option<Fragment>)> = rows.into_iter().map(|row| (row, None)).collect();
    print_rows(terminal, &rows)?;
    print::rest(total, Some(arguments.offset), rows.len());
    Ok(Outcome::Done)
}

/// Prints rows for people: as much of each id as tells it from all others.
pub(super) fn print_rows(
    terminal: &Terminal,
    rows: &[(Row, Option<Fragment>)],
) -> Result<(), Failure> {
    let id_length = terminal
        .open
        .read(|snapshot| snapshot.shortest_id_length())?;
    print::rows(rows, id_length);
    Ok(())
}

pub(super) fn search(terminal: &Terminal, words: &str, limit: usize) -> Answered {
    let query = Query::parse(words);
    let (total, rows) = terminal.open.read(|snapshot| {
        let found =
            offprint_commands::search::search(snapshot, &query, terminal.open.today())?.papers;
        let shown: Vec<PaperId> = found.iter().copied().take(limit).collect();
        let rows = offprint_commands::ask::rows_with_fragments(snapshot, &shown, &query)?;
        Ok::<_, Failure>((found.len(), rows))
    })?;
    if terminal.is_json {
        let papers: Vec<Value> = rows
            .iter()
            .map(|(row, fragment)| {
                let mut json = row_json(row);
                json["fragment"] = json!(fragment.as_ref().map(|fragment| &fragment.text));
                json
            })
            .collect();
        print::json(&json!({ "total": total, "papers": papers }));
        return Ok(Outcome::Done);
    }
    if rows.is_empty() {
        say!("No paper has all of these words. Try fewer words.");
        return Ok(Outcome::Done);
    }
    print_rows(terminal, &rows)?;
    print::rest(total, None, rows.len());
    Ok(Outcome::Done)
}

pub(super) fn show(terminal: &Terminal, id: &str) -> Answered {
    let (paper, labels) = terminal.open.read(|snapshot| {
        let paper = snapshot
            .paper(snapshot.resolve_paper(id)?)?
            .ok_or_else(|| offprint_commands::library::Error::NoSuchPaper {
                given: id.to_owned(),
            })?;
        let labels = history::labels(snapshot, &paper.changes)?;
        Ok::<_, Failure>((paper, labels))
    })?;
    if !terminal.is_json {
        print::paper(&paper, &labels);
        return Ok(Outcome::Done);
    }
    let mut json = row_json(&paper.row);
    json["abstract"] = json!(paper.abstract_text);
    json["identifiers"] = paper
        .identifiers
        .iter()
        .map(|identifier| json!({ "scheme": identifier.scheme.name(), "value": identifier.value }))
        .collect();
    json["links"] = paper
        .links
        .iter()
        .map(|link| json!({ "kind": link.kind.name(), "url": link.url }))
        .collect();
    json["note"] = json!(paper.note);
    if let Some(at) = paper.row.trashed_at {
        json["trashed_at"] = json!(at.to_iso());
    }
    json["sightings"] = paper
        .sightings
        .iter()
        .map(|sighting| {
            json!({
                "import": sighting.import.as_str(),
                "source": sighting.source,
                "position": sighting.position,
                "lines": print::first_span(&sighting.lines),
                "at": sighting.at.to_iso(),
            })
        })
        .collect();
    json["dates"] = json!({
        "started": paper.row.started_at.map(|at| at.to_iso()),
        "finished": paper.row.finished_at.map(|at| at.to_iso()),
    });
    json["changes"] = paper
        .changes
        .iter()
        .zip(&labels)
        .map(|(change, label)| history::as_json(change, label))
        .collect();
    print::json(&json);
    Ok(Outcome::Done)
}

pub(super) fn next(terminal: &Terminal) -> Answered {
    let found = terminal
        .open
        .read(|snapshot| terminal.open.next(snapshot))?;
    if terminal.is_json {
        let papers: Vec<Value> = found
            .iter()
            .map(|(row, reason)| {
                let mut json = row_json(row);
                json["reason"] = reason_json(reason);
                json
            })
            .collect();
        print::json(&json!({ "papers": papers }));
        return Ok(Outcome::Done);
    }
    if found.is_empty() {
        say!("Nothing waits to be read. Queue a paper with: offprint state queued ID");
        return Ok(Outcome::Done);
    }
    for (row, reason) in found {
        print_rows(terminal, &[(row, None)])?;
        say!("{:>12} {}", "→", words::reason(&reason));
    }
    Ok(Outcome::Done)
}

fn reason_json(reason: &Reason) -> Value {
    match reason {
        Reason::Overdue { day } => json!({ "kind": "overdue", "day": day }),
        Reason::DueSoon { day } => json!({ "kind": "due_soon", "day": day }),
        Reason::Begun { at } => json!({ "kind": "begun", "at": at.map(|at| at.to_iso()) }),
        Reason::InQueue { place } => json!({ "kind": "in_queue", "place": place }),
        Reason::WaitingLongest { since } => {
            json!({ "kind": "waiting_longest", "since": since.to_iso() })
        }
        Reason::Starred => json!({ "kind": "starred" }),
    }
}

pub(super) fn stats(terminal: &Terminal) -> Answered {
    let now = terminal.open.clock().now();
    let today = terminal.open.today();
    let (counts, stats) = terminal
        .open
        .read(|snapshot| Ok::<_, Failure>((snapshot.counts(today)?, snapshot.stats(now)?)))?;
    let of = |state: State| counts.by_state.get(&state).copied().unwrap_or(0);
    if terminal.is_json {
        let states: serde_json::Map<String, Value> = State::ALL
            .into_iter()
            .map(|state| (state.name().to_owned(), json!(of(state))))
            .collect();
        print::json(&json!({
            "papers": counts.all,
            "states": states,
            "snoozed": counts.snoozed,
            "starred": counts.starred,
            "with_note": stats.with_note,
            "imports": stats.imports,
            "added": { "last_7_days": stats.added_last_7_days, "last_30_days": stats.added_last_30_days },
            "finished": { "last_7_days": stats.finished_last_7_days, "last_30_days": stats.finished_last_30_days },
            "inbox_age_days": { "median": stats.inbox_median_age_days, "oldest": stats.inbox_oldest_age_days },
            "median_days_to_finish": stats.median_days_to_finish,
        }));
        return Ok(Outcome::Done);
    }
    let sum: Vec<String> = State::ALL
        .into_iter()
        .map(|state| format!("{} {}", of(state), state.name()))
        .chain((counts.snoozed > 0).then(|| format!("{} snoozed", counts.snoozed)))
        .collect();
    say!("{} papers = {}", counts.all, sum.join(" + "));
    say!(
        "{} starred, {} with a note, {} imports",
        counts.starred,
        stats.with_note,
        stats.imports
    );
    say!(
        "Added:    {} in the last 7 days, {} in 30",
        stats.added_last_7_days,
        stats.added_last_30_days
    );
    say!(
        "Finished: {} in the last 7 days, {} in 30",
        stats.finished_last_7_days,
        stats.finished_last_30_days
    );
    if let (Some(median), Some(oldest)) = (stats.inbox_median_age_days, stats.inbox_oldest_age_days)
    {
        say!("Inbox:    half have waited {median} days or more, the oldest {oldest}");
    }
    if let Some(days) = stats.median_days_to_finish {
        say!("From added to finished: {days} days for half of them");
    }
    Ok(Outcome::Done)
}
