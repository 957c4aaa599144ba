//! Which lines may be titles, which are names, and what labels say.

use super::prose;
use super::row::Row;

/// What a line says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Authors,
    Abstract,
}

/// Splits "Title: …", "Authors: …" and "Abstract — …" into label and rest.
pub(super) fn split_label(text: &str) -> (Option<Label>, &str) {
    const LABELS: [(&str, Label); 10] = [
        ("Title:", Label::Title),
        ("Paper:", Label::Title),
        ("Authors:", Label::Authors),
        ("Author:", Label::Authors),
        ("Authors", Label::Authors),
        ("Abstract:", Label::Abstract),
        ("Abstract", Label::Abstract),
        ("ABSTRACT", Label::Abstract),
        ("TL;DR:", Label::Abstract),
        ("TLDR:", Label::Abstract),
    ];
    for (start, label) in LABELS {
        let Some(rest) = text.strip_prefix(start) else {
            continue;
        };
        let is_whole_word = start.ends_with(':')
            || rest.is_empty()
            || rest.starts_with([':', '—', '–', '.'])
            || rest.starts_with(" — ")
            || (label == Label::Abstract
                && rest.starts_with(char::is_uppercase)
                && rest.len() > 150);
        if is_whole_word {
            return (
                Some(label),
                rest.trim_start_matches([':', '—', '–', '.', ' ', '-']),
            );
        }
    }
    (None, text)
}

/// Whether a text may be a title at all.
pub(super) fn may_be_title(text: &str) -> bool {
    let n_letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_greeting = [
        "Dear ",
        "Hi ",
        "Hello",
        "Hey ",
        "Best wishes",
        "Kind regards",
        "Cheers",
        "Thanks",
        "Thank you",
    ]
    .iter()
    .any(|start| text.starts_with(start));
    let is_one_small_word = !text.contains(' ')
        && !text
            .chars()
            .any(|c| (c.is_alphabetic() && !c.is_lowercase()) || c == '$');
    n_letters >= 2
        && !is_greeting
        && !is_one_small_word
        && !text.ends_with([',', ';', ':'])
        && !text.contains('@')
        && text.len() < 1000
}

/// Whether a title tells works apart by itself: four words or twenty letters.
pub(super) fn is_telling(text: &str) -> bool {
    text.split_whitespace().count() >= 4
        || text.chars().filter(|c| c.is_alphanumeric()).count() >= 20
        || text.chars().filter(|&c| c >= '\u{2e80}').count() >= 5
}

/// Whether a phrase is more likely a laboratory or a person than a title.
pub(super) fn is_weak(row: &Row) -> bool {
    !row.is_marked && (is_group_name(&row.text) || !is_telling(&row.text))
}

/// Whether a phrase is the name of a laboratory, a university or the like.
pub(super) fn is_group_name(text: &str) -> bool {
    const GROUPS: &[&str] = &[
        "university",
        "institute",
        "laboratory",
        "laboratories",
        "labs",
        "lab",
        "inc",
        "ltd",
        "gmbh",
        "group",
        "research",
        "school",
        "college",
        "department",
        "foundation",
        "corporation",
        "company",
        "team",
        "center",
        "centre",
        "academy",
        "society",
    ];
    let n_words = text.split_whitespace().count();
    let last = text
        .split_whitespace()
        .next_back()
        .unwrap_or("")
        .to_lowercase();
    let starts = ["University of", "Institute of", "Technical University"];
    let within = [
        " Institute of ",
        " Institute for ",
        " Academy of ",
        " University of ",
        " School of ",
        " Center for ",
        " Centre for ",
    ];
    n_words <= 6
        && (GROUPS.contains(&last.trim_end_matches('.'))
            || starts.iter().any(|start| text.starts_with(start))
            || (prose::is_title_case(text) && within.iter().any(|part| text.contains(part))))
}

/// Whether a line lists people: "Ana Roe, Bo Lund and Caro Vik".
pub(super) fn is_author_list(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ' ']);
    let text = text
        .strip_suffix("et al")
        .unwrap_or(text)
        .trim_end_matches([',', ' ']);
    if text.contains([':', '?', '$', '(', '/']) {
        return false;
    }
    let names: Vec<&str> = text
        .split([',', ';', '·', '•'])
        .flat_map(|part| part.split(" and "))
        .map(|name| name.trim().trim_start_matches("and ").trim())
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() < 2 {
        return false;
    }
    let n_initials = names
        .iter()
        .filter(|name| name.split_whitespace().any(is_initial))
        .count();
    let all_are_names = names.iter().all(|name| is_name(name));
    // Two names alone may be a title: "Deep Nets and Wide Nets".
    all_are_names
        && (names.len() >= 3 || n_initials > 0 || text.contains(','))
        && (text.contains(',') || text.contains(['·', '•', ';']) || n_initials > 0)
}

fn is_initial(word: &str) -> bool {
    let letters = word.trim_end_matches('.');
    word.ends_with('.') && letters.chars().count() == 1 && letters.starts_with(char::is_uppercase)
}

fn is_name(name: &str) -> bool {
    const NOT_NAMES: &[&str] = &[
        "Learning",
        "Networks",
        "Network",
        "Models",
        "Model",
        "Deep",
        "Neural",
        "Large",
        "Language",
        "Data",
        "Methods",
        "Analysis",
        "Theory",
        "Systems",
        "Vision",
        "Images",
        "Attention",
        "Using",
        "Efficient",
        "Practice",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_particle = |word: &str| word.starts_with(char::is_lowercase) && word.len() <= 4;
    (2..=5).contains(&words.len())
        && !is_particle(words[words.len() - 1])
        && words.iter().all(|word| {
            let is_capital = word.starts_with(|c: char| c.is_uppercase())
                && !word.bytes().any(|byte| byte.is_ascii_digit())
                && !NOT_NAMES.contains(word);
            is_capital || is_particle(word)
        })
        && words.iter().filter(|word| is_particle(word)).count() <= 2
        && !words.iter().any(|word| {
            matches!(
                *word,
                "of" | "for" | "with" | "in" | "on" | "the" | "to" | "via" | "by" | "from"
            )
        })
}

/// Whether `next` goes on with the title that `first` begins.
///
/// `wrap_width` is that of the column, where the abstract below was broken, too.
pub(super) fn goes_on(first: &Row, next: &Row, wrap_width: Option<usize>) -> bool {
    const OPEN_WORDS: &[&str] = &[
        "a", "an", "the", "of", "for", "and", "or", "with", "via", "in", "on", "to", "from", "by",
        "as", "at", "into", "through", "using", "under", "without", "towards", "toward", "is",
    ];
    let last_word = first
        .text
        .split_whitespace()
        .next_back()
        .unwrap_or("")
        .to_lowercase();
    let next_word = next.text.split_whitespace().next().unwrap_or("");
    let is_long_enough = first.text.chars().count() >= 20;
    let is_left_open = OPEN_WORDS.contains(&last_word.as_str())
        || first.text.ends_with([':', ',', '-', '–', '—', '&'])
        || first.raw.trim_end().ends_with('\\');
    let is_indented_more = next.is_indented && !first.is_indented && !next.is_marked;
    let goes_on_small = next_word.chars().next().is_some_and(char::is_lowercase)
        && !next_word.contains(char::is_uppercase)
        && !next_word.contains(char::is_numeric)
        && next.text.contains(' ');
    let fills_column = wrap_width.is_some_and(|width| {
        let n_filled = first.raw.trim_end().chars().count() + 1 + next_word.chars().count();
        n_filled > width && prose::is_title_case(&first.text) == prose::is_title_case(&next.text)
    });
    !next.is_marked
        && (is_left_open || (is_long_enough && (goes_on_small || is_indented_more || fills_column)))
}

/// Whether a line is written as titles are: in capitals, or in scholars' words.
pub(super) fn reads_as_title(text: &str) -> bool {
    prose::is_title_case(text) || prose::has_scholarly_word(text)
}
