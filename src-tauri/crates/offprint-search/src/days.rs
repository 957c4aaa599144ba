//! Days as they are asked for in a query: `7d`, `2026-08`, `2026-07..2026-08`.

use offprint_library::snapshot::filter::DaySpan;
use offprint_platform::clock::Day;

/// Days that a query asks for; which ones is told by the day on which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// So many days, with today: back, or ahead for what lies ahead.
    Lately(i64),
    /// Today.
    Today,
    /// The day before today.
    Yesterday,
    /// From one day to another, both included.
    Span(DaySpan),
}

impl Days {
    /// Reads `today`, `yesterday`, `7d`, `2w`, `3m`, `1y`, `2026`, `2026-08`, `2026-08-21`, and `first..last` of the
    /// last three with one or both ends.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "today" => return Some(Days::Today),
            "yesterday" => return Some(Days::Yesterday),
            _ => {}
        }
        if let Some((first, last)) = text.split_once("..") {
            let end = |text: &str| match text {
                "" => Some(None),
                text => span_of(text).map(Some),
            };
            let span = DaySpan {
                from: end(first)?.and_then(|span| span.from),
                to: end(last)?.and_then(|span| span.to),
            };
            return (!span.is_open()).then_some(Days::Span(span));
        }
        span_of(text).map(Days::Span).or_else(|| lately(text))
    }

    /// Returns the days as seen from one; `is_ahead` says that what is asked for lies ahead, like a due day: then what
    /// is past belongs to it, too.
    pub fn span(self, today: Day, is_ahead: bool) -> DaySpan {
        match self {
            Days::Span(span) => span,
            Days::Today => DaySpan {
                from: Some(today),
                to: Some(today),
            },
            Days::Yesterday => DaySpan {
                from: today.plus_days(-1),
                to: today.plus_days(-1),
            },
            Days::Lately(n) if is_ahead => DaySpan {
                from: None,
                to: today.plus_days(n),
            },
            Days::Lately(n) => DaySpan {
                from: today.plus_days(1 - n),
                to: None,
            },
        }
    }
}

/// Reads a day, a month or a year.
fn span_of(text: &str) -> Option<DaySpan> {
    if let Ok(day) = text.parse::<Day>() {
        return Some(DaySpan {
            from: Some(day),
            to: Some(day),
        });
    }
    let mut numbers = text.split('-');
    let year: i16 = numbers
        .next()
        .filter(|year| year.len() == 4)?
        .parse()
        .ok()?;
    let (first, n_months) = match (numbers.next(), numbers.next()) {
        (None, None) => (Day::of(year, 1, 1)?, 12),
        (Some(month), None) => (Day::of(year, month.parse().ok()?, 1)?, 1),
        _ => return None,
    };
    Some(DaySpan {
        from: Some(first),
        to: first.plus_months(n_months)?.plus_days(-1),
    })
}

fn lately(text: &str) -> Option<Days> {
    /// Nobody looks further back, and no calendar is left by it.
    const MOST_DAYS: i64 = 36_600;
    let unit = text.chars().next_back()?;
    let n: i64 = text[..text.len() - unit.len_utf8()].parse().ok()?;
    let n_days = match unit {
        'd' => 1,
        'w' => 7,
        'm' => 30,
        'y' => 365,
        _ => return None,
    };
    let n_days = n.checked_mul(n_days)?;
    (1..=MOST_DAYS)
        .contains(&n_days)
        .then_some(Days::Lately(n_days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_ahead: bool, expected: &str) {
        let today = "2026-08-06".parse().unwrap();
        let shown = Days::parse(text).map_or_else(String::new, |days| {
            let DaySpan { from, to } = days.span(today, is_ahead);
            let show = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
            format!("{}..{}", show(from), show(to))
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn days_are_read_as_spans_seen_from_today() {
        check("today", false, "2026-08-06..2026-08-06");
        check("yesterday", false, "2026-08-05..2026-08-05");
        check("7d", false, "2026-07-31..");
        check("2w", true, "..2026-08-20");
        check("2026-02", false, "2026-02-01..2026-02-28");
        check("2024", false, "2024-01-01..2024-12-31");
        check("2026-08-21", true, "2026-08-21..2026-08-21");
        check("2026-07..2026-08", false, "2026-07-01..2026-08-31");
        check("2026..", false, "2026-01-01..");
        check("..2025", false, "..2025-12-31");
    }

    #[test]
    fn what_names_no_day_is_none() {
        for text in [
            "",
            "d",
            "0d",
            "-3d",
            "99999999999d",
            "2026-13",
            "20260",
            "..",
            "soon",
            "7ü",
            "2026-8-1-1",
        ] {
            check(text, false, "");
        }
    }
}
