//! A change of the interface, through the funnel; undo and redo.

use offprint_formats::fields::link::is_own_address;
use offprint_library::{
    Actor, Change, DuplicateVerdict, Error, FieldName, LeftPart, Oversight, QueueSpot, State,
    Undone, WhatToUndo,
};

use crate::ask::views::view_of;
use crate::ask::{change_row, day_of};
use crate::by_hand::{candidate_of, entry_of};
use crate::failure::{Failure, FailureCode};
use crate::mirror;
use crate::open_library::OpenLibrary;
use crate::watch;
use crate::wire;
use crate::wire::change::Applied;
use crate::wire::convert::state_of;

impl OpenLibrary {
    /// Applies a change.
    ///
    /// Errors: ids that name nothing, and those of the library.
    pub fn apply(
        &self,
        change: Change,
        by: Actor,
        oversight: &dyn Oversight,
    ) -> Result<Applied, Failure> {
        let applied = self
            .library()?
            .apply(change, by, oversight)
            .map_err(|error| self.failure(error))?;
        Ok(Applied {
            seq: applied.seq.map(|seq| seq as u64),
            n_papers: applied.n_papers as u32,
            paper: applied.paper.as_ref().map(ToString::to_string),
        })
    }

    /// Applies a change that the interface asks for.
    ///
    /// Errors: as for [`OpenLibrary::apply`], a folder that is not there, and one that cannot be a mirror.
    pub fn change(
        &self,
        change: &wire::Change,
        by: Actor,
        oversight: &dyn Oversight,
    ) -> Result<Applied, Failure> {
        let change = self.change_of(change, oversight)?;
        self.apply(change, by, oversight)
    }

    /// Takes a change back.
    ///
    /// Errors: nothing to undo, no such change, later work that differs in all of it; those of the library.
    pub fn undo(
        &self,
        what: &WhatToUndo,
        takes_marked: bool,
        by: Actor,
        oversight: &dyn Oversight,
    ) -> Result<Undone, Failure> {
        self.has_history()?;
        self.library()?
            .undo(what, takes_marked, by, oversight)
            .map_err(|error| self.failure(error))
    }

    /// Tells what an undo would do and what it would leave; nothing is done.
    ///
    /// Errors: as for [`OpenLibrary::undo`].
    pub fn would_undo(
        &self,
        what: &WhatToUndo,
        takes_marked: bool,
        oversight: &dyn Oversight,
    ) -> Result<Undone, Failure> {
        self.has_history()?;
        self.library()?
            .would_undo(what, takes_marked, oversight)
            .map_err(|error| self.failure(error))
    }

    /// Brings back what was last taken back.
    ///
    /// Errors: nothing to redo; those of the library.
    pub fn redo(&self, by: Actor, oversight: &dyn Oversight) -> Result<Undone, Failure> {
        self.has_history()?;
        self.library()?
            .redo(by, oversight)
            .map_err(|error| self.failure(error))
    }

    /// Where there is no library, there is nothing to take back, and none is made for it.
    fn has_history(&self) -> Result<(), Failure> {
        match self.read(|snapshot| snapshot.newest_seq())? {
            0 => Err(Failure::of(FailureCode::NothingToUndo)),
            _ => Ok(()),
        }
    }

    /// Returns what came of an undo or redo as it crosses.
    ///
    /// Errors: those of reading the library.
    pub fn wire_undone(&self, undone: &Undone) -> Result<wire::change::Undone, Failure> {
        let change = self.read(|snapshot| change_row(snapshot, &undone.change))?;
        Ok(wire::change::Undone {
            change: Some(change),
            seqs: undone.seqs.iter().map(|seq| *seq as u64).collect(),
            n_changes: undone.n_changes as u32,
            n_kept: undone.n_kept as u32,
            n_removed: undone.n_removed as u32,
            n_left: undone.left.n() as u32,
            left: undone
                .left
                .parts()
                .map(|(part, n)| wire::change::LeftCount {
                    part: wire_part(part),
                    n_papers: n as u32,
                })
                .collect(),
            sources: undone.sources.clone(),
            paper: undone.paper.as_ref().map(ToString::to_string),
        })
    }

    /// Begins a queued paper whose own link is opened. Other links begin nothing.
    ///
    /// Errors: as for [`OpenLibrary::apply`].
    pub fn link_opened(
        &self,
        paper: &str,
        url: &str,
        by: Actor,
        oversight: &dyn Oversight,
    ) -> Result<Applied, Failure> {
        let begins = self.read(|snapshot| {
            let paper = snapshot.resolve_paper(paper)?;
            let links = snapshot.links_of(paper)?;
            let is_own = is_own_address(url, &links, &snapshot.identifiers_of(paper)?);
            let is_queued = snapshot
                .rows_of(&[paper])?
                .first()
                .is_some_and(|row| row.state == State::Queued);
            Ok::<_, Error>((is_own && is_queued).then_some(paper))
        })?;
        match begins {
            Some(paper) => self.apply(
                Change::SetState {
                    papers: vec![paper],
                    to: State::Reading,
                },
                by,
                oversight,
            ),
            None => Ok(Applied::default()),
        }
    }
    /// Makes a change of what the interface asks for.
    fn change_of(
        &self,
        change: &wire::Change,
        oversight: &dyn Oversight,
    ) -> Result<Change, Failure> {
        Ok(match change {
            wire::Change::AddPaper { facts } => Change::AddPaper {
                entry: entry_of(facts, &[])?,
            },
            wire::Change::EditPaper { paper, facts, base } => {
                let paper = self.paper(paper)?;
                let present = self.read(|snapshot| snapshot.rows_of(&[paper]))?.pop();
                let known = present.map(|row| row.authors).unwrap_or_default();
                Change::EditPaper {
                    paper,
                    entry: entry_of(facts, &known)?,
                    base: Some(Box::new(candidate_of(base, &known)?)),
                }
            }
            wire::Change::SetState { papers, to } => Change::SetState {
                papers: self.papers(papers)?,
                to: state_of(*to),
            },
            wire::Change::SetStar { papers, is_starred } => Change::SetStar {
                papers: self.papers(papers)?,
                is_starred: *is_starred,
            },
            wire::Change::EditTags {
                papers,
                add,
                remove,
            } => Change::EditTags {
                papers: self.papers(papers)?,
                add: add.clone(),
                remove: remove.clone(),
            },
            wire::Change::RenameTag { from, to } => Change::RenameTag {
                from: from.clone(),
                to: to.clone(),
            },
            wire::Change::DeleteTag { tag } => Change::DeleteTag { tag: tag.clone() },
            wire::Change::SetTagHue { tag, hue } => Change::SetTagHue {
                tag: tag.clone(),
                hue: *hue,
            },
            wire::Change::SetWhy { paper, why } => Change::SetWhy {
                paper: self.paper(paper)?,
                why: why.clone(),
            },
            wire::Change::SetNote {
                paper,
                text,
                session,
                base,
            } => Change::SetNote {
                paper: self.paper(paper)?,
                text: text.clone(),
                session: session.clone(),
                base: base.clone(),
            },
            wire::Change::PlaceInQueue { papers, spot } => Change::PlaceInQueue {
                papers: self.papers(papers)?,
                spot: match spot {
                    wire::change::QueueSpot::Top => QueueSpot::Top,
                    wire::change::QueueSpot::End => QueueSpot::End,
                    wire::change::QueueSpot::Before { paper } => {
                        QueueSpot::Before(self.paper(paper)?)
                    }
                    wire::change::QueueSpot::Up => QueueSpot::Up,
                    wire::change::QueueSpot::Down => QueueSpot::Down,
                },
            },
            wire::Change::Snooze { papers, until } => Change::Snooze {
                papers: self.papers(papers)?,
                until: until.as_deref().map(day_of).transpose()?,
            },
            wire::Change::SetDue { papers, on } => Change::SetDue {
                papers: self.papers(papers)?,
                on: on.as_deref().map(day_of).transpose()?,
            },
            wire::Change::KeepWaiting { papers } => Change::KeepWaiting {
                papers: self.papers(papers)?,
            },
            wire::Change::SetSavedViews { views } => Change::SetSavedViews {
                views: views.iter().map(view_of).collect(),
            },
            wire::Change::SetQueueSize { size } => Change::SetQueueSize { size: *size },
            wire::Change::MoveToTrash { papers } => Change::MoveToTrash {
                papers: self.papers(papers)?,
            },
            wire::Change::PutBack { papers } => Change::PutBack {
                papers: self.papers(papers)?,
            },
            wire::Change::SetCitationKey { paper, key } => Change::SetCitationKey {
                paper: self.paper(paper)?,
                key: key.clone(),
            },
            wire::Change::AnswerDuplicate {
                one,
                other,
                verdict,
            } => Change::AnswerDuplicate {
                one: self.paper(one)?,
                other: self.paper(other)?,
                verdict: match verdict {
                    wire::change::DuplicateVerdict::Same => DuplicateVerdict::Same,
                    wire::change::DuplicateVerdict::Different => DuplicateVerdict::Different,
                },
            },
            wire::Change::TakeBackAnswer { answer } => Change::TakeBackAnswer {
                answer: i64::try_from(*answer).unwrap_or(0),
            },
            wire::Change::Merge { keep, gone, take } => Change::Merge {
                keep: self.paper(keep)?,
                gone: self.paper(gone)?,
                take: take.iter().copied().map(field_of).collect(),
            },
            wire::Change::Split { merge } => Change::Split {
                merge: i64::try_from(*merge).unwrap_or(0),
            },
            wire::Change::EmptyTrash => Change::EmptyTrash,
            wire::Change::WatchFolder {
                path,
                takes_existing,
            } => watch::change_that_adds(self, path.as_ref(), *takes_existing, oversight)?,
            wire::Change::LocateFolder { path, found } => {
                watch::change_that_locates(self, path, found.as_ref(), oversight)?
            }
            wire::Change::UnwatchFolder { path } => Change::UnwatchFolder { path: path.clone() },
            wire::Change::IgnoreWatchedFile { path } => {
                Change::IgnoreWatchedFile { path: path.clone() }
            }
            wire::Change::SetMirror {
                folder: Some(folder),
            } => mirror::change_that_turns_on(self, folder.as_ref())?,
            wire::Change::SetMirror { folder: None } => Change::SetMirror { folder: None },
        })
    }
}

/// Returns what the interface asks to take back.
pub fn what_to_undo(what: &wire::change::ToUndo) -> WhatToUndo {
    match (what.seqs.as_slice(), &what.import_id, what.since_seq) {
        (&[seq], ..) => WhatToUndo::Change(seq),
        ([_, ..], ..) => WhatToUndo::Each(what.seqs.clone()),
        ([], Some(import), _) => WhatToUndo::Import(import.clone()),
        ([], None, Some(first)) => match what.until_seq {
            Some(last) => WhatToUndo::Between(first, last),
            None => WhatToUndo::Since(first),
        },
        ([], None, None) => WhatToUndo::Newest,
    }
}

fn wire_part(part: LeftPart) -> wire::change::LeftPart {
    use wire::change::LeftPart as Wire;
    match part {
        LeftPart::State => Wire::State,
        LeftPart::Place => Wire::Place,
        LeftPart::Star => Wire::Star,
        LeftPart::Tags => Wire::Tags,
        LeftPart::Why => Wire::Why,
        LeftPart::Note => Wire::Note,
        LeftPart::Days => Wire::Days,
        LeftPart::Facts => Wire::Facts,
        LeftPart::Duplicates => Wire::Duplicates,
        LeftPart::Paper => Wire::Paper,
        LeftPart::Other => Wire::Other,
    }
}

fn field_of(field: wire::preview::FieldName) -> FieldName {
    use wire::preview::FieldName as Wire;
    match field {
        Wire::Title => FieldName::Title,
        Wire::Authors => FieldName::Authors,
        Wire::Year => FieldName::Year,
        Wire::Venue => FieldName::Venue,
        Wire::Identifiers => FieldName::Identifiers,
        Wire::Links => FieldName::Links,
        Wire::Abstract => FieldName::Abstract,
        Wire::Details => FieldName::Details,
    }
}
