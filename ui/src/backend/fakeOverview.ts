import type { Group, ImportDetail, RibbonMark, Row, Sort, State } from "./wire";

/** The groups of a list that is sorted by import, state or year. */
export function groupsOf(
  rows: { row: Row; imports: { id: string; source: string }[] }[],
  sort: Sort,
): Group[] {
  const groups: Group[] = [];
  for (const [place, { row, imports }] of rows.entries()) {
    const key = sort === "added" ? (imports[0]?.id ?? "") : sort === "state" ? row.state : sort === "year" ? `${row.year ?? ""}` : null; // prettier-ignore
    if (key === null) return [];
    const last = groups.at(-1);
    if (last?.key === key) last.nRows++;
    else groups.push({ key, fromRow: place, nRows: 1, of: sort === "added" ? { by: "arrival", at: row.addedAt, imports: imports.slice(0, 1) } : sort === "state" ? { by: "state", state: row.state } : { by: "year", year: row.year } }); // prettier-ignore
  }
  return groups;
}

export interface FakeImported {
  state: State;
  isSnoozed: boolean;
  isTrashed: boolean;
  isThere: boolean;
  isMarked: boolean;
}

export function detailOf(papers: FakeImported[]): ImportDetail {
  const there = papers.filter((p) => p.isThere);
  const of = (state: State) => there.filter((p) => p.state === state && !p.isSnoozed && !p.isTrashed).length; // prettier-ignore
  return {
    added: papers.length,
    inbox: of("inbox"),
    queued: of("queued"),
    reading: of("reading"),
    read: of("read"),
    skimmed: of("skimmed"),
    dropped: of("dropped"),
    snoozed: there.filter((p) => p.isSnoozed && !p.isTrashed).length,
    trash: there.filter((p) => p.isTrashed).length,
    gone: papers.length - there.length,
    marked: there.filter((p) => p.isMarked).length,
  };
}

/** At most 240 marks; of more papers neighbours are one, by majority. */
export function ribbonOf(papers: FakeImported[]): RibbonMark[] {
  const there = papers.filter((p) => p.isThere);
  const nMarks = Math.min(240, there.length);
  return Array.from({ length: nMarks }, (_, mark) => {
    const from = Math.floor((mark * there.length) / nMarks);
    const part = there.slice(from, Math.floor(((mark + 1) * there.length) / nMarks));
    const seen = part.map((p) => ({ state: p.isTrashed ? ("dropped" as const) : p.state, isSnoozed: p.isSnoozed && !p.isTrashed })); // prettier-ignore
    const count = (one: (typeof seen)[number]) => seen.filter((other) => other.state === one.state && other.isSnoozed === one.isSnoozed).length; // prettier-ignore
    const most = seen.reduce((best, other) => (count(other) > count(best) ? other : best));
    return { ...most, nPapers: part.length };
  });
}
