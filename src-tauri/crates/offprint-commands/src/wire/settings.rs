//! What belongs to this device: how the window looks, what keys do.

use std::collections::BTreeMap;

use offprint_platform::device_settings as device;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;

/// What the person set on this device, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceSettings {
    /// The language of the window, as a tag such as `de`; none for the system's.
    pub language: Option<String>,
    pub theme: Theme,
    pub density: Density,
    /// In percent of the usual size, 85 to 200.
    pub text_size: u16,
    /// Whether single letters decide about papers.
    pub has_single_keys: bool,
    /// Keys that the person gave to actions, by the action's id; an empty list takes its keys away.
    pub keys: BTreeMap<String, Vec<String>>,
    /// What holds fewer papers than that comes in without the sheet.
    pub preview_from: u32,
    /// Whether the system tells of new papers from a watched folder.
    pub notifies_of_watched_folders: bool,
}

/// Where the library is, and who said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LibraryPlace {
    /// Empty where nobody could say.
    pub folder: String,
    pub said_by: SaidBy,
    /// Where the system keeps such things; none where it names no home folder.
    pub usual_folder: Option<String>,
    /// Whether there is a library in it.
    pub usual_holds_library: bool,
}

/// Who said where the library is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SaidBy {
    /// The command line, for this run.
    Argument,
    /// `OFFPRINT_LIBRARY`, for this run.
    Variable,
    Settings,
    System,
}

/// How far the library's move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveProgress {
    pub n_done: u32,
    pub n_all: u32,
}

/// What watched folders brought while the window was not in front.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct News {
    /// Those by which papers came in.
    pub imports: Vec<NewsImport>,
    /// Why files could not be read.
    pub failures: Vec<Failure>,
}

/// A file that a watched folder brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsImport {
    pub import: String,
    pub source: String,
    pub format: String,
    /// The path of its folder.
    pub folder: String,
    pub n_added: u32,
}

/// Which colours the window has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    System,
    Light,
    Dark,
}

/// How high the rows of lists are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    Compact,
    Default,
    Roomy,
}

impl From<device::DeviceSettings> for DeviceSettings {
    fn from(settings: device::DeviceSettings) -> Self {
        Self {
            language: settings.language,
            theme: match settings.appearance.theme {
                device::Theme::System => Theme::System,
                device::Theme::Light => Theme::Light,
                device::Theme::Dark => Theme::Dark,
            },
            density: match settings.appearance.density {
                device::Density::Compact => Density::Compact,
                device::Density::Default => Density::Default,
                device::Density::Roomy => Density::Roomy,
            },
            text_size: settings.appearance.text_size.percent(),
            has_single_keys: settings.keyboard.single_keys,
            keys: settings.keyboard.keys,
            preview_from: settings.import.preview_from,
            notifies_of_watched_folders: settings.notifications.watched_folders,
        }
    }
}

impl From<DeviceSettings> for device::DeviceSettings {
    fn from(settings: DeviceSettings) -> Self {
        Self {
            // The interface does not set it: a library is moved or chosen, and then noted.
            library: None,
            language: settings.language,
            appearance: device::AppearanceSettings {
                theme: match settings.theme {
                    Theme::System => device::Theme::System,
                    Theme::Light => device::Theme::Light,
                    Theme::Dark => device::Theme::Dark,
                },
                density: match settings.density {
                    Density::Compact => device::Density::Compact,
                    Density::Default => device::Density::Default,
                    Density::Roomy => device::Density::Roomy,
                },
                text_size: settings.text_size.into(),
            },
            keyboard: device::KeyboardSettings {
                single_keys: settings.has_single_keys,
                keys: settings.keys,
            },
            import: device::ImportSettings {
                preview_from: settings.preview_from,
            },
            notifications: device::NotificationSettings {
                watched_folders: settings.notifies_of_watched_folders,
            },
        }
    }
}
