/** What stands above a row of a list. */
export interface Head {
  key: string;
  label: string;
  /** What stands at its end. */
  end: string;
  /** The row under it. */
  fromRow: number;
}

/** The space above the first row and below the last, in px. */
export const padPx = 4;

/** Where rows of one height stand, and heads of another between them, in a list drawn whole. */
export class Heights {
  private readonly heads: readonly Head[];

  constructor(
    private readonly total: number,
    private readonly rowPx: number,
    heads: readonly Head[],
    private readonly headPx: number,
  ) {
    this.heads = heads.filter(({ fromRow }) => fromRow < total);
  }

  get whole(): number {
    return this.total * this.rowPx + this.heads.length * this.headPx + 2 * padPx;
  }

  topOf(row: number): number {
    return (
      padPx + row * this.rowPx + (this.lastHead((head) => head.fromRow <= row) + 1) * this.headPx
    );
  }

  /** The row at a place; under a head the one that follows. */
  rowAt(px: number): number {
    const nth = this.lastHead((head, i) => this.topOfHead(head, i) <= px);
    const head = this.heads[nth];
    if (head === undefined) return Math.max(0, Math.floor((px - padPx) / this.rowPx));
    const below = px - this.topOfHead(head, nth) - this.headPx;
    const row = head.fromRow + Math.max(0, Math.floor(below / this.rowPx));
    const next = this.heads[nth + 1];
    return next === undefined ? row : Math.min(row, next.fromRow - 1);
  }

  /** The head that a row stands under. */
  headOf(row: number): Head | undefined {
    return this.heads[this.lastHead((head) => head.fromRow <= row)];
  }

  /** The heads above the rows from one to another, and where they stand. */
  headsBetween(first: number, last: number): { head: Head; top: number }[] {
    const from = Math.max(0, this.lastHead((head) => head.fromRow < first) + 1);
    const to = this.lastHead((head) => head.fromRow <= last);
    return this.heads.slice(from, to + 1).map((head, i) => ({ head, top: this.topOfHead(head, from + i) })); // prettier-ignore
  }

  private topOfHead(head: Head, nth: number): number {
    return padPx + head.fromRow * this.rowPx + nth * this.headPx;
  }

  /** The last head for which something holds that holds for all before it; -1 where there is none. */
  private lastHead(holds: (head: Head, nth: number) => boolean): number {
    let from = 0;
    let to = this.heads.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (holds(this.heads[middle]!, middle)) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }
}
