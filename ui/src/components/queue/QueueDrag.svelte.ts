import { PointerDrag } from "../paper/PointerDrag.svelte";

interface Deps {
  /** The papers that a row is dragged with, in the order of the queue. */
  papersOf: (row: number) => string[];
  placesOf: (papers: readonly string[]) => ReadonlySet<number>;
  drop: (papers: string[], at: number) => void;
}

/** Dragging rows of the queue to another place. */
export class QueueDrag extends PointerDrag {
  /** The row before which it would land; none where it would stay. */
  at: number | null = $state(null);
  /** Where the line of that place is drawn, from the top of the list. */
  lineY = $state(0);

  constructor(
    private readonly list: () => HTMLElement | undefined,
    private readonly deps: Deps,
  ) {
    super();
  }

  protected scroller(): HTMLElement | undefined {
    return this.list();
  }

  protected papersOf(row: number): string[] {
    return this.deps.papersOf(row);
  }

  protected lose(): void {
    this.at = null;
  }

  protected landing(): ((papers: string[]) => void) | null {
    const { at } = this;
    return at === null ? null : (papers) => this.deps.drop(papers, at);
  }

  /** Finds the place under the pointer. */
  protected aim(): void {
    const rows = [...(this.scroller()?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const first = rows[0];
    if (!first) return;
    const boxes = rows.map((row) => row.getBoundingClientRect());
    const { y } = this.pointer;
    const under = boxes.findIndex((box) => y < box.top + box.height / 2);
    // Not all rows of a long queue are drawn.
    const placeOf = (row: HTMLElement) => Number(row.dataset.row);
    const at = under < 0 ? placeOf(rows.at(-1)!) + 1 : placeOf(rows[under]!);
    const own = this.deps.placesOf(this.papers);
    const places = [...own];
    const isTogether = Math.max(...places) - Math.min(...places) === places.length - 1;
    const isOwn = isTogether && at >= Math.min(...places) && at <= Math.max(...places) + 1;
    this.at = isOwn ? null : at;
    const top = boxes[0]!.top;
    this.lineY = (under < 0 ? boxes.at(-1)!.bottom : boxes[under]!.top) - top;
  }
}
