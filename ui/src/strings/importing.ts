import type { ImportNumbers, Outcome, RejectionReason } from "../backend/wire";
import { formatList, formatNumber } from "./format";
import { count, fileName, papers, quoted, quotedFile } from "./phrases";

const rejections: Record<RejectionReason, string> = {
  nothingNamesIt: "No title and no identifier in this block, so there is nothing to add.",
  neverCloses: "The entry never closes.",
  notAPaper: "This is not a paper.",
  malformed: "This breaks the rules of its format.",
  tooLarge: "This entry is too large to be a paper.",
};

const lines = (from: number, to: number) => from === to ? `Line ${formatNumber(from)}` : `Lines ${formatNumber(from)}–${formatNumber(to)}`; // prettier-ignore

/** Words about importing, from the drop to the summary. */
export const importing = {
  label: "Import",
  button: "Import",
  drop: "Drop to look inside",
  dropLine: "You choose what to add in the next step.",
  dropNone: (n: number) => (n === 1 ? "Offprint cannot read this" : "Offprint cannot read these"),
  unsuited: (n: number, of: number) => `Offprint cannot read ${formatNumber(n)} of these ${formatNumber(of)} files.`, // prettier-ignore
  dropped: (names: string[], n: number) => n > names.length ? `${names.join(", ")} and ${formatNumber(n - names.length)} more` : formatList(names), // prettier-ignore
  looking: "Looking at the papers you have",
  reading: (source: string) => `Reading ${quoted(fileName(source))}`,
  writing: (source: string) => `Importing ${quoted(fileName(source))}`,
  waiting: "Another Offprint is writing; waiting",
  progress: (n: number, of: number | null) => of === null ? `${papers(n)} so far` : `${formatNumber(n)} of ${formatNumber(of)} · ${Math.floor((100 * n) / Math.max(1, of))}%`, // prettier-ignore
  progressFull: (n: number, of: number | null) => of === null ? `${papers(n)} so far` : `${formatNumber(n)} of ${papers(of)}`, // prettier-ignore
  spoken: (what: string, progress: string) => `${what}, ${progress}`,
  othersWait: (n: number) => `and ${formatNumber(n)} more`,
  goOn: {
    looking: "You can go on working. What is read is compared with the papers you have.",
    reading: "You can go on working. Nothing is added before you have seen what is in it.",
    writing: "You can go on working. The papers appear together when all are in.",
  },
  cancel: "Cancel",
  cancelled: "Cancelled. Nothing was added.",
  done: (n: number) => (n === 0 ? "Nothing new" : `Imported ${papers(n)}`),
  doneFrom: (n: number, source: string) => `Imported ${papers(n)} from ${quotedFile(source)}`,
  nothingNew: (source: string) => `Nothing new in ${quotedFile(source)}`,
  nothing: "Nothing was imported",
  undo: "Undo import",
  show: "Show them",
  close: "Close",
  sum: (n: ImportNumbers) => {
    const terms = [`${formatNumber(n.new)} new`, `${formatNumber(n.known)} known`, `${formatNumber(n.dropped)} dropped before`, count(n.possible, "possible duplicate", "possible duplicates")]; // prettier-ignore
    if (n.repeated > 0) terms.push(`${formatNumber(n.repeated)} repeated`);
    terms.push(`${formatNumber(n.rejected)} rejected`);
    return `${formatNumber(n.found)} found = ${terms.join(" + ")}`;
  },
  listOf: (outcome: Outcome, source: string) =>
      `${source}: ${{ new: "new", known: "known", dropped: "dropped before", possible: "possible duplicates", repeated: "repeated" }[outcome]}`, // prettier-ignore
  terms: {
      found: "found",
      new: (_n: number) => "new",
      known: (_n: number) => "known",
      dropped: (_n: number) => "dropped before",
      possible: (n: number) => (n === 1 ? "possible duplicate" : "possible duplicates"),
      repeated: (_n: number) => "repeated",
      rejected: (_n: number) => "rejected",
    }, // prettier-ignore
  rejected: (n: number) => `${formatNumber(n)} rejected`,
  noise: (n: number) => `${count(n, "line", "lines")} left out as page noise`,
  rejectedAt: (from: number, to: number, reason: RejectionReason) => `${lines(from, to)}. ${rejections[reason]}`, // prettier-ignore
  notImported: (path: string | null) => (path === null ? "Not imported" : `Not imported: ${quotedFile(path)}`), // prettier-ignore
  undone: (removed: number, kept: number) =>
      kept === 0
        ? `Took out ${papers(removed)}.`
        : `Took out ${papers(removed)}. ${formatNumber(kept)} ${kept === 1 ? "is" : "are"} kept: you worked on ${kept === 1 ? "it" : "them"}, or another import holds ${kept === 1 ? "it" : "them"}.`, // prettier-ignore
};
