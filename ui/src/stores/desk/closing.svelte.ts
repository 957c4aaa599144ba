import { tick } from "svelte";
import { failureOf } from "../../backend/backend";
import type { Change } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import type { NoteDraft } from "../note.svelte";
import type { PaperForm } from "./byHand.svelte";
import { papersOf } from "./changes";
import type { Lost } from "./unsaved";

/** What closing the window would lose. */
export interface Unclosed {
  notes: readonly NoteDraft[];
  /** Papers that are being written, or were left unfinished. */
  forms: readonly PaperForm[];
  /** Whatever else: other changes that were refused, or that the core has not answered, too. */
  others: readonly Lost[];
  /** Where the person was. */
  active: Element | null;
}

/** How long closing waits for what is being saved before it asks the person. */
const lastSaveMs = 3000;

/** Closing the window without losing what was typed. */
export class Closing {
  /** What could not be saved when the window was asked to close. */
  unclosed: Unclosed | null = $state.raw(null);
  private isClosing = false;

  constructor(private readonly desk: Desk) {}

  /** Saves what was typed last, then lets the window go; asks first where that would lose something. */
  async close(): Promise<void> {
    const { backend, unsaved } = this.desk;
    await backend.closingHeard();
    if (this.isClosing) return;
    this.isClosing = true;
    try {
      const active = this.unclosed?.active ?? document.activeElement;
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const refused = await this.lastSaves();
      if (unsaved.isNone && refused.length === 0) return await backend.closeNow();
      const { notes, forms, others } = unsaved;
      // What was refused just now may be among those that were not taken by then.
      const more = others.filter(({ text }) => text === null || refused.every((one) => one.text !== text)); // prettier-ignore
      this.unclosed = { notes, forms, others: [...refused, ...more], active };
    } finally {
      this.isClosing = false;
    }
  }

  closeAnyway(): void {
    this.desk.tell(this.desk.backend.closeNow());
  }

  stayOpen(): void {
    const active = this.unclosed?.active;
    this.unclosed = null;
    void tick().then(() => {
      if (active instanceof HTMLElement && active.isConnected) active.focus();
      else if (this.desk.finishing.unsaved.length > 0) this.desk.finishing.write();
      else this.desk.focus.toList();
    });
  }

  /** Waits for what is being saved, but not for ever; returns what was refused or is not answered. */
  private async lastSaves(): Promise<Lost[]> {
    const { desk } = this;
    const refused = new Map([...desk.changes.underWay].map(([asked, change]) => [asked, notSaved(change, desk.titleOf(papersOf(change)))])); // prettier-ignore
    const answers = [...refused].map(([asked, it]) =>
      asked.then(
        () => refused.delete(asked),
        (error) => (it.failure = failureOf(error)),
      ),
    );
    const enough = new Promise((resolve) => setTimeout(resolve, lastSaveMs));
    await Promise.race([Promise.all([desk.unsaved.save(), ...answers]), enough]);
    return [...refused.values()];
  }
}

/** How to say that a change is not saved. */
function notSaved(change: Change, title: string | null): Lost {
  const isWhy = change.kind === "setWhy";
  const what = isWhy ? words.closing.why(title) : words.closing.change;
  return { what, text: isWhy ? change.why : null, failure: null };
}
