import { PointerDrag } from "../../components/paper/PointerDrag.svelte";
import type { Desk } from "../desk.svelte";
import type { Landing } from "../view";

/** Dragging papers of a list onto a state or a tag of the sidebar. */
export class PaperDrag extends PointerDrag {
  /** Where they would land, as the target names itself. */
  over: string | null = $state(null);
  /** Whether the sidebar lies over the window for them, where it has no place of its own. */
  hasDrawer = $state(false);

  constructor(private readonly desk: Desk) {
    super();
  }

  /** The views, where the pointer is over them, else the list. */
  protected scroller(): HTMLElement | null {
    const views = this.under("[data-views]")?.querySelector<HTMLElement>("[data-views-scroll]");
    return views ?? document.querySelector<HTMLElement>("[data-list]");
  }

  protected papersOf(row: number): readonly string[] {
    const { list, selection, trash } = this.desk;
    const paper = list.row(row)?.id;
    if (paper === undefined || trash.isShown) return [];
    return selection.has(paper) ? selection.papers : [paper];
  }

  protected aim(): void {
    this.hasDrawer ||= this.isDrawerWanted;
    this.over = this.under("[data-drop]")?.dataset.drop ?? null;
  }

  protected lose(): void {
    this.over = null;
    this.hasDrawer = false;
  }

  /** It must not come between the pointer and what is under it, unless the pointer has come for it. */
  private get isDrawerWanted(): boolean {
    const { layout } = this.desk;
    if (layout.sidebar === "full") return false;
    const { x } = this.pointer;
    return x > layout.drawerPx || x < layout.railPx;
  }

  private under(selector: string): HTMLElement | null {
    const { x, y } = this.pointer;
    return document.elementFromPoint(x, y)?.closest<HTMLElement>(selector) ?? null;
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
