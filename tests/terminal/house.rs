//! The house is as its map says: the paths that ARCHITECTURE.md names exist, and crates depend as it draws.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// Reads the tree of ARCHITECTURE.md: each line names one or more paths, indented by their folder.
fn paths_of_the_tree(map: &str) -> Vec<String> {
    let tree = map
        .split("```")
        .nth(3)
        .expect("the tree is the second drawing");
    let mut folders: Vec<(usize, String)> = Vec::new();
    let mut paths = Vec::new();
    for line in tree.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        let names = line.trim().split("  ").next().unwrap_or_default();
        folders.retain(|(of, _)| *of < indent);
        let folder = folders
            .last()
            .map(|(_, path)| path.clone())
            .unwrap_or_default();
        for name in names.split(", ") {
            paths.push(format!("{folder}{name}"));
        }
        if names.ends_with('/') {
            folders.push((indent, format!("{folder}{names}")));
        }
    }
    paths
}

#[test]
fn every_path_that_the_map_names_exists() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let paths = paths_of_the_tree(&map);
    assert!(paths.len() > 60, "the tree was read: {paths:?}");
    let missing: Vec<&String> = paths
        .iter()
        .filter(|path| !root().join(path).exists())
        .collect();
    assert!(
        missing.is_empty(),
        "ARCHITECTURE.md names what is not there: {missing:#?}"
    );
}

#[test]
fn every_command_is_in_the_contract() {
    let contract = fs::read_to_string(root().join("docs/COMMANDS.md")).unwrap();
    let help = crate::offprint::Offprint::new().run(&["--help"]).out;
    let commands = help.split("Commands:").nth(1).expect("a list of commands");
    let commands = commands
        .lines()
        .skip(1)
        .take_while(|line| !line.trim().is_empty());
    let names: Vec<&str> = commands
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let is_told =
            contract.contains(&format!("`{name}`")) || contract.contains(&format!("`{name} "));
        assert!(is_told, "docs/COMMANDS.md does not tell of {name}");
    }
}

#[test]
fn crates_depend_only_on_crates_to_their_left() {
    // As ARCHITECTURE.md draws it.
    let order = [
        "platform", "source", "formats", "library", "search", "commands", "cli",
    ];
    let place: BTreeMap<&str, usize> = order
        .iter()
        .enumerate()
        .map(|(place, name)| (*name, place))
        .collect();
    for (name, own) in &place {
        let manifest = root().join(format!("src-tauri/crates/offprint-{name}/Cargo.toml"));
        let manifest = fs::read_to_string(manifest).unwrap();
        let dependencies = manifest
            .split("[dependencies]")
            .nth(1)
            .unwrap()
            .split("\n[")
            .next()
            .unwrap();
        for line in dependencies.lines() {
            let Some(other) = line.strip_prefix("offprint-") else {
                continue;
            };
            let other = other.split(['.', ' ']).next().unwrap();
            assert!(
                place[other] < *own,
                "offprint-{name} depends on offprint-{other}, which is not to its left"
            );
        }
        assert!(
            !dependencies.contains("tauri"),
            "the core has no Tauri in it: offprint-{name}"
        );
    }
}

#[test]
fn the_core_reaches_for_no_network() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let packages: BTreeMap<&str, Vec<&str>> = lock
        .split("[[package]]")
        .skip(1)
        .map(|package| {
            let name = package
                .lines()
                .find_map(|line| line.strip_prefix("name = "))
                .unwrap()
                .trim_matches('"');
            let dependencies = package.split("dependencies = [").nth(1).unwrap_or_default();
            let dependencies = dependencies.split(']').next().unwrap_or_default().lines();
            let names = dependencies
                .filter_map(|line| line.trim().trim_matches([',', '"']).split(' ').next());
            (name, names.filter(|name| !name.is_empty()).collect())
        })
        .collect();
    let mut met: Vec<&str> = vec!["offprint-cli"];
    let mut at = 0;
    while let Some(name) = met.get(at) {
        let new: Vec<&str> = packages[name]
            .iter()
            .copied()
            .filter(|other| !met.contains(other))
            .collect();
        met.extend(new);
        at += 1;
    }
    assert!(
        met.contains(&"libsqlite3-sys"),
        "the dependencies were read: {met:?}"
    );
    for name in [
        "reqwest",
        "ureq",
        "hyper",
        "curl",
        "rustls",
        "native-tls",
        "tauri",
    ] {
        assert!(!met.contains(&name), "the core reaches {name}");
    }
}
