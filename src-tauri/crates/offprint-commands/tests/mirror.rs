//! The mirror, on a real folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use offprint_commands::failure::{Cause, FailureCode};
use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::{Actor, Change, NoOversight, PaperId, State, WhatToUndo};
use offprint_commands::mirror::{
    MirrorReport, Mirrored, Mirroring, Remembered, turn_off, turn_on, update, update_from,
};
use offprint_commands::watch::{add_folder, watched_path};
use offprint_commands::wire::{self, Answer, Question};
use offprint_commands::{OpenLibrary, Origin};
use tempfile::TempDir;

const RIVERS: &str = "@misc{rivers, title = {How Rivers Remember Their Floods}}\n";
const DUNES: &str = "@misc{dunes, title = {Why Dunes Walk at Night}}\n";

struct Test {
    folder: TempDir,
    open: Arc<OpenLibrary>,
}

impl Test {
    /// A library of two papers in the inbox, mirrored to `mirror`.
    fn new() -> Self {
        let test = Self::without_mirror();
        test.turn_on("mirror").unwrap();
        test.update();
        test
    }

    fn without_mirror() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let open = Arc::new(OpenLibrary::at(folder.path().join("library")));
        let bib = folder.path().join("two.bib");
        fs::write(&bib, RIVERS.to_owned() + DUNES).unwrap();
        let input = vec![Input::Path(bib)];
        import(
            &open,
            input,
            &ImportOptions::default(),
            Actor::Terminal,
            &NoOversight,
        )
        .unwrap();
        Self { folder, open }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn turn_on(&self, folder: &str) -> Result<(), (FailureCode, Option<Cause>)> {
        let turned = turn_on(
            &self.open,
            &self.path(folder),
            Actor::Terminal,
            &NoOversight,
        );
        turned
            .map(drop)
            .map_err(|failure| (failure.code, failure.cause))
    }

    #[track_caller]
    fn update(&self) -> MirrorReport {
        match update(&self.open).unwrap() {
            Mirrored::Done(report) => report,
            other => panic!("{other:?}"),
        }
    }

    /// Updates, and returns what was written, removed and left.
    #[track_caller]
    fn updated(&self) -> [Vec<String>; 3] {
        let report = self.update();
        let list = |names: BTreeSet<String>| names.into_iter().collect();
        [
            list(report.written),
            list(report.removed),
            list(report.left),
        ]
    }

    fn paper(&self, key: &str) -> PaperId {
        let papers = self
            .open
            .read(|snapshot| snapshot.mirrored_papers())
            .unwrap();
        let is_it = |id: &PaperId| {
            let paper = self
                .open
                .read(|snapshot| snapshot.paper(*id))
                .unwrap()
                .unwrap();
            paper.citation_key.as_deref() == Some(key)
        };
        papers
            .into_iter()
            .map(|paper| paper.id)
            .find(is_it)
            .unwrap()
    }

    #[track_caller]
    fn apply(&self, change: Change) {
        self.open
            .apply(change, Actor::Terminal, &NoOversight)
            .unwrap();
    }

    fn set_state(&self, key: &str, to: State) {
        let papers = vec![self.paper(key)];
        self.apply(Change::SetState { papers, to });
    }

    fn set_key(&self, key: &str, new: &str) {
        let paper = self.paper(key);
        self.apply(Change::SetCitationKey {
            paper,
            key: new.to_owned(),
        });
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path("mirror").join(name)).unwrap()
    }
}

/// All files below a folder, hidden ones too.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap();
                found.push(below.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

const EMPTY: [Vec<String>; 3] = [Vec::new(), Vec::new(), Vec::new()];

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn papers_with_a_note_or_out_of_the_inbox_have_a_file_and_the_lists_have_all() {
    let test = Test::new();
    assert_eq!(
        files(&test.path("mirror")),
        [".offprint-mirror", "library.bib", "library.jsonl"]
    );
    let bib = test.read("library.bib");
    assert!(
        bib.find("{dunes,").unwrap() < bib.find("{rivers,").unwrap(),
        "{bib}"
    );
    assert_eq!(test.read("library.jsonl").lines().count(), 2);

    test.set_state("rivers", State::Queued);
    test.apply(Change::AppendToNote {
        paper: test.paper("dunes"),
        text: "By wind.".to_owned(),
    });
    let lists = [
        "library.bib",
        "library.jsonl",
        "papers/dunes.md",
        "papers/rivers.md",
    ];
    assert_eq!(test.updated(), [names(&lists), Vec::new(), Vec::new()]);
    let dunes = test.read("papers/dunes.md");
    assert!(
        dunes.starts_with("---\n") && dunes.ends_with("\nBy wind.\n"),
        "{dunes}"
    );
}

#[test]
fn where_nothing_changed_nothing_is_written() {
    let test = Test::new();
    test.set_state("rivers", State::Queued);
    test.update();
    let mirror = test.path("mirror");
    let stamps = || -> Vec<_> {
        let stamp = |name: &String| mirror.join(name).metadata().unwrap().modified().unwrap();
        files(&mirror).iter().map(stamp).collect()
    };
    let before = stamps();
    assert_eq!(test.updated(), EMPTY);
    assert_eq!(stamps(), before);

    fs::write(
        mirror.join("library.bib"),
        test.read("library.bib") + "% more",
    )
    .unwrap();
    assert_eq!(
        test.updated(),
        [names(&["library.bib"]), Vec::new(), Vec::new()]
    );
}

#[test]
fn an_update_after_another_renders_only_the_papers_that_changed() {
    let test = Test::new();
    let mut remembered = Remembered::default();
    let mut n_rendered = || match update_from(&test.open, &mut remembered).unwrap() {
        Mirrored::Done(report) => report.n_rendered,
        other => panic!("{other:?}"),
    };
    let undo = || {
        let undone = test
            .open
            .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight);
        undone.unwrap();
    };
    let all = 2;
    assert_eq!(n_rendered(), all, "nothing is remembered at first");
    assert_eq!(n_rendered(), 0);
    test.set_state("rivers", State::Read);
    assert_eq!(n_rendered(), 1);
    undo();
    assert_eq!(n_rendered(), 1);
    test.open.redo(Actor::Window, &NoOversight).unwrap();
    assert_eq!(n_rendered(), 1);
    test.set_key("rivers", "a");
    assert_eq!(n_rendered(), 1);
    assert_eq!(
        files(&test.path("mirror/papers")),
        ["a.md"],
        "the file has its new name"
    );

    test.apply(Change::EditTags {
        papers: vec![test.paper("dunes")],
        add: vec!["sand".to_owned()],
        remove: Vec::new(),
    });
    test.apply(Change::RenameTag {
        from: "sand".to_owned(),
        to: "wind".to_owned(),
    });
    assert_eq!(n_rendered(), 1, "both changes are of one paper");
    let kelp = "@misc{kelp, title = {The Kelp Forest in a Bottle}}".into();
    let input = vec![Input::Bytes(kelp, Origin::Pasted)];
    let options = ImportOptions::default();
    import(&test.open, input, &options, Actor::Window, &NoOversight).unwrap();
    assert_eq!(n_rendered(), 1);
    undo();
    assert_eq!(n_rendered(), all, "history does not name what is gone");
    assert_eq!(n_rendered(), 0);
    test.open.redo(Actor::Window, &NoOversight).unwrap();
    assert_eq!(n_rendered(), all + 1, "nor what comes back");
    assert_eq!(n_rendered(), 0);
    let mirrored = test.updated();
    assert_eq!(mirrored, EMPTY, "a pass over all finds nothing else");
}

#[test]
fn a_key_in_other_capitals_leaves_no_second_file() {
    let test = Test::new();
    test.set_state("rivers", State::Read);
    test.set_key("rivers", "Streams");
    let mut remembered = Remembered::default();
    update_from(&test.open, &mut remembered).unwrap();
    test.set_key("Streams", "STREAMS");
    update_from(&test.open, &mut remembered).unwrap();
    let papers = files(&test.path("mirror/papers"));
    assert_eq!(papers.len(), 1, "{papers:?}");
    let text = test.read(&format!("papers/{}", papers[0]));
    assert!(text.contains("citation_key: \"STREAMS\""), "{text}");
}

#[test]
fn what_was_remembered_is_forgotten_where_a_file_is_not_as_it_was_left() {
    let test = Test::new();
    test.set_state("rivers", State::Read);
    let mirror = test.path("mirror");
    let mut remembered = Remembered::default();
    let mut updated = || match update_from(&test.open, &mut remembered).unwrap() {
        Mirrored::Done(report) => (report.n_rendered, report.written, report.removed),
        other => panic!("{other:?}"),
    };
    let set =
        |names: &[&str]| -> BTreeSet<String> { names.iter().map(|it| (*it).to_owned()).collect() };
    updated();
    for name in ["library.bib", "library.jsonl", "papers/rivers.md"] {
        let text = test.read(name);
        fs::write(mirror.join(name), text + "more\n").unwrap();
        assert_eq!(updated(), (2, set(&[name]), set(&[])), "{name}");
        fs::remove_file(mirror.join(name)).unwrap();
        assert_eq!(updated(), (2, set(&[name]), set(&[])), "{name}");
        assert_eq!(updated(), (0, set(&[]), set(&[])));
    }
    // An earlier file of ours comes back, as with a checkout.
    let earlier = test.read("papers/rivers.md").replace("rivers", "streams");
    fs::write(mirror.join("papers/streams.md"), earlier).unwrap();
    assert_eq!(updated(), (2, set(&[]), set(&["papers/streams.md"])));

    // What is the person's is stepped round again and again, and told each time.
    fs::write(mirror.join("papers/dunes.md"), "# Mine\n").unwrap();
    test.set_state("dunes", State::Read);
    updated();
    assert_eq!(updated(), (2, set(&[]), set(&[])));
    assert_eq!(test.read("papers/dunes.md"), "# Mine\n");
}

#[test]
fn what_was_remembered_is_forgotten_where_another_process_had_the_lock() {
    let test = Test::new();
    let mut remembered = Remembered::default();
    let mut n_rendered = || match update_from(&test.open, &mut remembered).unwrap() {
        Mirrored::Done(report) => report.n_rendered,
        other => panic!("{other:?}"),
    };
    n_rendered();
    update(&OpenLibrary::at(test.path("library"))).unwrap();
    assert_eq!(n_rendered(), 2);
    assert_eq!(n_rendered(), 0);
    // One that only found it locked changed nothing.
    let lock = fs::File::options()
        .write(true)
        .open(test.path("library/mirror.lock"))
        .unwrap();
    lock.lock().unwrap();
    let other = OpenLibrary::at(test.path("library"));
    assert_eq!(update(&other).unwrap(), Mirrored::ByAnother);
    drop(lock);
    assert_eq!(n_rendered(), 0);
}

#[test]
fn a_library_that_was_replaced_is_not_taken_for_the_one_before() {
    let test = Test::new();
    let (library, backup) = (test.path("library"), test.path("backup"));
    fs::create_dir(&backup).unwrap();
    let db = rusqlite::Connection::open(library.join("library.db")).unwrap();
    let copy = backup.join("library.db").display().to_string();
    db.execute("VACUUM INTO ?1", [copy]).unwrap();
    let mut remembered = Remembered::default();
    test.set_state("rivers", State::Read);
    update_from(&test.open, &mut remembered).unwrap();

    // As many changes as before, but others.
    let open = OpenLibrary::at(backup);
    let papers = vec![test.paper("dunes")];
    let to = State::Read;
    let change = Change::SetState { papers, to };
    open.apply(change, Actor::Window, &NoOversight).unwrap();
    fs::copy(library.join("mirror.lock"), test.path("backup/mirror.lock")).unwrap();
    let Mirrored::Done(report) = update_from(&open, &mut remembered).unwrap() else {
        panic!("the mirror is on");
    };
    assert_eq!(report.n_rendered, 2);
    assert_eq!(files(&test.path("mirror/papers")), ["dunes.md"]);
}

#[test]
fn files_follow_papers_out_and_to_another_name() {
    let test = Test::new();
    test.set_state("rivers", State::Read);
    test.set_state("dunes", State::Read);
    test.update();
    test.set_state("rivers", State::Inbox);
    test.set_key("dunes", "sand");
    let [written, removed, _] = test.updated();
    assert_eq!(written, ["library.bib", "library.jsonl", "papers/sand.md"]);
    assert_eq!(removed, ["papers/dunes.md", "papers/rivers.md"]);

    let papers = vec![test.paper("sand")];
    test.apply(Change::MoveToTrash { papers });
    assert_eq!(test.updated()[1], ["papers/sand.md"]);
    assert!(!test.read("library.bib").contains("{sand,"));
}

#[test]
fn two_papers_may_change_names() {
    let test = Test::new();
    test.set_state("rivers", State::Read);
    test.set_state("dunes", State::Read);
    test.update();
    test.set_key("rivers", "x");
    test.set_key("dunes", "rivers");
    test.set_key("x", "dunes");
    let [written, removed, left] = test.updated();
    assert_eq!((written.len(), removed, left), (4, Vec::new(), Vec::new()));
    assert!(test.read("papers/rivers.md").contains("Dunes Walk"));
}

#[test]
fn what_is_not_ours_is_not_touched() {
    let test = Test::new();
    let mirror = test.path("mirror");
    test.set_state("rivers", State::Read);
    test.update();
    let ours = test.read("papers/rivers.md");
    let theirs = [
        // A copy under another name is the person's.
        ("papers/rivers, at length.md", ours.as_str()),
        ("papers/dunes.md", "# My own thoughts\n"),
        ("papers/picture.png", "png"),
        ("papers/.git/rivers.md", &ours),
        (".git/config", "[core]\n"),
        ("README.md", &ours),
    ];
    for (name, text) in theirs {
        fs::create_dir_all(mirror.join(name).parent().unwrap()).unwrap();
        fs::write(mirror.join(name), text).unwrap();
    }
    test.set_state("rivers", State::Inbox);
    test.set_state("dunes", State::Read);
    let [_, removed, left] = test.updated();
    assert_eq!(removed, ["papers/rivers.md"]);
    assert_eq!(left, ["papers/dunes.md"]);
    for (name, text) in theirs {
        assert_eq!(test.read(name), text, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let test = Test::new();
    let (mirror, outside) = (test.path("mirror"), test.path("outside"));
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("a"), "mine").unwrap();
    fs::remove_file(mirror.join("library.bib")).unwrap();
    symlink(outside.join("a"), mirror.join("library.bib")).unwrap();
    symlink(outside.join("a"), mirror.join("papers/rivers.md")).unwrap();
    test.set_state("rivers", State::Read);
    assert_eq!(test.updated()[2], ["library.bib", "papers/rivers.md"]);
    assert_eq!(fs::read_to_string(outside.join("a")).unwrap(), "mine");

    fs::remove_file(mirror.join("papers/rivers.md")).unwrap();
    fs::remove_dir(mirror.join("papers")).unwrap();
    symlink(&outside, mirror.join("papers")).unwrap();
    assert_eq!(
        update(&test.open).unwrap_err().code,
        FailureCode::Unsupported
    );
    assert_eq!(files(&outside), ["a"]);
}

#[test]
fn folders_that_would_do_harm_are_refused() {
    let test = Test::without_mirror();
    fs::create_dir(test.path("watched")).unwrap();
    let watch = |folder: &str| {
        add_folder(
            &test.open,
            &test.path(folder),
            false,
            Actor::Terminal,
            &NoOversight,
        )
    };
    watch("watched").unwrap();
    fs::create_dir(test.path("bibs")).unwrap();
    fs::write(test.path("bibs/library.bib"), RIVERS).unwrap();
    let own = Cause::LibrarysOwnFolder;
    let watched = Cause::MirrorWatched {
        folder: watched_path(&test.path("watched"))
            .unwrap()
            .display()
            .to_string(),
    };
    let name = "library.bib".to_owned();
    for (folder, cause) in [
        ("library", &own),
        ("library/mirror", &own),
        ("watched", &watched),
        ("watched/in/it", &watched),
        (".", &watched),
        ("bibs", &Cause::InTheWay { name }),
        ("new/../library/new", &own),
    ] {
        let refused = test.turn_on(folder).unwrap_err();
        assert_eq!(
            refused,
            (FailureCode::Unsupported, Some(cause.clone())),
            "{folder}"
        );
    }
    assert!(!test.path("library/mirror").exists(), "it was made in vain");
    assert_eq!(update(&test.open).unwrap(), Mirrored::Off);
    assert!(!test.path("library/mirror.lock").exists());

    test.turn_on("mirror").unwrap();
    test.update();
    for folder in ["mirror", "mirror/papers"] {
        assert_eq!(
            watch(folder).unwrap_err().code,
            FailureCode::Unsupported,
            "{folder}"
        );
    }
}

#[test]
fn a_mirror_that_is_away_is_not_made_anew() {
    let test = Test::new();
    fs::rename(test.path("mirror"), test.path("away")).unwrap();
    let failure = update(&test.open).unwrap_err();
    assert_eq!(failure.code, FailureCode::NotFound);
    fs::create_dir(test.path("mirror")).unwrap();
    assert_eq!(
        update(&test.open).unwrap_err(),
        failure,
        "another folder of that name"
    );
    assert_eq!(files(&test.path("mirror")), [""; 0]);

    test.turn_on("away").unwrap();
    assert_eq!(test.updated(), EMPTY);
}

#[test]
fn on_and_off_can_be_undone_and_leave_the_files() {
    let test = Test::new();
    let since = || {
        test.open
            .read(|snapshot| snapshot.mirrored_since())
            .unwrap()
    };
    let undo = || {
        test.open
            .undo(&WhatToUndo::Newest, false, Actor::Terminal, &NoOversight)
            .unwrap()
    };
    let on_since = since();
    assert!(on_since.is_some());
    turn_off(&test.open, Actor::Terminal, &NoOversight).unwrap();
    assert_eq!(update(&test.open).unwrap(), Mirrored::Off);
    assert_eq!(since(), None);
    undo();
    assert_eq!((since(), test.updated()), (on_since, EMPTY));
    undo();
    assert_eq!(update(&test.open).unwrap(), Mirrored::Off);
    assert_eq!(files(&test.path("mirror")).len(), 3);
}

#[test]
fn who_finds_it_locked_leaves_it_to_the_other() {
    let test = Test::new();
    let lock = fs::File::create(test.path("library/mirror.lock")).unwrap();
    lock.lock().unwrap();
    test.set_state("rivers", State::Read);
    assert_eq!(update(&test.open).unwrap(), Mirrored::ByAnother);
    drop(lock);
    assert_eq!(test.update().written.len(), 3);
}

#[test]
fn many_at_once_lose_no_change() {
    let test = Test::new();
    let folder = test.path("library");
    let ids = [test.paper("rivers"), test.paper("dunes")];
    std::thread::scope(|scope| {
        for paper in ids {
            let open = OpenLibrary::at(folder.clone());
            scope.spawn(move || {
                for n in 0..20 {
                    let change = Change::AppendToNote {
                        paper,
                        text: format!("Line {n}."),
                    };
                    open.apply(change, Actor::Terminal, &NoOversight).unwrap();
                    update(&open).unwrap();
                }
            });
        }
    });
    assert_eq!(
        test.updated(),
        EMPTY,
        "both had updated after their last change"
    );
    assert!(test.read("papers/dunes.md").contains("Line 19."));
}

#[test]
fn a_running_process_follows_changes_and_does_at_its_end_what_is_due() {
    let test = Test::new();
    let (tell, told) = channel();
    let start = |quiet: u64| {
        let tell = tell.clone();
        let quiet = Duration::from_millis(quiet);
        Mirroring::start(test.open.clone(), quiet, move |updated| {
            tell.send(updated.unwrap()).unwrap()
        })
        .unwrap()
    };
    test.set_state("rivers", State::Read);
    let mirroring = start(30);
    let next = || told.recv_timeout(Duration::from_secs(60)).unwrap().written;
    assert!(
        next().contains("papers/rivers.md"),
        "what was due at its start"
    );
    // Another process, as far as this one can tell.
    let other = OpenLibrary::at(test.path("library"));
    let papers = vec![test.paper("dunes")];
    other
        .apply(
            Change::SetState {
                papers,
                to: State::Read,
            },
            Actor::Terminal,
            &NoOversight,
        )
        .unwrap();
    assert!(next().contains("papers/dunes.md"));
    drop(mirroring);

    let mirroring = start(600_000);
    test.set_key("dunes", "sand");
    drop(mirroring);
    assert!(next().contains("papers/sand.md"));
}

#[test]
fn the_window_turns_it_on_and_off_and_shows_where_it_is() {
    let test = Test::without_mirror();
    let set = |folder: Option<&Path>| {
        let folder = folder.map(|folder| folder.display().to_string());
        let change = wire::Change::SetMirror { folder };
        test.open.change(&change, Actor::Window, &NoOversight)
    };
    let shown = || match test.open.ask(&Question::Mirror).unwrap() {
        Answer::Mirror { mirror } => mirror,
        other => panic!("another answer: {other:?}"),
    };
    assert_eq!(shown(), None);
    let folder = test.path("mirror");
    set(Some(&folder)).unwrap();
    let mirror = shown().unwrap();
    assert_eq!(Path::new(&mirror.folder), folder);
    assert!(mirror.is_there && mirror.since.is_some());
    test.update();
    fs::remove_file(folder.join(".offprint-mirror")).unwrap();
    assert!(!shown().unwrap().is_there);
    set(None).unwrap();
    assert_eq!(shown(), None);
    assert!(folder.join("library.bib").exists(), "its files stay");
    let refused = set(Some(test.open.folder())).unwrap_err();
    assert_eq!(refused.code, FailureCode::Unsupported);
    assert_eq!(shown(), None);
}
