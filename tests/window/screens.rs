//! Every place of the window, in light and dark, narrow and with large text: nothing that axe-core or a ruler
//! finds wrong, and a picture of each where `cargo xtask screenshots` asks for them.

use crate::full_library::fill;
use crate::looks::{LOOKS, faults_of, prepare, say};
use crate::place::Place;
use crate::rulers::sticking_out;
use crate::sources::{DIGEST, TITLES};
use crate::window::{Clipboard, Window};

/// One place of the window: the keys that lead there from the inbox, and what is seen there.
struct Screen {
    name: &'static str,
    keys: &'static [&'static str],
    role: &'static str,
    shows: &'static str,
    /// The keys that lead out of what lies over the window.
    back: &'static [&'static str],
}

const fn screen(
    name: &'static str,
    keys: &'static [&'static str],
    role: &'static str,
    shows: &'static str,
) -> Screen {
    Screen {
        name,
        keys,
        role,
        shows,
        back: &[],
    }
}

const fn over(
    name: &'static str,
    keys: &'static [&'static str],
    role: &'static str,
    shows: &'static str,
) -> Screen {
    Screen {
        name,
        keys,
        role,
        shows,
        back: &["Escape"],
    }
}

const SCREENS: [Screen; 39] = [
    screen("inbox", &[], "heading", "Inbox"),
    screen("queue", &["g", "q"], "heading", "Queue"),
    screen("reading", &["g", "r"], "heading", "Reading"),
    screen("all", &["g", "a"], "heading", "All papers"),
    screen("finished", &["g", "f"], "heading", "Finished"),
    screen("snoozed", &["g", "z"], "heading", "Snoozed"),
    screen("dropped", &["g", "d"], "heading", "Dropped"),
    screen("duplicates", &["g", "u"], "heading", "Duplicates"),
    screen("trash", &["g", "x"], "heading", "Trash"),
    screen("watched-folders", &["g", "w"], "heading", "Watched folders"),
    screen("insights", &["g", "n"], "heading", "By source"),
    screen("history", &["g", "h"], "heading", "History"),
    screen(
        "imports",
        &["Control+k", "a", "l", "l", "i", "m", "Enter"],
        "heading",
        "All imports",
    ),
    screen(
        "tags",
        &["Control+k", "a", "l", "l", "t", "a", "Enter"],
        "heading",
        "All tags",
    ),
    screen("paper-history", &["g", "a", "h"], "heading", "History"),
    over("add-paper", &["Control+n"], "dialog", "Add a paper"),
    over("detail", &["Enter"], "region", "Paper"),
    over("triage", &["g", "t"], "application", "Triage"),
    over("palette", &["Control+k"], "combobox", "Command palette"),
    over("snooze", &["z"], "menu", "Snooze"),
    over("due-day", &["Shift+z"], "dialog", "Due"),
    over("search", &["/"], "combobox", "Search"),
    over("many", &["Home", "x", "j", "x"], "option", "Small Models"),
    screen("settings-general", &["g", ","], "tabpanel", "General"),
    screen(
        "settings-appearance",
        &["g", ",", "ArrowDown"],
        "tabpanel",
        "Appearance",
    ),
    screen(
        "settings-queue",
        &["g", ",", "ArrowDown", "ArrowDown"],
        "tabpanel",
        "Queue",
    ),
    screen(
        "settings-keyboard",
        &["g", ",", "End", "ArrowUp", "ArrowUp"],
        "tabpanel",
        "Keyboard",
    ),
    screen(
        "settings-data",
        &["g", ",", "End", "ArrowUp"],
        "tabpanel",
        "Your data",
    ),
    screen("settings-about", &["g", ",", "End"], "tabpanel", "About"),
    over("palette-typed", &["Control+k", "r", "e"], "option", "Read"),
    over("note", &["n"], "textbox", "Note"),
    over("edit", &["e"], "dialog", "Edit details"),
    over("export", &["Control+e"], "dialog", "Export"),
    over("filter", &["Control+Shift+f"], "combobox", "Filter"),
    over("paper-menu", &["Shift+F10"], "menu", ""),
    over("read-next", &["Control+j"], "menu", "Read next"),
    over("compare", &["g", "u", "Enter"], "region", "Paper"),
    screen(
        "settings-import",
        &["g", ",", "ArrowDown", "ArrowDown", "ArrowDown"],
        "tabpanel",
        "Import",
    ),
    over("keyboard", &["?"], "dialog", "Keyboard"),
];

/// What the same is called in German; the title of a paper stays.
fn in_german(shows: &'static str) -> &'static str {
    match shows {
        "Inbox" => "Eingang",
        "Queue" => "Leseliste",
        "Reading" => "Lese ich",
        "All papers" => "Alle Papers",
        "Finished" => "Fertig",
        "Snoozed" => "Zurückgestellt",
        "Dropped" => "Verworfen",
        "Duplicates" => "Dubletten",
        "Trash" => "Papierkorb",
        "Watched folders" => "Überwachte Ordner",
        "By source" => "Nach Quelle",
        "History" => "Verlauf",
        "All imports" => "Alle Importe",
        "All tags" => "Alle Schlagwörter",
        "Add a paper" => "Paper hinzufügen",
        "Triage" => "Sichten",
        "Command palette" => "Befehle",
        "Snooze" => "Zurückstellen",
        "Due" => "Fällig",
        "Search" => "Suchen",
        "Note" => "Notiz",
        "Edit details" => "Angaben bearbeiten",
        "Export" => "Exportieren",
        "Filter" => "Filter",
        "Read next" => "Nächstes lesen",
        "General" => "Allgemein",
        "Appearance" => "Aussehen",
        "Your data" => "Eigene Daten",
        "About" => "Über",
        "Read" => "Gelesen",
        "Keyboard" => "Tastatur",
        other => other,
    }
}

/// The keys of a screen in German, where they spell its name.
fn german_keys(screen: &Screen) -> &'static [&'static str] {
    match screen.name {
        "tags" => &["Control+k", "a", "l", "l", "s", "c", "h", "Enter"],
        "palette-typed" => &["Control+k", "g", "e", "l"],
        _ => screen.keys,
    }
}

#[test]
fn every_screen_is_well_in_every_look() {
    let place = Place::new();
    fill(&place);
    let mut faults = Vec::new();
    for look in &LOOKS {
        place.set_device(look.settings);
        let window = Window::open(&place);
        window.see("option", "");
        window.resize(look.width, 800);
        prepare(&window);
        for screen in &SCREENS {
            visit(&window, screen, look.is_german);
            faults.extend(faults_of(&window, screen.name, look, sticking_out));
            for key in screen.back {
                window.press(key);
            }
        }
        window.close();
    }
    say(&faults);
}

/// The way from the first text to the first line remembered: pages that a library in use does not show.
#[test]
fn the_pages_of_the_first_hour_are_well_in_every_look() {
    let mut faults = Vec::new();
    for look in &LOOKS {
        let in_look = |english, german| if look.is_german { german } else { english };
        let place = Place::new();
        place.set_device(look.settings);
        let window = Window::open(&place);
        window.see("button", in_look("sample digest", "Beispiel"));
        window.resize(look.width, 800);
        prepare(&window);
        faults.extend(faults_of(&window, "first-run", look, sticking_out));

        let _clipboard = Clipboard::holding(DIGEST);
        window.press("Control+v");
        window.see("row", TITLES[0]);
        faults.extend(faults_of(&window, "sheet", look, sticking_out));
        window.press("Control+Enter");
        window.see("option", TITLES[0]);
        faults.extend(faults_of(&window, "imported", look, sticking_out));

        window.press("g");
        window.press("t");
        window.see("application", "");
        for key in ["q", "s", "Shift+q", "r", "d"] {
            window.press(key);
        }
        window.see("heading", in_look("decided", "entschieden"));
        faults.extend(faults_of(&window, "triage-end", look, sticking_out));
        window.press("Enter");
        // Beside the list or over it.
        window.see("heading", TITLES[2]);
        window.press("t");
        window.see("combobox", in_look("Tags", "Schlagwörter"));
        faults.extend(faults_of(&window, "tag-editor", look, sticking_out));
        window.press("Escape");
        window.press("r");
        window.see("textbox", in_look("What will you remember?", "Was bleibt"));
        window.see("heading", in_look("Nothing started", "Nichts begonnen"));
        faults.extend(faults_of(&window, "finished-one", look, sticking_out));
        window.close();
    }
    say(&faults);
}

#[track_caller]
fn visit(window: &Window<'_>, screen: &Screen, is_german: bool) {
    let (keys, shows) = if is_german {
        (german_keys(screen), in_german(screen.shows))
    } else {
        (screen.keys, screen.shows)
    };
    window.press("g");
    window.press("i");
    settled(window);
    for key in keys {
        window.press(key);
    }
    window.see(screen.role, shows);
}

/// Waits until a list has the focus and says the same in two looks: its rows come after its name.
#[track_caller]
pub fn settled(window: &Window<'_>) {
    let look = "const row = document.activeElement?.closest('[role=option]');
        return row && document.title + row.innerText + row.ariaPosInSet";
    let mut before = None;
    window.wait_until("the inbox with its rows", || {
        let now = window.script(look, &[]).ok()?.as_str().map(str::to_owned)?;
        let is_same = before.as_ref() == Some(&now);
        before = Some(now);
        is_same.then_some(())
    });
}
