import type { Hint, TriageOrder } from "../backend/wire";
import type { Tally } from "../stores/pass.svelte";
import { formatList, formatNumber } from "./format";
import { count, papers, quoted } from "./phrases";
import { shortTitle } from "./titles";

const done: Record<Exclude<keyof Tally, "undecided">, string> = {
  queued: "queued",
  reading: "started",
  read: "read",
  skimmed: "skimmed",
  snoozed: "snoozed",
  dropped: "dropped",
};

/** Words about going through the inbox one paper at a time. */
export const triage = {
  label: "Triage",
  leave: "Leave triage",
  decide: "Decide",
  orderBy: "Order",
  orderIs: (order: string) => `Order: ${order}`,
  order: { asCame: "As they came", newest: "Newest first", likeness: "By likeness" } satisfies Record<TriageOrder, string>, // prettier-ignore
  position: (place: number, of: number) => `${formatNumber(place)} of ${formatNumber(of)}`,
  /** The name of the card. */
  card: (title: string, place: number, of: number) => `${title}, ${formatNumber(place)} of ${formatNumber(of)}`, // prettier-ignore
  minutesLeft: (n: number) => (n < 1 ? "less than a minute left" : `about ${formatNumber(n)} min left`), // prettier-ignore
  minutes: (n: number) => (n < 1 ? "less than a minute" : count(n, "minute", "minutes")),
  number: (position: number) => `No. ${formatNumber(position)} in this import`,
  numberIn: (position: number, source: string) => `No. ${formatNumber(position)} in ${source}`,
  /** What was decided about a paper. */
  stands: { queued: "Queued", reading: "Started", read: "Read", skimmed: "Skimmed", snoozed: "Snoozed", dropped: "Dropped" }, // prettier-ignore
  addWhy: "Why",
  next: (title: string) => `Next: ${title}`,
  noTitle: "No title",
  noAbstract: "This paper came without an abstract.",
  notHere: "This paper cannot be shown now.",
  tryAgain: "Try again",
  notDone: (reason: string) => `Not decided: ${reason}`,
  snoozed: "Snoozed",
  snooze: "Snooze",
  undo: "Undo",
  scroll: "Scroll",
  scrollBack: "Scroll back",
  back: "Previous paper",
  skip: "Skip",
  onlyOne: "No other paper waits in this pass",
  hint: ({ kind, words, nPapers, example }: Hint) => {
    const shared = formatList(words.map(quoted));
    switch (kind) {
      case "kept":
        return nPapers === 1 ? `Like a paper you kept: ${shared}` : `You kept ${papers(nPapers)} on ${shared}`; // prettier-ignore
      case "dropped":
        return nPapers === 1 ? `Like a paper you dropped: ${shared}` : `You dropped ${papers(nPapers)} on ${shared}`; // prettier-ignore
      case "sameAuthor":
        return `You kept ${papers(nPapers)} by ${formatList(words)}`;
      case "possibleDuplicate":
        return `May be the same as ${quoted(shortTitle(example.title))}`;
    }
  },
  hintExample: (title: string) => `For example ${quoted(title)}`,
  compare: "Compare",
  /** What the ribbon shows, as a sentence. */
  ribbon: (tally: Tally, of: number, isMerged: boolean) => {
    const parts = sumOf(tally).map(({ n, name }) => `${formatNumber(n)} ${name}`);
    const decided = `${formatNumber(of - tally.undecided)} of ${formatNumber(of)} decided`;
    const whole = parts.length === 0 ? decided : `${decided}: ${parts.join(", ")}`;
    return isMerged ? `${whole}. Each mark stands for several papers.` : whole;
  },
  sum: sumOf,
  papers: (n: number) => (n === 1 ? "paper" : "papers"),
  end: (n: number) => `All ${formatNumber(n)} decided`,
  endOfOne: "The one paper is decided",
  more: (n: number) => n === 1 ? "1 more paper waits beyond this pass." : `${papers(n)} more wait beyond this pass.`, // prettier-ignore
  goOn: (n: number) => `Go on with ${n === 1 ? "it" : "them"}`,
  toRead: (n: number) => `${formatNumber(n)} to read`,
  queueHolds: (n: number, of: number) =>
    `The queue holds ${formatNumber(n)} of ${formatNumber(of)}`,
  readFirst: "Read the first one",
  backTo: (scope: string | null) => (scope === null ? "Back to the inbox" : `Back to ${quoted(scope)}`), // prettier-ignore
  takesBack: "takes back the last decision",
  empty: {
    inbox: "The inbox is empty",
    other: "Nothing to decide here",
    queue: (n: number) => `${n === 1 ? "1 paper waits" : `${papers(n)} wait`} in the queue.`,
    line: "What comes in next can be gone through here.",
  },
};

/** The terms of a sum, in the order in which they are shown; zero terms are left out. */
function sumOf(tally: Tally): { kind: keyof typeof done; n: number; name: string }[] {
  const kinds = Object.keys(done) as (keyof typeof done)[];
  return kinds.flatMap((kind) => (tally[kind] === 0 ? [] : [{ kind, n: tally[kind], name: done[kind] }])); // prettier-ignore
}
