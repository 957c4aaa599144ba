import type {
  Actor,
  ChangedValue,
  ImportDetail,
  LeftPart,
  SightingText,
  State,
} from "../backend/wire";
import { formatList, formatNumber } from "./format";
import { count, papers, quoted, quotedFile, sentences } from "./phrases";
import { shortTitle } from "./titles";

const changes = (n: number) => count(n, "change", "changes");
const wereLeft = (n: number) => n === 0 ? null : n === 1 ? "1 paper was left: you worked on it since." : `${papers(n)} were left: you worked on them since.`; // prettier-ignore
const times = (n: number) => (n === 1 ? "once" : count(n, "time", "times"));

const decided: Record<State, (n: string) => string> = {
  inbox: (n) => `${n} back in the inbox`,
  queued: (n) => `${n} queued`,
  reading: (n) => `${n} started`,
  read: (n) => `${n} read`,
  skimmed: (n) => `${n} skimmed`,
  dropped: (n) => `${n} dropped`,
};

const outcomes: Record<Exclude<keyof ImportDetail, "added" | "marked">, string> = {
  inbox: "Still in the inbox",
  queued: "Queued",
  reading: "Reading",
  read: "Read",
  skimmed: "Skimmed",
  dropped: "Dropped",
  snoozed: "Snoozed",
  trash: "In the trash",
  gone: "No longer here: merged, or emptied from the trash",
};

const by: Record<Actor, string> = {
  window: "",
  terminal: "by the terminal",
  watcher: "by a watched folder",
};

const byAlways: Record<Actor, string> = {
  window: "in the window",
  terminal: by.terminal,
  watcher: by.watcher,
};

const leftParts: Record<LeftPart, (n: number) => string> = {
  state: (n) => `the state of ${papers(n)}`,
  place: (n) => `the place of ${papers(n)} in the queue`,
  star: (n) => `the star of ${papers(n)}`,
  tags: (n) => `the tags of ${papers(n)}`,
  why: (n) => `why you saved ${papers(n)}`,
  note: (n) => `the ${n === 1 ? "note" : "notes"} of ${papers(n)}`,
  days: (n) => `the due or snoozed day of ${papers(n)}`,
  facts: (n) => `the details of ${papers(n)}`,
  duplicates: (n) => `answers about duplicates, of ${papers(n)}`,
  paper: (n) => `${papers(n)} that came again, went or ${n === 1 ? "was" : "were"} put back since`,
  other: (n) => (n === 1 ? "a setting" : count(n, "setting", "settings")),
};

/** Words about history. */
export const history = {
  title: "History",
  line: "every change, for as long as the library lives",
  filter: "Which changes to show",
  filters: {
    all: "All changes",
    imports: "Imports",
    decisions: "Decisions",
    writing: "Notes and reasons",
    marks: "Tags and stars",
    queue: "Queue and days",
    papers: "Papers and trash",
    duplicates: "Duplicates",
    window: "Made in the window",
    terminal: "Made by the terminal",
    watcher: "Made by watched folders",
  },
  noneSuch: "No such change",
  noneSuchLine: "Nothing in the history is of this kind.",
  allImports: "All imports",
  allImportsLine: "what came in, and when",
  noImports: "Nothing has been imported yet",
  noImportsLine: "What you drop, paste or open is listed here, with what became of its papers.",
  papersOf: (n: number) => (n === 1 ? "Paper" : "Papers"),
  andMore: (n: number) => `and ${formatNumber(n)} more`,
  values: {
    state: "State",
    why: "Why I saved it",
    dueOn: "Due",
    snoozedUntil: "Snoozed until",
    note: "Note",
    title: "Title",
    year: "Year",
    venue: "Venue",
    abstract: "Abstract",
  } satisfies Record<ChangedValue, string>,
  before: "Before",
  after: "After",
  nothing: "none",
  none: "Nothing has happened yet",
  noneLine: "Each change you make is kept here, and can be undone.",
  noneOfPaper: "Nothing has happened to this paper",
  noneOfPaperLine: "Each change that touches it is kept here.",
  ofPaper: (title: string) => `What happened to ${quoted(shortTitle(title))}`,
  allPapers: "Show the history of all papers",
  tally: (nSeen: number, nChanged: number) => `seen ${times(nSeen)}, changed ${times(nChanged)}`,
  undo: "Undo",
  redo: "Redo",
  by,
  byAlways,
  undone: "Undone",
  undoneAt: (time: string) => `Undone at ${time}`,
  undoThis: (change: string) => `Undo: ${change}`,
  redoThis: (change: string) => `Redo: ${change}`,
  triaged: (nPapers: number) => `Triaged ${papers(nPapers)}`,
  moved: (nMoves: number) => `Changed the order of the queue, ${count(nMoves, "move", "moves")}`,
  decisions: (decisions: ReadonlyMap<State, number>) => formatList([...decisions].map(([state, n]) => decided[state](formatNumber(n)))), // prettier-ignore
  showEach: (run: string) => `Show each change: ${run}`,
  seenFirst: (source: string) => `Seen first in ${quotedFile(source)}`,
  seenAgain: (source: string) => `Seen in ${quotedFile(source)}`,
  detail: "Change",
  when: (kind: string, day: string, time: string) => `${kind}, ${day} at ${time}`,
  kindChange: "Change",
  kindImport: "Import",
  kindSighting: "Sighting",
  kindRun: (n: number) => changes(n),
  noneChosen: "No change selected",
  ribbon: (byState: ReadonlyMap<State | "snoozed", number>, nPapers: number) =>
    `${papers(nPapers)} in the order of the source: ${formatList([...byState].map(([state, n]) => ribbonPart(state, formatNumber(n))))}`, // prettier-ignore
  ribbonOfMany: (nPapers: number, nMarks: number) =>
    `${papers(nPapers)} in the order of the source, merged into ${count(nMarks, "mark", "marks")}`,
  added: (n: number) => (n === 0 ? "Nothing added" : `${papers(n)} added`),
  addedAndSeen: (nAdded: number, nSeen: number) => `${nAdded === 0 ? "Nothing" : papers(nAdded)} added, ${formatNumber(nSeen)} seen again`, // prettier-ignore
  became: "What became of its papers",
  outcomes,
  inAll: "In all",
  keepMarked: (n: number) => `Keep the ${n === 1 ? "one" : formatNumber(n)} you worked on`,
  keepMarkedLine: (nMarked: number, nOther: number, isKept: boolean) => {
    const all = nMarked + nOther;
    if (!isKept) return `${all === 1 ? "It is taken out, with what you wrote on it" : `All ${formatNumber(all)} are taken out, with what you wrote on them`}. You can redo an undone import.`; // prettier-ignore
    if (nOther === 0) return `Decided, tagged or with a note: there is no other to take out.`;
    return `Decided, tagged or with a note. ${nOther === 1 ? "The other one is" : `The other ${formatNumber(nOther)} are`} taken out.`; // prettier-ignore
  },
  undoImport: "Undo import",
  redoImport: "Redo import",
  showPapers: "Show papers",
  showPapersOf: (source: string) => `Show papers of ${quotedFile(source)}`,
  showPaper: "Show the paper",
  showImport: "Show this import",
  canRedo: "You can redo an undone import.",
  place: (position: number, of: number) => `No. ${formatNumber(position)} of ${formatNumber(of)}`,
  brought: "What it brought",
  broughtPaper: "The paper itself",
  broughtNothing: "Nothing that was missing",
  againstNow: "Beside what the paper says now",
  same: "the same",
  differs: "differs, left as it is",
  compare: "Compare",
  compareField: (field: string) => `Compare: ${field}`,
  saidThere: "In the source",
  saidHere: "In your library",
  textBehind: "The text it came from",
  linesBehind: (from: number, to: number) => from === to ? `The text it came from, line ${formatNumber(from)}` : `The text it came from, lines ${formatNumber(from)} to ${formatNumber(to)}`, // prettier-ignore
  noText: {
    kept: "The source has no lines of its own for it.",
    inFile: "The source has no lines of its own for it.",
    changed: "The file has changed since it was read, so its lines may be others now.",
    gone: "The file is not where it was.",
    notKept: "The text was not kept.",
  } satisfies Record<SightingText, string>,
  showFile: "Show the file",
  each: "Each change",
  undoRun: (n: number) => `Undo all ${formatNumber(n)}`,
  undoSince: "Undo everything since then…",
  askSince: "Undo everything since then?",
  askSinceLine: (nChanges: number, change: string) =>
    nChanges === 1
      ? `1 change is taken back: ${change}.`
      : `${changes(nChanges)} are taken back, from the newest down to this one: ${change}.`,
  askSinceImports: (sources: string[]) => `The papers of ${formatList(sources.slice(0, 5).map(quotedFile))}${sources.length > 5 ? ` and ${count(sources.length - 5, "more import", "more imports")}` : ""} are taken out.`, // prettier-ignore
  askSinceRedo: "Right after, you can redo all of it at once; later, each change in the history.",
  confirmSince: (nChanges: number) => `Undo ${changes(nChanges)}`,
  askLeft: "Undo what can be undone?",
  askLeftLine: (change: string) => `${change}. Part of it was changed again later.`,
  askLeftMany: (nChanges: number) => `${changes(nChanges)} can be taken back. Part of that was changed again later.`, // prettier-ignore
  wouldLeave: "This stays as it is now, since it was changed later:",
  leftPart: (part: LeftPart, nPapers: number) => leftParts[part](nPapers),
  wouldKeep: (nKept: number) => `${papers(nKept)} of imports ${nKept === 1 ? "stays" : "stay"}: you worked on ${nKept === 1 ? "it" : "them"}, or another import shows ${nKept === 1 ? "it" : "them"}.`, // prettier-ignore
  confirmLeft: "Undo the rest",
  cancel: "Cancel",
  undoneNone: "Cancelled. Nothing was undone.",
  takingBack: (nDone: number, nAll: number) => `${formatNumber(nDone)} of ${changes(nAll)} undone`,
  undoneMany: (nChanges: number, nLeft: number) => sentences([`Undone: ${changes(nChanges)}`, wereLeft(nLeft)]), // prettier-ignore
  redoneMany: (nChanges: number, nLeft: number) => sentences([`Redone: ${changes(nChanges)}`, wereLeft(nLeft)]), // prettier-ignore
};

function ribbonPart(state: State | "snoozed", n: string): string {
  if (state === "inbox") return `${n} not decided`;
  return state === "snoozed" ? `${n} snoozed` : decided[state](n);
}
