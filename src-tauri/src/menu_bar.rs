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
#[serde(rename_all = "camelCase")]
pub(crate) struct BarMenu {
    name: String,
    /// Parted by a line.
    groups: Vec<Vec<BarEntry>>,
    /// Below them what the system does itself.
    of_system: Vec<Vec<SystemEntry>>,
}

/// What the system does itself, under the name that the interface has for it: what it would be called else is English.
#[derive(Deserialize)]
struct SystemEntry {
    does: SystemAction,
    label: String,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
enum SystemAction {
    Services,
    Hide,
    HideOthers,
    ShowAll,
    Quit,
    /// Without it and its likes there would be no copying and pasting in fields.
    Cut,
    Copy,
    Paste,
    SelectAll,
    Minimize,
    Maximize,
    Fullscreen,
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
        let mut is_first = true;
        for group in &menu.groups {
            built = parted(built, &mut is_first);
            for entry in group {
                built = built.item(&item(app, entry)?);
            }
        }
        for group in &menu.of_system {
            built = parted(built, &mut is_first);
            built = group.iter().fold(built, with_system);
        }
        bar = bar.item(&built.build()?);
    }
    bar.build()
}

fn parted<'a>(
    menu: SubmenuBuilder<'a, Wry, AppHandle>,
    is_first: &mut bool,
) -> SubmenuBuilder<'a, Wry, AppHandle> {
    match std::mem::replace(is_first, false) {
        true => menu,
        false => menu.separator(),
    }
}

fn with_system<'a>(
    menu: SubmenuBuilder<'a, Wry, AppHandle>,
    entry: &SystemEntry,
) -> SubmenuBuilder<'a, Wry, AppHandle> {
    let label = &entry.label;
    match entry.does {
        SystemAction::Services => menu.services_with_text(label),
        SystemAction::Hide => menu.hide_with_text(label),
        SystemAction::HideOthers => menu.hide_others_with_text(label),
        SystemAction::ShowAll => menu.show_all_with_text(label),
        SystemAction::Quit => menu.quit_with_text(label),
        SystemAction::Cut => menu.cut_with_text(label),
        SystemAction::Copy => menu.copy_with_text(label),
        SystemAction::Paste => menu.paste_with_text(label),
        SystemAction::SelectAll => menu.select_all_with_text(label),
        SystemAction::Minimize => menu.minimize_with_text(label),
        SystemAction::Maximize => menu.maximize_with_text(label),
        SystemAction::Fullscreen => menu.fullscreen_with_text(label),
    }
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
