/** What has to be said in the fewest letters: ages in rows, counts at the edge. */

import { formatAgo, formatNumber } from "./format";
import { words } from "./strings";

export type AgeUnit = "year" | "month" | "week" | "day" | "hour" | "minute";

/** From how many seconds on an age is told in which unit, and how long that is. */
const units: { unit: AgeUnit; from: number; size: number }[] = [
  { unit: "year", from: 365 * 86_400, size: 365 * 86_400 },
  { unit: "month", from: 30 * 86_400, size: 30 * 86_400 },
  { unit: "week", from: 14 * 86_400, size: 7 * 86_400 },
  { unit: "day", from: 86_400, size: 86_400 },
  { unit: "hour", from: 3_600, size: 3_600 },
  { unit: "minute", from: 60, size: 60 },
];

/** The short age of a row ("2 d") and the same in full for screen readers ("2 days ago"). */
export function formatAge(at: string, now: Date = new Date()): { short: string; full: string } {
  const seconds = Math.max(0, (now.getTime() - new Date(at).getTime()) / 1000);
  for (const { unit, from, size } of units) {
    if (seconds < from) continue;
    const n = Math.floor(seconds / size);
    return { short: words.brief.age[unit](formatNumber(n)), full: formatAgo(n, unit) };
  }
  return { short: words.brief.now, full: formatAgo(0, "second") };
}

/** Exact to 99,999, then in thousands, then in millions; never more than there are. */
export function formatCount(n: number): string {
  return formatOnScale(n, n);
}

/** One number of a scale: all of them are written as the greatest is. */
export function formatOnScale(n: number, greatest: number): string {
  if (greatest <= 99_999 || n === 0) return formatNumber(n);
  if (greatest < 1_000_000) return words.brief.thousands(formatNumber(Math.floor(n / 1000)));
  return words.brief.millions(formatNumber(Math.floor(n / 100_000) / 10));
}
