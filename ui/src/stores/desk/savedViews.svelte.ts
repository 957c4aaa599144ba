import type { CountedView, SavedView } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { untilQuiet } from "../untilQuiet";
import { nameOf, queryOf, type View } from "../view";

/** Views that the person keeps: a query under a name, in an order of their own. */
export class SavedViews {
  all: readonly CountedView[] = $state.raw([]);
  /** What is being given a name: a new view, or one that is there. */
  naming: { view: SavedView; isNew: boolean } | null = $state.raw(null);

  /** Whether the name is on its way. */
  isSaving = $state(false);

  /** The view that is meant, where it need not be the one on show. */
  pointed: SavedView | null = null;

  private joined: { own: string; narrowing: string; query: string | null } | null =
    $state.raw(null);
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
    const query = filters.query === null ? own : this.joinedOf(own, filters.query);
    if (!query) return null;
    return { name: filters.query ?? nameOf(views.current), query, sort: views.sort };
  }

  /** Has the core say which one query finds what a view holds, narrowed as it is. */
  async join(view: View): Promise<void> {
    const [own, narrowing] = [queryOf(view), this.desk.filters.query];
    if (own === null || narrowing === null || this.joinedOf(own, narrowing) !== undefined) return;
    const { query } = await this.desk.backend.ask({ kind: "joinQueries", one: own, other: narrowing }); // prettier-ignore
    this.joined = { own, narrowing, query };
  }

  /** None where no one query does; undefined where the core has not said. */
  private joinedOf(own: string | null, narrowing: string): string | null | undefined {
    const { joined } = this;
    return joined?.own === own && joined.narrowing === narrowing ? joined.query : undefined;
  }

  /** The saved view on show. */
  get current(): SavedView | null {
    const { views, search } = this.desk;
    if (search.isSearching || views.current.kind !== "saved") return null;
    return this.find(views.current.name)?.view ?? null;
  }

  /** Does something that is about this view, whichever is on show. */
  about<T>(view: SavedView, work: () => T): T {
    this.pointed = view;
    try {
      return work();
    } finally {
      this.pointed = null;
    }
  }

  isTaken(name: string): boolean {
    const { naming } = this;
    const isSame = (other: string) => other.toLowerCase() === name.trim().toLowerCase();
    return this.all.some(({ view }) => isSame(view.name) && (naming?.isNew !== false || view.name !== naming.view.name)); // prettier-ignore
  }

  askName(view: SavedView | null, isNew: boolean): void {
    this.naming = view && { view, isNew };
  }

  /** Keeps or renames what was given a name, and goes there; where that is refused the form stays, with the reason. */
  async name(name: string): Promise<void> {
    const { naming } = this;
    if (naming === null || this.isSaving || name.trim() === "" || this.isTaken(name)) return;
    const { typed } = this.desk;
    const { query } = naming.view;
    typed.forget("viewName", query);
    this.isSaving = true;
    const refuse = (error: unknown) =>
      typed.refuse({ as: "viewName", of: query, text: name.trim() }, error, this.naming === naming, () => (this.naming = naming)); // prettier-ignore
    const view = { ...naming.view, name: name.trim() };
    const change = (views: SavedView[]) => naming.isNew ? [...views, view] : views.map((other) => (other.name === naming.view.name ? view : other)); // prettier-ignore
    const said = naming.isNew ? words.savedViews.saved : words.savedViews.renamed;
    const isMade = await this.set(change, () => said(view.name), refuse).finally(() => (this.isSaving = false)); // prettier-ignore
    if (!isMade) return;
    if (this.naming === naming) this.naming = null;
    this.desk.views.goTo({ kind: "saved", ...view });
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
    fail?: (error: unknown) => void,
  ): Promise<boolean> {
    const isMade = this.last.then(() => this.write(change, text, fail));
    // One that was refused keeps none of those behind it.
    this.last = isMade.catch(() => {});
    return isMade;
  }

  private async write(
    change: (views: SavedView[]) => SavedView[] | null,
    text: (views: readonly SavedView[]) => string,
    fail?: (error: unknown) => void,
  ): Promise<boolean> {
    const views = change(this.all.map((one) => one.view));
    if (views === null) return false;
    const before = this.all;
    const shown = views.map((view): CountedView => this.find(view.name) ?? { view, nPapers: null });
    this.all = shown;
    const made = await this.desk.changes.make({ kind: "setSavedViews", views }, null, () => ({ text: text(views), icon: "bookmark" }), fail); // prettier-ignore
    if (made !== null) await this.refresh();
    else if (this.all === shown) this.all = before;
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
