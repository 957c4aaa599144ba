//! What belongs to this device and not to a library: `settings.toml` in the system's folder of settings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};
use toml_edit::{Array, Document, DocumentMut, Item, Table, Value};

use crate::files;

/// What the person set on this device. What the file does not say is as by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct DeviceSettings {
    /// The folder of the library, where it is not in the system's place. An absolute path.
    pub library: Option<PathBuf>,
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

/// A line of the settings that says nothing where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// The table that it stands in.
    pub table: String,
    /// From 1.
    pub line: u32,
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
    /// The folder of the library does not begin at the root.
    #[error("the folder of the library must begin at the root")]
    NotAbsolute {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: Option<u32>,
    },
}

impl DeviceSettings {
    /// Reads the settings from a file; where there is none, all is as by default.
    ///
    /// Errors: any [`SettingsError`].
    /// Source: TOML 1.0.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        Self::parsed(path, &text_of(path)?)
    }

    /// Changes in the file what differs between the settings as one had them and as one wants them, and returns
    /// the settings as they now are. Makes the file and its folder where there is none.
    ///
    /// The file may say by now what one did not know: whatever is the same before and after stays as it says, and so
    /// do the keys of every other action. A value that becomes the usual one is taken out. Comments, the order,
    /// and what this version of Offprint does not know stay, too.
    ///
    /// Errors: any [`SettingsError`]; a file that cannot be understood is not written over.
    pub fn change(path: &Path, before: &Self, after: &Self) -> Result<Self, SettingsError> {
        let text = text_of(path)?;
        let found = Self::parsed(path, &text)?;
        if before == after {
            return Ok(found);
        }
        let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            malformed(path, &text, error.span(), error.message())
        })?;
        before.put_changes(after, &mut document);
        let changed = document.to_string();
        let settings = Self::parsed(path, &changed)?;
        if changed != text {
            let refused = |error| SettingsError::Unwritable(path.to_path_buf(), error);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(refused)?;
            }
            files::write_whole(path, changed.as_bytes()).map_err(refused)?;
            // Written it is; a library that it names is soon gone from where it was, so the name is to last, too.
            if let Some(folder) = path.parent() {
                let _ = files::sync_folder(folder);
            }
        }
        Ok(settings)
    }

    /// Reads which folder the library is in, also from a file of which the rest cannot be understood: a mistake in it
    /// must not lead to another library.
    ///
    /// Errors: the file cannot be read; or what it says of the library cannot be understood.
    pub fn library_of(path: &Path) -> Result<Option<PathBuf>, SettingsError> {
        #[derive(Default, Deserialize)]
        struct OnlyLibrary {
            library: Option<PathBuf>,
        }
        let text = text_of(path)?;
        let understood: OnlyLibrary = toml::from_str(&text).or_else(|whole| {
            // What stands before the first table belongs to none.
            let lines = text
                .lines()
                .take_while(|line| !line.trim_start().starts_with('['));
            let mut found = OnlyLibrary::default();
            for line in lines.filter(|line| speaks_of_library(line)) {
                let said = toml::from_str(without_mark(line)).map(|said: OnlyLibrary| said.library);
                found.library = match (found.library, said) {
                    (found, Ok(None)) => found,
                    (None, Ok(said)) => said,
                    (Some(found), Ok(Some(said))) if found == said => Some(found),
                    // Which of two is meant, only the person can say.
                    (_, Ok(Some(_)) | Err(_)) => {
                        return Err(malformed(path, &text, whole.span(), whole.message()));
                    }
                };
            }
            Ok(found)
        })?;
        match understood.library {
            Some(folder) if !folder.is_absolute() => {
                let line = text.lines().position(speaks_of_library);
                Err(SettingsError::NotAbsolute {
                    path: path.to_path_buf(),
                    line: line.map(|line| line as u32 + 1),
                })
            }
            folder => Ok(folder),
        }
    }

    /// Looks whether the file names the library's folder below the name of a table, where it says nothing.
    ///
    /// Errors: any [`SettingsError`].
    pub fn misplaced_library(path: &Path) -> Result<Option<Misplaced>, SettingsError> {
        let text = text_of(path)?;
        let document = Document::parse(&*text)
            .map_err(|error| malformed(path, &text, error.span(), error.message()))?;
        for (table, item) in document.as_table().iter() {
            let inside = item.as_table_like();
            let named = inside.and_then(|inside| inside.get_key_value("library"));
            if let Some((key, _)) = named {
                return Ok(Some(Misplaced {
                    table: table.to_owned(),
                    line: key.span().map_or(0, |span| line_at(&text, span.start)),
                }));
            }
        }
        Ok(None)
    }

    fn parsed(path: &Path, text: &str) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|error| malformed(path, text, error.span(), error.message()))
    }

    /// Puts into the document what is another after than it is here.
    fn put_changes(&self, after: &Self, document: &mut DocumentMut) {
        let Self {
            library,
            language,
            appearance:
                AppearanceSettings {
                    theme,
                    density,
                    text_size,
                },
            keyboard: KeyboardSettings { single_keys, keys },
            import: ImportSettings { preview_from },
            notifications: NotificationSettings { watched_folders },
        } = after;
        let usual = Self::default();
        let mut put_changed =
            |path: &[&str], is_changed: bool, is_usual: bool, value: &dyn Fn() -> Value| {
                if is_changed {
                    put(document, path, (!is_usual).then(value));
                }
            };
        put_changed(
            &["library"],
            *library != self.library,
            *library == usual.library,
            &|| {
                let folder = library.as_deref().unwrap_or(Path::new(""));
                folder.to_string_lossy().as_ref().into()
            },
        );
        put_changed(
            &["language"],
            *language != self.language,
            *language == usual.language,
            &|| language.as_deref().unwrap_or_default().into(),
        );
        put_changed(
            &["appearance", "theme"],
            *theme != self.appearance.theme,
            *theme == usual.appearance.theme,
            &|| theme.name().into(),
        );
        put_changed(
            &["appearance", "density"],
            *density != self.appearance.density,
            *density == usual.appearance.density,
            &|| density.name().into(),
        );
        put_changed(
            &["appearance", "text-size"],
            *text_size != self.appearance.text_size,
            *text_size == usual.appearance.text_size,
            &|| i64::from(text_size.percent()).into(),
        );
        put_changed(
            &["keyboard", "single-keys"],
            *single_keys != self.keyboard.single_keys,
            *single_keys == usual.keyboard.single_keys,
            &|| (*single_keys).into(),
        );
        put_changed(
            &["import", "preview-from"],
            *preview_from != self.import.preview_from,
            *preview_from == usual.import.preview_from,
            &|| i64::from(*preview_from).into(),
        );
        put_changed(
            &["notifications", "watched-folders"],
            *watched_folders != self.notifications.watched_folders,
            *watched_folders == usual.notifications.watched_folders,
            &|| (*watched_folders).into(),
        );
        let actions: BTreeSet<_> = self.keyboard.keys.keys().chain(keys.keys()).collect();
        for action in actions {
            let given = keys.get(action);
            if given != self.keyboard.keys.get(action) {
                let given = given.map(|keys| keys.iter().map(String::as_str).collect::<Array>());
                put(
                    document,
                    &["keyboard", "keys", action],
                    given.map(Value::from),
                );
            }
        }
    }
}

/// Says whether the key of a line of settings is the library's, or begins so.
fn speaks_of_library(line: &str) -> bool {
    without_mark(line)
        .trim_start()
        .trim_start_matches(['"', '\''])
        .starts_with("library")
}

/// Some editors begin a file with a mark that is no text.
fn without_mark(line: &str) -> &str {
    line.trim_start_matches('\u{feff}')
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

/// Returns the line of a place, from 1.
fn line_at(text: &str, place: usize) -> u32 {
    let before = &text.as_bytes()[..place.min(text.len())];
    before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1
}

fn malformed(
    path: &Path,
    text: &str,
    span: Option<std::ops::Range<usize>>,
    detail: &str,
) -> SettingsError {
    SettingsError::Malformed {
        path: path.to_path_buf(),
        line: span.map(|span| line_at(text, span.start)),
        detail: detail.to_owned(),
    }
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
        let usual = DeviceSettings::default();
        assert_eq!(
            DeviceSettings::change(&path, &usual, &usual).unwrap(),
            usual
        );
        assert!(!path.exists());
        let mut roomy = usual.clone();
        roomy.appearance.density = Density::Roomy;
        assert_eq!(
            DeviceSettings::change(&path, &usual, &roomy).unwrap(),
            roomy
        );
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "[appearance]\ndensity = \"roomy\"\n"
        );

        fs::write(
            &path,
            "# mine\n[appearance]\ntheme = \"dark\" # at night\nglow = true\n",
        )
        .unwrap();
        let before = DeviceSettings::read(&path).unwrap();
        let mut settings = before.clone();
        settings.appearance.theme = Theme::Light;
        settings.appearance.text_size = 500.into();
        settings.keyboard.single_keys = false;
        settings
            .keyboard
            .keys
            .insert("goTo.inbox".to_owned(), vec!["g x".to_owned()]);
        settings.keyboard.keys.insert("drop".to_owned(), vec![]);
        settings.language = Some("de".to_owned());
        assert_eq!(
            DeviceSettings::change(&path, &before, &settings).unwrap(),
            settings
        );
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "language = \"de\"\n# mine\n[appearance]\ntheme = \"light\" # at night\nglow = true\ntext-size = 200\n\n\
             [keyboard]\nsingle-keys = false\n\n[keyboard.keys]\ndrop = []\n\"goTo.inbox\" = [\"g x\"]\n"
        );
        assert_eq!(DeviceSettings::read(&path).unwrap(), settings);

        let before = settings.clone();
        settings.keyboard.keys.clear();
        settings.appearance = AppearanceSettings::default();
        assert_eq!(
            DeviceSettings::change(&path, &before, &settings).unwrap(),
            settings
        );
        assert_eq!(DeviceSettings::read(&path).unwrap(), settings);
    }

    #[test]
    fn what_the_person_writes_into_the_file_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        let mut before = DeviceSettings::default();
        before
            .keyboard
            .keys
            .insert("drop".to_owned(), vec!["x".to_owned()]);
        before
            .keyboard
            .keys
            .insert("skim".to_owned(), vec!["y".to_owned()]);
        let mut after = before.clone();
        after.appearance.text_size = 115.into();
        after.keyboard.keys.remove("drop");
        after
            .keyboard
            .keys
            .insert("read".to_owned(), vec!["z".to_owned()]);

        // Since then: another theme, a usual value in so many words, other keys for one, keys for one more.
        fs::write(
            &path,
            "language = \"de\"\n[appearance]\ntheme = \"dark\"\ndensity = \"default\"\n\
             [keyboard.keys]\ndrop = [\"x\"]\nskim = [\"8\"]\nqueue = [\"9\"]\n[import]\npreview-from = 20\n",
        )
        .unwrap();
        let now = DeviceSettings::change(&path, &before, &after).unwrap();
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "language = \"de\"\n[appearance]\ntheme = \"dark\"\ndensity = \"default\"\ntext-size = 115\n\
             [keyboard.keys]\nskim = [\"8\"]\nqueue = [\"9\"]\nread = [\"z\"]\n[import]\npreview-from = 20\n"
        );
        assert_eq!(now, DeviceSettings::read(&path).unwrap());
        assert_eq!(now.appearance.theme, Theme::Dark);
        assert_eq!(now.keyboard.keys["skim"], ["8"]);

        // Where nothing is wanted otherwise, the answer says what stands there by now.
        fs::write(&path, "[import]\npreview-from = 7\n").unwrap();
        let now = DeviceSettings::change(&path, &after, &after).unwrap();
        assert_eq!(now.import.preview_from, 7);
        assert_eq!(now.appearance, AppearanceSettings::default());
    }

    #[test]
    fn the_librarys_folder_is_found_also_beside_a_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        let library = folder.path().join("mine");
        let line = format!("library = '{}'\n", library.display());
        assert_eq!(DeviceSettings::library_of(&path).unwrap(), None);
        let after = DeviceSettings {
            library: Some(library.clone()),
            ..DeviceSettings::default()
        };
        DeviceSettings::change(&path, &DeviceSettings::default(), &after).unwrap();
        assert_eq!(
            DeviceSettings::library_of(&path).unwrap().as_deref(),
            Some(&*library)
        );

        fs::write(&path, format!("{line}[appearance\ntheme = \"dark\"\n")).unwrap();
        assert_eq!(DeviceSettings::library_of(&path).unwrap(), Some(library));
        // In a table it is another thing; without a word of the library it is where the system has it.
        for without in ["[appearance\n", "theme = \n[mine]\nlibrary = \"/x\"\n"] {
            fs::write(&path, without).unwrap();
            assert_eq!(DeviceSettings::library_of(&path).unwrap(), None);
        }
        for unclear in [
            "library = /tmp\n",
            "[appearance]\n\nlibrary = 3",
            "library = 'x'\n",
        ] {
            fs::write(&path, unclear).unwrap();
            let found = DeviceSettings::library_of(&path);
            let is_in_a_table = unclear.starts_with('[');
            match found {
                Ok(None) => assert!(is_in_a_table),
                Err(
                    SettingsError::Malformed { line, .. } | SettingsError::NotAbsolute { line, .. },
                ) => assert_eq!(line, Some(1)),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_library_below_a_table_is_found_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        let found = |text: &str| {
            fs::write(&path, text).unwrap();
            DeviceSettings::misplaced_library(&path).unwrap()
        };
        let mine = "theme = \"dark\"\nlibrary = \"/mine\"\n";
        let misplaced = found(&format!("# mine\n[appearance]\n{mine}")).unwrap();
        assert_eq!((&*misplaced.table, misplaced.line), ("appearance", 4));
        let inline = found("import = { library = \"/mine\" }\n").unwrap();
        assert_eq!((&*inline.table, inline.line), ("import", 1));
        assert_eq!(found("library = \"/mine\"\n[appearance]\n"), None);
        assert_eq!(found("[keyboard]\nkeys.library = [\"x\"]\n"), None);
        assert_eq!(found(""), None);
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
            let before = DeviceSettings::default();
            let mut after = before.clone();
            after.appearance.theme = Theme::Dark;
            let refused = DeviceSettings::change(&path, &before, &after);
            assert!(matches!(refused, Err(SettingsError::Malformed { .. })));
            assert_eq!(fs::read_to_string(&path).unwrap(), broken);
        }
    }

    #[test]
    fn a_mistake_in_the_file_leads_to_no_other_library() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        let mine = Some(folder.path().join("mine"));
        let said = format!("library = '{}'\n", mine.as_ref().unwrap().display());
        let broken = "[appearance\n";
        for understood in [
            format!("{said}{broken}"),
            format!("\u{feff}{said}{broken}"),
            format!("\"library\"{}{broken}", said.trim_start_matches("library")),
            format!("library-colour = 3\n{said}{broken}"),
            format!("{said}{said}"),
        ] {
            fs::write(&path, &understood).unwrap();
            let found = DeviceSettings::library_of(&path).unwrap();
            assert_eq!(found, mine, "{understood}");
        }
        let other = said.replace("mine", "other");
        for unclear in [format!("{said}{other}"), format!("library = '/mi\n{said}")] {
            fs::write(&path, &unclear).unwrap();
            let refused = DeviceSettings::library_of(&path);
            assert!(
                matches!(refused, Err(SettingsError::Malformed { .. })),
                "{unclear}"
            );
        }
    }

    #[test]
    fn a_file_that_was_mended_after_the_start_keeps_all_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs::write(&path, "[appearance\ntheme = \"dark\"\n").unwrap();
        let before = DeviceSettings::read(&path).unwrap_or_default();
        let mut after = before.clone();
        after.appearance.text_size = 130.into();
        assert!(DeviceSettings::change(&path, &before, &after).is_err());

        fs::write(
            &path,
            "[appearance]\ntheme = \"dark\"\n\n[keyboard]\nkeys.drop = [\"9\"]\n",
        )
        .unwrap();
        DeviceSettings::change(&path, &before, &after).unwrap();
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "[appearance]\ntheme = \"dark\"\ntext-size = 130\n\n[keyboard]\nkeys.drop = [\"9\"]\n"
        );
    }
}
