//! What was finished, what waits and how long things take.

use offprint_library::Snapshot;
use offprint_library::snapshot::insights::{self as library, DAY_CLASSES, Durations, Step};

use super::day_of;
use crate::failure::Failure;
use crate::open_library::OpenLibrary;
use crate::wire::Answer;
use crate::wire::insights::{
    InboxAges, InsightDayClass, InsightDays, InsightStep, InsightStepCounts, Insights, Pace,
    SourceShare, TagShare,
};

/// Returns what the library tells of the time since a day, or of all its time.
pub(super) fn insights(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    from_day: Option<&str>,
) -> Result<Answer, Failure> {
    let from = from_day.map(day_of).transpose()?;
    let told = snapshot.insights(from, open.clock().now())?;
    Ok(Answer::Insights {
        insights: Box::new(wire_insights(told)),
    })
}

fn wire_insights(told: library::Insights) -> Insights {
    let days = told.period.begins.iter();
    Insights {
        step: match told.period.step {
            Step::Week => InsightStep::Week,
            Step::Month => InsightStep::Month,
            Step::Year => InsightStep::Year,
        },
        steps: days
            .zip(&told.steps)
            .map(|(day, counts)| InsightStepCounts {
                day: day.to_string(),
                added: counts.added as u32,
                read: counts.finished.read as u32,
                skimmed: counts.finished.skimmed as u32,
            })
            .collect(),
        from_queued: wire_days(&told.from_queued),
        from_added: wire_days(&told.from_added),
        inbox: InboxAges {
            today: told.inbox.today as u32,
            this_week: told.inbox.this_week as u32,
            last_week: told.inbox.last_week as u32,
            two_to_four_weeks: told.inbox.two_to_four_weeks as u32,
            older: told.inbox.older as u32,
            long_to: told.inbox.long_to.map(|day| day.to_string()),
        },
        tags: told
            .tags
            .into_iter()
            .map(|tag| TagShare {
                name: tag.name,
                hue: tag.hue,
                finished: tag.finished as u32,
                queued: tag.queued as u32,
                inbox: tag.inbox as u32,
                dropped: tag.dropped as u32,
            })
            .collect(),
        sources: told
            .sources
            .into_iter()
            .map(|source| SourceShare {
                name: source.name,
                is_folder: source.is_folder,
                kept: source.kept as u32,
                inbox: source.inbox as u32,
                dropped: source.dropped as u32,
            })
            .collect(),
        n_tags: told.n_tags as u32,
        n_sources: told.n_sources as u32,
        pace: Pace {
            finished: told.pace.finished as u32,
            added: told.pace.added as u32,
            undated: told.pace.undated as u32,
            per_week: told.pace.per_week,
            young_weeks: told.pace.young_weeks.map(|n| n as u32),
            queued: told.pace.queued as u32,
            done_by: told.pace.done_by.map(|day| day.to_string()),
        },
        inbox_growth: told.inbox_growth as i32,
    }
}

fn wire_days(durations: &Durations) -> InsightDays {
    let classes = DAY_CLASSES.iter().zip(durations.classes).enumerate();
    InsightDays {
        classes: classes
            .map(|(place, ((from_days, to_days), n))| InsightDayClass {
                from_days: *from_days,
                to_days: *to_days,
                n_papers: n as u32,
                is_median: durations.median_class == Some(place),
            })
            .collect(),
        median_days: durations.median_days.map(|days| days as u32),
    }
}
