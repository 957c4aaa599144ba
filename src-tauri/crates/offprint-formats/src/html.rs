//! HTML as the lines that a person sees, with its links as Markdown.
//!
//! Copied text loses the links of a page, and with them the identifiers; the HTML that comes with
//! it has both. What comes out of here is text for the page-text reader, and is what is kept. It
//! builds no tree: one pass over the tokens, so that neither deep nesting nor tags without an end
//! cost more than their length.
//!
//! The steps, each in a file of its own:
//! - `envelope`: what a clipboard puts around a fragment;
//! - `elements`: what each element does to the lines;
//! - `hidden`: what nobody sees;
//! - `lines`: text and links are gathered into lines;
//! - `markdown`: a line is written down;
//! - `address`: where a link leads, whole.

mod address;
mod elements;
mod envelope;
mod hidden;
mod lines;
mod markdown;
#[cfg(test)]
mod tests;

use std::ops::Range;

use html5gum::{DefaultEmitter, EndTag, StartTag, State, Token, Tokenizer};

use crate::placed::{PlacedLine, PlacedText};

use address::Addresses;
use elements::{Effect, effect_of};
use hidden::{Hidden, is_hidden};
use lines::Lines;

/// Turns HTML into the lines that a person sees.
///
/// Lines end in a line feed; paragraphs, headings and lists are parted by an empty line. Headings
/// begin with `#`, links are `[text](address)`, formulas `$…$`. A heading that is one link is that
/// link alone. A link around several lines stands on the one that names it. Addresses are whole
/// and of the web: relative ones are resolved where `<base>` or the clipboard's `SourceURL` says
/// against what, and left out otherwise, as are those of names and buttons. `html` may be a
/// fragment, with or without the header of Windows' "HTML Format".
///
/// Takes time and memory in proportion to `html`; nothing in it makes this fail.
/// Source: the samples in `tests/samples/pages/`; the HTML standard for the tokens.
pub fn lines_of_html(html: &str) -> String {
    seen_lines(html)
        .into_iter()
        .flat_map(|line| [line.text, "\n".to_owned()])
        .collect()
}

/// Turns HTML into the lines that a person sees, as [`lines_of_html`] does, each with the lines of
/// the source that it comes from.
pub(crate) fn placed_lines_of_html(html: &PlacedText) -> Vec<PlacedLine> {
    seen_lines(html.as_str())
        .into_iter()
        .map(|line| PlacedLine {
            lines: html.lines_of(&line.place),
            text: line.text,
        })
        .collect()
}

/// A line that a person sees, and the bytes of the HTML from its first word to its last.
pub(in crate::html) struct SeenLine {
    text: String,
    place: Range<usize>,
}

fn seen_lines(html: &str) -> Vec<SeenLine> {
    let envelope = envelope::open(html);
    let n_header = envelope.html.as_ptr().addr() - html.as_ptr().addr();
    let mut page = Page {
        addresses: Addresses::new(envelope.source_url, html.len()),
        lines: Lines::default(),
        hidden: None,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut tokenizer = Tokenizer::new_with_emitter(envelope.html, emitter);
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Token::StartTag(tag) => {
                page.lines
                    .stand_at(n_header + tag.span.start..n_header + tag.span.end);
                // In drawings these are plain elements; `<title/>` there would eat the page.
                if page.hidden.as_ref().is_some_and(Hidden::is_drawing) {
                    tokenizer.set_state(State::Data);
                }
                page.start(&tag);
            }
            Token::EndTag(tag) => page.end(&tag),
            Token::String(text) if page.hidden.is_none() => {
                let place = n_header + text.span.start..n_header + text.span.end;
                page.lines
                    .push_text(&String::from_utf8_lossy(&text), html, place);
            }
            Token::Comment(comment) => match comment.as_slice() {
                // Around the fragment is what it was cut from; only `<base>` counts there.
                b"StartFragment" => {
                    page.lines = Lines::default();
                    page.hidden = None;
                }
                b"EndFragment" => break,
                _ => {}
            },
            Token::String(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.lines.finish()
}

struct Page {
    addresses: Addresses,
    lines: Lines,
    /// What is passed over now.
    hidden: Option<Hidden>,
}

impl Page {
    fn start(&mut self, tag: &StartTag<usize>) {
        if let Some(hidden) = &mut self.hidden {
            if !hidden.ends_at_start(&tag.name, tag.self_closing) {
                return;
            }
            self.hidden = None;
        }
        let effect = effect_of(&tag.name);
        self.apply(effect);
        if is_hidden(tag) || (effect == Effect::Drawing && !tag.self_closing) {
            self.hidden = Hidden::begin(&tag.name);
            return;
        }
        match effect {
            Effect::Base => {
                if let Some(href) = attribute(tag, "href") {
                    self.addresses.set_base(&href);
                }
            }
            Effect::Link => {
                let href = attribute(tag, "href");
                let address = href.and_then(|href| self.addresses.resolve(&href));
                self.lines.begin_link(address);
            }
            Effect::Formula if !tag.self_closing => match attribute(tag, "alttext") {
                Some(tex) => {
                    self.lines.push_formula(&tex);
                    self.hidden = Hidden::begin(&tag.name);
                }
                None => self.lines.begin_formula(),
            },
            Effect::Annotation => {
                let encoding = attribute(tag, "encoding").unwrap_or_default();
                self.lines
                    .begin_annotation(encoding.to_ascii_lowercase().ends_with("tex"));
            }
            // KaTeX prints each formula twice: once for readers aloud, and once as drawn.
            Effect::None
                if self.lines.ends_in_formula()
                    && attribute(tag, "class")
                        .is_some_and(|class| class.contains("katex-html")) =>
            {
                self.hidden = Hidden::begin(&tag.name);
            }
            Effect::None
            | Effect::Space
            | Effect::Break
            | Effect::Line
            | Effect::HeaderCell
            | Effect::Gap
            | Effect::Paragraph
            | Effect::Preformatted
            | Effect::Heading(_)
            | Effect::Drawing
            | Effect::Formula => {}
        }
    }

    /// What opening and passing an element does to the open line.
    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Space => self.lines.push_space(),
            Effect::Break => self.lines.break_line(),
            Effect::Line => self.lines.end_line(),
            Effect::HeaderCell => self.lines.begin_header_cell(),
            Effect::Gap => self.lines.end_paragraph(),
            Effect::Paragraph => self.lines.begin_paragraph(),
            Effect::Heading(level) => self.lines.begin_heading(level),
            Effect::Preformatted => self.lines.begin_preformatted(),
            // An icon stands between things unless a sentence goes on around it.
            Effect::Drawing => self.lines.end_line_outside_of_text(),
            Effect::None | Effect::Link | Effect::Base | Effect::Formula | Effect::Annotation => {}
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        if let Some(hidden) = &mut self.hidden {
            if hidden.ends_at_end(&tag.name) {
                self.hidden = None;
            } else {
                return;
            }
        }
        match effect_of(&tag.name) {
            Effect::Line => self.lines.end_line(),
            Effect::Gap | Effect::Paragraph | Effect::Heading(_) => self.lines.end_paragraph(),
            Effect::Preformatted => self.lines.end_preformatted(),
            Effect::Link => self.lines.end_link(),
            Effect::Formula => self.lines.end_formula(),
            Effect::Annotation => self.lines.end_annotation(),
            Effect::Space | Effect::HeaderCell => self.lines.push_space(),
            Effect::None | Effect::Break | Effect::Base | Effect::Drawing => {}
        }
    }
}

/// Returns an attribute's value; none where the tag does not have it.
fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}
