//! A line is written down as the page-text reader wants it.

use std::ops::Range;
use std::rc::Rc;

use super::SeenLine;
use crate::digest::page_text::{may_name_a_work, may_stand_for_a_work};
use crate::fields::link::{Link, LinkKind};

/// A line: pieces of text, some of them linked.
#[derive(Default)]
pub(super) struct Line {
    /// Never empty ones, and no two of one link side by side.
    pub(super) pieces: Vec<Piece>,
    /// It is parted from the line above.
    pub(super) follows_gap: bool,
    /// The level of the heading that it is of, from 1 to 6.
    pub(super) heading: Option<u8>,
    /// The bytes of the HTML that it comes from.
    pub(super) place: Range<usize>,
}

pub(super) struct Piece {
    pub(super) text: String,
    /// Where it leads. Each link of the page has its own, whatever its address.
    pub(super) link: Option<Rc<str>>,
}

/// Nobody sees more in one line, and each costs the reader.
const MOST_LINKS: usize = 200;

impl Piece {
    pub(super) fn is_of(&self, link: Option<&Rc<str>>) -> bool {
        match (&self.link, link) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    fn has_letters(&self) -> bool {
        self.text.contains(char::is_alphanumeric)
    }
}

impl Line {
    /// Leaves the text of a link and takes the link off.
    pub(super) fn forget(&mut self, link: &Rc<str>) {
        for piece in &mut self.pieces {
            if piece.is_of(Some(link)) {
                piece.link = None;
            }
        }
    }

    /// Whether its links say more than its text does.
    ///
    /// The name of a person, a laboratory or a menu is a link of its own on most pages, and the
    /// reader takes a line that is one link for a title. So such a link stays only where it leads
    /// to a work or its text may name one.
    fn keeps_links(&self) -> bool {
        let mut links = self.pieces.iter().filter(|piece| piece.link.is_some());
        let is_all_linked = !self
            .pieces
            .iter()
            .any(|piece| piece.link.is_none() && piece.has_letters());
        let leads_to_work = |piece: &Piece| {
            let link = piece.link.as_deref().and_then(Link::parse);
            link.is_some_and(|link| match link.kind {
                LinkKind::Paper | LinkKind::Code | LinkKind::Pdf => true,
                LinkKind::Other => false,
            })
        };
        if !is_all_linked || self.heading.is_some() {
            return true;
        }
        // "3" and "2 comments" lead to a part of a work's page, and stand beside any work.
        let is_count = |piece: &Piece| {
            let text = piece.text.trim_start();
            !may_stand_for_a_work(text) && text.starts_with(|c: char| c.is_ascii_digit())
        };
        if links.clone().any(leads_to_work) {
            return !links.all(is_count);
        }
        let is_one_link = links.clone().count() == 1;
        is_one_link && links.all(|piece| may_name_a_work(&piece.text))
    }

    /// Whether it holds nothing but buttons, counts and dates, some of them links: parted by style
    /// alone, they would read as one phrase.
    fn is_row_of_buttons(&self) -> bool {
        self.heading.is_none()
            && self.pieces.len() > 1
            && self.pieces.iter().any(|piece| piece.link.is_some())
            && !self
                .pieces
                .iter()
                .any(|piece| may_stand_for_a_work(piece.text.trim()))
    }

    /// Whether it is a heading whose whole text is one link, which marks it well enough.
    fn is_one_link(&self) -> bool {
        matches!(&self.pieces[..], [piece] if piece.link.is_some() && piece.has_letters())
    }
}

/// Returns which of the lines that a link is around it names: a heading, the first line that is
/// no page noise, or the first of all.
pub(super) fn naming_line<'a>(
    lines: impl Iterator<Item = &'a Line> + Clone,
    link: &Rc<str>,
) -> Option<usize> {
    let text_of = |line: &Line| -> String {
        let pieces = line.pieces.iter().filter(|piece| piece.is_of(Some(link)));
        pieces.map(|piece| piece.text.as_str()).collect()
    };
    let linked = || {
        lines
            .clone()
            .enumerate()
            .filter(|(_, line)| line.pieces.iter().any(|piece| piece.is_of(Some(link))))
    };
    linked()
        .find(|(_, line)| line.heading.is_some() && text_of(line).contains(char::is_alphanumeric))
        .or_else(|| linked().find(|(_, line)| may_stand_for_a_work(&text_of(line))))
        .or_else(|| linked().next())
        .map(|(at, _)| at)
}

/// Adds a line to the text; what are several buttons becomes several lines.
pub(super) fn write_line(out: &mut Vec<SeenLine>, line: Line) {
    if !line.is_row_of_buttons() {
        write_one(out, line);
        return;
    }
    let mut follows_gap = line.follows_gap;
    for piece in line.pieces.into_iter().filter(Piece::has_letters) {
        let piece = Piece {
            text: piece.text.trim().to_owned(),
            ..piece
        };
        let button = Line {
            pieces: vec![piece],
            follows_gap: std::mem::take(&mut follows_gap),
            heading: None,
            place: line.place.clone(),
        };
        write_one(out, button);
    }
}

fn write_one(out: &mut Vec<SeenLine>, mut line: Line) {
    if !line.keeps_links() {
        for piece in &mut line.pieces {
            piece.link = None;
        }
    }
    let mut text = String::new();
    let mut n_links = 0;
    let mut plain = String::new();
    for piece in &line.pieces {
        match &piece.link {
            Some(address) if piece.has_letters() && n_links < MOST_LINKS => {
                write_plain(&mut text, &std::mem::take(&mut plain));
                write_link(&mut text, &piece.text, address);
                n_links += 1;
            }
            // The sign beside a heading that links to the heading itself.
            Some(_) if line.heading.is_some() && !piece.has_letters() => {}
            _ => plain.push_str(&piece.text),
        }
    }
    write_plain(&mut text, &plain);
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    if line.follows_gap && !out.is_empty() {
        out.push(SeenLine {
            place: line.place.clone(),
            text: String::new(),
        });
    }
    let mut written = String::with_capacity(text.len());
    if let Some(level) = line.heading
        && !line.is_one_link()
        && text.contains(char::is_alphanumeric)
    {
        written.extend(std::iter::repeat_n('#', usize::from(level)));
        written.push(' ');
    }
    // A bracket that opens and never closes is a link that goes on in the next line.
    if !text.contains(']') && text.contains('[') {
        written.push_str(&text.replace('[', "&#91;"));
    } else {
        written.push_str(text);
    }
    out.push(SeenLine {
        place: line.place,
        text: written,
    });
}

fn write_plain(out: &mut String, text: &str) {
    if text.contains("](") {
        out.push_str(&text.replace("](", "]&#40;"));
    } else {
        out.push_str(text);
    }
}

fn write_link(out: &mut String, text: &str, address: &str) {
    if text == address {
        out.push_str(text);
        return;
    }
    // `![` is a picture.
    if out.ends_with('!') {
        out.push(' ');
    }
    out.push('[');
    if has_pairs(text, '[', ']') && !text.contains("](") {
        out.push_str(text);
    } else {
        out.push_str(&text.replace('[', "&#91;").replace(']', "&#93;"));
    }
    out.push_str("](");
    let keeps_brackets = has_pairs(address, '(', ')');
    for c in address.chars() {
        match c {
            '(' if !keeps_brackets => out.push_str("%28"),
            ')' if !keeps_brackets => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out.push(')');
}

/// Whether every bracket has its other one.
fn has_pairs(text: &str, opener: char, closer: char) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        if c == opener {
            depth += 1;
        } else if c == closer {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            }
        }
    }
    depth == 0
}
