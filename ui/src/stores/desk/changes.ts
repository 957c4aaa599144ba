import type { Applied, Change, Row } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { frameDrawn } from "../frame";
import type { ListStore } from "../list.svelte";
import type { Message } from "../messages.svelte";
import { wasCancelled } from "../whileWanted";

/** Making changes: shown before the core has answered, and put back where it refuses. */
export class Changes {
  /** Those that the core has not answered yet. */
  readonly underWay = new Map<Promise<unknown>, Change>();
  /** Over once what was shown last of a change is on the screen. */
  drawn: Promise<void> = Promise.resolve();
  private isDrawing = false;
  /** Over once the last change has been answered, and what came of it said. */
  said: Promise<unknown> = Promise.resolve();

  constructor(private readonly desk: Desk) {}

  /**
   * Makes a change: shows it at once where `patch` says how, says what it did, puts it back if refused.
   *
   * `fail` hears why in place of the window, where that is told beside what was typed.
   */
  make(
    change: Change,
    patch: ((row: Row) => Row) | null,
    say: ((nPapers: number) => Message) | null,
    fail?: (error: unknown) => void,
  ): Promise<Applied | null> {
    const made = this.makeAndSay(change, patch, say, fail);
    this.said = made.catch(() => undefined);
    return made;
  }

  private async makeAndSay(
    change: Change,
    patch: ((row: Row) => Row) | null,
    say: ((nPapers: number) => Message) | null,
    fail: ((error: unknown) => void) | undefined,
  ): Promise<Applied | null> {
    const { desk } = this;
    const papers = new Set(papersOf(change));
    const settle = patch === null ? null : this.expect(papers, patch);
    // Where keys come faster than frames, the rows that follow must come between them.
    const isHurried = this.isDrawing;
    if (patch !== null) this.draw();
    try {
      const asked = desk.backend.change(change);
      this.underWay.set(asked, change);
      const applied = await asked.finally(() => this.underWay.delete(asked));
      // The core may answer within the frame; what follows from it waits until the change itself is drawn.
      if (!isHurried) await this.drawn;
      settle?.(true);
      await this.drawn;
      if (say !== null && applied.seq !== null) {
        const { seq } = applied;
        desk.messages.say({ ...say(applied.nPapers), action: { label: words.messages.undo, of: "undo", run: () => void desk.undoing.undo(seq) } }); // prettier-ignore
      }
      return applied;
    } catch (error) {
      settle?.(false);
      if (wasCancelled(error)) desk.messages.say({ text: words.working.cancelled });
      else if (fail !== undefined) fail(error);
      else if (!desk.triage.refuse([...papers], error)) desk.fail(error);
      return null;
    }
  }

  private draw(): void {
    const drawn = frameDrawn();
    this.drawn = drawn;
    this.isDrawing = true;
    void drawn.then(() => {
      if (this.drawn === drawn) this.isDrawing = false;
    });
  }

  /** Shows rows as a change will leave them; call what it returns with whether that was made. */
  private expect(
    papers: ReadonlySet<string>,
    patch: (row: Row) => Row,
  ): (wasMade: boolean) => void {
    const { desk } = this;
    const { list, selection } = desk;
    const { lead, chosen, cursor } = selection;
    const leadRow = lead === null ? null : desk.rowOf(lead);
    // Who begins a paper of the queue reads it now: it stays on show.
    const isLeadBegun = desk.queue.isShown && leadRow !== null && papers.has(leadRow.id) && patch(leadRow).state === "reading"; // prettier-ignore
    const nBefore = list.total;
    const card = desk.readingNow.rows.findIndex((row) => row.id === lead);
    const nAbove = list.placesOf(papers).filter((place) => place < cursor).length;
    desk.readingNow.change(papers, patch);
    const settles = [list, desk.reading]
      .filter((list) => list.isReady)
      .map((list) => list.expect(papers, patch, (row) => belongs(list, row)));
    const isLeadGone = list.total !== nBefore && lead !== null && list.indexOf(lead) === null;
    // A paper that another takes the place of at once is not drawn once more before.
    const putPaperBack = isLeadGone && !isLeadBegun ? () => {} : desk.paper.expect(papers, patch);
    const settlePass = desk.triage.expect(papers, patch);
    if (isLeadGone) {
      if (isLeadBegun) {
        settles.push(desk.readingNow.expect(patch(leadRow)));
        desk.cursor.takeTo(list.nearest(cursor - nAbove));
        selection.chooseOne();
      } else desk.cursor.chooseOnly(cursor - nAbove);
      if (desk.readingNow.isLead) desk.readingNow.follow();
      else if (!desk.layout.isDetailOpen) desk.focus.toListUnlessTyping();
    } else if (desk.queue.isShown && card >= 0 && !desk.readingNow.isLead) {
      desk.readingNow.leave(card);
    }
    const expected = { lead: selection.lead, chosen: selection.chosen, cursor: selection.cursor };
    return (wasMade) => {
      for (const settle of settles) settle(wasMade);
      settlePass(wasMade);
      if (wasMade) return;
      putPaperBack();
      // Whoever has moved on since, or writes, is not thrown back.
      const isAsExpected = selection.lead === expected.lead && selection.chosen === expected.chosen && selection.cursor === expected.cursor; // prettier-ignore
      if (!isAsExpected || (lead !== expected.lead && desk.fields.isWriting)) return desk.cursor.followLead(); // prettier-ignore
      selection.chosen = chosen;
      desk.cursor.takeTo(cursor);
      desk.cursor.lead(lead);
      if (desk.queue.isShown) desk.readingNow.follow();
    };
  }
}

/** Whether a row still fits its list, as far as the window can tell. */
function belongs(list: ListStore, row: Row): boolean {
  const { filter } = list;
  return (
    (row.trashedAt !== null) === filter.isTrashed &&
    (filter.states.length === 0 || filter.states.includes(row.state)) &&
    (filter.isSnoozed
      ? row.snoozedUntil !== null
      : filter.states.length === 0 || row.snoozedUntil === null) &&
    (!filter.isStarred || row.isStarred) &&
    filter.tags.every((tag) => row.tags.some((other) => other.toLowerCase() === tag.toLowerCase()))
  );
}

/** The papers that a change is about. */
export function papersOf(change: Change): string[] {
  return "papers" in change ? change.papers : "paper" in change ? [change.paper] : [];
}
