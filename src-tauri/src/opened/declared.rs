//! What each system is told that Offprint opens: offered, and never in place of what the person has.

use std::path::Path;

use tauri::utils::config::{BundleConfig, BundleTypeRole, Config, HandlerRank, parse};
use tauri::utils::platform::Target;

/// What every system offers Offprint for.
const BIBLIOGRAPHIES: [&str; 5] = ["bib", "ris", "nbib", "enw", "ciw"];

const DESKTOP_ENTRY: &str = include_str!("../../bundle/offprint.desktop");
const MIME_TYPES: &str = include_str!("../../bundle/mime.xml");
const INSTALLER: &str = include_str!("../../bundle/installer.nsh");

/// Returns the bundle of a system as Tauri reads it; every file that it names must be there.
#[track_caller]
fn bundle(target: Target) -> BundleConfig {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (config, read) = parse::read_from(target, project).unwrap();
    assert_eq!(read.len(), 2, "its own file is merged");
    let bundle = serde_json::from_value::<Config>(config).unwrap().bundle;
    let deb = &bundle.linux.deb;
    let named = deb.files.values().chain(&deb.desktop_template);
    let nsis = bundle.windows.nsis.as_ref();
    for file in named.chain(nsis.and_then(|nsis| nsis.installer_hooks.as_ref())) {
        assert!(
            project.join(file).is_file(),
            "{} is missing",
            file.display()
        );
    }
    bundle
}

#[test]
fn macos_lets_drop_what_can_be_read_and_keeps_the_programs_that_open_it() {
    let declared = bundle(Target::MacOS).file_associations.unwrap();
    for one in &declared {
        assert_eq!(one.role, BundleTypeRole::Viewer);
        let is_modest = matches!(one.rank, HandlerRank::Alternate | HandlerRank::None);
        assert!(is_modest, "{:?} would be taken over", one.name);
    }
    let of = |ext: &str| {
        let mut all = declared.iter();
        all.find(|one| one.ext.iter().any(|other| other.0 == ext))
    };
    for ext in BIBLIOGRAPHIES.iter().chain(&["eml", "mbox"]) {
        assert_eq!(of(ext).unwrap().rank, HandlerRank::Alternate, ".{ext}");
    }
    for ext in ["txt", "md", "html", "csv", "json", "xml", "opml", "rss"] {
        assert_eq!(of(ext).unwrap().rank, HandlerRank::None, ".{ext}");
    }
    let is_folder = |name: &String| name == "public.folder";
    let types = declared.iter().filter_map(|one| one.content_types.as_ref());
    assert!(types.flatten().any(is_folder));
}

#[test]
fn linux_offers_it_for_bibliographies_and_hands_over_their_paths() {
    assert!(bundle(Target::Linux).file_associations.is_none());
    assert!(DESKTOP_ENTRY.contains("\nExec={{exec}} %F\n"));
    let types = DESKTOP_ENTRY
        .lines()
        .find_map(|line| line.strip_prefix("MimeType="));
    let types: Vec<&str> = types.unwrap().trim_end_matches(';').split(';').collect();
    assert_eq!(types.len(), BIBLIOGRAPHIES.len());
    for (of, ext) in types.iter().zip(BIBLIOGRAPHIES) {
        let is_defined = MIME_TYPES.contains(&format!("type=\"{of}\""))
            && MIME_TYPES.contains(&format!("pattern=\"*.{ext}\""));
        // Every system knows BibTeX.
        assert!(is_defined || *of == "text/x-bibtex", "{of}");
    }
}

#[test]
fn windows_offers_it_for_bibliographies_beside_other_programs() {
    // What is declared to Tauri's installer is taken over from other programs.
    assert!(bundle(Target::Windows).file_associations.is_none());
    for ext in BIBLIOGRAPHIES {
        for does in ["OFFER", "WITHDRAW"] {
            let line = format!("!insertmacro OFFPRINT_{does} \"{ext}\"");
            assert!(INSTALLER.contains(&line), "{line}");
        }
    }
    assert!(!INSTALLER.contains("APP_ASSOCIATE"));
}
