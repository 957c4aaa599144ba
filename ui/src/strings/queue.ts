import type { Reason } from "../backend/wire";
import { formatDay, formatNumber, formatWeekday } from "./format";
import { papers, quoted } from "./phrases";
import { shortTitle, whichPapers } from "./titles";

/** Words about the queue. */
export const queue = {
  meter: (n: number, of: number) => `${formatNumber(n)} of ${formatNumber(of)}`,
  meterSaid: (n: number, of: number) => n > of ? `${formatNumber(n)} of ${formatNumber(of)}, ${formatNumber(n - of)} over` : `${formatNumber(n)} of ${formatNumber(of)}`, // prettier-ignore
  meterLabel: (n: number, of: number) => `${formatNumber(n)} of ${formatNumber(of)} places used`,
  readingNow: "Reading now",
  moreReading: (n: number) => `Show ${formatNumber(n)} more that you are reading`,
  upNext: "Up next",
  toMove: "to move",
  finish: "Finish",
  skimmed: "Skimmed",
  note: "Note",
  back: "Back to queue",
  noNote: "no note yet",
  started: (day: string) => `started ${day}`,
  moved: (place: number, of: number) => `Moved to ${formatNumber(place)} of ${formatNumber(of)}`,
  rowsBefore: (n: number) => `Show ${formatNumber(n)} before these`,
  moreRows: (n: number) => `Show ${formatNumber(n)} more`,
  over: (n: number, of: number) => `The queue now holds ${formatNumber(n)}, ${formatNumber(n - of)} more than the ${formatNumber(of)} that are planned (Settings, Queue).`, // prettier-ignore
  plan: (meter: string) => `${meter}, plan the queue`,
  planned: {
    label: "The plan for the queue",
    size: "Planned size",
    fewer: "One less",
    more: "One more",
    line: "Past it nothing is blocked: the meter says so, and offers what could go.",
    over: (n: number, of: number) => `The queue holds ${papers(n)} more than the ${formatNumber(of)} that are planned. These could go:`, // prettier-ignore
    waiting: (day: string) => `waiting since ${day}`,
    noWhy: "no why",
    drop: (title: string) => `Drop ${quoted(title)}`,
    inbox: (title: string) => `Back to the inbox: ${quoted(title)}`,
    snooze: (title: string) => `Snooze ${quoted(title)}`,
    keep: (title: string) => `Keep ${quoted(title)}`,
    keepShort: "Keep",
    rest: "All others have a reason to stay.",
  },
  waiting: {
    label: "A paper that has waited",
    question: (title: string, day: string) => `${quoted(shortTitle(title))} has waited since ${day}. Still want to read it?`, // prettier-ignore
    keep: "Keep",
    letGo: "Let go",
    snooze: "Snooze…",
  },
  next: {
    label: "Read next",
    foot: (key: string) => `${key} starts the one that you choose.`,
    none: "Nothing waits to be read",
    reason: (reason: Reason) => {
      switch (reason.kind) {
        case "overdue":
          return `Was due ${formatWeekday(reason.day)}`;
        case "dueSoon":
          return `Due ${formatWeekday(reason.day)}`;
        case "begun":
          return reason.at === null ? "You began it" : `You began it on ${formatDay(reason.at)}`;
        case "inQueue":
          return reason.place === 1
            ? "First in your queue"
            : `Number ${formatNumber(reason.place)} in your queue`;
        case "waitingLongest":
          return `Has waited longest, since ${formatDay(reason.since)}`;
        case "starred":
          return "You starred it";
      }
    },
  },
  sizeSet: (n: number) => `The queue is planned for ${papers(n)} now`,
  kept: (n: number, title: string | null) => `Kept ${whichPapers(n, title)} in the queue`,
  carried: (n: number) => papers(n),
  up: "Move up",
  down: "Move down",
};
