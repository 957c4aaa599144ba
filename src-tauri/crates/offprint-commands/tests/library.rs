//! What the window is told of the library itself.

use std::fs;

use offprint_commands::OpenLibrary;
use offprint_commands::library::{Actor, NoOversight};
use offprint_commands::wire::{Answer, Change, Question};

fn library(open: &OpenLibrary) -> (String, u64, u32) {
    match open.ask(&Question::Library).unwrap() {
        Answer::Library {
            folder,
            size_bytes,
            n_changes,
        } => (folder, size_bytes, n_changes),
        answer => panic!("{answer:?}"),
    }
}

#[test]
fn its_folder_its_size_and_its_changes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("library");
    let open = OpenLibrary::at(place.clone());
    assert_eq!(library(&open), (place.display().to_string(), 0, 0));

    let change = Change::SetQueueSize { size: 7 };
    open.change(&change, Actor::Window, &NoOversight).unwrap();
    let (_, before, n_changes) = library(&open);
    assert!(before > 0);
    assert_eq!(n_changes, 1);

    fs::create_dir_all(place.join("files/a")).unwrap();
    fs::write(place.join("files/a/paper.pdf"), [0; 5000]).unwrap();
    let (_, after, _) = library(&open);
    assert_eq!(after, before + 5000);
}
