import { tick } from "svelte";
import type { Row } from "../../backend/wire";
import type { Desk } from "../desk.svelte";

const mostCards = 5;

/** What is being read, on cards over the queue. Keys go through the cards as through the rows below them. */
export class ReadingNow {
  constructor(private readonly desk: Desk) {}

  /** The papers of the cards; the one on show has a card, however many others there are. */
  get rows(): Row[] {
    const { reading, selection } = this.desk;
    if (!reading.isReady) return [];
    const first = Array.from({ length: Math.min(reading.total, mostCards) }, (_, i) => reading.row(i)); // prettier-ignore
    const lead = selection.lead === null ? null : reading.indexOf(selection.lead);
    const all = lead !== null && lead >= mostCards ? [...first, reading.row(lead)] : first;
    return all.filter((row) => row !== undefined);
  }

  /** How many are being read without a card. */
  get nMore(): number {
    return Math.max(0, this.desk.reading.total - this.rows.length);
  }

  /** Whether the keys act on a card. */
  get isLead(): boolean {
    const { queue, selection, reading } = this.desk;
    return queue.isShown && selection.lead !== null && reading.indexOf(selection.lead) !== null;
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
  toCard(paper: string): void {
    void tick().then(() => cardOf(paper)?.focus());
  }

  /** A card has come: the paper that was begun takes the focus of the row that it was. */
  came(paper: string): void {
    const active = document.activeElement;
    const isFromList = active === document.body || active?.closest("[data-list]") != null;
    if (this.desk.selection.lead === paper && isFromList) this.toCard(paper);
  }

  /** The card of the paper on show has gone: on to the one that took its place, or to the rows. */
  leave(place: number): void {
    const { cursor, selection, layout, focus } = this.desk;
    const next = this.rows[Math.min(place, this.rows.length - 1)];
    if (next === undefined) cursor.moveTo(selection.cursor);
    else this.choose(next.id);
    const active = document.activeElement;
    if (layout.isDetailOpen || !(active === document.body || active?.closest("[data-list], [data-now]"))) return; // prettier-ignore
    if (next === undefined) focus.toList();
    else this.toCard(next.id);
  }
}

/** What of a card takes the focus. */
function cardOf(paper: string): HTMLElement | null {
  return document.querySelector(`[data-now="${paper}"] [data-now-title]`);
}
