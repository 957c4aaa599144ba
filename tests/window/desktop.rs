//! A desktop that shows notifications, as far as programs can tell: it notes what it is given, and is clicked.
//!
//! Source: Desktop Notifications Specification 1.2.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};

use gtk::gio::prelude::*;
use gtk::gio::{
    BusNameOwnerFlags, BusType, Cancellable, DBusConnection, DBusMethodInvocation, DBusNodeInfo,
    bus_get_sync, bus_own_name_on_connection, bus_unown_name,
};
use gtk::glib::{MainContext, MainLoop, Variant};

use crate::driver::PATIENCE;

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

const INTERFACE: &str = "<node><interface name='org.freedesktop.Notifications'>
  <method name='Notify'>
    <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
    <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>
  </method>
  <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
</interface></node>";

/// What a program had shown.
#[derive(Debug)]
pub struct Notification {
    pub id: u32,
    pub title: String,
    /// With its markup undone.
    pub body: String,
}

/// The desktop, until it is dropped.
pub struct Desktop {
    bus: DBusConnection,
    shown: Receiver<Notification>,
    ends: MainLoop,
    serving: Option<JoinHandle<()>>,
}

impl Desktop {
    pub fn start() -> Desktop {
        let (show, shown) = mpsc::channel();
        let (begin, begun) = mpsc::channel();
        let serving = thread::spawn(move || {
            let context = MainContext::new();
            context
                .with_thread_default(|| serve(&context, &show, &begin))
                .expect("a context of this thread");
        });
        let (bus, ends) = begun
            .recv_timeout(PATIENCE)
            .expect("a session bus: run `cargo xtask window-tests`");
        Desktop {
            bus,
            shown,
            ends,
            serving: Some(serving),
        }
    }

    /// Waits for the next one; what is shown is told in its order.
    #[track_caller]
    pub fn wait_for_notification(&self) -> Notification {
        self.shown
            .recv_timeout(PATIENCE)
            .expect("a notification was never shown")
    }

    /// Clicks on a notification, as a person does.
    pub fn click(&self, id: u32) {
        let words = (id, "default").to_variant();
        self.bus
            .emit_signal(None, PATH, SERVICE, "ActionInvoked", Some(&words))
            .expect("the bus takes signals");
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.ends.quit();
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}

fn serve(
    context: &MainContext,
    show: &mpsc::Sender<Notification>,
    begin: &mpsc::Sender<(DBusConnection, MainLoop)>,
) {
    let bus = bus_get_sync(BusType::Session, Cancellable::NONE).expect("a session bus");
    let node = DBusNodeInfo::for_xml(INTERFACE).expect("an interface");
    let interface = node.lookup_interface(SERVICE).expect("its interface");
    let next_id = AtomicU32::new(1);
    let show = show.clone();
    let notify = move |_: DBusConnection,
                       _: &str,
                       _: &str,
                       _: &str,
                       _: &str,
                       words: Variant,
                       invocation: DBusMethodInvocation| {
        let id = next_id.fetch_add(1, Ordering::Relaxed);
        let text = |n| words.child_value(n).get::<String>().unwrap_or_default();
        let _ = show.send(Notification {
            id,
            title: text(3),
            body: text(4).replace("&amp;", "&"),
        });
        invocation.return_value(Some(&(id,).to_variant()));
    };
    let object = bus
        .register_object(
            PATH,
            &interface,
            notify,
            |_, _, _, _, _| false.to_variant(),
            |_, _, _, _, _, _| false,
        )
        .expect("the object is put on the bus");
    let name = bus_own_name_on_connection(
        &bus,
        SERVICE,
        BusNameOwnerFlags::REPLACE | BusNameOwnerFlags::ALLOW_REPLACEMENT,
        |_, _| {},
        |_, _| {},
    );
    let ends = MainLoop::new(Some(context), false);
    let _ = begin.send((bus.clone(), ends.clone()));
    ends.run();
    bus_unown_name(name);
    let _ = bus.unregister_object(object);
}
