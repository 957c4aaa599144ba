//! Dates: all that is kept of one is its year.

/// Returns the first plausible year in a date however written: `2026`, `2026-07-03`,
/// `3 Jul 2026`, `c2026`, `2026/07//`, `[2026]`.
pub fn year_in(text: &str) -> Option<i32> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let n_digits = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let is_year_long = n_digits == 4 || n_digits == 8;
        if is_year_long
            && let Ok(year) = text[at..at + 4].parse::<i32>()
            && (1000..=2199).contains(&year)
        {
            return Some(year);
        }
        at += n_digits.max(1);
    }
    None
}

/// The month names and their short forms that dates of pages begin with.
pub(crate) const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_date_is_found_however_it_is_written() {
        for text in [
            "2026",
            "2026-07-03",
            "3 Jul 2026",
            "c2026",
            "2026/07//",
            "20260703",
        ] {
            assert_eq!(year_in(text), Some(2026), "{text}");
        }
        for text in ["", "in press", "12", "99999", "0026"] {
            assert_eq!(year_in(text), None, "{text}");
        }
    }
}
