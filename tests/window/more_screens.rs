//! What opens within the places of the window, and the places that hold nothing, looked at as `screens` looks at the
//! places themselves.

use crate::drag::drop_on;
use crate::full_library::fill;
use crate::looks::{LOOKS, Look, faults_of, prepare, say};
use crate::place::Place;
use crate::rulers::wrong_at_sight;
use crate::screens::settled;
use crate::sources::BIBLIOGRAPHY;
use crate::terminal::import_digest;
use crate::window::Window;

/// The looks that differ in what fits and in what stands out.
fn looks() -> impl Iterator<Item = &'static Look> {
    LOOKS
        .iter()
        .filter(|look| ["light", "dark", "narrow", "large-text"].contains(&look.name))
}

/// A window in one look, and what was found in it.
struct Walk<'window> {
    window: &'window Window<'window>,
    look: &'static Look,
    faults: Vec<String>,
}

impl Walk<'_> {
    fn at(&mut self, screen: &str) {
        self.faults
            .extend(faults_of(self.window, screen, self.look, wrong_at_sight));
    }

    /// Goes to the inbox, and from there by these keys, until this is seen.
    #[track_caller]
    fn go(&self, keys: &[&str], role: &str, shows: &str) {
        self.window.press("g");
        self.window.press("i");
        settled(self.window);
        self.press(keys, role, shows);
    }

    #[track_caller]
    fn press(&self, keys: &[&str], role: &str, shows: &str) {
        for key in keys {
            self.window.press(key);
        }
        self.window.see(role, shows);
    }

    /// Does what is called so in the palette, and waits until this is seen.
    #[track_caller]
    fn palette(&self, name: &str, role: &str, shows: &str) {
        self.window.press("Control+k");
        self.window.see("combobox", "Command palette");
        self.window.type_text(name);
        self.window.see("option", "");
        self.window.press("Enter");
        self.window.see_gone("combobox", "Command palette");
        self.window.see(role, shows);
    }

    /// Leaves what lies over the window.
    #[track_caller]
    fn leave(&self, role: &str, name: &str) {
        self.window.press("Escape");
        self.window.see_gone(role, name);
    }
}

#[test]
fn what_opens_within_the_places_is_well_in_every_look() {
    let place = Place::new();
    fill(&place);
    let dropped = place.source("gossip and ferries.bib", BIBLIOGRAPHY);
    let mut faults = Vec::new();
    for look in looks() {
        place.set_device(look.settings);
        let window = Window::open(&place);
        window.see("option", "");
        window.resize(look.width, 800);
        prepare(&window);
        let mut walk = Walk {
            window: &window,
            look,
            faults: Vec::new(),
        };
        of_lists(&mut walk);
        of_searches(&mut walk);
        of_papers(&mut walk);
        of_other_places(&mut walk);
        drop_on(&window, &[&dropped], || {
            window.see_words("Drop to look inside");
            walk.at("drop-overlay");
        });
        window.see("dialog", "Import");
        walk.at("sheet-of-a-file");
        walk.leave("dialog", "Import");
        faults.extend(walk.faults);
        window.close();
    }
    say(&faults);
}

/// Its menus, its groups, what narrows it, and what is kept of that.
fn of_lists(walk: &mut Walk<'_>) {
    let window = walk.window;
    walk.go(&["g", "a"], "heading", "All papers");
    window.click("button", "Added, newest first");
    window.see("menuitemradio", "Group by state");
    walk.at("sort-menu");
    window.click("menuitemradio", "Group by state");
    window.see("option", "Inbox:");
    walk.at("grouped");
    window.press("Control+Shift+f");
    window.see("combobox", "Filter by");
    window.type_text("is:read tag:memory ");
    window.see("button", "Remove memory");
    window.press("Enter");
    window.see("option", "Read:");
    walk.at("filtered");
    walk.palette("save this view", "dialog", "Save this view");
    walk.at("save-view");
    window.press("Control+a");
    window.type_text("Read on memory\n");
    window.see("heading", "Read on memory");
    walk.at("saved-view");
    walk.palette("delete this view", "group", "Deleted the view");
    walk.go(&["g", "a"], "heading", "All papers");
    window.press("Control+Shift+f");
    window.see("combobox", "Filter by");
    window.type_text("tag:nowhere ");
    window.press("Enter");
    window.see_words("No paper fits these filters");
    walk.at("filtered-to-nothing");
    walk.palette("clear the filters", "option", "");
    window.click("button", "State, inbox first");
    window.click("menuitem", "Without groups");
    window.click("button", "State, inbox first");
    window.click("menuitemradio", "Added, newest first");
    window.click("button", "Filter");
    window.see("menuitem", "Tag…");
    walk.at("filter-menu");
    window.click("menuitem", "Tag…");
    window.see("menuitem", "memory");
    walk.at("filter-values");
    walk.leave("menu", "Tag");
}

/// What is suggested, what was found, and what to loosen where nothing is.
fn of_searches(walk: &mut Walk<'_>) {
    let window = walk.window;
    walk.go(&["/"], "combobox", "Search");
    window.type_text("tag:mem");
    window.see("option", "memory");
    walk.at("search-suggestions");
    window.press("Tab");
    window.see_words("papers found");
    walk.at("search-results");
    window.type_text("sourdough is:dropped");
    window.see_words("No paper has all of these words");
    walk.at("nothing-found");
    walk.leave("button", "Without “is:dropped”");
    // The first takes the words away, the second leaves the field.
    walk.press(&["Escape"], "heading", "Inbox");
}

/// What lies over a paper, and the page on which it is read.
fn of_papers(walk: &mut Walk<'_>) {
    let window = walk.window;
    walk.go(&["z"], "menu", "Snooze until");
    window.click("menuitem", "Pick a day");
    window.see("dialog", "Snooze until a day");
    walk.at("snooze-day");
    walk.leave("dialog", "Snooze until a day");
    walk.go(&["t"], "combobox", "Tags");
    walk.at("tags-of-a-paper");
    walk.leave("combobox", "Tags");
    walk.go(&["w"], "textbox", "Why I saved it");
    walk.at("why");
    walk.leave("textbox", "Why I saved it");
    walk.go(&["g", "t"], "application", "Triage");
    walk.press(&["t"], "combobox", "Tags");
    walk.at("triage-tags");
    walk.leave("combobox", "Tags");
    window.click("button", "Order:");
    window.see("menuitemradio", "By likeness");
    walk.at("triage-order");
    walk.leave("menu", "Order");
    walk.leave("application", "Triage");
    walk.go(&["g", "r", "v"], "region", "Paper");
    walk.at("reading-page");
    window.press("Escape");
    walk.go(&["g", "q"], "heading", "Queue");
    window.click("button", "plan the queue");
    window.see("dialog", "The plan for the queue");
    walk.at("queue-plan");
    walk.leave("dialog", "The plan for the queue");
}

/// What is open in the history and in the places of tags, of the trash and of starred papers.
fn of_other_places(walk: &mut Walk<'_>) {
    let window = walk.window;
    walk.palette("go to starred", "heading", "Starred");
    walk.at("starred");
    walk.palette("memory", "heading", "memory");
    walk.at("tag");
    walk.go(&["g", "h"], "heading", "History");
    window.see("row", "Imported");
    walk.press(&["Enter"], "button", "Undo everything since then");
    walk.at("open-change");
    window.click("button", "Undo everything since then");
    window.see("dialog", "Undo");
    walk.at("undo-since");
    walk.leave("dialog", "Undo");
    window.press("Escape");
    walk.palette("all imports", "heading", "All imports");
    walk.press(&["Enter"], "region", "");
    walk.at("open-import");
    window.press("Escape");
    walk.go(&["h"], "row", "Seen first in");
    walk.press(&["End", "Enter"], "region", "");
    walk.at("open-sighting");
    window.press("Escape");
    walk.palette("all tags", "heading", "All tags");
    window.click("button", "Rename “memory”");
    window.see("textbox", "New name of “memory”");
    walk.at("rename-tag");
    window.press("Control+a");
    window.type_text("training\n");
    window.see("dialog", "Merge “memory” into “training”?");
    walk.at("merge-tags");
    walk.leave("dialog", "Merge");
    walk.go(&["g", "x"], "heading", "Trash");
    walk.palette("empty the trash", "dialog", "Empty the trash?");
    walk.at("empty-trash");
    walk.leave("dialog", "Empty the trash?");
}

/// What a library says where it holds nothing of a kind yet.
#[test]
fn the_places_that_hold_nothing_are_well_in_every_look() {
    const OF_NO_PAPER: [(&str, &[&str], &str); 4] = [
        ("duplicates-empty", &["g", "u"], "No question is open"),
        ("watched-empty", &["g", "w"], "No folder is watched yet"),
        ("insights-empty", &["g", "n"], "Nothing to tell yet"),
        ("history-empty", &["g", "h"], "Nothing has happened yet"),
    ];
    const OF_ONE_PAPER: [(&str, &[&str], &str); 6] = [
        ("queue-empty", &["g", "q"], "The queue is empty"),
        ("reading-empty", &["g", "r"], "Nothing started"),
        ("finished-empty", &["g", "f"], "Nothing finished yet"),
        ("snoozed-empty", &["g", "z"], "Nothing snoozed"),
        ("dropped-empty", &["g", "d"], "Nothing dropped"),
        ("trash-empty", &["g", "x"], "The trash is empty"),
    ];
    let mut faults = Vec::new();
    for look in looks() {
        let place = Place::new();
        place.set_device(look.settings);
        let window = Window::open(&place);
        window.see_words("Drop a digest here");
        window.resize(look.width, 800);
        prepare(&window);
        let mut walk = Walk {
            window: &window,
            look,
            faults: Vec::new(),
        };
        for (name, keys, says) in OF_NO_PAPER {
            walk.press(keys, "heading", says);
            walk.at(name);
        }
        walk.press(&["Control+n"], "dialog", "Add a paper");
        window.type_text("The Only Lighthouse");
        window.press("Control+Enter");
        window.see_gone("dialog", "Add a paper");
        window.see("option", "The Only Lighthouse");
        walk.palette(
            "go to all imports",
            "heading",
            "Nothing has been imported yet",
        );
        walk.at("imports-empty");
        walk.palette("go to all tags", "heading", "No tag yet");
        walk.at("tags-empty");
        walk.palette("go to starred", "heading", "Nothing starred");
        walk.at("starred-empty");
        for (name, keys, says) in OF_ONE_PAPER {
            walk.press(keys, "heading", says);
            walk.at(name);
        }
        walk.press(&["g", "i"], "option", "The Only Lighthouse");
        walk.press(&["d"], "heading", "The inbox is empty");
        walk.at("inbox-empty");
        faults.extend(walk.faults);
        window.close();
    }
    say(&faults);
}

/// A library that is missing, one that goes back to its usual place, and words that would be lost.
#[test]
fn the_pages_of_a_bad_hour_are_well_in_every_look() {
    let mut faults = Vec::new();
    for look in looks() {
        let place = Place::new();
        import_digest(&place);
        let elsewhere = |folder: &str| {
            // What is before the first table of a settings file belongs to none.
            place.set_device(&format!("library = '{folder}'\n{}", look.settings));
        };
        elsewhere(
            &place
                .source_folder("drive")
                .join("papers")
                .display()
                .to_string(),
        );
        let window = Window::open_usual(&place);
        window.see("heading", "Offprint cannot open your library");
        window.resize(look.width, 800);
        prepare(&window);
        let mut walk = Walk {
            window: &window,
            look,
            faults: Vec::new(),
        };
        walk.at("library-missing");
        faults.extend(walk.faults);
        window.close();

        elsewhere(&place.library().display().to_string());
        let window = Window::open_usual(&place);
        window.see("option", "");
        window.resize(look.width, 800);
        prepare(&window);
        let mut walk = Walk {
            window: &window,
            look,
            faults: Vec::new(),
        };
        walk.go(&["g", ",", "End", "ArrowUp"], "tabpanel", "Your data");
        window.click("button", "Back to it");
        window.see("dialog", "Back to the usual place?");
        walk.at("library-back");
        walk.leave("dialog", "Back to the usual place?");
        walk.go(&["Control+n"], "dialog", "Add a paper");
        window.type_text("Half a Title");
        walk.leave("dialog", "Add a paper");
        window.ask_to_close();
        window.see("dialog", "Not everything is saved");
        walk.at("closing-unsaved");
        walk.leave("dialog", "Not everything is saved");
        walk.press(&["Control+n"], "dialog", "Add a paper");
        for key in ["Control+a", "Backspace", "Escape"] {
            window.press(key);
        }
        window.see_gone("dialog", "Add a paper");
        faults.extend(walk.faults);
        window.close();
    }
    say(&faults);
}
