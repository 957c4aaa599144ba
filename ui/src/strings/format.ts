/** Numbers, days and times, in the chosen language as the system's region has them. */

const weekdayWords = { weekday: "long", day: "numeric", month: "long" } as const;

/** How things are written in a locale; none for the system's. */
function mannersOf(locale: string | undefined) {
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    locale,
    plain: new Intl.NumberFormat(locale),
    decimal: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    short: date({ day: "numeric", month: "short" }),
    shortWithYear: date({ day: "numeric", month: "short", year: "numeric" }),
    long: date(weekdayWords),
    longWithYear: date({ ...weekdayWords, year: "numeric" }),
    weekday: date({ weekday: "short", day: "numeric", month: "short" }),
    weekdayWithYear: date({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    month: date({ month: "long", year: "numeric" }),
    monthName: date({ month: "short" }),
    weekdayName: date({ weekday: "long" }),
    shortWeekdayName: date({ weekday: "short" }),
    clock: date({ hour: "2-digit", minute: "2-digit" }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
    sizes: (["byte", "kilobyte", "megabyte", "gigabyte"] as const).map((unit) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumSignificantDigits: 3 })), // prettier-ignore
    list: new Intl.ListFormat(locale, { type: "conjunction" }),
  };
}

let manners = mannersOf(undefined);

/** Has everything be written as in this locale from here on. */
export function setLocale(locale: string): void {
  manners = mannersOf(locale);
}

export function formatNumber(n: number): string {
  return manners.plain.format(n);
}

/** "41 kB". */
export function formatBytes(n: number): string {
  const step = n < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(n) / 3));
  return manners.sizes[step]!.format(n / 1000 ** step);
}

export function formatList(parts: string[]): string {
  return manners.list.format(parts);
}

export function formatTime(at: string | Date): string {
  return manners.clock.format(new Date(at));
}

/** "4 Aug", with the year where it is another one. */
export function formatDay(at: string, now: Date = new Date()): string {
  const day = dateOf(at);
  return (day.getFullYear() === now.getFullYear() ? manners.short : manners.shortWithYear).format(
    day,
  );
}

/** "Fri 7 Aug", with the year where it is another one. */
export function formatWeekday(at: string, now: Date = new Date()): string {
  const day = dateOf(at);
  return (
    day.getFullYear() === now.getFullYear() ? manners.weekday : manners.weekdayWithYear
  ).format(day);
}

/** "Friday, 21 August 2026". */
export function formatFullDay(at: string): string {
  return manners.longWithYear.format(dateOf(at));
}

/** "August 2026". */
export function formatMonth(at: string): string {
  return manners.month.format(dateOf(at));
}

/** "Aug". */
export function formatMonthName(at: string): string {
  return manners.monthName.format(dateOf(at));
}

/** "4.7". */
export function formatDecimal(n: number): string {
  return manners.decimal.format(n);
}

/** The name of the day's weekday, in full and cut. */
export function formatWeekdayName(at: string): { full: string; short: string } {
  const day = dateOf(at);
  return {
    full: manners.weekdayName.format(day),
    short: manners.shortWeekdayName.format(day).slice(0, 2),
  };
}

/** "Today", "Yesterday", or the day in full. */
export function formatDayHeading(at: string, now: Date = new Date()): string {
  const day = dateOf(at);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(day)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) return capitalised(formatAgo(daysAgo, "day"));
  return formatLongDay(at, now);
}

/** "Tuesday, 4 August", with the year where it is another one. */
export function formatLongDay(at: string, now: Date = new Date()): string {
  const day = dateOf(at);
  return (day.getFullYear() === now.getFullYear() ? manners.long : manners.longWithYear).format(
    day,
  );
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

/** "2 days ago", "now". */
export function formatAgo(n: number, unit: Intl.RelativeTimeFormatUnit): string {
  return manners.relative.format(-n, unit);
}

/** A moment, or a day where the person is: without a time, web views take a day for one in Greenwich. */
function dateOf(at: string): Date {
  return new Date(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T00:00` : at);
}

function startOfDay(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase(manners.locale) + text.slice(1);
}
