//! One source taken in: what is planned for each candidate, and the numbers that add up.
//!
//! A plan is made before anything is written: reading and judging never happen under the write lock.
//! If the library has changed since, the plan is judged again inside it.

use std::collections::HashSet;
use std::sync::Arc;

use offprint_formats::candidate::{Candidate, LineSpan, Rejection};
use rusqlite::Connection;

use crate::error::Result;
use crate::identity::index::{IdentityIndex, PaperRef};
use crate::identity::{Grounds, Traits};
use crate::paper::Uid;
use crate::state::State;

/// Where a source came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceOrigin {
    /// A file, by its path.
    File(String),
    /// The clipboard; the text is kept.
    Pasted,
    /// Standard input; the text is kept.
    StandardInput,
    /// The bundled sample digest.
    Sample,
}

/// What is known of a source before its candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFacts {
    /// Where it came from.
    pub origin: SourceOrigin,
    /// Its name for people.
    pub name: String,
    /// The format's name.
    pub format: String,
    /// The encoding's name.
    pub encoding: String,
    /// The hash of its content, in hex.
    pub hash: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// If a watched folder brought it: its size and modification time there, to be remembered.
    pub watched: Option<WatchedStamp>,
}

/// A file of a watched folder as it was when it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedStamp {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// When it was last modified, in milliseconds since 1970 UTC.
    pub modified_at: i64,
}

/// What becomes of a possible duplicate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDuplicate {
    /// It comes in as a paper of its own, and the question stays open.
    #[default]
    Ask,
    /// It is the same: the known paper gets the sighting and what it lacked.
    Same,
    /// It is another: it comes in, and there is no question.
    Different,
}

/// What the person gives to the papers that an import adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The state; without it what the source says, else the inbox.
    pub state: Option<State>,
    /// Tags, beside those the source brings.
    pub tags: Vec<String>,
    /// Why they were saved.
    pub why: Option<String>,
}

/// What became of a candidate. Each has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The library had nothing like it.
    New,
    /// Already here.
    Known,
    /// Already here, and dropped.
    DroppedBefore,
    /// Perhaps already here.
    Possible,
    /// Twice in this source.
    Repeated,
    /// No candidate: neither title nor identifier, or broken.
    Rejected,
}

impl Outcome {
    /// Returns the outcome's name in the database and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::New => "new",
            Outcome::Known => "known",
            Outcome::DroppedBefore => "dropped",
            Outcome::Possible => "possible",
            Outcome::Repeated => "repeated",
            Outcome::Rejected => "rejected",
        }
    }
}

/// The numbers of an import; `found` is the sum of the six outcomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    pub new: usize,
    pub known: usize,
    pub dropped: usize,
    pub possible: usize,
    pub repeated: usize,
    pub rejected: usize,
    /// Papers that came in: the new ones, and possible duplicates that are not the same.
    pub added: usize,
    /// Lines that were page noise.
    pub noise_lines: usize,
}

impl Numbers {
    /// Returns what the source held.
    pub const fn found(&self) -> usize {
        self.new + self.known + self.dropped + self.possible + self.repeated + self.rejected
    }

    pub(crate) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Known => self.known += 1,
            Outcome::DroppedBefore => self.dropped += 1,
            Outcome::Possible => self.possible += 1,
            Outcome::Repeated => self.repeated += 1,
            Outcome::Rejected => self.rejected += 1,
        }
    }
}

/// One paper of an import, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedPaper {
    /// The paper's id; none in a plan that was not written, for a paper that is not there yet.
    pub id: Option<Uid>,
    /// Its title in this source, else the identifier that names it.
    pub title: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Where it stands in the source.
    pub lines: Vec<LineSpan>,
}

/// One source taken in, or planned to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Its id; none in a plan that was not written.
    pub id: Option<Uid>,
    /// What is known of the source.
    pub source: SourceFacts,
    /// What was found.
    pub numbers: Numbers,
    /// The candidates in the order of the source.
    pub papers: Vec<ImportedPaper>,
    /// The records that could not be candidates.
    pub rejections: Vec<Rejection>,
}

/// What was decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    New,
    Known {
        paper: PaperRef,
        is_dropped: bool,
    },
    Repeated {
        paper: PaperRef,
    },
    Possible {
        paper: PaperRef,
        grounds: Grounds,
        answer: OnDuplicate,
    },
}

impl Judgement {
    pub fn outcome(self) -> Outcome {
        match self {
            Judgement::New => Outcome::New,
            Judgement::Known {
                is_dropped: true, ..
            } => Outcome::DroppedBefore,
            Judgement::Known {
                is_dropped: false, ..
            } => Outcome::Known,
            Judgement::Repeated { .. } => Outcome::Repeated,
            Judgement::Possible { .. } => Outcome::Possible,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct PlannedEntry {
    pub candidate: Candidate,
    /// Those of the candidate; their keys are stored with its paper.
    pub traits: Arc<Traits>,
    pub judgement: Judgement,
}

#[derive(Clone, Debug)]
pub(crate) struct PlannedSource {
    pub facts: SourceFacts,
    pub entries: Vec<PlannedEntry>,
    pub rejections: Vec<Rejection>,
    pub noise_lines: usize,
    /// The text itself, where it was pasted.
    pub text: Option<String>,
}

/// What an import will do: all the sources of one gesture, each candidate with its outcome.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    pub(crate) sources: Vec<PlannedSource>,
    pub(crate) given: Given,
    pub(crate) on_duplicate: OnDuplicate,
    /// The newest change when the plan was judged.
    pub(crate) judged_at: i64,
}

impl ImportPlan {
    /// Returns how many candidates there are.
    pub fn n_candidates(&self) -> usize {
        self.sources.iter().map(|source| source.entries.len()).sum()
    }

    /// Returns what the import would be, without writing: ids are those of known papers only.
    pub fn preview(self, db: &crate::snapshot::Snapshot) -> Result<Vec<Import>> {
        let plan = if self.judged_at == NEVER_JUDGED {
            self.judge_again(db.db(), NEVER_JUDGED)?
        } else {
            self
        };
        plan.sources
            .iter()
            .map(|source| {
                let uid_of = |judgement: Judgement| match judgement {
                    Judgement::New => Ok(None),
                    Judgement::Known { paper, .. }
                    | Judgement::Repeated { paper }
                    | Judgement::Possible { paper, .. } => match paper {
                        PaperRef::Kept(id) => db.uid_of(id),
                        PaperRef::Planned { .. } => Ok(None),
                    },
                };
                plan.summary(source, uid_of)
            })
            .collect()
    }

    pub(crate) fn summary(
        &self,
        source: &PlannedSource,
        mut uid_of: impl FnMut(Judgement) -> Result<Option<Uid>>,
    ) -> Result<Import> {
        let mut numbers = Numbers {
            rejected: source.rejections.len(),
            noise_lines: source.noise_lines,
            ..Numbers::default()
        };
        let mut papers = Vec::with_capacity(source.entries.len());
        for entry in &source.entries {
            let outcome = entry.judgement.outcome();
            numbers.count(outcome);
            numbers.added += usize::from(Self::adds(entry.judgement));
            papers.push(ImportedPaper {
                id: uid_of(entry.judgement)?,
                title: title_for_people(&entry.candidate),
                outcome,
                lines: entry.candidate.lines.clone(),
            });
        }
        Ok(Import {
            id: None,
            source: source.facts.clone(),
            numbers,
            papers,
            rejections: source.rejections.clone(),
        })
    }

    /// Answers the open questions of the plan one by one: `decide` gets the title found and the title here.
    ///
    /// Errors: those of reading the library.
    pub fn decide(
        &mut self,
        db: &crate::snapshot::Snapshot,
        mut decide: impl FnMut(&str, &str) -> OnDuplicate,
    ) -> Result<()> {
        for source in 0..self.sources.len() {
            for entry in 0..self.sources[source].entries.len() {
                let planned = &self.sources[source].entries[entry];
                let Judgement::Possible {
                    paper,
                    answer: OnDuplicate::Ask,
                    ..
                } = planned.judgement
                else {
                    continue;
                };
                let here = match paper {
                    PaperRef::Kept(id) => db
                        .rows_of(&[id])?
                        .pop()
                        .map(|row| row.title)
                        .unwrap_or_default(),
                    PaperRef::Planned { source, entry } => {
                        title_for_people(&self.sources[source].entries[entry].candidate)
                    }
                };
                let decided = decide(&title_for_people(&planned.candidate), &here);
                if let Judgement::Possible { answer, .. } =
                    &mut self.sources[source].entries[entry].judgement
                {
                    *answer = decided;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn adds(judgement: Judgement) -> bool {
        match judgement {
            Judgement::New => true,
            Judgement::Possible { answer, .. } => answer != OnDuplicate::Same,
            Judgement::Known { .. } | Judgement::Repeated { .. } => false,
        }
    }

    /// Judges every candidate anew, because the library is another than when the plan was made.
    pub(crate) fn judge_again(self, db: &Connection, judged_at: i64) -> Result<Self> {
        let mut planner = Planner::start(db, self.given, self.on_duplicate, judged_at)?;
        for source in self.sources {
            planner.begin_source(source.facts);
            for entry in source.entries {
                planner.add(entry.candidate);
                planner.keep_answer(entry.judgement);
            }
            for rejection in source.rejections {
                planner.reject(rejection);
            }
            planner.end_source(source.noise_lines, source.text);
        }
        Ok(planner.finish())
    }
}

/// Returns the title, else the identifier that names the paper.
pub(crate) fn title_for_people(candidate: &Candidate) -> String {
    if !candidate.title.is_empty() {
        return candidate.title.clone();
    }
    candidate
        .identifiers
        .first()
        .map_or_else(String::new, |identifier| {
            crate::snapshot::rows::title_from_identifier(
                identifier.scheme.name(),
                &identifier.value,
            )
        })
}

/// No change has this number, so that a plan which carries it is judged again.
const NEVER_JUDGED: i64 = -1;

/// Makes an [`ImportPlan`]: candidates are judged one by one as they are read.
#[derive(Debug)]
pub struct Planner {
    plan: ImportPlan,
    index: IdentityIndex,
    /// Papers that the present source has shown already.
    seen: HashSet<PaperRef>,
    /// Sources that failed; they stay in their places until the end, since others refer to them.
    withdrawn: Vec<usize>,
}

impl Planner {
    /// Starts a plan against a library as a snapshot shows it.
    ///
    /// Reads the traits of all papers once; after that time grows with the candidates alone.
    pub fn new(
        snapshot: &crate::snapshot::Snapshot,
        given: Given,
        on_duplicate: OnDuplicate,
    ) -> Result<Self> {
        let judged_at = snapshot.newest_seq()?;
        Self::start(snapshot.db(), given, on_duplicate, judged_at)
    }

    fn start(
        db: &Connection,
        given: Given,
        on_duplicate: OnDuplicate,
        judged_at: i64,
    ) -> Result<Self> {
        Ok(Self {
            plan: ImportPlan {
                sources: Vec::new(),
                given,
                on_duplicate,
                judged_at,
            },
            index: IdentityIndex::of_library(db)?,
            seen: HashSet::new(),
            withdrawn: Vec::new(),
        })
    }

    /// Begins the next source.
    pub fn begin_source(&mut self, facts: SourceFacts) {
        self.seen.clear();
        self.plan.sources.push(PlannedSource {
            facts,
            entries: Vec::new(),
            rejections: Vec::new(),
            noise_lines: 0,
            text: None,
        });
    }

    /// Takes the next candidate of the source and judges it.
    pub fn add(&mut self, candidate: Candidate) {
        let source = self.plan.sources.len() - 1;
        let traits = Arc::new(Traits::of(&candidate));
        let found = self.index.find(&traits);
        let here = PaperRef::Planned {
            source,
            entry: self.plan.sources[source].entries.len(),
        };
        let judgement = match found {
            None => Judgement::New,
            Some(found) if !found.is_same => Judgement::Possible {
                paper: found.paper,
                grounds: found.grounds,
                answer: self.plan.on_duplicate,
            },
            Some(found) if self.seen.contains(&found.paper) => {
                Judgement::Repeated { paper: found.paper }
            }
            Some(found) => Judgement::Known {
                paper: found.paper,
                is_dropped: found.is_dropped,
            },
        };
        match judgement {
            Judgement::New | Judgement::Possible { .. } => {
                self.seen.insert(here);
                self.index.add(here, false, traits.clone());
            }
            Judgement::Known { paper, .. } | Judgement::Repeated { paper } => {
                self.seen.insert(paper);
                self.lend(paper, &candidate);
                // A later candidate may share only what this one brings.
                if !traits.identifiers.is_empty() {
                    let is_dropped = found.is_some_and(|found| found.is_dropped);
                    self.index.add(paper, is_dropped, traits.clone());
                }
            }
        }
        self.plan.sources[source].entries.push(PlannedEntry {
            candidate,
            traits,
            judgement,
        });
    }

    /// An answer that the person gave holds also when the candidate is judged again.
    fn keep_answer(&mut self, before: Judgement) {
        let added = self
            .plan
            .sources
            .last_mut()
            .and_then(|source| source.entries.last_mut());
        if let (
            Some(PlannedEntry {
                judgement: Judgement::Possible { answer, .. },
                ..
            }),
            Judgement::Possible { answer: given, .. },
        ) = (added, before)
        {
            *answer = given;
        }
    }

    /// Gives a planned paper what it lacks and this candidate has.
    fn lend(&mut self, paper: PaperRef, from: &Candidate) {
        if let PaperRef::Planned { source, entry } = paper {
            let planned = &mut self.plan.sources[source].entries[entry];
            fill(&mut planned.candidate, from);
            planned.traits = Arc::new(Traits::of(&planned.candidate));
        }
    }

    /// Takes a record that could not be a candidate.
    pub fn reject(&mut self, rejection: Rejection) {
        self.plan
            .sources
            .last_mut()
            .expect("a source was begun")
            .rejections
            .push(rejection);
    }

    /// Ends the source. `text` is kept with the import where it was pasted.
    ///
    /// Returns how many candidates it held; a source without any is taken out of the plan, rejections and all.
    pub fn end_source(&mut self, noise_lines: usize, text: Option<String>) -> usize {
        let source = self.plan.sources.last_mut().expect("a source was begun");
        source.noise_lines = noise_lines;
        source.text = text;
        let n_candidates = source.entries.len();
        if n_candidates == 0 {
            self.plan.sources.pop();
        }
        n_candidates
    }

    /// Takes back the present source, instead of ending it, because its reading failed half-way.
    pub fn withdraw_source(&mut self) {
        // Others may have been judged to be the same as its papers; so all are judged again.
        self.withdrawn.push(self.plan.sources.len() - 1);
        self.plan.judged_at = NEVER_JUDGED;
    }

    /// Returns how many candidates were taken so far.
    pub fn n_candidates(&self) -> usize {
        self.plan.n_candidates()
    }

    /// Returns the plan.
    pub fn finish(mut self) -> ImportPlan {
        for source in self.withdrawn.into_iter().rev() {
            self.plan.sources.remove(source);
        }
        self.plan
    }
}

/// Gives a candidate what it lacks and another entry of the same paper has. Nothing it has is changed.
fn fill(candidate: &mut Candidate, from: &Candidate) {
    if candidate.title.is_empty() {
        candidate.title.clone_from(&from.title);
    }
    if candidate.authors.is_empty() {
        candidate.authors.clone_from(&from.authors);
    }
    if candidate.abstract_text.is_none() {
        candidate.abstract_text.clone_from(&from.abstract_text);
    }
    candidate.year = candidate.year.or(from.year);
    if candidate.venue.is_none() {
        candidate.venue.clone_from(&from.venue);
    }
    let (marks, given) = (&mut candidate.marks, &from.marks);
    marks.state = marks.state.or(given.state);
    marks.is_starred |= given.is_starred;
    if marks.note.is_none() {
        marks.note.clone_from(&given.note);
    }
    for (lacked, had) in [
        (&mut marks.why, &given.why),
        (&mut marks.started_on, &given.started_on),
        (&mut marks.finished_on, &given.finished_on),
    ] {
        if lacked.is_none() {
            lacked.clone_from(had);
        }
    }
    for tag in &given.tags {
        if !marks.tags.contains(tag) {
            marks.tags.push(tag.clone());
        }
    }
    for identifier in &from.identifiers {
        if !candidate.identifiers.contains(identifier) {
            candidate.identifiers.push(identifier.clone());
        }
    }
    for link in &from.links {
        if !candidate.links.iter().any(|has| has.url == link.url) {
            candidate.links.push(link.clone());
        }
    }
}

/// Writes line spans as they are stored: `3-4 18-18`.
pub(crate) fn spans_to_text(spans: &[LineSpan]) -> String {
    let spans: Vec<String> = spans
        .iter()
        .map(|span| format!("{}-{}", span.first, span.last))
        .collect();
    spans.join(" ")
}

/// Reads line spans as they are stored.
pub(crate) fn spans_from_text(text: &str) -> Vec<LineSpan> {
    let span = |part: &str| {
        let (first, last) = part.split_once('-')?;
        Some(LineSpan::new(first.parse().ok()?, last.parse().ok()?))
    };
    text.split(' ').filter_map(span).collect()
}
