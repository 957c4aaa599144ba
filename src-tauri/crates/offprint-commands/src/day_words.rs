//! Days as people write them: `tomorrow`, `fri`, `in 2 weeks`, `21 aug`. Window and terminal read them here.
//!
//! English and German words are read alike, whatever the language of the window: none of them means two days.

use offprint_formats::fields::date::MONTH_NAMES;
use offprint_platform::clock::Day;

/// Longer texts name no day.
const MOST_LETTERS: usize = 60;

/// Reads the day that a person means, seen from `today`; none where the text names none.
///
/// A day of the week is the next such day after today, a day of a month the next such day from today on. Without a
/// month's name only `2026-08-21` and `21.8.` are read: other numbers mean different days in different countries.
///
/// ```
/// # use offprint_commands::day_words::read_day;
/// let thursday = "2026-08-06".parse().unwrap();
/// let read = |text| read_day(text, thursday).map(|day| day.to_string());
/// assert_eq!(read("fri").as_deref(), Some("2026-08-07"));
/// assert_eq!(read("in 2 weeks").as_deref(), Some("2026-08-20"));
/// assert_eq!(read("soon"), None);
/// ```
pub fn read_day(text: &str, today: Day) -> Option<Day> {
    if text.chars().count() > MOST_LETTERS {
        return None;
    }
    let text = text.trim().to_lowercase();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let text = text.replace([',', '\u{a0}'], " ");
    let words: Vec<&str> = text
        .split_whitespace()
        .skip_while(|word| LEADING.contains(word))
        .collect();
    match words.as_slice() {
        ["today" | "heute"] => Some(today),
        ["tomorrow" | "tmr" | "tmrw" | "morgen"] => today.plus_days(1),
        ["übermorgen"] => today.plus_days(2),
        ["weekend" | "wochenende"] => next_weekday(today, 5),
        [which, "weekend" | "wochenende"] if is_next(which) => next_weekday(today, 5),
        [which, "week" | "woche"] if is_next(which) => next_weekday(today, 0),
        [which, "month" | "monat"] if is_next(which) => first_of_next_month(today),
        [which, word] if is_next(which) && weekday_of(word).is_some() => {
            next_weekday(today, weekday_of(word)?)
        }
        [word] if weekday_of(word).is_some() => next_weekday(today, weekday_of(word)?),
        ["in", number, unit] | [number, unit] if months_or_days(unit).is_some() => {
            after(today, number_of(number)?, unit)
        }
        [word] => day_with_dots(word, today).or_else(|| day_of_month(word, today)),
        [day, month] | [day, "of", month] => day_and_month(day, month, None, today)
            .or_else(|| day_and_month(month, day, None, today)),
        [day, month, year] | [day, "of", month, year] => {
            let year = Some(year.parse().ok()?);
            day_and_month(day, month, year, today)
                .or_else(|| day_and_month(month, day, year, today))
        }
        _ => None,
    }
}

/// What may stand before a day and says nothing about which.
const LEADING: [&str; 10] = [
    "on", "by", "until", "till", "the", "am", "bis", "zum", "den", "dem",
];

/// Says whether a word points to what comes next.
fn is_next(word: &str) -> bool {
    const GERMAN: [&str; 3] = ["nächste", "naechste", "kommende"];
    // The German ones are inflected: `nächsten`, `nächster`, `kommendes`.
    let inflected = word.strip_suffix(['n', 'r', 's', 'm']).unwrap_or(word);
    ["next", "this", "coming"].contains(&word) || GERMAN.contains(&inflected)
}

/// Returns the next such day of the week after today; 0 is Monday.
fn next_weekday(today: Day, wanted: i8) -> Option<Day> {
    let ahead = (wanted - today.weekday()).rem_euclid(7);
    today.plus_days(if ahead == 0 { 7 } else { i64::from(ahead) })
}

fn first_of_next_month(today: Day) -> Option<Day> {
    let next = today.plus_months(1)?;
    Day::of(next.year(), next.month(), 1)
}

fn after(today: Day, n: i64, unit: &str) -> Option<Day> {
    let (n_months, n_days) = months_or_days(unit)?;
    today
        .plus_months(n.checked_mul(n_months)?)?
        .plus_days(n.checked_mul(n_days)?)
}

/// Returns of how many months and days a unit is.
fn months_or_days(unit: &str) -> Option<(i64, i64)> {
    match unit {
        "day" | "days" | "tag" | "tage" | "tagen" => Some((0, 1)),
        "week" | "weeks" | "woche" | "wochen" => Some((0, 7)),
        "month" | "months" | "monat" | "monate" | "monaten" => Some((1, 0)),
        "year" | "years" | "jahr" | "jahre" | "jahren" => Some((12, 0)),
        _ => None,
    }
}

fn number_of(word: &str) -> Option<i64> {
    const ENGLISH: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    const GERMAN: [&str; 12] = [
        "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
        "zwölf",
    ];
    if ["a", "an", "eine", "einem", "einer"].contains(&word) {
        return Some(1);
    }
    let place_in = |names: &[&str]| names.iter().position(|name| *name == word);
    let named = place_in(&ENGLISH).or_else(|| place_in(&GERMAN));
    let number = match named {
        Some(place) => i64::try_from(place + 1).ok(),
        None => word.parse().ok(),
    };
    number.filter(|number| *number >= 0)
}

/// Returns the day of the week by its name or its first letters, from 3, or from 2 in German.
fn weekday_of(word: &str) -> Option<i8> {
    const ENGLISH: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    const GERMAN: [&str; 7] = [
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
    ];
    if word == "sonnabend" {
        return Some(5);
    }
    place_of(&ENGLISH, word, 3).or_else(|| place_of(&GERMAN, word, 2))
}

/// Returns the month by its name or its first letters, from 3; from 1.
fn month_of(word: &str) -> Option<i8> {
    // Those that the English names do not stand for already.
    const GERMAN: [(&str, i8); 9] = [
        ("januar", 1),
        ("februar", 2),
        ("märz", 3),
        ("maerz", 3),
        ("mai", 5),
        ("juni", 6),
        ("juli", 7),
        ("oktober", 10),
        ("dezember", 12),
    ];
    if let Some(place) = place_of(&MONTH_NAMES, word, 3) {
        return Some(place + 1);
    }
    let german = GERMAN.iter().find(|(name, _)| begins(name, word, 3));
    german.map(|(_, month)| *month)
}

/// Returns the place of the name that a word is, or begins with so many letters at least.
fn place_of(names: &[&str], word: &str, n_letters: usize) -> Option<i8> {
    let place = names
        .iter()
        .position(|name| begins(name, word, n_letters))?;
    i8::try_from(place).ok()
}

fn begins(name: &str, word: &str, n_letters: usize) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.chars().count() >= n_letters && name.starts_with(word)
}

/// Reads `21`, `21.` or `21st`.
fn number_of_day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let ending = &word[digits.len()..];
    let number: i8 = digits.parse().ok()?;
    let is_day = (1..=31).contains(&number) && digits.len() <= 2;
    (is_day && ["", ".", "st", "nd", "rd", "th"].contains(&ending)).then_some(number)
}

/// Reads `21.8.` and `21.8.2026`.
fn day_with_dots(word: &str, today: Day) -> Option<Day> {
    let (day, rest) = word.split_once('.')?;
    let (month, year) = rest.split_once('.').unwrap_or((rest, ""));
    let year = match year {
        "" => None,
        year => Some(year.parse().ok().filter(|year| *year >= 1000)?),
    };
    next_date(number_of_day(day)?, month.parse().ok()?, year, today)
}

/// Reads `21st`: the next month that has such a day from today on.
fn day_of_month(word: &str, today: Day) -> Option<Day> {
    let day = number_of_day(word)?;
    (0..12)
        .filter_map(|n| today.plus_months(n))
        .filter_map(|month| Day::of(month.year(), month.month(), day))
        .find(|day| *day >= today)
}

fn day_and_month(day: &str, month: &str, year: Option<i16>, today: Day) -> Option<Day> {
    next_date(number_of_day(day)?, month_of(month)?, year, today)
}

/// Returns the day of a year, or the next such day from today on; 29 February comes every fourth or eighth year.
fn next_date(day: i8, month: i8, year: Option<i16>, today: Day) -> Option<Day> {
    match year {
        Some(year) => Day::of(year, month, day),
        None => (0..=8)
            .filter_map(|n| Day::of(today.year().checked_add(n)?, month, day))
            .find(|day| *day >= today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        // A Thursday.
        let today = "2026-08-06".parse().unwrap();
        let read = read_day(text, today).map(|day| day.to_string());
        assert_eq!(read.as_deref().unwrap_or("none"), expected, "{text:?}");
    }

    #[test]
    fn a_day_of_the_week_is_the_next_such_day() {
        check("friday", "2026-08-07");
        check(" Fri ", "2026-08-07");
        check("thursday", "2026-08-13");
        check("wed", "2026-08-12");
        check("until Monday", "2026-08-10");
        check("next monday", "2026-08-10");
        check("weekend", "2026-08-08");
    }

    #[test]
    fn german_words_are_read_beside_english_ones() {
        for (text, expected) in [
            ("heute", "2026-08-06"),
            ("Morgen", "2026-08-07"),
            ("übermorgen", "2026-08-08"),
            ("mo", "2026-08-10"),
            ("fr", "2026-08-07"),
            ("Fr.", "2026-08-07"),
            ("bis Montag", "2026-08-10"),
            ("am nächsten Mittwoch", "2026-08-12"),
            ("kommenden Do", "2026-08-13"),
            ("Sonnabend", "2026-08-08"),
            ("Wochenende", "2026-08-08"),
            ("nächste Woche", "2026-08-10"),
            ("nächsten Monat", "2026-09-01"),
            ("in zwei Wochen", "2026-08-20"),
            ("in einem Tag", "2026-08-07"),
            ("in 3 Monaten", "2026-11-06"),
            ("3. Okt.", "2026-10-03"),
            ("24. Dezember", "2026-12-24"),
            ("1. März 2027", "2027-03-01"),
            ("1. Mai", "2027-05-01"),
        ] {
            check(text, expected);
        }
        for text in ["m", "nächstes", "in wochen", "irgendwann", "d"] {
            check(text, "none");
        }
    }

    #[test]
    fn days_are_counted_from_today() {
        check("today", "2026-08-06");
        check("Tomorrow", "2026-08-07");
        check("in 2 weeks", "2026-08-20");
        check("2 weeks", "2026-08-20");
        check("in a month", "2026-09-06");
        check("in three days", "2026-08-09");
        check("in 1 year", "2027-08-06");
        check("next week", "2026-08-10");
        check("next month", "2026-09-01");
    }

    #[test]
    fn a_date_without_a_year_is_the_next_such_day() {
        for text in [
            "21 aug",
            "Aug 21",
            "21st of August",
            "21. August",
            "21.8.",
            "21.8",
        ] {
            check(text, "2026-08-21");
        }
        check("6 aug", "2026-08-06");
        check("5 aug", "2027-08-05");
        check("29 feb", "2028-02-29");
        check("the 3rd", "2026-09-03");
        check("31", "2026-08-31");
        check("3 sept 2026", "2026-09-03");
        check("September 3, 2025", "2025-09-03");
        check("2026-08-21", "2026-08-21");
        check("21.8.2027", "2027-08-21");
    }

    #[test]
    fn what_names_no_day_is_not_guessed() {
        for text in [
            "",
            "soon",
            "8/9",
            "31 feb",
            "32",
            "in weeks",
            "in 99999999999 years",
            "in -2 days",
            "2026-13-01",
            "m",
            "ma",
            "21 aug 99999",
            "21.8.26",
            "ünï",
            "3日",
        ] {
            check(text, "none");
        }
        check(&"very ".repeat(30), "none");
    }
}
