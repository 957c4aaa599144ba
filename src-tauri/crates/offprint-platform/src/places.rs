//! Where the library, the settings and the logs are. Window and terminal ask here.

use std::env;
use std::path::{Path, PathBuf};

use crate::device_settings::{DeviceSettings, SettingsError};

/// The variable that names another library folder.
const LIBRARY_VARIABLE: &str = "OFFPRINT_LIBRARY";

/// Where the library is, and who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryPlace {
    /// The library's folder.
    pub folder: PathBuf,
    /// Who said that it is there.
    pub said_by: SaidBy,
}

/// Who said where the library is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidBy {
    /// The command line, for this run.
    Argument,
    /// The variable `OFFPRINT_LIBRARY`, for this run.
    Variable,
    /// The settings of this device.
    Settings,
    /// Nobody: it is where the system keeps such things.
    System,
}

impl SaidBy {
    /// Says whether it is the person's own library, and not one for this run.
    pub const fn is_lasting(self) -> bool {
        match self {
            SaidBy::Argument | SaidBy::Variable => false,
            SaidBy::Settings | SaidBy::System => true,
        }
    }
}

/// Returns where the library is: where one asks for it, else the variable's folder, else that of the settings,
/// else the system's place.
///
/// Errors: those of reading the settings; `None` where the system tells no home folder.
/// Source: PRODUCT.md, "Places"; XDG Base Directory specification 0.8.
pub fn library_place(asked_for: Option<&Path>) -> Result<Option<LibraryPlace>, SettingsError> {
    let place = |folder: PathBuf, said_by| Some(LibraryPlace { folder, said_by });
    if let Some(folder) = asked_for {
        return Ok(place(folder.to_path_buf(), SaidBy::Argument));
    }
    if let Some(folder) = non_empty(LIBRARY_VARIABLE) {
        return Ok(place(folder, SaidBy::Variable));
    }
    if let Some(file) = settings_file()
        && let Some(folder) = DeviceSettings::library_of(&file)?
    {
        return Ok(place(folder, SaidBy::Settings));
    }
    Ok(default_library_folder().and_then(|folder| place(folder, SaidBy::System)))
}

/// Says whether the library is the person's own, and not one for this run.
pub fn is_own_library(asked_for: Option<&Path>) -> bool {
    asked_for.is_none() && non_empty(LIBRARY_VARIABLE).is_none()
}

/// Returns the file of what belongs to this device.
///
/// Errors: `None` where the system tells no home folder.
/// Source: PRODUCT.md, "Places"; XDG Base Directory specification 0.8.
pub fn settings_file() -> Option<PathBuf> {
    Some(settings_folder()?.join("settings.toml"))
}

/// Returns the folder where the system keeps such things as a library.
///
/// Errors: `None` where the system tells no home folder.
#[cfg(target_os = "macos")]
pub fn default_library_folder() -> Option<PathBuf> {
    Some(env::home_dir()?.join("Library/Application Support/Offprint"))
}

/// Returns the folder where the system keeps such things as a library.
///
/// Errors: `None` where the system tells no home folder.
#[cfg(target_os = "windows")]
pub fn default_library_folder() -> Option<PathBuf> {
    Some(non_empty("APPDATA")?.join("Offprint"))
}

/// Returns the folder where the system keeps such things as a library.
///
/// Errors: `None` where the system tells no home folder.
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
pub fn default_library_folder() -> Option<PathBuf> {
    // The specification says that a relative path in the variable is to be ignored.
    let data = non_empty("XDG_DATA_HOME").filter(|path| path.is_absolute());
    Some(
        data.or_else(|| Some(env::home_dir()?.join(".local/share")))?
            .join("offprint"),
    )
}

/// Where the system keeps settings and data apart, the settings are not with the library.
#[cfg(any(target_os = "macos", target_os = "windows"))]
fn settings_folder() -> Option<PathBuf> {
    default_library_folder()
}

#[cfg(not(any(target_os = "macos", target_os = "windows")))]
fn settings_folder() -> Option<PathBuf> {
    let settings = non_empty("XDG_CONFIG_HOME").filter(|path| path.is_absolute());
    Some(
        settings
            .or_else(|| Some(env::home_dir()?.join(".config")))?
            .join("offprint"),
    )
}

fn non_empty(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}
