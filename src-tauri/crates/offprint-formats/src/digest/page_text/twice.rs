//! A paper that a page prints twice, as a card and as a row, is one candidate with two spans.

use std::collections::{HashMap, VecDeque};

use crate::candidate::{Candidate, Found, LineSpan};
use crate::fields::title_key::{text_key, title_key};

use super::title::is_telling;

/// What was found, held back until a second print of it is no longer to be expected.
#[derive(Default)]
pub(super) struct Printed {
    waiting: VecDeque<Waiting>,
    /// How many were given out of those that waited.
    n_gone: usize,
    /// By title key, the last that waits under it; counted from the first that ever waited.
    by_key: HashMap<String, usize>,
    /// Noise that may go on.
    noise: Option<LineSpan>,
}

enum Waiting {
    Paper {
        candidate: Box<Candidate>,
        key: String,
    },
    /// A likely title that nothing vouches for. It is noise unless the paper turns up.
    BareTitle {
        lines: LineSpan,
        key: String,
    },
    Noise(LineSpan),
    Other(Found),
}

/// How many things are held back. Pages that print twice hold some hundred papers.
const WINDOW: usize = 4096;
/// As far as blank lines and a line that belongs to a paper may part noise.
const NOISE_GAP: u32 = 2;

impl Printed {
    pub(super) fn push_paper(&mut self, mut candidate: Candidate) {
        let key = title_key(&candidate.title);
        if let Some(at) = self.place_of(&key) {
            match &mut self.waiting[at] {
                Waiting::Paper {
                    candidate: earlier, ..
                } if is_second_print(earlier, &candidate) => {
                    join(earlier, candidate);
                    return;
                }
                Waiting::BareTitle { lines, .. } if is_telling(&candidate.title) => {
                    candidate.lines.insert(0, *lines);
                    self.waiting[at] = Waiting::Paper {
                        candidate: Box::new(candidate),
                        key,
                    };
                    return;
                }
                _ => {}
            }
        }
        self.remember(key.clone());
        self.waiting.push_back(Waiting::Paper {
            candidate: Box::new(candidate),
            key,
        });
    }

    pub(super) fn push_bare_title(&mut self, text: &str, lines: LineSpan) {
        let key = title_key(text);
        if let Some(at) = self.place_of(&key)
            && is_telling(text)
            && let Waiting::Paper { candidate, .. } = &mut self.waiting[at]
        {
            candidate.lines.push(lines);
            return;
        }
        self.remember(key.clone());
        self.waiting.push_back(Waiting::BareTitle { lines, key });
    }

    /// Whether a paper of this title is among what is held back.
    pub(super) fn has_paper(&self, title: &str) -> bool {
        let at = self.place_of(&title_key(title));
        at.is_some_and(|at| matches!(self.waiting[at], Waiting::Paper { .. }))
    }

    pub(super) fn push_noise(&mut self, lines: LineSpan) {
        if let Some(Waiting::Noise(before)) = self.waiting.back_mut()
            && lines.first <= before.last + NOISE_GAP
        {
            before.last = before.last.max(lines.last);
            return;
        }
        self.waiting.push_back(Waiting::Noise(lines));
    }

    pub(super) fn push(&mut self, found: Found) {
        self.waiting.push_back(Waiting::Other(found));
    }

    /// Gives out what is held back longest: what exceeds the window, or all of it.
    ///
    /// On a page that is no digest, papers and rejections are noise.
    pub(super) fn pop(&mut self, is_all: bool, is_digest: bool) -> Option<Found> {
        while is_all || self.waiting.len() > WINDOW {
            if !is_digest {
                self.make_noise_of_first();
            }
            match self.waiting.front() {
                Some(Waiting::Noise(lines) | Waiting::BareTitle { lines, .. }) => {
                    match self.noise {
                        Some(noise) if lines.first > noise.last + NOISE_GAP => {
                            return self.noise.take().map(Found::Noise);
                        }
                        Some(ref mut noise) => noise.last = noise.last.max(lines.last),
                        None => self.noise = Some(*lines),
                    }
                }
                Some(_) | None => {
                    if let Some(noise) = self.noise.take() {
                        return Some(Found::Noise(noise));
                    }
                }
            }
            let waiting = self.waiting.pop_front()?;
            if let Waiting::Paper { key, .. } | Waiting::BareTitle { key, .. } = &waiting {
                self.forget(key);
            }
            self.n_gone += 1;
            match waiting {
                Waiting::Paper { candidate, .. } => return Some(Found::Candidate(candidate)),
                Waiting::Other(found) => return Some(found),
                Waiting::BareTitle { .. } | Waiting::Noise(_) => {}
            }
        }
        None
    }

    fn make_noise_of_first(&mut self) {
        let Some(first) = self.waiting.front_mut() else {
            return;
        };
        let lines = match first {
            Waiting::Paper { candidate, .. } => candidate.lines[0],
            Waiting::Other(Found::Rejection(rejection)) => rejection.lines,
            Waiting::Noise(_) | Waiting::BareTitle { .. } | Waiting::Other(_) => return,
        };
        let before = std::mem::replace(first, Waiting::Noise(lines));
        if let Waiting::Paper { key, .. } = before {
            self.forget(&key);
        }
    }

    /// Where what waits under a key is in `waiting`.
    fn place_of(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).map(|at| at - self.n_gone)
    }

    fn remember(&mut self, key: String) {
        if !key.is_empty() {
            self.by_key.insert(key, self.n_gone + self.waiting.len());
        }
    }

    /// Forgets the key of the first that waits, unless a later one has taken it.
    fn forget(&mut self, key: &str) {
        if self.place_of(key) == Some(0) {
            self.by_key.remove(key);
        }
    }
}

/// Whether two candidates with one title are one paper in two views.
fn is_second_print(earlier: &Candidate, later: &Candidate) -> bool {
    let contradicts = earlier.identifiers.iter().any(|identifier| {
        later
            .identifiers
            .iter()
            .any(|other| other.scheme == identifier.scheme)
            && !later.identifiers.contains(identifier)
    });
    if contradicts {
        return false;
    }
    match (&earlier.abstract_text, &later.abstract_text) {
        (Some(one), Some(other)) => {
            let (one, other) = (text_key(one, 200), text_key(other, 200));
            let is_summary = one.len().min(other.len()) < 120;
            one.starts_with(&other) || other.starts_with(&one) || is_summary
        }
        _ => {
            is_telling(&earlier.title)
                || earlier
                    .identifiers
                    .iter()
                    .any(|id| later.identifiers.contains(id))
        }
    }
}

fn join(earlier: &mut Candidate, later: Candidate) {
    earlier.lines.extend(later.lines);
    if later.abstract_text.as_ref().map_or(0, String::len)
        > earlier.abstract_text.as_ref().map_or(0, String::len)
    {
        earlier.abstract_text = later.abstract_text;
    }
    if earlier.authors.len() < later.authors.len() {
        earlier.authors = later.authors;
    }
    earlier.year = earlier.year.or(later.year);
    for identifier in later.identifiers {
        earlier.add_identifier(identifier);
    }
    for link in later.links {
        earlier.add_link(link);
    }
}
