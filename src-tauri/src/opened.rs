//! What the system asks a running window to open: files dropped on its icon, or opened with Offprint.
//!
//! macOS tells it as addresses. On the other systems it is a second start, whose arguments are paths.

use std::path::PathBuf;

use tauri::Url;

/// Returns the files and folders among what is to be opened; other addresses are no sources.
pub(crate) fn sources(urls: &[Url]) -> Vec<PathBuf> {
    let files = urls.iter().filter(|url| url.scheme() == "file");
    // Without a path is what names another computer.
    files.filter_map(|url| url.to_file_path().ok()).collect()
}

#[cfg(test)]
mod declared;

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::path::Path;

    #[track_caller]
    fn check(given: &[&str], expected: &[&str]) {
        let urls: Vec<Url> = given.iter().map(|url| url.parse().unwrap()).collect();
        let expected: Vec<&Path> = expected.iter().map(Path::new).collect();
        assert_eq!(sources(&urls), expected);
    }

    #[test]
    fn a_file_is_known_by_its_path_with_every_sign_of_its_name() {
        check(
            &[
                "file:///Users/ada/My%20papers/100%25%20%C3%BCber%20%23.bib",
                "file://localhost/tmp/a.ris",
                "file:///tmp/folder/",
            ],
            &[
                "/Users/ada/My papers/100% über #.bib",
                "/tmp/a.ris",
                "/tmp/folder",
            ],
        );
    }

    #[test]
    fn what_is_no_file_of_this_computer_is_left_out() {
        check(
            &[
                "https://arxiv.org/abs/1706.03762",
                "offprint:0f8fad5b-d9cb-469f-a165-70867728950e",
                "file://elsewhere/share/a.bib",
                "mailto:ada@example.org",
                "file:///tmp/b.bib",
            ],
            &["/tmp/b.bib"],
        );
    }
}
