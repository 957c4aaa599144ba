import { tick } from "svelte";
import { failureOf } from "../../backend/backend";
import type { Applied, Failure, State } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** A paper that was just finished. */
export interface Finished {
  paper: string;
  title: string;
  state: State;
  /** What the core answered; none where it refused. */
  made: Promise<Applied | null>;
}

/** The line that a person writes on a paper that they finished. */
export class RememberedLine {
  text = $state("");
  /** Why it could not be kept. */
  failure: Failure | null = $state.raw(null);

  constructor(readonly finished: Finished) {}

  get isBlank(): boolean {
    return this.text.trim() === "";
  }
}

/**
 * What a person wants to remember of a paper that they finished: asked once, and no answer is one too.
 *
 * What was typed is here until it stands in the note, or the person throws it away.
 */
export class Finishing {
  /** The one that is asked for. */
  asked: RememberedLine | null = $state.raw(null);
  /** Those that are being kept, or were refused while another was asked for. */
  private left: RememberedLine[] = [];
  private readonly saving = new Map<RememberedLine, Promise<void>>();

  constructor(private readonly desk: Desk) {}

  /** Asks about a paper, ready to be answered; what was typed about the one before is kept. */
  ask(finished: Finished): void {
    const line = new RememberedLine(finished);
    this.close(line);
    // It takes the place of what was said last.
    this.desk.messages.close();
    this.desk.imports.report = null;
    void tick().then(() => this.write());
    void finished.made.then((applied) => applied === null && this.asked === line && this.leave());
  }

  /** The lines that are typed and stand in no note yet. */
  get unsaved(): readonly RememberedLine[] {
    return [...(this.asked === null ? [] : [this.asked]), ...this.left].filter((line) => !line.isBlank); // prettier-ignore
  }

  /** To the field, from wherever the person is. */
  write(): void {
    document.querySelector<HTMLElement>("[data-remember]")?.focus();
  }

  /** Asks no more; what was typed is kept. */
  leave(): void {
    this.close(null);
  }

  /** Asks no more, and throws away what was typed. */
  forget(): void {
    if (this.asked !== null) this.asked.text = "";
    this.leave();
  }

  /** The same, and says so: what was typed can still be kept. */
  giveUp(): void {
    const line = this.asked;
    const text = line?.text ?? "";
    this.forget();
    if (line === null || text.trim() === "") return;
    const keep = () => {
      line.text = text;
      this.left.push(line);
      this.save(line);
    };
    const { title } = line.finished;
    this.desk.messages.say({ text: words.finishing.thrownAway(title), icon: "pencil", action: { label: words.finishing.keep, run: keep } }); // prettier-ignore
  }

  /** Takes back that the paper was finished, whatever was changed since. */
  async undo(): Promise<void> {
    const made = this.asked?.finished.made;
    this.forget();
    const seq = (await made)?.seq ?? null;
    if (seq !== null) await this.desk.undoing.undo(seq);
  }

  /** Keeps all that was typed. Never rejects; see `unsaved` for what was refused. */
  async saveLines(): Promise<void> {
    this.leave();
    for (const line of this.left) this.save(line);
    await Promise.all(this.saving.values());
  }

  private close(next: RememberedLine | null): void {
    const line = this.asked;
    const hadFocus = document.activeElement?.closest("[data-finishing]") != null;
    this.asked = next;
    if (hadFocus && next === null) this.desk.focus.fromField();
    if (line !== null && !line.isBlank) {
      this.left.push(line);
      this.save(line);
    }
    this.showRefused();
  }

  /** Comes back with a line that was refused, as soon as no other is asked for. */
  private showRefused(): void {
    const refused = this.left.find((line) => line.failure !== null);
    if (this.asked !== null || refused === undefined) return;
    this.left = this.left.filter((line) => line !== refused);
    this.asked = refused;
  }

  private save(line: RememberedLine): void {
    if (this.saving.has(line)) return;
    line.failure = null;
    const saved = this.keep(line)
      .then(
        () => (this.left = this.left.filter((other) => other !== line)),
        (error) => (line.failure = failureOf(error)),
      )
      .then(() => {
        this.saving.delete(line);
        this.showRefused();
      });
    this.saving.set(line, saved);
  }

  /** Puts a line at the end of the note, which it begins where there is none. */
  private async keep({ text, finished }: RememberedLine): Promise<void> {
    const { desk } = this;
    const { paper, title } = finished;
    const kept = text.replace(/\s+/g, " ").trim();
    for (let before: string | null = null; ;) {
      await desk.paper.saveNotes();
      const { paper: found } = await desk.backend.ask({ kind: "paper", paper });
      const note = found?.note ?? "";
      const joined = note.trim() === "" ? kept : `${note.trimEnd()}\n\n${kept}`;
      try {
        const { seq } = await desk.backend.change({ kind: "setNote", paper, text: joined, session: null, base: note }); // prettier-ignore
        if (seq !== null) desk.messages.say({ text: words.finishing.kept(title), icon: "pencil", action: { label: words.messages.undo, of: "undo", run: () => void desk.undoing.undo(seq) } }); // prettier-ignore
        return;
      } catch (error) {
        // A note that was changed elsewhere meanwhile gets the line, too.
        if (failureOf(error).code !== "conflict" || note === before) throw error;
        before = note;
      }
    }
  }
}
