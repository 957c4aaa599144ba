//! Questions and changes of the window on a library as large as libraries get.

use std::path::Path;

use offprint_commands::OpenLibrary;
use offprint_commands::import::ImportOptions;
use offprint_commands::wire::question::{Filter, Sort};
use offprint_commands::wire::{Answer, Question};
use offprint_library::snapshot::rows::{Filter as ListFilter, Sort as ListSort};
use offprint_library::{Actor, Change, NoOversight, PaperId, State, WhatToUndo};
use rusqlite::Connection;

use crate::stopwatch::Stopwatch;
use crate::{LONG_RUNS, LONGEST_RUNS, N_MANY, Outcome, expect, failed, import_file, new_library};

/// In how many places a person decided that only begins to.
const N_FEW_DECIDED: usize = 100;
/// As many decided papers as a hint looks at.
const N_DECIDED: usize = 5_000;
/// How many changes of state each paper has behind it where there is a long history.
const N_CHANGES_EACH: usize = 2;
/// How many changes are taken back at once.
const N_TAKEN_BACK: usize = 2_000;
/// The length of a very long note.
const NOTE_BYTES: usize = 1_000_000;

/// Measures on a library of all papers of a source, in a new folder.
pub fn measure(source: &Path, folder: &Path) -> Outcome<()> {
    let open = new_library(&folder.join("large"))?;
    import_file(&open, source, &ImportOptions::default())?;
    let papers = newest(&open, N_DECIDED + 1)?;
    let (shown, decided) = papers.split_first().ok_or("no papers")?;
    let shown = id_of(&open, *shown)?;
    decide(&open, &decided[..N_FEW_DECIDED])?;
    first_hint(&open, N_FEW_DECIDED, &shown)?;
    decide(&open, &decided[N_FEW_DECIDED..])?;
    first_hint(&open, N_DECIDED, &shown)?;
    by_year(&open)?;
    long_note(&open, decided[0])?;
    give_history(&open)?;
    Stopwatch::measure("insights, 200,000 changes", LONG_RUNS, || {
        let from_day = None;
        match open.ask(&Question::Insights { from_day }).map_err(failed)? {
            Answer::Insights { insights } => {
                expect("papers finished", insights.pace.finished as usize, N_MANY)
            }
            other => Err(another(&other)),
        }
    })?;
    taking_back(&open, &papers)
}

fn newest(open: &OpenLibrary, n: usize) -> Outcome<Vec<PaperId>> {
    let snapshot = open.library().map_err(failed)?.snapshot()?;
    Ok(snapshot.ids(&ListFilter::default(), ListSort::Added, 0, n)?)
}

fn id_of(open: &OpenLibrary, paper: PaperId) -> Outcome<String> {
    let snapshot = open.library().map_err(failed)?.snapshot()?;
    Ok(snapshot.uids_of(&[paper])?[0].to_string())
}

/// Drops every second one of these papers, and marks the others as read.
fn decide(open: &OpenLibrary, papers: &[PaperId]) -> Outcome<()> {
    let library = open.library().map_err(failed)?;
    for (place, to) in [State::Read, State::Dropped].into_iter().enumerate() {
        let papers = papers.iter().copied().skip(place).step_by(2).collect();
        let set_state = Change::SetState { papers, to };
        library.apply(set_state, Actor::Window, &NoOversight)?;
    }
    Ok(())
}

/// Asks for a hint as the window does that has just been opened.
fn first_hint(open: &OpenLibrary, n_decided: usize, paper: &str) -> Outcome<()> {
    let name = format!("first hint, {n_decided} decided");
    Stopwatch::measure(name, LONG_RUNS, || {
        let fresh = OpenLibrary::at(open.folder().to_path_buf());
        let paper = paper.to_owned();
        match fresh.ask(&Question::Hint { paper }).map_err(failed)? {
            Answer::Hint { .. } => Ok(()),
            other => Err(another(&other)),
        }
    })
}

fn by_year(open: &OpenLibrary) -> Outcome<()> {
    Stopwatch::measure("groups by year", LONG_RUNS, || {
        let groups = Question::Groups {
            filter: Filter::default(),
            sort: Sort::Year,
        };
        match open.ask(&groups).map_err(failed)? {
            Answer::Groups { groups } => {
                let n_rows = groups.iter().map(|group| group.n_rows as usize).sum();
                expect("papers in groups", n_rows, N_MANY)
            }
            other => Err(another(&other)),
        }
    })?;
    Stopwatch::measure("the years offered as filters", LONG_RUNS, || {
        let suggest = Question::Suggest {
            text: "year:".to_owned(),
            cursor: 5,
        };
        match open.ask(&suggest).map_err(failed)? {
            Answer::Suggest { suggestions, .. } => expect(
                "years without a number",
                suggestions
                    .iter()
                    .filter(|one| one.n_papers.is_none())
                    .count(),
                0,
            ),
            other => Err(another(&other)),
        }
    })
}

/// Saves a very long note as the editor does, and opens the paper.
fn long_note(open: &OpenLibrary, paper: PaperId) -> Outcome<()> {
    let library = open.library().map_err(failed)?;
    let mut base = String::new();
    let mut save = Stopwatch::new("save a note of 1 MB");
    for run in 0..LONG_RUNS {
        let line = format!("Line {run} of a very long note.\n");
        let text = line.repeat(NOTE_BYTES / line.len());
        let change = Change::SetNote {
            paper,
            text: text.clone(),
            session: Some("bench".to_owned()),
            base: Some(std::mem::replace(&mut base, text)),
        };
        save.time(|| Ok(library.apply(change, Actor::Window, &NoOversight)?))?;
    }
    save.print();
    let id = id_of(open, paper)?;
    Stopwatch::measure("open it", LONG_RUNS, || {
        let question = Question::Paper { paper: id.clone() };
        match open.ask(&question).map_err(failed)? {
            Answer::Paper { paper: Some(paper) } => {
                expect("notes", usize::from(paper.note.is_some()), 1)
            }
            other => Err(another(&other)),
        }
    })
}

/// Writes a history in which each paper was queued and read, as if so many changes had been made one by one over
/// the last year. That would take an hour by the funnel, which waits for the disk each time.
fn give_history(open: &OpenLibrary) -> Outcome<()> {
    let mut db = Connection::open(open.folder().join("library.db"))?;
    let now = open.clock().now().as_millis();
    let tx = db.transaction()?;
    tx.execute_batch(&format!(
        "CREATE TEMP TABLE told AS SELECT paper_id, row_number() OVER (ORDER BY paper_id) AS n FROM marks;
         UPDATE marks SET state = 'read', queue_order = NULL, snoozed_until = NULL, queued_at = told.at, finished_at = told.at + 86400000
             FROM (SELECT paper_id, {now} - 31000000000 + n * 300000 AS at FROM told) AS told
             WHERE told.paper_id = marks.paper_id;"
    ))?;
    for step in 0..N_CHANGES_EACH {
        let (before, after) = match step {
            0 => ("inbox", "queued"),
            _ => ("queued", "read"),
        };
        tx.execute_batch(&format!(
            "CREATE TEMP TABLE newest AS SELECT max(seq) AS seq FROM changes;
             INSERT INTO changes (seq, at, by, kind, facts, n_papers)
                 SELECT newest.seq + n, {now} - 31000000000 + n * 300000 + {step} * 86400000, 'window', 'set_state',
                     '{{\"to\":\"{after}\",\"title\":\"A paper\"}}', 1 FROM told, newest;
             INSERT INTO edits (seq, kind, tbl, row_id, paper_id, before, after)
                 SELECT newest.seq + n, 'row', 'marks', paper_id, paper_id,
                     '{{\"state\":\"{before}\",\"finished_at\":null}}', '{{\"state\":\"{after}\",\"finished_at\":null}}'
                 FROM told, newest;
             DROP TABLE newest;"
        ))?;
    }
    tx.execute_batch("DROP TABLE told;")?;
    Ok(tx.commit()?)
}

/// Takes back all that happened since a change.
fn taking_back(open: &OpenLibrary, papers: &[PaperId]) -> Outcome<()> {
    let library = open.library().map_err(failed)?;
    let mut all = Stopwatch::new(format!("take back {N_TAKEN_BACK} changes"));
    let mut again = Stopwatch::new("take that back");
    for _ in 0..LONGEST_RUNS {
        let mut first = None;
        for paper in &papers[..N_TAKEN_BACK] {
            let star = Change::SetStar {
                papers: vec![*paper],
                is_starred: true,
            };
            let applied = library.apply(star, Actor::Window, &NoOversight)?;
            first = first.or(applied.seq);
        }
        for watch in [&mut all, &mut again] {
            let newest = library.snapshot()?.newest_seq()?;
            let since = WhatToUndo::Since(first.ok_or("nothing was changed")?);
            watch.time(|| Ok(library.undo(&since, false, Actor::Window, &NoOversight)?))?;
            first = Some(newest + 1);
        }
        let since = WhatToUndo::Since(first.ok_or("nothing was changed")?);
        library.undo(&since, false, Actor::Window, &NoOversight)?;
    }
    all.print();
    again.print();
    Ok(())
}

fn another(answer: &Answer) -> Box<dyn std::error::Error> {
    let mut answer = format!("{answer:?}");
    answer.truncate(200);
    format!("another answer: {answer}").into()
}
