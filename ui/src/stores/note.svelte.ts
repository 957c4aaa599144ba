import { failureOf, type Backend } from "../backend/backend";
import type { Failure } from "../backend/wire";

const saveAfterMs = 400;
const newSessionAfterMs = 5 * 60 * 1000;
const retryAfterMs = 5000;

/**
 * The note of one paper while it may be edited.
 *
 * `text` is what the person sees and types; it is never replaced while it holds anything that is
 * not saved, or while the field has the focus.
 */
export class NoteDraft {
  text = $state("");
  status: "idle" | "waiting" | "saving" | "saved" | "failed" = $state("idle");
  failure: Failure | null = $state.raw(null);
  failedSince: Date | null = $state.raw(null);
  isFocused = $state(false);
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
    return this.isFocused || this.isDirty || this.saving !== null;
  }

  focus(): void {
    this.isFocused = true;
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
    this.session = null;
  }

  /** Takes over a note that was changed elsewhere; refused while this one is busy. */
  adopt(note: string): boolean {
    if (this.isBusy) return false;
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
}
