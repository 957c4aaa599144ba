import { untrack } from "svelte";
import type { AnswerTo, Backend } from "../backend/backend";
import type { Filter, Group, Question, Row, Sort } from "../backend/wire";
import { blockOf, blockSize, keepEqual, letGoOfFar, placed } from "./blocks";
import { askWhileWanted } from "./whileWanted";

/** So many steps of the scroll before are asked for ahead of it, and at most so many rows. */
const nStepsAhead = 8;
const mostAhead = 3 * blockSize;

export const everything: Filter = {
  states: [],
  isStarred: false,
  tags: [],
  import: null,
  outcomes: [],
  isTrashed: false,
  isSnoozed: false,
  query: null,
  within: null,
  yearFrom: null,
  yearTo: null,
  source: null,
  hasNote: false,
  hasAbstract: false,
  hasCode: false,
  hasDue: false,
  addedFrom: null,
  addedTo: null,
  finishedFrom: null,
  finishedTo: null,
  dueTo: null,
};

const slowAfterMs = 400;

/** The rows of one list, asked for by index as they come into sight. */
export class ListStore {
  total = $state(0);
  /** Whether the first answer is there; until then the list before is shown. */
  isReady = $state(false);
  /** Whether another list is waited for so long that the one before must not pass for it. */
  isSlow = $state(false);
  /** Grows with each set of rows that replaces the one before. */
  generation = $state(0);
  filter: Filter = $state.raw(everything);
  sort: Sort = $state("added");
  /** The groups of the rows, where they are shown; else none. */
  groups: readonly Group[] = $state.raw([]);
  private isGrouped = false;
  private rows: ReadonlyMap<number, Row> = $state.raw(new Map());
  private readonly places: ReadonlyMap<string, number> = $derived(
    new Map([...this.rows].map(([index, row]) => [row.id, index])),
  );
  private asked = new Set<number>();
  /** The blocks whose asking failed, until they are needed again. */
  private failed: ReadonlySet<number> = $state.raw(new Set());
  private epoch = 0;
  private visible: [number, number] = [0, 0];
  private nPending = 0;
  /** Counts the lists asked for by `show`, so that only the last is taken. */
  private nShows = 0;
  /** Whether another list is on its way. */
  isShowing = false;
  private isRefreshWanted = false;
  private isRefreshing = false;
  /** Those who wait for rows that are as new as what they have done. */
  private waiting: { done: () => void; failed: (error: unknown) => void }[] = [];

  constructor(
    private readonly backend: Backend,
    /** Hears of new rows for the same list, before they are drawn. */
    private readonly onRows: () => void = () => {},
    /** Hears why a refresh failed that nobody waits for. */
    private readonly onFailure: (error: unknown) => void = () => {},
    /** Whether what a list was asked for is still to be shown: it may have been left while it was looked for. */
    private readonly isWanted: (filter: Filter) => boolean = () => true,
  ) {}

  row(index: number): Row | undefined {
    return this.rows.get(index);
  }

  /** The row there is nearest to a place; the first where there is none. */
  nearest(index: number): number {
    return Math.min(Math.max(0, index), Math.max(0, this.total - 1));
  }

  /** The place of a paper among the rows that are here. */
  indexOf(paper: string): number | null {
    return this.places.get(paper) ?? null;
  }

  /** The places of those papers whose rows are here. */
  placesOf(papers: ReadonlySet<string>): number[] {
    return [...this.rows].filter(([, row]) => papers.has(row.id)).map(([index]) => index);
  }

  /** Asks for the papers of a stretch of rows, here or not; both ends belong to it. */
  async askPapers(fromRow: number, toRow: number): Promise<string[]> {
    const { filter, sort } = this;
    return (await this.put({ kind: "ids", filter, sort, fromRow, toRow })).papers;
  }

  /** Asks for the place of a paper, whether its row is here or not. */
  async askIndexOf(paper: string): Promise<number | null> {
    const { filter, sort } = this;
    return (await this.put({ kind: "rowOf", filter, sort, paper })).row;
  }

  /** Shows another list. The rows before stay until the first of the new ones are here. */
  async show(filter: Filter, sort: Sort, nearRow = 0, isGrouped = false): Promise<void> {
    const showing = ++this.nShows;
    this.isShowing = true;
    const slow = setTimeout(() => (this.isSlow = showing === this.nShows), slowAfterMs);
    try {
      const fromRow = blockOf(nearRow) * blockSize;
      const [answer, groups] = await Promise.all([this.ask(filter, sort, fromRow), this.askGroups(filter, sort, isGrouped)]); // prettier-ignore
      if (showing !== this.nShows) return;
      this.isGrouped = isGrouped;
      this.groups = groups;
      this.epoch++;
      this.filter = filter;
      this.sort = sort;
      this.asked = new Set([fromRow / blockSize]);
      this.visible = [nearRow, nearRow];
      this.total = answer.total;
      this.rows = placed(answer.rows, fromRow);
      this.generation++;
      this.isReady = true;
    } catch (error) {
      // Of a list that nobody waits for any more it does not matter.
      if (showing === this.nShows) throw error;
    } finally {
      clearTimeout(slow);
      if (showing === this.nShows) {
        this.isSlow = false;
        this.isShowing = false;
        if (this.isRefreshWanted) this.refreshUnwaited();
      }
    }
  }

  /** Asks for the rows from one index to another that are not here yet. */
  need(from: number, to: number): void {
    const step = from - this.visible[0];
    this.visible = [from, to];
    if (!this.isReady) return;
    // The faster one scrolls, the farther ahead the rows must be; after a leap nobody knows where to.
    const isLeap = Math.abs(step) > blockSize;
    const ahead = isLeap ? 0 : Math.max(-mostAhead, Math.min(mostAhead, step * nStepsAhead));
    const first = Math.max(0, from + Math.min(0, ahead));
    const last = Math.min(to + Math.max(0, ahead), this.total - 1);
    let run: number[] = [];
    for (let block = blockOf(first); block * blockSize <= last; block++) {
      if (!this.asked.has(block)) run.push(block);
      else if (run.length > 0) {
        void this.fetchBlocks(run);
        run = [];
      }
    }
    if (run.length > 0) void this.fetchBlocks(run);
  }

  /** Whether some of the rows from one index to another are on their way, or will be once they are needed. */
  isAwaited(from: number, to: number): boolean {
    if (!this.isReady) return false;
    const last = Math.min(to, this.total - 1);
    for (let index = from; index <= last; index++) {
      if (!this.rows.has(index) && !this.failed.has(blockOf(index))) return true;
    }
    return false;
  }

  /** Asks again for what is in sight; what is shown stays until the answer. Over once that is here. */
  refresh(): Promise<void> {
    if (!this.isReady) return Promise.resolve();
    const isFresh = new Promise<void>((done, failed) => this.waiting.push({ done, failed }));
    this.isRefreshWanted = true;
    void this.refreshUntilQuiet();
    return isFresh;
  }

  /**
   * Shows rows as a change will leave them, before the core has answered.
   *
   * Rows that `stays` refuses leave the list. Call the returned function with whether the change
   * was made: a refused one puts back what was there.
   */
  expect(
    papers: ReadonlySet<string>,
    patch: (row: Row) => Row,
    stays: (row: Row) => boolean,
  ): (wasMade: boolean) => void {
    const settle = this.hold();
    const after = new Map<number, Row>();
    const gone: number[] = [];
    for (const [index, row] of [...this.rows].sort((a, b) => a[0] - b[0])) {
      const next = papers.has(row.id) ? patch(row) : row;
      if (next !== row && !stays(next)) gone.push(index);
      else after.set(index - gone.length, next);
    }
    this.rows = after;
    this.total -= gone.length;
    this.groups = withoutRows(this.groups, gone);
    this.asked = completeBlocks(after, this.total);
    return settle;
  }

  /** The same for another order: the papers stand together before the row of another, or at the end. */
  expectPlace(papers: readonly string[], before: string | null): (wasMade: boolean) => void {
    const settle = this.hold();
    const indexes = [...this.rows.keys()].sort((a, b) => a - b);
    const rows = indexes.map((index) => this.rows.get(index)!);
    const others = rows.filter((row) => !papers.includes(row.id));
    const moved = papers.flatMap((paper) => rows.find((row) => row.id === paper) ?? []);
    const at = before === null ? others.length : others.findIndex((row) => row.id === before);
    others.splice(at < 0 ? others.length : at, 0, ...moved);
    this.rows = new Map(others.map((row, i) => [indexes[i]!, row]));
    return settle;
  }

  /** Keeps what is shown until a change is answered; what it returns puts it back where that was refused. */
  private hold(): (wasMade: boolean) => void {
    const before = { rows: this.rows, total: this.total, groups: this.groups, epoch: ++this.epoch }; // prettier-ignore
    this.nPending++;
    return (wasMade) => {
      this.nPending--;
      if (!wasMade && this.epoch === before.epoch) {
        this.rows = before.rows;
        this.total = before.total;
        this.groups = before.groups;
        this.asked = completeBlocks(before.rows, before.total);
      }
      this.refreshUnwaited();
    };
  }

  private ask(
    filter: Filter,
    sort: Sort,
    fromRow: number,
    nRows = blockSize,
  ): Promise<AnswerTo<Question & { kind: "rows" }>> {
    return this.put({ kind: "rows", filter, sort, fromRow, nRows });
  }

  private async askGroups(filter: Filter, sort: Sort, isGrouped: boolean): Promise<Group[]> {
    if (!isGrouped) return [];
    return (await this.put({ kind: "groups", filter, sort })).groups;
  }

  private put<Q extends Question & { filter: Filter }>(question: Q): Promise<AnswerTo<Q>> {
    return askWhileWanted(this.backend, question, () => this.isWanted(question.filter));
  }

  private refreshUnwaited(): void {
    this.refresh().catch(this.onFailure);
  }

  /** What is pending or about to be shown asks again once it is there. */
  private async refreshUntilQuiet(): Promise<void> {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    try {
      while (this.isRefreshWanted && this.nPending === 0 && !this.isShowing) {
        this.isRefreshWanted = false;
        const epoch = ++this.epoch;
        const first = Math.floor(Math.max(0, this.visible[0]) / blockSize);
        const last = Math.max(first, Math.floor(this.visible[1] / blockSize));
        const fromRow = first * blockSize;
        const nRows = Math.min(last - first + 1, 4) * blockSize;
        const { filter, sort } = this;
        const [answer, groups] = await Promise.all([this.ask(filter, sort, fromRow, nRows), this.askGroups(filter, sort, this.isGrouped)]); // prettier-ignore
        if (epoch !== this.epoch) {
          this.isRefreshWanted = true;
          continue;
        }
        this.groups = groups;
        this.total = answer.total;
        this.rows = keepEqual(this.rows, placed(answer.rows, fromRow));
        this.asked = completeBlocks(this.rows, this.total);
        this.onRows();
        this.need(...this.visible);
      }
      if (!this.isRefreshWanted) for (const { done } of this.waiting.splice(0)) done();
    } catch (error) {
      // The blocks that were on their way are not taken any more: they are to be asked for again.
      this.asked = completeBlocks(this.rows, this.total);
      // Of a list that another takes the place of it does not matter.
      if (this.isShowing) this.isRefreshWanted = true;
      else {
        this.need(...this.visible);
        for (const { failed } of this.waiting.splice(0)) failed(error);
      }
    } finally {
      this.isRefreshing = false;
    }
  }

  /** Asks for blocks that follow one another, all at once: they come into sight together. */
  private async fetchBlocks(blocks: readonly number[]): Promise<void> {
    for (const block of blocks) this.asked.add(block);
    // Who needs rows hears of their coming, not of this.
    untrack(() => {
      if (this.failed.size > 0) this.failed = new Set([...this.failed].filter((block) => !blocks.includes(block))); // prettier-ignore
    });
    const { epoch } = this;
    const fromRow = blocks[0]! * blockSize;
    try {
      const answer = await this.ask(this.filter, this.sort, fromRow, blocks.length * blockSize);
      if (epoch !== this.epoch) return;
      this.total = answer.total;
      const rows = new Map([...this.rows, ...placed(answer.rows, fromRow)]);
      letGoOfFar(rows, this.asked, this.visible);
      this.rows = rows;
    } catch {
      // The rows stay blank; the next scroll or announcement asks again.
      if (epoch !== this.epoch) return;
      for (const block of blocks) this.asked.delete(block);
      this.failed = new Set([...this.failed, ...blocks]);
    }
  }
}

/** The groups once rows have left the list, by the places that those had, in order. */
export function withoutRows(groups: readonly Group[], gone: readonly number[]): readonly Group[] {
  if (gone.length === 0 || groups.length === 0) return groups;
  let nBefore = 0;
  return groups
    .map((group) => {
      const fromRow = group.fromRow - nBefore;
      const nBeforeIt = nBefore;
      while (nBefore < gone.length && gone[nBefore]! < group.fromRow + group.nRows) nBefore++;
      return { ...group, fromRow, nRows: group.nRows - (nBefore - nBeforeIt) };
    })
    .filter(({ nRows }) => nRows > 0);
}

/** The blocks of which every row is here. */
function completeBlocks(rows: ReadonlyMap<number, Row>, total: number): Set<number> {
  const nPerBlock = new Map<number, number>();
  for (const index of rows.keys()) {
    const block = blockOf(index);
    nPerBlock.set(block, (nPerBlock.get(block) ?? 0) + 1);
  }
  const complete = new Set<number>();
  for (const [block, n] of nPerBlock) {
    if (n >= Math.min(blockSize, total - block * blockSize)) complete.add(block);
  }
  return complete;
}
