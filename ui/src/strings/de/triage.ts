import { formatList, formatNumber } from "../format";
import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { count, papers, quoted } from "./phrases";

type Sum = Words["triage"]["sum"];
type Kind = ReturnType<Sum>[number]["kind"];

const done: Record<Kind, string> = {
  queued: "vorgemerkt",
  reading: "begonnen",
  read: "gelesen",
  skimmed: "überflogen",
  snoozed: "zurückgestellt",
  dropped: "verworfen",
};

/** The terms of a sum, in the order in which they are shown; zero terms are left out. */
const sumOf: Sum = (tally) => {
  const kinds = Object.keys(done) as Kind[];
  return kinds.flatMap((kind) => (tally[kind] === 0 ? [] : [{ kind, n: tally[kind], name: done[kind] }])); // prettier-ignore
};

/** Words about going through the inbox one paper at a time. */
export const triage: Words["triage"] = {
  label: "Sichten",
  leave: "Sichten verlassen",
  decide: "Entscheiden",
  orderBy: "Reihenfolge",
  orderIs: (order) => `Reihenfolge: ${order}`,
  order: { asCame: "Wie sie kamen", newest: "Neueste zuerst", likeness: "Ähnliche beisammen" },
  position: (place, of) => `${formatNumber(place)} von ${formatNumber(of)}`,
  card: (title, place, of) => `${title}, ${formatNumber(place)} von ${formatNumber(of)}`,
  minutesLeft: (n) => (n < 1 ? "noch unter einer Minute" : `noch etwa ${formatNumber(n)} Min.`),
  minutes: (n) => (n < 1 ? "unter einer Minute" : count(n, "Minute", "Minuten")),
  number: (position) => `Nr. ${formatNumber(position)} in diesem Import`,
  numberIn: (position, source) => `Nr. ${formatNumber(position)} in ${source}`,
  stands: { queued: "Vorgemerkt", reading: "Begonnen", read: "Gelesen", skimmed: "Überflogen", snoozed: "Zurückgestellt", dropped: "Verworfen" }, // prettier-ignore
  addWhy: "Warum",
  next: (title) => `Danach: ${title}`,
  noTitle: "Ohne Titel",
  noAbstract: "Dieses Paper kam ohne Abstract.",
  notHere: "Dieses Paper kann jetzt nicht gezeigt werden.",
  tryAgain: "Neu versuchen",
  notDone: (reason) => `Nicht entschieden: ${reason}`,
  snoozed: "Zurückgestellt",
  snooze: "Zurückstellen",
  undo: "Rückgängig",
  scroll: "Blättern",
  scrollBack: "Zurückblättern",
  back: "Voriges Paper",
  skip: "Überspringen",
  onlyOne: "Kein anderes Paper wartet in diesem Durchgang",
  hint: ({ kind, words, nPapers, example }) => {
    const shared = formatList(words.map(quoted));
    switch (kind) {
      case "kept":
        return nPapers === 1 ? `Wie ein behaltenes Paper: ${shared}` : `${papers(nPapers)} zu ${shared} behalten`; // prettier-ignore
      case "dropped":
        return nPapers === 1 ? `Wie ein verworfenes Paper: ${shared}` : `${papers(nPapers)} zu ${shared} verworfen`; // prettier-ignore
      case "sameAuthor":
        return `${papers(nPapers)} von ${formatList(words)} behalten`;
      case "possibleDuplicate":
        return `Vielleicht dasselbe wie ${quoted(shortTitle(example.title))}`;
    }
  },
  hintExample: (title) => `Zum Beispiel ${quoted(title)}`,
  compare: "Vergleichen",
  ribbon: (tally, of, isMerged) => {
    const parts = sumOf(tally).map(({ n, name }) => `${formatNumber(n)} ${name}`);
    const decided = `${formatNumber(of - tally.undecided)} von ${formatNumber(of)} entschieden`;
    const whole = parts.length === 0 ? decided : `${decided}: ${parts.join(", ")}`;
    return isMerged ? `${whole}. Jeder Strich steht für mehrere Papers.` : whole;
  },
  sum: sumOf,
  papers: (n) => (n === 1 ? "Paper" : "Papers"),
  end: (n) => `Alle ${formatNumber(n)} entschieden`,
  endOfOne: "Das eine Paper ist entschieden",
  more: (n) =>
    `${count(n, "weiteres Paper wartet", "weitere Papers warten")} nach diesem Durchgang.`,
  goOn: (n) => `Weiter mit ${n === 1 ? "ihm" : "ihnen"}`,
  toRead: (n) => `${formatNumber(n)} zu lesen`,
  queueHolds: (n, of) => `Die Leseliste hat ${formatNumber(n)} von ${formatNumber(of)}`,
  readFirst: "Das erste lesen",
  backTo: (scope) => (scope === null ? "Zurück zum Eingang" : `Zurück zu ${quoted(scope)}`),
  takesBack: "nimmt die letzte Entscheidung zurück",
  empty: {
    inbox: "Der Eingang ist leer",
    other: "Hier ist nichts zu entscheiden",
    queue: (n) => `${count(n, "Paper wartet", "Papers warten")} in der Leseliste.`,
    line: "Was als Nächstes hereinkommt, lässt sich hier sichten.",
  },
};
