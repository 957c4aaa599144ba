import { formatDay, formatWeekday } from "../format";
import type { Words } from "../strings";
import { papers } from "./phrases";
import { whichPapers } from "./titles";

/** Words about snoozing papers and the days on which they are due. */
export const plans: Words["plans"] = {
  snoozeUntil: "Zurückstellen bis",
  tomorrow: "Morgen",
  saturday: "Samstag",
  nextWeek: "Nächste Woche",
  inAMonth: "In einem Monat",
  pickADay: "Tag wählen…",
  dueDay: "Fällig am…",
  wake: "Jetzt zurückholen",
  backAfter: (state) =>
    state === "inbox"
      ? "Bis dahin verborgen, danach zurück im Eingang."
      : state === "queued"
        ? "Bis dahin verborgen, danach zurück in der Leseliste."
        : "Bis dahin verborgen, danach wieder da, wo sie waren.",
  snoozed: (day, n, title) => `${whichPapers(n, title)} zurückgestellt bis ${formatWeekday(day)}`,
  woken: (n, title) => `${whichPapers(n, title)} zurückgeholt`,
  due: (day, n, title) => `${whichPapers(n, title)} fällig am ${formatWeekday(day)}`,
  notDue: (n, title) => `Fälligkeit von ${whichPapers(n, title)} entfernt`,
  button: "Zurückstellen oder Fälligkeit",
  marks: "Pläne",
  isDue: (day) => `Fällig ${formatWeekday(day)}`,
  wasDue: (day) => `War fällig ${formatWeekday(day)}`,
  isSnoozed: (day) => `Zurückgestellt bis ${formatWeekday(day)}`,

  picker: {
    due: "Fällig am",
    snooze: "Zurückstellen bis zu einem Tag",
    field: "Tag",
    hint: "„Fr“, „21. Aug“, „in 2 Wochen“",
    notUnderstood: "Das nennt keinen Tag. Zum Beispiel „Fr“, „21. Aug“ oder „in 2 Wochen“.",
    past: "Ein zurückgestelltes Paper kommt an einem künftigen Tag wieder.",
    previous: "Voriger Monat",
    next: "Nächster Monat",
    dots: "Punkte sind fällige Papers.",
    dotsOn: (day, n) => n === 0 ? `Punkte sind fällige Papers. Noch keine am ${formatDay(day)}` : `Punkte sind fällige Papers. ${papers(n)} am ${formatDay(day)}`, // prettier-ignore
    named: (day, n) => (n === 0 ? day : `${day}, ${papers(n)} fällig`),
    clear: "Entfernen",
    set: "Tag setzen",
    snoozeSet: "Zurückstellen",
  },
};
