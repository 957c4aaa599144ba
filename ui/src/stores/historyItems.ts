import type { ChangeRow, Sighting, State } from "../backend/wire";
import { formatDayHeading } from "../strings/format";

/** What one row of the history shows. */
export type Item =
  | { kind: "day"; key: string; heading: string }
  | { kind: "change"; key: string; row: ChangeRow; place: number; isInRun: boolean }
  | { kind: "run"; key: string; rows: readonly ChangeRow[]; place: number; isOpen: boolean }
  | { kind: "sighting"; key: string; row: ChangeRow; sighting: Sighting; isFirst: boolean; place: number }; // prettier-ignore

/** What the cursor can stand on. */
export type Stop = Exclude<Item, { kind: "day" }>;

/** How long one may pause in a row of work. */
const pauseMs = 10 * 60_000;

/** Changes newest first as rows: a heading for each day, and like ones in a row of work as one. */
export function itemsOf(
  rows: readonly ChangeRow[],
  before: ChangeRow | null,
  open: ReadonlySet<number>,
  firstPlace: number,
): Item[] {
  const items: Item[] = [];
  let day = before === null ? "" : formatDayHeading(before.at);
  const shown = rows.map((row, i) => ({ row, place: firstPlace + i })).filter(({ row }) => isShown(row)); // prettier-ignore
  for (let i = 0; i < shown.length;) {
    const { row, place } = shown[i]!;
    const heading = formatDayHeading(row.at);
    if (heading !== day) items.push({ kind: "day", key: `d${row.seq}`, heading });
    day = heading;
    let end = i + 1;
    while (end < shown.length && isLike(shown[end - 1]!.row, shown[end]!.row)) end++;
    const run = shown.slice(i, end);
    if (run.length === 1) {
      items.push({ kind: "change", key: `c${row.seq}`, row, place, isInRun: false });
    } else {
      // The newest may change as work goes on; the oldest stays.
      const id = run.at(-1)!.row.seq;
      const isOpen = open.has(id);
      items.push({ kind: "run", key: `r${id}`, rows: run.map((one) => one.row), place, isOpen });
      if (isOpen) items.push(...run.map((one) => ({ kind: "change" as const, key: `c${one.row.seq}`, row: one.row, place: one.place, isInRun: true }))); // prettier-ignore
    }
    i = end;
  }
  return items;
}

/** What happened to one paper: its sightings stand where the imports do that saw it. */
export function itemsOfPaper(rows: readonly ChangeRow[], sightings: readonly Sighting[]): Item[] {
  const items: Item[] = [];
  let day = "";
  for (const [place, row] of rows.entries()) {
    if (!isShown(row)) continue;
    const heading = formatDayHeading(row.at);
    if (heading !== day) items.push({ kind: "day", key: `d${row.seq}`, heading });
    day = heading;
    const seen = sightings.filter((sighting) => row.imports.includes(sighting.import)).reverse();
    if (seen.length === 0) {
      items.push({ kind: "change", key: `c${row.seq}`, row, place, isInRun: false });
    }
    for (const sighting of seen) {
      const isFirst = sighting === sightings[0];
      items.push({ kind: "sighting", key: `s${sighting.import} ${sighting.position}`, row, sighting, isFirst, place }); // prettier-ignore
    }
  }
  return items;
}

/** An undo shows as the line through what it took back, not as a row of its own. */
export function isShown(row: ChangeRow): boolean {
  return row.change !== "undo" && row.change !== "redo";
}

function isLike(newer: ChangeRow, older: ChangeRow): boolean {
  return (
    newer.change === older.change &&
    (newer.change === "setState" || newer.change === "placeInQueue") &&
    newer.by === older.by &&
    newer.undoneBy === null &&
    older.undoneBy === null &&
    Date.parse(newer.at) - Date.parse(older.at) <= pauseMs &&
    formatDayHeading(newer.at) === formatDayHeading(older.at)
  );
}

/** How many papers were given each state: of a paper that was decided twice, what was decided last. */
export function decisionsOf(rows: readonly ChangeRow[]): Map<State, number> {
  const decisions = new Map<State, number>();
  const met = new Set<string>();
  for (const { to, nPapers, title } of rows) {
    if (to === null || (title !== null && met.has(title))) continue;
    if (title !== null) met.add(title);
    decisions.set(to, (decisions.get(to) ?? 0) + nPapers);
  }
  return decisions;
}

/** How high a row is, in rem. */
export function remOf(item: Item): number {
  if (item.kind === "day") return 2.5;
  if (item.kind === "change" && item.row.change === "import" && item.row.undoneBy === null) return 5.25; // prettier-ignore
  return 3.625;
}
