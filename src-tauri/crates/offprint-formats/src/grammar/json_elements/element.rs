//! One value of JSON while it is read, byte by byte.

use offprint_source::Line;

use crate::candidate::{LineSpan, Rejection, RejectionReason};

use super::{JsonElement, JsonPart};

/// A value while it is read.
pub(super) struct Open {
    pub(super) kind: Kind,
    pub(super) lines: LineSpan,
    pub(super) text: String,
    is_too_large: bool,
    nesting: Nesting,
    string: InString,
    /// Whether a colon was the last sign, so that a value follows.
    is_after_colon: bool,
    is_in_array: bool,
    /// How its first line begins, where the element begins it.
    first_line: Option<FirstLine>,
    /// Whether a later line begins as that one.
    pub(super) has_alike: bool,
    /// Whether it is one that is read a second time, and ends before such a line.
    pub(super) is_read_again: bool,
    may_hold_elements: bool,
    /// The string that was read last, where it may be the key of an array with elements.
    pub(super) key: String,
    /// Whether it held elements, so that it is none itself.
    pub(super) held_elements: bool,
    /// Whether it is what stands behind the elements of a folder.
    pub(super) is_rest_of_folder: bool,
}

/// Where a value begins.
pub(super) struct Place {
    pub(super) is_in_array: bool,
    pub(super) may_hold_elements: bool,
    pub(super) is_read_again: bool,
}

/// Where the reading of a value stopped.
pub(super) enum End {
    OfLine,
    OfElement,
    /// Before a sign that cannot stand in it: its own end is missing.
    Missing,
    /// After the bracket of an array that is a field's value.
    BeforeArray,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    Scalar,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum InString {
    No,
    Yes,
    /// After a backslash.
    Escaped,
}

/// How a line begins: with these blanks and a brace, and whether anything follows.
struct FirstLine {
    beginning: String,
    goes_on: bool,
}

impl FirstLine {
    /// How a line begins that has the brace of an object at `at`.
    fn of(line: &str, at: usize) -> Option<Self> {
        let beginning = match line[..at].trim().as_bytes().last() {
            None => &line[..=at],
            // The first of an array often stands on its line, and the others begin theirs.
            Some(b'[') => "{",
            Some(_) => return None,
        };
        Some(Self {
            beginning: beginning.to_owned(),
            goes_on: !line[at + 1..].trim().is_empty(),
        })
    }
}

/// A key is not longer.
const LONGEST_KEY_BYTES: usize = 200;
/// The fields behind a folder's elements, as an object.
const REST_OF_FOLDER: &str = "{\"\": 0";

impl Open {
    pub(super) fn begin(kind: Kind, line: &Line, at: usize, place: Place) -> Self {
        let first_line = (kind == Kind::Object)
            .then(|| FirstLine::of(&line.text, at))
            .flatten();
        Self {
            kind,
            lines: LineSpan::new(line.number, line.number),
            text: String::new(),
            is_too_large: false,
            nesting: Nesting::default(),
            string: InString::No,
            is_after_colon: false,
            is_in_array: place.is_in_array,
            first_line,
            has_alike: false,
            is_read_again: place.is_read_again,
            may_hold_elements: place.may_hold_elements && kind == Kind::Object,
            key: String::new(),
            held_elements: false,
            is_rest_of_folder: false,
        }
    }

    /// What follows the elements of a folder, whose array was closed in this line.
    pub(super) fn rest_of_folder(number: u32) -> Self {
        let line = Line {
            number,
            text: ",".to_owned(),
        };
        let place = Place {
            is_in_array: true,
            may_hold_elements: true,
            is_read_again: false,
        };
        let mut rest = Self::begin(Kind::Object, &line, 0, place);
        rest.nesting.open(true);
        rest.text.push_str(REST_OF_FOLDER);
        rest.first_line = None;
        rest.is_rest_of_folder = true;
        rest
    }

    /// Reads from `at` to the line's end or the value's. The line's first sign is at `line_begins_at`.
    pub(super) fn read(
        &mut self,
        line: &str,
        at: &mut usize,
        line_begins_at: Option<usize>,
    ) -> End {
        while let Some(&byte) = line.as_bytes().get(*at) {
            if self.string != InString::No {
                self.read_in_string(byte);
                *at += 1;
                continue;
            }
            if self.ends_before(line, *at, line_begins_at) {
                return match self.kind {
                    Kind::Scalar => End::OfElement,
                    Kind::Object | Kind::Array => End::Missing,
                };
            }
            *at += 1;
            let is_value = self.is_after_colon;
            if !byte.is_ascii_whitespace() {
                self.is_after_colon = byte == b':';
            }
            match byte {
                b'"' => {
                    self.string = InString::Yes;
                    self.key.clear();
                }
                b'{' => self.nesting.open(true),
                b'}' => self.nesting.close(true),
                b'[' => {
                    let is_outermost = !self.nesting.has_array();
                    self.nesting.open(false);
                    if is_value && is_outermost && self.may_hold_elements {
                        return End::BeforeArray;
                    }
                }
                b']' => self.nesting.close(false),
                _ => {}
            }
            if self.is_over() {
                return End::OfElement;
            }
        }
        End::OfLine
    }

    fn read_in_string(&mut self, byte: u8) {
        self.string = match (byte, self.string) {
            (_, InString::Escaped) => InString::Yes,
            (b'\\', _) => InString::Escaped,
            (b'"', _) => InString::No,
            _ => InString::Yes,
        };
        let is_kept = self.may_hold_elements && self.key.len() < LONGEST_KEY_BYTES;
        if is_kept && self.string != InString::No && byte.is_ascii() {
            self.key.push(char::from(byte));
        }
    }

    /// Whether the sign at `at`, outside of strings, cannot be part of it.
    fn ends_before(&self, line: &str, at: usize, line_begins_at: Option<usize>) -> bool {
        let byte = line.as_bytes()[at];
        let goes_on_with = |signs: &[char]| line[at + 1..].trim_start().starts_with(signs);
        match (self.kind, byte) {
            (Kind::Scalar, b',' | b'[' | b']' | b'{' | b'}') => true,
            // An object where only a key may stand. Braces in a text that has lost its quotation
            // marks are followed by other signs.
            (Kind::Object, b'{') => {
                self.nesting.is_in_object()
                    && !self.is_after_colon
                    && (goes_on_with(&['"', '}']) || line[at + 1..].trim().is_empty())
            }
            // The bracket of the array around it, unless it is one too many.
            (Kind::Object, b']') => {
                self.is_in_array
                    && !self.nesting.has_array()
                    && (Some(at) == line_begins_at || goes_on_with(&['}']))
            }
            _ => false,
        }
    }

    /// A line's end ends a string, so that one quotation mark too many costs one line.
    pub(super) fn end_line(&mut self) {
        self.string = InString::No;
        self.push("\n");
    }

    pub(super) fn push(&mut self, text: &str) {
        if !self.is_too_large && !self.held_elements {
            self.text.push_str(text);
        }
    }

    /// From here on it holds elements, and is none.
    pub(super) fn begin_elements(&mut self) {
        self.held_elements = true;
        self.text.clear();
    }

    /// The array in it that held elements is over.
    pub(super) fn end_array(&mut self) {
        self.nesting.close(false);
    }

    /// Whether the array that was opened last is the value of one of its own fields.
    pub(super) fn is_in_own_array(&self) -> bool {
        self.nesting.depth == 2
    }

    fn is_over(&self) -> bool {
        self.kind != Kind::Scalar && self.nesting.depth == 0
    }

    pub(super) fn passes(&self, largest_bytes: usize) -> bool {
        !self.is_too_large && self.text.len() > largest_bytes
    }

    /// Keeps only the start of what is too large.
    pub(super) fn cut(&mut self) {
        self.is_too_large = true;
        let start = self.text.floor_char_boundary(Rejection::MAX_TEXT_BYTES);
        self.text.truncate(start);
        self.text.shrink_to_fit();
    }

    /// Whether it has lines that may begin the next ones.
    pub(super) fn can_be_read_again(&self) -> bool {
        self.has_alike && !self.is_read_again && !self.is_too_large
    }

    /// Its text from the start of its first line.
    pub(super) fn into_lines(self) -> String {
        let beginning = self.first_line.map_or(String::new(), |line| line.beginning);
        beginning.trim_end_matches('{').to_owned() + &self.text
    }

    /// Whether a line begins as the element's own first line did.
    pub(super) fn begins_like(&self, line: &str) -> bool {
        self.first_line.as_ref().is_some_and(|first| {
            line.strip_prefix(&first.beginning)
                .is_some_and(|rest| rest.trim().is_empty() != first.goes_on)
        })
    }

    pub(super) fn whole(self) -> JsonPart {
        if self.is_too_large {
            return self.broken(RejectionReason::TooLarge);
        }
        JsonPart::Element(JsonElement::Whole {
            lines: self.lines,
            text: self.text,
        })
    }

    pub(super) fn end_of_folder(self) -> JsonPart {
        JsonPart::FolderEnds {
            lines: self.lines,
            fields: self.text,
        }
    }

    pub(super) fn broken(self, reason: RejectionReason) -> JsonPart {
        let reason = if self.is_too_large {
            RejectionReason::TooLarge
        } else {
            reason
        };
        let rejection = Rejection::new(self.lines, reason, self.text.trim_end());
        JsonPart::Element(JsonElement::Broken(rejection))
    }
}

/// The brackets that are open, and of which kind the outermost ones are.
#[derive(Default)]
struct Nesting {
    /// How many of the outermost levels are open.
    depth: usize,
    /// One bit for each of these, the outermost first; set for objects.
    objects: u128,
    /// How many arrays and objects are open inside these.
    n_deeper: [usize; 2],
}

impl Nesting {
    /// JSON is read no deeper than this, and so the order of what is deeper tells nothing.
    const MOST_KNOWN: usize = 128;

    fn open(&mut self, is_object: bool) {
        if self.depth == Self::MOST_KNOWN {
            self.n_deeper[usize::from(is_object)] += 1;
            return;
        }
        let bit = 1 << self.depth;
        self.objects = (self.objects & !bit) | if is_object { bit } else { 0 };
        self.depth += 1;
    }

    /// Closes the innermost bracket of a kind, and those inside it, which lack their own.
    fn close(&mut self, is_object: bool) {
        let n_deeper = &mut self.n_deeper[usize::from(is_object)];
        if *n_deeper > 0 {
            *n_deeper -= 1;
            return;
        }
        let of_kind = if is_object {
            self.objects & self.open_levels()
        } else {
            !self.objects & self.open_levels()
        };
        if of_kind != 0 {
            self.depth = of_kind.ilog2() as usize;
            self.n_deeper = [0; 2];
        }
    }

    fn is_in_object(&self) -> bool {
        self.n_deeper == [0; 2] && self.depth > 0 && self.objects >> (self.depth - 1) & 1 == 1
    }

    fn has_array(&self) -> bool {
        self.n_deeper[0] > 0 || !self.objects & self.open_levels() != 0
    }

    fn open_levels(&self) -> u128 {
        match self.depth {
            0 => 0,
            depth => u128::MAX >> (Self::MOST_KNOWN - depth),
        }
    }
}
