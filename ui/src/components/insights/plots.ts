import { sum } from "d3-array";
import type { InboxAges, InsightDays, Insights } from "../../backend/wire";
import { formatNumber } from "../../strings/format";
import { words } from "../../strings/strings";
import type { Series, Table } from "./plot";

// Asked for when it is needed: the language may change.
const w = () => words.insights;
const tableOf = (nAll: number, table: Table) => (nAll === 0 ? null : table);

const finishedSeries = (): Series[] => [
  { name: w().finishedSteps.read, look: "solid", colour: "--st-read" },
  { name: w().finishedSteps.skimmed, look: "outline", colour: "--st-read" },
];
const flowSeries = (): Series[] => [
  { name: w().flow.added, look: "outline", colour: "--st-queued" },
  { name: w().flow.finished, look: "solid", colour: "--st-read" },
];
/** One that needs no legend. */
const papersSeries = (): Series[] => [{ name: w().papers, look: "solid", colour: "--plot-2" }];
const tagSeries = (): Series[] => [
  { name: w().tags.finished, look: "solid", colour: "--st-read" },
  { name: w().tags.queued, look: "striped", colour: "--st-queued" },
  { name: w().tags.inbox, look: "outline", colour: "--st-inbox" },
];
const sourceSeries = (): Series[] => [
  { name: w().sources.kept, look: "solid", colour: "--st-read" },
  { name: w().sources.inbox, look: "outline", colour: "--st-inbox" },
  { name: w().sources.dropped, look: "striped", colour: "--st-dropped" },
];

/** What was finished in each step. */
export function finishedPlot({ step, steps, pace }: Insights) {
  const best = steps.reduce((one, two) => (two.read + two.skimmed > one.read + one.skimmed ? two : one)); // prettier-ignore
  const finding =
    pace.finished === 0
      ? w().finishedSteps.none
      : w().finishedSteps.finding(pace.perWeek, step, best.day, best.read + best.skimmed);
  return {
    title: w().finishedSteps.title(step),
    finding: pace.undated === 0 ? finding : `${finding} ${w().finishedSteps.undated(pace.undated)}`,
    series: finishedSeries(),
    average: step === "week" ? pace.perWeek : undefined,
    columns: steps.map(({ day, read, skimmed }, place) => ({ label: w().step(step, day), numbers: [read, skimmed], isLast: place === steps.length - 1 })), // prettier-ignore
    table: tableOf(pace.finished, {
      heads: [w().stepHead(step), w().finishedSteps.read, w().finishedSteps.skimmed],
      rows: steps.map(({ day, read, skimmed }) => ({ head: w().stepRow(step, day), numbers: [read, skimmed] })), // prettier-ignore
    }),
  };
}

/** What was added in each step, against what was finished. */
export function flowPlot({ step, steps, pace }: Insights) {
  const numbers = steps.map(({ added, read, skimmed }) => [added, read + skimmed]);
  return {
    title: w().flow.title(step),
    finding: w().flow.finding(pace.added, pace.finished),
    series: flowSeries(),
    columns: steps.map(({ day }, place) => ({ label: w().step(step, day), numbers: numbers[place]!, isLast: place === steps.length - 1 })), // prettier-ignore
    table: tableOf(pace.added + pace.finished, {
      heads: [w().stepHead(step), w().flow.added, w().flow.finished],
      rows: steps.map(({ day }, place) => ({ head: w().stepRow(step, day), numbers: numbers[place]! })), // prettier-ignore
    }),
  };
}

/** How many papers took how long. */
export function daysPlot(of: "fromQueued" | "fromAdded", { classes, medianDays }: InsightDays) {
  return {
    title: w()[of].title,
    finding: medianDays === null ? w()[of].none : w().median(medianDays, classes.at(-1)!.nPapers),
    series: papersSeries(),
    columns: classes.map(({ fromDays, toDays, nPapers, isMedian }) => ({ label: w().dayClass(fromDays, toDays), numbers: [nPapers], isMarked: isMedian })), // prettier-ignore
    table: tableOf(
      sum(classes, (c) => c.nPapers),
      {
        heads: [w().days, w().papers],
        rows: classes.map(({ fromDays, toDays, nPapers }) => ({ head: w().dayClassInFull(fromDays, toDays), numbers: [nPapers] })), // prettier-ignore
      },
    ),
  };
}

const ageNames = ["today", "thisWeek", "lastWeek", "twoToFourWeeks", "older"] as const;

/** Since when the papers of the inbox wait. */
export function inboxPlot(ages: InboxAges) {
  const nAll = sum(ageNames, (age) => ages[age]);
  const nLong = ages.twoToFourWeeks + ages.older;
  return {
    title: w().inbox.title,
    finding: nAll === 0 ? w().inbox.none : w().inbox.waiting(nAll, nLong),
    nLong,
    series: papersSeries(),
    rows: ageNames.map((age) => ({ name: w().inbox.ages[age], numbers: [ages[age]], end: formatNumber(ages[age]), colour: age === "twoToFourWeeks" || age === "older" ? "--st-reading" : "--plot-2" })), // prettier-ignore
    table: tableOf(nAll, {
      heads: [w().inbox.head, w().papers],
      rows: ageNames.map((age) => ({ head: w().inbox.ages[age], numbers: [ages[age]] })),
    }),
  };
}

/** Where the papers of the largest tags stand; dropped ones are only in the table. */
export function tagsPlot({ tags, nTags }: Insights, hueOf: (tag: string) => number) {
  const shares = tags.map((tag) => ({ ...tag, n: tag.finished + tag.queued + tag.inbox }));
  const first = shares[0];
  return {
    title: w().tags.title,
    finding: words.sentences([first ? w().tags.finding(first.name, first.finished, first.n) : w().tags.none, nTags > tags.length ? w().largestTags(tags.length, nTags) : null]), // prettier-ignore
    series: tagSeries(),
    rows: shares.map(({ name, hue, finished, queued, inbox, n }) => ({ name, numbers: [finished, queued, inbox], end: w().short(finished, n), endInFull: w().tags.share(finished, n), hue: hue === null ? hueOf(name) : hue + 1 })), // prettier-ignore
    table: tableOf(tags.length, {
      heads: [w().tags.head, w().tags.finished, w().tags.queued, w().tags.inbox, w().tags.dropped],
      rows: tags.map(({ name, finished, queued, inbox, dropped }) => ({ head: name, numbers: [finished, queued, inbox, dropped] })), // prettier-ignore
    }),
  };
}

/** Where the papers stand that the largest sources brought. */
export function sourcesPlot({ sources, nSources }: Insights) {
  const shares = sources.map((source) => ({ ...source, name: words.fileName(source.name), n: source.kept + source.inbox + source.dropped })); // prettier-ignore
  const first = shares[0];
  return {
    title: w().sources.title,
    finding: words.sentences([first ? w().sources.finding(first.name, first.kept, first.n) : w().sources.none, nSources > sources.length ? w().largestSources(sources.length, nSources) : null]), // prettier-ignore
    series: sourceSeries(),
    rows: shares.map(({ name, kept, inbox, dropped, n }) => ({ name, numbers: [kept, inbox, dropped], end: w().short(kept, n), endInFull: w().sources.share(kept, n) })), // prettier-ignore
    table: tableOf(sources.length, {
      heads: [w().sources.head, w().sources.kept, w().sources.inbox, w().sources.dropped],
      rows: shares.map(({ name, kept, inbox, dropped }) => ({ head: name, numbers: [kept, inbox, dropped] })), // prettier-ignore
    }),
  };
}
