import type { Filter, Sort } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";
import { filterOf, keyOfView, usualSort, type View } from "../view";
import { showPage } from "./pages";

/** Going from view to view. */
export class Views {
  current: View = $state.raw({ kind: "inbox" });
  private ownSorts: Partial<Record<string, Sort>> = $state({});
  private grouped: Partial<Record<string, boolean>> = $state({});
  /** Whether the rows are those of the search. */
  private isFound = false;
  private past: View[] = [];
  private future: View[] = [];

  constructor(private readonly desk: Desk) {}

  get sort(): Sort {
    const { search } = this.desk;
    const usual = search.isSearching ? search.usualSort : usualSort(this.current);
    return this.ownSorts[this.key] ?? usual;
  }

  /** The orders that fit what is on show. */
  get sorts(): Sort[] {
    const { search } = this.desk;
    const { kind } = this.current;
    const common: Sort[] = ["added", "title", "year", "state"];
    if (search.isSearching) return ["relevance", ...common];
    if (kind === "trash") return ["trashed", "title", "year", "state"];
    if (kind === "snoozed") return ["snoozed", ...common];
    const usual = usualSort(this.current);
    return common.includes(usual) ? common : [usual, ...common];
  }

  sortBy(sort: Sort): void {
    this.ownSorts[this.key] = sort;
    this.desk.tell(this.showRows(0));
  }

  /** Whether rows stand in groups, by what they are in order of. */
  get isGrouped(): boolean {
    return (this.grouped[this.key] ?? false) && isGroupable(this.sort);
  }

  /** Puts rows in groups by what they are then in order of, or takes them out. */
  groupBy(sort: Sort | null): void {
    this.grouped[this.key] = sort !== null;
    if (sort !== null) this.ownSorts[this.key] = sort;
    this.desk.tell(this.showRows(0));
  }

  /** What an order is remembered by. */
  private get key(): string {
    return this.desk.search.isSearching ? "search" : keyOfView(this.current);
  }

  goTo(view: View): void {
    this.leaveFor(view);
    this.turnTo(view);
  }

  /** The same, where the focus then goes to a place of the caller's. */
  async visit(view: View): Promise<void> {
    this.desk.triage.leave();
    this.leaveFor(view);
    await this.show(view);
  }

  /** Goes to a paper: in the list on show where that holds it, or else among all. */
  async goToPaper(paper: string): Promise<void> {
    const isHere = filterOf(this.current) !== null && (await this.desk.list.askIndexOf(paper)) !== null; // prettier-ignore
    await this.goToPaperOf(isHere ? this.current : { kind: "all" }, paper);
  }

  /** Goes to a paper of a view. */
  async goToPaperOf(view: View, paper: string): Promise<void> {
    const { cursor, detail, layout } = this.desk;
    if (keyOfView(view) !== keyOfView(this.current)) {
      this.leaveFor(view);
      await this.show(view);
    }
    await cursor.showRestored(paper);
    // A key that came first may have opened it for one of its fields.
    if (detail.isOver && !layout.isDetailOpen) detail.open();
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
    this.remember();
    if (keyOfView(view) !== keyOfView(this.current)) desk.imports.goElsewhere();
    this.current = view;
    desk.filters.turnTo(view);
    desk.fields.close();
    desk.layout.isDetailOpen = false;
    desk.layout.isReading = false;
    if (desk.layout.sidebar === "over") desk.layout.isSidebarToggled = false;
    await showPage(desk, view);
    if (filterOf(view) !== null) await this.showRows(this.lastRow(view));
  }

  /** What the list is asked for: what was searched for, or the papers of the view that its filters leave. */
  get filter(): Filter | null {
    const { search, filters } = this.desk;
    if (search.isSearching) return { ...everything, query: search.searched };
    const filter = filterOf(this.current);
    return filter && { ...filter, query: filters.query };
  }

  /** Whether this is looked for by the list that is on show, or about to be. */
  wants({ query, within }: Pick<Filter, "query" | "within">): boolean {
    const { filter } = this;
    return filter !== null && filter.query === query && filter.within === within;
  }

  /** Shows what is looked for now, and says how much was found. */
  async showFound(): Promise<void> {
    const { search, filters, list, messages } = this.desk;
    await this.showRows(0);
    if (search.isSearching || filters.query !== null) messages.speak(words.list.results(list.total)); // prettier-ignore
  }

  /** Remembers the row of the view on show; one of what was searched for is none of it. */
  remember(): void {
    const { selection } = this.desk;
    if (!this.isFound) selection.lastUsed.set(keyOfView(this.current), selection.cursor);
  }

  /** The row last used in a view. */
  lastRow(view: View): number {
    return this.desk.selection.lastUsed.get(keyOfView(view)) ?? 0;
  }

  /** Asks for the rows of the view or the search, and goes to one of them. */
  async showRows(row: number): Promise<void> {
    const { search, list, cursor } = this.desk;
    const { filter } = this;
    if (filter === null) return;
    this.isFound = search.isSearching;
    if (search.isSearching && search.state !== null) filter.states = [search.state];
    await list.show(filter, this.sort, row, this.isGrouped);
    cursor.chooseOnly(row);
  }
}

function isGroupable(sort: Sort): boolean {
  return sort === "added" || sort === "state" || sort === "year";
}
