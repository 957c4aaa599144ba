import type { CountedView, SavedView } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { nameOf, queryOf } from "../view";

/** Views that the person keeps: a query under a name, in an order of their own. */
export class SavedViews {
  all: readonly CountedView[] = $state.raw([]);
  /** What is being given a name: a new view, or one that is there. */
  naming: { view: SavedView; isNew: boolean } | null = $state.raw(null);

  constructor(private readonly desk: Desk) {}

  async refresh(): Promise<void> {
    this.all = (await this.desk.backend.ask({ kind: "savedViews" })).views;
    this.followCurrent();
  }

  /** What is on show, as a view that can be kept; none where it cannot be typed. */
  get keepable(): SavedView | null {
    const { search, filters, views } = this.desk;
    if (search.isSearching) {
      return { name: search.searched, query: search.searched, sort: search.text.words === "" ? "added" : "relevance" }; // prettier-ignore
    }
    const own = queryOf(views.current);
    const query = [own, filters.query].filter(Boolean).join(" ");
    if (own === null || query === "") return null;
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
    const views = this.all.map((one) => one.view);
    const isMade = naming.isNew
      ? await this.set([...views, view], words.savedViews.saved(view.name))
      : await this.set(views.map((other) => (other.name === naming.view.name ? view : other)), words.savedViews.renamed(view.name)); // prettier-ignore
    if (isMade) this.desk.views.goTo({ kind: "saved", ...view });
  }

  async remove(view: SavedView): Promise<void> {
    const rest = this.all.map((one) => one.view).filter(({ name }) => name !== view.name);
    const wasShown = this.current?.name === view.name;
    if (!(await this.set(rest, words.savedViews.removed(view.name)))) return;
    if (wasShown) this.desk.views.goTo({ kind: "all" });
  }

  async move(view: SavedView, step: 1 | -1): Promise<void> {
    const views = this.all.map((one) => one.view);
    const from = views.findIndex(({ name }) => name === view.name);
    const to = from + step;
    if (from < 0 || to < 0 || to >= views.length) return;
    views.splice(to, 0, ...views.splice(from, 1));
    await this.set(views, words.savedViews.moved(view.name, to + 1, views.length));
  }

  canMove(view: SavedView, step: 1 | -1): boolean {
    const to = this.all.findIndex((one) => one.view.name === view.name) + step;
    return to >= 0 && to < this.all.length;
  }

  private find(name: string): CountedView | undefined {
    return this.all.find(({ view }) => view.name === name);
  }

  private async set(views: SavedView[], text: string): Promise<boolean> {
    const made = await this.desk.changes.make({ kind: "setSavedViews", views }, null, () => ({ text, icon: "bookmark" })); // prettier-ignore
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
