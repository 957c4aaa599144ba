//! What each element does to the lines.

/// What an element does to the lines around and inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// It goes on in the line.
    None,
    /// It parts words.
    Space,
    /// It ends the line, but not within a heading or a link.
    Break,
    /// It has lines of its own.
    Line,
    /// It stands in one line with its like: the names of columns.
    HeaderCell,
    /// It has lines of its own, with room above and below.
    Gap,
    /// The same, and its text is running text.
    Paragraph,
    /// Its line ends are those of its text.
    Preformatted,
    Heading(u8),
    Link,
    /// Says against what addresses are resolved.
    Base,
    /// A picture whose text is none of the page's.
    Drawing,
    Formula,
    /// Says a formula once more, mostly in TeX.
    Annotation,
}

pub(super) fn effect_of(name: &[u8]) -> Effect {
    match name {
        b"a" => Effect::Link,
        b"base" => Effect::Base,
        b"br" => Effect::Break,
        b"th" => Effect::HeaderCell,
        b"img" | b"picture" | b"input" => Effect::Space,
        b"svg" => Effect::Drawing,
        b"math" => Effect::Formula,
        b"annotation" | b"annotation-xml" => Effect::Annotation,
        b"pre" => Effect::Preformatted,
        [b'h', level @ b'1'..=b'6'] => Effect::Heading(level - b'0'),
        b"p" => Effect::Paragraph,
        b"ul" | b"ol" | b"dl" | b"menu" | b"table" | b"blockquote" | b"hr" | b"article"
        | b"section" | b"header" | b"footer" | b"nav" | b"aside" | b"main" | b"figure"
        | b"form" | b"fieldset" | b"details" | b"hgroup" | b"address" | b"dialog" => Effect::Gap,
        b"html" | b"head" | b"body" | b"div" | b"li" | b"dt" | b"dd" | b"tr" | b"td" | b"thead"
        | b"tbody" | b"tfoot" | b"caption" | b"figcaption" | b"summary" | b"legend" | b"label"
        | b"button" | b"select" | b"textarea" | b"center" | b"search" | b"iframe" | b"video"
        | b"audio" | b"canvas" | b"object" => Effect::Line,
        _ => Effect::None,
    }
}

/// Whether an element stands in lines of its own, and so ends a paragraph that lacks its end.
pub(super) fn is_block(name: &[u8]) -> bool {
    match effect_of(name) {
        Effect::Line
        | Effect::HeaderCell
        | Effect::Gap
        | Effect::Paragraph
        | Effect::Preformatted
        | Effect::Heading(_) => true,
        Effect::None
        | Effect::Space
        | Effect::Break
        | Effect::Link
        | Effect::Base
        | Effect::Drawing
        | Effect::Formula
        | Effect::Annotation => false,
    }
}
