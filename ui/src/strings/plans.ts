import type { State } from "../backend/wire";
import { formatDay, formatWeekday } from "./format";
import { papers } from "./phrases";
import { whichPapers } from "./titles";

/** Words about snoozing papers and the days on which they are due. */
export const plans = {
  snoozeUntil: "Snooze until",
  tomorrow: "Tomorrow",
  saturday: "Saturday",
  nextWeek: "Next week",
  inAMonth: "In a month",
  pickADay: "Pick a day…",
  dueDay: "Due day…",
  wake: "Wake now",
  /** Where snoozed papers come back to; none where they come from both. */
  backAfter: (state: State | null) =>
    state === "inbox"
      ? "Hidden until then, back in the inbox after."
      : state === "queued"
        ? "Hidden until then, back in the queue after."
        : "Hidden until then, back where they were after.",
  snoozed: (day: string, n: number, title: string | null) =>
    `Snoozed ${whichPapers(n, title)} until ${formatWeekday(day)}`,
  woken: (n: number, title: string | null) => `Woke ${whichPapers(n, title)}`,
  due: (day: string, n: number, title: string | null) =>
    `Set ${whichPapers(n, title)} due on ${formatWeekday(day)}`,
  notDue: (n: number, title: string | null) => `Took the due day off ${whichPapers(n, title)}`,
  button: "Snooze or due day",
  marks: "Plans",
  isDue: (day: string) => `Due ${formatWeekday(day)}`,
  wasDue: (day: string) => `Was due ${formatWeekday(day)}`,
  isSnoozed: (day: string) => `Snoozed until ${formatWeekday(day)}`,

  picker: {
    due: "Due day",
    snooze: "Snooze until a day",
    field: "Day",
    hint: "“fri”, “21 aug”, “in 2 weeks”",
    notUnderstood: "That names no day. Try “fri”, “21 aug” or “in 2 weeks”.",
    past: "A snooze ends on a day that is to come.",
    previous: "Previous month",
    next: "Next month",
    dots: "Dots are papers due.",
    dotsOn: (day: string, n: number) => n === 0 ? `Dots are papers due. None yet on ${formatDay(day)}.` : `Dots are papers due. ${papers(n)} on ${formatDay(day)}.`, // prettier-ignore
    named: (day: string, n: number) => (n === 0 ? day : `${day}, ${papers(n)} due`),
    clear: "Clear",
    set: "Set day",
    snoozeSet: "Snooze",
  },
};
