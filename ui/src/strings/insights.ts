import type { InboxAges, InsightStep, Pace } from "../backend/wire";
import { weekOfYear } from "../stores/days";
import type { PeriodName } from "../stores/insights.svelte";
import { formatDay, formatDecimal, formatLongDay, formatMonth, formatMonthName, formatNumber } from "./format"; // prettier-ignore
import { count, papers, quoted } from "./phrases";

/** A piece of a sentence; the strong ones carry what it says. */
export type Piece = string | { strong: string };

const strong = (text: string): Piece => ({ strong: text });

const within: Record<PeriodName, string> = {
  weeks4: "in four weeks",
  weeks12: "in twelve weeks",
  year: "in twelve months",
  all: "so far",
};

const perStep: Record<InsightStep, string> = { week: "week", month: "month", year: "year" };

function aWeek(perWeek: number): string {
  return perWeek < 1 ? "less than one a week" : `${formatNumber(Math.round(perWeek))} a week`;
}

function stepInFull(step: InsightStep, day: string): string {
  if (step === "week") return `week ${weekOfYear(day)}`;
  return step === "month" ? formatMonth(day) : day.slice(0, 4);
}

const stepRows: Record<InsightStep, string> = {
  week: "Week from",
  month: "Month",
  year: "Year",
};

const ages: Record<Exclude<keyof InboxAges, "longTo">, string> = {
  today: "Today",
  thisWeek: "This week",
  lastWeek: "Last week",
  twoToFourWeeks: "2 to 4 weeks",
  older: "Older",
};

/** Words about insights. */
export const insights = {
  title: "Insights",
  period: "Period",
  periods: { weeks4: "4 weeks", weeks12: "12 weeks", year: "Year", all: "All" } satisfies Record<PeriodName, string>, // prettier-ignore
  empty: "Nothing to tell yet",
  emptyLine: "Once papers have come in, this page says how they fare.",

  finished: ({ finished: n, perWeek, youngWeeks }: Pace, period: PeriodName): Piece[] => {
    const time = youngWeeks === null ? within[period] : youngWeeks === 1 ? "in your first week" : `in your first ${formatNumber(youngWeeks)} weeks`; // prettier-ignore
    if (n === 0) return [`Nothing was finished ${time}.`];
    const done = ["You finished ", strong(papers(n)), ` ${time}`];
    // Of one week the number is the pace.
    return youngWeeks === 1 ? [...done, "."] : [...done, ", about ", strong(aWeek(perWeek)), "."];
  },
  queueDone: (n: number, day: string): Piece[] => [
    `At this pace the queue of ${formatNumber(n)} is done `,
    strong(`by ${formatLongDay(day)}`),
    ".",
  ],
  inboxGrowth: (n: number): Piece[] =>
    n === 0
      ? ["The inbox holds as much as before."]
      : n > 0
        ? [`The inbox grew by ${formatNumber(n)}.`]
        : [`The inbox shrank by ${formatNumber(-n)}.`],

  showTable: (title: string) => `Show as a table: ${title}`,
  papers: "Papers",

  step: (step: InsightStep, day: string) =>
    step === "week" ? String(weekOfYear(day)) : step === "month" ? formatMonthName(day) : day.slice(0, 4), // prettier-ignore
  stepRow: (step: InsightStep, day: string) =>
    step === "week" ? `${formatDay(day)} (${stepInFull(step, day)})` : stepInFull(step, day),
  stepHead: (step: InsightStep) => stepRows[step],

  finishedSteps: {
    title: (step: InsightStep) => `Finished each ${perStep[step]}`,
    read: "read",
    skimmed: "skimmed",
    total: "finished",
    none: "Nothing was finished in this time. What you read or skim from now on shows here.",
    finding: (perWeek: number, step: InsightStep, best: string, n: number) =>
      `Average ${formatDecimal(perWeek)} a week. Most in ${stepInFull(step, best)}: ${formatNumber(n)}.`,
    undated: (n: number) => `${count(n, "finished paper has", "finished papers have")} no date, and so no place here.`, // prettier-ignore
  },
  flow: {
    title: (step: InsightStep) => `Added and finished each ${perStep[step]}`,
    added: "added",
    finished: "finished",
    finding: (added: number, finished: number) =>
      `${formatNumber(added)} came in, ${formatNumber(finished)} ${finished === 1 ? "was" : "were"} finished.`,
  },
  fromQueued: {
    title: "From queued to finished",
    none: "No paper that was finished in this time had been queued before.",
  },
  fromAdded: {
    title: "From added to finished",
    none: "No paper was finished in this time.",
  },
  days: "days",
  /** "Half are done within 6 days." */
  median: (days: number, nLong: number) => {
    const half =
      days === 0
        ? "Half are done within a day."
        : `Half are done within ${count(days, "day", "days")}.`;
    if (nLong === 0) return half;
    return `${half} ${formatNumber(nLong)} took more than a month.`;
  },
  dayClass: (from: number, to: number | null) => (to === null ? `${from - 1}+` : `${from}–${to}`),
  dayClassInFull: (from: number, to: number | null) =>
    to === null ? `More than ${count(from - 1, "day", "days")}` : `${from} to ${count(to, "day", "days")}`, // prettier-ignore
  inbox: {
    title: "How long papers wait in the inbox",
    none: "The inbox is empty.",
    triage: "Triage the inbox",
    triageLong: (n: number) => n === 1 ? "Triage this one" : `Triage these ${formatNumber(n)}`, // prettier-ignore
    waiting: (n: number, nLong: number) => {
      const waits = count(n, "paper waits", "papers wait");
      return nLong === 0
        ? `${waits}, none for longer than last week.`
        : `${waits}, ${formatNumber(nLong)} of them for longer than last week.`;
    },
    ages,
    head: "Added",
  },
  tags: {
    title: "By tag",
    none: "No paper has a tag.",
    finding: (tag: string, finished: number, n: number) =>
      `Of ${quoted(tag)}, ${formatNumber(finished)} of ${papers(n)} ${finished === 1 ? "is" : "are"} finished.`,
    head: "Tag",
    finished: "finished",
    queued: "queued or reading",
    inbox: "inbox",
    dropped: "dropped",
    share: (finished: number, n: number) => `${formatNumber(finished)} of ${formatNumber(n)} finished`, // prettier-ignore
  },
  sources: {
    title: "By source",
    none: "No source brought papers in this time.",
    finding: (source: string, kept: number, n: number) =>
      `Of ${papers(n)} that ${quoted(source)} brought, you kept ${formatNumber(kept)}.`,
    head: "Source",
    kept: "kept",
    inbox: "inbox",
    dropped: "dropped",
    share: (kept: number, n: number) => `${formatNumber(kept)} of ${formatNumber(n)} kept`,
  },
  /** Of many tags or sources only the largest are drawn. */
  largestTags: (n: number, of: number) => `The ${formatNumber(n)} largest of ${formatNumber(of)} tags.`, // prettier-ignore
  largestSources: (n: number, of: number) => `The ${formatNumber(n)} largest of ${formatNumber(of)} sources.`, // prettier-ignore
  short: (part: number, n: number) => `${formatNumber(part)} / ${formatNumber(n)}`,
};
