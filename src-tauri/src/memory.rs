//! Memory that work took goes back to the system once the window is quiet.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use offprint_platform::memory;

/// Whoever goes on soon takes what is free again, and what crossed to the interface is freed by then.
const QUIET: Duration = Duration::from_secs(4);

/// When work was done last; none while nobody waits for it to be quiet.
static LAST_DONE: Mutex<Option<Instant>> = Mutex::new(None);

/// Work was done: gives back what is free once nothing more was for a while, beside all else.
pub(crate) fn give_back_when_quiet() {
    if last_done().replace(Instant::now()).is_some() {
        return;
    }
    let begun = thread::Builder::new().name("memory".into()).spawn(|| {
        while let Some(rest) = rest() {
            thread::sleep(rest);
        }
        memory::give_back();
    });
    if begun.is_err() {
        *last_done() = None;
    }
}

/// Returns for how long it has to stay quiet yet; none once it was so for long enough.
fn rest() -> Option<Duration> {
    let mut last = last_done();
    let rest = last.and_then(|at| QUIET.checked_sub(at.elapsed()));
    if rest.is_none() {
        *last = None;
    }
    rest
}

fn last_done() -> MutexGuard<'static, Option<Instant>> {
    LAST_DONE.lock().unwrap_or_else(PoisonError::into_inner)
}
