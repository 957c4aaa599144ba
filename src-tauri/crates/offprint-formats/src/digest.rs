//! Sources that list many papers as text.

pub(crate) mod feed;
pub(crate) mod html_page;
pub(crate) mod link_list;
pub mod page_text;
pub(crate) mod plain_list;

use crate::Format;
use crate::detect::{DetectReason, Detected, Head};

/// Tells feeds by their outermost element, then pages, then lists whose lines have one shape.
///
/// References end in addresses, too, so that they come before links.
pub(crate) fn detect(head: &Head<'_>) -> Option<Detected> {
    if feed::is_feed(head) {
        Some(Detected::of(Format::Feed, DetectReason::RootElement))
    } else if html_page::is_html(head) {
        Some(Detected::of(Format::Html, DetectReason::Markup))
    } else if plain_list::is_plain_list(head) {
        Some(Detected::of(Format::PlainList, DetectReason::TitleLines))
    } else if link_list::is_link_list(head) {
        Some(Detected::of(Format::LinkList, DetectReason::LinkLines))
    } else {
        None
    }
}
