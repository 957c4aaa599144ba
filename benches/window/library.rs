//! The library that the window is opened on: invented papers, as a person would have them after years.

use std::fs;
use std::path::Path;

use offprint_commands::OpenLibrary;
use offprint_commands::failure::Failure;
use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::{Actor, NoOversight};
use offprint_commands::wire::question::{Filter, Sort, State};
use offprint_commands::wire::{Answer, Change, Question};

use crate::Outcome;

/// Makes a library of so many papers, most of them in the inbox; `source` is a file to write them into.
pub fn fill(folder: &Path, source: &Path, n_papers: usize) -> Outcome<()> {
    fs::write(source, offprint_testkit::bibtex_of(n_papers))?;
    let open = OpenLibrary::at(folder.to_path_buf());
    let inputs = vec![Input::Path(source.to_path_buf())];
    let options = ImportOptions::default();
    import(&open, inputs, &options, Actor::Window, &NoOversight).map_err(failed)?;
    fs::remove_file(source)?;
    // Beyond those that are gone through, so that the inbox begins with them.
    let tenth = n_papers / 10;
    for (to, from, n) in [
        (State::Read, n_papers - tenth, tenth),
        (State::Dropped, n_papers - 2 * tenth, tenth),
        (State::Queued, n_papers - 3 * tenth, 8),
    ] {
        let papers = papers(&open, from, n)?;
        change(&open, &Change::SetState { papers, to })?;
    }
    let papers = papers(&open, 0, tenth)?;
    let add = vec!["harvest".to_owned()];
    change(
        &open,
        &Change::EditTags {
            papers,
            add,
            remove: Vec::new(),
        },
    )
}

fn papers(open: &OpenLibrary, from: usize, n: usize) -> Outcome<Vec<String>> {
    let question = Question::Ids {
        filter: Filter::default(),
        sort: Sort::Added,
        from_row: u32::try_from(from)?,
        to_row: u32::try_from(from + n - 1)?,
    };
    match open.ask(&question).map_err(failed)? {
        Answer::Ids { papers } => Ok(papers),
        other => Err(format!("another answer: {other:?}").into()),
    }
}

fn change(open: &OpenLibrary, change: &Change) -> Outcome<()> {
    open.change(change, Actor::Window, &NoOversight)
        .map_err(failed)?;
    Ok(())
}

fn failed(failure: Failure) -> Box<dyn std::error::Error> {
    format!("{failure:?}").into()
}
