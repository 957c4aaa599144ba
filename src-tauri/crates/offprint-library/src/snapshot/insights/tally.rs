//! Marks counted by time. Pure.

use offprint_platform::clock::{DAY_MILLIS, Day, Timestamp};

use super::period::Period;
use crate::change::ChangeSeq;
use crate::state::State;

/// The classes of days, each by its first and its last; the last has no end.
pub const DAY_CLASSES: [(u32, Option<u32>); 6] = [
    (0, Some(1)),
    (2, Some(3)),
    (4, Some(7)),
    (8, Some(14)),
    (15, Some(30)),
    (31, None),
];

/// A pace is of a week at least: what is done on a first day says little of the days to come.
const LEAST_DAYS: i64 = 7;
/// A queue that lasts longer has no day on which it is done.
const MOST_DAYS_AHEAD: i64 = 10 * 366;

/// What is counted of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) paper: i64,
    pub(super) state: State,
    /// The change that brought it.
    pub(super) arrival: ChangeSeq,
    pub(super) added_at: i64,
    pub(super) queued_at: Option<i64>,
    /// Only of one that is finished now.
    pub(super) finished_at: Option<i64>,
    /// Snoozed.
    pub(super) is_hidden: bool,
}

impl Mark {
    fn waits_in(&self, state: State) -> bool {
        self.state == state && !self.is_hidden
    }
}

/// What was added and finished in one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCounts {
    /// Papers added.
    pub added: usize,
    /// Papers finished.
    pub finished: Finishes,
}

/// How papers were finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Finishes {
    /// Read.
    pub read: usize,
    /// Skimmed.
    pub skimmed: usize,
}

/// How many papers took how many whole days of 24 hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    /// How many are in each of [`DAY_CLASSES`].
    pub classes: [usize; DAY_CLASSES.len()],
    /// Half of them took so many whole days at most.
    pub median_days: Option<i64>,
    /// The class of the median.
    pub median_class: Option<usize>,
}

/// Since when the papers of the inbox wait. Snoozed ones do not wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InboxAges {
    /// Since today.
    pub today: usize,
    /// Since Monday, but not today.
    pub this_week: usize,
    /// Since the week before.
    pub last_week: usize,
    /// Since one of the two weeks before that.
    pub two_to_four_weeks: usize,
    /// For longer.
    pub older: usize,
    /// Those of the last two were added on this day or earlier.
    pub long_to: Option<Day>,
}

/// How it goes, and where that leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Papers finished in the period.
    pub finished: usize,
    /// Papers added in the period.
    pub added: usize,
    /// Finished papers of which nobody said when; they are in no other number of a period.
    pub undated: usize,
    /// Papers finished a week.
    pub per_week: f64,
    /// Where there were papers only for a part of the period: for how many weeks, a begun one being one.
    pub young_weeks: Option<usize>,
    /// Papers in the queue.
    pub queued: usize,
    /// The day by which the queue is done at this pace; none where nothing is queued, and where it would be years.
    pub done_by: Option<Day>,
}

pub(super) fn step_counts(marks: &[Mark], period: &Period) -> Vec<StepCounts> {
    let mut counts = vec![StepCounts::default(); period.begins.len()];
    for mark in marks {
        if let Some(step) = period.step_of(mark.added_at) {
            counts[step].added += 1;
        }
        if let Some(step) = mark.finished_at.and_then(|at| period.step_of(at)) {
            match mark.state {
                State::Read => counts[step].finished.read += 1,
                State::Skimmed => counts[step].finished.skimmed += 1,
                State::Inbox | State::Queued | State::Reading | State::Dropped => {}
            }
        }
    }
    counts
}

/// Counts how long the papers finished in a period took from a moment of theirs on. Dates that people or other
/// programs gave may contradict: what ends before it begins took no day.
pub(super) fn times(
    marks: &[Mark],
    period: &Period,
    begin: impl Fn(&Mark) -> Option<i64>,
) -> Durations {
    let mut days: Vec<i64> = marks
        .iter()
        .filter_map(|mark| {
            let finished_at = mark.finished_at?;
            period.step_of(finished_at)?;
            Some(finished_at.saturating_sub(begin(mark)?).max(0) / DAY_MILLIS)
        })
        .collect();
    days.sort_unstable();
    let mut durations = Durations::default();
    for n in &days {
        durations.classes[class_of(*n)] += 1;
    }
    durations.median_days = days.get(days.len().saturating_sub(1) / 2).copied();
    durations.median_class = durations.median_days.map(class_of);
    durations
}

fn class_of(n_days: i64) -> usize {
    let is_within =
        |(_, last): &(u32, Option<u32>)| last.is_none_or(|last| n_days <= i64::from(last));
    DAY_CLASSES
        .iter()
        .position(is_within)
        .unwrap_or(DAY_CLASSES.len() - 1)
}

pub(super) fn inbox_ages(marks: &[Mark], now: Timestamp) -> InboxAges {
    let today = now.local_day();
    let monday = -i64::from(today.weekday());
    let since = |n_days: i64| {
        let day = today.plus_days(n_days).unwrap_or(today);
        Timestamp::start_of(day).as_millis()
    };
    let begins = [0, monday, monday - 7, monday - 21].map(since);
    let mut ages = InboxAges {
        long_to: today.plus_days(monday - 8),
        ..InboxAges::default()
    };
    for mark in marks.iter().filter(|mark| mark.waits_in(State::Inbox)) {
        let place = begins.iter().position(|begin| mark.added_at >= *begin);
        match place {
            Some(0) => ages.today += 1,
            Some(1) => ages.this_week += 1,
            Some(2) => ages.last_week += 1,
            Some(_) => ages.two_to_four_weeks += 1,
            None => ages.older += 1,
        }
    }
    ages
}

pub(super) fn pace(marks: &[Mark], period: &Period) -> Pace {
    let is_within = |at: i64| period.step_of(at).is_some();
    let finished = marks
        .iter()
        .filter(|mark| mark.finished_at.is_some_and(is_within))
        .count();
    let queued = marks
        .iter()
        .filter(|mark| mark.waits_in(State::Queued))
        .count();
    let n_days = period.n_days.max(LEAST_DAYS);
    let days_ahead = (finished > 0 && queued > 0)
        .then(|| (queued as u64 * n_days as u64).div_ceil(finished as u64) as i64)
        .filter(|days| *days <= MOST_DAYS_AHEAD);
    Pace {
        finished,
        added: marks.iter().filter(|mark| is_within(mark.added_at)).count(),
        undated: marks
            .iter()
            .filter(|mark| mark.state.is_finished() && mark.finished_at.is_none())
            .count(),
        per_week: finished as f64 * 7.0 / n_days as f64,
        young_weeks: period
            .is_young
            .then(|| usize::try_from(period.n_days).unwrap_or(0).div_ceil(7)),
        queued,
        done_by: days_ahead.and_then(|days| period.today.plus_days(days)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::period::Step;
    use super::*;

    /// Thursday.
    const NOW: &str = "2026-08-06";

    fn at(day: &str) -> i64 {
        Timestamp::start_of(day.parse().unwrap()).as_millis() + 9 * 3_600_000
    }

    fn mark(paper: i64, state: State, added: &str, finished: Option<&str>) -> Mark {
        Mark {
            paper,
            state,
            arrival: 1,
            added_at: at(added),
            queued_at: None,
            finished_at: finished.map(at),
            is_hidden: false,
        }
    }

    fn period(from: Option<&str>, marks: &[Mark]) -> Period {
        let from = from.map(|day| day.parse().unwrap());
        Period::of(from, marks, Timestamp::from_millis(at(NOW)))
    }

    fn begins(period: &Period) -> Vec<String> {
        period.begins.iter().map(Day::to_string).collect()
    }

    #[test]
    fn weeks_begin_on_monday_and_the_last_holds_today() {
        let weeks = period(Some("2026-07-16"), &[]);
        assert_eq!(weeks.step, Step::Week);
        assert_eq!(
            begins(&weeks),
            ["2026-07-13", "2026-07-20", "2026-07-27", "2026-08-03"]
        );
    }

    #[test]
    fn a_year_is_shown_in_months_and_many_years_in_years() {
        let months = period(Some("2025-09-06"), &[]);
        assert_eq!(months.step, Step::Month);
        assert_eq!(months.begins.len(), 12);
        assert_eq!(begins(&months)[0], "2025-09-01");
        let old = [mark(1, State::Read, "2019-03-04", Some("2020-01-01"))];
        let years = period(None, &old);
        assert_eq!(years.step, Step::Year);
        assert_eq!(begins(&years).first().unwrap(), "2019-01-01");
        assert_eq!(years.begins.len(), 8);
    }

    #[test]
    fn an_empty_library_has_one_week_and_a_wrong_date_makes_no_long_period() {
        assert_eq!(begins(&period(None, &[])), ["2026-08-03"]);
        let mut odd = mark(1, State::Read, NOW, Some(NOW));
        odd.finished_at = Some(i64::MIN);
        odd.added_at = i64::MAX;
        let marks = [odd];
        let all = period(None, &marks);
        assert!(all.begins.len() <= 57);
        let counted = step_counts(&marks, &all);
        assert_eq!(counted[0].finished.read, 1);
        assert_eq!(counted.last().unwrap().added, 1);
        assert_eq!(times(&marks, &all, |m| Some(m.added_at)).classes[0], 1);
    }

    #[test]
    fn steps_count_by_their_own_dates_and_leave_out_what_was_before() {
        let marks = [
            mark(1, State::Read, "2026-07-12", Some("2026-07-13")),
            mark(2, State::Skimmed, "2026-07-19", Some("2026-08-06")),
            mark(3, State::Read, "2026-06-01", Some("2026-07-12")),
            mark(4, State::Dropped, "2026-08-03", None),
        ];
        let weeks = period(Some("2026-07-16"), &marks);
        let counts = step_counts(&marks, &weeks);
        let flat: Vec<_> = counts
            .iter()
            .map(|c| (c.added, c.finished.read, c.finished.skimmed))
            .collect();
        assert_eq!(flat, [(1, 1, 0), (0, 0, 0), (0, 0, 0), (1, 0, 1)]);
        let pace = pace(&marks, &weeks);
        assert_eq!((pace.finished, pace.added), (2, 2));
    }

    #[test]
    fn days_fall_into_classes_and_the_median_is_of_the_lower_half() {
        let finished = |n: i64| {
            let mut mark = mark(n, State::Read, NOW, Some(NOW));
            mark.queued_at = Some(at(NOW) - n * DAY_MILLIS);
            mark
        };
        let marks = [0, 1, 2, 3, 7, 8, 14, 30, 31, 400].map(finished);
        let durations = times(&marks, &period(None, &marks), |m| m.queued_at);
        assert_eq!(durations.classes, [2, 2, 1, 2, 1, 2]);
        assert_eq!(durations.median_days, Some(7));
        assert_eq!(durations.median_class, Some(2));
        let none = times(&[], &period(None, &[]), |m| m.queued_at);
        assert_eq!(none, Durations::default());
    }

    #[test]
    fn the_inbox_is_parted_by_calendar_weeks() {
        let mut marks: Vec<Mark> = [
            "2026-08-06",
            "2026-08-03",
            "2026-08-02",
            "2026-07-27",
            "2026-07-26",
            "2026-07-13",
            "2026-07-12",
        ]
        .iter()
        .zip(1..)
        .map(|(day, n)| mark(n, State::Inbox, day, None))
        .collect();
        let mut hidden = mark(8, State::Inbox, NOW, None);
        hidden.is_hidden = true;
        marks.push(hidden);
        let ages = inbox_ages(&marks, Timestamp::from_millis(at(NOW)));
        let expected = InboxAges {
            today: 1,
            this_week: 1,
            last_week: 2,
            two_to_four_weeks: 2,
            older: 1,
            long_to: "2026-07-26".parse().ok(),
        };
        assert_eq!(ages, expected);
    }

    #[test]
    fn a_pace_says_by_when_the_queue_is_done() {
        let mut marks = vec![mark(0, State::Read, "2026-07-13", Some("2026-07-20"))];
        marks.push(mark(1, State::Skimmed, "2026-07-13", Some("2026-08-05")));
        marks.extend((2..6).map(|n| mark(n, State::Queued, "2026-07-20", None)));
        let weeks = period(Some("2026-07-16"), &marks);
        // 25 days in which 2 were finished; 4 wait.
        assert_eq!(weeks.n_days, 25);
        let counted = pace(&marks, &weeks);
        assert!((counted.per_week - 0.56).abs() < 1e-9);
        assert_eq!(counted.done_by, "2026-09-25".parse().ok());
        let idle = pace(&marks[2..], &weeks);
        assert_eq!((idle.per_week, idle.done_by), (0.0, None));
        assert_eq!(pace(&marks[..2], &weeks).done_by, None);
        // A library of today is not said to finish a paper in twelve weeks, nor seven a week.
        let fresh = [mark(0, State::Read, NOW, Some(NOW))];
        let first_day = pace(&fresh, &period(Some("2026-05-21"), &fresh));
        assert!((first_day.per_week - 1.0).abs() < 1e-9);
        assert_eq!(first_day.young_weeks, Some(1));
        let young = [mark(0, State::Read, "2026-07-22", Some(NOW))];
        let weeks = period(Some("2026-05-21"), &young);
        assert_eq!(pace(&young, &weeks).young_weeks, Some(3));
        let all = period(None, &young);
        assert_eq!(pace(&young, &all).young_weeks, None);
        let old = [mark(0, State::Read, "2026-01-22", Some(NOW))];
        let weeks = period(Some("2026-05-21"), &old);
        assert_eq!(pace(&old, &weeks).young_weeks, None);
    }
}
