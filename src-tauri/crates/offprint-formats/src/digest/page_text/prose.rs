//! Whether a text reads like an abstract, a sentence, a letter or a program.

use std::sync::LazyLock;

/// What a text looks like by its shape alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Long enough for an abstract, and written in sentences.
    Prose,
    /// One sentence: a one-line summary, or a title that ends in a full stop.
    Sentence,
    /// Short and without a full stop: a title, a name, a word of a menu.
    Phrase,
    /// A line of a program or of mark-up.
    Code,
}

pub(super) fn shape(text: &str) -> Shape {
    if is_code(text) {
        return Shape::Code;
    }
    let n_chars = text.chars().take(400).count();
    if is_unspaced(text) {
        return shape_of_unspaced(text, n_chars);
    }
    let ends = ends_sentence(text);
    let is_long = n_chars >= 300 || (n_chars >= 150 && (ends || has_sentence_break(text)));
    if is_long {
        return Shape::Prose;
    }
    let n_words = text.split_whitespace().count();
    let has_full_stop = text
        .trim_end_matches(['"', '\'', ')', '”'])
        .ends_with(['.', '!', '…']);
    if has_full_stop && n_words >= 8 && !is_title_case(text) {
        return Shape::Sentence;
    }
    Shape::Phrase
}

/// Whether most of a text is in a script without spaces, where words cannot be counted.
pub(super) fn is_unspaced(text: &str) -> bool {
    let (mut n_letters, mut n_unspaced) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(200) {
        n_letters += 1;
        n_unspaced += usize::from(is_letter_without_spaces(c));
    }
    n_unspaced > 0 && n_unspaced * 2 >= n_letters
}

/// Whether a text is in a script that has no capitals.
pub(super) fn is_uncased(text: &str) -> bool {
    let (mut n_letters, mut n_uncased) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(200) {
        n_letters += 1;
        n_uncased += usize::from(!c.is_uppercase() && !c.is_lowercase());
    }
    n_uncased > 0 && n_uncased * 2 >= n_letters
}

fn is_letter_without_spaces(c: char) -> bool {
    let is_hangul = ('\u{ac00}'..='\u{d7af}').contains(&c);
    let is_southern = matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    (c >= '\u{2e80}' && !is_hangul) || is_southern
}

/// A Chinese or Japanese letter says as much as three or four Latin ones.
fn shape_of_unspaced(text: &str, n_chars: usize) -> Shape {
    let n_ideographs = text.chars().take(400).filter(|&c| c >= '\u{2e80}').count();
    let is_dense = n_ideographs * 2 >= n_chars;
    let (n_prose, n_sentence) = if is_dense { (50, 10) } else { (150, 50) };
    let full_stops = ['。', '．', '.', '！', '？', '；'];
    let has_full_stop = text.contains(full_stops);
    if n_chars >= n_prose * 2 || (n_chars >= n_prose && (has_full_stop || !is_dense)) {
        Shape::Prose
    } else if n_chars >= n_sentence && ends_sentence(text) && !text.ends_with(['？', '?']) {
        Shape::Sentence
    } else {
        Shape::Phrase
    }
}

pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', ')', ']', '”', '’', '$'])
        .ends_with(['.', '!', '?', '…', '。', '．', '！', '？'])
}

pub(super) fn has_sentence_break(text: &str) -> bool {
    text.match_indices(['.', '?', '!']).any(|(at, _)| {
        let mut after = text[at + 1..].chars();
        after.next() == Some(' ') && after.next().is_some_and(char::is_uppercase)
    })
}

/// Whether most of a line's longer words begin with a capital, as in English titles.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut n_long = 0;
    let mut n_capital = 0;
    for word in text.split_whitespace().skip(1) {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.chars().count() > 3 {
            n_long += 1;
            n_capital += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    n_long > 0 && n_capital * 10 >= n_long * 6
}

/// Whom prose speaks to: counts of telling words.
pub(super) struct Voice {
    n_scholarly: usize,
    n_personal: usize,
    /// "we", "our", "this paper", "the study".
    n_of_authors: usize,
    is_english: bool,
    /// Hardly any signs and numbers, as in running text. Looked for only in what is not English.
    is_running_text: bool,
}

impl Voice {
    pub(super) fn of(text: &str) -> Self {
        let is_part = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
        let mut scholarly: Vec<&str> = Vec::new();
        let mut lower = String::new();
        let (mut n_words, mut n_english, mut n_personal, mut n_of_authors) = (0, 0, 0, 0);
        let words = text
            .split(|c: char| !is_part(c))
            .filter(|word| !word.is_empty());
        for word in words.take(400) {
            n_words += 1;
            n_personal += usize::from(word == "I");
            lower.clear();
            if word.is_ascii() {
                lower.push_str(word);
                lower.make_ascii_lowercase();
            } else {
                lower.extend(word.chars().flat_map(char::to_lowercase));
            }
            let Some(telling) = Telling::like(&lower) else {
                continue;
            };
            n_english += usize::from(telling.english.contains(&lower.as_str()));
            n_personal += usize::from(telling.personal.contains(&lower.as_str()));
            n_of_authors += usize::from(telling.of_authors.contains(&lower.as_str()));
            let mut scholarly_words = telling.scholarly.iter();
            if let Some(known) = scholarly_words.find(|known| lower.starts_with(**known))
                && !scholarly.contains(known)
            {
                scholarly.push(known);
            }
        }
        let is_english = n_english * 15 >= n_words;
        Self {
            n_scholarly: scholarly.len(),
            n_personal,
            n_of_authors,
            is_running_text: !is_english && is_running_text(text),
            is_english,
        }
    }

    /// It speaks to a person more than of research.
    pub(super) fn is_personal(&self) -> bool {
        self.is_english && self.n_personal >= 2 && self.n_personal * 2 > self.n_scholarly
    }

    /// It speaks of research. Of a text that is not English that cannot be told, and is assumed.
    pub(super) fn is_scholarly(&self) -> bool {
        !self.is_personal() && self.has_scholars_words(2)
    }

    /// It can hardly be anything but an abstract.
    pub(super) fn is_surely_research(&self) -> bool {
        let has_authors_words = self.n_of_authors >= 1 && self.has_scholars_words(2);
        !self.is_personal() && (has_authors_words || self.has_scholars_words(5))
    }

    fn has_scholars_words(&self, n: usize) -> bool {
        if self.is_english {
            self.n_scholarly >= n
        } else {
            self.is_running_text
        }
    }
}

fn is_running_text(text: &str) -> bool {
    let (mut n_chars, mut n_plain) = (0, 0);
    for c in text.chars().take(2000) {
        n_chars += 1;
        n_plain += usize::from(c.is_alphabetic() || c.is_whitespace());
    }
    n_plain * 10 >= n_chars * 9
}

/// Whether a phrase holds a word that abstracts are made of.
pub(super) fn has_scholarly_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let lower = word.to_lowercase();
        SCHOLARLY
            .iter()
            .any(|known| lower.starts_with(known) && known.len() >= 5)
    })
}

fn is_code(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "//", "/*", "*/", "#include", "#!", "import ", "from \"", "use ", "fn ", "pub ", "def ",
        "let ", "const ", "var ", "return ", "<?", "<!", "</", "<div", "<p>", "<html", "<a ",
        "<li", "impl ", "struct ", "@",
    ];
    const ENDS: &[&str] = &[";", "{", "}", "};", "),", ");", "):", "/>"];
    let is_use_of_english = (text.starts_with("use ")
        || text.starts_with("return ")
        || text.starts_with("import ")
        || text.starts_with("let "))
        && !text.ends_with(';');
    if is_use_of_english && text.split_whitespace().count() > 4 {
        return false;
    }
    STARTS.iter().any(|start| text.starts_with(start))
        || (ENDS.iter().any(|end| text.ends_with(end)) && !text.ends_with("$}") && text.len() < 160)
        || text.contains("=>")
        || text.contains(" == ")
        || text.contains("();")
        || (text.contains(" = ") && text.len() < 80 && !text.contains('$'))
}

/// The telling words that begin with one letter. Every word of a page is looked up, and few begin as it does.
#[derive(Debug, Default)]
struct Telling {
    english: Vec<&'static str>,
    of_authors: Vec<&'static str>,
    personal: Vec<&'static str>,
    scholarly: Vec<&'static str>,
}

impl Telling {
    /// Returns those that begin like a word, which is in small letters.
    fn like(word: &str) -> Option<&'static Self> {
        static BY_LETTER: LazyLock<[Telling; 26]> = LazyLock::new(|| {
            let beginning = |letter: u8, words: &[&'static str]| -> Vec<&'static str> {
                let words = words.iter().copied();
                words.filter(|word| word.as_bytes()[0] == letter).collect()
            };
            std::array::from_fn(|place| {
                let letter = b'a' + place as u8;
                Telling {
                    english: beginning(letter, ENGLISH),
                    of_authors: beginning(letter, OF_AUTHORS),
                    personal: beginning(letter, PERSONAL),
                    scholarly: beginning(letter, SCHOLARLY),
                }
            })
        });
        let place = word.bytes().next()?.checked_sub(b'a')?;
        BY_LETTER.get(usize::from(place))
    }
}

const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "we", "with", "are",
];

const OF_AUTHORS: &[&str] = &["we", "our", "paper", "study"];

const PERSONAL: &[&str] = &[
    "you",
    "your",
    "i'm",
    "i'll",
    "i've",
    "i’m",
    "my",
    "me",
    "thanks",
    "thank",
    "dear",
    "regards",
    "hello",
    "please",
    "mum",
    "love",
    "yours",
    "sorry",
    "subscribe",
    "unsubscribe",
    "cookies",
    "click",
];

/// Beginnings of words that abstracts are made of.
const SCHOLARLY: &[&str] = &[
    "paper",
    "propos",
    "present",
    "method",
    "result",
    "stud",
    "model",
    "data",
    "approach",
    "experiment",
    "analy",
    "network",
    "learn",
    "algorithm",
    "theor",
    "evidence",
    "effect",
    "perform",
    "evaluat",
    "investigat",
    "introduc",
    "demonstrat",
    "framework",
    "train",
    "task",
    "estimat",
    "patient",
    "cell",
    "species",
    "measure",
    "observ",
    "compar",
    "finding",
    "survey",
    "review",
    "research",
    "problem",
    "novel",
    "sample",
    "hypothes",
    "simulat",
    "predict",
    "baseline",
    "benchmark",
    "accura",
    "optimi",
    "architect",
    "represent",
    "function",
    "structur",
    "behavio",
    "participant",
    "significan",
    "correlat",
    "distribut",
    "quantum",
    "protein",
    "gene",
    "language",
    "image",
    "graph",
    "equation",
    "proof",
    "prove",
    "bound",
    "show",
    "find",
    "calibrat",
    "record",
    "limit",
    "technique",
    "system",
    "parameter",
    "empirical",
];
