import { failureOf } from "../../backend/backend";
import type { ChangeRow, Failure, ToUndo, Undone } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import type { Message } from "../messages.svelte";

/** What to take back, by the changes that it is. */
export function toUndo(seqs: number[], includeMarked = false): ToUndo {
  return { seqs, importId: null, sinceSeq: null, untilSeq: null, includeMarked };
}

/** Taking changes back, and bringing them back. */
export class Undoing {
  constructor(private readonly desk: Desk) {}

  /** Takes a change back, or an import; without either the newest change. */
  async undo(
    seq: number | null = null,
    importId: string | null = null,
    includeMarked = false,
  ): Promise<void> {
    const { history, backend } = this.desk;
    const change = seq === null ? undefined : history.change(seq);
    const what = { ...toUndo(seq === null ? [] : [seq], includeMarked), importId };
    await this.turnRound("undo", () => backend.undo(what), change);
  }

  async redo(): Promise<void> {
    await this.turnRound("redo", () => this.desk.backend.redo());
  }

  /** Brings back a change that `undo` took back, by undoing that undo. */
  async redoUndo(undo: number): Promise<void> {
    const { history, backend } = this.desk;
    const change = history.find((c) => c.undoneBy === undo);
    await this.turnRound("redo", () => backend.undo(toUndo([undo])), change);
  }

  undoLastImport(): void {
    const last = this.desk.counts.counts?.latestImport ?? null;
    if (last !== null) void this.undo(null, last);
    else this.sayNothingTo("undo");
  }

  /** Takes a change back or brings it back, after what is being typed; says what came of it. */
  private async turnRound(
    way: "undo" | "redo",
    ask: () => Promise<Undone>,
    change?: ChangeRow,
  ): Promise<void> {
    const { desk } = this;
    const nMoves = desk.triage.pass?.nMoves ?? 0;
    await desk.paper.saveNotes();
    const { said } = desk.changes;
    try {
      const undone = await ask();
      if (undone.paper !== null) desk.tell(desk.triage.isOpen ? desk.triage.showRestored(undone.paper, nMoves) : desk.cursor.showRestored(undone.paper)); // prettier-ignore
      // After what is said of the change itself.
      await said;
      this.sayUndone(undone, way);
    } catch (error) {
      // What is said of the change itself must not take the place of the refusal.
      await said;
      this.sayNotUndone(failureOf(error), way, change);
    }
  }

  private sayUndone(undone: Undone, way: "undo" | "redo"): void {
    const { desk } = this;
    const { change } = undone;
    if (change === null) return this.sayNothingTo(way);
    desk.imports.close();
    const parts = [way === "undo" ? words.messages.undone(change) : words.messages.redone(change)];
    if (way === "undo" && change.change === "import") parts.push(words.import.undone(undone.nRemoved, undone.nKept)); // prettier-ignore
    if (undone.nLeft > 0) parts.push(words.messages.left(undone.nLeft));
    const back: Message["action"] =
      way === "undo"
        ? { label: words.messages.redo, of: "redo", run: () => void this.redo() }
        : { label: words.messages.undo, of: "undo", run: () => void this.undo() };
    desk.messages.say({ text: words.sentences(parts), icon: way === "undo" ? "undo-2" : "redo-2", action: back }); // prettier-ignore
  }

  /** Says why nothing was taken back or brought back. */
  sayNotUndone(failure: Failure, way: "undo" | "redo", change?: ChangeRow): void {
    const { notUndone, notRedone } = words.messages;
    if (failure.code === "nothing_to_undo") this.sayNothingTo(way);
    else if (failure.code === "cancelled")
      this.desk.messages.say({ text: words.history.undoneNone, icon: "undo-2" }); // prettier-ignore
    else if (failure.code === "conflict")
      this.desk.messages.fail(way === "undo" ? notUndone(change) : notRedone(change));
    else this.desk.fail(failure);
  }

  private sayNothingTo(way: "undo" | "redo"): void {
    const text = way === "undo" ? words.messages.nothingToUndo : words.messages.nothingToRedo;
    this.desk.messages.say({ text, icon: "undo-2" });
  }
}
