import type { Sort } from "../../backend/wire";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";
import { filterOf, keyOfView, usualSort, type View } from "../view";
import { showPage } from "./pages";

/** Going from view to view. */
export class Views {
  current: View = $state.raw({ kind: "inbox" });
  private sorts: Partial<Record<string, Sort>> = $state({});
  private past: View[] = [];
  private future: View[] = [];

  constructor(private readonly desk: Desk) {}

  get sort(): Sort {
    if (this.desk.search.isSearching) return "relevance";
    return this.sorts[keyOfView(this.current)] ?? usualSort(this.current);
  }

  sortBy(sort: Sort): void {
    this.sorts[keyOfView(this.current)] = sort;
    this.desk.tell(this.showRows(0));
  }

  goTo(view: View): void {
    this.leaveFor(view);
    this.turnTo(view);
  }

  /** Goes to a paper: in the list on show where that holds it, or else among all. */
  async goToPaper(paper: string): Promise<void> {
    const { list, cursor, detail } = this.desk;
    const isHere = filterOf(this.current) !== null && (await list.askIndexOf(paper)) !== null;
    if (!isHere) {
      const all: View = { kind: "all" };
      this.leaveFor(all);
      await this.show(all);
    }
    await cursor.showRestored(paper);
    if (detail.isOver) detail.open();
  }

  private leaveFor(view: View): void {
    if (keyOfView(view) !== keyOfView(this.current)) {
      this.past.push(this.current);
      this.future = [];
    }
    this.desk.search.close();
  }

  goBack(): void {
    this.step(this.past, this.future);
  }

  goForward(): void {
    this.step(this.future, this.past);
  }

  private step(from: View[], to: View[]): void {
    const view = from.pop();
    if (view === undefined) return;
    to.push(this.current);
    this.turnTo(view);
  }

  /** Shows a view, and gives its list the focus. */
  turnTo(view: View): void {
    this.desk.triage.leave();
    this.desk.tell(this.show(view).then(() => this.desk.focus.toList()));
  }

  /** Shows a view; the focus stays where it is. */
  async show(view: View): Promise<void> {
    const { desk } = this;
    desk.selection.lastUsed.set(keyOfView(this.current), desk.selection.cursor);
    this.current = view;
    desk.fields.close();
    desk.layout.isDetailOpen = false;
    desk.layout.isReading = false;
    if (desk.layout.sidebar === "over") desk.layout.isSidebarToggled = false;
    await showPage(desk, view);
    if (filterOf(view) !== null) await this.showRows(this.lastRow(view));
  }

  /** The row last used in a view. */
  lastRow(view: View): number {
    return this.desk.selection.lastUsed.get(keyOfView(view)) ?? 0;
  }

  /** Asks for the rows of the view or the search, and goes to one of them. */
  async showRows(row: number): Promise<void> {
    const { search, list, cursor } = this.desk;
    const filter = search.isSearching
      ? { ...everything, query: search.searched.trim() }
      : filterOf(this.current);
    if (filter === null) return;
    await list.show(filter, this.sort, row);
    cursor.chooseOnly(row);
  }
}
