//! All words of the terminal: what happened, to which file and line, what is safe, what to do.

use crate::print::safe;
use offprint_commands::export::Losses;
use offprint_commands::failure::{Cause, Failure, FailureCode};
use offprint_commands::library::import::Grounds;
use offprint_commands::library::snapshot::rows::Row;
use offprint_commands::library::{
    ChangeKind, HistoryRow, Reason, State, WatchedFile, WatchedOutcome,
};
use offprint_commands::{
    Author, DetectReason, LineSpan, Part, Rejection, RejectionReason, Warning, WarningKind,
    WriteFormat,
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
        ChangeKind::SetSavedViews => saved_views(change),
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
        Grounds::NearTitle => "nearly the same title, and nothing contradicts",
    }
}

/// Says what happened to which saved view. Their order alone, and what older versions noted, names none.
fn saved_views(change: &HistoryRow) -> String {
    match (&*change.views_added, &*change.views_removed) {
        ([added], []) => format!("Saved the view “{added}”"),
        ([], [removed]) => format!("Deleted the view “{removed}”"),
        ([added], [removed]) if added == removed => format!("Changed the view “{added}”"),
        ([added], [removed]) => format!("Renamed the view “{removed}” to “{added}”"),
        _ => "Changed the saved views".to_owned(),
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
pub(crate) fn watched(file: &WatchedFile, n_rejected: usize) -> String {
    match &file.outcome {
        WatchedOutcome::Taken { n_found, n_new, .. } => {
            let found = format!("{} found, {n_new} new", papers(*n_found as usize));
            match n_rejected {
                0 => found,
                n => format!("{found}, {n} rejected:"),
            }
        }
        WatchedOutcome::Already => "the same as a file that was here before; not read".to_owned(),
        WatchedOutcome::ThereBefore => "was there before".to_owned(),
        WatchedOutcome::Failed(note) => {
            let failure = Failure::noted(note.clone());
            format!("{} Read again when it changes.", self::failure(&failure))
        }
        WatchedOutcome::Ignored(note) => {
            let failure = Failure::noted(note.clone());
            format!("{} Ignored until it changes.", self::failure(&failure))
        }
    }
}

/// Says which record of a source was rejected, and why.
pub(crate) fn rejected(rejected: &Rejection) -> String {
    let LineSpan { first, last } = rejected.lines;
    let lines = if first == last {
        format!("line {first}")
    } else {
        format!("lines {first} to {last}")
    };
    format!("{lines}: {}", rejection(rejected.reason))
}

/// Says what went wrong, to what, what is safe and what to do.
pub(crate) fn failure(failure: &Failure) -> String {
    // A name with a line's end could else pass for a message.
    let mut about = safe(failure.path.as_deref().unwrap_or_default());
    if let Some(line) = failure.line {
        about.push_str(&format!(", line {line}"));
    }
    let sentence = match &failure.cause {
        Some(cause) => caused(cause, failure),
        None => sentence(failure.code, failure.said.as_deref()),
    };
    if !about.is_empty() {
        return format!("{about}: {sentence}");
    }
    let mut letters = sentence.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}", letters.as_str())
}

fn caused(cause: &Cause, failure: &Failure) -> String {
    let said = failure.said.as_deref().unwrap_or("it is not known why");
    let sentence = match cause {
        Cause::Terminal { sentence } => sentence,
        Cause::NoLibrary => {
            "the library is not here any more; is the drive connected? Nothing was changed. Name another with \
             --library DIR, or mend `library` in settings.toml."
        }
        Cause::Moved => {
            "the library was moved here. Nothing was changed; name this folder, or none where it is your usual one. \
             Where it is lost and you have put a backup into the old folder, take the file `moved-to` out of that."
        }
        Cause::Newer { found, known } => {
            return format!(
                "this library was written by a newer Offprint (version {found}, known {known}). It was left as it \
                 is. Update Offprint to open it."
            );
        }
        Cause::Foreign => return damaged("the file is a database, but not Offprint's"),
        Cause::ChangeDamaged { seq } => {
            return damaged(&format!("change {seq} of the history cannot be read"));
        }
        Cause::MergeDamaged { merge } => {
            return damaged(&format!("the merge {merge} cannot be read"));
        }
        Cause::IdsDamaged { table } => {
            return damaged(&format!("ids of {table} are not given out in order"));
        }
        Cause::CopyDiffers { part } => {
            return format!(
                "the copy of {part} is not as the original, and was taken away again. Nothing was changed."
            );
        }
        Cause::NoHome => {
            "the system names no home folder; say where the library is with --library DIR."
        }
        Cause::NoSettingsFolder => "the system names no folder for settings.",
        Cause::NotAbsolute => "the folder of the library must begin at the root",
        Cause::MisplacedLibrary { table } => {
            return format!(
                "`library` stands below [{table}], where it is not heard. Move the line to the top of the file."
            );
        }
        Cause::Fixed => "where the library is was said for this run only, so it is not moved.",
        Cause::NoRoom {
            needed_bytes,
            free_bytes,
        } => {
            return format!(
                "the library needs {needed_bytes} bytes, and {free_bytes} are free. Nothing was changed."
            );
        }
        Cause::SameFolder => "the library is in this folder already.",
        Cause::WithinLibrary => "this is inside the library's own folder. Name another.",
        Cause::HoldsLibrary => "there is a library already. Name an empty folder.",
        Cause::NotEmpty => "there is something else. Name an empty folder.",
        Cause::NotAFolder => "this is not a folder.",
        Cause::NameNotText => "the name has signs that are no text. Name another folder.",
        Cause::NoLocks => {
            "files cannot be locked here, as on some network drives. Name another folder."
        }
        Cause::InWatchedFolder => "this is in a watched folder. Name another.",
        Cause::InMirror => "this is in the mirror's folder. Name another.",
        Cause::NoPaper => "no paper has this id. List them with: offprint list",
        Cause::NoChange => "the history holds no such change or import. See: offprint history",
        Cause::NotMerged => {
            "no paper went into another under this id. See: offprint duplicates --decided"
        }
        Cause::NotQueued => {
            "the paper to put it before is not in the queue. See: offprint list --sort queue"
        }
        Cause::Several { found } => {
            let papers: Vec<String> = found.iter().map(|paper| format!("\n  {paper}")).collect();
            return format!("several ids begin so. Type more of it:{}", papers.concat());
        }
        Cause::CannotSnooze => {
            "only papers in the inbox and in the queue can be snoozed. Nothing was changed."
        }
        Cause::PastDay => "a snooze ends on a day that is to come. Nothing was changed.",
        Cause::OutOfRange { least, most } => {
            return format!("this must be from {least} to {most}. Nothing was changed.");
        }
        Cause::Known => "this paper is here already. Nothing was changed. See: offprint show ID",
        Cause::Trashed => {
            "this paper is in the trash. Nothing was changed. Put it back with: offprint trash put-back ID"
        }
        Cause::Nameless => "a paper needs a title or an identifier. Nothing was changed.",
        Cause::NoCitationKey => {
            "this cannot be a citation key: it may have no spaces and none of \" # % ' ( ) , = { } \\ ~ $"
        }
        Cause::CitationKeyTaken => {
            "this paper is cited under that key. Nothing was changed; choose another key."
        }
        Cause::NoteDiffers => "the note was changed meanwhile, and was left as it is now.",
        Cause::FactsDiffer => {
            "the paper was changed meanwhile, and was left as it is now. Try again."
        }
        Cause::NoIdentifier => "this is no identifier. Nothing was changed.",
        Cause::NoLink => "this is no link. Nothing was changed.",
        Cause::NoAuthor => "this is no author. Nothing was changed.",
        Cause::NoYear => "this is no year. Nothing was changed.",
        Cause::NoDay => {
            "this is no day. Days are written as 2026-08-21, tomorrow, fri, 21 aug or in 2 weeks."
        }
        Cause::NoFile { what } => {
            return format!(
                "this is {}, and was not read. Name a file or a folder.",
                what.words()
            );
        }
        Cause::NoText { what } => {
            return format!(
                "this is {}, and Offprint reads text. The file was left as it is; nothing was added.",
                what.words()
            );
        }
        Cause::Empty => "the file is empty. Nothing was added.",
        Cause::TooLarge { limit_bytes } => {
            return format!("Offprint cannot do this: more than {limit_bytes} bytes.");
        }
        Cause::SourceDiffers => {
            "the file changed while it was read. Nothing of it was added; import it again."
        }
        Cause::ReaderFailed => "Offprint cannot do this: the reader failed.",
        Cause::NoSources => "no papers found: a folder without sources. Nothing was added.",
        Cause::WentAway => "cannot be read: it went away. Nothing was changed.",
        Cause::StillReading => "it is still being read.",
        Cause::PreviewClosed => "the preview is closed.",
        Cause::NoProgram => "the system found no program that opens it.",
        Cause::NotOpened | Cause::NoClipboard | Cause::ClipboardSilent | Cause::SystemRefused => {
            return format!("Offprint cannot do this: {said}.");
        }
        Cause::NotWritten if failure.code == FailureCode::NotAFile => {
            "this is a folder, and was not written to. Name a file."
        }
        Cause::NotWritten => {
            return format!("cannot be written: {said}. What was there before is unchanged.");
        }
        Cause::LibrarysOwnFolder => {
            "Offprint cannot do this: the library's own folder; name another place."
        }
        Cause::NoMirror => {
            "the mirror is not there; is the drive connected? To make it anew: offprint mirror on DIR"
        }
        Cause::MirrorNeedsFolder => {
            "Offprint cannot do this: not a folder, and the mirror needs one of this name."
        }
        Cause::MirrorInUse => {
            "cannot be written: another program writes to it at the same time. What was there before is unchanged."
        }
        Cause::MirrorWatched { folder } => {
            return format!(
                "Offprint cannot do this: {folder} is watched, and the mirror's files would be taken in; name \
                 another place."
            );
        }
        Cause::InTheWay { name } => {
            return format!(
                "Offprint cannot do this: it holds a {name} that is not the mirror's; move that away, or name \
                 another place."
            );
        }
        Cause::Mirrored => {
            "the library is mirrored there, and the mirror's files would be taken in again. Watch another folder."
        }
    };
    sentence.to_owned()
}

fn damaged(how: &str) -> String {
    format!(
        "the library cannot be read: {how}. The file was left as it is. Put a copy of it aside before you do anything \
         else."
    )
}

/// Says what a failure is of which no more is known than its code, and what others say of it.
fn sentence(code: FailureCode, said: Option<&str>) -> String {
    let sentence = match code {
        FailureCode::NotFound => match said {
            Some(said) => return format!("cannot be read: {said}. Nothing was changed."),
            None => "there is no such file or folder. Nothing was changed.",
        },
        FailureCode::AmbiguousId => "several ids begin so. Type more of it.",
        FailureCode::NoPapers => {
            "no papers found in this text. Offprint reads the text of paper pages, mails, saved pages, lists, \
             tables, and what reference managers and reading lists export. Nothing was added."
        }
        FailureCode::NotText => {
            let what = said.unwrap_or("not text");
            return format!(
                "this is {what}, and Offprint reads text. The file was left as it is; nothing was added."
            );
        }
        FailureCode::Unsupported => {
            return format!(
                "Offprint cannot do this: {}.",
                said.unwrap_or("not supported")
            );
        }
        FailureCode::NotAFile => {
            let what = said.unwrap_or("not a file");
            return format!("this is {what}, and was not read. Name a file or a folder.");
        }
        FailureCode::LibraryBusy => {
            "the library is in use by another program and stayed so for 30 seconds. Nothing was changed; try again."
        }
        FailureCode::LibraryNewer => {
            "this library was written by a newer Offprint. It was left as it is. Update Offprint to open it."
        }
        FailureCode::LibraryDamaged => {
            return damaged(said.unwrap_or("it is damaged"));
        }
        FailureCode::ReadOnly => {
            "this place cannot be written to. Nothing was changed; what is there can still be read. Allow writing, \
             or name another library with --library DIR."
        }
        FailureCode::DiskFull => {
            "there is no room left on the disk. This change was not saved; everything before it is safe. Free some \
             space and try again."
        }
        FailureCode::Conflict => {
            "later changes differ from what this one left. Nothing was put back."
        }
        FailureCode::NothingToUndo => "nothing to take back.",
        FailureCode::Usage => said.unwrap_or("wrong usage"),
        FailureCode::Cancelled => "cancelled. Nothing was added.",
    };
    sentence.to_owned()
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
