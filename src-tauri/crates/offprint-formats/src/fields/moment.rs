//! Moments and days at which the person did something, as programs write them.

use crate::fields::date::{day_in, moment_in, month_named};

/// Returns a moment as `2026-07-03T08:15:00Z`, or a day as `2026-07-03` where no clock or no zone is
/// given: from `2026-07-03 08:15:00+02:00` and the like, `Jul 3, 2026`, `3 July 2026`, `2026/7/3`, or a count
/// since 1970 of seconds, milli- or microseconds. Days that could be read in two ways
/// (`03/07/2026`) are none.
pub fn written_moment(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(moment) = moment_in(text) {
        return Some(moment.to_owned());
    }
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let count: i64 = text.parse().ok()?;
        let seconds = match text.len() {
            9 | 10 => count,
            12 | 13 => count / 1_000,
            15 | 16 => count / 1_000_000,
            _ => return None,
        };
        return Some(moment_of(seconds));
    }
    let Some(day) = day_in(text) else {
        return named_day(text);
    };
    let moment = || {
        let clock = text[10..].strip_prefix(['T', 't', ' '])?.trim_start();
        let number = |from: usize| clock.get(from..from + 2)?.parse::<i64>().ok();
        let (hour, minute) = (number(0)?, number(3)?);
        let has_seconds = clock.as_bytes().get(5) == Some(&b':');
        let second = if has_seconds { number(6)? } else { 0 };
        let zone = clock
            .get(if has_seconds { 8 } else { 5 }..)?
            .trim_start_matches(|c: char| c == '.' || c.is_ascii_digit())
            .trim();
        let offset = zone_seconds(zone)?;
        let is_clock = hour < 24 && minute < 60 && second <= 60;
        let seconds = days_since_1970(day) * 86_400 + hour * 3_600 + minute * 60 + second - offset;
        is_clock.then(|| moment_of(seconds))
    };
    Some(moment().unwrap_or_else(|| day.to_owned()))
}

/// `Z`, `UTC`, `+02:00`, `-0530`; none where nothing is said.
fn zone_seconds(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let hours: i64 = zone.get(1..3)?.parse().ok()?;
    let minutes: i64 = match zone.get(3..)?.trim_start_matches(':') {
        "" => 0,
        minutes => minutes.parse().ok()?,
    };
    (hours <= 14 && (0..60).contains(&minutes)).then_some(sign * (hours * 3_600 + minutes * 60))
}

/// `Jul 3, 2026`, `3 July 2026`, `2026/7/3`.
fn named_day(text: &str) -> Option<String> {
    let mut words = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '.' | '-'))
        .filter(|word| !word.is_empty());
    let mut first = words.next()?;
    let is_weekday = first.starts_with(char::is_alphabetic) && month_named(first).is_none();
    if is_weekday {
        first = words.next()?;
    }
    let (second, third) = (words.next()?, words.next()?);
    let (year, month, date) = match (month_named(first), month_named(second)) {
        (Some(month), _) => (third, month, second),
        (None, Some(month)) => (third, month, first),
        (None, None) if first.len() == 4 => (first, second.parse().ok()?, third),
        (None, None) => return None,
    };
    let date: u32 = date.parse().ok()?;
    day_in(&format!("{year}-{month:02}-{date:02}")).map(str::to_owned)
}

/// Howard Hinnant's `days_from_civil`, for a day that [`day_in`] gave.
fn days_since_1970(day: &str) -> i64 {
    let number = |from: usize, to: usize| day[from..to].parse::<i64>().unwrap_or_default();
    let (year, month, date) = (number(0, 4), number(5, 7), number(8, 10));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + date - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Howard Hinnant's `civil_from_days`.
fn moment_of(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let date = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_found_however_programs_write_it() {
        for (text, expected) in [
            ("1783066500", "2026-07-03T08:15:00Z"),
            ("1783066500000", "2026-07-03T08:15:00Z"),
            ("1783066500123456", "2026-07-03T08:15:00Z"),
            ("2026-07-03T08:15:00Z", "2026-07-03T08:15:00Z"),
            ("2026-07-03T08:15:00.123Z", "2026-07-03T08:15:00.123Z"),
            ("2026-07-03 00:15:30+02:00", "2026-07-02T22:15:30Z"),
            ("2026-12-31T23:15:00-0530", "2027-01-01T04:45:00Z"),
            ("2024-02-29 08:15 UTC", "2024-02-29T08:15:00Z"),
            ("2026-07-03 08:15:00", "2026-07-03"),
            ("2026-07-03", "2026-07-03"),
            ("Jul 3, 2026", "2026-07-03"),
            ("3 July 2026", "2026-07-03"),
            ("2026/7/3", "2026-07-03"),
            ("Fri, 03 Jul 2026 08:15:00 GMT", "2026-07-03"),
        ] {
            assert_eq!(written_moment(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "0",
            "2026",
            "03/07/2026",
            "yesterday",
            "99999999999999999999",
            "Jul 33, 2026",
        ] {
            assert_eq!(written_moment(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_a_moment_that_fails(text in "[0-9 TZ:+/.-]{0,30}", odd in ".{0,30}") {
            written_moment(&text);
            written_moment(&odd);
        }
    }
}
