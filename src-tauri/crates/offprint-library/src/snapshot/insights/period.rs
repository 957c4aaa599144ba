//! A stretch of time parted into weeks, months or years of the place where the person is.

use offprint_platform::clock::{Day, Timestamp};

use super::tally::Mark;

/// So many days are shown in weeks at most, and
const MOST_DAYS_IN_WEEKS: i64 = 27 * 7;
/// so many in months.
const MOST_DAYS_IN_MONTHS: i64 = 3 * 366;

/// What one step of a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// From Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

impl Step {
    fn for_days(n_days: i64) -> Self {
        if n_days <= MOST_DAYS_IN_WEEKS {
            Step::Week
        } else if n_days <= MOST_DAYS_IN_MONTHS {
            Step::Month
        } else {
            Step::Year
        }
    }

    /// Returns the first day of the step that holds a day.
    fn begin_of(self, day: Day) -> Day {
        match self {
            Step::Week => day.plus_days(-i64::from(day.weekday())),
            Step::Month => Day::of(day.year(), day.month(), 1),
            Step::Year => Day::of(day.year(), 1, 1),
        }
        .unwrap_or(day)
    }

    /// Returns the first day of the next step.
    fn after(self, begin: Day) -> Option<Day> {
        match self {
            Step::Week => begin.plus_days(7),
            Step::Month => begin.plus_months(1),
            Step::Year => begin.plus_months(12),
        }
    }
}

/// Some steps, of which the last holds today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// What one step is.
    pub step: Step,
    /// The first day of each step, in order of time; there is one at least.
    pub begins: Vec<Day>,
    /// Today.
    pub today: Day,
    /// On how many days of it there was a library with papers, today included.
    pub n_days: i64,
    /// Whether there were papers only for a part of it.
    pub is_young: bool,
    /// The same as `begins`, as moments.
    moments: Vec<i64>,
    /// Whether it reaches back over all there is.
    is_all: bool,
}

impl Period {
    /// Returns the period from the step that holds a day until today; over all marks where no day is given.
    pub(super) fn of(from: Option<Day>, marks: &[Mark], now: Timestamp) -> Self {
        let today = now.local_day();
        // What is said to be from before is counted to the first year.
        let earliest = Day::of(1970, 1, 1).unwrap_or(today);
        let first_mark = marks
            .iter()
            .map(|mark| mark.finished_at.unwrap_or(mark.added_at).min(mark.added_at))
            .min()
            .map_or(today, |at| Timestamp::from_millis(at).local_day())
            .clamp(earliest.min(today), today);
        let first = from.map_or(first_mark, |day| day.clamp(earliest.min(today), today));
        let step = Step::for_days(first.days_until(today));
        let mut begins = vec![step.begin_of(first)];
        while let Some(next) = begins.last().and_then(|begin| step.after(*begin)) {
            if next > today {
                break;
            }
            begins.push(next);
        }
        let begins_on = begins[0];
        let lived_from = begins_on.max(first_mark);
        Self {
            step,
            moments: begins
                .iter()
                .map(|day| Timestamp::start_of(*day).as_millis())
                .collect(),
            begins,
            n_days: lived_from.days_until(today) + 1,
            is_young: from.is_some() && lived_from > begins_on,
            today,
            is_all: from.is_none(),
        }
    }

    /// Returns the moment at which it begins.
    pub(super) fn begins_at(&self) -> Timestamp {
        match self.is_all {
            true => Timestamp::from_millis(i64::MIN),
            false => Timestamp::from_millis(self.moments[0]),
        }
    }

    /// Returns the step in which a moment lies; none before it begins. What a wrong clock put into the future lies in
    /// the last.
    pub(super) fn step_of(&self, at: i64) -> Option<usize> {
        match self.moments.partition_point(|begin| *begin <= at) {
            0 if self.is_all => Some(0),
            n => n.checked_sub(1),
        }
    }
}
