//! What watched folders brought while the window was not in front, told by the system where the person wants it.
//!
//! The words are the interface's: this gathers a burst, looks whether it is to be told, and shows what the interface
//! makes of it.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use offprint_commands::failure::Failure;
use offprint_commands::library::import::{Import, SourceOrigin};
use offprint_commands::watch::WatchEvent;
use offprint_commands::wire::convert::import_numbers;
use offprint_commands::wire::settings::{News, NewsImport};
use offprint_platform::device_settings::DeviceSettings;
use offprint_platform::places;
use tauri::{AppHandle, Emitter, Manager};

use crate::WINDOW;

/// A burst is over when nothing has come for so long: files that arrive together settle within it.
const QUIET: Duration = Duration::from_secs(3);

/// What came of one file.
enum Arrived {
    Import(NewsImport),
    Failed(Failure),
}

/// Where watching puts what came of each file. Once it is dropped, what was gathered is told.
pub(crate) struct Gathering {
    app: AppHandle,
    arrived: Sender<Arrived>,
}

impl Gathering {
    /// Begins to gather, and to tell of each burst.
    pub fn start(app: &AppHandle) -> Self {
        let (sender, arrived) = mpsc::channel();
        let gathering = Self {
            app: app.clone(),
            arrived: sender,
        };
        let app = app.clone();
        thread::spawn(move || {
            while let Some(news) = burst(&arrived, QUIET) {
                // Who has come back meanwhile sees it.
                if !is_in_front(&app) {
                    let _ = app.emit("watched-news", news);
                }
            }
        });
        gathering
    }

    /// Takes what concerns a file, where it is to be told; what the watching says of itself is no news.
    pub fn hear(&self, event: &WatchEvent) {
        let arrived: Vec<Arrived> = match event {
            WatchEvent::Taken(outcome) => outcome
                .sources
                .iter()
                .map(|source| Arrived::Import(news_of(&source.import)))
                .collect(),
            WatchEvent::Failed(failure) => vec![Arrived::Failed(failure.clone())],
            WatchEvent::Started
            | WatchEvent::AnotherWatches
            | WatchEvent::Missing(_)
            | WatchEvent::Back(_)
            | WatchEvent::Stalled(_) => Vec::new(),
        };
        if arrived.is_empty() || is_in_front(&self.app) || !is_wanted() {
            return;
        }
        for arrived in arrived {
            let _ = self.arrived.send(arrived);
        }
    }
}

fn news_of(import: &Import) -> NewsImport {
    let numbers = import_numbers(import);
    let folder = match &import.source.origin {
        SourceOrigin::File(path) => Path::new(path).parent(),
        SourceOrigin::Pasted | SourceOrigin::StandardInput | SourceOrigin::Sample => None,
    };
    NewsImport {
        import: numbers.id,
        source: numbers.source,
        format: numbers.format,
        folder: folder.map_or_else(String::new, |folder| folder.display().to_string()),
        n_added: numbers.added,
    }
}

/// Waits for a burst and returns it when it is over; none when nobody gathers any more. What brought no paper and
/// did not fail is no news.
fn burst(arrived: &Receiver<Arrived>, quiet: Duration) -> Option<News> {
    loop {
        let mut news = News::default();
        let mut next = arrived.recv().ok()?;
        loop {
            match next {
                Arrived::Import(import) if import.n_added > 0 => news.imports.push(import),
                Arrived::Import(_) => {}
                Arrived::Failed(failure) => news.failures.push(failure),
            }
            next = match arrived.recv_timeout(quiet) {
                Ok(next) => next,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            };
        }
        if !(news.imports.is_empty() && news.failures.is_empty()) {
            return Some(news);
        }
    }
}

/// Whether the person wants to be told. What they wrote into the settings meanwhile holds.
fn is_wanted() -> bool {
    let settings = places::settings_file().and_then(|file| DeviceSettings::read(&file).ok());
    settings.is_some_and(|settings| settings.notifications.watched_folders)
}

fn is_in_front(app: &AppHandle) -> bool {
    // A window that cannot be asked is closing, and tells nothing.
    app.get_webview_window(WINDOW)
        .is_none_or(|window| window.is_focused().unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use offprint_commands::failure::FailureCode;

    use super::*;

    /// Nothing comes from another thread here: what is there is the burst.
    const AT_ONCE: Duration = Duration::ZERO;

    fn import(source: &str, n_added: u32) -> Arrived {
        Arrived::Import(NewsImport {
            import: String::new(),
            source: source.to_owned(),
            format: "bibtex".to_owned(),
            folder: String::new(),
            n_added,
        })
    }

    #[test]
    fn what_comes_together_is_told_together() {
        let (sender, arrived) = mpsc::channel();
        sender.send(import("a.bib", 3)).unwrap();
        sender.send(import("known.bib", 0)).unwrap();
        let failure = Failure::of(FailureCode::NotText);
        sender.send(Arrived::Failed(failure.clone())).unwrap();
        sender.send(import("b.bib", 1)).unwrap();
        let news = burst(&arrived, AT_ONCE).expect("there is news");
        let sources: Vec<&str> = news.imports.iter().map(|i| i.source.as_str()).collect();
        assert_eq!(sources, ["a.bib", "b.bib"]);
        assert_eq!(news.failures, [failure]);
    }

    #[test]
    fn what_brought_no_paper_is_no_news_and_the_end_is_the_end() {
        let (sender, arrived) = mpsc::channel();
        sender.send(import("known.bib", 0)).unwrap();
        drop(sender);
        assert_eq!(burst(&arrived, AT_ONCE), None);
    }
}
