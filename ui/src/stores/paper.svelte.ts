import type { Backend } from "../backend/backend";
import type { Paper, Row } from "../backend/wire";
import { NoteDraft } from "./note.svelte";

/** The paper that the detail shows, and the notes that are being written. */
export class PaperStore {
  /** The one before stays until the next is here. */
  paper: Paper | null = $state.raw(null);
  draft: NoteDraft | null = $state.raw(null);
  /** Drafts of other papers that could not be saved yet. */
  unsaved: readonly NoteDraft[] = $state.raw([]);
  private wanted: string | null = null;
  private isAsking = false;
  private isStale = false;

  private waiting: { id: string; found: (paper: Paper | null) => void }[] = [];

  constructor(
    private readonly backend: Backend,
    private readonly onFailure: (error: unknown) => void = () => {},
  ) {}

  /** Shows a paper; while an answer is on its way, only the last one wanted is asked for next. */
  show(paper: string | null): void {
    if (paper === this.wanted) return;
    this.wanted = paper;
    this.answerWaiting();
    this.isStale = true;
    if (paper === null) {
      this.leaveDraft();
      this.paper = null;
      return;
    }
    void this.askUntilFresh();
  }

  /** Gives a paper as soon as it is on show; none if another is wanted before, or it cannot be had. */
  whenHere(id: string): Promise<Paper | null> {
    const paper = this.here(id);
    if (paper !== null || this.wanted !== id) return Promise.resolve(paper);
    return new Promise((found) => this.waiting.push({ id, found }));
  }

  refresh(): void {
    if (this.wanted === null) return;
    this.isStale = true;
    void this.askUntilFresh();
  }

  /** Shows the paper's row as a change will leave it; returns how to put it back. */
  expect(papers: ReadonlySet<string>, patch: (row: Row) => Row): () => void {
    const before = this.paper;
    if (before === null || !papers.has(before.row.id)) return () => {};
    this.paper = { ...before, row: patch(before.row) };
    const expected = this.paper;
    return () => {
      if (this.paper === expected) this.paper = before;
    };
  }

  /** The notes that hold what is not saved. */
  get dirty(): NoteDraft[] {
    return [this.draft, ...this.unsaved].filter((draft) => draft !== null && draft.isDirty) as NoteDraft[]; // prettier-ignore
  }

  /** Saves every note that is being written. */
  async saveNotes(): Promise<void> {
    await Promise.all([this.draft, ...this.unsaved].map((draft) => draft?.save()));
  }

  private async askUntilFresh(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.isStale && this.wanted !== null) {
      this.isStale = false;
      const id = this.wanted;
      const draft = this.draft;
      const nSaves = draft?.isBusy === false ? draft.nSaves : null;
      try {
        const { paper } = await this.backend.ask({ kind: "paper", paper: id });
        if (this.wanted !== id) continue;
        this.arrive(paper, draft !== null && nSaves === draft.nSaves);
      } catch (error) {
        if (this.wanted !== id) continue;
        // What is shown stays; the next announcement or step asks again.
        this.onFailure(error);
      }
      this.answerWaiting();
    }
    this.isAsking = false;
  }

  /** Tells those who wait for a paper whether it is on show; it will not be by itself any more. */
  private answerWaiting(): void {
    for (const { id, found } of this.waiting.splice(0)) found(this.here(id));
  }

  private here(id: string): Paper | null {
    return this.wanted === id && this.paper?.row.id === id ? this.paper : null;
  }

  private arrive(paper: Paper | null, wasQuiet: boolean): void {
    // A paper that is gone stays on show while its note is written: the text is nowhere else.
    if (paper === null && this.isWriting(this.wanted)) return;
    this.paper = paper;
    if (paper === null) return this.leaveDraft();
    const { id, title } = paper.row;
    const note = paper.note ?? "";
    if (this.draft?.paper === id) {
      // A note typed since the question was asked is newer than its answer.
      if (wasQuiet) this.draft.adopt(note);
      return;
    }
    this.leaveDraft();
    const kept = this.unsaved.find((draft) => draft.paper === id);
    this.unsaved = this.unsaved.filter((draft) => draft !== kept);
    this.draft =
      kept ?? new NoteDraft(this.backend, id, title, note, (draft) => this.settle(draft));
  }

  /** Whether the note of this paper has the focus, or holds what is not saved. */
  private isWriting(paper: string | null): boolean {
    const { draft } = this;
    return draft !== null && draft.paper === paper && (draft.isFocused || draft.isBusy);
  }

  private leaveDraft(): void {
    const left = this.draft;
    this.draft = null;
    if (left === null || !left.isDirty) return;
    this.unsaved = [...this.unsaved, left];
    left.isFocused = false;
    void left.save();
  }

  private settle(draft: NoteDraft): void {
    if (draft.isDirty) return;
    this.unsaved = this.unsaved.filter((other) => other !== draft);
    // What was refused while it was written may be taken over now.
    if (draft === this.draft) this.refresh();
  }
}
