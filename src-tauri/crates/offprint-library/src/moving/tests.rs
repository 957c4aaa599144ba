//! Moves that end well, are refused, fail half-way, or whose process is killed at each step.

use std::env;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use offprint_platform::clock::SystemClock;
use tempfile::TempDir;

use super::*;
use crate::error::Damage;
use crate::testing::{TestLibrary, set_star};
use crate::{Actor, Library, NoOversight, Snapshot, State};

const STEPS: [Step; 7] = [
    Step::Locked,
    Step::PartsCopied,
    Step::Copied,
    Step::Checked,
    Step::Placed,
    Step::Left,
    Step::Told,
];

/// A library with a history and files beside the database, and a folder that could be its next.
struct Case {
    test: TestLibrary,
    around: TempDir,
}

impl Case {
    fn new() -> Self {
        let test = TestLibrary::new();
        test.import("An Invented Study of Rivers\nOn Ferries");
        test.apply(set_star(&test.papers()));
        for file in ["backups/library-version-1.db", "files/ab/paper.pdf"] {
            let file = test.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "kept").unwrap();
        }
        Self {
            test,
            around: tempfile::tempdir().unwrap(),
        }
    }

    fn from(&self) -> &Path {
        self.test.path()
    }

    fn to(&self) -> PathBuf {
        self.around.path().join("papers/offprint")
    }

    fn try_move(&self) -> Result<PathBuf> {
        move_library(self.from(), &self.to(), &NoOversight, |_| Ok(()))
    }
}

/// What a library holds, as far as one sees from outside.
fn held(folder: &Path) -> (usize, usize, usize) {
    let snapshot = Snapshot::open(folder).unwrap();
    let db = snapshot.db();
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize;
    (
        count("SELECT count(*) FROM papers"),
        count("SELECT count(*) FROM marks WHERE starred"),
        count("SELECT count(*) FROM changes"),
    )
}

/// Returns what is in a folder, but for what SQLite lays beside a database that is read.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>());
    let mut names: Vec<String> = entries
        .unwrap_or_default()
        .iter()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("library.db-"))
        .collect();
    names.sort();
    names
}

fn refusal(moved: Result<PathBuf>) -> Unfit {
    match moved {
        Err(Error::Unfit { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
#[cfg_attr(windows, ignore = "Windows removes no database that is open")]
fn a_moved_library_holds_all_and_leaves_nothing() {
    let case = Case::new();
    let before = held(case.from());
    fs::write(case.from().join("mine.txt"), "the person's own").unwrap();
    let told = AtomicUsize::new(0);
    let to = move_library(case.from(), &case.to(), &NoOversight, |to| {
        assert!(holds_library(to));
        told.fetch_add(1, Ordering::Relaxed);
        Ok::<(), Error>(())
    })
    .unwrap();
    assert_eq!(told.into_inner(), 1);
    assert_eq!(to, files::real_path(&case.to()).unwrap());
    assert_eq!(held(&to), before);
    assert_eq!(moved_to(case.from()).unwrap().as_deref(), Some(&*to));

    // Whoever still has it open can neither write here, nor open it anew.
    let change = set_star(&[]);
    let refused = case
        .test
        .library
        .apply(change, Actor::Terminal, &NoOversight);
    assert!(matches!(refused, Err(Error::Moved { .. })), "{refused:?}");
    let newest = crate::WhatToUndo::Newest;
    let refused = case.test.library.would_undo(&newest, false, &NoOversight);
    assert!(matches!(refused, Err(Error::Moved { .. })), "{refused:?}");
    assert!(matches!(
        Snapshot::open(case.from()),
        Err(Error::Moved { .. })
    ));

    finish_move(&to).unwrap();
    finish_move(&to).unwrap();
    // The word stays, and says where it is.
    assert_eq!(names_in(case.from()), ["mine.txt", "moved-to"]);
    assert_eq!(names_in(&to), ["backups", "files", "library.db"]);
    assert_eq!(fs::read(to.join("files/ab/paper.pdf")).unwrap(), b"kept");
    let refused = case
        .test
        .library
        .apply(set_star(&[]), Actor::Terminal, &NoOversight);
    assert!(matches!(refused, Err(Error::Moved { .. })), "{refused:?}");

    // Undo reaches back over the move; and the way back is a move, too.
    let library = Library::open(&to, Arc::new(SystemClock)).unwrap();
    library
        .undo(
            &crate::WhatToUndo::Newest,
            false,
            Actor::Window,
            &NoOversight,
        )
        .unwrap();
    drop(library);
    assert_eq!(held(&to).1, 0);
    fs::remove_file(case.from().join("mine.txt")).unwrap();
    let back = move_library(&to, case.from(), &NoOversight, |_| Ok::<(), Error>(())).unwrap();
    finish_move(&back).unwrap();
    assert_eq!(held(case.from()).0, before.0);
    assert_eq!(names_in(&to), ["moved-to"]);
    assert_eq!(moved_to(&to).unwrap().as_deref(), Some(&*back));
    assert_eq!(moved_to(&back).unwrap(), None);
}

#[test]
#[cfg_attr(windows, ignore = "Windows removes no database that is open")]
fn a_library_that_moved_on_is_found_from_each_folder_that_it_was_in() {
    let case = Case::new();
    let first = case.try_move().unwrap();
    finish_move(&first).unwrap();
    let second = case.around.path().join("second");
    let second = move_library(&first, &second, &NoOversight, |_| Ok::<(), Error>(())).unwrap();
    finish_move(&second).unwrap();
    for folder in [case.from(), &first] {
        assert_eq!(moved_to(folder).unwrap().as_deref(), Some(&*second));
    }
    // While it is there, no other takes its place; once it is nowhere, one may.
    assert!(matches!(forget_move(&first), Err(Error::Moved { .. })));
    fs::remove_dir_all(&second).unwrap();
    forget_move(&first).unwrap();
    assert_eq!(moved_to(&first).unwrap(), None);
}

#[test]
#[cfg_attr(windows, ignore = "Windows removes no database that is open")]
fn who_has_a_library_open_that_went_and_came_back_finds_it_again() {
    let case = Case::new();
    let seen = case.test.library.snapshot().unwrap();
    let before = held(case.from());
    let to = case.try_move().unwrap();
    finish_move(&to).unwrap();
    let back = move_library(&to, case.from(), &NoOversight, |_| Ok::<(), Error>(())).unwrap();
    finish_move(&back).unwrap();
    assert!(seen.has_gone().unwrap());
    let papers = case.test.papers();
    let change = crate::testing::set_state(&papers, State::Dropped);
    case.test
        .library
        .apply(change, Actor::Terminal, &NoOversight)
        .unwrap();
    assert_eq!(held(case.from()).2, before.2 + 1);
    let again = seen.again(case.from()).unwrap();
    assert_eq!(again.newest_seq().unwrap(), before.2 as i64 + 1);
    assert!(!again.has_gone().unwrap());
}

#[test]
#[cfg_attr(windows, ignore = "Windows removes no database that is open")]
fn another_library_in_the_place_of_one_that_went_is_not_taken_for_it() {
    let case = Case::new();
    let seen = case.test.library.snapshot().unwrap();
    let papers = case.test.papers();
    let to = case.try_move().unwrap();
    finish_move(&to).unwrap();
    fs::remove_dir_all(&to).unwrap();
    forget_move(case.from()).unwrap();
    drop(Library::open(case.from(), Arc::new(SystemClock)).unwrap());
    let change = crate::testing::set_state(&papers, State::Dropped);
    let refused = case
        .test
        .library
        .apply(change, Actor::Terminal, &NoOversight);
    assert!(matches!(refused, Err(Error::Gone { .. })), "{refused:?}");
    assert!(matches!(seen.again(case.from()), Err(Error::Gone { .. })));
    assert_eq!(held(case.from()).2, 0);
}

#[test]
#[cfg_attr(windows, ignore = "Windows removes no database that is open")]
fn what_has_no_copy_any_more_stays_in_the_old_folder_and_the_move_ends() {
    let case = Case::new();
    let to = case.try_move().unwrap();
    fs::remove_file(to.join("files/ab/paper.pdf")).unwrap();
    finish_move(&to).unwrap();
    assert_eq!(names_in(case.from()), ["files", "moved-to"]);
    assert!(case.from().join("files/ab/paper.pdf").is_file());
    assert_eq!(names_in(&to), ["backups", "files", "library.db"]);
}

#[test]
#[cfg_attr(windows, ignore = "Windows removes no database that is open")]
fn a_file_that_is_another_than_its_copy_stays_though_it_is_as_long() {
    let case = Case::new();
    let to = case.try_move().unwrap();
    fs::write(to.join("files/ab/paper.pdf"), "kelp").unwrap();
    finish_move(&to).unwrap();
    let left = case.from().join("files/ab/paper.pdf");
    assert_eq!(fs::read(left).unwrap(), b"kept");
}

#[test]
fn a_copy_of_a_file_that_is_not_as_the_original_ends_the_move_before_it_holds() {
    let case = Case::new();
    let copy = case.to().join("files/ab/paper.pdf");
    let failed = fail_to_tell(&case, Step::PartsCopied, || {
        fs::write(&copy, "kelp").unwrap()
    });
    assert!(
        matches!(&failed, Err(Error::Damaged(Damage::Copy(file))) if file.ends_with("paper.pdf")),
        "{failed:?}"
    );
    assert_eq!(names_in(case.around.path()), [""; 0]);
    assert!(moved_to(case.from()).unwrap().is_none());
}

#[test]
fn what_the_log_holds_moves_along() {
    let case = Case::new();
    // The library is open, and its last changes are in the log only.
    assert!(
        fs::metadata(case.from().join("library.db-wal"))
            .unwrap()
            .len()
            > 0
    );
    let papers = case.test.papers();
    case.test
        .apply(crate::testing::set_state(&papers, State::Dropped));
    let to = case.try_move().unwrap();
    let snapshot = Snapshot::open(&to).unwrap();
    assert_eq!(snapshot.newest_seq().unwrap(), 3);
}

#[test]
fn folders_where_a_library_cannot_be_are_refused_and_left_as_they_are() {
    let case = Case::new();
    let move_to = |to: &Path| move_library(case.from(), to, &NoOversight, |_| Ok::<(), Error>(()));
    let around = case.around.path();
    assert_eq!(refusal(move_to(case.from())), Unfit::Same);
    assert_eq!(refusal(move_to(&case.from().join("in/it"))), Unfit::Within);
    fs::write(around.join("file"), "").unwrap();
    assert_eq!(refusal(move_to(&around.join("file"))), Unfit::NotAFolder);
    assert_eq!(refusal(move_to(around)), Unfit::NotEmpty);
    let other = TestLibrary::new();
    assert_eq!(refusal(move_to(other.path())), Unfit::HoldsLibrary);
    assert_eq!(names_in(around), ["file"]);
    let looked_at = around.join("looked at");
    fs::create_dir(&looked_at).unwrap();
    fs::write(looked_at.join(".DS_Store"), "").unwrap();
    move_to(&looked_at).unwrap();
}

#[cfg(unix)]
#[test]
fn where_there_is_no_room_nothing_is_begun() {
    let case = Case::new();
    // A file without content, but of a length that no disk has room for.
    let huge = fs::File::create(case.from().join("files/huge.pdf")).unwrap();
    huge.set_len(8 << 40).unwrap();
    match refusal(case.try_move()) {
        Unfit::NoRoom {
            needed_bytes,
            free_bytes,
        } => assert!(needed_bytes > 8 << 40 && free_bytes < needed_bytes),
        other => panic!("{other:?}"),
    }
    assert_eq!(names_in(case.around.path()), [""; 0]);
    assert!(moved_to(case.from()).unwrap().is_none());
}

#[cfg(unix)]
#[test]
fn a_link_to_the_library_is_the_library() {
    let case = Case::new();
    let link = case.around.path().join("link");
    std::os::unix::fs::symlink(case.from(), &link).unwrap();
    let move_to = |to: &Path| move_library(&link, to, &NoOversight, |_| Ok::<(), Error>(()));
    assert_eq!(refusal(move_to(case.from())), Unfit::Same);
    assert_eq!(refusal(move_to(&link.join("in it"))), Unfit::Within);
    move_to(&case.to()).unwrap();
    assert!(matches!(Snapshot::open(&link), Err(Error::Moved { .. })));
}

#[test]
fn where_nobody_can_note_the_new_place_the_library_stays() {
    let case = Case::new();
    let before = held(case.from());
    let refused = move_library(case.from(), &case.to(), &NoOversight, |_| {
        Err(Error::ReadOnly)
    });
    assert!(matches!(refused, Err(Error::ReadOnly)));
    assert_eq!(held(case.from()), before);
    assert_eq!(names_in(case.around.path()), [""; 0]);
    case.test.apply(crate::testing::set_state(
        &case.test.papers(),
        State::Dropped,
    ));
}

/// Moves a library, does something at one step, and does not get to note the new place.
fn fail_to_tell(case: &Case, at: Step, meanwhile: impl Fn()) -> Result<PathBuf> {
    let reached = |step| {
        if step == at {
            meanwhile();
        }
    };
    let tell = |_: &Path| Err(Error::ReadOnly);
    move_by_steps(case.from(), &case.to(), &NoOversight, tell, &reached)
}

#[test]
fn what_somebody_puts_into_the_new_folder_meanwhile_outlives_a_move_that_fails() {
    let case = Case::new();
    let mine = case.to().join("mine.pdf");
    let failed = fail_to_tell(&case, Step::PartsCopied, || {
        fs::write(&mine, "mine").unwrap()
    });
    assert!(matches!(failed, Err(Error::ReadOnly)), "{failed:?}");
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
    assert_eq!(names_in(&case.to()), ["mine.pdf"]);
}

#[test]
fn a_library_that_came_to_the_same_folder_meanwhile_is_left_as_it_is() {
    let case = Case::new();
    let other = TestLibrary::new();
    other.import("On Ferries");
    other.library.snapshot().unwrap();
    let before = held(other.path());
    let place = case.to().join(DATABASE_FILE);
    let come = || {
        let _ = fs::remove_file(&place);
        copying::copy_database(&other.path().join(DATABASE_FILE), &place, &NoOversight).unwrap();
    };
    assert_eq!(
        refusal(fail_to_tell(&case, Step::Checked, come)),
        Unfit::HoldsLibrary
    );
    assert_eq!(held(&case.to()), before);
    assert!(moved_to(case.from()).unwrap().is_none());
}

#[test]
fn a_log_that_lay_in_the_new_folder_is_not_read_into_the_library() {
    let case = Case::new();
    let other = TestLibrary::new();
    other.import("On Ferries\nOn Bridges\nOn Fords");
    fs::create_dir_all(case.to().join(".offprint-moving")).unwrap();
    for log in LOGS {
        fs::copy(other.path().join(log), case.to().join(log)).unwrap();
    }
    assert!(fs::metadata(case.to().join(LOGS[0])).unwrap().len() > 0);
    let before = held(case.from());
    let to = case.try_move().unwrap();
    assert_eq!(held(&to), before);
}

#[test]
fn what_was_written_to_the_old_library_after_all_is_not_taken_away() {
    let case = Case::new();
    let to = case.try_move().unwrap();
    // As by an older Offprint: it does not look for the word.
    let word = case.from().join(MOVED_TO);
    let kept = fs::read(&word).unwrap();
    fs::remove_file(&word).unwrap();
    let papers = case.test.papers();
    case.test
        .apply(crate::testing::set_state(&papers, State::Dropped));
    fs::write(&word, kept).unwrap();

    finish_move(&to).unwrap();
    assert_eq!(held(case.from()).2, 3);
    assert_eq!(held(&to).2, 2);
    finish_move(&to).unwrap();
    assert!(holds_library(case.from()));
}

struct StopAfter(AtomicUsize);

impl Oversight for StopAfter {
    fn is_cancelled(&self) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            })
            .is_err()
    }
}

#[test]
fn a_cancelled_move_leaves_nothing_there() {
    let case = Case::new();
    let before = held(case.from());
    // One look for each file, and one before the pages of the database.
    for n_looks in 0..3 {
        let oversight = StopAfter(n_looks.into());
        let cancelled = move_library(case.from(), &case.to(), &oversight, |_| Ok::<(), Error>(()));
        assert!(matches!(cancelled, Err(Error::Cancelled)), "{cancelled:?}");
        assert_eq!(names_in(case.around.path()), [""; 0]);
    }
    assert_eq!(held(case.from()), before);
}

#[test]
fn a_damaged_library_is_not_moved() {
    let case = Case::new();
    let copy = case.around.path().join("copy");
    fs::create_dir(&copy).unwrap();
    let (whole, broken) = (case.from().join(DATABASE_FILE), copy.join(DATABASE_FILE));
    copying::copy_database(&whole, &broken, &NoOversight).unwrap();
    copying::check_copy(&whole, &broken).unwrap();
    let lacking = Connection::open(&broken).unwrap();
    lacking.execute("DELETE FROM edits", []).unwrap();
    lacking.close().unwrap();
    let told = copying::check_copy(&whole, &broken);
    assert!(matches!(told, Err(Error::Damaged(Damage::Copy(table))) if table == "edits"));

    // A page of its middle is overwritten.
    let mut bytes = fs::read(&broken).unwrap();
    bytes[4096 * 3..4096 * 4].fill(0xAB);
    fs::write(&broken, bytes).unwrap();
    let moved = move_library(&copy, &case.to(), &NoOversight, |_| Ok::<(), Error>(()));
    assert!(moved.is_err());
    assert!(!case.to().exists());
    assert!(moved_to(&copy).unwrap().is_none());
}

/// The variables by which the process that is to be killed is told what to do.
const KILLED_AT: &str = "OFFPRINT_TEST_KILLED_AT";
const KILLED_FROM: &str = "OFFPRINT_TEST_KILLED_FROM";
const KILLED_TO: &str = "OFFPRINT_TEST_KILLED_TO";

/// Runs in the process of another test, which it ends in the midst of a move; by itself it does nothing.
#[test]
fn moves_and_is_killed() {
    let (Ok(at), Some(from), Some(to)) = (
        env::var(KILLED_AT),
        env::var_os(KILLED_FROM),
        env::var_os(KILLED_TO),
    ) else {
        return;
    };
    let reached = |step: Step| {
        if format!("{step:?}") == at {
            // As a kill: nothing is dropped, nothing is tidied.
            std::process::abort();
        }
    };
    let tell = |_: &Path| Ok::<(), Error>(());
    let _ = move_by_steps(
        Path::new(&from),
        Path::new(&to),
        &NoOversight,
        tell,
        &reached,
    );
}

#[test]
#[cfg_attr(windows, ignore = "Windows removes no database that is open")]
fn one_whole_library_is_found_wherever_a_move_was_killed() {
    for step in STEPS {
        let case = Case::new();
        let before = held(case.from());
        let killed = Command::new(env::current_exe().unwrap())
            .args(["--exact", "moving::tests::moves_and_is_killed"])
            .env(KILLED_AT, format!("{step:?}"))
            .env(KILLED_FROM, case.from())
            .env(KILLED_TO, case.to())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(!killed.success(), "{step:?} was never reached");

        // The next start looks where the library was, and follows the word that was left there.
        let is_left = step >= Step::Left;
        let found = moved_to(case.from()).unwrap();
        assert_eq!(found.is_some(), is_left, "{step:?}");
        let found = found.unwrap_or_else(|| case.from().to_path_buf());
        assert_eq!(held(&found), before, "{step:?}");
        finish_move(&found).unwrap();
        assert_eq!(held(&found), before, "{step:?}");
        let library = Library::open(&found, Arc::new(SystemClock)).unwrap();
        library
            .undo(
                &crate::WhatToUndo::Newest,
                false,
                Actor::Window,
                &NoOversight,
            )
            .unwrap();
        drop(library);
        if is_left {
            assert!(!holds_library(case.from()), "{step:?}");
            continue;
        }
        // The next start takes back what was begun, a whole copy, too; and once more it moves.
        assert_eq!(
            names_in(case.from()),
            ["backups", "files", "library.db", "moving-to"],
            "{step:?}"
        );
        take_back_move(case.from()).unwrap();
        assert_eq!(names_in(&case.to()), [""; 0], "{step:?}");
        assert_eq!(
            names_in(case.from()),
            ["backups", "files", "library.db"],
            "{step:?}"
        );
        assert_eq!(held(&case.try_move().unwrap()).0, before.0, "{step:?}");
        assert_eq!(
            names_in(&case.to()),
            ["backups", "files", "library.db", "moved-from"]
        );
    }
}

/// Leaves things as a move does that was killed once the copy had its name.
fn kill_once_placed(case: &Case) {
    let copy = case.around.path().join("aside");
    let keep = || copying::copy_all(&case.to(), &copy, &mut Vec::new(), &NoOversight).unwrap();
    fail_to_tell(case, Step::Placed, keep).unwrap_err();
    copying::copy_all(&copy, &case.to(), &mut Vec::new(), &NoOversight).unwrap();
    write_note(
        &case.from().join(MOVING_TO),
        &case.to().canonicalize().unwrap(),
    )
    .unwrap();
}

#[test]
fn a_copy_of_a_killed_move_that_somebody_uses_stays() {
    for is_settled in [true, false] {
        let case = Case::new();
        kill_once_placed(&case);
        let used = case.to();
        if is_settled {
            // As when it is chosen as the library.
            finish_move(&used).unwrap();
        } else {
            let library = Library::open(&used, Arc::new(SystemClock)).unwrap();
            let star_none = crate::testing::set_state(&case.test.papers(), State::Dropped);
            library
                .apply(star_none, Actor::Terminal, &NoOversight)
                .unwrap();
        }
        let before = held(&used);
        take_back_move(case.from()).unwrap();
        assert_eq!(held(&used), before);
        assert!(!case.from().join(MOVING_TO).exists());
    }
    // Of one that nobody used nothing is left.
    let case = Case::new();
    kill_once_placed(&case);
    take_back_move(case.from()).unwrap();
    assert_eq!(names_in(&case.to()), [""; 0]);
}

#[test]
fn a_copy_of_a_killed_move_that_is_out_of_reach_is_taken_back_once_it_is_there_again() {
    let case = Case::new();
    kill_once_placed(&case);
    let unplugged = case.around.path().join("unplugged");
    fs::rename(case.to(), &unplugged).unwrap();
    let is_noted = || {
        take_back_move(case.from()).unwrap();
        case.from().join(MOVING_TO).exists()
    };
    assert!(is_noted(), "the folder around it is there, it is not");
    fs::create_dir(case.to()).unwrap();
    assert!(is_noted(), "an empty folder may be the place of a drive");
    fs::remove_dir(case.to()).unwrap();
    fs::rename(&unplugged, case.to()).unwrap();
    assert!(!is_noted());
    assert_eq!(names_in(&case.to()), [""; 0]);
}

#[test]
fn what_a_killed_move_left_and_cannot_be_taken_back_does_not_keep_the_library_from_moving_elsewhere()
 {
    let case = Case::new();
    kill_once_placed(&case);
    // It cannot be read as the word that it was.
    let word = case.to().join(MOVED_FROM);
    fs::remove_file(&word).unwrap();
    fs::create_dir(&word).unwrap();
    take_back_move(case.from()).unwrap_err();
    let before = held(case.from());
    let elsewhere = case.around.path().join("elsewhere");
    let moved = move_library(case.from(), &elsewhere, &NoOversight, |_| {
        Ok::<(), Error>(())
    });
    assert_eq!(held(&moved.unwrap()), before);
}

#[test]
fn a_move_that_is_under_way_is_not_taken_back() {
    let case = Case::new();
    let look = || {
        take_back_move(case.from()).unwrap();
        assert!(holds_library(&case.to()));
    };
    let told = fail_to_tell(&case, Step::Placed, look);
    assert!(matches!(told, Err(Error::ReadOnly)), "{told:?}");
    assert!(!case.from().join(MOVING_TO).exists());
}

#[test]
fn a_writer_that_waits_writes_nothing_into_the_old_place() {
    let case = Case::new();
    let (from, to) = (case.from().to_path_buf(), case.to());
    let papers = case.test.papers();
    let before = held(&from);
    let library = Library::open(&from, Arc::new(SystemClock)).unwrap();
    let moved = std::thread::scope(|scope| {
        let mut waiting = None;
        let writer = std::cell::RefCell::new(&mut waiting);
        let reached = |step: Step| {
            if step == Step::Locked {
                let (library, papers) = (&library, &papers);
                **writer.borrow_mut() = Some(scope.spawn(move || {
                    let drop_all = crate::testing::set_state(papers, State::Dropped);
                    library.apply(drop_all, Actor::Terminal, &NoOversight)
                }));
            }
        };
        let moved = move_by_steps(&from, &to, &NoOversight, |_| Ok::<(), Error>(()), &reached);
        let answer = waiting
            .expect("it was begun")
            .join()
            .expect("it does not panic");
        assert!(matches!(answer, Err(Error::Moved { .. })), "{answer:?}");
        moved.unwrap()
    });
    assert_eq!(held(&moved), before);
}
