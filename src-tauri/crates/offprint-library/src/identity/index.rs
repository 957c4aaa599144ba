//! All papers that an import may meet: those of the library and those that it brings itself.

use std::collections::HashMap;

use offprint_formats::fields::citation_key::{Keys, KeysMark};
use offprint_formats::fields::identifier::{Identifier, Scheme};
use rusqlite::Connection;

use crate::change::Oversight;
use crate::error::{Error, Result};
use crate::identity::by_hash::ByHash;
use crate::identity::fingerprint::remembered_traits;
use crate::identity::near::{Letters, NearTitles};
use crate::identity::{Grounds, Traits, Verdict, View, judge};
use crate::paper::PaperId;
use crate::state::State;

/// A paper that a candidate may be the same as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PaperRef {
    /// One of the library.
    Kept(PaperId),
    /// One that an import would bring, or that the person leaves out of it, by its number there.
    Planned(u32),
    /// One of which an emptied trash left only a fingerprint, by its row.
    Forgotten(i64),
}

/// What the index found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub paper: PaperRef,
    /// The place of the paper in the index.
    pub number: u32,
    pub is_dropped: bool,
    pub is_same: bool,
    pub grounds: Grounds,
}

/// A paper of the index. Its texts and lists lie end to end with those of all others, so that a paper costs
/// few bytes and no allocation of its own.
#[derive(Debug)]
struct Known {
    paper: PaperRef,
    is_dropped: bool,
    /// Whether it has learned something since: that is kept apart.
    is_filled: bool,
    is_telling: bool,
    has_doi: bool,
    title: u64,
    main_title: Option<u64>,
    year: Option<i32>,
    abstract_key: Option<i64>,
    title_key_end: u32,
    words_end: u32,
    identifiers_end: u32,
    families_end: u32,
}

/// What a paper learned.
#[derive(Debug)]
struct Fill {
    number: u32,
    /// What it was, if it had learned something before.
    before: Option<Traits>,
    identifiers: Vec<u64>,
    has_title: bool,
}

/// How much an index holds, to come back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    length: u32,
    n_fills: usize,
    citation_keys: KeysMark,
}

/// A paper with more identifiers than that is told by them; comparing all with all would make time grow with
/// the square of what one paper is given.
const MOST_IDENTIFIERS: usize = 64;

/// So many papers are read between one look at whether anybody still waits and the next.
const LOOK_UP_EVERY: usize = 1_000;

/// Finds what a candidate is the same as. Memory grows with the library, half a kilobyte a paper with all that finds it; time per
/// candidate does not.
#[derive(Debug, Default)]
pub(crate) struct IdentityIndex {
    known: Vec<Known>,
    title_keys: String,
    words: Vec<u8>,
    identifiers: Vec<u64>,
    families: Vec<u32>,
    /// For each paper what tells quickly that another is not nearly the same.
    signs: Vec<Signs>,
    by_identifier: ByHash,
    by_title: ByHash,
    by_main_title: ByHash,
    near: NearTitles,
    /// What papers are that have learned something since they were added, by their numbers.
    filled: HashMap<u32, Traits>,
    /// How that came, in its order.
    fills: Vec<Fill>,
    /// A paper that is not found.
    pub aside: Option<PaperRef>,
    /// Read on the way; whoever brings papers in needs them, too.
    pub citation_keys: Keys,
}

impl IdentityIndex {
    /// Reads the traits of all papers of a library, and what is left of those that are gone.
    ///
    /// Errors: [`Error::Cancelled`]; those of the database.
    pub fn of_library(db: &Connection, oversight: &dyn Oversight) -> Result<Self> {
        let mut index = Self::default();
        let n_papers: i64 = db.query_row("SELECT count(*) FROM marks", [], |row| row.get(0))?;
        let n_papers = usize::try_from(n_papers).unwrap_or(0);
        let mut select =
            db.prepare("SELECT paper_id, scheme, value FROM identifiers ORDER BY paper_id, id")?;
        let mut identifier_rows = InStep::new(select.query([])?, |row| {
            let scheme = Scheme::from_name(row.get_ref(1)?.as_str().unwrap_or_default());
            let value = row.get(2)?;
            Ok(scheme.map(|scheme| Identifier { scheme, value }))
        });
        let mut select =
            db.prepare("SELECT paper_id, family_key FROM authors ORDER BY paper_id, position")?;
        let mut author_rows = InStep::new(select.query([])?, |row| Ok(Some(row.get(1)?)));
        let (mut identifiers, mut family_keys) = (Vec::new(), Vec::<String>::new());
        let mut papers = db.prepare(
            "SELECT p.id, p.title, p.title_key, p.year, p.abstract_key, p.is_book,
                    m.state = ?1 OR EXISTS (SELECT 1 FROM trash t WHERE t.paper_id = p.id),
                    p.citation_key
             FROM papers p JOIN marks m ON m.paper_id = p.id ORDER BY p.id",
        )?;
        let mut rows = papers.query([State::Dropped.name()])?;
        while let Some(row) = rows.next()? {
            let n_done = index.known.len();
            if n_done.is_multiple_of(LOOK_UP_EVERY) {
                if oversight.is_cancelled() {
                    return Err(Error::Cancelled);
                }
                oversight.progress(n_done, n_papers);
            }
            let id: i64 = row.get(0)?;
            let title = row.get_ref(1)?.as_str().unwrap_or_default();
            identifier_rows.of(id, &mut identifiers)?;
            author_rows.of(id, &mut family_keys)?;
            let known = Traits {
                year: row.get(3)?,
                abstract_key: row.get(4)?,
                ..Traits::of_parts(
                    title,
                    row.get(2)?,
                    &identifiers,
                    row.get(5)?,
                    family_keys.iter().map(String::as_str),
                )
            };
            index.add(PaperRef::Kept(PaperId(id)), row.get(6)?, &known);
            if let Ok(Some(key)) = row.get_ref(7)?.as_str_or_null() {
                index.citation_keys.take(key);
            }
        }
        let mut forgotten = db.prepare("SELECT id, traits FROM forgotten ORDER BY id")?;
        let mut rows = forgotten.query([])?;
        while let Some(row) = rows.next()? {
            let traits = remembered_traits(row.get_ref(1)?.as_str().unwrap_or_default());
            index.add(PaperRef::Forgotten(row.get(0)?), true, &traits);
        }
        index.citation_keys.settle();
        Ok(index)
    }

    /// Adds a paper, so that later candidates are found to be the same.
    pub fn add(&mut self, paper: PaperRef, is_dropped: bool, traits: &Traits) {
        let number = self.known.len() as u32;
        for identifier in &traits.identifiers {
            self.by_identifier.add(*identifier, number);
        }
        self.add_title(traits, number);
        self.signs.push(Signs::of(traits.view()));
        self.title_keys.push_str(&traits.title_key);
        self.words.extend(&traits.words);
        self.identifiers.extend(&traits.identifiers);
        self.families.extend(&traits.families);
        self.known.push(Known {
            paper,
            is_dropped,
            is_filled: false,
            is_telling: traits.is_telling,
            has_doi: traits.has_doi,
            title: traits.title,
            main_title: traits.main_title,
            year: traits.year,
            abstract_key: traits.abstract_key,
            title_key_end: self.title_keys.len() as u32,
            words_end: self.words.len() as u32,
            identifiers_end: self.identifiers.len() as u32,
            families_end: self.families.len() as u32,
        });
    }

    /// Gives a paper what it lacks, as the library does when it is met again.
    pub fn fill(&mut self, number: u32, traits: &Traits) {
        let known = self.view(number);
        let has_title = known.title == 0 && traits.title != 0;
        let n_wanted = MOST_IDENTIFIERS.saturating_sub(known.identifiers.len());
        let new = |identifier: &&u64| !known.identifiers.contains(*identifier);
        let identifiers: Vec<u64> = traits
            .identifiers
            .iter()
            .filter(new)
            .take(n_wanted)
            .copied()
            .collect();
        let has_families = known.families.is_empty() && !traits.families.is_empty();
        let has_year = known.year.is_none() && traits.year.is_some();
        let has_abstract = known.abstract_key.is_none() && traits.abstract_key.is_some();
        if !(has_title || has_families || has_year || has_abstract || !identifiers.is_empty()) {
            return;
        }
        let mut filled = known.to_traits();
        if has_title {
            filled.title_key.clone_from(&traits.title_key);
            filled.words.clone_from(&traits.words);
            filled.title = traits.title;
            filled.main_title = traits.main_title;
            filled.is_telling = traits.is_telling;
        }
        filled.has_doi |= traits.has_doi;
        filled.identifiers.extend(&identifiers);
        if has_families {
            filled.families.clone_from(&traits.families);
        }
        filled.year = filled.year.or(traits.year);
        filled.abstract_key = filled.abstract_key.or(traits.abstract_key);
        for identifier in &identifiers {
            self.by_identifier.add(*identifier, number);
        }
        if has_title {
            self.add_title(&filled, number);
        }
        self.signs[number as usize] = Signs::of(filled.view());
        self.known[number as usize].is_filled = true;
        let before = self.filled.insert(number, filled);
        self.fills.push(Fill {
            number,
            before,
            identifiers,
            has_title,
        });
    }

    fn take_back_fill(&mut self, fill: Fill) {
        let number = fill.number;
        for identifier in fill.identifiers {
            self.by_identifier.take_back(identifier, number);
        }
        let filled = self.filled.remove(&number);
        if let Some(filled) = filled.filter(|_| fill.has_title) {
            self.take_back_title(&filled.title_key, filled.title, filled.main_title, number);
        }
        self.known[number as usize].is_filled = fill.before.is_some();
        if let Some(before) = fill.before {
            self.filled.insert(number, before);
        }
        self.signs[number as usize] = Signs::of(self.view(number));
    }

    fn add_title(&mut self, traits: &Traits, number: u32) {
        if traits.title != 0 {
            self.by_title.add(traits.title, number);
            self.near.add(&traits.title_key, number);
        }
        if let Some(main_title) = traits.main_title {
            self.by_main_title.add(main_title, number);
        }
    }

    fn take_back_title(&mut self, key: &str, title: u64, main_title: Option<u64>, number: u32) {
        if title != 0 {
            self.by_title.take_back(title, number);
            self.near.take_back(key, number);
        }
        if let Some(main_title) = main_title {
            self.by_main_title.take_back(main_title, number);
        }
    }

    /// Returns a mark to come back to.
    pub fn mark(&self) -> Mark {
        Mark {
            length: self.known.len() as u32,
            n_fills: self.fills.len(),
            citation_keys: self.citation_keys.mark(),
        }
    }

    /// Forgets what was added and learned since a mark, because it does not come in after all or is judged anew.
    pub fn take_back_to(&mut self, mark: Mark) {
        self.citation_keys.take_back_to(mark.citation_keys);
        while self.fills.len() > mark.n_fills {
            if let Some(fill) = self.fills.pop() {
                self.take_back_fill(fill);
            }
        }
        while self.known.len() > mark.length as usize {
            let Some(known) = self.known.pop() else {
                return;
            };
            let number = self.known.len() as u32;
            let (title_keys, words, identifiers, families) = self.ends();
            for identifier in self.identifiers.drain(identifiers..) {
                self.by_identifier.take_back(identifier, number);
            }
            let key = self.title_keys.split_off(title_keys);
            self.take_back_title(&key, known.title, known.main_title, number);
            self.words.truncate(words);
            self.families.truncate(families);
            self.signs.pop();
        }
    }

    /// Returns where the texts and lists of the last paper end.
    fn ends(&self) -> (usize, usize, usize, usize) {
        self.known.last().map_or((0, 0, 0, 0), |last| {
            (
                last.title_key_end as usize,
                last.words_end as usize,
                last.identifiers_end as usize,
                last.families_end as usize,
            )
        })
    }

    /// Returns the traits of a paper of the index.
    pub fn view(&self, number: u32) -> View<'_> {
        let place = number as usize;
        let known = &self.known[place];
        if known.is_filled
            && let Some(filled) = self.filled.get(&number)
        {
            return filled.view();
        }
        let from = |end: fn(&Known) -> u32| match place {
            0 => 0,
            place => end(&self.known[place - 1]) as usize,
        };
        View {
            title_key: &self.title_keys
                [from(|known| known.title_key_end)..known.title_key_end as usize],
            words: &self.words[from(|known| known.words_end)..known.words_end as usize],
            title: known.title,
            main_title: known.main_title,
            is_telling: known.is_telling,
            identifiers: &self.identifiers
                [from(|known| known.identifiers_end)..known.identifiers_end as usize],
            has_doi: known.has_doi,
            year: known.year,
            families: &self.families[from(|known| known.families_end)..known.families_end as usize],
            abstract_key: known.abstract_key,
        }
    }

    /// Finds the paper that a candidate is the same as, else one that it may be the same as.
    ///
    /// An identifier goes before a title, the same before the possible, the older before the newer.
    /// `settles` may say of a possible one what the person answered.
    pub fn find(
        &self,
        traits: &Traits,
        settles: &dyn Fn(&Match, View<'_>) -> Option<bool>,
    ) -> Option<Match> {
        let mut possible = None;
        let by_identifier = traits
            .identifiers
            .iter()
            .flat_map(|identifier| self.by_identifier.get(*identifier));
        let by_title = self.by_title.get(traits.title);
        for &number in by_identifier.chain(by_title) {
            match self.match_with(traits, number, settles) {
                Some(found) if found.is_same => return Some(found),
                found => possible = possible.or(found),
            }
        }
        possible.or_else(|| self.find_near(traits, settles))
    }

    fn find_near(
        &self,
        traits: &Traits,
        settles: &dyn Fn(&Match, View<'_>) -> Option<bool>,
    ) -> Option<Match> {
        let with_subtitle = match traits.title {
            0 => &[],
            title => self.by_main_title.get(title),
        };
        let without = traits
            .main_title
            .map_or(&[][..], |key| self.by_title.get(key));
        let signs = Signs::of(traits.view());
        let typos = self.near.around(&traits.title_key, |number| {
            signs.fit(self.signs[number as usize])
        });
        with_subtitle
            .iter()
            .chain(without)
            .chain(&typos)
            .find_map(|&number| self.match_with(traits, number, settles))
    }

    fn match_with(
        &self,
        traits: &Traits,
        number: u32,
        settles: &dyn Fn(&Match, View<'_>) -> Option<bool>,
    ) -> Option<Match> {
        let known = &self.known[number as usize];
        if self.aside == Some(known.paper) {
            return None;
        }
        let view = self.view(number);
        let found = |is_same, grounds| Match {
            paper: known.paper,
            number,
            is_dropped: known.is_dropped,
            is_same,
            grounds,
        };
        match judge(traits.view(), view) {
            Verdict::Same(grounds) => Some(found(true, grounds)),
            Verdict::Possible(grounds) => {
                let possible = found(false, grounds);
                match settles(&possible, view) {
                    None => Some(possible),
                    Some(true) => Some(found(true, grounds)),
                    Some(false) => None,
                }
            }
            Verdict::Different => None,
        }
    }
}

/// What a paper shows of itself in few bytes. Titles have much in common in large libraries, and nearly all
/// that a title is compared with is told apart by this.
#[derive(Clone, Copy, Debug)]
struct Signs {
    letters: Letters,
    /// A bit for each author and one for the abstract: two papers that share neither mostly have no bit in
    /// common.
    parts: u32,
    has_authors: bool,
    has_abstract: bool,
}

impl Signs {
    fn of(traits: View<'_>) -> Self {
        let of_abstract = traits.abstract_key.map(|key| 1 << (key as u64 >> 59));
        let of_authors = traits.families.iter().map(|family| 1 << (family >> 27));
        Self {
            letters: Letters::of(traits.title_key),
            parts: of_authors
                .chain(of_abstract)
                .fold(0, |parts, part: u32| parts | part),
            has_authors: !traits.families.is_empty(),
            has_abstract: traits.abstract_key.is_some(),
        }
    }

    /// Whether two papers can be nearly the same.
    fn fit(self, other: Self) -> bool {
        let can_compare =
            self.has_authors && other.has_authors || self.has_abstract && other.has_abstract;
        (self.parts & other.parts != 0 || !can_compare)
            && self.letters.may_be_within_typos(other.letters)
    }
}

/// Reads the rows of a table that belong to papers in step with these, once and in their order.
struct InStep<'s, T> {
    rows: rusqlite::Rows<'s>,
    read: fn(&rusqlite::Row<'_>) -> rusqlite::Result<Option<T>>,
    /// The row that was read ahead, of a later paper.
    next: Option<(i64, Option<T>)>,
}

impl<'s, T> InStep<'s, T> {
    fn new(
        rows: rusqlite::Rows<'s>,
        read: fn(&rusqlite::Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Self {
        Self {
            rows,
            read,
            next: None,
        }
    }

    /// Puts what belongs to a paper into `found`, and passes over what belongs to earlier ones.
    fn of(&mut self, paper: i64, found: &mut Vec<T>) -> Result<()> {
        found.clear();
        loop {
            if self.next.is_none() {
                let Some(row) = self.rows.next()? else {
                    return Ok(());
                };
                self.next = Some((row.get(0)?, (self.read)(row)?));
            }
            match self.next.take() {
                Some((of, part)) if of <= paper => {
                    found.extend(part.filter(|_| of == paper));
                }
                later => {
                    self.next = later;
                    return Ok(());
                }
            }
        }
    }
}
