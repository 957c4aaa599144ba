//! Whatever happens, a mirror whose updates remember is what an update that remembers nothing makes of an empty
//! folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::snapshot::rows::{Filter, Sort};
use offprint_commands::library::{Actor, Change, NoOversight, PaperId, State, WhatToUndo};
use offprint_commands::mirror::{Mirrored, Remembered, turn_on, update, update_from};
use offprint_commands::{OpenLibrary, Origin};
use proptest::prelude::*;
use tempfile::TempDir;

/// What is imported: some of it meets what is there, and brings more of it.
const SOURCES: [&str; 4] = [
    "@misc{rivers, title = {How Rivers Remember Their Floods}, doi = {10.5555/rivers}}
     @misc{dunes, title = {Why Dunes Walk at Night}}
     @misc{Mosses, title = {Mosses in Winter and What They Do}, keywords = {wood}}
     @misc{kelp, title = {The Kelp Forest in a Bottle}, readstatus = {read}, annote = {By sea.}}",
    "@misc{other, title = {How Rivers Remember Their Floods}, doi = {10.5555/rivers}, abstract = {Long ago.},
     url = {https://rivers.example/floods}, keywords = {water, wood}}",
    "@misc{lichen, title = {A Lichen and Its Wall}, keywords = {water}, annote = {See the wall.}}
     @misc{rivers, title = {Rivers of Another Kind Altogether}, author = {Roe, Ana}}",
    "@misc{dunes2, title = {Why Dunes Walk at Nigth}, author = {Haugen, Ida}, year = 2026}",
];
const KEYS: [&str; 6] = ["rivers", "Rivers", "RIVERS", "a+b", "dunes", "con"];
const TAGS: [&str; 3] = ["water", "wood", "Water"];
const STATES: [State; 4] = [State::Inbox, State::Queued, State::Read, State::Dropped];

#[derive(Clone, Debug)]
enum Step {
    SetState(u8, u8),
    Star(u8),
    Note(u8),
    Tag(u8, u8),
    Untag(u8, u8),
    RenameTag(u8, u8),
    SetKey(u8, u8),
    SwapKeys(u8, u8),
    Merge(u8, u8),
    Split(u8),
    Trash(u8),
    PutBack,
    EmptyTrash,
    Undo,
    UndoEarlier(u8),
    Redo,
    Import(u8),
    /// A change and an update by a process that remembers nothing.
    ByAnother(u8, u8),
    /// What a person or another program does to the files.
    ByHand(Touch, u8),
}

#[derive(Clone, Debug)]
enum Touch {
    Append,
    Remove,
    /// Other bytes, as many as before.
    Overwrite,
    /// All files as they were when the mirror was new, as a checkout brings them back.
    CheckOut,
}

fn step() -> impl Strategy<Value = Step> {
    let touch = prop::sample::select(vec![
        Touch::Append,
        Touch::Remove,
        Touch::Overwrite,
        Touch::CheckOut,
    ]);
    let two = (any::<u8>(), any::<u8>());
    prop_oneof![
        4 => two.prop_map(|(paper, to)| Step::SetState(paper, to)),
        1 => any::<u8>().prop_map(Step::Star),
        2 => any::<u8>().prop_map(Step::Note),
        2 => two.prop_map(|(paper, tag)| Step::Tag(paper, tag)),
        1 => two.prop_map(|(paper, tag)| Step::Untag(paper, tag)),
        1 => two.prop_map(|(from, to)| Step::RenameTag(from, to)),
        2 => two.prop_map(|(paper, key)| Step::SetKey(paper, key)),
        1 => two.prop_map(|(one, other)| Step::SwapKeys(one, other)),
        1 => two.prop_map(|(keep, gone)| Step::Merge(keep, gone)),
        1 => any::<u8>().prop_map(Step::Split),
        1 => any::<u8>().prop_map(Step::Trash),
        1 => Just(Step::PutBack),
        1 => Just(Step::EmptyTrash),
        4 => Just(Step::Undo),
        1 => any::<u8>().prop_map(Step::UndoEarlier),
        4 => Just(Step::Redo),
        4 => any::<u8>().prop_map(Step::Import),
        1 => two.prop_map(|(paper, to)| Step::ByAnother(paper, to)),
        2 => (touch, any::<u8>()).prop_map(|(touch, file)| Step::ByHand(touch, file)),
    ]
}

struct Test {
    folder: TempDir,
    open: OpenLibrary,
    remembered: Remembered,
    /// The files of the mirror when it was new.
    first: BTreeMap<PathBuf, Vec<u8>>,
}

impl Test {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let open = OpenLibrary::at(folder.path().join("library"));
        let mut test = Self {
            folder,
            open,
            remembered: Remembered::default(),
            first: BTreeMap::new(),
        };
        test.import(0);
        let mirror = test.mirror();
        turn_on(&test.open, &mirror, Actor::Window, &NoOversight).unwrap();
        let papers = test.papers(false);
        test.try_to(Change::SetState {
            papers,
            to: State::Read,
        });
        test.update();
        test.first = files(&mirror);
        test
    }

    fn mirror(&self) -> PathBuf {
        self.folder.path().join("mirror")
    }

    fn update(&mut self) {
        let mut updated = update_from(&self.open, &mut self.remembered).unwrap();
        if updated == Mirrored::Off {
            // That it was turned on is undone, too.
            turn_on(&self.open, &self.mirror(), Actor::Window, &NoOversight).unwrap();
            updated = update_from(&self.open, &mut self.remembered).unwrap();
        }
        assert!(matches!(updated, Mirrored::Done(_)), "{updated:?}");
    }

    /// Returns what an update that remembers nothing makes of an empty folder, from a copy of the library.
    fn made_anew(&self, n: usize) -> BTreeMap<PathBuf, Vec<u8>> {
        let place = self.folder.path().join(format!("copy {n}"));
        fs::create_dir_all(place.join("library")).unwrap();
        let db = rusqlite::Connection::open(self.folder.path().join("library/library.db")).unwrap();
        let copy = place.join("library/library.db").display().to_string();
        db.execute("VACUUM INTO ?1", [copy]).unwrap();
        let open = OpenLibrary::at(place.join("library"));
        let mirror = place.join("mirror");
        turn_on(&open, &mirror, Actor::Window, &NoOversight).unwrap();
        update(&open).unwrap();
        let made = files(&mirror);
        drop(open);
        fs::remove_dir_all(place).unwrap();
        made
    }

    /// Papers in the order in which they came; of the trash, if asked.
    fn papers(&self, is_trashed: bool) -> Vec<PaperId> {
        let filter = Filter {
            is_trashed,
            ..Filter::default()
        };
        let read = |snapshot: &offprint_commands::library::Snapshot| {
            snapshot.ids(&filter, Sort::Added, 0, usize::MAX)
        };
        self.open.read(read).unwrap()
    }

    fn paper(&self, n: u8) -> Option<PaperId> {
        let papers = self.papers(false);
        papers.get(n as usize % papers.len().max(1)).copied()
    }

    fn key(&self, paper: PaperId) -> String {
        let paper = self.open.read(|snapshot| snapshot.paper(paper)).unwrap();
        paper.unwrap().citation_key.unwrap_or_default()
    }

    /// A change that is refused is none.
    fn try_to(&self, change: Change) {
        let _ = self.open.apply(change, Actor::Window, &NoOversight);
    }

    fn import(&self, source: u8) {
        let source = SOURCES[source as usize % SOURCES.len()];
        let input = Input::Bytes(source.into(), Origin::Pasted);
        let options = ImportOptions::default();
        import(
            &self.open,
            vec![input],
            &options,
            Actor::Window,
            &NoOversight,
        )
        .unwrap();
    }

    fn undo(&self, what: &WhatToUndo) {
        let _ = self.open.undo(what, false, Actor::Window, &NoOversight);
    }

    fn set_key(&self, paper: PaperId, key: &str) {
        let key = key.to_owned();
        self.try_to(Change::SetCitationKey { paper, key });
    }

    fn take(&mut self, step: &Step) {
        let state = |to: u8| STATES[to as usize % STATES.len()];
        let tag = |n: u8| TAGS[n as usize % TAGS.len()].to_owned();
        match *step {
            Step::SetState(paper, to) => self.try_to(Change::SetState {
                papers: self.paper(paper).into_iter().collect(),
                to: state(to),
            }),
            Step::Star(paper) => self.try_to(Change::SetStar {
                papers: self.paper(paper).into_iter().collect(),
                is_starred: true,
            }),
            Step::Note(paper) => {
                if let Some(paper) = self.paper(paper) {
                    let text = "A thought.".to_owned();
                    self.try_to(Change::AppendToNote { paper, text });
                }
            }
            Step::Tag(paper, n) => self.try_to(Change::EditTags {
                papers: self.paper(paper).into_iter().collect(),
                add: vec![tag(n)],
                remove: Vec::new(),
            }),
            Step::Untag(paper, n) => self.try_to(Change::EditTags {
                papers: self.paper(paper).into_iter().collect(),
                add: Vec::new(),
                remove: vec![tag(n)],
            }),
            Step::RenameTag(from, to) => self.try_to(Change::RenameTag {
                from: tag(from),
                to: tag(to),
            }),
            Step::SetKey(paper, key) => {
                if let Some(paper) = self.paper(paper) {
                    self.set_key(paper, KEYS[key as usize % KEYS.len()]);
                }
            }
            Step::SwapKeys(one, other) => {
                if let (Some(one), Some(other)) = (self.paper(one), self.paper(other)) {
                    let keys = [self.key(one), self.key(other)];
                    self.set_key(one, "between");
                    self.set_key(other, &keys[0]);
                    self.set_key(one, &keys[1]);
                }
            }
            Step::Merge(keep, gone) => {
                if let (Some(keep), Some(gone)) = (self.paper(keep), self.paper(gone)) {
                    let take = Vec::new();
                    self.try_to(Change::Merge { keep, gone, take });
                }
            }
            Step::Split(paper) => {
                if let Some(paper) = self.paper(paper) {
                    let merges = self.open.read(|snapshot| snapshot.merged_into(paper));
                    if let Some(merge) = merges.unwrap().first() {
                        self.try_to(Change::Split {
                            merge: merge.number,
                        });
                    }
                }
            }
            Step::Trash(paper) => self.try_to(Change::MoveToTrash {
                papers: self.paper(paper).into_iter().collect(),
            }),
            Step::PutBack => self.try_to(Change::PutBack {
                papers: self.papers(true),
            }),
            Step::EmptyTrash => self.try_to(Change::EmptyTrash),
            Step::Undo => self.undo(&WhatToUndo::Newest),
            // The first brings the papers, the second the mirror.
            Step::UndoEarlier(n) => self.undo(&WhatToUndo::Change(4 + i64::from(n % 16))),
            Step::Redo => {
                let _ = self.open.redo(Actor::Window, &NoOversight);
            }
            Step::Import(source) => self.import(source),
            Step::ByAnother(paper, to) => {
                let other = OpenLibrary::at(self.folder.path().join("library"));
                let papers = self.paper(paper).into_iter().collect();
                let change = Change::SetState {
                    papers,
                    to: state(to),
                };
                let _ = other.apply(change, Actor::Terminal, &NoOversight);
                update(&other).unwrap();
            }
            Step::ByHand(ref touch, file) => self.touch(touch, file),
        }
    }

    fn touch(&self, touch: &Touch, file: u8) {
        let mut files = files(&self.mirror());
        // Without it there is no mirror.
        files.remove(Path::new(".offprint-mirror"));
        let Some((path, bytes)) = files.iter().nth(file as usize % files.len().max(1)) else {
            return;
        };
        let path = self.mirror().join(path);
        match touch {
            Touch::Append => fs::write(path, [bytes, "more\n".as_bytes()].concat()).unwrap(),
            Touch::Remove => fs::remove_file(path).unwrap(),
            Touch::Overwrite => {
                // The end of a file that begins with our lines stays one of ours.
                let mut bytes = bytes.clone();
                if let Some(last) = bytes.last_mut() {
                    *last = b'!';
                }
                fs::write(path, bytes).unwrap();
            }
            Touch::CheckOut => {
                for (path, bytes) in &self.first {
                    fs::write(self.mirror().join(path), bytes).unwrap();
                }
            }
        }
    }
}

/// All files below a folder, by their place in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let place = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(place, fs::read(path).unwrap());
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_mirror_that_remembers_is_as_one_made_anew(steps in prop::collection::vec(step(), 1..16)) {
        let mut test = Test::new();
        for (n, step) in steps.iter().enumerate() {
            test.take(step);
            test.update();
            let (is, should_be) = (files(&test.mirror()), test.made_anew(n));
            let text = |files: BTreeMap<PathBuf, Vec<u8>>| -> BTreeMap<PathBuf, String> {
                let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
                files.into_iter().map(|(name, bytes)| (name, text(bytes))).collect()
            };
            prop_assert_eq!(text(is), text(should_be), "after {:?}", step);
        }
    }
}
