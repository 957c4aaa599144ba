import type { Chip, ChipKind, CountedView, SavedView } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { untilQuiet } from "../untilQuiet";
import { nameOf, queryOf } from "../view";

/** Views that the person keeps: a query under a name, in an order of their own. */
export class SavedViews {
  all: readonly CountedView[] = $state.raw([]);
  /** What is being given a name: a new view, or one that is there. */
  naming: { view: SavedView; isNew: boolean } | null = $state.raw(null);

  /** The change before: each writes all views, and so has to know what that one left. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly desk: Desk) {}

  readonly refresh = untilQuiet(async () => {
    this.all = (await this.desk.backend.ask({ kind: "savedViews" })).views;
    this.followCurrent();
  });

  /** What is on show, as a view that can be kept; none where it cannot be typed. */
  get keepable(): SavedView | null {
    const { search, filters, views } = this.desk;
    if (search.isSearching) {
      return { name: search.searched, query: search.narrowed, sort: views.sort };
    }
    const own = queryOf(views.current);
    if (own === null || doAddUp(own, filters.text.chips)) return null;
    const query = [own, filters.query].filter(Boolean).join(" ");
    if (query === "") return null;
    return { name: filters.query ?? nameOf(views.current), query, sort: views.sort };
  }

  /** The saved view on show. */
  get current(): SavedView | null {
    const { views, search } = this.desk;
    if (search.isSearching || views.current.kind !== "saved") return null;
    return this.find(views.current.name)?.view ?? null;
  }

  isTaken(name: string): boolean {
    const { naming } = this;
    const isSame = (other: string) => other.toLowerCase() === name.trim().toLowerCase();
    return this.all.some(({ view }) => isSame(view.name) && (naming?.isNew !== false || view.name !== naming.view.name)); // prettier-ignore
  }

  askName(view: SavedView | null, isNew: boolean): void {
    this.naming = view && { view, isNew };
  }

  /** Keeps or renames what was given a name, and goes there. */
  async name(name: string): Promise<void> {
    const { naming } = this;
    if (naming === null || name.trim() === "" || this.isTaken(name)) return;
    this.naming = null;
    const view = { ...naming.view, name: name.trim() };
    const isMade = naming.isNew
      ? await this.set((views) => [...views, view], () => words.savedViews.saved(view.name)) // prettier-ignore
      : await this.set((views) => views.map((other) => (other.name === naming.view.name ? view : other)), () => words.savedViews.renamed(view.name)); // prettier-ignore
    if (isMade) this.desk.views.goTo({ kind: "saved", ...view });
  }

  async remove(view: SavedView): Promise<void> {
    const wasShown = this.current?.name === view.name;
    const isMade = await this.set((views) => views.filter(({ name }) => name !== view.name), () => words.savedViews.removed(view.name)); // prettier-ignore
    if (isMade && wasShown) this.desk.views.goTo({ kind: "all" });
  }

  async move(view: SavedView, step: 1 | -1): Promise<void> {
    const placeIn = (views: readonly SavedView[]) => views.findIndex(({ name }) => name === view.name); // prettier-ignore
    const moved = (views: SavedView[]) => {
      const from = placeIn(views);
      const to = from + step;
      if (from < 0 || to < 0 || to >= views.length) return null;
      views.splice(to, 0, ...views.splice(from, 1));
      return views;
    };
    await this.set(moved, (views) => words.savedViews.moved(view.name, placeIn(views) + 1, views.length)); // prettier-ignore
  }

  canMove(view: SavedView, step: 1 | -1): boolean {
    const to = this.all.findIndex((one) => one.view.name === view.name) + step;
    return to >= 0 && to < this.all.length;
  }

  private find(name: string): CountedView | undefined {
    return this.all.find(({ view }) => view.name === name);
  }

  /** Changes what the change before left; says whether that was made. */
  private set(
    change: (views: SavedView[]) => SavedView[] | null,
    text: (views: readonly SavedView[]) => string,
  ): Promise<boolean> {
    const isMade = this.last.then(() => this.write(change, text));
    // One that was refused keeps none of those behind it.
    this.last = isMade.catch(() => {});
    return isMade;
  }

  private async write(
    change: (views: SavedView[]) => SavedView[] | null,
    text: (views: readonly SavedView[]) => string,
  ): Promise<boolean> {
    const views = change(this.all.map((one) => one.view));
    if (views === null) return false;
    const made = await this.desk.changes.make({ kind: "setSavedViews", views }, null, () => ({ text: text(views), icon: "bookmark" })); // prettier-ignore
    if (made !== null) await this.refresh();
    return made !== null;
  }

  /** After an undo the view on show may be another one, or gone. */
  private followCurrent(): void {
    const { views } = this.desk;
    const shown = views.current;
    if (shown.kind !== "saved") return;
    const here = this.find(shown.name)?.view;
    if (here === undefined) views.turnTo({ kind: "all" });
    else if (here.query !== shown.query) views.turnTo({ kind: "saved", ...here });
  }
}

/** Of which one query asks for one only, or for any of several. */
const ofOneQuery: ReadonlySet<ChipKind> = new Set(["is", "year", "added", "finished", "due"]);

/** Whether chips that narrow a query would make it find more, or other papers, as a part of it. */
function doAddUp(query: string, chips: readonly Chip[]): boolean {
  return chips.some(({ kind, value }) => ofOneQuery.has(kind) && value !== "starred" && new RegExp(`(^|\\s)${kind}:`, "i").test(query)); // prettier-ignore
}
