import { SvelteMap } from "svelte/reactivity";

/** Which paper the keys act on, and which others were chosen with it. */
export class Selection {
  /** The place of the row that has the focus. */
  cursor = $state(0);
  /** The paper in that row; its detail is shown. */
  lead: string | null = $state(null);
  /** Papers chosen together; empty while there is only the lead. */
  chosen: ReadonlySet<string> = $state.raw(new Set());
  /** Where a stretch of rows begins. */
  anchor = 0;
  /** The row last used in each view. */
  readonly lastUsed = new SvelteMap<string, number>();
  /** What actions are about while no list is shown. */
  instead: (() => string[]) | null = $state.raw(null);
  /** Counts what was chosen, so that what comes late does not take its place. */
  private nChoices = 0;
  /** Whether plain arrows leave what is chosen as it is. */
  private isKept = false;

  /** The papers that an action is about. */
  get papers(): string[] {
    return this.instead === null ? this.own : this.instead();
  }

  /** Made once for a choice, which may be of 100,000. */
  private readonly own: string[] = $derived(
    this.chosen.size > 0 ? [...this.chosen] : this.lead === null ? [] : [this.lead],
  );

  get isMany(): boolean {
    return this.chosen.size > 1;
  }

  has(paper: string): boolean {
    return this.chosen.size > 0 ? this.chosen.has(paper) : this.lead === paper;
  }

  /** Begins a choice whose papers are on their way; what it returns says whether nothing else was chosen since. */
  begin(): () => boolean {
    const choice = ++this.nChoices;
    return () => choice === this.nChoices;
  }

  moveTo(cursor: number, paper: string | null): void {
    this.nChoices++;
    this.cursor = cursor;
    this.lead = paper;
    if (!this.isKept) this.chooseOne();
  }

  chooseOne(): void {
    this.nChoices++;
    this.chosen = new Set();
    this.isKept = false;
    this.anchor = this.cursor;
  }

  toggle(cursor: number, paper: string): void {
    this.nChoices++;
    const chosen = new Set(this.chosen.size === 0 && this.lead !== paper && this.lead !== null ? [this.lead] : this.chosen); // prettier-ignore
    if (!chosen.delete(paper)) chosen.add(paper);
    this.chosen = chosen;
    this.isKept = chosen.size > 0;
    this.cursor = cursor;
    this.anchor = cursor;
    this.lead = paper;
  }

  /** Chooses the papers of a stretch of rows that ends at `cursor`. */
  extendTo(cursor: number, papers: ReadonlySet<string>, lead: string | null): void {
    this.nChoices++;
    this.chosen = papers;
    this.isKept = false;
    this.cursor = cursor;
    this.lead = lead;
  }
}
