//! What was finished, what waits and how long things take.

use serde::Serialize;
use ts_rs::TS;

/// What the library tells of a period and of the present. Papers in the trash are in no number.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Insights {
    pub step: InsightStep,
    /// In order of time, without gaps; the last holds today.
    pub steps: Vec<InsightStepCounts>,
    /// Of the papers finished in the period, those that were queued before: from then to the end.
    pub from_queued: InsightDays,
    /// All papers finished in the period, from their arrival to the end.
    pub from_added: InsightDays,
    pub inbox: InboxAges,
    /// The five tags that most papers have, the largest first.
    pub tags: Vec<TagShare>,
    /// The five sources that brought most papers in the period, the largest first.
    pub sources: Vec<SourceShare>,
    /// How many tags there are, and how many sources brought papers in the period.
    pub n_tags: u32,
    pub n_sources: u32,
    pub pace: Pace,
    /// Negative where it shrank. Snoozed papers count as waiting.
    pub inbox_growth: i32,
}

/// What one step of a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum InsightStep {
    /// From Monday to Sunday.
    Week,
    Month,
    Year,
}

/// What was added and finished in one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InsightStepCounts {
    /// The first day of it.
    pub day: String,
    pub added: u32,
    pub read: u32,
    pub skimmed: u32,
}

/// How many papers took so many days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InsightDayClass {
    pub from_days: u32,
    /// Null in the last class, which has no end.
    pub to_days: Option<u32>,
    pub n_papers: u32,
    /// Whether the median is in it.
    pub is_median: bool,
}

/// How long papers took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InsightDays {
    pub classes: Vec<InsightDayClass>,
    /// Half of them took so many whole days at most; null where there are none.
    pub median_days: Option<u32>,
}

/// Since when the papers of the inbox wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InboxAges {
    pub today: u32,
    /// Since Monday, but not today.
    pub this_week: u32,
    pub last_week: u32,
    /// Since one of the two weeks before the last.
    pub two_to_four_weeks: u32,
    pub older: u32,
    /// Those of the last two were added on this day or earlier; null only where no calendar reaches it.
    pub long_to: Option<String>,
}

/// Where the papers of a tag stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagShare {
    pub name: String,
    /// The hue that the person gave it, 0 to 7; none leaves it to its name.
    pub hue: Option<u8>,
    /// Read or skimmed.
    pub finished: u32,
    /// Queued, or being read.
    pub queued: u32,
    pub inbox: u32,
    pub dropped: u32,
}

/// Where the papers stand that a source brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceShare {
    pub name: String,
    /// Whether it is a watched folder.
    pub is_folder: bool,
    /// Queued, being read or finished.
    pub kept: u32,
    pub inbox: u32,
    pub dropped: u32,
}

/// How it goes, and where that leads.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pace {
    /// Papers finished in the period: the sum of its steps.
    pub finished: u32,
    /// Papers added in the period: the sum of its steps.
    pub added: u32,
    /// Finished papers of which nobody said when.
    pub undated: u32,
    pub per_week: f64,
    /// Where there were papers only for a part of the period: for how many weeks, a begun one being one.
    pub young_weeks: Option<u32>,
    pub queued: u32,
    /// By when the queue is done at this pace; null where nothing is queued, and where it would be years.
    pub done_by: Option<String>,
}
