//! What came of an import.

use offprint_commands::Rejection;
use offprint_commands::import::{ImportOptions, ImportOutcome, TakenSource, path_of};
use offprint_commands::library::Actor;
use serde_json::{Value, json};

use crate::print::{error_json, failure, failure_in_words, first_span, safe, words};

/// An import as JSON, on which programs rely.
pub(crate) fn import_json(outcome: &ImportOutcome, options: &ImportOptions) -> Value {
    let imports: Vec<Value> = outcome
        .sources
        .iter()
        .map(|taken| source_json(taken, options))
        .collect();
    json!({ "change": outcome.seq, "imports": imports })
}

fn source_json(taken: &TakenSource, options: &ImportOptions) -> Value {
    let import = &taken.import;
    let numbers = &import.numbers;
    let papers: Vec<Value> = import
        .papers
        .iter()
        .map(|paper| {
            json!({
                // Nothing that a dry run names is the import's to name.
                "id": paper.id.as_ref().filter(|_| !options.is_dry_run).map(|id| id.as_str()),
                "title": paper.title,
                "outcome": paper.outcome.name(),
                "lines": first_span(&paper.lines),
            })
        })
        .collect();
    let rejections: Vec<Value> = import.rejections.iter().map(rejection_json).collect();
    let mut warnings: Vec<Value> = taken
        .warnings
        .iter()
        .map(|warning| {
            json!({ "lines": [warning.lines.first, warning.lines.last], "message": words::warning(warning) })
        })
        .collect();
    if taken.is_encoding_guessed {
        warnings.push(
            json!({ "lines": null, "message": words::guessed_encoding(&import.source.encoding) }),
        );
    }
    json!({
        "id": import.id.as_ref().map(|id| id.as_str()),
        "source": import.source.name,
        "format": import.source.format,
        "encoding": import.source.encoding,
        "found": numbers.found(),
        "new": numbers.new,
        "known": numbers.known,
        "dropped": numbers.dropped,
        "possible": numbers.possible,
        "repeated": numbers.repeated,
        "rejected": numbers.rejected,
        "added": numbers.added,
        "papers": papers,
        "rejections": rejections,
        "warnings": warnings,
    })
}

/// A rejected record as JSON, on which programs rely.
pub(crate) fn rejection_json(rejection: &Rejection) -> Value {
    json!({
        "lines": [rejection.lines.first, rejection.lines.last],
        "reason": words::rejection(rejection.reason),
        "text": rejection.text,
    })
}

/// So many possible duplicates are named.
const MOST_DOUBTS: usize = 20;

/// Says what came of an import, one equation a source. `n_left_open` is how many possible duplicates came in
/// as papers of their own without an answer.
pub(crate) fn import(
    outcome: &ImportOutcome,
    options: &ImportOptions,
    by: Actor,
    n_left_open: usize,
) {
    let mut n_added = 0;
    for taken in &outcome.sources {
        let import = &taken.import;
        let numbers = &import.numbers;
        n_added += numbers.added;
        let mut equation = format!(
            "{} found = {} new + {} known + {} dropped before + {} possible duplicates",
            numbers.found(),
            numbers.new,
            numbers.known,
            numbers.dropped,
            numbers.possible
        );
        // As in the window: these two stand only where there is something.
        for (n, name) in [
            (numbers.repeated, "repeated"),
            (numbers.rejected, "rejected"),
        ] {
            if n > 0 {
                equation.push_str(&format!(" + {n} {name}"));
            }
        }
        say!(
            "{} ({}, {}): {equation}",
            safe(path_of(&import.source)),
            import.source.format,
            import.source.encoding
        );
        if let (true, Some(reason)) = (options.is_dry_run, taken.reason) {
            say!(
                "  recognised by {}; --format reads it as another",
                words::detect_reason(reason)
            );
        }
        for (found, here) in taken.doubts.iter().take(MOST_DOUBTS) {
            say!("  perhaps the same: {} / here: {}", safe(found), safe(here));
        }
        if taken.doubts.len() > MOST_DOUBTS {
            say!("  and {} more", taken.doubts.len() - MOST_DOUBTS);
        }
        if numbers.noise_lines > 0 {
            say!(
                "  {} left out as page noise",
                words::lines(numbers.noise_lines)
            );
        }
        if taken.is_encoding_guessed {
            say!("  {}", words::guessed_encoding(&import.source.encoding));
        }
        for warning in &taken.warnings {
            say!(
                "  line {}: {}",
                warning.lines.first,
                safe(&words::warning(warning))
            );
        }
    }
    if !options.is_dry_run && n_left_open > 0 {
        say!("{}", words::left_open(n_left_open));
    }
    if !outcome.skipped.is_empty() {
        say!(
            "{} passed over: not text, or no paper in it",
            words::files(outcome.skipped.len())
        );
        const MOST_NAMED: usize = 10;
        for failure in outcome.skipped.iter().take(MOST_NAMED) {
            say!("  {}", safe(failure.path.as_deref().unwrap_or_default()));
        }
        if outcome.skipped.len() > MOST_NAMED {
            say!("  and {} more", outcome.skipped.len() - MOST_NAMED);
        }
    }
    if options.is_dry_run {
        say!(
            "Nothing was written. Without --dry-run {} would be added.",
            words::papers(n_added)
        );
    } else if n_added > 0 {
        // Without a state given, the source itself may have told some.
        let place = options
            .given
            .state
            .map(|state| format!(" to {}", words::place(state)));
        say!(
            "Added {}{}. Take it back with: {}",
            words::papers(n_added),
            place.unwrap_or_default(),
            way_back(outcome, by)
        );
    } else if outcome.seq.is_some() {
        say!("Nothing new to add.");
    }
}

/// The command that takes an import back; undo alone passes over what the person did not do.
fn way_back(outcome: &ImportOutcome, by: Actor) -> String {
    let ids = outcome
        .sources
        .iter()
        .find_map(|taken| taken.import.id.as_ref());
    match (by, ids) {
        (Actor::Watcher, Some(id)) => {
            const DIGITS: usize = 7;
            format!("offprint undo --import {}", &id.as_str()[..DIGITS])
        }
        (Actor::Watcher | Actor::Window | Actor::Terminal, _) => "offprint undo".to_owned(),
    }
}

/// Says on standard error what could not be done: sources that failed, records that were rejected.
pub(crate) fn troubles(outcome: &ImportOutcome, options: &ImportOptions, is_json: bool) {
    let rejected = || {
        outcome.sources.iter().flat_map(|taken| {
            taken
                .import
                .rejections
                .iter()
                .map(move |rejection| (&taken.import, rejection))
        })
    };
    if !is_json {
        outcome
            .failures
            .iter()
            .for_each(|trouble| failure(trouble, false));
        for (import, rejection) in rejected() {
            let reason = words::rejection(rejection.reason);
            let rest = if !options.is_dry_run && import.numbers.added > 0 {
                " The rest came in."
            } else {
                ""
            };
            say_error!(
                "offprint: {}, line {}: {reason}.{rest}",
                safe(path_of(&import.source)),
                rejection.lines.first
            );
        }
        return;
    }
    // One document: the first trouble, and how many more.
    let n_troubles = outcome.failures.len() + rejected().count();
    let more = if n_troubles > 1 {
        format!(" ({} more)", n_troubles - 1)
    } else {
        String::new()
    };
    if let Some(failure) = outcome.failures.first() {
        let message = format!("{}{more}", words::failure(failure));
        failure_in_words(failure, &message, true);
    } else if let Some((import, rejection)) = rejected().next() {
        let path = path_of(&import.source);
        let line = rejection.lines.first;
        let message = format!(
            "{path}, line {line}: {}{more}",
            words::rejection(rejection.reason)
        );
        error_json(
            offprint_commands::failure::FailureCode::NoPapers,
            &message,
            Some(path),
            Some(line),
        );
    }
}
