//! Where the person's library is: found at the start, moved to another folder, or another one in its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use offprint_library::{
    Error, Library, Oversight, Unfit, finish_move, forget_move, holds_library, is_empty_folder,
    moved_to, take_back_move,
};
use offprint_platform::clock::SystemClock;
use offprint_platform::device_settings::DeviceSettings;
use offprint_platform::files;
use offprint_platform::places::{self, LibraryPlace, SaidBy};

use crate::failure::{Cause, Failure, FailureCode};
use crate::mirror;
use crate::open_library::OpenLibrary;
use crate::wire;

/// Finds where the library is for this run. One that was moved is followed, though the settings may not say so yet.
///
/// Errors: the settings cannot be understood where they speak of it; the system names no home folder.
pub fn find(asked_for: Option<&Path>) -> Result<LibraryPlace, Failure> {
    let place = places::library_place(asked_for)?.ok_or_else(no_home)?;
    if !place.said_by.is_lasting() {
        return Ok(place);
    }
    // What cannot be read here, opening the library will tell.
    match moved_to(&place.folder) {
        Ok(Some(folder)) => Ok(LibraryPlace {
            folder,
            said_by: SaidBy::Settings,
        }),
        Ok(None) | Err(_) => Ok(place),
    }
}

/// Says where the settings name the library's folder so that it is not heard, unless it was said for this run.
pub fn misplaced(place: Option<&LibraryPlace>) -> Option<Failure> {
    if place.is_some_and(|place| !place.said_by.is_lasting()) {
        return None;
    }
    let file = places::settings_file()?;
    // What cannot be read is told by who reads the settings.
    let misplaced = DeviceSettings::misplaced_library(&file).ok()??;
    let table = misplaced.table;
    Some(Failure {
        line: Some(misplaced.line),
        ..Failure::of(FailureCode::Usage)
            .about(file.display().to_string())
            .because(Cause::MisplacedLibrary { table })
    })
}

/// Whether a new library is made where a folder holds none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhereEmpty {
    /// The person is asked first.
    Ask,
    /// They have said so.
    Make,
}

/// What of this device says where the library is.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// `settings.toml`.
    pub settings: Option<PathBuf>,
    /// Where the system keeps such things.
    pub usual: Option<PathBuf>,
}

impl Device {
    /// The device that this process runs on.
    pub fn this() -> Self {
        Self {
            settings: places::settings_file(),
            usual: places::default_library_folder(),
        }
    }

    /// Brings a move to its end that was cut short after the library had found its new place, or whose old folder was
    /// still in use; and takes one back that was cut short before.
    pub fn settle(&self, place: &LibraryPlace) {
        if !place.said_by.is_lasting() || !holds_library(&place.folder) {
            return;
        }
        // All are tried again at the next start; the library is found all the same.
        let _ = take_back_move(&place.folder);
        if self.note(&place.folder).is_ok() {
            let _ = finish_move(&place.folder);
        }
    }

    /// Moves the library to a folder that is empty or not there yet, and returns where it is from now on.
    ///
    /// What is open in this process can still be read, but has to be opened anew there; then [`settle`](Self::settle)
    /// takes away what is left in the old folder.
    ///
    /// Errors: the library is fixed for this run; the folder does not do; those of
    /// [`offprint_library::move_library`]. The library is then where it was.
    pub fn move_library(
        &self,
        open: &OpenLibrary,
        place: &LibraryPlace,
        to: &Path,
        oversight: &dyn Oversight,
    ) -> Result<LibraryPlace, Failure> {
        refuse_fixed(place)?;
        mirror::refuse_to_hold_library(open, to)?;
        let note = |folder: &Path| self.note(folder);
        let folder = offprint_library::move_library(open.folder(), to, oversight, note)?;
        Ok(self.lasting(folder))
    }

    /// Has another library in place of the present one, which stays where it is. Returns where it is; none where a
    /// new one would have to be made, and that is to be asked first.
    ///
    /// Errors: the library is fixed for this run; the folder holds something else, or a library that cannot be opened.
    pub fn use_library(
        &self,
        place: Option<&LibraryPlace>,
        folder: &Path,
        where_empty: WhereEmpty,
    ) -> Result<Option<LibraryPlace>, Failure> {
        if let Some(place) = place {
            refuse_fixed(place)?;
        }
        if folder.to_str().is_none() {
            return Err(unfit(folder, Unfit::NotText));
        }
        if !holds_library(folder) {
            refuse_to_make(place, folder)?;
            if where_empty == WhereEmpty::Ask {
                return Ok(None);
            }
        }
        // A library may have been put back where one moved from, too.
        forget_move(folder)?;
        // Opening tells whether it can be, and makes what is not there.
        let opened = Library::open(folder, Arc::new(SystemClock));
        drop(opened.map_err(|error| with_folder(error, folder))?);
        match files::can_lock_in(folder) {
            Ok(true) => {}
            Ok(false) => return Err(unfit(folder, Unfit::NoLocks)),
            Err(error) => {
                let path = folder.to_path_buf();
                return Err(Error::Folder { path, error }.into());
            }
        }
        let folder = files::real_path(folder).unwrap_or_else(|_| folder.to_owned());
        self.note(&folder)?;
        Ok(Some(self.lasting(folder)))
    }

    /// Notes in the settings where the library is.
    fn note(&self, folder: &Path) -> Result<(), Failure> {
        let file = self.settings.as_deref().ok_or_else(no_home)?;
        let before = DeviceSettings::read(file)?;
        let after = DeviceSettings {
            library: (!self.is_usual(folder)).then(|| folder.to_path_buf()),
            ..before.clone()
        };
        DeviceSettings::change(file, &before, &after)?;
        Ok(())
    }

    fn lasting(&self, folder: PathBuf) -> LibraryPlace {
        let said_by = match self.is_usual(&folder) {
            true => SaidBy::System,
            false => SaidBy::Settings,
        };
        LibraryPlace { folder, said_by }
    }

    fn is_usual(&self, folder: &Path) -> bool {
        let Some(usual) = &self.usual else {
            return false;
        };
        usual == folder || files::real_path(usual).is_ok_and(|usual| usual == folder)
    }

    /// Returns where the library is, as it crosses; of one that was not found, where it would usually be.
    pub fn wire_place(&self, place: Option<&LibraryPlace>) -> wire::settings::LibraryPlace {
        use wire::settings::SaidBy as Wire;
        let words = |folder: &Path| folder.display().to_string();
        let usual = self.usual.as_deref();
        wire::settings::LibraryPlace {
            folder: place.map_or_else(String::new, |place| words(&place.folder)),
            said_by: match place.map_or(SaidBy::Settings, |place| place.said_by) {
                SaidBy::Argument => Wire::Argument,
                SaidBy::Variable => Wire::Variable,
                SaidBy::Settings => Wire::Settings,
                SaidBy::System => Wire::System,
            },
            usual_folder: usual.map(words),
            usual_holds_library: usual.is_some_and(holds_library),
        }
    }
}

/// Refuses to make a library where something else is.
fn refuse_to_make(place: Option<&LibraryPlace>, folder: &Path) -> Result<(), Failure> {
    let why = match (folder.is_dir(), folder.exists()) {
        (false, true) => Unfit::NotAFolder,
        (true, _) if place.is_some_and(|place| is_inside(folder, &place.folder)) => Unfit::Within,
        (true, _) if !is_empty_folder(folder) => Unfit::NotEmpty,
        (true, _) | (false, false) => return Ok(()),
    };
    Err(unfit(folder, why))
}

fn unfit(folder: &Path, why: Unfit) -> Failure {
    let path = folder.to_path_buf();
    Error::Unfit { path, why }.into()
}

fn with_folder(error: Error, folder: &Path) -> Failure {
    let failure = Failure::from(error);
    match failure.path {
        Some(_) => failure,
        None => failure.about(folder.display().to_string()),
    }
}

fn is_inside(folder: &Path, other: &Path) -> bool {
    match (files::real_path(folder), files::real_path(other)) {
        (Ok(folder), Ok(other)) => folder.starts_with(other),
        _ => false,
    }
}

fn refuse_fixed(place: &LibraryPlace) -> Result<(), Failure> {
    if place.said_by.is_lasting() {
        return Ok(());
    }
    Err(Failure::of(FailureCode::Unsupported).because(Cause::Fixed))
}

fn no_home() -> Failure {
    Failure::of(FailureCode::NotFound).because(Cause::NoHome)
}
