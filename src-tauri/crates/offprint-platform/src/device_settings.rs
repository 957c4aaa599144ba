//! What belongs to this device and not to a library: `settings.toml` in the system's folder of settings.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;

/// What the person set on this device. What the file does not say is as by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct DeviceSettings {
    /// Taking papers in.
    pub import: ImportSettings,
}

/// How papers are taken in on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct ImportSettings {
    /// What holds fewer papers than that comes in without a preview. By default 0: all is shown first.
    pub preview_from: u32,
}

/// Why the settings could not be read; the defaults hold then.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The disk or the system refused.
    #[error("the settings could not be read")]
    Unreadable(PathBuf, #[source] io::Error),
    /// The file breaks the rules of TOML, or a value is of another kind than it must be.
    #[error("the settings could not be understood")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: Option<u32>,
        /// What is wrong, in the parser's words.
        detail: String,
    },
}

impl DeviceSettings {
    /// Reads the settings from a file; where there is none, all is as by default.
    ///
    /// Errors: any [`SettingsError`].
    /// Source: TOML 1.0.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(SettingsError::Unreadable(path.to_path_buf(), error)),
        };
        toml::from_str(&text).map_err(|error| SettingsError::Malformed {
            path: path.to_path_buf(),
            line: error.span().map(|span| {
                let before = &text.as_bytes()[..span.start.min(text.len())];
                before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1
            }),
            detail: error.message().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_a_mistake_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        assert_eq!(
            DeviceSettings::read(&path).unwrap(),
            DeviceSettings::default()
        );
        fs::write(&path, "# mine\n[import]\npreview-from = 20\n").unwrap();
        assert_eq!(DeviceSettings::read(&path).unwrap().import.preview_from, 20);
        fs::write(&path, "[import]\npreview-from = \"many\"\n").unwrap();
        match DeviceSettings::read(&path) {
            Err(SettingsError::Malformed { line, .. }) => assert_eq!(line, Some(2)),
            other => panic!("{other:?}"),
        }
    }
}
