//! The one place for time: moments, days, and the clock that tells them.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicI64, Ordering};

/// 24 hours, in milliseconds. A day of the calendar may be an hour shorter or longer.
pub const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// One moment, in milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// Takes milliseconds since 1970-01-01 UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Returns milliseconds since 1970-01-01 UTC.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Writes the moment as ISO 8601 in UTC with milliseconds, as in `2026-08-06T09:30:00.000Z`.
    pub fn to_iso(self) -> String {
        format!("{:.3}", self.moment())
    }

    /// Writes the moment as it is where the person is, to the minute: `2026-08-06 11:30`.
    pub fn to_local_minute(self) -> String {
        self.local().strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// Returns the calendar day of the moment where the person is.
    pub fn local_day(self) -> Day {
        Day(self.local().date())
    }

    /// Returns the moment at which a day begins where the person is.
    pub fn start_of(day: Day) -> Self {
        let zoned = day.0.to_zoned_datetime(jiff::tz::TimeZone::system());
        Self(zoned.map_or(0, |z| z.timestamp().as_millisecond()))
    }

    /// Reads a day (`2026-07-03`, taken as its beginning where the person is) or a moment in ISO 8601
    /// (`2026-07-03T08:15:00Z`); none where it is neither.
    pub fn of_text(text: &str) -> Option<Self> {
        if let Ok(day) = text.parse::<Day>() {
            return Some(Self::start_of(day));
        }
        let moment: jiff::Timestamp = text.parse().ok()?;
        Some(Self(moment.as_millisecond()))
    }

    fn local(self) -> jiff::ZonedDateTime {
        self.moment()
            .to_zoned_datetime(jiff::tz::TimeZone::system())
    }

    /// A number that no calendar reaches is shown as 1970.
    fn moment(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

/// One calendar day, written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// Returns a day by its numbers; none where no calendar has it.
    pub fn of(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the week: 0 for Monday, 6 for Sunday.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_zero_offset()
    }

    /// Returns how many days later another day is; negative for an earlier one.
    pub fn days_until(self, other: Self) -> i64 {
        let seconds = self.0.duration_until(other.0).as_secs();
        seconds / (24 * 60 * 60)
    }

    /// Returns the day so many days later; none past the end of the calendar.
    pub fn plus_days(self, n: i64) -> Option<Self> {
        let span = jiff::Span::new().try_days(n).ok()?;
        self.0.checked_add(span).ok().map(Self)
    }

    /// Returns the day so many months later, the last of that month where it is shorter; none past the end of the
    /// calendar.
    pub fn plus_months(self, n: i64) -> Option<Self> {
        let span = jiff::Span::new().try_months(n).ok()?;
        self.0.checked_add(span).ok().map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = jiff::Error;

    /// Reads `YYYY-MM-DD`. Errors: any other text, or a day that no calendar has.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Day)
    }
}

/// Tells the time. Passed in, so that tests decide what time it is.
pub trait Clock: Send + Sync {
    /// Returns the present moment.
    fn now(&self) -> Timestamp;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_millisecond())
    }
}

/// A clock that stands still until it is moved. For tests.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Stops the clock at a moment.
    pub const fn at(moment: Timestamp) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    /// Moves the clock on by some milliseconds.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}
