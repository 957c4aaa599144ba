//! All papers that an import may meet, in memory: those of the library and those planned so far.

use std::sync::Arc;

use offprint_formats::fields::identifier::{Identifier, Scheme};
use rusqlite::Connection;

use crate::error::Result;
use crate::identity::by_hash::ByHash;
use crate::identity::near::NearTitles;
use crate::identity::{Grounds, Traits, Verdict, judge, names_the_work};
use crate::paper::PaperId;
use crate::state::State;

/// A paper that an import may meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PaperRef {
    /// One of the library.
    Kept(PaperId),
    /// One that this import will add: which source and which entry of it.
    Planned { source: usize, entry: usize },
}

/// What the index found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub paper: PaperRef,
    pub is_dropped: bool,
    pub is_same: bool,
    pub grounds: Grounds,
}

#[derive(Debug)]
struct Known {
    paper: PaperRef,
    is_dropped: bool,
    traits: Arc<Traits>,
}

/// Finds what a candidate is the same as. Memory grows with the library; time per candidate does not.
#[derive(Debug, Default)]
pub(crate) struct IdentityIndex {
    known: Vec<Known>,
    by_identifier: ByHash,
    by_title_key: ByHash,
    by_main_key: ByHash,
    near: NearTitles,
}

impl IdentityIndex {
    /// Reads the traits of all papers of a library.
    pub fn of_library(db: &Connection) -> Result<Self> {
        let mut traits = TraitsReader::new(db)?;
        let mut index = Self::default();
        let mut papers = db.prepare(
            "SELECT p.id, p.title, p.title_key, p.year, p.abstract_key, p.is_book, m.state
             FROM papers p JOIN marks m ON m.paper_id = p.id ORDER BY p.id",
        )?;
        let mut rows = papers.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let title = row.get_ref(1)?.as_str().unwrap_or_default();
            let is_book: bool = row.get(5)?;
            let known = Traits {
                identifiers: traits.identifiers_of(id, is_book),
                year: row.get(3)?,
                family_keys: traits.family_keys_of(id),
                abstract_key: row.get(4)?,
                ..Traits::of_title(title, row.get(2)?)
            };
            let is_dropped = row.get_ref(6)?.as_str() == Ok(State::Dropped.name());
            index.add(PaperRef::Kept(PaperId(id)), is_dropped, Arc::new(known));
        }
        Ok(index)
    }

    /// Adds a paper, so that later candidates are found to be the same.
    pub fn add(&mut self, paper: PaperRef, is_dropped: bool, traits: Arc<Traits>) {
        let number = self.known.len() as u32;
        for identifier in &traits.identifiers {
            self.by_identifier.add(identifier, number);
        }
        if !traits.title_key.is_empty() {
            self.by_title_key.add(&traits.title_key, number);
            self.near.add(&traits.title_key, number);
        }
        if let Some(main_key) = &traits.main_key {
            self.by_main_key.add(main_key, number);
        }
        self.known.push(Known {
            paper,
            is_dropped,
            traits,
        });
    }

    /// Finds the paper that a candidate is the same as, else one that it may be the same as.
    ///
    /// An identifier goes before a title, the same before the possible, the older before the newer.
    pub fn find(&self, traits: &Traits) -> Option<Match> {
        let mut possible = None;
        let by_identifier = traits
            .identifiers
            .iter()
            .flat_map(|identifier| self.by_identifier.get(identifier));
        let by_title = self.by_title_key.get(&traits.title_key);
        for &number in by_identifier.chain(by_title) {
            match self.match_with(traits, number) {
                Some(found) if found.is_same => return Some(found),
                found => possible = possible.or(found),
            }
        }
        possible.or_else(|| self.find_near(traits))
    }

    fn find_near(&self, traits: &Traits) -> Option<Match> {
        // Nothing could make a near title a possible duplicate.
        if traits.family_keys.is_empty() && traits.abstract_key.is_none() {
            return None;
        }
        let with_subtitle = self.by_main_key.get(&traits.title_key);
        let without = traits
            .main_key
            .as_ref()
            .map_or(&[][..], |key| self.by_title_key.get(key));
        let typos = self.near.around(&traits.title_key);
        with_subtitle
            .iter()
            .chain(without)
            .chain(&typos)
            .find_map(|&number| self.match_with(traits, number))
    }

    fn match_with(&self, traits: &Traits, number: u32) -> Option<Match> {
        let known = &self.known[number as usize];
        let found = |is_same, grounds| Match {
            paper: known.paper,
            is_dropped: known.is_dropped,
            is_same,
            grounds,
        };
        match judge(traits, &known.traits) {
            Verdict::Same(grounds) => Some(found(true, grounds)),
            Verdict::Possible(grounds) => Some(found(false, grounds)),
            Verdict::Different => None,
        }
    }
}

/// Reads identifiers and authors in step with the papers, each table once and in its order.
struct TraitsReader {
    identifiers: std::iter::Peekable<std::vec::IntoIter<(i64, Identifier)>>,
    family_keys: std::iter::Peekable<std::vec::IntoIter<(i64, String)>>,
}

impl TraitsReader {
    fn new(db: &Connection) -> Result<Self> {
        let mut select =
            db.prepare("SELECT paper_id, scheme, value FROM identifiers ORDER BY paper_id, id")?;
        let identifiers = select
            .query_map([], |row| {
                let scheme = Scheme::from_name(row.get_ref(1)?.as_str().unwrap_or_default());
                Ok((row.get(0)?, scheme, row.get::<_, String>(2)?))
            })?
            .filter_map(|row| match row {
                Ok((paper, Some(scheme), value)) => Some(Ok((paper, Identifier { scheme, value }))),
                Ok((_, None, _)) => None,
                Err(error) => Some(Err(error)),
            })
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut select =
            db.prepare("SELECT paper_id, family_key FROM authors ORDER BY paper_id, position")?;
        let family_keys = select
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Self {
            identifiers: identifiers.into_iter().peekable(),
            family_keys: family_keys.into_iter().peekable(),
        })
    }

    fn identifiers_of(&mut self, paper: i64, is_book: bool) -> Vec<Identifier> {
        let mut found = Vec::new();
        while let Some((_, identifier)) = self.identifiers.next_if(|(of, _)| *of <= paper) {
            if names_the_work(&identifier, is_book) {
                found.push(identifier);
            }
        }
        found
    }

    fn family_keys_of(&mut self, paper: i64) -> Vec<String> {
        let mut found = Vec::new();
        while let Some((_, key)) = self.family_keys.next_if(|(of, _)| *of <= paper) {
            found.push(key);
        }
        found
    }
}
