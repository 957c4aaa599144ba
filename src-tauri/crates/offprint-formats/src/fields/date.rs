//! Dates: of a publication's only the year is kept; days are those of the person's reading.

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

/// Returns a day of the calendar that is written `2026-07-03`, and nothing of what may follow it.
pub fn day_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let day = text.get(..10)?;
    let number = |from: usize, to: usize| {
        let digits = &day.as_bytes()[from..to];
        let is_number = digits.iter().all(u8::is_ascii_digit);
        is_number.then(|| {
            digits
                .iter()
                .fold(0, |n, &digit| n * 10 + u32::from(digit - b'0'))
        })
    };
    let has_dashes = day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-';
    let goes_on = text[10..].starts_with(|c: char| c.is_ascii_digit());
    let (year, month, date) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let n_days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (has_dashes && !goes_on && year >= 1000 && (1..=n_days).contains(&date)).then_some(day)
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
    fn a_day_is_one_of_the_calendar() {
        for text in ["2026-07-03", " 2026-07-03T10:00:00Z ", "2024-02-29"] {
            assert_eq!(day_in(text), Some(&text.trim()[..10]));
        }
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-29",
            "2026-07-00",
            "2026-07-031",
            "2026/07/03",
            "+026-07-03",
            "éééééé",
        ] {
            assert_eq!(day_in(text), None, "{text}");
        }
    }

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
