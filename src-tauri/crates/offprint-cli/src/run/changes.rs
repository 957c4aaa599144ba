//! State, star, tags, why, note, citation key and queue.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use offprint_commands::failure::{Failure, FailureCode};
use offprint_commands::library::{Actor, Change, PaperId, QueueSpot, State};
use serde_json::json;

use crate::args::{Note, TagsAction};
use crate::print::say;
use crate::print::{self, words};
use crate::run::{Answered, Outcome, Terminal, told};

/// Applies a change and says what came of it.
pub(super) fn apply(
    terminal: &Terminal,
    change: Change,
    said: impl FnOnce(usize) -> String,
) -> Answered {
    let applied = terminal.open.apply(change, Actor::Terminal, terminal)?;
    if terminal.is_json {
        print::json(&json!({ "change": applied.seq, "n_papers": applied.n_papers }));
    } else if applied.seq.is_none() {
        say!("Nothing to change.");
    } else {
        say!("{}", said(applied.n_papers as usize));
    }
    Ok(Outcome::Done)
}

pub(super) fn state(terminal: &Terminal, to: State, ids: &[String]) -> Answered {
    let papers = terminal.open.papers(ids)?;
    apply(terminal, Change::SetState { papers, to }, |n| {
        format!("{}.", words::state_set(to, n))
    })
}

pub(super) fn star(terminal: &Terminal, ids: &[String], is_starred: bool) -> Answered {
    let papers = terminal.open.papers(ids)?;
    let verb = if is_starred {
        "Starred"
    } else {
        "Took the star off"
    };
    apply(terminal, Change::SetStar { papers, is_starred }, |n| {
        format!("{verb} {}.", words::papers(n))
    })
}

pub(super) fn tag(
    terminal: &Terminal,
    items: Vec<String>,
    named: Vec<String>,
    remove: Vec<String>,
) -> Answered {
    let (tags, ids): (Vec<String>, Vec<String>) =
        items.into_iter().partition(|item| item.starts_with('+'));
    let add: Vec<String> = tags
        .iter()
        .map(|tag| tag[1..].to_owned())
        .chain(named)
        .collect();
    if ids.is_empty() || (add.is_empty() && remove.is_empty()) {
        let text = "name at least one paper and one tag: offprint tag ID +TAG, or --remove TAG";
        return Err(told(FailureCode::Usage, text));
    }
    let papers = terminal.open.papers(&ids)?;
    apply(
        terminal,
        Change::EditTags {
            papers,
            add,
            remove,
        },
        |n| format!("Changed the tags of {}.", words::papers(n)),
    )
}

pub(super) fn tags(terminal: &Terminal, action: Option<TagsAction>) -> Answered {
    match action {
        Some(TagsAction::Rename { from, to }) => {
            let said = format!("Renamed “{}” to “{}”", print::safe(&from), print::safe(&to));
            apply(terminal, Change::RenameTag { from, to }, |n| {
                format!("{said} on {}.", words::papers(n))
            })
        }
        Some(TagsAction::Delete { tag }) => {
            let said = format!("Took “{}” off", print::safe(&tag));
            apply(terminal, Change::DeleteTag { tag }, |n| {
                format!("{said} {}.", words::papers(n))
            })
        }
        None => {
            let tags = terminal.open.read(|snapshot| snapshot.tags())?;
            if terminal.is_json {
                let tags: Vec<_> = tags
                    .iter()
                    .map(|tag| json!({ "tag": tag.name, "n_papers": tag.n_papers }))
                    .collect();
                print::json(&json!({ "tags": tags }));
            } else if tags.is_empty() {
                say!("No tags yet. Add one with: offprint tag ID +TAG");
            } else {
                for tag in tags {
                    say!("{:>6}  {}", tag.n_papers, print::safe(&tag.name));
                }
            }
            Ok(Outcome::Done)
        }
    }
}

pub(super) fn why(terminal: &Terminal, id: &str, why: String) -> Answered {
    let paper = terminal.open.paper(id)?;
    let said = if why.trim().is_empty() {
        "Took the why off."
    } else {
        "Wrote down why."
    };
    apply(terminal, Change::SetWhy { paper, why }, |_| said.to_owned())
}

pub(super) fn note(terminal: &Terminal, arguments: Note) -> Answered {
    let paper = terminal.open.paper(&arguments.id)?;
    if let Some(text) = arguments.set {
        return set_note(terminal, paper, text, None);
    }
    if let Some(text) = arguments.append {
        return apply(terminal, Change::AppendToNote { paper, text }, |_| {
            "Saved the note.".to_owned()
        });
    }
    let present = terminal.open.read(|snapshot| snapshot.note(paper))?;
    if arguments.edit {
        return edit_note(terminal, paper, present.unwrap_or_default());
    }
    if terminal.is_json {
        print::json(&json!({ "note": present }));
    } else if let Some(note) = present {
        say!("{}", print::safe_lines(&note));
    }
    Ok(Outcome::Done)
}

/// Sets the note; with a base, only if it is still the note.
fn set_note(terminal: &Terminal, paper: PaperId, text: String, base: Option<String>) -> Answered {
    let said = if text.trim().is_empty() {
        "Took the note off."
    } else {
        "Saved the note."
    };
    let change = Change::SetNote {
        paper,
        text,
        session: None,
        base,
    };
    apply(terminal, change, |_| said.to_owned())
}

/// Lets the person write the note in an editor of theirs. The file they wrote in goes away only once what
/// they wrote is saved.
fn edit_note(terminal: &Terminal, paper: PaperId, present: String) -> Answered {
    let draft = draft_of(&present)
        .map_err(|error| cannot(&format!("making a file to write the note in: {error}")))?;
    let saved =
        written_in(&draft).and_then(|text| set_note(terminal, paper, text, Some(present.clone())));
    match saved {
        Ok(outcome) => {
            // Left behind, it harms nobody.
            let _ = fs::remove_file(&draft);
            Ok(outcome)
        }
        Err(failure) => {
            let is_as_before = fs::read(&draft).is_ok_and(|bytes| bytes == present.as_bytes());
            if is_as_before {
                let _ = fs::remove_file(&draft);
                return Err(failure);
            }
            let where_it_is = format!("What you wrote is in {}", draft.display());
            print::failure_and(&failure, &where_it_is, terminal.is_json);
            Ok(Outcome::Failed)
        }
    }
}

/// Makes a file that only its owner can read, under a name that nobody can guess, and that stays.
fn draft_of(text: &str) -> io::Result<PathBuf> {
    let mut file = tempfile::Builder::new()
        .prefix("offprint-note-")
        .suffix(".md")
        .tempfile()?;
    file.write_all(text.as_bytes())?;
    let (_, path) = file.keep()?;
    Ok(path)
}

fn cannot(what: &str) -> Failure {
    told(
        FailureCode::Unsupported,
        format!("Offprint cannot do this: {what}."),
    )
}

/// Runs the person's editor on a file, and reads what it wrote.
fn written_in(draft: &Path) -> Result<String, Failure> {
    let editor = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|editor| !editor.trim().is_empty());
    let editor = editor.unwrap_or_else(|| {
        if cfg!(windows) {
            "notepad".to_owned()
        } else {
            "vi".to_owned()
        }
    });
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    match Command::new(program).args(words).arg(draft).status() {
        Ok(status) if status.success() => {}
        Ok(_) => {
            return Err(cannot(&format!(
                "{editor} did not end well; the note is unchanged"
            )));
        }
        Err(error) => {
            let what = format!("{editor}: {error}; set EDITOR to the editor you use");
            return Err(cannot(&what));
        }
    }
    let written = fs::read_to_string(draft)
        .map_err(|error| cannot(&format!("reading what {editor} wrote: {error}")))?;
    Ok(written.trim_end_matches('\n').to_owned())
}

pub(super) fn cite_as(terminal: &Terminal, id: &str, key: String) -> Answered {
    let paper = terminal.open.paper(id)?;
    let said = format!("Cited as {} from now on.", print::safe(&key));
    apply(terminal, Change::SetCitationKey { paper, key }, |_| said)
}

pub(super) fn queue(
    terminal: &Terminal,
    ids: &[String],
    top: bool,
    before: Option<&str>,
) -> Answered {
    let papers = terminal.open.papers(ids)?;
    let spot = match before {
        Some(id) => QueueSpot::Before(terminal.open.paper(id)?),
        None if top => QueueSpot::Top,
        None => QueueSpot::End,
    };
    apply(terminal, Change::PlaceInQueue { papers, spot }, |n| {
        format!("Queued {}.", words::papers(n))
    })
}
