//! Where a paper stands for the person.

use offprint_formats::candidate::FoundState;

/// Where a paper stands for the person. Every paper has exactly one.
///
/// A paper arrives in `Inbox` unless its import says otherwise. Any state may follow any other;
/// the dates of each are in the history. Only `Queued` papers have a place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Arrived, not decided.
    Inbox,
    /// Meant to be read, in the person's own order.
    Queued,
    /// Begun.
    Reading,
    /// Finished, worth keeping.
    Read,
    /// Looked through, enough.
    Skimmed,
    /// Not wanted; kept so that it is known again.
    Dropped,
}

impl State {
    /// Every state, in the order in which they are shown.
    pub const ALL: [State; 6] = [
        State::Inbox,
        State::Queued,
        State::Reading,
        State::Read,
        State::Skimmed,
        State::Dropped,
    ];

    /// Returns the state's name in the database, in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            State::Inbox => "inbox",
            State::Queued => "queued",
            State::Reading => "reading",
            State::Read => "read",
            State::Skimmed => "skimmed",
            State::Dropped => "dropped",
        }
    }

    /// Finds a state by its [`name`](State::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Says whether the paper still waits to be read.
    pub const fn is_unread(self) -> bool {
        matches!(self, State::Inbox | State::Queued | State::Reading)
    }

    /// Says whether the person is done with it, having read it.
    pub const fn is_finished(self) -> bool {
        matches!(self, State::Read | State::Skimmed)
    }
}

impl From<FoundState> for State {
    fn from(found: FoundState) -> Self {
        match found {
            FoundState::Inbox => State::Inbox,
            FoundState::Queued => State::Queued,
            FoundState::Reading => State::Reading,
            FoundState::Read => State::Read,
            FoundState::Skimmed => State::Skimmed,
            FoundState::Dropped => State::Dropped,
        }
    }
}
