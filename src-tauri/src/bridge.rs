//! The commands that the interface calls: each hands its words to the core, off the main thread.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use offprint_commands::change::what_to_undo;
use offprint_commands::failure::{Cause, Failure, FailureCode};
use offprint_commands::import::{
    self, ImportOptions, ImportOutcome, ImportOversight, Input, SAMPLE,
};
use offprint_commands::library::import::SourceOrigin;
use offprint_commands::library::{Actor, Oversight};
use offprint_commands::place::{Device, WhereEmpty, misplaced};
use offprint_commands::wire::change::{Applied, ChangeProgress, ChangeWork, ToUndo, Undone};
use offprint_commands::wire::convert::import_numbers;
use offprint_commands::wire::export::{
    CopyAs, ExportProgress, Exported, ReadingListWords, ToWrite, WriteFormat,
};
use offprint_commands::wire::import::{ImportPhase, ImportProgress, ImportReport, ImportRequest};
use offprint_commands::wire::preview::{PreviewAnswer, PreviewEdit, PreviewQuestion};
use offprint_commands::wire::settings::{
    DeviceSettings as WireSettings, LibraryPlace, MoveProgress,
};
use offprint_commands::wire::{self, Answer, Change, Question};
use offprint_commands::{OpenLibrary, Origin, watch};
use offprint_platform::device_settings::DeviceSettings;
use offprint_platform::places;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, State};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;
use tokio::sync::oneshot;

use crate::menu_bar::BarMenu;
use crate::notification::{self, Notification};
use crate::running::{Arrival, Running};
use crate::{WINDOW, bring_forward, clipboard, memory, menu_bar};

type Answered<T> = Result<T, Failure>;

/// What the interface is told when it starts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Startup {
    failure: Option<Failure>,
    /// Why the settings of this device do not hold.
    settings_failure: Option<Failure>,
    /// What the person set; as by default where it cannot be read.
    settings: WireSettings,
    library: LibraryPlace,
    /// What the person did to have the library there; told once.
    arrival: Option<Arrival>,
    /// Whether the page before this one ended by itself; told once.
    has_page_ended: bool,
    platform: &'static str,
    version: &'static str,
}

/// Runs work of the core on a thread that may wait.
async fn off_the_main_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Answered<T> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    memory::give_back_when_quiet();
    done.map_err(system_refused)
}

#[tauri::command]
pub(crate) async fn startup(app: AppHandle) -> Answered<Startup> {
    off_the_main_thread(move || {
        let running = app.state::<Running>();
        let failure = running.start(&app).err();
        let settings = device_settings();
        Startup {
            failure,
            settings_failure: settings
                .as_ref()
                .err()
                .cloned()
                .or_else(|| misplaced(running.place().as_ref())),
            settings: settings.unwrap_or_default().into(),
            library: Device::this().wire_place(running.place().as_ref()),
            arrival: running
                .arrival
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
            has_page_ended: running.has_page_ended.swap(false, Ordering::Relaxed),
            platform: match std::env::consts::OS {
                "macos" => "macos",
                "windows" => "windows",
                _ => "linux",
            },
            version: env!("CARGO_PKG_VERSION"),
        }
    })
    .await
}

/// What the person set on this device, as it is now.
fn device_settings() -> Answered<DeviceSettings> {
    match places::settings_file() {
        Some(file) => Ok(DeviceSettings::read(&file)?),
        None => Ok(DeviceSettings::default()),
    }
}

/// Keeps what the person changed of the settings of this device, and says how they are now.
#[tauri::command]
pub(crate) async fn change_device_settings(
    before: WireSettings,
    after: WireSettings,
) -> Answered<WireSettings> {
    off_the_main_thread(move || {
        let file = places::settings_file()
            .ok_or_else(|| Failure::of(FailureCode::NotFound).because(Cause::NoSettingsFolder))?;
        Ok(DeviceSettings::change(&file, &before.into(), &after.into())?.into())
    })
    .await?
}

/// Hands over the files that this start or a second one was asked to import, each once.
#[tauri::command]
pub(crate) fn take_sources(running: State<'_, Running>) -> Vec<String> {
    let mut sources = running
        .sources
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut *sources)
        .iter()
        .map(|path| path.display().to_string())
        .collect()
}

#[tauri::command]
pub(crate) async fn ask(
    app: AppHandle,
    running: State<'_, Running>,
    question: Question,
) -> Answered<Answer> {
    if let Question::WouldUndo { what } = question {
        // It does what it asks about, and so takes its turn.
        let _in_order = running.in_order.lock().await;
        let open = running.open();
        let watch = LongWork::begin(app, &running, Work::Change(ChangeWork::WouldUndo));
        return off_the_main_thread(move || open.ask_would_undo(&what, &watch)).await?;
    }
    let open = running.open();
    off_the_main_thread(move || open.ask(&question)).await?
}

/// Says that the interface waits for what a query finds no longer.
#[tauri::command]
pub(crate) fn leave_search(running: State<'_, Running>, query: String) {
    running.open().leave_search(&query);
}

#[tauri::command]
pub(crate) async fn change(
    app: AppHandle,
    running: State<'_, Running>,
    change: Change,
) -> Answered<Applied> {
    let _in_order = running.in_order.lock().await;
    let open = running.open();
    let watch = LongWork::begin(app, &running, Work::Change(ChangeWork::Change));
    off_the_main_thread(move || open.change(&change, Actor::Window, &watch)).await?
}

#[tauri::command]
pub(crate) async fn undo(
    app: AppHandle,
    running: State<'_, Running>,
    what: ToUndo,
) -> Answered<Undone> {
    let _in_order = running.in_order.lock().await;
    let open = running.open();
    let watch = LongWork::begin(app, &running, Work::Change(ChangeWork::Undo));
    off_the_main_thread(move || {
        let takes_marked = what.include_marked;
        let what = what_to_undo(&what);
        let undone = open.undo(&what, takes_marked, Actor::Window, &watch)?;
        open.wire_undone(&undone)
    })
    .await?
}

/// Stops a change, or the taking back of one or several: nothing of it is kept.
#[tauri::command]
pub(crate) fn cancel_change(running: State<'_, Running>) {
    running.is_change_cancelled.store(true, Ordering::Relaxed);
}

#[tauri::command]
pub(crate) async fn redo(app: AppHandle, running: State<'_, Running>) -> Answered<Undone> {
    let _in_order = running.in_order.lock().await;
    let open = running.open();
    let watch = LongWork::begin(app, &running, Work::Change(ChangeWork::Undo));
    off_the_main_thread(move || {
        let redone = open.redo(Actor::Window, &watch)?;
        open.wire_undone(&redone)
    })
    .await?
}

#[tauri::command]
pub(crate) async fn import_sources(
    app: AppHandle,
    running: State<'_, Running>,
    request: ImportRequest,
) -> Answered<ImportReport> {
    let open = running.open();
    let progress = Progress::begin(app, &running);
    off_the_main_thread(move || match request {
        ImportRequest::Watched { path } => report(watch::retry(
            &open,
            Path::new(&path),
            Actor::Window,
            &progress,
        )),
        request => take_in(&open, inputs_of(&progress.app, request)?, &progress),
    })
    .await?
}

fn inputs_of(app: &AppHandle, request: ImportRequest) -> Answered<Vec<Input>> {
    Ok(match request {
        ImportRequest::Paths { paths } => paths
            .into_iter()
            .map(|path| Input::Path(PathBuf::from(path)))
            .collect(),
        ImportRequest::Watched { path } => vec![Input::Path(PathBuf::from(path))],
        ImportRequest::Clipboard => vec![clipboard::read(app)?],
        ImportRequest::Sample => vec![Input::Bytes(SAMPLE.as_bytes().to_vec(), Origin::Sample)],
    })
}

fn take_in(open: &OpenLibrary, inputs: Vec<Input>, progress: &Progress) -> Answered<ImportReport> {
    let options = ImportOptions::default();
    report(import::import(
        open,
        inputs,
        &options,
        Actor::Window,
        progress,
    ))
}

fn report(outcome: Result<ImportOutcome, Failure>) -> Answered<ImportReport> {
    match outcome {
        Ok(outcome) => Ok(ImportReport {
            seq: outcome.seq.map(|seq| seq as u64),
            imports: outcome
                .sources
                .iter()
                .map(|source| import_numbers(&source.import))
                .collect(),
            failures: outcome.failures,
            is_cancelled: false,
        }),
        Err(failure) if failure.code == FailureCode::Cancelled => Ok(ImportReport {
            is_cancelled: true,
            ..ImportReport::default()
        }),
        Err(failure) => Err(failure),
    }
}

/// Reads sources and judges what they hold; nothing comes in. Answers as soon as there is something to show,
/// and reads on. The preview before it, if one is open, is closed.
#[tauri::command]
pub(crate) async fn preview_sources(
    app: AppHandle,
    running: State<'_, Running>,
    request: ImportRequest,
) -> Answered<wire::preview::ImportPreview> {
    let open = running.open();
    let previews = running.previews.clone();
    let progress = Progress::begin(app, &running);
    let (shown, first) = oneshot::channel();
    let reading = off_the_main_thread(move || {
        // Broken settings were told at the start; all is shown then.
        let shown_from = device_settings().unwrap_or_default().import.preview_from;
        let show = |mut head: wire::preview::ImportPreview| {
            head.is_small = head.numbers.found < shown_from;
            // Where nobody waits any more, the window is gone.
            let _ = shown.send(head);
        };
        let least_rows = shown_from as usize;
        let inputs = inputs_of(&progress.app, request)?;
        previews.read(&open, inputs, least_rows, &progress, show)
    });
    let reading = tauri::async_runtime::spawn(reading);
    match first.await {
        Ok(head) => Ok(head),
        // It ended without having anything to show: it says why.
        Err(_) => Err(reading
            .await
            .map_err(system_refused)??
            .err()
            .unwrap_or_else(|| Failure::of(FailureCode::Cancelled))),
    }
}

/// Waits until the preview has grown or is read to its end.
#[tauri::command]
pub(crate) async fn preview_grown(
    running: State<'_, Running>,
    preview: u32,
    known_revision: u32,
) -> Answered<wire::preview::ImportPreview> {
    let previews = running.previews.clone();
    off_the_main_thread(move || previews.grown(preview, known_revision)).await?
}

#[tauri::command]
pub(crate) async fn ask_preview(
    running: State<'_, Running>,
    preview: u32,
    question: PreviewQuestion,
) -> Answered<PreviewAnswer> {
    let open = running.open();
    let previews = running.previews.clone();
    off_the_main_thread(move || previews.ask(&open, preview, &question)).await?
}

#[tauri::command]
pub(crate) async fn edit_preview(
    app: AppHandle,
    running: State<'_, Running>,
    preview: u32,
    edit: PreviewEdit,
) -> Answered<wire::preview::ImportPreview> {
    let open = running.open();
    let previews = running.previews.clone();
    let progress = Progress::begin(app, &running);
    off_the_main_thread(move || previews.edit(&open, preview, &edit, &progress)).await?
}

/// Takes in what is ticked. Done or cancelled, the preview is closed; refused, it stays.
#[tauri::command]
pub(crate) async fn accept_preview(
    app: AppHandle,
    running: State<'_, Running>,
    preview: u32,
    given: wire::preview::Given,
) -> Answered<ImportReport> {
    let open = running.open();
    let previews = running.previews.clone();
    let progress = Progress::begin(app, &running);
    off_the_main_thread(move || {
        let given = import::given_of(given);
        report(previews.accept(&open, preview, &given, Actor::Window, &progress))
    })
    .await?
}

/// Off the main thread, since the preview may be at work, and frees all that it holds.
#[tauri::command]
pub(crate) async fn close_preview(running: State<'_, Running>, preview: u32) -> Answered<()> {
    let open = running.open();
    let previews = running.previews.clone();
    off_the_main_thread(move || previews.close(&open, preview)).await
}

/// Stops what goes on in one piece: an import, or the move of the library.
#[tauri::command]
pub(crate) fn cancel_import_or_move(running: State<'_, Running>) {
    running
        .is_import_or_move_cancelled
        .store(true, Ordering::Relaxed);
}

#[tauri::command]
pub(crate) async fn choose_files(app: AppHandle) -> Answered<Vec<String>> {
    off_the_main_thread(move || {
        let chosen = app
            .dialog()
            .file()
            .blocking_pick_files()
            .unwrap_or_default();
        chosen.into_iter().filter_map(path_of).collect()
    })
    .await
}

#[tauri::command]
pub(crate) async fn choose_folder(app: AppHandle) -> Answered<Option<String>> {
    off_the_main_thread(move || app.dialog().file().blocking_pick_folder().and_then(path_of)).await
}

/// Shows the library's folder in the system's file manager.
#[tauri::command]
pub(crate) async fn show_library(app: AppHandle, running: State<'_, Running>) -> Answered<()> {
    let folder = running.open().folder().display().to_string();
    fs::metadata(&folder).map_err(|error| not_opened(&folder, error))?;
    app.opener()
        .open_path(&folder, None::<&str>)
        .map_err(|_| no_program(&folder))
}

/// Shows the file of an import in the system's file manager.
#[tauri::command]
pub(crate) async fn show_source(
    app: AppHandle,
    running: State<'_, Running>,
    import: String,
) -> Answered<()> {
    let open = running.open();
    let of = off_the_main_thread(move || open.read(|snapshot| snapshot.import(&import))).await??;
    let Some(SourceOrigin::File(path)) = of.map(|import| import.source.origin) else {
        return Err(Failure::of(FailureCode::NotFound));
    };
    fs::metadata(&path).map_err(|error| {
        Failure::of(FailureCode::NotFound)
            .about(&*path)
            .saying(error)
    })?;
    app.opener()
        .reveal_item_in_dir(&path)
        .map_err(|_| no_program(&path))
}

/// Puts the menu bar up that the interface made of its actions, where the system has one.
#[tauri::command]
pub(crate) fn set_menu_bar(app: AppHandle, menus: Vec<BarMenu>) -> Answered<()> {
    menu_bar::put_up(&app, &menus).map_err(system_refused)
}

/// Moves the library to a folder; the interface then starts anew.
#[tauri::command]
pub(crate) async fn move_library(
    app: AppHandle,
    running: State<'_, Running>,
    folder: String,
) -> Answered<()> {
    let _in_order = running.in_order.lock().await;
    let moving = Moving {
        app: app.clone(),
        progress: Progress::begin(app.clone(), &running),
    };
    off_the_main_thread(move || {
        app.state::<Running>()
            .move_library(&app, Path::new(&folder), &moving)
    })
    .await?
}

/// Has another library in place of the present one; the interface then starts anew. False where the folder is empty
/// and a new library is to be made only when the person says so.
#[tauri::command]
pub(crate) async fn use_library(
    app: AppHandle,
    running: State<'_, Running>,
    folder: String,
    makes_new: bool,
) -> Answered<bool> {
    let _in_order = running.in_order.lock().await;
    let where_empty = match makes_new {
        true => WhereEmpty::Make,
        false => WhereEmpty::Ask,
    };
    off_the_main_thread(move || {
        app.state::<Running>()
            .use_library(&app, Path::new(&folder), where_empty)
    })
    .await?
}

fn path_of(chosen: tauri_plugin_dialog::FilePath) -> Option<String> {
    chosen
        .into_path()
        .ok()
        .map(|path| path.display().to_string())
}

/// Opens a link of a paper or of its note in the browser, an address in the mail program; a queued
/// paper's own link begins it.
#[tauri::command]
pub(crate) async fn open_link(
    app: AppHandle,
    running: State<'_, Running>,
    paper: String,
    url: String,
) -> Answered<Applied> {
    let may_open = ["https://", "http://", "mailto:"];
    let begins_so = |scheme: &&str| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if !may_open.iter().any(begins_so) {
        return Err(Failure::of(FailureCode::Unsupported)
            .about(url)
            .because(Cause::NotOpened));
    }
    app.opener()
        .open_url(&url, None::<&str>)
        .map_err(|_| no_program(&url))?;
    let _in_order = running.in_order.lock().await;
    let open = running.open();
    off_the_main_thread(move || open.link_opened(&paper, &url, Actor::Window, &Waits(app))).await?
}

/// Copies papers as text; says whether there was any.
#[tauri::command]
pub(crate) async fn copy_papers(
    app: AppHandle,
    running: State<'_, Running>,
    papers: Vec<String>,
    how: CopyAs,
) -> Answered<bool> {
    let open = running.open();
    off_the_main_thread(move || {
        let text = open.copied(&papers, how)?;
        let is_text = !text.is_empty();
        if is_text {
            clipboard::write_text(&app, text)?;
        }
        Ok(is_text)
    })
    .await?
}

/// Asks where to, and writes papers to that file; none where the person closed the dialog.
#[tauri::command]
pub(crate) async fn export_papers(
    app: AppHandle,
    running: State<'_, Running>,
    what: ToWrite,
    format: WriteFormat,
    words: ReadingListWords,
    file_name: String,
) -> Answered<Option<Exported>> {
    let open = running.open();
    off_the_main_thread(move || {
        let dialog = app.dialog().file().set_file_name(file_name);
        let chosen = dialog.blocking_save_file();
        let path = chosen.and_then(|chosen| chosen.into_path().ok());
        path.map(|path| {
            let watch = LongWork::begin(app.clone(), &app.state::<Running>(), Work::Export);
            open.export_to(&what, format, &words, &path, &watch)
        })
        .transpose()
    })
    .await?
}

/// Stops the export under way: the file stays as it was before.
#[tauri::command]
pub(crate) fn cancel_export(running: State<'_, Running>) {
    running.is_export_cancelled.store(true, Ordering::Relaxed);
}

#[tauri::command]
pub(crate) async fn copy_text(app: AppHandle, text: String) -> Answered<()> {
    off_the_main_thread(move || clipboard::write_text(&app, text)).await?
}

/// Has the system tell what the interface made words of. A click on it brings the window forward and leads there.
#[tauri::command]
pub(crate) async fn notify(app: AppHandle, title: String, body: String, news: u32) -> Answered<()> {
    let clicked = {
        let app = app.clone();
        move || {
            bring_forward(&app);
            let _ = app.emit("news-clicked", news);
        }
    };
    off_the_main_thread(move || notification::show(&app, Notification { title, body }, clicked))
        .await?
        .map_err(system_refused)
}

/// The interface has heard that the window is to close, and decides about it from here on.
#[tauri::command]
pub(crate) fn closing_heard(running: State<'_, Running>) {
    running.closing.heard();
}

/// The interface has saved what was typed, or the person lets it go: the window may close.
#[tauri::command]
pub(crate) fn close_now(app: AppHandle) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let _ = window.destroy();
    }
}

/// Tells the window that another process holds the library.
struct Waits(AppHandle);

impl Oversight for Waits {
    fn waiting(&self, is_waiting: bool) {
        let _ = self.0.emit("library-waiting", is_waiting);
    }
}

/// Says when it is time to tell again how far something is.
#[derive(Default)]
struct Told(Mutex<Option<Instant>>);

impl Told {
    const EVERY: Duration = Duration::from_millis(100);

    /// Whether it is time; then it has been told.
    fn is_due(&self) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = last.is_none_or(|at| at.elapsed() >= Self::EVERY);
        if is_due {
            *last = Some(Instant::now());
        }
        is_due
    }
}

/// What may take its time; the first one at a time, in order, the second beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Change(ChangeWork),
    Export,
}

/// Tells the window how far something is that takes its time, and hears whether to stop.
struct LongWork {
    app: AppHandle,
    work: Work,
    is_cancelled: Arc<AtomicBool>,
    /// Since when it goes on; what it waited for before is told apart.
    began: OnceLock<Instant>,
    told: Told,
    has_told: AtomicBool,
}

impl LongWork {
    /// Most are done before anybody could read how far they are.
    const TELL_AFTER: Duration = Duration::from_millis(400);

    /// Begins to watch over it: a wish to stop the one before is forgotten.
    fn begin(app: AppHandle, running: &Running, work: Work) -> Self {
        let is_cancelled = match work {
            Work::Change(_) => &running.is_change_cancelled,
            Work::Export => &running.is_export_cancelled,
        };
        is_cancelled.store(false, Ordering::Relaxed);
        Self {
            app,
            work,
            is_cancelled: is_cancelled.clone(),
            began: OnceLock::new(),
            told: Told::default(),
            has_told: AtomicBool::new(false),
        }
    }

    /// Tells how much is done of how much; nothing once it is over.
    fn tell(&self, progress: Option<(usize, usize)>) {
        let progress = progress.map(|(n_done, n_all)| (n_done as u32, n_all as u32));
        let _ = match self.work {
            Work::Change(work) => {
                let progress = progress.map(|(n_done, n_all)| ChangeProgress {
                    work,
                    n_done,
                    n_all,
                });
                self.app.emit("change-progress", progress)
            }
            Work::Export => {
                let progress = progress.map(|(n_done, n_all)| ExportProgress { n_done, n_all });
                self.app.emit("export-progress", progress)
            }
        };
    }
}

impl Oversight for LongWork {
    fn waiting(&self, is_waiting: bool) {
        let _ = self.app.emit("library-waiting", is_waiting);
    }

    fn progress(&self, n_done: usize, n_all: usize) {
        let began = self.began.get_or_init(Instant::now);
        if began.elapsed() >= Self::TELL_AFTER && self.told.is_due() {
            self.has_told.store(true, Ordering::Relaxed);
            self.tell(Some((n_done, n_all)));
        }
    }

    /// A change that nobody saw going on is not stopped, not even by the window's closing: it may be what was just
    /// written.
    fn is_cancelled(&self) -> bool {
        let may_stop =
            self.work != Work::Change(ChangeWork::Change) || self.has_told.load(Ordering::Relaxed);
        may_stop && self.is_cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for LongWork {
    fn drop(&mut self) {
        if self.has_told.load(Ordering::Relaxed) {
            self.tell(None);
        }
    }
}

/// Tells the window how far an import is, and hears whether to stop.
struct Progress {
    app: AppHandle,
    is_cancelled: Arc<AtomicBool>,
    source: Mutex<String>,
    told: Told,
}

impl Progress {
    /// Begins to watch over an import: a wish to stop the one before is forgotten.
    fn begin(app: AppHandle, running: &Running) -> Self {
        running
            .is_import_or_move_cancelled
            .store(false, Ordering::Relaxed);
        Self {
            app,
            is_cancelled: running.is_import_or_move_cancelled.clone(),
            source: Mutex::default(),
            told: Told::default(),
        }
    }

    fn tell(&self, phase: ImportPhase, n_papers: usize, of: Option<usize>) {
        if !self.told.is_due() {
            return;
        }
        let source = self
            .source
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let progress = ImportProgress {
            source,
            phase,
            n_papers: n_papers as u32,
            of: of.map(|n| n as u32),
        };
        let _ = self.app.emit("import-progress", progress);
    }
}

impl Oversight for Progress {
    fn waiting(&self, is_waiting: bool) {
        let _ = self.app.emit("library-waiting", is_waiting);
    }

    fn progress(&self, n_done: usize, n_all: usize) {
        self.tell(ImportPhase::Writing, n_done, Some(n_all));
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

fn system_refused(said: impl ToString) -> Failure {
    Failure::of(FailureCode::Unsupported)
        .because(Cause::SystemRefused)
        .saying(said)
}

fn not_opened(what: &str, said: impl ToString) -> Failure {
    Failure::of(FailureCode::Unsupported)
        .about(what)
        .because(Cause::NotOpened)
        .saying(said)
}

/// What the opener says is about the command that it tried, which tells nobody anything.
fn no_program(what: &str) -> Failure {
    Failure::of(FailureCode::Unsupported)
        .about(what)
        .because(Cause::NoProgram)
}

/// Tells the window how far the library's move is, and hears whether to stop.
struct Moving {
    app: AppHandle,
    progress: Progress,
}

impl Oversight for Moving {
    fn waiting(&self, is_waiting: bool) {
        self.progress.waiting(is_waiting);
    }

    fn progress(&self, n_done: usize, n_all: usize) {
        let (n_done, n_all) = (n_done as u32, n_all as u32);
        let _ = self
            .app
            .emit("library-moving", MoveProgress { n_done, n_all });
    }

    fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }
}

impl ImportOversight for Progress {
    fn reading(&self, source: &str, n_papers: usize) {
        source.clone_into(&mut self.source.lock().unwrap_or_else(PoisonError::into_inner));
        self.tell(ImportPhase::Reading, n_papers, None);
    }

    fn looking(&self, n_done: usize, n_all: usize) {
        self.tell(ImportPhase::Looking, n_done, Some(n_all));
    }
}
