import type { LeftPart, State } from "../../backend/wire";
import { formatList, formatNumber } from "../format";
import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { count, papers, quoted, quotedFile, sentences } from "./phrases";

const wereLeft = (n: number) => n === 0 ? null : `Seither bearbeitet, darum geblieben: ${papers(n)}.`; // prettier-ignore
const changes = (n: number) => count(n, "Änderung", "Änderungen");
const leftParts: Record<LeftPart, (n: number) => string> = {
  state: (n) => `der Stand: ${papers(n)}`,
  place: (n) => `der Platz in der Leseliste: ${papers(n)}`,
  star: (n) => `der Stern: ${papers(n)}`,
  tags: (n) => `die Schlagwörter: ${papers(n)}`,
  why: (n) => `der Grund: ${papers(n)}`,
  note: (n) => `die Notiz: ${papers(n)}`,
  days: (n) => `Fälligkeit oder Zurückstellung: ${papers(n)}`,
  facts: (n) => `die Angaben: ${papers(n)}`,
  duplicates: (n) => `Antworten zu Dubletten: ${papers(n)}`,
  paper: (n) => `wieder gekommen, gegangen oder zurückgelegt: ${papers(n)}`,
  other: (n) => count(n, "Einstellung", "Einstellungen"),
};
const times = (n: number) => `${formatNumber(n)}-mal`;

const decided: Record<State, (n: string) => string> = {
  inbox: (n) => `${n} zurück im Eingang`,
  queued: (n) => `${n} vorgemerkt`,
  reading: (n) => `${n} begonnen`,
  read: (n) => `${n} gelesen`,
  skimmed: (n) => `${n} überflogen`,
  dropped: (n) => `${n} verworfen`,
};

function ribbonPart(state: State | "snoozed", n: string): string {
  if (state === "inbox") return `${n} nicht entschieden`;
  return state === "snoozed" ? `${n} zurückgestellt` : decided[state](n);
}

const byTerminal = "durch das Terminal";
const byFolder = "durch einen überwachten Ordner";

/** Words about history. */
export const history: Words["history"] = {
  title: "Verlauf",
  line: "jede Änderung, solange die Bibliothek besteht",
  filter: "Welche Änderungen gezeigt werden",
  filters: {
    all: "Alle Änderungen",
    imports: "Importe",
    decisions: "Entscheidungen",
    writing: "Notizen und Gründe",
    marks: "Schlagwörter und Sterne",
    queue: "Leseliste und Tage",
    papers: "Papers und Papierkorb",
    duplicates: "Dubletten",
    window: "Im Fenster gemacht",
    terminal: "Vom Terminal gemacht",
    watcher: "Von überwachten Ordnern gemacht",
  },
  noneSuch: "Keine solche Änderung",
  noneSuchLine: "Nichts im Verlauf ist von dieser Art.",
  allImports: "Alle Importe",
  allImportsLine: "was hereinkam, und wann",
  noImports: "Noch nichts importiert",
  noImportsLine: "Was hereingezogen, eingefügt oder geöffnet wird, steht hier, mit dem, was aus den Papers wurde.", // prettier-ignore
  papersOf: (n) => (n === 1 ? "Paper" : "Papers"),
  andMore: (n) => `und ${formatNumber(n)} weitere`,
  values: {
    state: "Stand",
    why: "Warum ich es behalte",
    dueOn: "Fällig",
    snoozedUntil: "Zurückgestellt bis",
    note: "Notiz",
    title: "Titel",
    year: "Jahr",
    venue: "Erschienen in",
    abstract: "Abstract",
  },
  before: "Vorher",
  after: "Nachher",
  nothing: "nichts",
  none: "Noch ist nichts geschehen",
  noneLine: "Jede Änderung wird hier behalten und lässt sich zurücknehmen.",
  noneOfPaper: "Mit diesem Paper ist nichts geschehen",
  noneOfPaperLine: "Jede Änderung daran wird hier behalten.",
  ofPaper: (title) => `Was mit ${quoted(shortTitle(title))} geschah`,
  allPapers: "Verlauf aller Papers zeigen",
  tally: (nSeen, nChanged) => `${times(nSeen)} gesehen, ${times(nChanged)} geändert`,
  undo: "Rückgängig",
  redo: "Wiederholen",
  by: { window: "", terminal: byTerminal, watcher: byFolder },
  byAlways: { window: "im Fenster", terminal: byTerminal, watcher: byFolder },
  undone: "Zurückgenommen",
  undoneAt: (time) => `Zurückgenommen um ${time}`,
  undoThis: (change) => `Rückgängig: ${change}`,
  redoThis: (change) => `Wiederholen: ${change}`,
  triaged: (nPapers) => `${papers(nPapers)} gesichtet`,
  moved: (nMoves) => `Reihenfolge der Leseliste geändert, ${formatNumber(nMoves)}-mal verschoben`,
  decisions: (decisions) => formatList([...decisions].map(([state, n]) => decided[state](formatNumber(n)))), // prettier-ignore
  showEach: (run) => `Jede Änderung zeigen: ${run}`,
  seenFirst: (source) => `Zuerst gesehen in ${quotedFile(source)}`,
  seenAgain: (source) => `Gesehen in ${quotedFile(source)}`,
  detail: "Änderung",
  when: (kind, day, time) => `${kind}, ${day} um ${time}`,
  kindChange: "Änderung",
  kindImport: "Import",
  kindSighting: "Fundstelle",
  kindRun: (n) => changes(n),
  noneChosen: "Keine Änderung ausgewählt",
  ribbon: (byState, nPapers) =>
    `${papers(nPapers)} in der Reihenfolge der Quelle: ${formatList([...byState].map(([state, n]) => ribbonPart(state, formatNumber(n))))}`, // prettier-ignore
  ribbonOfMany: (nPapers, nMarks) =>
    `${papers(nPapers)} in der Reihenfolge der Quelle, zusammengefasst in ${count(nMarks, "Strich", "Strichen")}`, // prettier-ignore
  added: (n) => `${n === 0 ? "Nichts" : papers(n)} hinzugefügt`,
  addedAndSeen: (nAdded, nSeen) => `${nAdded === 0 ? "Nichts" : papers(nAdded)} hinzugefügt, ${formatNumber(nSeen)} wieder gesehen`, // prettier-ignore
  became: "Was aus den Papers wurde",
  outcomes: {
    inbox: "Noch im Eingang",
    queued: "Vorgemerkt",
    reading: "Lese ich",
    read: "Gelesen",
    skimmed: "Überflogen",
    dropped: "Verworfen",
    snoozed: "Zurückgestellt",
    trash: "Im Papierkorb",
    gone: "Nicht mehr hier: vereint oder aus dem Papierkorb geleert",
  },
  inAll: "Zusammen",
  keepMarked: (n) => (n === 1 ? "Das bearbeitete behalten" : `Die ${formatNumber(n)} bearbeiteten behalten`), // prettier-ignore
  keepMarkedLine: (nMarked, nOther, isKept) => {
    const all = nMarked + nOther;
    if (!isKept) return `${all === 1 ? "Es wird" : `Alle ${formatNumber(all)} werden`} herausgenommen, mit allem, was dazu geschrieben wurde. Ein zurückgenommener Import lässt sich wiederholen.`; // prettier-ignore
    if (nOther === 0) return "Entschieden, mit Schlagwort oder Notiz: Es gibt kein anderes herauszunehmen."; // prettier-ignore
    return `Entschieden, mit Schlagwort oder Notiz. ${nOther === 1 ? "Das andere wird" : `Die anderen ${formatNumber(nOther)} werden`} herausgenommen.`; // prettier-ignore
  },
  undoImport: "Import zurücknehmen",
  redoImport: "Import wiederholen",
  showPapers: "Papers zeigen",
  showPapersOf: (source) => `Papers aus ${quotedFile(source)} zeigen`,
  showPaper: "Paper zeigen",
  showImport: "Diesen Import zeigen",
  canRedo: "Ein zurückgenommener Import lässt sich wiederholen.",
  place: (position, of) => `Nr. ${formatNumber(position)} von ${formatNumber(of)}`,
  brought: "Was es brachte",
  broughtPaper: "Das Paper selbst",
  broughtNothing: "Nichts, was fehlte",
  againstNow: "Neben dem, was jetzt gilt",
  same: "dasselbe",
  differs: "anders, blieb wie es war",
  compare: "Vergleichen",
  compareField: (field) => `Vergleichen: ${field}`,
  saidThere: "In der Quelle",
  saidHere: "In Ihrer Bibliothek",
  textBehind: "Der Text, aus dem es kam",
  linesBehind: (from, to) => from === to ? `Der Text, aus dem es kam, Zeile ${formatNumber(from)}` : `Der Text, aus dem es kam, Zeilen ${formatNumber(from)} bis ${formatNumber(to)}`, // prettier-ignore
  noText: {
    kept: "Die Quelle hat dafür keine eigenen Zeilen.",
    inFile: "Die Quelle hat dafür keine eigenen Zeilen.",
    changed: "Die Datei hat sich seit dem Lesen geändert; ihre Zeilen können andere sein.",
    gone: "Die Datei ist nicht mehr, wo sie war.",
    notKept: "Der Text wurde nicht aufbewahrt.",
  },
  showFile: "Datei zeigen",
  each: "Jede Änderung",
  undoRun: (n) => `Alle ${formatNumber(n)} zurücknehmen`,
  undoSince: "Alles seither zurücknehmen…",
  askSince: "Alles seither zurücknehmen?",
  askSinceLine: (nChanges, change) =>
    nChanges === 1
      ? `1 Änderung wird zurückgenommen: ${change}.`
      : `${changes(nChanges)} werden zurückgenommen, von der neuesten bis zu dieser: ${change}.`,
  askSinceImports: (sources) => `Die Papers aus ${formatList(sources.slice(0, 5).map(quotedFile))}${sources.length > 5 ? ` und ${count(sources.length - 5, "weiteren Import", "weiteren Importen")}` : ""} werden herausgenommen.`, // prettier-ignore
  askSinceRedo:
    "Gleich danach lässt sich alles auf einmal wiederholen, später jede Änderung im Verlauf.",
  confirmSince: (nChanges) => `${changes(nChanges)} zurücknehmen`,
  askLeft: "Zurücknehmen, was noch geht?",
  askLeftLine: (change) => `${change}. Ein Teil davon wurde später wieder geändert.`,
  askLeftMany: (nChanges) => `${changes(nChanges)} lassen sich zurücknehmen. Ein Teil davon wurde später wieder geändert.`, // prettier-ignore
  wouldLeave: "Dies bleibt, wie es jetzt ist, weil es später geändert wurde:",
  leftPart: (part, nPapers) => leftParts[part](nPapers),
  wouldKeep: (nKept) => `Aus Importen ${nKept === 1 ? "bleibt" : "bleiben"} ${papers(nKept)}: von Ihnen bearbeitet oder auch in einem anderen Import.`, // prettier-ignore
  confirmLeft: "Den Rest zurücknehmen",
  cancel: "Abbrechen",
  undoneNone: "Abgebrochen. Nichts wurde zurückgenommen.",
  takingBack: (nDone, nAll) => `${formatNumber(nDone)} von ${changes(nAll)} zurückgenommen`,
  undoneMany: (nChanges, nLeft) => sentences([`Zurückgenommen: ${changes(nChanges)}`, wereLeft(nLeft)]), // prettier-ignore
  redoneMany: (nChanges, nLeft) => sentences([`Wiederholt: ${changes(nChanges)}`, wereLeft(nLeft)]), // prettier-ignore
};
