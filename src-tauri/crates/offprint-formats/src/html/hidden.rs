//! What nobody sees: programs, styles, forms' choices, and what a page says is hidden.

use html5gum::StartTag;

use super::attribute;
use super::elements::is_block;

/// An element that is passed over with all that is in it.
pub(super) struct Hidden {
    name: Vec<u8>,
    /// How many of its name are open.
    depth: usize,
}

/// Elements whose end may be left out. They are shown again rather too early than never.
const ENDLESS: [&[u8]; 10] = [
    b"p", b"li", b"dt", b"dd", b"tr", b"td", b"th", b"option", b"tbody", b"thead",
];
const ENDS_OF_LISTS: [&[u8]; 7] = [b"ul", b"ol", b"dl", b"menu", b"table", b"tr", b"tbody"];
const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr",
];
const NEVER_SHOWN: [&[u8]; 17] = [
    b"script",
    b"style",
    b"title",
    b"template",
    b"noscript",
    b"noframes",
    b"noembed",
    b"iframe",
    b"object",
    b"canvas",
    b"video",
    b"audio",
    b"select",
    b"datalist",
    b"textarea",
    b"xmp",
    b"rp",
];

impl Hidden {
    /// Begins to pass over an element; none where it has no content.
    pub(super) fn begin(name: &[u8]) -> Option<Self> {
        (!VOID.contains(&name)).then(|| Self {
            name: name.to_owned(),
            depth: 1,
        })
    }

    pub(super) fn is_drawing(&self) -> bool {
        self.name == b"svg"
    }

    /// Whether the element has ended before this start tag, which then counts.
    pub(super) fn ends_at_start(&mut self, name: &[u8], is_self_closing: bool) -> bool {
        if ENDLESS.contains(&&*self.name) {
            return name == self.name || (self.name == b"p" && is_block(name));
        }
        // Only in drawings and formulas does the slash count.
        let is_closed = is_self_closing && matches!(&*self.name, b"svg" | b"math");
        if name == self.name && !is_closed {
            self.depth += 1;
        }
        false
    }

    /// Whether the element ends with this end tag, or has ended before it.
    pub(super) fn ends_at_end(&mut self, name: &[u8]) -> bool {
        if ENDLESS.contains(&&*self.name) {
            return name == self.name
                || ENDS_OF_LISTS.contains(&name)
                || (self.name == b"p" && is_block(name));
        }
        if name == self.name {
            self.depth -= 1;
        }
        self.depth == 0
    }
}

/// Whether an element is passed over with all that is in it.
pub(super) fn is_hidden(tag: &StartTag<usize>) -> bool {
    let name = tag.name.as_slice();
    if NEVER_SHOWN.contains(&name) {
        return true;
    }
    // Pages hide themselves whole until their programs have run.
    if matches!(name, b"html" | b"body") || tag.attributes.is_empty() {
        return false;
    }
    let is_closed_dialog = name == b"dialog" && attribute(tag, "open").is_none();
    is_closed_dialog
        || attribute(tag, "hidden").is_some()
        || attribute(tag, "style").is_some_and(|style| hides(&style))
        || attribute(tag, "class").is_some_and(|class| names_unseen_text(&class))
}

fn hides(style: &str) -> bool {
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Text for readers aloud, and words that a font draws as icons.
fn names_unseen_text(class: &str) -> bool {
    class.split_whitespace().any(|class| {
        matches!(class, "sr-only" | "visually-hidden" | "screen-reader-text")
            || class.starts_with("material-icons")
            || class.starts_with("material-symbols")
    })
}
