//! Where the library is: moved, chosen, brought back, and settled at the next start.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use offprint_commands::OpenLibrary;
use offprint_commands::failure::{Cause, Failure, FailureCode};
use offprint_commands::follow::Following;
use offprint_commands::library::{Actor, Error, NoOversight, holds_library, move_library};
use offprint_commands::place::{Device, WhereEmpty};
use offprint_commands::watch::{self, WatchEvent};
use offprint_commands::wire::{Answer, Change, Question};
use offprint_platform::device_settings::DeviceSettings;
use offprint_platform::places::{LibraryPlace, SaidBy};
use tempfile::TempDir;

/// A device with a library of one change in its usual place.
struct Case {
    folder: TempDir,
    device: Device,
    place: LibraryPlace,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let usual = root.join("usual");
        let device = Device {
            settings: Some(root.join("config/settings.toml")),
            usual: Some(usual.clone()),
        };
        let place = LibraryPlace {
            folder: usual,
            said_by: SaidBy::System,
        };
        let case = Self {
            folder,
            device,
            place,
        };
        case.set_queue_size(&case.place, 7);
        case
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    fn set_queue_size(&self, place: &LibraryPlace, size: u32) {
        let change = Change::SetQueueSize { size };
        OpenLibrary::of(place)
            .change(&change, Actor::Window, &NoOversight)
            .unwrap();
    }

    fn noted(&self) -> Option<PathBuf> {
        DeviceSettings::library_of(self.device.settings.as_ref().unwrap()).unwrap()
    }

    fn try_move(&self, to: &Path) -> Result<LibraryPlace, Failure> {
        let open = OpenLibrary::of(&self.place);
        self.device
            .move_library(&open, &self.place, to, &NoOversight)
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

fn n_changes(place: &LibraryPlace) -> u32 {
    match OpenLibrary::of(place).ask(&Question::Library).unwrap() {
        Answer::Library { n_changes, .. } => n_changes,
        answer => panic!("{answer:?}"),
    }
}

fn why(refused: Result<impl Sized, Failure>) -> (FailureCode, Option<Cause>) {
    let failure = refused.err().expect("it is refused");
    (failure.code, failure.cause)
}

#[test]
fn a_library_is_moved_noted_settled_and_brought_back() {
    let case = Case::new();
    let moved = case.try_move(&case.path("disk/papers")).unwrap();
    assert_eq!(moved.folder, case.path("disk/papers"));
    assert_eq!(moved.said_by, SaidBy::Settings);
    assert_eq!(case.noted(), Some(moved.folder.clone()));
    case.device.settle(&moved);
    assert_eq!(n_changes(&moved), 1);
    assert_eq!(names_in(&case.place.folder), ["moved-to"]);

    let open = OpenLibrary::of(&moved);
    let back = case
        .device
        .move_library(&open, &moved, &case.place.folder, &NoOversight)
        .unwrap();
    drop(open);
    case.device.settle(&back);
    assert_eq!(back, case.place);
    assert_eq!(case.noted(), None);
    assert_eq!(n_changes(&back), 1);
    assert_eq!(names_in(&moved.folder), ["moved-to"]);
}

#[test]
fn a_move_that_was_cut_short_before_the_settings_knew_is_settled() {
    let case = Case::new();
    let to = move_library(&case.place.folder, &case.path("to"), &NoOversight, |_| {
        Ok::<_, Error>(())
    });
    let place = LibraryPlace {
        folder: to.unwrap(),
        said_by: SaidBy::Settings,
    };
    case.device.settle(&place);
    assert_eq!(case.noted(), Some(place.folder.clone()));
    assert_eq!(names_in(&case.place.folder), ["moved-to"]);
    assert_eq!(n_changes(&place), 1);
}

#[test]
fn settings_that_cannot_be_written_leave_the_library_where_it_is() {
    let case = Case::new();
    fs::create_dir(case.path("config")).unwrap();
    fs::write(case.path("config/settings.toml"), "[appearance\n").unwrap();
    assert_eq!(why(case.try_move(&case.path("to"))).0, FailureCode::Usage);
    assert!(!case.path("to").exists());
    case.set_queue_size(&case.place, 8);
    assert_eq!(n_changes(&case.place), 2);
}

#[test]
fn a_library_that_is_fixed_for_this_run_stays() {
    let mut case = Case::new();
    for said_by in [SaidBy::Argument, SaidBy::Variable] {
        case.place.said_by = said_by;
        let fixed = (FailureCode::Unsupported, Some(Cause::Fixed));
        assert_eq!(why(case.try_move(&case.path("to"))), fixed);
        let used = case
            .device
            .use_library(Some(&case.place), &case.path("to"), WhereEmpty::Make);
        assert_eq!(why(used), fixed);
    }
}

#[test]
fn a_library_is_moved_neither_into_a_watched_folder_nor_into_its_mirror() {
    let case = Case::new();
    for folder in ["watched", "mirror"] {
        fs::create_dir(case.path(folder)).unwrap();
    }
    let open = Arc::new(OpenLibrary::of(&case.place));
    watch::add_folder(
        &open,
        &case.path("watched"),
        false,
        Actor::Window,
        &NoOversight,
    )
    .unwrap();
    let folder = Some(case.path("mirror").display().to_string());
    open.change(&Change::SetMirror { folder }, Actor::Window, &NoOversight)
        .unwrap();
    for (folder, cause) in [
        ("watched", Cause::InWatchedFolder),
        ("mirror", Cause::InMirror),
    ] {
        let refused = why(case.try_move(&case.path(folder).join("new/one")));
        assert_eq!(refused, (FailureCode::Unsupported, Some(cause)));
    }
    assert!(!case.path("watched/new").exists());
}

#[test]
fn another_library_takes_its_place_and_a_new_one_is_made_only_when_one_says_so() {
    let case = Case::new();
    let use_it = |folder: &Path, where_empty| {
        case.device
            .use_library(Some(&case.place), folder, where_empty)
    };
    let other = case.path("other");
    assert_eq!(use_it(&other, WhereEmpty::Ask).unwrap(), None);
    assert!(!other.exists());
    let made = use_it(&other, WhereEmpty::Make).unwrap().unwrap();
    assert_eq!(made.said_by, SaidBy::Settings);
    assert_eq!(case.noted(), Some(other));
    assert_eq!(n_changes(&made), 0);
    assert_eq!(n_changes(&case.place), 1, "the one before stays as it is");

    let usual = use_it(&case.place.folder, WhereEmpty::Ask).unwrap();
    assert_eq!(usual.as_ref(), Some(&case.place));
    assert_eq!(case.noted(), None);
}

#[test]
fn folders_that_hold_something_else_are_refused() {
    let case = Case::new();
    let use_it = |folder: &Path| {
        why(case
            .device
            .use_library(Some(&case.place), folder, WhereEmpty::Make))
    };
    fs::write(case.path("file"), "").unwrap();
    fs::create_dir_all(case.path("full/of")).unwrap();
    fs::create_dir(case.place.folder.join("inside")).unwrap();
    let unfit = |cause| (FailureCode::Unsupported, Some(cause));
    assert_eq!(use_it(&case.path("file")), unfit(Cause::NotAFolder));
    assert_eq!(use_it(&case.path("full")), unfit(Cause::NotEmpty));
    assert_eq!(
        use_it(&case.place.folder.join("inside")),
        unfit(Cause::WithinLibrary)
    );
    fs::create_dir(case.path("broken")).unwrap();
    fs::write(case.path("broken/library.db"), [7; 9000]).unwrap();
    assert_eq!(use_it(&case.path("broken")).0, FailureCode::LibraryDamaged);
    assert_eq!(case.noted(), None);
}

#[test]
fn where_the_noted_folder_is_not_there_no_library_is_made_in_its_stead() {
    let case = Case::new();
    let place = LibraryPlace {
        folder: case.path("drive/papers"),
        said_by: SaidBy::Settings,
    };
    let open = OpenLibrary::of(&place);
    let gone = (FailureCode::NotFound, Some(Cause::NoLibrary));
    assert_eq!(why(open.ask(&Question::Library)), gone);
    let change = Change::SetQueueSize { size: 5 };
    assert_eq!(why(open.change(&change, Actor::Window, &NoOversight)), gone);
    assert!(!case.path("drive").exists());

    // Once it is there again, the same goes on.
    fs::create_dir(case.path("drive")).unwrap();
    fs::rename(&case.place.folder, &place.folder).unwrap();
    open.change(&change, Actor::Window, &NoOversight).unwrap();
    assert_eq!(n_changes(&place), 2);
}

#[test]
fn a_watcher_of_another_process_takes_nothing_into_the_old_folder() {
    let case = Case::new();
    let inbox = case.path("inbox");
    fs::create_dir(&inbox).unwrap();
    let old = Arc::new(OpenLibrary::of(&case.place));
    watch::add_folder(&old, &inbox, false, Actor::Window, &NoOversight).unwrap();
    let pace = watch::Pace {
        settle: Duration::from_millis(60),
        look: Duration::from_millis(40),
        rescan: Duration::from_millis(500),
    };
    let watch_it = |open: &Arc<OpenLibrary>| {
        let (tell, heard) = channel();
        let tell = move |event| drop(tell.send(event));
        (watch::Watching::start(open.clone(), pace, tell), heard)
    };
    let (_watching, heard) = watch_it(&old);
    let patience = Duration::from_secs(60);
    assert!(matches!(
        heard.recv_timeout(patience),
        Ok(WatchEvent::Started)
    ));

    let moved = case.try_move(&case.path("to")).unwrap();
    case.device.settle(&moved);
    let new = Arc::new(OpenLibrary::of(&moved));
    let (_watching_there, heard_there) = watch_it(&new);
    fs::write(
        inbox.join("list.bib"),
        "@misc{a, title = {How Rivers Remember Their Floods}}",
    )
    .unwrap();
    match heard.recv_timeout(patience).expect("it is told") {
        WatchEvent::Stalled(failure) => assert_eq!(failure.cause, Some(Cause::Moved)),
        event => panic!("{event:?}"),
    }
    let taken = heard_there
        .iter()
        .any(|event| matches!(event, WatchEvent::Taken(_)));
    assert!(taken);
    assert!(!holds_library(&case.place.folder));
    assert_eq!(n_changes(&moved), 3, "the size, the folder, and the import");
}

#[test]
fn who_began_before_a_move_makes_no_other_library_where_it_was() {
    let case = Case::new();
    // As a terminal that still reads its sources, and as a watcher that has found nothing new yet.
    let [begun, has_read] = [(); 2].map(|()| OpenLibrary::of(&case.place));
    assert!(matches!(
        has_read.ask(&Question::Library),
        Ok(Answer::Library { n_changes: 1, .. })
    ));
    let moved = case.try_move(&case.path("to")).unwrap();
    case.device.settle(&moved);
    let gone = (FailureCode::NotFound, Some(Cause::Moved));
    for elsewhere in [begun, has_read] {
        let change = Change::SetQueueSize { size: 5 };
        let refused = elsewhere.change(&change, Actor::Terminal, &NoOversight);
        assert_eq!(why(refused), gone);
        assert!(!holds_library(&case.place.folder));
    }
    // Nor does who names the old folder later.
    let place = LibraryPlace {
        folder: case.place.folder.clone(),
        said_by: SaidBy::Argument,
    };
    assert_eq!(why(OpenLibrary::of(&place).ask(&Question::Library)), gone);
    assert!(!holds_library(&case.place.folder));
}

#[test]
fn who_lives_through_a_move_and_the_way_back_goes_on() {
    let case = Case::new();
    let lives_on = Arc::new(OpenLibrary::of(&case.place));
    let (tell, heard) = channel();
    let _following = Following::start(lives_on.clone(), move |announcement| {
        let _ = tell.send(announcement.seq);
    })
    .unwrap();
    case.set_queue_size(&case.place, 8);
    let n_seen = || match lives_on.ask(&Question::Library) {
        Ok(Answer::Library { n_changes, .. }) => Ok(n_changes),
        Ok(answer) => panic!("{answer:?}"),
        Err(failure) => Err(failure.cause),
    };
    assert_eq!(n_seen(), Ok(2));
    let moved = case.try_move(&case.path("to")).unwrap();
    case.device.settle(&moved);
    assert_eq!(n_seen(), Err(Some(Cause::Moved)));
    case.set_queue_size(&moved, 9);
    let open = OpenLibrary::of(&moved);
    let back = case
        .device
        .move_library(&open, &moved, &case.place.folder, &NoOversight);
    drop(open);
    case.device.settle(&back.unwrap());

    assert_eq!(n_seen(), Ok(3));
    let change = Change::SetQueueSize { size: 10 };
    lives_on
        .change(&change, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(n_seen(), Ok(4));
    assert_eq!(n_changes(&case.place), 4);
    // What others do is heard again, too.
    case.set_queue_size(&case.place, 11);
    let hear = || {
        let seq = heard.recv_timeout(Duration::from_secs(60));
        seq.expect("another's change is heard")
    };
    while hear() != Some(5) {}
}

#[test]
fn a_new_library_is_made_in_an_old_folder_only_where_the_one_that_moved_is_nowhere() {
    let case = Case::new();
    let moved = case.try_move(&case.path("to")).unwrap();
    case.device.settle(&moved);
    let make = || {
        case.device
            .use_library(Some(&moved), &case.place.folder, WhereEmpty::Make)
    };
    assert_eq!(why(make()), (FailureCode::NotFound, Some(Cause::Moved)));
    fs::remove_dir_all(&moved.folder).unwrap();
    assert_eq!(n_changes(&make().unwrap().unwrap()), 0);
}

#[test]
fn a_library_that_was_put_back_into_its_old_folder_can_be_chosen_once_the_one_that_moved_is_out_of_reach()
 {
    let case = Case::new();
    let backup = case.path("backup.db");
    fs::copy(case.place.folder.join("library.db"), &backup).unwrap();
    let moved = case.try_move(&case.path("drive/papers")).unwrap();
    case.device.settle(&moved);
    fs::copy(&backup, case.place.folder.join("library.db")).unwrap();
    let choose = || {
        case.device
            .use_library(Some(&moved), &case.place.folder, WhereEmpty::Ask)
    };
    assert_eq!(why(choose()), (FailureCode::NotFound, Some(Cause::Moved)));
    assert_eq!(case.noted(), Some(moved.folder.clone()));

    fs::rename(case.path("drive"), case.path("unplugged")).unwrap();
    assert_eq!(choose().unwrap().as_ref(), Some(&case.place));
    assert_eq!(case.noted(), None);
    assert_eq!(n_changes(&case.place), 1);
    case.set_queue_size(&case.place, 9);
    assert_eq!(n_changes(&case.place), 2);
}

#[test]
fn no_change_is_lost_while_the_library_goes_to_and_fro() {
    let case = Case::new();
    let there = case.path("to");
    let is_over = AtomicBool::new(false);
    let n_made = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut n_made = 0;
            let mut size = 8;
            while !is_over.load(Ordering::Relaxed) {
                let folder = case.noted().unwrap_or_else(|| case.place.folder.clone());
                // A drive that is not there is told, and no library is made for it.
                let place = LibraryPlace {
                    folder,
                    said_by: SaidBy::Settings,
                };
                let open = OpenLibrary::of(&place);
                size = if size == 8 { 9 } else { 8 };
                let change = Change::SetQueueSize { size };
                let made = open.change(&change, Actor::Terminal, &NoOversight);
                n_made += u32::from(made.is_ok_and(|applied| applied.seq.is_some()));
            }
            n_made
        });
        let mut place = case.place.clone();
        for round in 0..6 {
            let to = if round % 2 == 0 {
                &there
            } else {
                &case.place.folder
            };
            let open = OpenLibrary::of(&place);
            place = case
                .device
                .move_library(&open, &place, to, &NoOversight)
                .unwrap();
            drop(open);
            case.device.settle(&place);
        }
        is_over.store(true, Ordering::Relaxed);
        writer.join().unwrap()
    });
    assert_eq!(n_changes(&case.place), 1 + n_made);
    assert!(!holds_library(&there));
}
