//! One record of an XML document as a small tree.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// An element with what is in it. Names keep their prefix: the programs whose exports are read
/// always use the same.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    inside: Vec<Node>,
}

#[derive(Debug, PartialEq)]
enum Node {
    Element(Element),
    Text(String),
}

/// Records of programs are some ten elements deep and have some hundred of them, or some thousand
/// where a collaboration wrote the paper.
const DEEPEST: usize = 100;
const MOST_ELEMENTS: usize = 200_000;

impl Element {
    /// Reads one element, from its start tag to its end tag; None where it is not well-formed or
    /// has more than a record can have. Entities that XML does not know stay as they are written.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        let mut open: Vec<Element> = Vec::new();
        let mut n_elements = 0;
        loop {
            let (ends, begins) = match reader.read_event().ok()? {
                Event::Start(tag) => (false, Some(Self::begin(&tag))),
                Event::Empty(tag) => (true, Some(Self::begin(&tag))),
                Event::End(_) => (true, None),
                Event::Text(text) => {
                    open.last_mut()?.push_text(&text);
                    continue;
                }
                Event::CData(text) => {
                    open.last_mut()?.push_text(&text);
                    continue;
                }
                Event::GeneralRef(name) => {
                    let text = match name.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string(),
                        _ => resolve_predefined_entity(&name)
                            .map_or_else(|| format!("&{};", &*name), str::to_owned),
                    };
                    open.last_mut()?.push_text(&text);
                    continue;
                }
                Event::Eof => return None,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            };
            n_elements += usize::from(begins.is_some());
            open.extend(begins);
            if open.len() > DEEPEST || n_elements > MOST_ELEMENTS {
                return None;
            }
            if ends {
                let element = open.pop()?;
                match open.last_mut() {
                    Some(outer) => outer.inside.push(Node::Element(element)),
                    None => return Some(element),
                }
            }
        }
    }

    fn begin(tag: &BytesStart<'_>) -> Self {
        // Whether one stands there twice costs a look at all before it, and does not matter.
        let mut attributes = tag.attributes();
        let attributes = attributes.with_checks(false).flatten();
        Self {
            name: tag.name().as_ref().to_owned(),
            attributes: attributes
                .map(|attribute| {
                    let value = unescape(&attribute.value)
                        .map_or_else(|_| attribute.value.to_string(), Into::into);
                    (attribute.key.as_ref().to_owned(), value)
                })
                .collect(),
            inside: Vec::new(),
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.inside.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.inside.push(Node::Text(text.to_owned())),
        }
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns the elements directly inside.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Element> {
        self.inside.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns all elements that this way leads to, in their order.
    pub(crate) fn all(&self, way: &[&str]) -> Vec<&Element> {
        way.iter().fold(vec![self], |elements, name| {
            let inside = elements.into_iter().flat_map(Element::children);
            inside.filter(|child| child.name == *name).collect()
        })
    }

    /// Returns the first element that this way leads to.
    pub(crate) fn first(&self, way: &[&str]) -> Option<&Element> {
        self.all(way).into_iter().next()
    }

    /// Returns all the text within, without blanks at its ends; a carriage return is a line's end.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text.replace("\r\n", "\n")
            .replace('\r', "\n")
            .trim()
            .to_owned()
    }

    // As deep as elements are, which is bounded.
    fn add_text(&self, text: &mut String) {
        for node in &self.inside {
            match node {
                Node::Element(element) => element.add_text(text),
                Node::Text(own) => text.push_str(own),
            }
        }
    }

    /// Returns the text of the first element that this way leads to; empty where there is none.
    pub(crate) fn text_of(&self, way: &[&str]) -> String {
        self.first(way).map(Element::text).unwrap_or_default()
    }

    /// Returns the texts of all elements that this way leads to.
    pub(crate) fn texts_of(&self, way: &[&str]) -> Vec<String> {
        self.all(way).into_iter().map(Element::text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_gives_its_texts() {
        let text = "<a k='1 &amp; 2'><b>x <i>y</i> &lt;z&#233; &nbsp; AT&T</b><b/><c><![CDATA[<&]]></c></a>";
        let element = Element::parse(text).expect("well-formed");
        assert_eq!(element.attribute("k"), Some("1 & 2"));
        assert_eq!(element.texts_of(&["b"]), ["x y <zé &nbsp; AT&T", ""]);
        assert_eq!(element.text_of(&["c"]), "<&");
    }

    #[test]
    fn what_is_not_well_formed_or_too_deep_is_none() {
        for text in ["<a><b></a>", "<a>", "", "x", "<a b", &"<a>".repeat(200_000)] {
            assert_eq!(Element::parse(text), None);
        }
        let wide = format!("<a>{}</a>", "<b/>".repeat(300_000));
        assert_eq!(Element::parse(&wide), None);
        let attributes: String = (0..100_000).map(|n| format!(" a{n}='1'")).collect();
        assert!(Element::parse(&format!("<a{attributes}/>")).is_some());
    }
}
