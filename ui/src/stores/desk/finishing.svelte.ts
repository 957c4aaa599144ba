import type { State } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** A paper that was just finished. */
export interface Finished {
  paper: string;
  title: string;
  state: State;
}

/** What a person wants to remember of a paper that they finished: asked once, and no answer is one too. */
export class Finishing {
  asked: Finished | null = $state.raw(null);

  constructor(private readonly desk: Desk) {}

  ask(finished: Finished): void {
    this.asked = finished;
  }

  close(): void {
    this.asked = null;
  }

  /** To the field, from wherever the person is. */
  write(): void {
    document.querySelector<HTMLElement>("[data-remember]")?.focus();
  }

  /** Puts a line at the end of the note, which it begins where there is none. */
  async keep({ paper, title }: Finished, line: string): Promise<void> {
    const { desk } = this;
    const kept = line.replace(/\s+/g, " ").trim();
    if (kept === "") return;
    await desk.paper.saveNotes();
    const { paper: found } = await desk.backend.ask({ kind: "paper", paper });
    const note = found?.note ?? "";
    const text = note.trim() === "" ? kept : `${note.trimEnd()}\n\n${kept}`;
    await desk.changes.make(
      { kind: "setNote", paper, text, session: null, base: note },
      (row) => ({ ...row, noteFirstLine: row.noteFirstLine ?? kept }),
      () => ({ text: words.finishing.kept(title), icon: "pencil" }),
    );
  }
}
