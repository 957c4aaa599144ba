//! Values of the core as they cross to the interface, and back.

use std::path::Path;

use offprint_formats::candidate::RejectionReason;
use offprint_formats::fields::link::{Link, LinkKind};
use offprint_library::import::{Import, Outcome};
use offprint_library::snapshot::paper::Sighting;
use offprint_library::snapshot::rows::Row;
use offprint_library::{Reason, State, WatchedFile, WatchedOutcome};
use offprint_platform::clock::{Day, Timestamp};
use offprint_search::Fragment;

use super::{answer, import, question};
use crate::failure::Failure;
use crate::wire;

pub(crate) fn state_of(state: question::State) -> State {
    match state {
        question::State::Inbox => State::Inbox,
        question::State::Queued => State::Queued,
        question::State::Reading => State::Reading,
        question::State::Read => State::Read,
        question::State::Skimmed => State::Skimmed,
        question::State::Dropped => State::Dropped,
    }
}

pub(crate) fn wire_state(state: State) -> question::State {
    match state {
        State::Inbox => question::State::Inbox,
        State::Queued => question::State::Queued,
        State::Reading => question::State::Reading,
        State::Read => question::State::Read,
        State::Skimmed => question::State::Skimmed,
        State::Dropped => question::State::Dropped,
    }
}

pub(crate) fn outcome_of(outcome: question::Outcome) -> Outcome {
    match outcome {
        question::Outcome::New => Outcome::New,
        question::Outcome::Known => Outcome::Known,
        question::Outcome::Dropped => Outcome::DroppedBefore,
        question::Outcome::Possible => Outcome::Possible,
        question::Outcome::Repeated => Outcome::Repeated,
    }
}

pub(crate) fn wire_link(link: &Link) -> answer::Link {
    answer::Link {
        kind: wire_link_kind(link.kind),
        url: link.url.clone(),
    }
}

pub(crate) fn wire_link_kind(kind: LinkKind) -> answer::LinkKind {
    match kind {
        LinkKind::Paper => answer::LinkKind::Paper,
        LinkKind::Code => answer::LinkKind::Code,
        LinkKind::Pdf => answer::LinkKind::Pdf,
        LinkKind::Other => answer::LinkKind::Other,
    }
}

pub(crate) fn wire_row(row: Row, fragment: Option<Fragment>, today: Day) -> answer::Row {
    let is_snoozed = row.is_snoozed(today);
    answer::Row {
        id: row.uid.to_string(),
        title: row.title,
        authors: row
            .authors
            .iter()
            .map(offprint_formats::fields::author::Author::display)
            .collect(),
        year: row.year,
        venue: row.venue,
        source: row.source,
        state: wire_state(row.state),
        is_starred: row.is_starred,
        tags: row.tags,
        why: row.why,
        note_first_line: row.note_first_line,
        abstract_start: row.abstract_start,
        due_on: row.due_on,
        snoozed_until: row.snoozed_until.filter(|_| is_snoozed),
        added_at: row.added_at.to_iso(),
        queued_at: row.queued_at.map(|at| at.to_iso()),
        started_at: row.started_at.map(|at| at.to_iso()),
        finished_at: row.finished_at.map(|at| at.to_iso()),
        trashed_at: row.trashed_at.map(|at| at.to_iso()),
        fragment: fragment.map(wire_fragment),
    }
}

pub(crate) fn wire_reason(reason: Reason) -> answer::Reason {
    match reason {
        Reason::Overdue { day } => answer::Reason::Overdue { day },
        Reason::DueSoon { day } => answer::Reason::DueSoon { day },
        Reason::Begun { at } => answer::Reason::Begun {
            at: at.map(Timestamp::to_iso),
        },
        Reason::InQueue { place } => answer::Reason::InQueue {
            place: place as u32,
        },
        Reason::WaitingLongest { since } => answer::Reason::WaitingLongest {
            since: since.to_iso(),
        },
        Reason::Starred => answer::Reason::Starred,
    }
}

pub(crate) fn wire_fragment(fragment: Fragment) -> answer::Fragment {
    let utf16 = |byte: usize| fragment.text[..byte].encode_utf16().count() as u32;
    answer::Fragment {
        field: fragment.field.name().to_owned(),
        matches: fragment
            .matches
            .iter()
            .map(|(from, to)| (utf16(*from), utf16(*to)))
            .collect(),
        text: fragment.text.clone(),
    }
}

pub(crate) fn wire_sighting(sighting: Sighting) -> answer::Sighting {
    answer::Sighting {
        import: sighting.import.to_string(),
        source: sighting.source,
        format: sighting.format,
        position: sighting.position as u32,
        n_found: sighting.n_found as u32,
        lines: sighting.lines.first().map(|span| (span.first, span.last)),
        at: sighting.at.to_iso(),
        mail: sighting.mail.map(|mail| answer::Mail {
            subject: mail.subject,
            sender: mail.sender,
            sent_on: mail.sent_on,
        }),
    }
}

pub(crate) fn wire_actor(by: offprint_library::Actor) -> answer::Actor {
    match by {
        offprint_library::Actor::Window => answer::Actor::Window,
        offprint_library::Actor::Terminal => answer::Actor::Terminal,
        offprint_library::Actor::Watcher => answer::Actor::Watcher,
    }
}

pub(crate) fn wire_kind(kind: offprint_library::ChangeKind) -> answer::ChangeKind {
    use answer::ChangeKind as Wire;
    use offprint_library::ChangeKind as Kind;
    match kind {
        Kind::Import => Wire::Import,
        Kind::AddPaper => Wire::AddPaper,
        Kind::EditPaper => Wire::EditPaper,
        Kind::SetState => Wire::SetState,
        Kind::SetStar => Wire::SetStar,
        Kind::EditTags => Wire::EditTags,
        Kind::RenameTag => Wire::RenameTag,
        Kind::DeleteTag => Wire::DeleteTag,
        Kind::SetTagHue => Wire::SetTagHue,
        Kind::SetWhy => Wire::SetWhy,
        Kind::SetNote => Wire::SetNote,
        Kind::PlaceInQueue => Wire::PlaceInQueue,
        Kind::Snooze => Wire::Snooze,
        Kind::SetDue => Wire::SetDue,
        Kind::KeepWaiting => Wire::KeepWaiting,
        Kind::SetQueueSize => Wire::SetQueueSize,
        Kind::SetSavedViews => Wire::SetSavedViews,
        Kind::Trash => Wire::Trash,
        Kind::PutBack => Wire::PutBack,
        Kind::EmptyTrash => Wire::EmptyTrash,
        Kind::SetCitationKey => Wire::SetCitationKey,
        Kind::AnswerDuplicate => Wire::AnswerDuplicate,
        Kind::TakeBackAnswer => Wire::TakeBackAnswer,
        Kind::Merge => Wire::Merge,
        Kind::Split => Wire::Split,
        Kind::WatchFolder => Wire::WatchFolder,
        Kind::UnwatchFolder => Wire::UnwatchFolder,
        Kind::SetMirror => Wire::SetMirror,
        Kind::Undo => Wire::Undo,
        Kind::Redo => Wire::Redo,
    }
}

/// Returns an announcement as it crosses.
pub fn wire_announcement(announcement: &offprint_library::Announcement) -> wire::Announcement {
    wire::Announcement {
        seq: announcement.seq.map(|seq| seq as u64),
        change: announcement.kind.map(wire_kind),
        by: announcement.by.map(wire_actor),
        papers: announcement
            .papers
            .as_ref()
            .map(|papers| papers.iter().map(ToString::to_string).collect()),
        n_papers: announcement.n_papers as u32,
    }
}

/// Returns the numbers of an import as they cross.
pub fn import_numbers(import: &Import) -> import::ImportNumbers {
    let numbers = &import.numbers;
    import::ImportNumbers {
        id: import
            .id
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        source: import.source.name.clone(),
        format: import.source.format.clone(),
        encoding: import.source.encoding.clone(),
        found: numbers.found() as u32,
        new: numbers.new as u32,
        known: numbers.known as u32,
        dropped: numbers.dropped as u32,
        possible: numbers.possible as u32,
        repeated: numbers.repeated as u32,
        rejected: numbers.rejected as u32,
        added: numbers.added as u32,
        noise_lines: numbers.noise_lines as u32,
        rejections: import
            .rejections
            .iter()
            .map(|rejection| import::RejectedRecord {
                lines: (rejection.lines.first, rejection.lines.last),
                reason: wire_rejection_reason(rejection.reason),
                text: rejection.text.clone(),
            })
            .collect(),
    }
}

pub(crate) const fn wire_rejection_reason(reason: RejectionReason) -> import::RejectionReason {
    match reason {
        RejectionReason::NothingNamesIt => import::RejectionReason::NothingNamesIt,
        RejectionReason::NeverCloses => import::RejectionReason::NeverCloses,
        RejectionReason::NotAPaper => import::RejectionReason::NotAPaper,
        RejectionReason::TooLarge => import::RejectionReason::TooLarge,
        RejectionReason::Malformed => import::RejectionReason::Malformed,
    }
}

pub(crate) fn watched_file(file: WatchedFile, n_rejected: usize) -> answer::WatchedFile {
    let is_problem = file.outcome.is_problem();
    let is_ignored = matches!(file.outcome, WatchedOutcome::Ignored(_));
    let (import, n_found, n_new, failure) = match file.outcome {
        WatchedOutcome::Taken {
            import,
            n_found,
            n_new,
        } => (Some(import.to_string()), n_found, n_new, None),
        WatchedOutcome::Already | WatchedOutcome::ThereBefore => (None, 0, 0, None),
        WatchedOutcome::Failed(note) | WatchedOutcome::Ignored(note) => {
            let failure = Failure::noted(note).about(&*file.path);
            (None, 0, 0, Some(failure))
        }
    };
    answer::WatchedFile {
        name: file_name(&file.path),
        path: file.path,
        at: file.at.to_iso(),
        import,
        n_found,
        n_new,
        n_rejected: n_rejected as u32,
        failure,
        is_problem,
        is_ignored,
    }
}

pub(crate) fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(
        || path.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

pub(crate) fn wire_field(field: offprint_library::FieldName) -> super::preview::FieldName {
    use super::preview::FieldName as Wire;
    use offprint_library::FieldName;
    match field {
        FieldName::Title => Wire::Title,
        FieldName::Authors => Wire::Authors,
        FieldName::Year => Wire::Year,
        FieldName::Venue => Wire::Venue,
        FieldName::Identifiers => Wire::Identifiers,
        FieldName::Links => Wire::Links,
        FieldName::Abstract => Wire::Abstract,
        FieldName::Details => Wire::Details,
    }
}
