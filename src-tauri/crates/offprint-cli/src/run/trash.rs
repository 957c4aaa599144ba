//! The trash: moving papers there, putting them back, emptying it.

use std::io::{self, BufRead, IsTerminal, Write};

use offprint_commands::failure::Failure;
use offprint_commands::library::snapshot::rows::{Filter, Row, Sort};
use offprint_commands::library::{Actor, Change};
use offprint_commands::search::Fragment;
use serde_json::{Value, json};

use crate::args::TrashAction;
use crate::print::{self, row_json, say, say_error, words};
use crate::run::changes::apply;
use crate::run::lists::print_rows;
use crate::run::{Answered, Outcome, Terminal};

/// Moves papers to the trash.
pub(super) fn move_there(terminal: &Terminal, ids: &[String]) -> Answered {
    let papers = terminal.open.papers(ids)?;
    apply(terminal, Change::MoveToTrash { papers }, |n| {
        format!("Moved {} to the trash.", words::papers(n))
    })
}

/// Lists what is in the trash, puts papers back, or empties it.
pub(super) fn trash(terminal: &Terminal, action: &TrashAction) -> Answered {
    match action {
        TrashAction::List { limit, offset } => list(terminal, *limit, *offset),
        TrashAction::PutBack { ids } => {
            let papers = terminal.open.papers(ids)?;
            apply(terminal, Change::PutBack { papers }, |n| {
                format!("Put back {}.", words::papers(n))
            })
        }
        TrashAction::Empty { yes } => empty(terminal, *yes),
    }
}

fn in_trash() -> Filter {
    Filter {
        is_trashed: true,
        ..Filter::default()
    }
}

fn list(terminal: &Terminal, limit: usize, offset: usize) -> Answered {
    let (total, rows) = terminal.open.read(|snapshot| {
        let rows = snapshot.rows(&in_trash(), Sort::Trashed, offset, limit)?;
        Ok::<_, Failure>((snapshot.count(&in_trash())?, rows))
    })?;
    if terminal.is_json {
        let papers: Vec<Value> = rows
            .iter()
            .map(|row| {
                let mut json = row_json(row);
                json["trashed_at"] = json!(row.trashed_at.map(|at| at.to_iso()));
                json
            })
            .collect();
        print::json(&json!({ "total": total, "papers": papers }));
        return Ok(Outcome::Done);
    }
    let n_shown = rows.len();
    let rows: Vec<(Row, Option<Fragment>)> = rows.into_iter().map(|row| (row, None)).collect();
    print_rows(terminal, &rows)?;
    match total {
        0 => say!("The trash is empty."),
        _ => print::rest(total, Some(offset), n_shown),
    }
    Ok(Outcome::Done)
}

/// Asks first, where there is somebody to ask.
fn empty(terminal: &Terminal, is_sure: bool) -> Answered {
    let can_ask = !terminal.is_json && io::stdin().is_terminal() && io::stderr().is_terminal();
    if can_ask && !is_sure {
        let n = terminal.open.read(|snapshot| snapshot.count(&in_trash()))?;
        if n > 0 && !is_wanted(n) {
            say!("Nothing was taken out.");
            return Ok(Outcome::Done);
        }
    }
    let applied = terminal
        .open
        .apply(Change::EmptyTrash, Actor::Terminal, terminal)?;
    if terminal.is_json {
        print::json(&json!({ "change": applied.seq, "n_papers": applied.n_papers }));
    } else if applied.seq.is_none() {
        say!("The trash is empty.");
    } else {
        let n = applied.n_papers as usize;
        let them = if n == 1 { "it" } else { "them" };
        say!(
            "Emptied the trash: {}. Until the next backup, undo brings {them} back.",
            words::papers(n)
        );
    }
    Ok(Outcome::Done)
}

fn is_wanted(n: usize) -> bool {
    let verb = if n == 1 { "leaves" } else { "leave" };
    say_error!(
        "{} {verb} for good after the next backup.",
        words::papers(n)
    );
    let mut err = io::stderr();
    let _ = write!(err, "Empty the trash? [y]es, Enter keeps them: ");
    let _ = err.flush();
    let mut line = String::new();
    let is_read = io::stdin().lock().read_line(&mut line).is_ok();
    is_read && line.trim().to_lowercase().starts_with('y')
}
