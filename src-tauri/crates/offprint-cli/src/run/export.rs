//! Papers to text.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use offprint_commands::export as core;
use offprint_commands::failure::Failure;
use offprint_commands::library::NoOversight;
use offprint_commands::library::snapshot::rows::Sort;
use serde_json::json;

use crate::args::{By, Export};
use crate::print::{self, words};
use crate::print::{say, say_error};
use crate::run::{Answered, Outcome, Terminal, lists};

pub(super) fn export(terminal: &Terminal, arguments: &Export) -> Answered {
    // As elsewhere, - is the standard stream.
    let output = arguments
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    if let Some(path) = output {
        core::refuse_the_library(&terminal.open, path)?;
    }
    let list = core::ReadingList {
        grouping: match arguments.by {
            By::State => core::Grouping::State,
            By::Tag => core::Grouping::Tag,
        },
        words: core::ReadingListWords::default(),
    };
    let (n_papers, lost) = terminal.open.read(|snapshot| {
        let filter = lists::filter_of(snapshot, &arguments.choice, terminal.open.today())?;
        let papers = snapshot.ids(&filter, Sort::Added, 0, usize::MAX)?;
        let lost = match output {
            None => {
                let mut out = BufWriter::new(UntilClosed(io::stdout().lock()));
                let lost = core::export(
                    snapshot,
                    &papers,
                    arguments.format,
                    &list,
                    &NoOversight,
                    &mut out,
                )?;
                out.flush()
                    .map_err(|error| core::failure_of_writing(&error))?;
                lost
            }
            Some(path) => core::export_to_file(
                &terminal.open,
                snapshot,
                &papers,
                arguments.format,
                &list,
                &NoOversight,
                path,
            )?,
        };
        Ok::<_, Failure>((papers.len(), lost))
    })?;
    if let Some(path) = output {
        if terminal.is_json {
            let lost: BTreeMap<&str, usize> =
                lost.iter().map(|(part, n)| (part.name(), *n)).collect();
            let output = path.display().to_string();
            print::json(&json!({ "output": output, "n_papers": n_papers, "lost": lost }));
        } else {
            say!(
                "Wrote {} to {}.",
                words::papers(n_papers),
                print::safe(&path.display().to_string())
            );
        }
    }
    if !terminal.is_json && !lost.is_empty() {
        say_error!("{}", words::lost(arguments.format, &lost));
    }
    Ok(Outcome::Done)
}

/// A pipe whose reader has gone away wants no more, and that is no failure.
struct UntilClosed<W>(W);

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
}
