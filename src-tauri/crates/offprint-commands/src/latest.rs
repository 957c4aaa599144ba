//! What was asked for last, with the answers: while nothing has changed, a list that is scrolled asks the same again
//! and again.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use offprint_library::{ChangeSeq, PaperId};
use offprint_platform::clock::Day;

/// The moment of the library that an answer is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub seq: ChangeSeq,
    pub today: Day,
}

/// The latest things that were asked for, the last one first, each with the papers found once they are.
pub(crate) struct Latest<Asked> {
    most: usize,
    answers: Mutex<Vec<Arc<Answer<Asked>>>>,
}

struct Answer<Asked> {
    asked: Asked,
    moment: Moment,
    /// Whether who asked needs no answer any more.
    is_left: AtomicBool,
    /// Locked while they are looked for: who asks the same waits, and who asks another thing does not.
    papers: Mutex<Option<Arc<[PaperId]>>>,
}

impl<Asked: PartialEq> Latest<Asked> {
    /// Keeps at most so many answers.
    pub fn new(most: usize) -> Self {
        Self {
            most,
            answers: Mutex::new(Vec::new()),
        }
    }

    /// Returns what was found, or has it looked for; `look` hears whether that is still wanted.
    ///
    /// Errors: those of `look`; who asks next looks again.
    pub fn papers<E>(
        &self,
        asked: Asked,
        moment: Moment,
        look: impl FnOnce(&Asked, &dyn Fn() -> bool) -> Result<Vec<PaperId>, E>,
    ) -> Result<Arc<[PaperId]>, E> {
        let answer = self.answer_to(asked, moment);
        let mut papers = answer.papers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(papers) = &*papers {
            return Ok(papers.clone());
        }
        let is_wanted = || !answer.is_left.load(Ordering::Relaxed);
        let found = look(&answer.asked, &is_wanted)?;
        Ok(papers.insert(found.into()).clone())
    }

    /// Says that what is looked for is not wanted any more. Who asks for it later has it looked for anew.
    pub fn leave(&self, asked: &Asked) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.retain(|answer| {
            // What was found is kept: it may be gone back to.
            let is_under_way = answer
                .papers
                .try_lock()
                .map_or(true, |papers| papers.is_none());
            let is_left = is_under_way && answer.asked == *asked;
            if is_left {
                answer.is_left.store(true, Ordering::Relaxed);
            }
            !is_left
        });
    }

    /// Returns the answer to this at a moment, found or not, and makes it the last one.
    fn answer_to(&self, asked: Asked, moment: Moment) -> Arc<Answer<Asked>> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let same = answers
            .iter()
            .position(|one| one.moment == moment && one.asked == asked);
        let answer = match same {
            Some(place) => answers.remove(place),
            None => Arc::new(Answer {
                asked,
                moment,
                is_left: AtomicBool::new(false),
                papers: Mutex::new(None),
            }),
        };
        answers.insert(0, answer.clone());
        answers.truncate(self.most);
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::convert::Infallible;
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    fn moment(seq: ChangeSeq) -> Moment {
        Moment {
            seq,
            today: Day::of(2026, 11, 30).unwrap(),
        }
    }

    #[test]
    fn who_asks_for_another_thing_does_not_wait_for_what_is_looked_for() {
        let latest = Latest::new(4);
        let answer = latest.answer_to("rivers", moment(7));
        let goes_on = answer.papers.lock().unwrap();
        let (tell, told) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(|| {
                tell.send(latest.papers("dunes", moment(7), |_, _| Ok::<_, Infallible>(Vec::new())))
            });
            let found = told.recv_timeout(Duration::from_secs(60));
            // The other one may go on, whatever came of this.
            drop(goes_on);
            assert!(found.expect("it does not wait").unwrap().is_empty());
        });
        let again = latest.answer_to("rivers", moment(7));
        assert!(Arc::ptr_eq(&again, &answer), "who asks the same shares it");
    }

    #[test]
    fn what_was_found_is_looked_for_again_only_after_a_change() {
        let latest = Latest::new(4);
        let n_looks = Cell::new(0);
        let look = |moment| {
            let found = latest.papers("rivers", moment, |_, _| {
                n_looks.set(n_looks.get() + 1);
                Ok::<_, Infallible>(Vec::new())
            });
            found.unwrap();
            n_looks.get()
        };
        assert_eq!(look(moment(7)), 1);
        assert_eq!(look(moment(7)), 1);
        assert_eq!(look(moment(8)), 2);
    }

    #[test]
    fn what_is_left_is_looked_for_no_longer_and_anew_when_it_is_wanted_again() {
        let latest = Latest::new(4);
        let left = latest.papers("rivers", moment(7), |_, is_wanted| {
            assert!(is_wanted());
            latest.leave(&"dunes");
            assert!(is_wanted());
            latest.leave(&"rivers");
            match is_wanted() {
                true => Ok(Vec::new()),
                false => Err("left"),
            }
        });
        assert_eq!(left, Err("left"));
        let again = latest.papers("rivers", moment(7), |_, is_wanted| match is_wanted() {
            true => Ok(Vec::new()),
            false => Err("left"),
        });
        assert!(again.unwrap().is_empty());
        latest.leave(&"rivers");
        let found = latest.papers("rivers", moment(7), |_, _| Err("looked for again"));
        assert!(found.unwrap().is_empty(), "what was found stays");
    }
}
