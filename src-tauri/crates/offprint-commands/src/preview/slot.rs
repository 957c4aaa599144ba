//! The one preview that a window has open, under its number.

use std::sync::{Mutex, PoisonError};

use super::ImportPreview;
use crate::failure::{Failure, FailureCode};
use crate::wire;

/// Holds the open preview. What is asked under an older number is refused, since its rows are others.
#[derive(Default)]
pub struct PreviewSlot {
    slot: Mutex<Slot>,
}

#[derive(Default)]
struct Slot {
    latest: u32,
    open: Option<ImportPreview>,
}

impl PreviewSlot {
    /// Puts a preview in the place of the one before, and returns its head with its number.
    pub fn put(&self, preview: ImportPreview) -> wire::preview::ImportPreview {
        let mut slot = self.lock();
        slot.latest += 1;
        let head = preview.head(slot.latest);
        slot.open = Some(preview);
        head
    }

    /// Works on the preview with this number.
    ///
    /// Errors: it is not open (any more); those of `work`.
    pub fn with<T>(
        &self,
        number: u32,
        work: impl FnOnce(&mut ImportPreview) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut slot = self.lock();
        let is_it = slot.latest == number;
        match slot.open.as_mut().filter(|_| is_it) {
            Some(preview) => work(preview),
            None => Err(Failure::of(FailureCode::NotFound).because("the preview is closed")),
        }
    }

    /// Closes the preview with this number, if it is open. Nothing of it came in.
    pub fn close(&self, number: u32) {
        let mut slot = self.lock();
        if slot.latest == number {
            slot.open = None;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
