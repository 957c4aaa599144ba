import { PointerDrag } from "../../components/paper/PointerDrag.svelte";
import type { Desk } from "../desk.svelte";
import type { Landing } from "../view";

/** Dragging papers of a list onto a state or a tag of the sidebar. */
export class PaperDrag extends PointerDrag {
  /** Where they would land, as the target names itself. */
  over: string | null = $state(null);

  constructor(private readonly desk: Desk) {
    super(() => document.querySelector<HTMLElement>("[data-list]"));
  }

  protected papersOf(row: number): readonly string[] {
    const { list, selection, trash } = this.desk;
    const paper = list.row(row)?.id;
    if (paper === undefined || trash.isShown) return [];
    return selection.has(paper) ? selection.papers : [paper];
  }

  protected aim(): void {
    const { x, y } = this.pointer;
    const target = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-drop]");
    this.over = target?.dataset.drop ?? null;
  }

  protected lose(): void {
    this.over = null;
  }

  protected landing(): ((papers: string[]) => void) | null {
    if (this.over === null) return null;
    const landing = JSON.parse(this.over) as Landing;
    const { marks } = this.desk;
    return (papers) => {
      if (landing.kind === "state") marks.setState(landing.state, papers);
      else if (landing.kind === "star") marks.setStar(true, papers);
      else marks.editTags([landing.tag], [], papers);
    };
  }
}
