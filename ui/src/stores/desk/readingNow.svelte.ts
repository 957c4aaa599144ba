import { tick } from "svelte";
import type { Row } from "../../backend/wire";
import type { Desk } from "../desk.svelte";
import { isHeldOver } from "./focus";

const mostCards = 5;

/** What is being read, on cards over the queue. Keys go through the cards as through the rows below them. */
export class ReadingNow {
  /** The paper that was begun, until the core has answered and its row is among the others. */
  private begun: Row | null = $state.raw(null);

  constructor(private readonly desk: Desk) {}

  /** The papers of the cards; the one on show has a card, however many others there are. */
  get rows(): Row[] {
    const { reading, selection } = this.desk;
    if (!reading.isReady) return [];
    const first = Array.from({ length: Math.min(reading.total, mostCards) }, (_, i) => reading.row(i)); // prettier-ignore
    const rows = first.filter((row) => row !== undefined);
    const { begun } = this;
    if (begun !== null && reading.indexOf(begun.id) === null) {
      const after = rows.findIndex((row) => row.addedAt < begun.addedAt);
      rows.splice(after < 0 ? rows.length : after, 0, begun);
    }
    const lead = selection.lead === null ? null : reading.indexOf(selection.lead);
    const last = lead !== null && lead >= mostCards ? reading.row(lead) : undefined;
    return last === undefined ? rows : [...rows, last];
  }

  /** How many are being read without a card. */
  get nMore(): number {
    return Math.max(0, this.desk.reading.total - this.rows.length);
  }

  /** Whether the keys act on a card, and on that alone. */
  get isLead(): boolean {
    const { queue, selection } = this.desk;
    return queue.isShown && selection.chosen.size === 0 && selection.lead !== null && this.has(selection.lead); // prettier-ignore
  }

  private has(paper: string): boolean {
    return this.desk.reading.indexOf(paper) !== null || this.begun?.id === paper;
  }

  /** Shows the card of a paper that is being begun; call what it returns once it is known whether it was. */
  expect(row: Row): (wasMade: boolean) => void {
    this.begun = row;
    const forget = () => {
      if (this.begun === row) this.begun = null;
    };
    return (wasMade) => {
      if (wasMade) this.desk.tell(this.desk.reading.refresh().finally(forget));
      else forget();
    };
  }

  /** What is begun goes on with what is made of it meanwhile. */
  change(papers: ReadonlySet<string>, patch: (row: Row) => Row): void {
    if (this.begun === null || !papers.has(this.begun.id)) return;
    const next = patch(this.begun);
    this.begun = next.state === "reading" ? next : null;
  }

  /** Has the keys act on a card; the cursor of the rows stays. */
  choose(paper: string): void {
    if (this.desk.selection.lead === paper) return;
    this.desk.selection.chooseOne();
    this.desk.cursor.lead(paper);
  }

  /** Moves the focus by so many cards and rows. */
  step(nSteps: number): void {
    const { cursor, focus, list, selection } = this.desk;
    const cards = this.rows.map((row) => row.id);
    const card = cards.indexOf(selection.lead ?? "");
    const from = card < 0 ? selection.cursor : card - cards.length;
    const to = Math.min(Math.max(from + nSteps, -cards.length), list.total - 1);
    if (to >= 0) {
      cursor.moveTo(to);
      focus.toList();
      return;
    }
    const paper = cards[to + cards.length];
    if (paper === undefined) return;
    this.choose(paper);
    this.toCard(paper);
  }

  /** The focus to a card. */
  private toCard(paper: string): void {
    void tick().then(() => {
      if (!isHeldOver()) cardOf(paper)?.focus();
    });
  }

  /** The focus to what the keys act on, where it was among cards and rows, or went with one of them. */
  follow(): void {
    const { selection, focus } = this.desk;
    if (!isHere(document.activeElement)) return;
    if (this.isLead) this.toCard(selection.lead!);
    else focus.toList();
  }

  /** The card of the paper on show has gone: on to the one that took its place, or to the rows. */
  leave(place: number): void {
    const { cursor, selection, layout } = this.desk;
    const next = this.rows[Math.min(place, this.rows.length - 1)];
    if (next === undefined) cursor.moveTo(selection.cursor);
    else this.choose(next.id);
    if (!layout.isDetailOpen) this.follow();
  }
}

/** Whether the focus is among cards and rows, or nowhere. */
function isHere(active: Element | null): boolean {
  return active === null || active === document.body || active.closest("[data-list], [data-now]") !== null; // prettier-ignore
}

/** What of a card takes the focus. */
function cardOf(paper: string): HTMLElement | null {
  return document.querySelector(`[data-now="${paper}"] [data-now-title]`);
}
