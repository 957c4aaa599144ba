//! The files of `tests/samples/`.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the path of a sample, such as `digests/plain.txt`.
pub fn sample_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/samples")
        .join(name)
}

/// Returns the bytes of a sample.
///
/// # Panics
///
/// Where there is no such sample.
pub fn sample(name: &str) -> Vec<u8> {
    let path = sample_path(name);
    fs::read(&path).unwrap_or_else(|error| panic!("no sample {}: {error}", path.display()))
}

/// Returns the names of the samples in a folder, such as `digests`, sorted.
///
/// # Panics
///
/// Where there is no such folder.
pub fn sample_names(folder: &str) -> Vec<String> {
    let path = sample_path(folder);
    let mut names: Vec<String> = fs::read_dir(&path)
        .unwrap_or_else(|error| panic!("no samples {}: {error}", path.display()))
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name != "README.md")
        .map(|name| format!("{folder}/{name}"))
        .collect();
    names.sort();
    names
}
