//! Every place of the window, in light and dark, narrow and with large text: nothing that axe-core or a ruler
//! finds wrong, and a picture of each where `cargo xtask screenshots` asks for them.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::driver::wait_for;
use crate::full_library::fill;
use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::window::{Clipboard, Window};

/// How the window is looked at.
struct Look {
    name: &'static str,
    settings: &'static str,
    width: u32,
    is_german: bool,
}

const LOOKS: [Look; 7] = [
    Look {
        name: "light",
        settings: "[appearance]\ntheme = \"light\"\n",
        width: 1280,
        is_german: false,
    },
    Look {
        name: "dark",
        settings: "[appearance]\ntheme = \"dark\"\n",
        width: 1280,
        is_german: false,
    },
    Look {
        name: "narrow",
        settings: "[appearance]\ntheme = \"light\"\n",
        width: 760,
        is_german: false,
    },
    Look {
        name: "large-text",
        settings: "[appearance]\ntheme = \"light\"\ntext-size = 200\n",
        width: 1280,
        is_german: false,
    },
    Look {
        name: "german",
        settings: "language = \"de\"\n[appearance]\ntheme = \"light\"\n",
        width: 1280,
        is_german: true,
    },
    Look {
        name: "compact",
        settings: "[appearance]\ntheme = \"light\"\ndensity = \"compact\"\n",
        width: 1280,
        is_german: false,
    },
    Look {
        name: "roomy",
        settings: "[appearance]\ntheme = \"dark\"\ndensity = \"roomy\"\n",
        width: 1280,
        is_german: false,
    },
];

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
            faults.extend(faults_of(&window, screen.name, look));
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
        faults.extend(faults_of(&window, "first-run", look));

        let _clipboard = Clipboard::holding(DIGEST);
        window.press("Control+v");
        window.see("row", TITLES[0]);
        faults.extend(faults_of(&window, "sheet", look));
        window.press("Control+Enter");
        window.see("option", TITLES[0]);
        faults.extend(faults_of(&window, "imported", look));

        window.press("g");
        window.press("t");
        window.see("application", "");
        for key in ["q", "s", "Shift+q", "r", "d"] {
            window.press(key);
        }
        window.see("heading", in_look("decided", "entschieden"));
        faults.extend(faults_of(&window, "triage-end", look));
        window.press("Enter");
        // Beside the list or over it.
        window.see("heading", TITLES[2]);
        window.press("t");
        window.see("combobox", in_look("Tags", "Schlagwörter"));
        faults.extend(faults_of(&window, "tag-editor", look));
        window.press("Escape");
        window.press("r");
        window.see("textbox", in_look("What will you remember?", "Was bleibt"));
        window.see("heading", in_look("Nothing started", "Nichts begonnen"));
        faults.extend(faults_of(&window, "finished-one", look));
        window.close();
    }
    say(&faults);
}

/// Loads what looks for faults, and has everything on the screen at once: what fades in has not its colours yet.
fn prepare(window: &Window<'_>) {
    window.script(&axe(), &[]).expect("axe-core loads");
    let at_once = "const sheet = new CSSStyleSheet();
        sheet.replaceSync('*, *::before, *::after { animation: none !important; transition: none !important }');
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];";
    window
        .script(at_once, &[])
        .expect("a sheet of style is added");
}

/// Takes a picture of the window as it is, if asked for, and returns what is wrong with it.
fn faults_of(window: &Window<'_>, screen: &str, look: &Look) -> Vec<String> {
    if std::env::var_os("OFFPRINT_SCREENSHOTS").is_some() {
        window.picture(&format!("{screen}-{}", look.name));
    }
    let name = format!("{screen} ({})", look.name);
    // A page that is just being drawn anew may have its room a frame later.
    let is_within = wait_for(|| sticking_out(window).is_empty().then_some(()));
    let out = match is_within {
        Some(()) => Vec::new(),
        None => sticking_out(window),
    };
    let out = out.into_iter();
    let out = out.map(|fault| format!("sticks out: {fault}"));
    let all = found_by_axe(window).into_iter().chain(out);
    all.map(|fault| format!("{name}: {fault}")).collect()
}

#[track_caller]
fn say(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
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
fn settled(window: &Window<'_>) {
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

fn axe() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(file).expect("the interface's packages are installed")
}

/// Returns what axe-core finds on the page as it is: the rule and the place.
fn found_by_axe(window: &Window<'_>) -> Vec<String> {
    // A menu lies over all landmarks, as it does in every program.
    let script = "const done = arguments[arguments.length - 1];
        const isMenuOverAll = (rule, node) => rule.id === 'region' && /^<[^>]* role=.menu/.test(node.html);
        axe.run(document, { resultTypes: ['violations'] }).then(
            ({ violations }) => done(violations.flatMap((rule) =>
                rule.nodes.filter((node) => !isMenuOverAll(rule, node)).map((node) => `${rule.id}: ${node.target.join(' ')} ${node.html.slice(0, 200)} ${node.any.map((check) => check.message).join(' ').slice(0, 200)}`))),
            (error) => done([String(error)]));";
    words(&window.script_to_the_end(script))
}

/// Returns what stands beyond an edge of the window, where nobody can scroll to it.
pub fn sticking_out(window: &Window<'_>) -> Vec<String> {
    let script = "
        const isScrolled = (element) => {
            for (let at = element.parentElement; at !== null; at = at.parentElement) {
                const { overflowX, overflowY } = getComputedStyle(at);
                if (/auto|scroll/.test(overflowX) || /auto|scroll/.test(overflowY)) return true;
            }
            return false;
        };
        const out = [];
        for (const element of document.querySelectorAll('button, a[href], input, textarea, select, h1, h2, p, [role=option], [role=tab], [role=radio]')) {
            if (element.closest('[aria-hidden=true], [inert], .sr') || !element.checkVisibility({ checkVisibilityCSS: true })) continue;
            const box = element.getBoundingClientRect();
            if (box.width <= 1 || box.height <= 1) continue;
            const isOut = box.left < -1 || box.right > innerWidth + 1 || ((box.top < -1 || box.bottom > innerHeight + 1) && !isScrolled(element));
            if (isOut) out.push(`${element.outerHTML.slice(0, 160)} at ${Math.round(box.left)},${Math.round(box.top)} to ${Math.round(box.right)},${Math.round(box.bottom)}`);
        }
        return out;";
    words(&window.script(script, &[]).unwrap_or_default())
}

fn words(list: &Value) -> Vec<String> {
    let list = list.as_array().cloned().unwrap_or_default();
    list.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
