//! A word by the system's own means, for a person who looks at another window.

use tauri::AppHandle;

/// What the system shows.
#[derive(Clone, Debug)]
pub(crate) struct Notification {
    pub title: String,
    pub body: String,
}

/// Shows it. Clicked, it calls `clicked`, where the system tells of clicks.
///
/// Errors: the system's words, where nothing shows notifications.
#[cfg(target_os = "linux")]
pub(crate) fn show(
    app: &AppHandle,
    notification: Notification,
    clicked: impl Fn() + Send + 'static,
) -> Result<(), String> {
    let (answer, answered) = std::sync::mpsc::channel();
    // Signals come to the thread that subscribes to them, and only the main one has a loop that hears them.
    let shown = app.run_on_main_thread(move || {
        let _ = answer.send(desktop::show(&notification, clicked));
    });
    shown.map_err(|error| error.to_string())?;
    answered.recv().map_err(|error| error.to_string())?
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn show(
    _app: &AppHandle,
    notification: Notification,
    _clicked: impl Fn() + Send + 'static,
) -> Result<(), String> {
    // A click on it brings Offprint forward by the system's own doing, where that is its manner.
    let mut shown = notify_rust::Notification::new();
    shown
        .summary(&notification.title)
        .body(&notification.body)
        .show()
        .map(drop)
        .map_err(|error| error.to_string())
}

/// The desktop's notifications, by the connection that GTK has anyway.
///
/// Source: Desktop Notifications Specification 1.2.
#[cfg(target_os = "linux")]
mod desktop {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use gtk::gio::{
        BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags, bus_get_sync,
    };
    use gtk::glib::{Variant, VariantTy, markup_escape_text};
    use gtk::prelude::ToVariant;

    use super::Notification;

    const SERVICE: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";

    /// A click on the notification itself, not on one of its buttons.
    const CLICK: &str = "default";

    /// How long it may take to show one, in milliseconds.
    const PATIENCE: i32 = 5000;

    /// What a click on each notification does that is not yet closed.
    type Clicks = RefCell<HashMap<u32, Box<dyn Fn()>>>;

    thread_local! {
        static CLICKS: Clicks = RefCell::default();
        static HEARS: RefCell<Option<DBusConnection>> = const { RefCell::new(None) };
    }

    pub(super) fn show(
        notification: &Notification,
        clicked: impl Fn() + 'static,
    ) -> Result<(), String> {
        let bus =
            bus_get_sync(BusType::Session, Cancellable::NONE).map_err(|error| error.to_string())?;
        hear(&bus);
        // The body is markup, and names of files are not.
        let body = markup_escape_text(&notification.body);
        let hints = HashMap::from([("desktop-entry", "org.offprint.desktop".to_variant())]);
        let words = (
            "Offprint",
            0_u32,
            "org.offprint.desktop",
            notification.title.as_str(),
            body.as_str(),
            [CLICK, ""].as_slice(),
            hints,
            -1_i32,
        );
        let shown = bus.call_sync(
            Some(SERVICE),
            PATH,
            SERVICE,
            "Notify",
            Some(&words.to_variant()),
            Some(VariantTy::new("(u)").expect("it is the type of one number")),
            DBusCallFlags::NONE,
            PATIENCE,
            Cancellable::NONE,
        );
        let (id,) = shown
            .map_err(|error| error.to_string())?
            .get::<(u32,)>()
            .ok_or_else(|| "the answer is no number".to_owned())?;
        CLICKS.with_borrow_mut(|clicks| clicks.insert(id, Box::new(clicked)));
        Ok(())
    }

    /// Listens, once, to what becomes of notifications.
    fn hear(bus: &DBusConnection) {
        let is_heard = HEARS.with_borrow(Option::is_some);
        if is_heard {
            return;
        }
        bus.signal_subscribe(
            Some(SERVICE),
            Some(SERVICE),
            None,
            Some(PATH),
            None,
            DBusSignalFlags::NONE,
            |_, _, _, _, signal, words| become_of(signal, words),
        );
        HEARS.set(Some(bus.clone()));
    }

    fn become_of(signal: &str, words: &Variant) {
        let id = words.try_child_get::<u32>(0).ok().flatten();
        let Some(id) = id else { return };
        match signal {
            "ActionInvoked" => {
                let clicked = CLICKS.with_borrow_mut(|clicks| clicks.remove(&id));
                if let Some(clicked) = clicked {
                    clicked();
                }
            }
            "NotificationClosed" => {
                CLICKS.with_borrow_mut(|clicks| clicks.remove(&id));
            }
            _ => {}
        }
    }
}
