//! What may be typed behind `offprint-desktop`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

const USAGE: &str = "Usage: offprint-desktop [--library DIR] [PATH…]

Opens the window; the paths (files or folders) are imported.

  --library DIR   the library's folder; else OFFPRINT_LIBRARY, else as settings.toml
                  says, else the system's place
  --version       print the version
  --help          print this";

/// The arguments, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub library: Option<PathBuf>,
    /// Absolute paths.
    pub sources: Vec<PathBuf>,
}

/// An answer in place of a window.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    text: String,
    exit_code: i32,
}

impl Answer {
    pub fn give_and_exit(&self) -> ! {
        if self.exit_code == 0 {
            println!("{}", self.text);
        } else {
            eprintln!("{}", self.text);
        }
        std::process::exit(self.exit_code);
    }
}

impl Arguments {
    /// Reads what was typed. Paths are relative to `folder`; an empty one is where this process is.
    pub fn parse(given: impl IntoIterator<Item = OsString>, folder: &Path) -> Result<Self, Answer> {
        let wrong = |text: String| Answer {
            text: format!("offprint-desktop: {text}\n\n{USAGE}"),
            exit_code: 2,
        };
        let mut arguments = Self::default();
        let mut given = given.into_iter();
        let mut only_paths = false;
        while let Some(argument) = given.next() {
            match argument.to_str() {
                Some("--") if !only_paths => only_paths = true,
                Some("--help" | "-h") if !only_paths => {
                    return Err(Answer {
                        text: USAGE.to_owned(),
                        exit_code: 0,
                    });
                }
                Some("--version" | "-V") if !only_paths => {
                    let text = format!("offprint-desktop {}", env!("CARGO_PKG_VERSION"));
                    return Err(Answer { text, exit_code: 0 });
                }
                Some("--library") if !only_paths => {
                    let folder = given
                        .next()
                        .ok_or_else(|| wrong("--library needs a folder".to_owned()))?;
                    arguments.library = Some(folder.into());
                }
                Some(option) if !only_paths && option.starts_with("--library=") => {
                    arguments.library = Some(PathBuf::from(&option["--library=".len()..]));
                }
                Some(option) if !only_paths && option.starts_with('-') && option.len() > 1 => {
                    return Err(wrong(format!("there is no option {option}")));
                }
                _ => arguments.sources.push(absolute(folder.join(argument))),
            }
        }
        Ok(arguments)
    }
}

fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(given: &[&str]) -> Result<Arguments, Answer> {
        Arguments::parse(given.iter().map(OsString::from), Path::new(""))
    }

    #[test]
    fn a_library_and_paths_are_told_apart() {
        let arguments = parse(&["--library", "/l", "/a.txt", "--", "--odd"]).unwrap();
        assert_eq!(arguments.library.as_deref(), Some(Path::new("/l")));
        assert_eq!(arguments.sources[0], Path::new("/a.txt"));
        assert!(arguments.sources[1].ends_with("--odd"));
        assert_eq!(
            parse(&["--library=/l"]).unwrap().library.as_deref(),
            Some(Path::new("/l"))
        );
    }

    #[test]
    fn what_was_typed_elsewhere_is_meant_from_there() {
        let given = ["a.txt", "--", "--odd"].map(OsString::from);
        let arguments = Arguments::parse(given, Path::new("/there")).unwrap();
        assert!(arguments.sources[0].ends_with("there/a.txt"));
        assert!(arguments.sources[1].ends_with("there/--odd"));
    }

    #[test]
    fn an_unknown_option_is_wrong_usage() {
        assert_eq!(parse(&["--nonsense"]).unwrap_err().exit_code, 2);
        assert_eq!(parse(&["--library"]).unwrap_err().exit_code, 2);
        assert_eq!(parse(&["--version"]).unwrap_err().exit_code, 0);
    }
}
