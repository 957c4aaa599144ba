/** Numbers, days and times in the system's own way. */

const locale = undefined;
const plain = new Intl.NumberFormat(locale);
const short = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const shortWithYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }); // prettier-ignore
const long = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const longWithYear = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" }); // prettier-ignore
const weekday = new Intl.DateTimeFormat(locale, {
  weekday: "short",
  day: "numeric",
  month: "short",
});
const weekdayWithYear = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", year: "numeric" }); // prettier-ignore
const full = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" }); // prettier-ignore
const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });
const monthName = new Intl.DateTimeFormat(locale, { month: "short" });
const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const weekdayNames = (["long", "short"] as const).map((width) => new Intl.DateTimeFormat(locale, { weekday: width })); // prettier-ignore
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const relativeDay = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const sizes = (["byte", "kilobyte", "megabyte", "gigabyte"] as const).map((unit) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumSignificantDigits: 3 })); // prettier-ignore
const list = new Intl.ListFormat(locale, { type: "conjunction" });

export function formatNumber(n: number): string {
  return plain.format(n);
}

/** Exact to 99,999, then in thousands. */
export function formatCount(n: number): string {
  return n <= 99_999 ? plain.format(n) : `${plain.format(Math.floor(n / 1000))}k`;
}

/** "41 kB". */
export function formatBytes(n: number): string {
  const step = n < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(n) / 3));
  return sizes[step]!.format(n / 1000 ** step);
}

export function formatList(parts: string[]): string {
  return list.format(parts);
}

export function formatTime(at: string | Date): string {
  return clock.format(new Date(at));
}

/** "4 Aug", with the year where it is another one. */
export function formatDay(at: string, now: Date = new Date()): string {
  const day = dateOf(at);
  return (day.getFullYear() === now.getFullYear() ? short : shortWithYear).format(day);
}

/** "Fri 7 Aug", with the year where it is another one. */
export function formatWeekday(at: string, now: Date = new Date()): string {
  const day = dateOf(at);
  return (day.getFullYear() === now.getFullYear() ? weekday : weekdayWithYear).format(day);
}

/** "Friday, 21 August 2026". */
export function formatFullDay(at: string): string {
  return full.format(dateOf(at));
}

/** "August 2026". */
export function formatMonth(at: string): string {
  return month.format(dateOf(at));
}

/** "Aug". */
export function formatMonthName(at: string): string {
  return monthName.format(dateOf(at));
}

/** "4.7". */
export function formatDecimal(n: number): string {
  return decimal.format(n);
}

/** The name of the day's weekday, in full and cut. */
export function formatWeekdayName(at: string): { full: string; short: string } {
  const day = dateOf(at);
  return { full: weekdayNames[0]!.format(day), short: weekdayNames[1]!.format(day).slice(0, 2) };
}

/** "Today", "Yesterday", or the day in full. */
export function formatDayHeading(at: string, now: Date = new Date()): string {
  const day = dateOf(at);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(day)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) return capitalised(relativeDay.format(-daysAgo, "day"));
  return formatLongDay(at, now);
}

/** "Tuesday, 4 August", with the year where it is another one. */
export function formatLongDay(at: string, now: Date = new Date()): string {
  const day = dateOf(at);
  return (day.getFullYear() === now.getFullYear() ? long : longWithYear).format(day);
}

/** Splits what is in order of time at each day, with the day's heading. */
export function byDay<T extends { at: string }>(all: readonly T[]): { heading: string; of: T[] }[] {
  const days: { heading: string; of: T[] }[] = [];
  for (const one of all) {
    const heading = formatDayHeading(one.at);
    if (days.at(-1)?.heading !== heading) days.push({ heading, of: [] });
    days.at(-1)!.of.push(one);
  }
  return days;
}

const units: [Intl.RelativeTimeFormatUnit, string, number][] = [
  ["year", "y", 365 * 86_400],
  ["month", "mo", 30 * 86_400],
  ["week", "w", 14 * 86_400],
  ["day", "d", 86_400],
  ["hour", "h", 3_600],
  ["minute", "min", 60],
];

/** The short age of a row ("2 d") and the same in full for screen readers ("2 days ago"). */
export function formatAge(at: string, now: Date = new Date()): { short: string; full: string } {
  const seconds = Math.max(0, (now.getTime() - new Date(at).getTime()) / 1000);
  for (const [unit, letter, size] of units) {
    if (seconds < size) continue;
    const n = Math.floor(unit === "week" ? seconds / (7 * 86_400) : seconds / size);
    return { short: `${n} ${letter}`, full: relativeDay.format(-n, unit) };
  }
  return { short: "now", full: relativeDay.format(0, "second") };
}

/** A moment, or a day where the person is: without a time, web views take a day for one in Greenwich. */
function dateOf(at: string): Date {
  return new Date(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T00:00` : at);
}

function startOfDay(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
