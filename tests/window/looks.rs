//! The looks in which every place of the window is looked at, and what is wrong with it in one of them.

use std::thread;
use std::time::Duration;

use crate::rulers::{axe, found_by_axe};
use crate::window::Window;

/// How often a page is looked at again that does not stand yet, and how long it is left for it.
const N_LOOKS: usize = 25;
const BETWEEN_LOOKS: Duration = Duration::from_millis(80);

/// How the window is looked at.
pub struct Look {
    pub name: &'static str,
    pub settings: &'static str,
    pub width: u32,
    pub is_german: bool,
}

pub const LOOKS: [Look; 7] = [
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

/// Loads what looks for faults, and has everything on the screen at once: what fades in has not its colours yet.
pub fn prepare(window: &Window<'_>) {
    window.script(&axe(), &[]).expect("axe-core loads");
    let at_once = "const sheet = new CSSStyleSheet();
        sheet.replaceSync('*, *::before, *::after { animation: none !important; transition: none !important }');
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];";
    window
        .script(at_once, &[])
        .expect("a sheet of style is added");
}

/// Takes a picture of the window as it is, if asked for, and returns what is wrong with it by axe-core and by a ruler.
pub fn faults_of(
    window: &Window<'_>,
    screen: &str,
    look: &Look,
    ruler: fn(&Window<'_>) -> Vec<String>,
) -> Vec<String> {
    if std::env::var_os("OFFPRINT_SCREENSHOTS").is_some() {
        window.picture(&format!("{screen}-{}", look.name));
    }
    let name = format!("{screen} ({})", look.name);
    // A page that is just being drawn anew may have its room a frame later.
    let mut faults = ruler(window);
    for _ in 0..N_LOOKS {
        if faults.is_empty() {
            break;
        }
        thread::sleep(BETWEEN_LOOKS);
        faults = ruler(window);
    }
    let all = found_by_axe(window).into_iter().chain(faults);
    all.map(|fault| format!("{name}: {fault}")).collect()
}

#[track_caller]
pub fn say(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
