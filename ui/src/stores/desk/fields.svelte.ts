import { isTyping } from "../../actions/keymap";
import type { Desk } from "../desk.svelte";

/** What one types into in the detail of a paper. */
export type Field = "note" | "why" | "tags";

/** Opening what one types into. */
export class Fields {
  isTagEditorOpen = $state(false);
  isWhyOpen = $state(false);
  /**
   * The field that takes the focus once its paper is on show; none while not even the paper is known.
   * Until then, no key goes anywhere else.
   */
  opening: { field: Field; paper: string | null } | null = $state.raw(null);

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
