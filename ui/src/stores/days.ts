/** Days of the calendar, where the person is, as they cross to the core: `YYYY-MM-DD`. */
export type Day = string;

export function today(now: Date = new Date()): Day {
  return written(now.getFullYear(), now.getMonth(), now.getDate());
}

export function plusDays(day: Day, n: number): Day {
  const [year, month, date] = parts(day);
  return written(year, month, date + n);
}

/** The same day of another month, or the last of it where it has none such. */
export function plusMonths(day: Day, n: number): Day {
  const [year, month, date] = parts(day);
  const last = new Date(Date.UTC(year, month + n + 1, 0)).getUTCDate();
  return written(year, month + n, Math.min(date, last));
}

/** How many days lie between two; negative where the second comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The number of the week that begins on this Monday, as ISO 8601 counts them: the first holds 4 January. */
export function weekOfYear(monday: Day): number {
  const thursday = plusDays(monday, 3);
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

/** The next such day of the week after this one; 0 is Sunday. */
export function nextWeekday(day: Day, weekday: number): Day {
  return plusDays(day, ((weekday - weekdayOf(day) + 6) % 7) + 1);
}

/** The six weeks in which a month is shown, whole. */
export function weeksOf(month: Day, firstWeekday: number): Day[][] {
  const first = `${month.slice(0, 8)}01`;
  const start = plusDays(first, -((weekdayOf(first) - firstWeekday + 7) % 7));
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, i) => plusDays(start, week * 7 + i))); // prettier-ignore
}

export function isSameMonth(one: Day, other: Day): boolean {
  return one.slice(0, 7) === other.slice(0, 7);
}

interface WeekInfo {
  firstDay: number;
}

/** With which day a week begins where the person is; 0 is Sunday. */
export function firstWeekday(
  locale: string = new Intl.DateTimeFormat().resolvedOptions().locale,
): number {
  const asked = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo }; // prettier-ignore
  // Older web views have the one or the other; Monday is the international standard's.
  const info = asked.getWeekInfo?.() ?? asked.weekInfo;
  return (info?.firstDay ?? 1) % 7;
}

function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay();
}

function parts(day: Day): [number, number, number] {
  const [year, month, date] = day.split("-").map(Number);
  return [year!, month! - 1, date!];
}

function written(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}
