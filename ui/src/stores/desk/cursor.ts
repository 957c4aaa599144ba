import { tick } from "svelte";
import { isTyping } from "../../actions/keymap";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { setOf } from "../inPortions";
import { filterOf } from "../view";

/** To choose more papers than that takes long enough for a word. */
const many = 20_000;

/** Moving in the list and choosing in it, and how the cursor keeps its paper as rows change. */
export class Cursor {
  /** Whether the focus that comes with a press leaves what is chosen as it is. */
  private keepsChoice = false;

  constructor(private readonly desk: Desk) {}

  moveTo(row: number): void {
    const { list, selection } = this.desk;
    const cursor = list.nearest(row);
    const paper = list.row(cursor)?.id ?? null;
    selection.moveTo(cursor, paper);
    this.desk.paper.show(paper);
    if (paper === null && list.total > 0) this.desk.tell(this.leadWhenHere(cursor));
  }

  /** Goes to a row, and gives up what was chosen together. */
  chooseOnly(row: number): void {
    this.desk.selection.chooseOne();
    this.moveTo(row);
  }

  /** The pointer goes down on a row, which then gets the focus before it is known what the press was for. */
  press(row: number, event: PointerEvent): void {
    const { selection, list } = this.desk;
    const paper = list.row(row)?.id;
    const isOneOfMany = selection.isMany && paper !== undefined && selection.has(paper);
    // One more is chosen, or all that are chosen are dragged.
    this.keepsChoice = isOneOfMany || event.shiftKey || event.ctrlKey || event.metaKey;
    const end = () => (this.keepsChoice = false);
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end, { once: true });
  }

  /** The focus came to a row. */
  focused(row: number): void {
    const { selection, focus, readingNow } = this.desk;
    const isElsewhere = row !== selection.cursor || readingNow.isLead;
    if (isElsewhere && !focus.isMoving && !this.keepsChoice) this.moveTo(row);
  }

  /** What a click on a row does; the keys held with it say how. */
  click(row: number, event: MouseEvent): void {
    const { desk } = this;
    if (event.shiftKey) desk.tell(this.extendTo(row));
    else if (desk.platform === "macos" ? event.metaKey : event.ctrlKey) this.toggle(row);
    else {
      this.chooseOnly(row);
      if (desk.detail.isOver) desk.detail.open();
    }
  }

  async extendTo(row: number): Promise<void> {
    const { selection, list } = this.desk;
    const cursor = list.nearest(row);
    const fromRow = Math.min(selection.anchor, cursor);
    const toRow = Math.max(selection.anchor, cursor);
    const here = Array.from({ length: Math.min(toRow - fromRow + 1, 1000) }, (_, i) => list.row(fromRow + i)?.id); // prettier-ignore
    const isHere = toRow - fromRow < 1000 && here.every((id) => id !== undefined);
    const { filter } = list;
    const isWanted = selection.begin();
    // What is here is chosen at once: the next key goes on from it.
    const chosen = isHere
      ? new Set(here.filter((id) => id !== undefined))
      : await setOf(await list.askPapers(fromRow, toRow));
    if (list.filter !== filter || !isWanted()) return;
    const lead = list.row(cursor)?.id ?? null;
    selection.extendTo(cursor, chosen, lead);
    this.desk.paper.show(lead);
  }

  async selectAll(): Promise<void> {
    const { selection, list, messages, readingNow, focus } = this.desk;
    if (list.total === 0) return;
    const { filter, total } = list;
    const isWanted = selection.begin();
    const selecting = total > many ? { text: words.paper.selecting(total) } : null;
    if (selecting !== null) messages.say(selecting);
    try {
      const papers = await setOf(await list.askPapers(0, total - 1));
      // Whoever has gone on meanwhile, in this list or to another, is not taken back.
      if (list.filter !== filter || !isWanted()) return;
      // A card is none of the rows.
      const isOnCard = readingNow.isLead;
      const lead = isOnCard ? (list.row(selection.cursor)?.id ?? null) : selection.lead;
      selection.extendTo(selection.cursor, papers, lead);
      if (isOnCard) {
        this.desk.paper.show(lead);
        focus.toList();
      }
      messages.speak(words.paper.selected(papers.size));
    } finally {
      if (messages.toast === selecting) messages.close();
    }
  }

  /** Chooses the paper of a row, or leaves it out. */
  toggle(row: number): void {
    const { selection, list } = this.desk;
    const paper = list.row(row)?.id;
    if (paper === undefined) return;
    if (this.desk.readingNow.isLead) selection.lead = null;
    selection.toggle(row, paper);
    this.desk.paper.show(paper);
  }

  /** Shows a paper that need not be in the list. */
  showPaper(paper: string): void {
    const row = this.desk.list.indexOf(paper);
    if (row !== null) return this.moveTo(row);
    this.desk.selection.chooseOne();
    this.lead(paper);
  }

  /** After new rows: the cursor stays on its paper, or on the row that took its place. */
  followLead(): void {
    const { selection, list } = this.desk;
    const row = selection.lead === null ? null : list.indexOf(selection.lead);
    if (row !== null) {
      this.takeTo(row);
      return;
    }
    if (this.desk.readingNow.isLead) return;
    const cursor = list.nearest(selection.cursor);
    const { lead } = selection;
    const take = () => {
      const paper = list.row(cursor)?.id ?? null;
      if (paper === null && list.total > 0) return;
      if (lead !== null && this.desk.fields.isWriting) return;
      this.takeTo(cursor);
      this.lead(paper);
    };
    if (lead === null) return take();
    // It may only have moved out of the rows that are here.
    this.desk.tell(
      list.askIndexOf(lead).then(async (row) => {
        if (selection.lead !== lead) return;
        if (row !== null) return this.takeTo(row);
        // Or it was begun, and stands above the queue once those rows are as new as these.
        if (this.desk.views.current.kind === "queue") await this.desk.reading.refresh();
        if (selection.lead === lead && !this.desk.readingNow.isLead) take();
      }),
    );
  }

  /** With the last row the paper beside it leaves, and whatever of it had the focus. */
  async followEmptyList(): Promise<void> {
    const { list, fields, views, layout, focus } = this.desk;
    if (list.total > 0 || fields.isWriting || this.desk.readingNow.isLead || filterOf(views.current) === null) return; // prettier-ignore
    layout.isDetailOpen = false;
    await tick();
    if (document.activeElement === document.body) focus.toList();
  }

  /** Goes to a paper that came back, where the list holds it. */
  async showRestored(paper: string): Promise<void> {
    const { list, views, selection, layout, focus } = this.desk;
    const { filter } = list;
    if (filterOf(views.current) === null) return;
    const row = await list.askIndexOf(paper);
    if (row === null || list.filter !== filter) return;
    selection.chooseOne();
    selection.moveTo(row, paper);
    this.desk.paper.show(paper);
    await list.refresh();
    // A key that came first may have opened a field.
    if (!layout.isDetailOpen && !isTyping(document.activeElement)) focus.toList();
  }

  /** Rows are drawn by place: where the cursor moves, the focus that was on it must move, too. */
  takeTo(row: number): void {
    const { selection, focus } = this.desk;
    if (selection.cursor === row) return;
    const hadFocus = document.activeElement?.closest('[data-list] [role="option"]') != null;
    selection.cursor = row;
    if (hadFocus) focus.toList();
  }

  /** Shows the paper that the keys act on; the cursor stays. */
  lead(paper: string | null): void {
    this.desk.selection.lead = paper;
    this.desk.paper.show(paper);
  }

  private async leadWhenHere(cursor: number): Promise<void> {
    const { list, selection, fields } = this.desk;
    const { filter } = list;
    const asked = list.askPapers(cursor, cursor);
    const papers = await asked.catch((error: unknown) => {
      fields.opening = null;
      throw error;
    });
    if (selection.cursor !== cursor || list.filter !== filter) return;
    this.lead(papers[0] ?? null);
    if (fields.opening?.paper === null) fields.open(fields.opening.field);
  }
}
