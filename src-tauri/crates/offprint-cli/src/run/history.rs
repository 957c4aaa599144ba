//! What happened, and back.

use offprint_commands::failure::{Failure, FailureCode};
use offprint_commands::library::{Actor, HistoryFilter, HistoryRow, Snapshot, Undone, WhatToUndo};
use serde_json::{Value, json};

use crate::print::say;
use crate::print::{self, words};
use crate::run::{Answered, Outcome, Terminal, told};

pub(super) fn history(terminal: &Terminal, limit: usize, paper: Option<&str>) -> Answered {
    let (total, changes, labels) = terminal.open.read(|snapshot| {
        let paper = paper.map(|id| snapshot.resolve_paper(id)).transpose()?;
        let of = HistoryFilter {
            paper,
            ..HistoryFilter::default()
        };
        let (total, changes) = snapshot.history(&of, 0, limit)?;
        let labels = labels(snapshot, &changes)?;
        Ok::<_, Failure>((total, changes, labels))
    })?;
    if terminal.is_json {
        let changes: Vec<Value> = changes
            .iter()
            .zip(labels)
            .map(|(change, label)| as_json(change, &label))
            .collect();
        print::json(&json!({ "total": total, "changes": changes }));
        return Ok(Outcome::Done);
    }
    if changes.is_empty() {
        say!("Nothing has happened yet.");
    }
    for (change, label) in changes.iter().zip(labels) {
        let at = print::moment(change.at);
        let undone = words::undone(change);
        say!(
            "{:>6}  {at}  {:<8}  {}{undone}",
            change.seq,
            change.by.name(),
            print::safe(&label)
        );
    }
    if changes.len() < total {
        say!(
            "… and {} earlier; see them with --limit.",
            total - changes.len()
        );
    }
    Ok(Outcome::Done)
}

/// Says in words what each of some changes was.
pub(super) fn labels(snapshot: &Snapshot, changes: &[HistoryRow]) -> Result<Vec<String>, Failure> {
    changes
        .iter()
        .map(|change| label(snapshot, change))
        .collect()
}

/// Says in words what a change was; of an undo, what it took back.
fn label(snapshot: &Snapshot, change: &HistoryRow) -> Result<String, Failure> {
    let undone = match change.undoes {
        Some(seq) => snapshot
            .change(seq)?
            .map(|undone| label(snapshot, &undone))
            .transpose()?,
        None => None,
    };
    Ok(words::change(change, undone.as_deref()))
}

pub(super) fn as_json(change: &HistoryRow, label: &str) -> Value {
    json!({
        "seq": change.seq,
        "at": change.at.to_iso(),
        "by": change.by.name(),
        "kind": change.kind.name(),
        "label": label,
        "n_papers": change.n_papers,
        "imports": change.imports,
        "undoes": change.undoes,
        "undone_by": change.undone_by,
    })
}

pub(super) fn undo(
    terminal: &Terminal,
    steps: Option<usize>,
    change: Option<i64>,
    import: Option<String>,
    since: Option<i64>,
) -> Answered {
    let what = match (change, import, since) {
        (Some(seq), _, _) => WhatToUndo::Change(seq),
        (None, Some(id), _) => WhatToUndo::Import(id),
        (None, None, Some(seq)) => WhatToUndo::Since(seq),
        (None, None, None) => WhatToUndo::Newest,
    };
    several(terminal, steps.unwrap_or(1), Way::Back, || {
        terminal.open.undo(&what, false, Actor::Terminal, terminal)
    })
}

pub(super) fn redo(terminal: &Terminal, steps: usize) -> Answered {
    several(terminal, steps, Way::Forth, || {
        terminal.open.redo(Actor::Terminal, terminal)
    })
}

#[derive(Clone, Copy)]
enum Way {
    Back,
    Forth,
}

fn several(
    terminal: &Terminal,
    steps: usize,
    way: Way,
    mut step: impl FnMut() -> Result<Undone, Failure>,
) -> Answered {
    let mut done: Vec<Undone> = Vec::new();
    let mut ended_early = None;
    for _ in 0..steps {
        match step() {
            Ok(undone) => done.push(undone),
            // Fewer steps than asked for is done in part; none at all is a failure.
            Err(failure) if failure.code == FailureCode::NothingToUndo && !done.is_empty() => {
                ended_early = Some(failure);
                break;
            }
            Err(failure) => {
                let is_redo = matches!(way, Way::Forth);
                return Err(match failure.code {
                    FailureCode::NothingToUndo if is_redo => {
                        told(failure.code, "nothing to bring back.")
                    }
                    _ => failure,
                });
            }
        }
    }
    let verb = match way {
        Way::Back => "Undone",
        Way::Forth => "Redone",
    };
    let n_left: usize = done.iter().map(|undone| undone.left.n()).sum();
    let n_kept: usize = done.iter().map(|undone| undone.n_kept).sum();
    if terminal.is_json {
        let seqs: Vec<i64> = done.iter().map(|undone| undone.change.seq).collect();
        print::json(&json!({ "changes": seqs, "n_kept": n_kept }));
    } else {
        for undone in &done {
            let label = terminal
                .open
                .read(|snapshot| label(snapshot, &undone.change))?;
            match undone.n_changes {
                1 => say!("{verb}: {}", print::safe(&label)),
                n => say!(
                    "{verb}: {n} changes, back to before: {}",
                    print::safe(&label)
                ),
            }
            if undone.n_removed > 0 {
                let removed = words::papers(undone.n_removed);
                say!("Took out {removed}.{}", words::kept(undone.n_kept));
            } else if undone.n_kept > 0 {
                say!("Took out no paper.{}", words::kept(undone.n_kept));
            }
        }
    }
    if let Some(failure) = ended_early {
        let steps_done = format!("{} of {steps} steps", done.len());
        let where_to = match way {
            Way::Back => "take back",
            Way::Forth => "bring back",
        };
        let sentence = format!("nothing more to {where_to}: {steps_done} done.");
        print::failure(&told(failure.code, sentence), terminal.is_json);
        return Ok(Outcome::InPart);
    }
    if n_left > 0 {
        let sentence =
            format!("later changes differ: {n_left} left as they are. The rest was put back.");
        let failure = told(FailureCode::Conflict, sentence);
        print::failure(&failure, terminal.is_json);
        return Ok(Outcome::InPart);
    }
    Ok(Outcome::Done)
}
