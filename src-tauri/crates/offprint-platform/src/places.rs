//! Where the library, the settings and the logs are. Window and terminal ask here.

use std::env;
use std::path::{Path, PathBuf};

/// The variable that names another library folder.
const LIBRARY_VARIABLE: &str = "OFFPRINT_LIBRARY";

/// Returns the library folder: the one asked for, else the variable's, else the system's place.
///
/// Errors: `None` where the system tells no home folder.
/// Source: PRODUCT.md, "Places"; XDG Base Directory specification 0.8.
pub fn library_folder(asked_for: Option<&Path>) -> Option<PathBuf> {
    if let Some(folder) = asked_for {
        return Some(folder.to_path_buf());
    }
    if let Some(folder) = non_empty(LIBRARY_VARIABLE) {
        return Some(folder);
    }
    default_library_folder()
}

/// Returns the file of what belongs to this device.
///
/// Errors: `None` where the system tells no home folder.
/// Source: PRODUCT.md, "Places"; XDG Base Directory specification 0.8.
pub fn settings_file() -> Option<PathBuf> {
    Some(settings_folder()?.join("settings.toml"))
}

/// Says whether the library is the person's own, in its default place.
pub fn is_default_library(asked_for: Option<&Path>) -> bool {
    asked_for.is_none() && non_empty(LIBRARY_VARIABLE).is_none()
}

#[cfg(target_os = "macos")]
fn default_library_folder() -> Option<PathBuf> {
    Some(env::home_dir()?.join("Library/Application Support/Offprint"))
}

#[cfg(target_os = "windows")]
fn default_library_folder() -> Option<PathBuf> {
    Some(non_empty("APPDATA")?.join("Offprint"))
}

#[cfg(not(any(target_os = "macos", target_os = "windows")))]
fn default_library_folder() -> Option<PathBuf> {
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
