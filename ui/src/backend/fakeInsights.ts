import { daysBetween, plusDays, plusMonths, today } from "../stores/days";
import type { InsightDays, InsightStep, Insights, SourceShare, State, TagShare } from "./wire";

/** What insights count of a paper. */
export interface FakeTold {
  state: State;
  addedAt: string;
  queuedAt: string | null;
  finishedAt: string | null;
  isHidden: boolean;
  source: string | null;
  tags: { name: string; hue: number | null }[];
  /** Where it stood before each change of it, in order of time. */
  stood: { at: string; state: State }[];
}

const classes: [number, number | null][] = [[0, 1], [2, 3], [4, 7], [8, 14], [15, 30], [31, null]]; // prettier-ignore

/** What papers tell of the time since a day, or of all time, as the core counts it. */
export function insightsOf(papers: readonly FakeTold[], from: string | null): Insights {
  const now = today();
  const first = papers.map((p) => dayOf(p.addedAt)).reduce((one, two) => (one < two ? one : two), now); // prettier-ignore
  const nDays = daysBetween(from ?? first, now);
  const step: InsightStep = nDays <= 189 ? "week" : nDays <= 1098 ? "month" : "year";
  const days = [beginOf(from ?? first, step)];
  for (;;) {
    const next = step === "week" ? plusDays(days.at(-1)!, 7) : plusMonths(days.at(-1)!, step === "month" ? 1 : 12); // prettier-ignore
    if (next > now) break;
    days.push(next);
  }
  const begin = days[0]!;
  const isWithin = (at: string | null): at is string => at !== null && dayOf(at) >= begin;
  const isIn = (at: string | null, place: number) =>
    isWithin(at) && days.findLastIndex((day) => day <= dayOf(at)) === place;
  const finished = papers.filter((p) => isWithin(p.finishedAt));
  const lived = Math.max(7, daysBetween(begin > first ? begin : first, now) + 1);
  const queued = papers.filter((p) => p.state === "queued" && !p.isHidden).length;
  const waiting = papers.filter((p) => p.state === "inbox" && !p.isHidden).map((p) => dayOf(p.addedAt)); // prettier-ignore
  const monday = beginOf(now, "week");
  const ages = [now, monday, plusDays(monday, -7), plusDays(monday, -21), ""];
  const nIn = (place: number) => waiting.filter((day) => ages.findIndex((age) => day >= age) === place).length; // prettier-ignore
  const stoodThen = papers
    .filter((p) => dayOf(p.addedAt) < begin)
    .map((p) => p.stood.find(({ at }) => dayOf(at) >= begin)?.state ?? p.state);
  const tags = tagShares(papers);
  const sources = sourceShares(papers.filter((p) => isWithin(p.addedAt)));
  return {
    step,
    steps: days.map((day, place) => ({
      day,
      added: papers.filter((p) => isIn(p.addedAt, place)).length,
      read: finished.filter((p) => p.state === "read" && isIn(p.finishedAt, place)).length,
      skimmed: finished.filter((p) => p.state === "skimmed" && isIn(p.finishedAt, place)).length,
    })),
    fromQueued: daysTaken(finished.filter((p) => p.queuedAt !== null).map((p) => [p.queuedAt!, p.finishedAt!])), // prettier-ignore
    fromAdded: daysTaken(finished.map((p) => [p.addedAt, p.finishedAt!])),
    inbox: { today: nIn(0), thisWeek: nIn(1), lastWeek: nIn(2), twoToFourWeeks: nIn(3), older: nIn(4), longTo: plusDays(monday, -8) }, // prettier-ignore
    tags: tags.slice(0, 5),
    nTags: tags.length,
    sources: sources.slice(0, 5),
    nSources: sources.length,
    pace: {
      finished: finished.length,
      added: papers.filter((p) => isWithin(p.addedAt)).length,
      undated: papers.filter((p) => isFinished(p.state) && p.finishedAt === null).length,
      perWeek: (finished.length * 7) / lived,
      youngWeeks: null,
      queued,
      doneBy: finished.length === 0 || queued === 0 ? null : plusDays(now, Math.ceil((queued * lived) / finished.length)), // prettier-ignore
    },
    inboxGrowth: papers.filter((p) => p.state === "inbox").length - stoodThen.filter((state) => state === "inbox").length, // prettier-ignore
  };
}

function daysTaken(spans: [string, string][]): InsightDays {
  const taken = spans.map(([from, to]) => Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000))); // prettier-ignore
  taken.sort((one, other) => one - other);
  const median = taken[Math.floor((taken.length - 1) / 2)] ?? null;
  const isIn = (n: number, [from, to]: [number, number | null]) => n >= from && n <= (to ?? n);
  return {
    classes: classes.map((c) => ({ fromDays: c[0], toDays: c[1], nPapers: taken.filter((n) => isIn(n, c)).length, isMedian: median !== null && isIn(median, c) })), // prettier-ignore
    medianDays: median,
  };
}

function tagShares(papers: readonly FakeTold[]): TagShare[] {
  const shares = new Map<string, TagShare>();
  for (const { state, tags } of papers) {
    for (const { name, hue } of tags) {
      const share = shares.get(name) ?? { name, hue, finished: 0, queued: 0, inbox: 0, dropped: 0 };
      shares.set(name, share);
      if (isFinished(state)) share.finished++;
      else if (state === "inbox") share.inbox++;
      else if (state === "dropped") share.dropped++;
      else share.queued++;
    }
  }
  const size = (share: TagShare) => share.finished + share.queued + share.inbox + share.dropped;
  return [...shares.values()].sort((one, other) => size(other) - size(one));
}

function sourceShares(papers: readonly FakeTold[]): SourceShare[] {
  const shares = new Map<string, SourceShare>();
  for (const { state, source } of papers) {
    if (source === null) continue;
    const share = shares.get(source) ?? { name: source, isFolder: false, kept: 0, inbox: 0, dropped: 0 }; // prettier-ignore
    shares.set(source, share);
    if (state === "inbox") share.inbox++;
    else if (state === "dropped") share.dropped++;
    else share.kept++;
  }
  const size = (share: SourceShare) => share.kept + share.inbox + share.dropped;
  return [...shares.values()].sort((one, other) => size(other) - size(one));
}

function beginOf(day: string, step: InsightStep): string {
  if (step === "month") return `${day.slice(0, 8)}01`;
  if (step === "year") return `${day.slice(0, 5)}01-01`;
  return plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

function dayOf(at: string): string {
  return today(new Date(at));
}

function isFinished(state: State): boolean {
  return state === "read" || state === "skimmed";
}
