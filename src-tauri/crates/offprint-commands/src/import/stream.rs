//! What is read on one thread is judged and written on another, with a bounded part of it in memory.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use offprint_library::import::{Arrival, Given, Intake, OnDuplicate};
use offprint_library::{Actor, Applied, Change};

use super::{ImportOversight, Looking};
use crate::failure::{Cause, Failure, FailureCode};
use crate::open_library::OpenLibrary;

/// Arrivals are handed over in chunks of about so many bytes, so that handing over costs little.
const CHUNK_BYTES: usize = 256 << 10;
/// So many chunks may wait.
const MOST_WAITING: usize = 32;
/// So much is read before the library is locked: mostly the whole import.
const AHEAD_BYTES: usize = 2 << 20;

/// Takes what arrives. Answers whether more is wanted.
pub(crate) type Deliver<'a> = &'a mut dyn FnMut(Arrival) -> bool;

/// Takes in what `produce` hands over, as one change. Nothing is written, and no library is made, where no
/// candidate arrives.
///
/// Errors: those of the library, and of `produce`; nothing is then kept.
pub(crate) fn stream(
    open: &OpenLibrary,
    given: &Given,
    on_duplicate: OnDuplicate,
    by: Actor,
    oversight: &dyn ImportOversight,
    produce: impl FnOnce(Deliver<'_>) -> Result<(), Failure> + Send,
) -> Result<Applied, Failure> {
    let (sender, receiver) = sync_channel(MOST_WAITING);
    thread::scope(|scope| {
        let producer = scope.spawn(move || {
            let mut chunks = Chunks::new(sender);
            let produced = produce(&mut |arrival| chunks.push(arrival));
            if produced.is_ok() {
                chunks.end();
            }
            produced
        });
        let written = write(open, receiver, given, on_duplicate, by, oversight);
        let produced = producer.join().unwrap_or_else(|_| {
            Err(Failure::of(FailureCode::Unsupported).because(Cause::ReaderFailed))
        });
        match (written, produced) {
            // A failure of the producer makes the library give up, and the library's makes the producer stop.
            (Err(failure), Err(cause)) if failure.code == FailureCode::Cancelled => Err(cause),
            (Err(failure), _) | (Ok(_), Err(failure)) => Err(failure),
            (Ok(applied), Ok(())) => Ok(applied),
        }
    })
}

fn write(
    open: &OpenLibrary,
    receiver: Receiver<Chunk>,
    given: &Given,
    on_duplicate: OnDuplicate,
    by: Actor,
    oversight: &dyn ImportOversight,
) -> Result<Applied, Failure> {
    let mut ahead = Vec::new();
    let mut n_bytes = 0;
    let mut n_entries = 0;
    let mut is_all = false;
    let mut is_prepared = false;
    loop {
        // The producer stopped without an end: it says why.
        let Ok(chunk) = receiver.recv() else {
            return Ok(Applied::default());
        };
        if chunk.is_end {
            is_all = true;
            break;
        }
        n_bytes += chunk.n_bytes;
        n_entries += chunk.n_entries;
        ahead.extend(chunk.arrivals);
        if n_entries > 0 && !is_prepared {
            is_prepared = true;
            open.library()?
                .prepare_import(&Looking(oversight))
                .map_err(|error| open.failure(error))?;
        }
        // Before the first candidate the library is left alone, however much is rejected.
        if n_bytes > AHEAD_BYTES && n_entries > 0 {
            break;
        }
    }
    if n_entries == 0 && is_all {
        return Ok(Applied::default());
    }
    let rest = Rest {
        receiver,
        chunk: Vec::new().into_iter(),
        is_over: is_all,
    };
    let intake = Intake {
        arrivals: Box::new(ahead.into_iter().chain(rest)),
        given: given.clone(),
        on_duplicate,
        n_all: is_all.then_some(n_entries),
    };
    let change = Change::AcceptImport(Box::new(intake));
    open.library()?
        .apply(change, by, oversight)
        .map_err(|error| open.failure(error))
}

/// What is read while the library is written already.
struct Rest {
    receiver: Receiver<Chunk>,
    chunk: std::vec::IntoIter<Arrival>,
    is_over: bool,
}

impl Iterator for Rest {
    type Item = Arrival;

    fn next(&mut self) -> Option<Arrival> {
        loop {
            if let Some(arrival) = self.chunk.next() {
                return Some(arrival);
            }
            if self.is_over {
                return None;
            }
            match self.receiver.recv() {
                Ok(chunk) => {
                    self.is_over = chunk.is_end;
                    self.chunk = chunk.arrivals.into_iter();
                }
                // The producer stopped without an end: it was cancelled, or failed.
                Err(_) => {
                    self.is_over = true;
                    return Some(Arrival::Abandon);
                }
            }
        }
    }
}

struct Chunk {
    arrivals: Vec<Arrival>,
    is_end: bool,
    n_bytes: usize,
    n_entries: usize,
}

impl Chunk {
    const fn empty() -> Self {
        Self {
            arrivals: Vec::new(),
            is_end: false,
            n_bytes: 0,
            n_entries: 0,
        }
    }
}

struct Chunks {
    sender: SyncSender<Chunk>,
    chunk: Chunk,
}

impl Chunks {
    fn new(sender: SyncSender<Chunk>) -> Self {
        Self {
            sender,
            chunk: Chunk::empty(),
        }
    }

    /// Says whether the other end still takes something.
    fn push(&mut self, arrival: Arrival) -> bool {
        self.chunk.n_bytes += size_of(&arrival);
        self.chunk.n_entries += usize::from(matches!(arrival, Arrival::Entry(_)));
        self.chunk.arrivals.push(arrival);
        self.chunk.n_bytes < CHUNK_BYTES || self.flush()
    }

    fn end(&mut self) {
        self.flush();
        self.chunk.is_end = true;
        self.flush();
    }

    fn flush(&mut self) -> bool {
        let chunk = std::mem::replace(&mut self.chunk, Chunk::empty());
        self.sender.send(chunk).is_ok()
    }
}

/// About how many bytes of memory an arrival holds.
fn size_of(arrival: &Arrival) -> usize {
    const LEAST: usize = 500;
    match arrival {
        Arrival::Entry(entry) => entry.size_bytes(),
        Arrival::Rejection(rejection) => LEAST + rejection.text.len(),
        Arrival::End { text, .. } => LEAST + text.as_ref().map_or(0, String::len),
        Arrival::Begin(_) | Arrival::Withdraw | Arrival::Abandon => LEAST,
    }
}
