//! Disks that do not take what is written: one without room, and folders that the person may not write to.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::{Place, programs};

/// A disk that can be filled while programs run: that of a folder.
pub struct Disk {
    mark: PathBuf,
}

impl Disk {
    /// Takes the place of a folder's disk for all programs that are started in the place from now on.
    pub fn of(place: &mut Place, folder: &Path) -> Disk {
        let library = programs().join("full_disk.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/full_disk.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(source)
            .status();
        assert!(
            built.is_ok_and(|status| status.success()),
            "no C compiler, which Rust links with"
        );
        let mark = place.source_folder("disk").join("full");
        place.set_variable("LD_PRELOAD", &library);
        place.set_variable("OFFPRINT_FULL_MARK", &mark);
        place.set_variable("OFFPRINT_FULL_FOLDER", folder);
        Disk { mark }
    }

    pub fn fill(&self) {
        fs::write(&self.mark, "").expect("a file in the temporary folder");
    }

    pub fn free(&self) {
        fs::remove_file(&self.mark).expect("the disk was full");
    }
}

/// Takes the right to write to a folder and its files from all programs of the place, or gives it back.
pub fn set_writable(folder: &Path, is_writable: bool) {
    let set = |path: &Path, mode: u32| {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("it is ours");
    };
    let files = fs::read_dir(folder).expect("the folder is there");
    for file in files.flatten() {
        if file.path().is_file() {
            set(&file.path(), if is_writable { 0o644 } else { 0o444 });
        }
    }
    set(folder, if is_writable { 0o755 } else { 0o555 });
}
