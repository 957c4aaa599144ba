//! What belongs to this device and not to a library: `settings.toml` in the system's folder of settings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::files;

/// What the person set on this device. What the file does not say is as by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct DeviceSettings {
    /// The language of the window, as a tag such as `de`; none for the system's.
    pub language: Option<String>,
    /// How the window looks.
    pub appearance: AppearanceSettings,
    /// What keys do.
    pub keyboard: KeyboardSettings,
    /// Taking papers in.
    pub import: ImportSettings,
    /// What the system may show while the window is not looked at.
    pub notifications: NotificationSettings,
}

/// How the window looks on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct AppearanceSettings {
    /// Light, dark, or as the system is.
    pub theme: Theme,
    /// How much stands in a row.
    pub density: Density,
    /// The size of all text in percent of the usual one.
    pub text_size: TextSize,
}

/// Which colours the window has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system says, and as it changes.
    #[default]
    System,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

/// How high the rows of lists are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Density {
    /// One line.
    Compact,
    /// Three lines.
    #[default]
    Default,
    /// Four lines.
    Roomy,
}

/// The size of text, in percent of the usual one: 85 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "u16")]
pub struct TextSize(u16);

impl TextSize {
    /// Returns the percentage.
    pub const fn percent(self) -> u16 {
        self.0
    }
}

impl From<u16> for TextSize {
    /// A size beyond what can be read is the nearest that can.
    fn from(percent: u16) -> Self {
        Self(percent.clamp(85, 200))
    }
}

impl Default for TextSize {
    fn default() -> Self {
        Self(100)
    }
}

/// What keys do on this device.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct KeyboardSettings {
    /// Whether single letters decide about papers. Off for those who steer by voice (WCAG 2.1.4).
    pub single_keys: bool,
    /// Keys that the person gave to an action, by the action's name; no key takes its keys away.
    pub keys: BTreeMap<String, Vec<String>>,
}

impl Default for KeyboardSettings {
    fn default() -> Self {
        Self {
            single_keys: true,
            keys: BTreeMap::new(),
        }
    }
}

/// How papers are taken in on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct ImportSettings {
    /// What holds fewer papers than that comes in without a preview. By default 0: all is shown first.
    pub preview_from: u32,
}

/// What the system may show while the window is not looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct NotificationSettings {
    /// Whether new papers from a watched folder are told. By default not.
    pub watched_folders: bool,
}

/// Why the settings could not be read, or not be written; the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The disk or the system refused to give them; the defaults hold.
    #[error("the settings could not be read")]
    Unreadable(PathBuf, #[source] io::Error),
    /// The disk or the system refused to take them.
    #[error("the settings could not be written")]
    Unwritable(PathBuf, #[source] io::Error),
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
        let text = text_of(path)?;
        toml::from_str(&text).map_err(|error| malformed(path, &text, error.span(), error.message()))
    }

    /// Writes the settings into a file, and makes its folder where there is none.
    ///
    /// Only what is set is written: a value as by default is taken out. Comments, the order, and what
    /// this version of Offprint does not know stay as they are.
    ///
    /// Errors: any [`SettingsError`]; a file that cannot be understood is not written over.
    pub fn write(&self, path: &Path) -> Result<(), SettingsError> {
        Self::read(path)?;
        let text = text_of(path)?;
        let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            malformed(path, &text, error.span(), error.message())
        })?;
        self.put_into(&mut document);
        let refused = |error| SettingsError::Unwritable(path.to_path_buf(), error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(refused)?;
        }
        files::write_whole(path, document.to_string().as_bytes()).map_err(refused)
    }

    fn put_into(&self, document: &mut DocumentMut) {
        let usual = Self::default();
        let Self {
            language,
            appearance,
            keyboard,
            import,
            notifications,
        } = self;
        put(
            document,
            &["language"],
            language.as_deref().map(Value::from),
        );
        let unless = |is_usual: bool, value: Value| (!is_usual).then_some(value);
        let theme = unless(
            appearance.theme == usual.appearance.theme,
            appearance.theme.name().into(),
        );
        put(document, &["appearance", "theme"], theme);
        let density = unless(
            appearance.density == usual.appearance.density,
            appearance.density.name().into(),
        );
        put(document, &["appearance", "density"], density);
        let text_size = unless(
            appearance.text_size == usual.appearance.text_size,
            i64::from(appearance.text_size.percent()).into(),
        );
        put(document, &["appearance", "text-size"], text_size);
        let single_keys = unless(keyboard.single_keys, keyboard.single_keys.into());
        put(document, &["keyboard", "single-keys"], single_keys);
        for action in given_keys(document) {
            if !keyboard.keys.contains_key(&action) {
                put(document, &["keyboard", "keys", &action], None);
            }
        }
        for (action, keys) in &keyboard.keys {
            let keys = keys.iter().map(String::as_str).collect::<Array>();
            put(document, &["keyboard", "keys", action], Some(keys.into()));
        }
        let preview_from = unless(
            import.preview_from == 0,
            i64::from(import.preview_from).into(),
        );
        put(document, &["import", "preview-from"], preview_from);
        let watched = unless(
            !notifications.watched_folders,
            notifications.watched_folders.into(),
        );
        put(document, &["notifications", "watched-folders"], watched);
    }
}

impl Theme {
    /// Returns the theme's name in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

impl Density {
    /// Returns the density's name in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Density::Compact => "compact",
            Density::Default => "default",
            Density::Roomy => "roomy",
        }
    }
}

/// Returns the text of the file; of one that is not there, an empty one.
fn text_of(path: &Path) -> Result<String, SettingsError> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|error| SettingsError::Unreadable(path.to_path_buf(), error)),
    }
}

fn malformed(
    path: &Path,
    text: &str,
    span: Option<std::ops::Range<usize>>,
    detail: &str,
) -> SettingsError {
    SettingsError::Malformed {
        path: path.to_path_buf(),
        line: span.map(|span| {
            let before = &text.as_bytes()[..span.start.min(text.len())];
            before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1
        }),
        detail: detail.to_owned(),
    }
}

/// Returns the actions that the document gives keys to.
fn given_keys(document: &DocumentMut) -> Vec<String> {
    let keys = document
        .get("keyboard")
        .and_then(|keyboard| keyboard.get("keys"));
    let table = keys.and_then(Item::as_table_like);
    table.map_or_else(Vec::new, |table| {
        table.iter().map(|(action, _)| action.to_owned()).collect()
    })
}

/// Puts a value where the path leads, with what was written around the one before; none takes it out.
fn put(document: &mut DocumentMut, path: &[&str], value: Option<Value>) {
    let Some((name, tables)) = path.split_last() else {
        return;
    };
    let mut table: &mut dyn toml_edit::TableLike = document.as_table_mut();
    for part in tables {
        if value.is_none() && !table.contains_key(part) {
            return;
        }
        let entry = table.entry(part).or_insert_with(|| {
            let mut new = Table::new();
            new.set_implicit(true);
            Item::Table(new)
        });
        let Some(inner) = entry.as_table_like_mut() else {
            return;
        };
        table = inner;
    }
    match (value, table.get_mut(name).and_then(Item::as_value_mut)) {
        (Some(mut value), Some(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        (Some(value), None) => {
            table.insert(name, Item::Value(value));
        }
        (None, _) => {
            table.remove(name);
        }
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

    #[test]
    fn what_is_set_is_written_and_what_the_person_wrote_beside_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("offprint/settings.toml");
        let mut settings = DeviceSettings::default();
        settings.write(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "");

        fs::write(
            &path,
            "# mine\n[appearance]\ntheme = \"dark\" # at night\nglow = true\n",
        )
        .unwrap();
        settings = DeviceSettings::read(&path).unwrap();
        settings.appearance.theme = Theme::Light;
        settings.appearance.text_size = 500.into();
        settings.keyboard.single_keys = false;
        settings
            .keyboard
            .keys
            .insert("goTo.inbox".to_owned(), vec!["g x".to_owned()]);
        settings.keyboard.keys.insert("drop".to_owned(), vec![]);
        settings.language = Some("de".to_owned());
        settings.write(&path).unwrap();
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "language = \"de\"\n# mine\n[appearance]\ntheme = \"light\" # at night\nglow = true\ntext-size = 200\n\n\
             [keyboard]\nsingle-keys = false\n\n[keyboard.keys]\ndrop = []\n\"goTo.inbox\" = [\"g x\"]\n"
        );
        assert_eq!(DeviceSettings::read(&path).unwrap(), settings);

        settings.keyboard.keys.clear();
        settings.appearance = AppearanceSettings::default();
        settings.write(&path).unwrap();
        assert_eq!(DeviceSettings::read(&path).unwrap(), settings);
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        for broken in [
            "[appearance\n",
            "appearance = 3\n",
            "[keyboard]\nkeys = 7\n",
        ] {
            fs::write(&path, broken).unwrap();
            let refused = DeviceSettings::default().write(&path);
            assert!(matches!(refused, Err(SettingsError::Malformed { .. })));
            assert_eq!(fs::read_to_string(&path).unwrap(), broken);
        }
    }
}
