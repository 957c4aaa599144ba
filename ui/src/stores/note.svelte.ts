import { failureOf, type Backend } from "../backend/backend";
import type { Failure } from "../backend/wire";

const saveAfterMs = 400;
const newSessionAfterMs = 5 * 60 * 1000;
const retryAfterMs = 5000;

/**
 * The note of one paper while it may be edited.
 *
 * `text` is what the person sees and types; nothing in it is ever lost while it is not saved. Where
 * the note was changed elsewhere meanwhile, both texts are kept.
 */
export class NoteDraft {
  text = $state("");
  status: "idle" | "waiting" | "saving" | "saved" | "failed" = $state("idle");
  failure: Failure | null = $state.raw(null);
  failedSince: Date | null = $state.raw(null);
  isFocused = $state(false);
  /** Whether what was written elsewhere was put below what was written here. */
  hasBoth = $state(false);
  /** Grows with each save, so that an answer from before it is known as old. */
  nSaves = 0;
  private saved: string;
  private session: string | null = null;
  private typedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> | null = null;

  constructor(
    private readonly backend: Backend,
    readonly paper: string,
    readonly title: string,
    note: string,
    private readonly onSettled: (draft: NoteDraft) => void = () => {},
  ) {
    this.text = note;
    this.saved = note;
  }

  get isDirty(): boolean {
    return this.text !== this.saved;
  }

  /** Whether it holds something that a fresh answer must not replace. */
  get isBusy(): boolean {
    return this.isDirty || this.saving !== null;
  }

  focus(): void {
    this.isFocused = true;
    this.hasBoth = false;
    this.session = crypto.randomUUID();
    this.typedAt = Date.now();
  }

  type(text: string): void {
    const now = Date.now();
    if (this.session === null || now - this.typedAt > newSessionAfterMs) {
      this.session = crypto.randomUUID();
    }
    this.typedAt = now;
    this.text = text;
    if (this.status !== "failed") this.status = "waiting";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), saveAfterMs);
  }

  async blur(): Promise<void> {
    this.isFocused = false;
    await this.save();
    if (!this.isFocused) this.session = null;
    this.onSettled(this);
  }

  /** Takes over a note that was changed elsewhere; refused while this one is busy. */
  adopt(note: string): boolean {
    if (this.isBusy) return false;
    // The library keeps no blank note, but the space of one that begins with it is not taken away.
    if (note.trim() === "" && this.text.trim() === "") return true;
    this.text = note;
    this.saved = note;
    return true;
  }

  /** Saves what is typed, and again until nothing new is. Never rejects. */
  save(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.isDirty && this.saving === null) {
      if (this.status === "waiting") this.status = "saved";
      return Promise.resolve();
    }
    this.saving ??= this.saveUntilClean().finally(() => {
      this.saving = null;
      this.onSettled(this);
    });
    return this.saving;
  }

  private async saveUntilClean(): Promise<void> {
    while (this.isDirty) {
      const { text, session } = this;
      if (this.status !== "failed") this.status = "saving";
      try {
        await this.backend.change({
          kind: "setNote",
          paper: this.paper,
          text,
          session,
          base: this.saved,
        });
      } catch (error) {
        if (await this.joinWithOther(failureOf(error))) continue;
        this.failure = failureOf(error);
        this.failedSince ??= new Date();
        this.status = "failed";
        this.timer = setTimeout(() => void this.save(), retryAfterMs);
        return;
      }
      this.saved = text;
      this.nSaves++;
      this.failure = null;
      this.failedSince = null;
      this.status = "saving";
    }
    this.status = "saved";
  }
  /**
   * Puts the note that was written elsewhere below this one, to be saved with it.
   *
   * Returns whether there was one, and it could be had.
   */
  private async joinWithOther({ code }: Failure): Promise<boolean> {
    if (code !== "conflict") return false;
    try {
      const { paper } = await this.backend.ask({ kind: "paper", paper: this.paper });
      const other = paper?.note ?? "";
      if (paper === null || other === this.saved) return false;
      this.saved = other;
      if (other === "" || other === this.text) return true;
      this.text = this.text === "" ? other : `${this.text}\n\n---\n\n${other}`;
      this.hasBoth = true;
      // Undo takes the joining back, and leaves what either wrote.
      if (this.session !== null) this.session = crypto.randomUUID();
      return true;
    } catch {
      return false;
    }
  }
}
