import { weekOfYear } from "../../stores/days";
import { formatDay, formatDecimal, formatLongDay, formatMonth, formatMonthName, formatNumber } from "../format"; // prettier-ignore
import type { Piece } from "../insights";
import type { Words } from "../strings";
import { count, papers, quoted } from "./phrases";

type Step = Parameters<Words["insights"]["stepHead"]>[0];
type Period = keyof Words["insights"]["periods"];

const strong = (text: string): Piece => ({ strong: text });

const within: Record<Period, string> = {
  weeks4: "in vier Wochen",
  weeks12: "in zwölf Wochen",
  year: "in zwölf Monaten",
  all: "bisher",
};

const perStep: Record<Step, string> = { week: "Woche", month: "Monat", year: "Jahr" };

function aWeek(perWeek: number): string {
  return perWeek < 1 ? "weniger als eines pro Woche" : `${formatNumber(Math.round(perWeek))} pro Woche`; // prettier-ignore
}

function stepInFull(step: Step, day: string): string {
  if (step === "week") return `Woche ${weekOfYear(day)}`;
  return step === "month" ? formatMonth(day) : day.slice(0, 4);
}

/** Words about insights. */
export const insights: Words["insights"] = {
  title: "Einblicke",
  period: "Zeitraum",
  periods: { weeks4: "4 Wochen", weeks12: "12 Wochen", year: "Jahr", all: "Alles" },
  empty: "Noch nichts zu erzählen",
  emptyLine: "Sind Papers hereingekommen, sagt diese Seite, wie es ihnen ergeht.",

  finished: ({ finished: n, perWeek, youngWeeks }, period) => {
    const time = youngWeeks === null ? within[period] : youngWeeks === 1 ? "in der ersten Woche" : `in den ersten ${formatNumber(youngWeeks)} Wochen`; // prettier-ignore
    if (n === 0) return [`Nichts wurde ${time} fertig.`];
    const done = [strong(papers(n)), ` ${n === 1 ? "wurde" : "wurden"} ${time} fertig`];
    return youngWeeks === 1 ? [...done, "."] : [...done, ", etwa ", strong(aWeek(perWeek)), "."];
  },
  queueDone: (n, day) => [
    `In diesem Tempo ist die Leseliste mit ${formatNumber(n)} `,
    strong(`bis ${formatLongDay(day)}`),
    " geschafft.",
  ],
  inboxGrowth: (n) =>
    n === 0
      ? ["Der Eingang hat so viele wie zuvor."]
      : n > 0
        ? [`Der Eingang wuchs um ${formatNumber(n)}.`]
        : [`Der Eingang schrumpfte um ${formatNumber(-n)}.`],

  showTable: (title) => `Als Tabelle zeigen: ${title}`,
  papers: "Papers",

  step: (step, day) =>
    step === "week" ? String(weekOfYear(day)) : step === "month" ? formatMonthName(day) : day.slice(0, 4), // prettier-ignore
  stepRow: (step, day) =>
    step === "week" ? `${formatDay(day)} (${stepInFull(step, day)})` : stepInFull(step, day),
  stepHead: (step) => (step === "week" ? "Woche ab" : perStep[step]),

  finishedSteps: {
    title: (step) => `Fertig je ${perStep[step]}`,
    read: "gelesen",
    skimmed: "überflogen",
    total: "fertig",
    none: "In dieser Zeit wurde nichts fertig. Was ab jetzt gelesen oder überflogen wird, erscheint hier.", // prettier-ignore
    finding: (perWeek, step, best, n) =>
      `Im Schnitt ${formatDecimal(perWeek)} pro Woche. Am meisten: ${stepInFull(step, best)} mit ${formatNumber(n)}.`, // prettier-ignore
    undated: (n) => `${count(n, "fertiges Paper hat", "fertige Papers haben")} kein Datum und damit hier keinen Platz.`, // prettier-ignore
  },
  flow: {
    title: (step) => `Hinzugefügt und fertig je ${perStep[step]}`,
    added: "hinzugefügt",
    finished: "fertig",
    finding: (added, finished) => `${formatNumber(added)} ${added === 1 ? "kam" : "kamen"} herein, ${formatNumber(finished)} ${finished === 1 ? "wurde" : "wurden"} fertig.`, // prettier-ignore
  },
  fromQueued: {
    title: "Vom Vormerken bis fertig",
    none: "Kein Paper, das in dieser Zeit fertig wurde, war zuvor vorgemerkt.",
  },
  fromAdded: {
    title: "Vom Hinzufügen bis fertig",
    none: "In dieser Zeit wurde kein Paper fertig.",
  },
  days: "Tage",
  median: (days, nLong) => {
    const half =
      days === 0
        ? "Die Hälfte ist binnen einem Tag fertig."
        : `Die Hälfte ist binnen ${count(days, "Tag", "Tagen")} fertig.`;
    if (nLong === 0) return half;
    return `${half} ${formatNumber(nLong)} ${nLong === 1 ? "brauchte" : "brauchten"} mehr als einen Monat.`;
  },
  dayClass: (from, to) => (to === null ? `${from - 1}+` : `${from}–${to}`),
  dayClassInFull: (from, to) =>
    to === null ? `Mehr als ${count(from - 1, "Tag", "Tage")}` : `${from} bis ${count(to, "Tag", "Tage")}`, // prettier-ignore
  inbox: {
    title: "Wie lange Papers im Eingang warten",
    none: "Der Eingang ist leer.",
    triage: "Eingang sichten",
    triageLong: (n) => (n === 1 ? "Dieses sichten" : `Diese ${formatNumber(n)} sichten`),
    waiting: (n, nLong) => {
      const waits = count(n, "Paper wartet", "Papers warten");
      return nLong === 0
        ? `${waits}, keines länger als seit letzter Woche.`
        : `${waits}, ${formatNumber(nLong)} davon länger als seit letzter Woche.`;
    },
    ages: {
      today: "Heute",
      thisWeek: "Diese Woche",
      lastWeek: "Letzte Woche",
      twoToFourWeeks: "2 bis 4 Wochen",
      older: "Älter",
    },
    head: "Hinzugefügt",
  },
  tags: {
    title: "Nach Schlagwort",
    none: "Kein Paper hat ein Schlagwort.",
    finding: (tag, finished, n) => `Zu ${quoted(tag)} ${finished === 1 ? "ist" : "sind"} ${formatNumber(finished)} von ${papers(n)} fertig.`, // prettier-ignore
    head: "Schlagwort",
    finished: "fertig",
    queued: "vorgemerkt oder begonnen",
    inbox: "im Eingang",
    dropped: "verworfen",
    share: (finished, n) => `${formatNumber(finished)} von ${formatNumber(n)} fertig`,
  },
  sources: {
    title: "Nach Quelle",
    none: "Keine Quelle brachte in dieser Zeit Papers.",
    finding: (source, kept, n) => `Aus ${quoted(source)} ${n === 1 ? "kam" : "kamen"} ${papers(n)}, ${formatNumber(kept)} davon behalten.`, // prettier-ignore
    head: "Quelle",
    kept: "behalten",
    inbox: "im Eingang",
    dropped: "verworfen",
    share: (kept, n) => `${formatNumber(kept)} von ${formatNumber(n)} behalten`,
  },
  largestTags: (n, of) => `Die ${formatNumber(n)} größten von ${formatNumber(of)} Schlagwörtern.`,
  largestSources: (n, of) => `Die ${formatNumber(n)} größten von ${formatNumber(of)} Quellen.`,
  short: (part, n) => `${formatNumber(part)} / ${formatNumber(n)}`,
};
