import type { Hint, PassPaper, Row, TriageOrder } from "./wire";

/** A paper as far as triage looks at it. */
export interface FakePassPaper {
  row: Row;
  abstract: string;
  isSnoozed: boolean;
}

/** Puts the papers of a pass, which come as they came, into its order. */
export function inPassOrder(papers: FakePassPaper[], order: TriageOrder): FakePassPaper[] {
  if (order === "asCame") return papers;
  if (order === "newest") return papers.toSorted((a, b) => (b.row.year ?? 0) - (a.row.year ?? 0));
  const left = [...papers];
  const chain = left.splice(0, 1);
  while (left.length > 0) {
    const last = wordsOf(chain.at(-1)!);
    let best = 0;
    const likeness = left.map((paper) => inBoth(wordsOf(paper), last).length);
    for (const [place, n] of likeness.entries()) if (n > likeness[best]!) best = place;
    chain.push(...left.splice(best, 1));
  }
  return chain;
}

export function isUndecided({ row, isSnoozed }: FakePassPaper): boolean {
  return row.state === "inbox" && !isSnoozed;
}

export function passPaper({ row, isSnoozed }: FakePassPaper): PassPaper {
  return { id: row.id, state: row.state, isSnoozed };
}

/** Says what was done with papers that share two long words with one, or an author; the core weighs words. */
export function hintFor(paper: FakePassPaper, others: FakePassPaper[]): Hint | null {
  const own = wordsOf(paper);
  const shared = (other: FakePassPaper) => inBoth(wordsOf(other), own);
  const isKept = ({ row }: FakePassPaper) => row.isStarred || !["inbox", "dropped"].includes(row.state); // prettier-ignore
  const isDecided = (other: FakePassPaper) => other.row.state !== "inbox" || other.row.isStarred;
  const alike = others.filter((other) => other.row.id !== paper.row.id && isDecided(other) && shared(other).length >= 2); // prettier-ignore
  const example = alike.toSorted((a, b) => shared(b).length - shared(a).length)[0];
  const named = ({ row }: FakePassPaper) => ({ id: row.id, title: row.title });
  if (example !== undefined) {
    const like = alike.filter((other) => isKept(other) === isKept(example));
    return { kind: isKept(example) ? "kept" : "dropped", words: shared(example).slice(0, 3), nPapers: like.length, example: named(example) }; // prettier-ignore
  }
  for (const author of paper.row.authors) {
    const by = others.filter((other) => other.row.id !== paper.row.id && isKept(other) && other.row.authors.includes(author)); // prettier-ignore
    if (by.length > 0) return { kind: "sameAuthor", words: [author], nPapers: by.length, example: named(by[0]!) }; // prettier-ignore
  }
  return null;
}

function wordsOf({ row, abstract }: FakePassPaper): Set<string> {
  return new Set(`${row.title} ${abstract}`.toLowerCase().match(/\p{L}{7,}/gu) ?? []);
}

function inBoth(one: Set<string>, other: Set<string>): string[] {
  return [...one].filter((word) => other.has(word));
}
