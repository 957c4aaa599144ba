//! The menu bar of macOS, as the interface puts it together from its table of actions. Elsewhere there is none.
//!
//! The interface hears keys itself; what it took of them does not reach the menu. A choice goes back as an event
//! with the action's id.

use serde::{Deserialize, Serialize};
use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Wry};

/// What stands in front of the ids of actions; the system's own entries have others.
const PREFIX: &str = "action:";

/// One menu of the bar.
#[derive(Deserialize)]
pub(crate) struct BarMenu {
    name: String,
    kind: BarMenuKind,
    /// Parted by a line.
    groups: Vec<Vec<BarEntry>>,
}

/// Which entries of the system's own a menu has beside those of the interface.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(crate) enum BarMenuKind {
    /// The one that has the program's name.
    Program,
    /// Without it there would be no copying and pasting in fields.
    Edit,
    Window,
    Other,
}

#[derive(Deserialize)]
pub(crate) struct BarEntry {
    /// The action's.
    id: String,
    label: String,
    /// Its key as the system writes it, where the system can draw it.
    accelerator: Option<String>,
}

/// An action that was chosen in the bar.
#[derive(Clone, Serialize)]
struct Chosen {
    id: String,
}

/// Puts the menu bar up, in place of the one before.
///
/// Errors: a bar that the system refuses.
pub(crate) fn put_up(app: &AppHandle, menus: &[BarMenu]) -> tauri::Result<()> {
    if cfg!(target_os = "macos") {
        app.set_menu(build(app, menus)?)?;
    }
    Ok(())
}

/// Tells the interface what was chosen.
pub(crate) fn chosen(app: &AppHandle, event: &MenuEvent) {
    if let Some(id) = event.id().as_ref().strip_prefix(PREFIX) {
        let _ = app.emit("menu-chosen", Chosen { id: id.to_owned() });
    }
}

fn build(app: &AppHandle, menus: &[BarMenu]) -> tauri::Result<Menu<Wry>> {
    let mut bar = MenuBuilder::new(app);
    for menu in menus {
        let mut built = SubmenuBuilder::new(app, &menu.name);
        for (nth, group) in menu.groups.iter().enumerate() {
            if nth > 0 {
                built = built.separator();
            }
            for entry in group {
                built = built.item(&item(app, entry)?);
            }
        }
        built = match menu.kind {
            BarMenuKind::Program => built
                .separator()
                .services()
                .separator()
                .hide()
                .hide_others()
                .show_all()
                .separator()
                .quit(),
            BarMenuKind::Edit => built.separator().cut().copy().paste().select_all(),
            BarMenuKind::Window => built.minimize().maximize().fullscreen(),
            BarMenuKind::Other => built,
        };
        bar = bar.item(&built.build()?);
    }
    bar.build()
}

/// A key that the system cannot draw is heard all the same; only the menu does not show it.
fn item(app: &AppHandle, entry: &BarEntry) -> tauri::Result<MenuItem<Wry>> {
    let without_key = || MenuItemBuilder::with_id(format!("{PREFIX}{}", entry.id), &entry.label);
    match &entry.accelerator {
        None => without_key().build(app),
        Some(accelerator) => without_key()
            .accelerator(accelerator)
            .build(app)
            .or_else(|_| without_key().build(app)),
    }
}
