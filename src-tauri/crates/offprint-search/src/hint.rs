//! What the person made of papers like one: at most one hint, in the paper's own words, and rather none than a
//! weak one.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::mpsc;
use std::thread;

use offprint_library::snapshot::texts::{PaperText, Verdict};
use offprint_library::{ChangeSeq, PaperId, Result, Snapshot};

use crate::fold::{fold, fold_with_places};
use crate::terms::{TermId, Terms, each_term, term_of, weights_of};

/// How many of the newest decided papers are looked at.
const MOST_DECIDED: usize = 5_000;
/// How many of the newest others tell beside them which words are rare.
const MOST_UNDECIDED: usize = 2_000;
/// How many words a hint names.
const MOST_WORDS: usize = 3;
/// How many words may stand side by side in one that is named.
const MOST_SIDE_BY_SIDE: usize = 3;
/// A word is telling where at most one of so many papers has it;
const ONE_OF_WITH_TELLING: usize = 25;
/// where there are few papers, one of so many,
const ONE_OF_FEW_WITH_TELLING: usize = 8;
/// but no more than these.
const MOST_OF_FEW_WITH_TELLING: usize = 8;
/// What is named says at least so much of what says most.
const LEAST_OF_MOST_TELLING: f32 = 0.4;
/// How much more a word says that stands in both titles.
const IN_BOTH_TITLES: f32 = 2.0;
/// How many telling words two papers share at least.
const FEWEST_SHARED: usize = 2;
/// How alike two papers are at least, of all their words, from 0 to 1.
const LEAST_LIKENESS: f32 = 0.15;
/// Of so many papers, those that share most, the likeness is told by all words.
const MOST_COMPARED: usize = 50;
/// How many papers are read before their words are taken up, and
const READ_AT_ONCE: usize = 250;
/// how many times as many may wait for that.
const MOST_READ_AHEAD: usize = 4;
/// Shorter parts of a name may be initials, or are borne by too many.
const FEWEST_LETTERS_OF_NAME: usize = 3;

/// What a hint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// The person kept papers with these words.
    Kept,
    /// The person dropped papers with these words.
    Dropped,
    /// The person kept papers by an author of this one; the words are the author's name.
    SameAuthor,
    /// It is open whether the paper is the same as another; there are no words.
    PossibleDuplicate,
}

/// What the person should know of papers like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it is about.
    pub kind: HintKind,
    /// What they have in common, as written in the paper; at most three.
    pub words: Vec<String>,
    /// How many papers it is about.
    pub n_papers: usize,
    /// The one most like the paper.
    pub example: PaperId,
}

/// The papers that the person decided about, and some others beside them, by their words and authors.
///
/// Follows the library: what did not change since is not read again.
#[derive(Debug, Default)]
pub struct DecidedPapers {
    terms: Terms,
    papers: HashMap<PaperId, Known>,
    with_term: Vec<Vec<PaperId>>,
    by_author: HashMap<String, Vec<PaperId>>,
    seq: ChangeSeq,
}

#[derive(Debug)]
struct Known {
    verdict: Verdict,
    weights: Vec<(TermId, f32)>,
    authors: Vec<String>,
}

impl DecidedPapers {
    /// Reads what happened since it was last called.
    ///
    /// Errors: those of reading the library.
    pub fn follow(&mut self, snapshot: &Snapshot) -> Result<()> {
        let newest = snapshot.newest_seq()?;
        if newest == self.seq {
            return Ok(());
        }
        if newest < self.seq {
            // Another library took the place of the one that was read.
            *self = Self::default();
        }
        // Where nothing was read yet, the history need not be looked through for what to forget.
        if !self.papers.is_empty() {
            for paper in snapshot.facts_edited_since(self.seq)? {
                self.forget(paper);
            }
        }
        let verdicts = snapshot.verdicts(MOST_DECIDED, MOST_UNDECIDED)?;
        let present: HashSet<PaperId> = verdicts.iter().map(|(paper, _)| *paper).collect();
        let gone: Vec<PaperId> = self
            .papers
            .keys()
            .copied()
            .filter(|paper| !present.contains(paper))
            .collect();
        for paper in gone {
            self.forget(paper);
        }
        let mut fresh = Vec::new();
        for (paper, verdict) in &verdicts {
            match self.papers.get_mut(paper) {
                Some(known) => known.verdict = *verdict,
                None => fresh.push(*paper),
            }
        }
        let verdicts: HashMap<PaperId, Verdict> = verdicts.into_iter().collect();
        self.learn_all(snapshot, &fresh, &verdicts)?;
        self.seq = newest;
        Ok(())
    }

    /// Reads papers on this thread while another one takes their words up: after the start there are thousands.
    fn learn_all(
        &mut self,
        snapshot: &Snapshot,
        papers: &[PaperId],
        verdicts: &HashMap<PaperId, Verdict>,
    ) -> Result<()> {
        let (tell, told) = mpsc::sync_channel::<Vec<PaperText>>(MOST_READ_AHEAD);
        // The channel ends with this closure, and with it the other thread.
        thread::scope(move |scope| {
            scope.spawn(move || {
                for text in told.into_iter().flatten() {
                    self.learn(&text, verdicts[&text.paper]);
                }
            });
            for chunk in papers.chunks(READ_AT_ONCE) {
                // It fails only where the other thread panicked, and that is told at the end.
                let _ = tell.send(snapshot.texts_of(chunk)?);
            }
            Ok(())
        })
    }

    fn learn(&mut self, text: &PaperText, verdict: Verdict) {
        let weights = self.terms.weights_of(text);
        self.with_term.resize_with(self.terms.len(), Vec::new);
        for (term, _) in &weights {
            self.with_term[*term as usize].push(text.paper);
        }
        let authors: Vec<String> = telling_names(text).map(|(key, _)| key).collect();
        for author in &authors {
            let papers = self.by_author.entry(author.clone()).or_default();
            papers.push(text.paper);
        }
        let known = Known {
            verdict,
            weights,
            authors,
        };
        self.papers.insert(text.paper, known);
    }

    fn forget(&mut self, paper: PaperId) {
        let Some(known) = self.papers.remove(&paper) else {
            return;
        };
        for (term, _) in known.weights {
            self.with_term[term as usize].retain(|other| *other != paper);
        }
        for author in known.authors {
            if let Some(papers) = self.by_author.get_mut(&author) {
                papers.retain(|other| *other != paper);
            }
        }
    }

    /// Finds what the person should know of papers like this one; mostly there is nothing.
    ///
    /// Errors: those of reading the library.
    pub fn hint_for(&self, snapshot: &Snapshot, paper: PaperId) -> Result<Option<Hint>> {
        let doubles = snapshot.possible_duplicates(paper)?;
        if let Some(example) = doubles.first() {
            return Ok(Some(Hint {
                kind: HintKind::PossibleDuplicate,
                words: Vec::new(),
                n_papers: doubles.len(),
                example: *example,
            }));
        }
        let Some(text) = snapshot.texts_of(&[paper])?.pop() else {
            return Ok(None);
        };
        Ok(match self.by_words(snapshot, &text)? {
            Some(hint) => Some(hint),
            None => self.by_author(&text),
        })
    }

    fn by_words(&self, snapshot: &Snapshot, text: &PaperText) -> Result<Option<Hint>> {
        let own = OwnWords::of(text, self);
        let mut sharing: HashMap<PaperId, Sharing> = HashMap::new();
        for &term in &own.telling {
            let weight = own.weights[&term];
            for &other in &self.with_term[term as usize] {
                let shared = sharing.entry(other).or_default();
                shared.n_words += 1;
                shared.weight += weight;
            }
        }
        sharing.retain(|other, shared| {
            shared.n_words >= FEWEST_SHARED
                && *other != text.paper
                && self.papers[other].verdict != Verdict::Undecided
        });
        let mut nearest: Vec<(PaperId, f32)> = sharing
            .iter()
            .map(|(other, shared)| (*other, shared.weight))
            .collect();
        nearest.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        nearest.truncate(MOST_COMPARED);
        let Some((example, _)) = nearest
            .iter()
            .map(|(other, _)| (*other, self.likeness(&own, *other)))
            .filter(|(_, likeness)| *likeness >= LEAST_LIKENESS)
            .max_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)))
        else {
            return Ok(None);
        };
        let title = snapshot.texts_of(&[example])?.pop().map(|text| text.title);
        let phrases =
            own.in_common_with(title.as_deref().unwrap_or_default(), &self.papers[&example]);
        let named: BTreeSet<TermId> = phrases
            .iter()
            .flat_map(|phrase| phrase.telling.iter().copied())
            .collect();
        // The others of which the hint speaks have enough of what it names.
        let mut n_of = HashMap::from([(Verdict::Kept, 0), (Verdict::Dropped, 0)]);
        for other in sharing.keys() {
            let known = &self.papers[other];
            let n_named = named.iter().filter(|term| known.has(**term)).count();
            if *other == example || n_named >= FEWEST_SHARED {
                *n_of.entry(known.verdict).or_default() += 1;
            }
        }
        let verdict = self.papers[&example].verdict;
        let (kind, against) = match verdict {
            Verdict::Kept => (HintKind::Kept, n_of[&Verdict::Dropped]),
            Verdict::Dropped | Verdict::Undecided => (HintKind::Dropped, n_of[&Verdict::Kept]),
        };
        // Where the person decided now so, now so, there is nothing to say.
        let is_clear = against * 2 <= n_of[&verdict];
        let says_enough = is_clear && named.len() >= FEWEST_SHARED;
        Ok(says_enough.then(|| Hint {
            kind,
            words: phrases.into_iter().map(|phrase| phrase.written).collect(),
            n_papers: n_of[&verdict],
            example,
        }))
    }

    fn by_author(&self, text: &PaperText) -> Option<Hint> {
        telling_names(text)
            .filter_map(|(key, name)| {
                let kept: Vec<PaperId> = self
                    .by_author
                    .get(&key)?
                    .iter()
                    .copied()
                    .filter(|other| *other != text.paper && self.is_kept(*other))
                    .collect();
                Some(Hint {
                    kind: HintKind::SameAuthor,
                    words: vec![name.to_owned()],
                    n_papers: kept.len(),
                    example: *kept.iter().max()?,
                })
            })
            // The first author of those with the most papers.
            .reduce(|best, other| {
                if other.n_papers > best.n_papers {
                    other
                } else {
                    best
                }
            })
    }

    fn is_kept(&self, paper: PaperId) -> bool {
        self.papers[&paper].verdict == Verdict::Kept
    }

    fn n_with(&self, term: TermId) -> usize {
        self.with_term.get(term as usize).map_or(0, Vec::len)
    }

    /// Returns how much a word says: nothing where all papers have it.
    fn rarity(&self, term: TermId) -> f32 {
        let n_with = self.n_with(term).max(1);
        let n_all = self.papers.len().max(n_with);
        (n_all as f32 / n_with as f32).ln()
    }

    /// Says whether few papers have a word.
    fn is_telling(&self, term: TermId) -> bool {
        let n_all = self.papers.len();
        let of_few = (n_all / ONE_OF_FEW_WITH_TELLING).min(MOST_OF_FEW_WITH_TELLING);
        self.n_with(term) <= of_few.max(n_all / ONE_OF_WITH_TELLING)
    }

    /// Returns how alike two papers are by all their words, from 0 to 1.
    fn likeness(&self, own: &OwnWords<'_>, other: PaperId) -> f32 {
        let (mut in_common, mut length) = (0.0, 0.0);
        for &(term, weight) in &self.papers[&other].weights {
            let weight = weight * self.rarity(term);
            length += weight * weight;
            in_common += weight * own.weights.get(&term).copied().unwrap_or(0.0);
        }
        in_common / (length.sqrt() * own.length).max(f32::MIN_POSITIVE)
    }
}

impl Known {
    fn has(&self, term: TermId) -> bool {
        self.weights
            .binary_search_by_key(&term, |(term, _)| *term)
            .is_ok()
    }
}

/// What another paper shares with the one that a hint is for.
#[derive(Default)]
struct Sharing {
    n_words: usize,
    weight: f32,
}

/// The words of the paper that a hint is for.
struct OwnWords<'a> {
    text: &'a PaperText,
    decided: &'a DecidedPapers,
    /// Those that other papers have as well, by how much each says.
    weights: HashMap<TermId, f32>,
    length: f32,
    /// Those that few have.
    telling: Vec<TermId>,
}

/// A word, or some that stand side by side, as the paper writes them.
struct Phrase {
    written: String,
    terms: Vec<TermId>,
    telling: Vec<TermId>,
    weight: f32,
}

impl<'a> OwnWords<'a> {
    fn of(text: &'a PaperText, decided: &'a DecidedPapers) -> Self {
        let mut unknown: HashMap<String, TermId> = HashMap::new();
        let first_unknown = decided.terms.len();
        let weights = weights_of(text, |word| {
            let term = term_of(word)?;
            Some(decided.terms.get(term).unwrap_or_else(|| {
                let number = (first_unknown + unknown.len()) as TermId;
                *unknown.entry(term.to_owned()).or_insert(number)
            }))
        });
        let weights: HashMap<TermId, f32> = weights
            .into_iter()
            .map(|(term, weight)| (term, weight * decided.rarity(term)))
            .collect();
        let squares = weights.values().map(|weight| weight * weight);
        let length = squares.sum::<f32>().sqrt();
        let mut telling: Vec<TermId> = weights
            .keys()
            .copied()
            .filter(|term| decided.n_with(*term) > 0 && decided.is_telling(*term))
            .collect();
        telling.sort_unstable();
        Self {
            text,
            decided,
            weights,
            length,
            telling,
        }
    }

    /// Returns what the paper has in common with another, the most telling first.
    fn in_common_with(&self, other_title: &str, other: &Known) -> Vec<Phrase> {
        let mut of_other_title = BTreeSet::new();
        each_term(&fold(other_title), |term, _| {
            of_other_title.extend(self.decided.terms.get(term));
        });
        let mut phrases = self.phrases(&self.text.title, other);
        for phrase in &mut phrases {
            if phrase
                .telling
                .iter()
                .any(|term| of_other_title.contains(term))
            {
                phrase.weight *= IN_BOTH_TITLES;
            }
        }
        phrases.extend(self.phrases(&self.text.abstract_text, other));
        // Of equals the first stays first.
        phrases.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        let least = phrases
            .first()
            .map_or(0.0, |most| most.weight * LEAST_OF_MOST_TELLING);
        let mut named: BTreeSet<TermId> = BTreeSet::new();
        let mut n_telling = 0;
        phrases.retain(|phrase| {
            let is_new = phrase.terms.iter().all(|term| !named.contains(term));
            let says_enough = phrase.weight >= least || n_telling < FEWEST_SHARED;
            if is_new && says_enough {
                named.extend(&phrase.terms);
                n_telling += phrase.telling.len();
            }
            is_new && says_enough
        });
        phrases.truncate(MOST_WORDS);
        phrases
    }

    fn phrases(&self, text: &str, other: &Known) -> Vec<Phrase> {
        let (folded, places) = fold_with_places(text);
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut last: Option<Range<usize>> = None;
        each_term(&folded, |term, place| {
            let Some(term) = self.decided.terms.get(term).filter(|term| other.has(*term)) else {
                return;
            };
            let written = |from: usize, to: usize| text[places[from]..places[to]].to_owned();
            let stands_beside = last
                .as_ref()
                .is_some_and(|last| matches!(&folded[last.end..place.start], " " | "-"));
            let own_weight = self.weights.get(&term).copied().unwrap_or(0.0);
            match phrases.last_mut() {
                Some(phrase) if stands_beside && phrase.terms.len() < MOST_SIDE_BY_SIDE => {
                    let from = last.as_ref().map_or(place.start, |last| last.start);
                    phrase.written = written(from, place.end);
                    phrase.terms.push(term);
                    phrase.weight += own_weight;
                    last = Some(from..place.end);
                }
                Some(_) | None => {
                    phrases.push(Phrase {
                        written: written(place.start, place.end),
                        terms: vec![term],
                        telling: Vec::new(),
                        weight: own_weight,
                    });
                    last = Some(place.clone());
                }
            }
            if self.decided.is_telling(term)
                && let Some(phrase) = phrases.last_mut()
            {
                phrase.telling.push(term);
            }
        });
        phrases.retain(|phrase| !phrase.telling.is_empty());
        phrases
    }
}

/// Returns the names that tell one author from another, folded and as they are: those with a whole given name.
fn telling_names(text: &PaperText) -> impl Iterator<Item = (String, &str)> {
    text.authors.iter().filter_map(|name| {
        let key = fold(name);
        let mut n_whole = 0;
        for part in key.split(|c: char| c.is_whitespace() || c == '.') {
            n_whole += usize::from(part.chars().count() >= FEWEST_LETTERS_OF_NAME);
        }
        (n_whole >= 2).then_some((key, name.as_str()))
    })
}

#[cfg(test)]
mod tests;
