//! The title key: what is left of a title when everything that varies is taken off.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::clean::symbols;

/// Returns the title key. PRODUCT.md, "Identity", rule 2.
///
/// Letters and digits of any script, without case, accents, punctuation and spaces; TeX and math
/// reduced to their letters. Empty where a title has no letter or digit. The key of a key is the
/// key.
pub fn title_key(title: &str) -> String {
    text_key(title, usize::MAX)
}

/// Returns the first `n_letters` of a text's key, for comparing abstracts, and reads no more of
/// the text than that takes.
pub fn text_key(text: &str, n_letters: usize) -> String {
    // Nearly all texts are plain letters; only the others need to be taken apart.
    if text.bytes().all(|b| b.is_ascii() && b != b'\\') {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        let mut key = String::with_capacity(text.len().min(n_letters));
        key.extend(letters.take(n_letters).map(|c| c.to_ascii_lowercase()));
        return key;
    }
    any_text_key(text, n_letters)
}

fn any_text_key(text: &str, n_letters: usize) -> String {
    let mut key = String::with_capacity(text.len().min(n_letters.saturating_mul(2)));
    let mut n = 0;
    let mut push = |c: char| {
        key.push(c);
        n += 1;
        n < n_letters
    };
    let decoded = WithoutTex { rest: text }
        .nfkd()
        .filter(|&c| !is_accent(c))
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|&c| !is_accent(c));
    for c in decoded {
        let goes_on = match folded(c) {
            Some(letters) => letters.chars().map(&mut push).last().unwrap_or(true),
            None if c.is_alphanumeric() || is_combining_mark(c) => push(c),
            None => true,
        };
        if !goes_on {
            break;
        }
    }
    // Syllables of Hangul and the voiced letters of Japanese were taken apart above.
    if key.is_ascii() {
        key
    } else {
        key.nfc().collect()
    }
}

/// The marks that are accents on letters; the vowel signs of many scripts are marks, too, and
/// stay.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The letters that no normal form takes apart.
fn folded(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'ȷ' => "j",
        'ŋ' => "n",
        'ħ' => "h",
        'ς' => "σ",
        _ => return None,
    })
}

/// The characters of a text, with its TeX commands as what they stand for.
struct WithoutTex<'a> {
    rest: &'a str,
}

impl Iterator for WithoutTex<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            let c = self.rest.chars().next()?;
            if c != '\\' {
                self.rest = &self.rest[c.len_utf8()..];
                return Some(c);
            }
            let after = &self.rest[1..];
            let n_name = after.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (name, rest) = after.split_at(n_name);
            if let Some(symbol) = symbols::symbol(name) {
                self.rest = rest;
                // Only "SS", "LaTeX" and the like have more than one letter; they read as names.
                let mut chars = symbol.chars();
                match (chars.next(), chars.next()) {
                    (first, None) => return first,
                    _ => self.rest = after,
                }
            } else if is_only_form(name) || symbols::letter_accent(name).is_some() {
                self.rest = rest;
            } else {
                self.rest = after;
            }
        }
    }
}

/// Commands that change how letters look and say nothing themselves.
fn is_only_form(name: &str) -> bool {
    const MATH_FORMS: [&str; 18] = [
        "mathcal",
        "mathbb",
        "mathbf",
        "mathit",
        "mathsf",
        "mathtt",
        "mathfrak",
        "mathscr",
        "boldsymbol",
        "bm",
        "operatorname",
        "hat",
        "tilde",
        "bar",
        "widehat",
        "widetilde",
        "left",
        "right",
    ];
    MATH_FORMS.contains(&name)
        || matches!(
            symbols::text_command(name),
            Some(symbols::TextCommand::Wraps | symbols::TextCommand::Switch)
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(title_key(a), title_key(b));
    }

    #[test]
    fn a_title_has_one_key_however_it_is_written() {
        same("Attention, Please: A Tale", "ATTENTION PLEASE — a tale.");
        same("Łódź, Ørsted and Straße", "Lodz, Orsted and STRASSE");
        same(r"$\mu$LO: learned", "μLO Learned");
        same("µLO learned", "μLO Learned");
        same(r"On $\mathcal{O}(n^2)$ bounds", "On O(n2) bounds");
        same(r"The \textit{odd} Poincar\'e map", "The odd Poincaré map");
        same("ﬁne Ｗｉｄｅ ²", "fine wide 2");
        same("ガ", "\u{30ab}\u{3099}");
        assert_ne!(title_key("ハス"), title_key("バス"));
        assert_ne!(title_key("कि"), title_key("की"));
        assert_eq!(title_key("?!"), "");
    }

    #[test]
    fn a_text_key_stops_where_it_is_told() {
        assert_eq!(text_key("One, two and three", 6), "onetwo");
    }

    proptest::proptest! {
        #[test]
        fn a_key_of_a_key_is_the_key(title in ".{0,80}") {
            let key = title_key(&title);
            proptest::prop_assert_eq!(title_key(&key), key);
        }

        #[test]
        fn case_spaces_and_punctuation_do_not_matter(
            words in proptest::collection::vec("[a-zA-Zéüñøßа-я0-9]{1,8}", 1..8),
            gaps in proptest::collection::vec("[ .,:;!?()\\-–—\"'\u{a0}\u{200b}]{1,3}", 8),
        ) {
            let plain = words.join(" ");
            let odd: String =
                words.iter().zip(&gaps).flat_map(|(word, gap)| [word.to_uppercase(), gap.clone()]).collect();
            proptest::prop_assert_eq!(title_key(&plain), title_key(&odd));
        }

        #[test]
        fn plain_text_has_the_key_that_any_text_has(text in "[ -\\[\\]-~\t\n]{0,80}", n in 0..60_usize) {
            proptest::prop_assert_eq!(text_key(&text, n.max(1)), any_text_key(&text, n.max(1)));
        }

        #[test]
        fn accents_do_not_matter(title in "[a-z ]{1,40}", mark in "[\u{300}-\u{30c}]") {
            let accented: String = title.chars().flat_map(|c| [Some(c), c.is_alphabetic().then(|| mark.chars().next()).flatten()]).flatten().collect();
            proptest::prop_assert_eq!(title_key(&title), title_key(&accented));
        }
    }
}
