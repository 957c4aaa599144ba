import type { Failure } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import type { NoteDraft } from "../note.svelte";
import type { PaperForm } from "./byHand.svelte";

/** Something beside notes and papers that is not saved: what it is, its text, and why not. */
export interface Lost {
  what: string;
  text: string | null;
  failure: Failure | null;
}

/** All that a person may have set or typed and that is not saved: it would be gone with the window. */
export class Unsaved {
  constructor(private readonly desk: Desk) {}

  /** Saves what is saved by itself; a paper that is being written waits for the person. */
  async save(): Promise<void> {
    const { paper, finishing, settings } = this.desk;
    await Promise.all([paper.saveNotes(), finishing.saveLines(), settings.save()]);
  }

  get notes(): readonly NoteDraft[] {
    return this.desk.paper.dirty;
  }

  /** Papers that are being written, or were left unfinished. */
  get forms(): readonly PaperForm[] {
    return this.desk.byHand.unsaved;
  }

  /** What was typed and not taken, lines to be remembered, and settings. */
  get others(): readonly Lost[] {
    const { finishing, settings, typed } = this.desk;
    const refused = typed.notTaken.map((one) => ({ what: words.typed.notTaken(one), text: one.text || null, failure: one.failure })); // prettier-ignore
    const lines = finishing.unsaved.map(({ text, finished, failure }) => ({ what: words.closing.line(finished.title), text, failure })); // prettier-ignore
    const set = settings.failure === null ? [] : [{ what: words.closing.settings, text: null, failure: settings.failure }]; // prettier-ignore
    return [...refused, ...lines, ...set];
  }

  get isNone(): boolean {
    return this.notes.length + this.forms.length + this.others.length === 0;
  }
}
