import { formatDay, formatNumber, formatWeekday } from "../format";
import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { papers, quoted } from "./phrases";
import { whichPapers } from "./titles";

/** Words about the queue. */
export const queue: Words["queue"] = {
  meter: (n, of) => `${formatNumber(n)} von ${formatNumber(of)}`,
  meterSaid: (n, of) => n > of ? `${formatNumber(n)} von ${formatNumber(of)}, ${formatNumber(n - of)} zu viel` : `${formatNumber(n)} von ${formatNumber(of)}`, // prettier-ignore
  meterLabel: (n, of) => `${formatNumber(n)} von ${formatNumber(of)} Plätzen belegt`,
  readingNow: "Lese ich gerade",
  moreReading: (n) => `${formatNumber(n)} weitere zeigen, die gerade gelesen werden`,
  upNext: "Als Nächstes",
  toMove: "zum Verschieben",
  finish: "Fertig",
  skimmed: "Überflogen",
  note: "Notiz",
  back: "Zurück in die Leseliste",
  noNote: "noch keine Notiz",
  started: (day) => `begonnen ${day}`,
  moved: (place, of) => `Auf ${formatNumber(place)} von ${formatNumber(of)} gesetzt`,
  rowsBefore: (n) => `${formatNumber(n)} davor zeigen`,
  moreRows: (n) => `${formatNumber(n)} weitere zeigen`,
  over: (n, of) => `Die Leseliste hat jetzt ${formatNumber(n)}, ${formatNumber(n - of)} mehr als die ${formatNumber(of)}, die geplant sind (Einstellungen, Leseliste).`, // prettier-ignore
  plan: (meter) => `${meter}, Leseliste planen`,
  planned: {
    label: "Der Plan für die Leseliste",
    size: "Geplante Größe",
    fewer: "Eins weniger",
    more: "Eins mehr",
    line: "Darüber ist nichts gesperrt: Die Anzeige sagt es und schlägt vor, was gehen könnte.",
    over: (n, of) => `Die Leseliste hat ${papers(n)} mehr als die ${formatNumber(of)}, die geplant sind. Diese könnten gehen:`, // prettier-ignore
    waiting: (day) => `wartet seit ${day}`,
    noWhy: "kein Warum",
    drop: (title) => `${quoted(title)} verwerfen`,
    inbox: (title) => `Zurück in den Eingang: ${quoted(title)}`,
    snooze: (title) => `${quoted(title)} zurückstellen`,
    keep: (title) => `${quoted(title)} behalten`,
    keepShort: "Behalten",
    rest: "Alle anderen haben einen Grund zu bleiben.",
  },
  waiting: {
    label: "Ein Paper, das gewartet hat",
    question: (title, day) => `${quoted(shortTitle(title))} wartet seit ${day}. Noch lesen?`,
    keep: "Behalten",
    letGo: "Gehen lassen",
    snooze: "Zurückstellen…",
  },
  next: {
    label: "Nächstes lesen",
    foot: (key) => `${key} beginnt das gewählte.`,
    none: "Nichts wartet darauf, gelesen zu werden",
    reason: (reason) => {
      switch (reason.kind) {
        case "overdue":
          return `War fällig ${formatWeekday(reason.day)}`;
        case "dueSoon":
          return `Fällig ${formatWeekday(reason.day)}`;
        case "begun":
          return reason.at === null ? "Schon begonnen" : `Begonnen ${formatDay(reason.at)}`;
        case "inQueue":
          return reason.place === 1
            ? "Zuoberst in der Leseliste"
            : `Nummer ${formatNumber(reason.place)} in der Leseliste`;
        case "waitingLongest":
          return `Wartet am längsten, seit ${formatDay(reason.since)}`;
        case "starred":
          return "Mit Stern";
      }
    },
  },
  sizeSet: (n) => `Die Leseliste ist jetzt auf ${papers(n)} geplant`,
  kept: (n, title) => `${whichPapers(n, title)} in der Leseliste behalten`,
  carried: (n) => papers(n),
  up: "Nach oben",
  down: "Nach unten",
};
