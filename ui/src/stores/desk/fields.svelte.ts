import { isTyping } from "../../actions/keymap";
import type { Desk } from "../desk.svelte";

/** What one types into in the detail of a paper. */
export type Field = "note" | "why" | "tags";

/** What the keys of a note do in its field. */
export interface WritingNote {
  mark: (mark: "**" | "*" | "`") => void;
  done: () => void;
}

/** Opening what one types into. */
export class Fields {
  isTagEditorOpen = $state(false);
  isWhyOpen = $state(false);
  /**
   * The field that takes the focus once its paper is on show; none while not even the paper is known.
   * Until then, no key goes anywhere else.
   */
  opening: { field: Field; paper: string | null } | null = $state.raw(null);

  /** The field in which a note is being written. */
  writingIn: WritingNote | null = null;

  constructor(private readonly desk: Desk) {}

  /** Opens a field of a paper, by default of the selected one, as soon as that is on show. */
  open(field: Field, paper: string | null = this.desk.selection.lead): void {
    const { selection, cursor, triage } = this.desk;
    if (triage.isOpen) {
      // Its paper is on show.
      this.isTagEditorOpen = field === "tags";
      this.isWhyOpen = field === "why";
      return;
    }
    if (selection.isMany) {
      this.isTagEditorOpen = field === "tags";
      return;
    }
    if (paper !== selection.lead && paper !== null) cursor.showPaper(paper);
    if ((field === "tags" && this.isTagEditorOpen) || (field === "why" && this.isWhyOpen)) return;
    const opening = { field, paper };
    this.opening = opening;
    if (paper === null) return;
    this.desk.tell(
      this.desk.paper.whenHere(paper).then((here) => {
        if (this.opening !== opening) return;
        if (here === null) this.opening = null;
        else if (field === "tags") this.isTagEditorOpen = true;
        else if (field === "why") this.isWhyOpen = true;
      }),
    );
  }

  /** Opens a field of papers again, wherever the person has gone since. */
  async openAgain(field: Field, papers: string[]): Promise<void> {
    const { triage, views, selection } = this.desk;
    const [paper] = papers;
    if (paper === undefined) return;
    if (!this.isAbout(papers)) {
      if (triage.isOpen && (papers.length > 1 || !triage.goTo(paper))) triage.leave();
      if (!triage.isOpen) await views.goToPaper(paper);
      if (papers.length > 1) selection.extendTo(selection.cursor, new Set(papers), paper);
    }
    this.open(field, paper);
  }

  /** Whether these papers are on show, with the fields that one types into. */
  isAbout(papers: readonly string[]): boolean {
    const { triage, selection, paper } = this.desk;
    if (triage.isOpen) return papers.length === 1 && triage.card?.row.id === papers[0];
    if (document.querySelector("[data-detail]") === null) return false;
    const isShown = selection.isMany ? papers.length > 1 : paper.paper?.row.id === selection.lead;
    return isShown && papers.length === selection.papers.length && papers.every((one) => selection.has(one)); // prettier-ignore
  }

  /** Whether the field for the tags of these papers is open. */
  isTagging(papers: readonly string[]): boolean {
    return this.isTagEditorOpen && this.isAbout(papers);
  }

  /** The field has the focus: keys go into it from here on. */
  opened(): void {
    this.opening = null;
  }

  close(): void {
    this.opening = null;
    this.isTagEditorOpen = false;
    this.isWhyOpen = false;
  }

  /** A person who writes a note works on its paper, even if another was about to be shown. */
  writing(paper: string): void {
    const { selection, cursor } = this.desk;
    this.opened();
    if (!selection.isMany && selection.lead !== paper) cursor.showPaper(paper);
  }

  /** Whether the person types in the paper on show, or is about to; then nothing takes its place. */
  get isWriting(): boolean {
    const active = document.activeElement;
    return (
      this.opening !== null ||
      (isTyping(active) && active?.closest("[data-detail], [data-card]") != null)
    );
  }
}
