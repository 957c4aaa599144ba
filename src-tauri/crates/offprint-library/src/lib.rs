//! The rules and the database: papers, what the person did with them, and the history of it all.
//!
//! Every write is a [`Change`] applied by [`Library::apply`] in one transaction with its row of history;
//! every read goes through a read-only [`Snapshot`]. There are no words for people here, no search, and
//! no idea of a screen.
//!
//! ```
//! use offprint_library::{Actor, Change, NoOversight, State};
//! # use offprint_library::testing::TestLibrary;
//! # let test = TestLibrary::new();
//! # let library = &test.library;
//! # test.import("An Invented Study of Rivers");
//! let paper = library.snapshot()?.resolve_paper(&test.any_uid())?;
//! let change = Change::SetState { papers: vec![paper], to: State::Queued };
//! let applied = library.apply(change, Actor::Terminal, &NoOversight)?;
//! assert!(applied.seq.is_some());
//! # Ok::<(), offprint_library::Error>(())
//! ```

mod change;
mod error;
mod history;
mod identity;
pub mod import;
mod library;
mod moving;
mod note;
mod paper;
mod queue;
mod saved_view;
pub mod snapshot;
mod state;
mod store;
mod suggest;
pub mod tag;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use change::{
    Actor, Announcement, Applied, Change, ChangeKind, ChangeSeq, DuplicateVerdict, ExistingFiles,
    FailureNote, FieldName, NoOversight, Oversight, QueueSpot, WatchedFile, WatchedOutcome,
};
pub use error::{Damage, Error, Result};
pub use history::{HistoryFilter, HistoryRow, Left, LeftPart, Undone, WhatToUndo};
pub use library::Library;
pub use moving::{
    Unfit, finish_move, forget_move, holds_library, is_empty_folder, move_library, moved_to,
    take_back_move,
};
pub use paper::{PaperId, Uid};
pub use saved_view::SavedView;
pub use snapshot::Snapshot;
pub use state::State;
pub use suggest::{Reason, Suggestion};
