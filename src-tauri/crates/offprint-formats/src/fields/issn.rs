//! The serial number of a journal.

/// Returns the first ISSN in a text as `1234-567X`; None where there is none.
pub fn issn_in(text: &str) -> Option<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || is_dash(c)))
        .find_map(|word| {
            let letters: Vec<char> = word.chars().filter(|&c| !is_dash(c)).collect();
            let (last, digits) = letters.split_last()?;
            let is_issn = digits.len() == 7
                && digits.iter().all(char::is_ascii_digit)
                && matches!(last, '0'..='9' | 'x' | 'X');
            is_issn.then(|| {
                let (left, right) = letters.split_at(4);
                let joined: String = left.iter().chain(&['-']).chain(right).collect();
                joined.to_ascii_uppercase()
            })
        })
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_serial_number_is_found() {
        for (text, issn) in [
            ("1234-5678", Some("1234-5678")),
            ("1234567x (print)", Some("1234-567X")),
            ("ISSN: 1234\u{2013}5678, 8765-4321", Some("1234-5678")),
            ("978-0-306-40615-7", None),
            ("", None),
        ] {
            assert_eq!(issn_in(text).as_deref(), issn, "{text}");
        }
    }
}
