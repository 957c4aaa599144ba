import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { Backend } from "../backend/backend";
import type {
  Actor,
  ChangeKind,
  ChangeRow,
  RibbonMark,
  Row,
  Sighting,
  SightingDetail,
  ValueChange,
} from "../backend/wire";
import { itemsOf, itemsOfPaper, remOf, type Item } from "./historyItems";
import { untilQuiet } from "./untilQuiet";

const blockSize = 100;
const mostBlocks = 12;
/** As high as most rows are, in rem. */
const usualRem = 3.75;
/** A web view cannot lay out much more. */
const mostRem = 500_000;

/** Changes that follow one another, with where they stand in a list drawn whole. */
export interface Segment {
  block: number;
  topRem: number;
  heightRem: number;
  /** None while they are not here. */
  items: readonly Item[] | null;
}

/** Which changes are shown. */
export interface HistoryFilter {
  /** Empty means all. */
  kinds: readonly ChangeKind[];
  by: Actor | null;
}

export const allChanges: HistoryFilter = { kinds: [], by: null };

/** What one change did, beside what its row says. */
export interface ChangeDetail {
  /** At most 100. */
  papers: readonly Row[];
  values: readonly ValueChange[];
}

export interface Ribbon {
  marks: readonly RibbonMark[];
  nPapers: number;
}

/** The history, newest first, of all papers or of one: only what is near the view is here. */
export class HistoryStore {
  total = $state(0);
  isReady = $state(false);
  /** The paper whose history it is. */
  paper: { id: string; title: string } | null = $state.raw(null);
  filter: HistoryFilter = $state.raw(allChanges);
  sightings: readonly Sighting[] = $state.raw([]);
  /** Runs of like changes that lie open, by the number of their newest. */
  readonly open = new SvelteSet<number>();
  readonly ribbons = new SvelteMap<string, Ribbon>();
  /** Goes up whenever anything may have changed. */
  revision = $state(0);
  private blocks: ReadonlyMap<number, readonly ChangeRow[]> = $state.raw(new Map());
  /** Heights of blocks that were here, so that the list does not jump once they are not. */
  private readonly knownRem = new Map<number, number>();
  private inView: [number, number] = [0, 0];
  private readonly underWay = new Map<number, Promise<void>>();

  readonly segments: readonly Segment[] = $derived.by(() => {
    const nBlocks = Math.ceil(this.total / blockSize);
    const eachRem = Math.min(usualRem, mostRem / Math.max(1, this.total));
    let topRem = 0;
    return Array.from({ length: nBlocks }, (_, block) => {
      const rows = this.blocks.get(block);
      const items = rows === undefined ? null : this.itemsIn(block, rows);
      const nRows = Math.min(blockSize, this.total - block * blockSize);
      const heightRem = items === null ? (this.knownRem.get(block) ?? nRows * eachRem) : items.reduce((sum, item) => sum + remOf(item), 0); // prettier-ignore
      if (items !== null) this.knownRem.set(block, heightRem);
      const segment = { block, topRem, heightRem, items };
      topRem += heightRem;
      return segment;
    });
  });

  constructor(private readonly backend: Backend) {}

  private itemsIn(block: number, rows: readonly ChangeRow[]): Item[] {
    if (this.paper !== null) return itemsOfPaper(rows, this.sightings);
    const before = this.blocks.get(block - 1)?.at(-1) ?? null;
    return itemsOf(rows, before, this.open, block * blockSize);
  }

  /** Begins the history of one paper, or of all; of all changes, or some. */
  async show(paper: { id: string; title: string } | null, filter = allChanges): Promise<void> {
    if (paper?.id !== this.paper?.id || filter !== this.filter) {
      this.isReady = false;
      this.blocks = new Map();
      this.knownRem.clear();
      this.open.clear();
      this.inView = [0, 0];
    }
    this.paper = paper;
    this.filter = filter;
    await this.refresh();
  }

  /** Asks anew for what is in view. The old stays until the new is here. */
  readonly refresh = untilQuiet(async () => {
    const { paper, filter } = this;
    const [first, last] = this.inView;
    const wanted = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const [answers, told] = await Promise.all([
      Promise.all(wanted.map((block) => this.askBlock(block))),
      paper === null ? null : this.backend.ask({ kind: "paper", paper: paper.id }),
    ]);
    if (paper !== this.paper || filter !== this.filter) return;
    this.sightings = told?.paper?.sightings ?? [];
    this.total = answers[0]!.total;
    this.blocks = new Map(answers.map(({ changes }, i) => [wanted[i]!, changes] as const).filter(([, changes]) => changes.length > 0)); // prettier-ignore
    this.revision++;
    this.isReady = true;
  });

  private askBlock(block: number) {
    return this.backend.ask({
      kind: "history",
      paper: this.paper?.id ?? null,
      ...allOf(this.filter),
      fromRow: block * blockSize,
      nRows: blockSize,
    });
  }

  /** Hears which blocks are in view, and asks for those that are not here. */
  async need(first: number, last: number): Promise<void> {
    this.inView = [first, last];
    await Promise.all(Array.from({ length: last - first + 1 }, (_, i) => this.load(first + i)));
  }

  /** Waits until a block is here. */
  load(block: number): Promise<void> {
    if (this.blocks.has(block) || block < 0 || block * blockSize >= this.total)
      return Promise.resolve();
    const asked = this.underWay.get(block) ?? this.take(block).finally(() => this.underWay.delete(block)); // prettier-ignore
    this.underWay.set(block, asked);
    return asked;
  }

  private async take(block: number): Promise<void> {
    const { revision, paper, filter } = this;
    const { changes } = await this.askBlock(block);
    // What changed meanwhile is asked for by the refresh that it brings.
    if (revision !== this.revision || paper !== this.paper || filter !== this.filter) return;
    const [first] = this.inView;
    const kept = [...this.blocks, [block, changes] as const].sort(([a], [b]) => Math.abs(a - first) - Math.abs(b - first)); // prettier-ignore
    this.blocks = new Map(kept.slice(0, mostBlocks));
  }

  /** A change that is here. */
  change(seq: number): ChangeRow | undefined {
    return this.find((row) => row.seq === seq);
  }

  /** The first change that is here and is so. */
  find(isIt: (row: ChangeRow) => boolean): ChangeRow | undefined {
    for (const rows of this.blocks.values()) {
      const found = rows.find(isIt);
      if (found) return found;
    }
    return undefined;
  }

  /** Asks what a change did. */
  async detailOf(seq: number): Promise<ChangeDetail> {
    const { papers, values } = await this.backend.ask({ kind: "changeDetail", seq });
    return { papers, values };
  }

  /** Asks what a sighting of the paper showed; none where its import is not there. */
  async sightingOf({ import: of, position }: Sighting): Promise<SightingDetail | null> {
    if (this.paper === null) return null;
    const { sighting } = await this.backend.ask({ kind: "sighting", paper: this.paper.id, import: of, position }); // prettier-ignore
    return sighting;
  }

  /** Asks where the papers of an import stand; the old answer stays until the new is here. */
  async needRibbon(id: string): Promise<void> {
    const { marks, nPapers } = await this.backend.ask({ kind: "ribbon", import: id });
    this.ribbons.set(id, { marks, nPapers });
  }
}

function allOf({ kinds, by }: HistoryFilter): { kinds: ChangeKind[]; by: Actor | null } {
  return { kinds: [...kinds], by };
}
