//! The one preview that a window has open, under its number. It can be asked while its sources are read.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use offprint_library::import::{Given, OnDuplicate};
use offprint_library::{Actor, Oversight};

use super::ImportPreview;
use super::edit::still_reading;
use super::growth::read_inputs;
use crate::failure::{Cause, Failure, FailureCode};
use crate::import::reading::How;
use crate::import::{ImportOutcome, ImportOversight, Input};
use crate::open_library::OpenLibrary;
use crate::wire;
use crate::wire::preview::{PreviewAnswer, PreviewEdit, PreviewQuestion};

/// With so many rows a preview is shown, or with fewer after so long.
const FIRST_ROWS: usize = 200;
const FIRST_WAIT: Duration = Duration::from_millis(150);

/// Holds the open preview. What is asked under an older number is refused, since its rows are others.
#[derive(Default)]
pub struct PreviewSlot {
    slot: Mutex<Slot>,
    /// The preview has grown, was edited, read to its end or closed, or its reading stopped.
    changed: Condvar,
}

#[derive(Default)]
struct Slot {
    latest: u32,
    open: Option<ImportPreview>,
    /// Why reading the open one stopped before the end.
    failure: Option<Failure>,
}

impl Slot {
    /// Errors: the preview with this number is not open (any more).
    fn preview(&mut self, number: u32) -> Result<&mut ImportPreview, Failure> {
        let is_it = self.latest == number;
        let open = self.open.as_mut().filter(|_| is_it);
        open.ok_or_else(|| Failure::of(FailureCode::NotFound).because(Cause::PreviewClosed))
    }
}

impl PreviewSlot {
    /// Reads inputs into a preview that takes the place of the one before, and returns once they are read to
    /// their end or the preview is closed. `shown` gets its head, with its number, as soon as it has rows to
    /// show, but at least so many as `least_rows`, or all that there are.
    ///
    /// Errors: cancelled, and those of reading the library and of the temporary folder, as long as nothing is
    /// shown; after that whoever waits for it to grow is told.
    pub fn read(
        &self,
        open: &OpenLibrary,
        inputs: Vec<Input>,
        least_rows: usize,
        oversight: &dyn ImportOversight,
        shown: impl FnOnce(wire::preview::ImportPreview),
    ) -> Result<(), Failure> {
        let how = How::default().remembering(open)?;
        let preview = ImportPreview::empty(open, OnDuplicate::Ask, oversight)?;
        let spool = preview.spool.clone();
        let reading = Reading {
            oversight,
            slot: self,
            number: self.begin(preview),
        };
        let mut shown = Some(shown);
        let begun = Instant::now();
        let read = read_inputs(open, inputs, how, &spool, &reading, &mut |growth| {
            let is_late = begun.elapsed() >= FIRST_WAIT;
            let head = self.change(reading.number, |preview| {
                preview.grow(growth);
                let n_rows = preview.rows.len();
                let is_enough = n_rows >= FIRST_ROWS || is_late;
                let is_to_be_shown = shown.is_some() && is_enough && n_rows >= least_rows.max(1);
                Ok(is_to_be_shown.then(|| preview.head(reading.number)))
            })?;
            if let Some(head) = head
                && let Some(shown) = shown.take()
            {
                shown(head);
            }
            Ok(())
        });
        let head = match read {
            Ok(end) => self.change(reading.number, |preview| {
                preview.end(end);
                Ok(preview.head(reading.number))
            }),
            Err(failure) => Err(failure),
        };
        match (head, shown) {
            (Ok(head), Some(shown)) => shown(head),
            (Err(failure), Some(_)) => {
                self.close(open, reading.number);
                return Err(failure);
            }
            (Err(failure), None) => self.stop(reading.number, failure),
            (Ok(_), None) => {}
        }
        Ok(())
    }

    fn begin(&self, preview: ImportPreview) -> u32 {
        let mut slot = self.lock();
        slot.latest += 1;
        slot.open = Some(preview);
        slot.failure = None;
        self.changed.notify_all();
        slot.latest
    }

    /// Tells whoever waits for a preview to grow that it will not.
    fn stop(&self, number: u32, failure: Failure) {
        let mut slot = self.lock();
        if slot.preview(number).is_ok_and(|preview| preview.is_reading) {
            slot.failure.get_or_insert(failure);
            self.changed.notify_all();
        }
    }

    /// Waits until a preview is another than the window knows, and returns its head.
    ///
    /// Errors: it is not open (any more); why reading stopped before the end.
    pub fn grown(
        &self,
        number: u32,
        known_revision: u32,
    ) -> Result<wire::preview::ImportPreview, Failure> {
        let mut slot = self.lock();
        while slot.preview(number)?.revision == known_revision {
            if let Some(failure) = &slot.failure {
                return Err(failure.clone());
            }
            slot = self
                .changed
                .wait(slot)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Ok(slot.preview(number)?.head(number))
    }

    /// Answers a question about the rows and lines of the preview with this number.
    ///
    /// Errors: it is not open (any more); those of [`ImportPreview::ask`].
    pub fn ask(
        &self,
        open: &OpenLibrary,
        number: u32,
        question: &PreviewQuestion,
    ) -> Result<PreviewAnswer, Failure> {
        self.lock().preview(number)?.ask(open, question)
    }

    /// Does one edit and returns the head as it is then.
    ///
    /// Errors: it is not open (any more); those of [`ImportPreview::edit`].
    pub fn edit(
        &self,
        open: &OpenLibrary,
        number: u32,
        edit: &PreviewEdit,
        oversight: &dyn ImportOversight,
    ) -> Result<wire::preview::ImportPreview, Failure> {
        self.change(number, |preview| {
            preview.edit(open, edit, oversight)?;
            Ok(preview.head(number))
        })
    }

    /// Takes in what is ticked. Done or cancelled, the preview is closed; refused, it stays.
    ///
    /// Errors: it is not open (any more), or still being read; those of [`ImportPreview::accept`].
    pub fn accept(
        &self,
        open: &OpenLibrary,
        number: u32,
        given: &Given,
        by: Actor,
        oversight: &dyn ImportOversight,
    ) -> Result<ImportOutcome, Failure> {
        let outcome = self.change(number, |preview| match preview.is_reading {
            true => Err(still_reading()),
            false => preview.accept(open, given, by, oversight),
        });
        let is_cancelled = |failure: &Failure| failure.code == FailureCode::Cancelled;
        if outcome.as_ref().err().is_none_or(is_cancelled) {
            self.close(open, number);
        }
        outcome
    }

    /// Closes the preview with this number, if it is open; reading it ends. Nothing of it came in.
    pub fn close(&self, open: &OpenLibrary, number: u32) {
        let mut slot = self.lock();
        if slot.latest != number {
            return;
        }
        let closed = slot.open.take();
        self.changed.notify_all();
        drop(slot);
        if let Some(mut closed) = closed {
            closed.give_back(open);
        }
    }

    /// Works on the preview with this number. `work` must not come back to the slot, which is locked.
    ///
    /// Errors: it is not open (any more); those of `work`.
    fn change<T>(
        &self,
        number: u32,
        work: impl FnOnce(&mut ImportPreview) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut slot = self.lock();
        let done = work(slot.preview(number)?);
        self.changed.notify_all();
        done
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The reading of a preview: it ends with that, and is never left without an end itself.
struct Reading<'a> {
    oversight: &'a dyn ImportOversight,
    slot: &'a PreviewSlot,
    number: u32,
}

impl Oversight for Reading<'_> {
    fn waiting(&self, is_waiting: bool) {
        self.oversight.waiting(is_waiting);
    }

    fn progress(&self, n_done: usize, n_all: usize) {
        self.oversight.progress(n_done, n_all);
    }

    fn is_cancelled(&self) -> bool {
        self.oversight.is_cancelled() || self.slot.lock().preview(self.number).is_err()
    }
}

impl ImportOversight for Reading<'_> {
    fn reading(&self, source: &str, n_papers: usize) {
        self.oversight.reading(source, n_papers);
    }
}

impl Drop for Reading<'_> {
    /// Where it has its end already, nothing is told.
    fn drop(&mut self) {
        let failure = Failure::of(FailureCode::Unsupported).because(Cause::ReaderFailed);
        self.slot.stop(self.number, failure);
    }
}
