//! Memory that large work took goes back to the system once that is over.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use offprint_platform::memory;

/// By then also what crossed to the interface, or came from there, is freed.
const AFTER: Duration = Duration::from_secs(2);

static IS_COMING: AtomicBool = AtomicBool::new(false);

/// Gives memory back in a while, beside all else.
pub(crate) fn give_back_soon() {
    if IS_COMING.swap(true, Ordering::Relaxed) {
        return;
    }
    let begun = thread::Builder::new().name("memory".into()).spawn(|| {
        thread::sleep(AFTER);
        IS_COMING.store(false, Ordering::Relaxed);
        memory::give_back();
    });
    if begun.is_err() {
        IS_COMING.store(false, Ordering::Relaxed);
    }
}
