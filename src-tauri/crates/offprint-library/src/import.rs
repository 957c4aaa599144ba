//! Sources taken in: what arrives of them, what became of it, and the numbers that add up.
//!
//! What arrives is judged and written as it comes, so that reading can run ahead on another thread and an
//! import is never held in memory. A [`Preview`] judges the same arrivals and writes nothing.

use std::collections::HashSet;
use std::fmt;

use offprint_formats::candidate::{Candidate, LineSpan, Rejection};
use offprint_formats::fields::citation_key;

use crate::change::accept_import::stored;
use crate::change::{ChangeSeq, Oversight};
use crate::error::Result;
use crate::identity::index::{IdentityIndex, PaperRef};
use crate::identity::judge::{Answers, Judge, JudgeMark, Judgement};
pub use crate::identity::{Grounds, Traits};
use crate::library::Library;
use crate::paper::{PaperId, Uid};
use crate::snapshot::Snapshot;
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
    /// Papers that came in: new ones, possible duplicates that are not the same, and what was dropped and is
    /// taken up again.
    pub added: usize,
    /// Lines that were page noise.
    pub noise_lines: usize,
}

impl Numbers {
    /// Returns what the source held.
    pub const fn found(&self) -> usize {
        self.new + self.known + self.dropped + self.possible + self.repeated + self.rejected
    }

    /// Counts one more.
    pub fn count(&mut self, outcome: Outcome) {
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
    /// The paper's id; none where it is not in the library.
    pub id: Option<Uid>,
    /// Its title in this source, else the identifier that names it.
    pub title: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Where it stands in the source.
    pub lines: Vec<LineSpan>,
}

/// One source taken in, or looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Its id; none where nothing was written.
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

impl Import {
    /// Returns a source of which nothing is told yet.
    pub fn nothing_of(source: SourceFacts) -> Self {
        Self {
            id: None,
            source,
            numbers: Numbers::default(),
            papers: Vec::new(),
            rejections: Vec::new(),
        }
    }
}

/// What the person decided about one candidate in a preview. By default nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// It is not to be added, though it could be.
    pub is_left_out: bool,
    /// It was dropped before and is to be taken up again.
    pub is_taken_up: bool,
    /// The answer, if it is a possible duplicate; else that of the whole import.
    pub answer: Option<OnDuplicate>,
    /// The paper that the answer is about, if it is one of the library: about another it says nothing.
    pub about: Option<PaperId>,
}

impl Decision {
    /// Returns the answer about a paper that the candidate may be.
    pub(crate) fn answer_about(
        self,
        paper: Option<PaperRef>,
        otherwise: OnDuplicate,
    ) -> OnDuplicate {
        // The library may have changed since the person answered.
        let is_meant = |about| paper == Some(PaperRef::Kept(about));
        match self.answer {
            Some(answer) if self.about.is_none_or(is_meant) => answer,
            Some(_) => OnDuplicate::Ask,
            None => otherwise,
        }
    }

    /// Returns what comes of a candidate that was judged so and met this paper.
    pub(crate) fn course(
        self,
        outcome: Outcome,
        paper: Option<PaperRef>,
        otherwise: OnDuplicate,
    ) -> Course {
        match outcome {
            Outcome::New | Outcome::Possible if self.is_left_out => Course::LeaveOut,
            Outcome::New => Course::ComeIn,
            Outcome::Possible => match self.answer_about(paper, otherwise) {
                OnDuplicate::Same => Course::BeThatOne,
                OnDuplicate::Ask | OnDuplicate::Different => Course::ComeIn,
            },
            // A possible duplicate of the same source may have been answered to be the one that is taken up.
            Outcome::Known | Outcome::DroppedBefore | Outcome::Repeated => match self.is_taken_up {
                true => Course::TakeUp,
                false => Course::Meet,
            },
            Outcome::Rejected => Course::LeaveOut,
        }
    }
}

/// What comes of a candidate, as it was judged and as the person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It comes in as a paper of its own.
    ComeIn,
    /// It may be a paper, and is, because the person says so: it comes in no more than that one does.
    BeThatOne,
    /// It is a paper that is here or came before it.
    Meet,
    /// The same, and what was dropped or thrown away is wanted again.
    TakeUp,
    /// It does not come in.
    LeaveOut,
}

/// A candidate made ready for being judged and written. Making it ready costs more than either, and needs no
/// library, so it is done where the source is read.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) candidate: Candidate,
    pub(crate) traits: Traits,
    /// The keys of the authors' family names, in their order.
    pub(crate) family_keys: Vec<String>,
    /// The details and the mail as they are stored.
    pub(crate) details: Option<String>,
    pub(crate) mail: Option<String>,
    /// The citation key that it gets, unless that is taken or the source has another.
    pub(crate) key_stem: String,
    pub(crate) decision: Decision,
}

impl Entry {
    /// Makes a candidate ready.
    pub fn new(candidate: Candidate) -> Self {
        let (traits, family_keys) = Traits::of(&candidate);
        Self {
            traits,
            family_keys,
            details: stored::details_to_text(&candidate.details),
            mail: candidate.mail.as_deref().map(stored::mail_to_text),
            key_stem: citation_key::stem(&candidate.title, &candidate.authors, candidate.year),
            candidate,
            decision: Decision::default(),
        }
    }

    /// The same with what the person decided about it.
    pub fn decided(self, decision: Decision) -> Self {
        Self { decision, ..self }
    }

    /// Returns the candidate.
    pub fn candidate(&self) -> &Candidate {
        &self.candidate
    }

    /// Returns the title for people: where there is none, the identifier that names it.
    pub fn title(&self) -> String {
        title_for_people(&self.candidate)
    }

    /// Returns about how many bytes of memory it holds.
    pub fn size_bytes(&self) -> usize {
        const REST: usize = 500;
        let candidate = &self.candidate;
        let marks = &candidate.marks;
        let of = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        // Of details there are two copies: what was read, and as they are stored.
        REST + candidate.title.len()
            + self.traits.title_key.len()
            + of(&candidate.abstract_text)
            + of(&candidate.venue)
            + of(&marks.note)
            + of(&marks.why)
            + marks.tags.iter().map(String::len).sum::<usize>()
            + 2 * of(&self.details)
            + 2 * of(&self.mail)
            + candidate.authors.len() * 100
            + (candidate.links.len() + candidate.identifiers.len()) * 150
    }

    /// Returns what identity looks at.
    pub fn into_traits(self) -> Traits {
        self.traits
    }
}

/// What arrives of the sources of one gesture, in their order.
#[derive(Clone, Debug)]
pub enum Arrival {
    /// The next source begins.
    Begin(Box<SourceFacts>),
    /// A candidate of it.
    Entry(Box<Entry>),
    /// A record of it that could not be a candidate.
    Rejection(Box<Rejection>),
    /// It ends. Without any candidate nothing of it is kept, rejections and all.
    End {
        noise_lines: usize,
        /// Its text, kept with the import, where there is no file to look at again.
        text: Option<String>,
        /// What the person set for reading it, by name: kept for the next of its kind.
        setting: Option<(String, String)>,
    },
    /// Its reading failed half-way: nothing of it is kept.
    Withdraw,
    /// Reading has stopped before the end of all: nothing of any source is kept.
    Abandon,
}

/// All that one gesture takes in.
pub struct Intake {
    /// What arrives; asked for while the library is written.
    pub arrivals: Box<dyn Iterator<Item = Arrival> + Send>,
    /// What the person gives to the papers that come in.
    pub given: Given,
    /// What becomes of possible duplicates about which nothing was decided.
    pub on_duplicate: OnDuplicate,
    /// How many candidates there will be, if that is known: for progress.
    pub n_all: Option<usize>,
}

impl Intake {
    /// Takes in what is in memory.
    pub fn of(arrivals: Vec<Arrival>, given: Given, on_duplicate: OnDuplicate) -> Self {
        let is_entry = |arrival: &&Arrival| matches!(arrival, Arrival::Entry(_));
        Self {
            n_all: Some(arrivals.iter().filter(is_entry).count()),
            arrivals: Box::new(arrivals.into_iter()),
            given,
            on_duplicate,
        }
    }
}

impl fmt::Debug for Intake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intake")
            .field("given", &self.given)
            .field("on_duplicate", &self.on_duplicate)
            .finish_non_exhaustive()
    }
}

/// The paper that a candidate of a preview met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Met {
    /// A paper of the library.
    Here(PaperId),
    /// An earlier candidate of the preview, by the number that it was given.
    Earlier(u32),
    /// One of which an emptied trash left only a fingerprint, by its row.
    Forgotten(i64),
}

/// What a preview says of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What became of it.
    pub outcome: Outcome,
    /// What it met; none for a new one.
    pub met: Option<Met>,
    /// For a possible duplicate: why it is one, by name.
    pub grounds: Option<Grounds>,
}

/// Judges what arrives without writing anything, and again from any source on.
#[derive(Debug)]
pub struct Preview {
    judge: Judge,
    /// Where judging began.
    start: JudgeMark,
    /// The newest change of the library that it knows; none once it has given back what it looks at.
    as_of: Option<ChangeSeq>,
}

/// Where a source of a preview began.
#[derive(Clone, Copy, Debug)]
pub struct PreviewMark(JudgeMark);

impl Preview {
    /// Starts against a library as a snapshot shows it. Reads the traits of all papers once, unless they are kept
    /// since another preview or an import of the library that is open.
    ///
    /// Errors: [`Error::Cancelled`](crate::Error::Cancelled); those of reading the library.
    pub fn new(
        snapshot: &Snapshot,
        library: Option<&Library>,
        oversight: &dyn Oversight,
    ) -> Result<Self> {
        // Asked for first: what comes meanwhile makes it old at once, never unseen.
        let as_of = snapshot.newest_seq()?;
        let index = match library.and_then(|library| library.lend_identity(as_of)) {
            Some(kept) => kept,
            None => IdentityIndex::of_library(snapshot.db(), oversight)?,
        };
        let judge = Judge::around(index, Answers::read(snapshot.db())?);
        Ok(Self {
            start: judge.mark(),
            judge,
            as_of: Some(as_of),
        })
    }

    /// Gives back to the library what it looks at, for the import of what was judged or for the next preview. Before it
    /// judges again it must begin anew.
    pub fn give_back(&mut self, library: &Library) {
        let Some(as_of) = self.as_of.take() else {
            return;
        };
        let empty = Judge::around(IdentityIndex::default(), Answers::default());
        let start = std::mem::replace(&mut self.start, empty.mark());
        let judge = std::mem::replace(&mut self.judge, empty);
        library.keep_identity(as_of, judge.into_index_of(start));
    }

    /// Whether the library is still as it was when this began, and it has not been given back.
    ///
    /// Errors: those of reading the library.
    pub fn is_of(&self, snapshot: &Snapshot) -> Result<bool> {
        Ok(self.as_of == Some(snapshot.newest_seq()?))
    }

    /// Begins the next source, of which `shown_before` are the papers that it has shown in an earlier import
    /// ([`Snapshot::papers_of_source`]). Returns a mark to come back to.
    pub fn begin_source(&mut self, shown_before: HashSet<PaperId>) -> PreviewMark {
        self.judge.begin_source(shown_before);
        PreviewMark(self.judge.mark())
    }

    /// Forgets all that was judged since a source began: the library need not be read again for judging it anew.
    /// A source begins next.
    pub fn back_to(&mut self, mark: PreviewMark) {
        self.judge.take_back_to(mark.0);
    }

    /// Judges the next candidate, and returns what comes of it: that is what later ones meet. `number` is what
    /// [`Met::Earlier`] calls it by, `otherwise` what holds of a possible duplicate about which nothing is decided,
    /// and `decide` hears what was judged and says what is decided.
    pub fn judge(
        &mut self,
        number: u32,
        traits: &Traits,
        otherwise: OnDuplicate,
        decide: impl FnOnce(Judged) -> Decision,
    ) -> Course {
        let judgement = self.judge.judge(traits);
        let judged = Judged::of(judgement);
        let course = judged.course(decide(judged), otherwise);
        let planned = PaperRef::Planned(number);
        match judgement {
            Judgement::Known(met) | Judgement::Repeated(met) => {
                self.judge.was_here(met, traits);
                if let (Course::TakeUp, PaperRef::Forgotten(row)) = (course, met.paper)
                    && self.judge.taken_up(row).is_none()
                {
                    self.judge.came_in(planned, traits);
                    self.judge.was_taken_up(row, planned);
                }
            }
            Judgement::Possible(doubt) if course == Course::BeThatOne => {
                self.judge.is_same(doubt, traits);
            }
            // What is left out is met all the same.
            Judgement::New | Judgement::Possible(_) => self.judge.came_in(planned, traits),
        }
        course
    }
}

impl Judged {
    /// Returns what comes of it if this is decided, or this holds otherwise of a possible duplicate.
    pub fn course(&self, decision: Decision, otherwise: OnDuplicate) -> Course {
        let paper = self.met.map(|met| match met {
            Met::Here(id) => PaperRef::Kept(id),
            Met::Earlier(number) => PaperRef::Planned(number),
            Met::Forgotten(row) => PaperRef::Forgotten(row),
        });
        decision.course(self.outcome, paper, otherwise)
    }

    fn of(judgement: Judgement) -> Self {
        Self {
            outcome: judgement.outcome(),
            met: judgement.paper().map(|paper| match paper {
                PaperRef::Kept(id) => Met::Here(id),
                PaperRef::Planned(number) => Met::Earlier(number),
                PaperRef::Forgotten(row) => Met::Forgotten(row),
            }),
            grounds: match judgement {
                Judgement::Possible(doubt) => Some(doubt.grounds),
                Judgement::New | Judgement::Known(_) | Judgement::Repeated(_) => None,
            },
        }
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
