//! All words of the terminal: what happened, to which file and line, what is safe, what to do.

use crate::print::safe;
use offprint_commands::export::Losses;
use offprint_commands::failure::{Failure, FailureCode};
use offprint_commands::library::import::Grounds;
use offprint_commands::library::snapshot::rows::Row;
use offprint_commands::library::{
    ChangeKind, HistoryRow, Reason, State, WatchedFile, WatchedOutcome,
};
use offprint_commands::{
    Author, DetectReason, Part, RejectionReason, Warning, WarningKind, WriteFormat,
};

pub(crate) fn papers(n: usize) -> String {
    counted(n, "paper", "papers")
}

pub(crate) fn lines(n: usize) -> String {
    counted(n, "line", "lines")
}

pub(crate) fn files(n: usize) -> String {
    counted(n, "file", "files")
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Where papers of a state are.
pub(crate) const fn place(state: State) -> &'static str {
    match state {
        State::Inbox => "the inbox",
        State::Queued => "the queue",
        State::Reading => "what you are reading",
        State::Read => "what you have read",
        State::Skimmed => "what you have skimmed",
        State::Dropped => "what you have dropped",
    }
}

const fn state_verb(state: State) -> &'static str {
    match state {
        State::Inbox => "Put back into the inbox",
        State::Queued => "Queued",
        State::Reading => "Started",
        State::Read => "Read",
        State::Skimmed => "Skimmed",
        State::Dropped => "Dropped",
    }
}

pub(crate) fn state_set(state: State, n: usize) -> String {
    format!("{}: {}", state_verb(state), papers(n))
}

/// The first three names; none where there are none.
pub(crate) fn authors(authors: &[Author]) -> Option<String> {
    const MOST: usize = 3;
    let names: Vec<&str> = authors
        .iter()
        .take(MOST)
        .map(|author| author.family.as_str())
        .collect();
    match authors.len() {
        0 => None,
        n if n > MOST => Some(format!("{} and {} more", names.join(", "), n - MOST)),
        _ => Some(names.join(", ")),
    }
}

/// Says what a change was. `undone` is what an undo took back.
pub(crate) fn change(change: &HistoryRow, undone: Option<&str>) -> String {
    let what = match &change.title {
        Some(title) if change.n_papers == 1 => format!("“{title}”"),
        Some(_) | None => papers(change.n_papers),
    };
    match change.kind {
        ChangeKind::Import => {
            let sources = change.sources.join(", ");
            format!(
                "Imported {sources}: {} added",
                papers(change.n_added.unwrap_or(0))
            )
        }
        ChangeKind::AddPaper => format!("Added {what}"),
        ChangeKind::EditPaper => format!("Edited {what}"),
        ChangeKind::SetState => format!("{} {what}", change.to.map_or("Changed", state_verb)),
        ChangeKind::SetStar if change.is_starred == Some(true) => format!("Starred {what}"),
        ChangeKind::SetStar => format!("Took the star off {what}"),
        ChangeKind::EditTags => {
            let added = change.tags_added.iter().map(|tag| format!("+{tag}"));
            let removed = change.tags_removed.iter().map(|tag| format!("−{tag}"));
            let tags: Vec<String> = added.chain(removed).collect();
            format!("Tagged {what} {}", tags.join(" "))
        }
        ChangeKind::RenameTag => {
            format!(
                "Renamed “{}” to “{}”",
                change.tags_removed.join(" "),
                change.tags_added.join(" ")
            )
        }
        ChangeKind::DeleteTag => format!("Took “{}” off {what}", change.tags_removed.join(" ")),
        ChangeKind::SetWhy => format!("Why of {what}"),
        ChangeKind::SetNote => format!("Note on {what}"),
        ChangeKind::PlaceInQueue => format!("Placed {what} in the queue"),
        ChangeKind::Snooze => match &change.day {
            Some(day) => format!("Snoozed {what} until {day}"),
            None => format!("Ended the snooze of {what}"),
        },
        ChangeKind::SetDue => match &change.day {
            Some(day) => format!("Due on {day}: {what}"),
            None => format!("Took the due day off {what}"),
        },
        ChangeKind::KeepWaiting => format!("Kept {what} waiting in the queue"),
        ChangeKind::SetTagHue => format!("Set the colour of “{}”", change.tags_added.join(" ")),
        ChangeKind::SetSavedViews => "Changed the saved views".to_owned(),
        ChangeKind::SetQueueSize => {
            format!(
                "Planned the queue for {}",
                papers(change.size.unwrap_or(0) as usize)
            )
        }
        ChangeKind::Trash => format!("Moved {what} to the trash"),
        ChangeKind::PutBack => format!("Put back {what}"),
        ChangeKind::EmptyTrash => format!("Emptied the trash: {}", papers(change.n_papers)),
        ChangeKind::SetCitationKey => format!("Citation key of {what}"),
        ChangeKind::AnswerDuplicate => format!("Kept {} apart", both(change)),
        ChangeKind::TakeBackAnswer => {
            format!("Asked again whether {} are the same", both(change))
        }
        ChangeKind::Merge => match (&change.other_title, &change.title) {
            (Some(gone), Some(kept)) => format!("Merged “{gone}” into “{kept}”"),
            _ => "Merged 2 papers".to_owned(),
        },
        ChangeKind::Split => format!("Parted {}", both(change)),
        ChangeKind::WatchFolder => format!("Watched {}", change.sources.join(" in place of ")),
        ChangeKind::UnwatchFolder => format!("Watched {} no more", change.sources.join(", ")),
        ChangeKind::SetMirror => match change.sources.first() {
            Some(folder) => format!("Mirrored the library to {folder}"),
            None => "Mirrored the library no more".to_owned(),
        },
        ChangeKind::Undo => format!("Undone: {}", undone.unwrap_or_default()),
        ChangeKind::Redo => format!(
            "Redone: {}",
            undone.unwrap_or_default().trim_start_matches("Undone: ")
        ),
    }
}

/// Says why a paper is to be read now.
pub(crate) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Overdue { day } => format!("was due on {day}"),
        Reason::DueSoon { day } => format!("is due on {day}"),
        Reason::Begun { at: Some(at) } => {
            format!(
                "you began it on {} and have not finished it",
                at.local_day()
            )
        }
        Reason::Begun { at: None } => "you began it and have not finished it".to_owned(),
        Reason::InQueue { place: 1 } => "first in your queue".to_owned(),
        Reason::InQueue { place } => format!("number {place} in your queue"),
        Reason::WaitingLongest { since } => {
            format!(
                "has waited longest in your queue, since {}",
                since.local_day()
            )
        }
        Reason::Starred => "you starred it".to_owned(),
    }
}

/// Says until when a row's paper is hidden, if it has such a day.
pub(crate) fn snoozed(row: &Row) -> Option<String> {
    let day = row.snoozed_until.as_ref()?;
    Some(format!("snoozed until {day}"))
}

/// Names the two papers that a change was about.
fn both(change: &HistoryRow) -> String {
    match (&change.title, &change.other_title) {
        (Some(one), Some(other)) => format!("“{one}” and “{other}”"),
        _ => "2 papers".to_owned(),
    }
}

/// Says why it is asked whether two papers are the same.
pub(crate) const fn grounds(grounds: Grounds) -> &'static str {
    match grounds {
        // What is the same for sure is asked only of two that the person had told apart.
        Grounds::Identifier => "they share an identifier",
        Grounds::Title => "the same title, and nothing contradicts",
        Grounds::IdentifierOnly => "they share an identifier, but neither title nor authors",
        Grounds::TitleOnly => "the same title, but a short one, or something contradicts",
        Grounds::NearTitle => "nearly the same title, with fitting authors or abstract",
    }
}

/// Says behind a change that it was taken back, if it was.
pub(crate) const fn undone(change: &HistoryRow) -> &'static str {
    if change.undone_by.is_some() {
        "  (undone)"
    } else {
        ""
    }
}

/// Says how many papers an undone import keeps, as a sentence to be added.
pub(crate) fn kept(n: usize) -> String {
    match n {
        0 => String::new(),
        1 => " 1 is kept: you worked on it, or another import holds it.".to_owned(),
        n => format!(" {n} are kept: you worked on them, or another import holds them."),
    }
}

pub(crate) const fn detect_reason(reason: DetectReason) -> &'static str {
    match reason {
        DetectReason::EntryHead => "the head of an entry",
        DetectReason::TagLines => "the tags of its lines",
        DetectReason::MailHeaders => "the headers of a mail",
        DetectReason::MailBody => "the text of a mail",
        DetectReason::RootElement => "its outermost element",
        DetectReason::FieldNames => "the names of its fields",
        DetectReason::ColumnNames => "the names of its columns",
        DetectReason::Markup => "its HTML",
        DetectReason::LinkLines => "lines that are links to papers",
        DetectReason::TitleLines => "lines that are references",
        DetectReason::FileName => "the ending of its name",
        DetectReason::NothingElse => "nothing that another format has",
    }
}

pub(crate) const fn rejection(reason: RejectionReason) -> &'static str {
    match reason {
        RejectionReason::NothingNamesIt => {
            "neither a title nor an identifier, so there is nothing to add"
        }
        RejectionReason::NeverCloses => "the entry never closes: its end is missing",
        RejectionReason::NotAPaper => "a link to a page that is no paper",
        RejectionReason::Malformed => "a record that breaks the rules of its format",
        RejectionReason::TooLarge => "larger than a record can be",
    }
}

pub(crate) fn warning(warning: &Warning) -> String {
    let detail = &warning.detail;
    match warning.kind {
        WarningKind::MissingComma => "a comma was missing; mended".to_owned(),
        WarningKind::MissingKey => "the entry has no key; read all the same".to_owned(),
        WarningKind::MissingEquals => format!("the field {detail} has no “=”; mended"),
        WarningKind::UndefinedMacro => format!("nothing defines the macro {detail}; kept as text"),
        WarningKind::UnclosedQuote => {
            "a quotation mark never closes; read to the end of the line".to_owned()
        }
        WarningKind::MissingBoundary => {
            "the record lacks its first or last line; read all the same".to_owned()
        }
        WarningKind::StrayText => "text outside of any record".to_owned(),
    }
}

pub(crate) fn left_open(n: usize) -> String {
    match n {
        1 => "1 possible duplicate came in as a paper of its own; the question stays open."
            .to_owned(),
        n => {
            format!(
                "{n} possible duplicates came in as papers of their own; the questions stay open."
            )
        }
    }
}

pub(crate) fn guessed_encoding(encoding: &str) -> String {
    format!("The text is not UTF-8; read as {encoding}, which is a guess")
}

/// What became of a watched file.
pub(crate) fn watched(file: &WatchedFile) -> String {
    match &file.outcome {
        WatchedOutcome::Taken { n_found, n_new, .. } => {
            format!("{} found, {n_new} new", papers(*n_found as usize))
        }
        WatchedOutcome::Already => "taken before, under another name".to_owned(),
        WatchedOutcome::ThereBefore => "was there before".to_owned(),
        WatchedOutcome::Failed { code, line, detail } => {
            let failure = Failure::noted(code, *line, detail.clone());
            format!("{} Read again when it changes.", self::failure(&failure))
        }
    }
}

/// Says what went wrong, to what, what is safe and what to do.
pub(crate) fn failure(failure: &Failure) -> String {
    let detail = failure.detail.as_deref();
    // A name with a line's end could else pass for a message.
    let mut about = safe(failure.path.as_deref().unwrap_or_default());
    if let Some(line) = failure.line {
        about.push_str(&format!(", line {line}"));
    }
    let lead = if about.is_empty() {
        String::new()
    } else {
        format!("{about}: ")
    };
    let sentence = match detail.and_then(|detail| detail.strip_prefix("writing: ")) {
        Some(reason) => not_written(failure.code, reason),
        None if is_of_paper_changed(failure) => {
            "the paper was changed meanwhile, and was left as it is now. Try again.".to_owned()
        }
        None => sentence(failure.code, detail),
    };
    if lead.is_empty() {
        let mut letters = sentence.chars();
        let first: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        return format!("{first}{}", letters.as_str());
    }
    format!("{lead}{sentence}")
}

/// Whether a paper, not a file, which would be named, changed meanwhile.
fn is_of_paper_changed(failure: &Failure) -> bool {
    failure.code == FailureCode::Conflict
        && failure.detail.as_deref() == Some("changed")
        && failure.path.is_none()
}

/// Says why a file could not be written, in the system's words.
fn not_written(code: FailureCode, reason: &str) -> String {
    if code == FailureCode::NotAFile {
        return "this is a folder, and was not written to. Name a file.".to_owned();
    }
    format!("cannot be written: {reason}. What was there before is unchanged.")
}

fn sentence(code: FailureCode, detail: Option<&str>) -> String {
    match code {
        FailureCode::NotFound => match detail {
            Some("no paper") => "no paper has this id. List them with: offprint list".to_owned(),
            Some("no change") => "the history holds no such change or import. See: offprint history".to_owned(),
            Some("not merged") => {
                "no paper went into another under this id. See: offprint duplicates --decided".to_owned()
            }
            Some("not queued") => {
                "the paper to put it before is not in the queue. See: offprint list --sort queue".to_owned()
            }
            Some("no link") => "this paper has no such link. Add one with: offprint edit ID --link URL".to_owned(),
            Some("no mirror") => {
                "the mirror is not there; is the drive connected? To make it anew: offprint mirror on DIR".to_owned()
            }
            Some("not mirrored") => "there is no mirror. Turn one on with: offprint mirror on DIR".to_owned(),
            Some("moved") => {
                "the library was moved here. Nothing was changed; name this folder, or none where it is your usual one."
                    .to_owned()
            }
            Some("no library") => {
                "the library is not here any more; is the drive connected? Nothing was changed. Name another with \
                 --library DIR, or mend `library` in settings.toml."
                    .to_owned()
            }
            Some("not watched") => "this folder is not watched. See: offprint watch list".to_owned(),
            Some(detail) => format!("cannot be read: {detail}. Nothing was changed."),
            None => "there is no such file or folder. Nothing was changed.".to_owned(),
        },
        FailureCode::AmbiguousId => {
            let papers: Vec<String> = detail.unwrap_or_default().lines().map(|line| format!("\n  {line}")).collect();
            format!("several ids begin so. Type more of it:{}", papers.concat())
        }
        FailureCode::NoPapers => match detail {
            Some("empty") => "the file is empty. Nothing was added.".to_owned(),
            Some(detail) => format!("no papers found: {detail}. Nothing was added."),
            None => {
                "no papers found in this text. Offprint reads the text of paper pages, mails, saved pages, lists, \
                 tables, and what reference managers and reading lists export. Nothing was added."
                    .to_owned()
            }
        },
        FailureCode::NotText => {
            let what = detail.unwrap_or("not text");
            format!("this is {what}, and Offprint reads text. The file was left as it is; nothing was added.")
        }
        FailureCode::Unsupported if detail == Some("mirrored") => {
            "the library is mirrored there, and the mirror's files would be taken in again. Watch another folder."
                .to_owned()
        }
        FailureCode::Unsupported => format!("Offprint cannot do this: {}.", detail.unwrap_or("not supported")),
        FailureCode::NotAFile => {
            format!("this is {}, and was not read. Name a file or a folder.", detail.unwrap_or("not a file"))
        }
        FailureCode::LibraryBusy => match detail {
            Some(detail) => format!("{detail}."),
            None => {
                "the library is in use by another program and stayed so for 30 seconds. Nothing was changed; \
                 try again."
                    .to_owned()
            }
        },
        FailureCode::LibraryNewer => format!(
            "this library was written by a newer Offprint ({}). It was left as it is. Update Offprint to open it.",
            detail.unwrap_or_default()
        ),
        FailureCode::LibraryDamaged => format!(
            "the library cannot be read: {}. The file was left as it is. Put a copy of it aside before you do \
             anything else.",
            detail.unwrap_or("it is damaged")
        ),
        FailureCode::ReadOnly => {
            "this place cannot be written to. Nothing was changed; what is there can still be read. Allow writing, \
             or name another library with --library DIR."
                .to_owned()
        }
        FailureCode::DiskFull => {
            "there is no room left on the disk. This change was not saved; everything before it is safe. Free some \
             space and try again."
                .to_owned()
        }
        FailureCode::Conflict => match detail {
            Some("changed") => {
                "the file changed while it was read. Nothing of it was added; import it again.".to_owned()
            }
            Some("mirror") => "not written, as what is there is not the mirror's. Move it away.".to_owned(),
            Some("key") => {
                "this paper is cited under that key. Nothing was changed; choose another key.".to_owned()
            }
            Some("known") => "this paper is here already. Nothing was changed. See: offprint show ID".to_owned(),
            Some("trashed") => {
                "this paper is in the trash. Nothing was changed. Put it back with: offprint trash put-back ID".to_owned()
            }
            Some("snooze") => "only papers in the inbox and in the queue can be snoozed. Nothing was changed.".to_owned(),
            Some("note") => {
                "the note was changed meanwhile, and was left as it is now.".to_owned()
            }
            Some(left) => format!("later changes differ: {left} as they are. The rest was put back."),
            None => "later changes differ from what this one left. Nothing was put back.".to_owned(),
        },
        FailureCode::NothingToUndo => match detail {
            Some("redo") => "nothing to bring back.".to_owned(),
            Some(detail) => match detail.strip_prefix("redo, ") {
                Some(done) => format!("nothing more to bring back: {done} done."),
                None => format!("nothing more to take back: {detail} done."),
            },
            None => "nothing to take back.".to_owned(),
        },
        FailureCode::Usage if detail == Some("nameless") => {
            "a paper needs a title or an identifier. Nothing was changed.".to_owned()
        }
        FailureCode::Usage if detail.is_some_and(|detail| ["identifier", "link", "author", "year"].contains(&detail)) => {
            format!("this is no {}. Nothing was changed.", detail.unwrap_or_default())
        }
        FailureCode::Usage if detail == Some("snooze") => "a snooze ends on a day that is to come. Nothing was changed.".to_owned(),
        FailureCode::Usage if detail == Some("day") => {
            "this is no day. Days are written as 2026-08-21, tomorrow, fri, 21 aug or in 2 weeks.".to_owned()
        }
        FailureCode::Usage if detail.is_some_and(|detail| detail.starts_with("range ")) => {
            let range: Vec<&str> = detail.unwrap_or_default().split(' ').skip(1).collect();
            format!("this must be from {}. Nothing was changed.", range.join(" to "))
        }
        FailureCode::Usage if detail == Some("key") => {
            "this cannot be a citation key: it may have no spaces and none of \" # % ' ( ) , = { } \\ ~ $".to_owned()
        }
        FailureCode::Usage => detail.unwrap_or("wrong usage").to_owned(),
        FailureCode::Cancelled => match detail {
            Some("at once") => "ended at once. What was not finished was taken back.".to_owned(),
            Some(_) | None => "cancelled. Nothing was added.".to_owned(),
        },
    }
}

/// `markdown cannot hold: abstracts (3 papers), tags (1 paper)`
pub(crate) fn lost(format: WriteFormat, lost: &Losses) -> String {
    let parts: Vec<String> = lost
        .iter()
        .map(|(part, n)| format!("{} ({})", lost_part(*part), papers(*n)))
        .collect();
    format!("Note: {} cannot hold: {}", format.name(), parts.join(", "))
}

const fn lost_part(part: Part) -> &'static str {
    match part {
        Part::Abstract => "abstracts",
        Part::Identifiers => "further identifiers",
        Part::Links => "further links",
        Part::Details => "details such as volume and pages",
        Part::Number => "a number beside the issue",
        Part::Tags => "tags",
        Part::Days => "when it was added and read",
        Part::Due => "the day it is due",
        Part::Snoozed => "the day it is hidden until",
        Part::CitationKey => "citation keys",
    }
}
