//! Dates: the year, month and day of a publication, and the days of the person's reading.

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

/// Returns the month and the day in a date of publication, as far as it gives them: `2026-07-03`,
/// `2026/07//`, `20260703`, `3 Jul 2026`, `July 3-5, 2026`.
///
/// Of a range the first counts. Numbers whose order nobody can tell, as in `7/3/2026`, give none.
pub fn month_and_day_in(text: &str) -> (Option<u32>, Option<u32>) {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .collect();
    let is_digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let number = |word: &str, most: u32| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number = (digits.len() <= 2).then(|| digits.parse().ok()).flatten();
        number.filter(|n| (1..=most).contains(n))
    };
    if let Some(month) = words.iter().find_map(|word| month_named(word)) {
        return (Some(month), words.iter().find_map(|word| number(word, 31)));
    }
    let (month, day) = match words.as_slice() {
        [date, ..] if date.len() == 8 && is_digits(date) => (&date[4..6], &date[6..]),
        [year, month, rest @ ..] if year.len() == 4 && is_digits(year) => {
            (*month, rest.first().copied().unwrap_or_default())
        }
        _ => return (None, None),
    };
    let is_day = |word: &&str| is_digits(word) || word.contains('T');
    match number(month, 12).filter(|_| is_digits(month)) {
        Some(month) => {
            let day = Some(day)
                .filter(is_day)
                .map(|day| day.split('T').next().unwrap_or(day));
            (Some(month), day.and_then(|day| number(day, 31)))
        }
        None => (None, None),
    }
}

/// Returns the month that has this English name or short form, 1 to 12.
pub fn month_named(word: &str) -> Option<u32> {
    let name = word.to_lowercase();
    if !is_month_name(&name) {
        return None;
    }
    (1..)
        .zip(MONTH_NAMES)
        .find(|(_, known)| known.starts_with(&name[..3]))
        .map(|(month, _)| month)
}

/// Whether a word in small letters is the English name or short form of a month.
pub(crate) fn is_month_name(word: &str) -> bool {
    MONTH_NAMES.contains(&word) || SHORT_MONTH_NAMES.contains(&word)
}

/// Returns the year in which arXiv gave out an id: `2607.90001`, `hep-th/9901001`.
pub(crate) fn year_of_arxiv_id(id: &str) -> Option<i32> {
    let digits = id.rsplit_once('/').map_or(id, |(_, number)| number);
    let year: i32 = digits.get(..2)?.parse().ok()?;
    // It began in 1991.
    Some(if year >= 91 { 1900 + year } else { 2000 + year })
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

/// Returns a moment in UTC that is written as in `2026-07-03T08:15:00Z`, with or without parts of
/// a second.
pub fn moment_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let time = text.strip_prefix(day_in(text)?)?.strip_prefix('T')?;
    let time = time.strip_suffix('Z')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = [24, 60, 60].into_iter();
    let is_time = time.split(':').all(|part| {
        let limit = parts.next().unwrap_or(0);
        part.len() == 2 && is_number(part) && part.parse::<u32>().is_ok_and(|n| n < limit)
    });
    let is_fraction = (1..=9).contains(&fraction.len()) && is_number(fraction);
    (is_time && parts.next().is_none() && is_fraction).then_some(text)
}

/// The English names of the months.
pub const MONTH_NAMES: [&str; 12] = [
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
];

/// Their short forms, as dates of pages have them.
const SHORT_MONTH_NAMES: [&str; 12] = [
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
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
    fn a_moment_is_a_day_and_a_time_in_utc() {
        for text in ["2026-07-03T08:15:00Z", "2026-07-03T23:59:59.123Z"] {
            assert_eq!(moment_in(text), Some(text));
        }
        for text in [
            "2026-07-03",
            "2026-07-03T08:15Z",
            "2026-07-03T24:00:00Z",
            "2026-07-03T08:15:00",
            "2026-07-03T08:15:00.Z",
            "2026-07-03T08:15:00:00Z",
            "2026-02-30T08:15:00Z",
            "2026-07-03T+8:15:00Z",
        ] {
            assert_eq!(moment_in(text), None, "{text}");
        }
    }

    #[test]
    fn month_and_day_are_told_where_their_order_is_certain() {
        for (text, month, day) in [
            ("2026-07-03", Some(7), Some(3)),
            ("2026/07/03/epub", Some(7), Some(3)),
            ("2026/07//", Some(7), None),
            ("20260703", Some(7), Some(3)),
            ("2026-07-03T10:00:00Z", Some(7), Some(3)),
            ("2026-05/2026-06", Some(5), None),
            ("3 Jul 2026", Some(7), Some(3)),
            ("Sept. 2026", Some(9), None),
            ("July 3rd-5th, 2026", Some(7), Some(3)),
            ("2026 Jul-Aug", Some(7), None),
            ("7/3/2026", None, None),
            ("2026-13-01", None, None),
            ("2026", None, None),
            ("in press", None, None),
        ] {
            assert_eq!(month_and_day_in(text), (month, day), "{text}");
        }
    }

    #[test]
    fn an_arxiv_id_tells_its_year() {
        for (id, year) in [
            ("2607.90001", 2026),
            ("hep-th/9901001", 1999),
            ("math/0309136", 2003),
        ] {
            assert_eq!(year_of_arxiv_id(id), Some(year), "{id}");
        }
        assert_eq!(year_of_arxiv_id(""), None);
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
