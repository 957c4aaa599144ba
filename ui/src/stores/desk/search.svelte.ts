import { tick } from "svelte";
import type { Group, Sort, State } from "../../backend/wire";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";
import { untilQuiet } from "../untilQuiet";
import { filterOf, type View } from "../view";
import { askWhileWanted } from "../whileWanted";
import { QueryText } from "./queryText.svelte";

const searchAfterMs = 120;

/** Looking for papers by what is typed. */
export class Search {
  isOpen = $state(false);
  readonly text: QueryText;
  /** What the list was asked for; follows the text after a short rest. */
  searched = $state("");
  /** Of what was found, only papers in this state. */
  state: State | null = $state(null);
  /** How many were found of each state, and in all. */
  found: { of: Partial<Record<State, number>>; all: number } | null = $state.raw(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private viewBefore: View | null = null;

  constructor(private readonly desk: Desk) {
    this.text = new QueryText(desk, () => this.changed());
  }

  /** Whether the list shows what was found. */
  get isSearching(): boolean {
    return this.isOpen && this.searched !== "";
  }

  /** What is on show as one query: a state alone takes the place of those that were typed. */
  get narrowed(): string {
    if (this.state === null) return this.searched;
    const { chips, typed } = this.text;
    const rest = chips.filter(({ kind, value }) => kind !== "is" || value === "starred" || value === "snoozed"); // prettier-ignore
    return [...rest.map(({ text }) => text), typed.trim(), `is:${this.state}`].filter(Boolean).join(" "); // prettier-ignore
  }

  /** The words to mark in what is shown. */
  get marked(): string | null {
    const text = this.isSearching ? this.text : this.desk.filters.text;
    return text.words || null;
  }

  /** By how well they fit, where there are words to fit. */
  get usualSort(): Sort {
    return this.text.words === "" ? "added" : "relevance";
  }

  open(): void {
    const { views } = this.desk;
    if (filterOf(views.current) === null || views.current.kind === "queue") {
      this.viewBefore = views.current;
      this.desk.tell(views.show({ kind: "all" }));
    }
    if (!this.isOpen) views.remember();
    this.isOpen = true;
    this.toField();
  }

  toField(): void {
    void tick().then(() => {
      const field = document.querySelector<HTMLInputElement>("[data-search]");
      field?.focus();
      field?.select();
    });
  }

  /** Looks for another text; the field keeps the focus. */
  setTo(text: string): void {
    this.toField();
    this.desk.tell(this.text.set(text));
  }

  showOnly(state: State | null): void {
    this.state = state;
    this.desk.tell(this.desk.views.showRows(0));
  }

  /** Asks how many there are of each state. */
  readonly count = untilQuiet(async () => {
    if (!this.isSearching) return;
    const { searched: query } = this;
    const filter = { ...everything, query };
    const { backend } = this.desk;
    const isWanted = () => query === this.searched;
    try {
      const [{ groups }, { total: all }] = await Promise.all([
        askWhileWanted(backend, { kind: "groups", filter, sort: "state" }, isWanted),
        askWhileWanted(backend, { kind: "rows", filter, sort: "state", fromRow: 0, nRows: 1 }, isWanted), // prettier-ignore
      ]);
      if (isWanted()) this.found = { of: nPerState(groups), all };
    } catch (error) {
      // What was looked for before is waited for no longer.
      if (isWanted()) throw error;
    }
  });

  /** Clears the search; when it is clear already, closes it. */
  escape(): void {
    const { views, focus } = this.desk;
    if (this.text.text !== "" || this.text.typed !== "") {
      clearTimeout(this.timer);
      this.forget();
      const back = views.showRows(views.lastRow(views.current)).then(() => {
        // The row that had the focus may be none of these.
        if (document.activeElement === document.body) focus.toList();
      });
      this.desk.tell(back);
      return;
    }
    const view = this.viewBefore ?? views.current;
    this.close();
    views.turnTo(view);
  }

  close(): void {
    clearTimeout(this.timer);
    this.isOpen = false;
    this.forget();
    this.viewBefore = null;
  }

  /**
   * Leaves a search that was asked for here or in the palette: in a large library it goes on for seconds, and one
   * that nobody waits for makes room for the next. One that the list or the palette waits for goes on.
   */
  leave(query: string): void {
    const { backend, views, palette } = this.desk;
    const wanted = [views.filter?.query, views.filter?.within, palette.lookedFor];
    if (query !== "" && !wanted.includes(query)) this.desk.tell(backend.leaveSearch(query));
  }

  private forget(): void {
    const { searched } = this;
    this.text.clear();
    this.searched = "";
    this.state = null;
    this.found = null;
    this.leave(searched);
  }

  /** Goes to what was found, and waits for it where it is on its way. */
  toFound(): void {
    this.desk.tell(this.find().then(() => this.desk.focus.toList()));
  }

  private changed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.desk.tell(this.find()), searchAfterMs);
  }

  private async find(): Promise<void> {
    const { desk } = this;
    clearTimeout(this.timer);
    const query = this.text.text;
    const { searched } = this;
    if (query === searched) return;
    this.searched = query;
    this.state = null;
    this.leave(searched);
    desk.tell(this.count());
    await desk.views.showFound();
  }
}

function nPerState(groups: readonly Group[]): Partial<Record<State, number>> {
  const n: Partial<Record<State, number>> = {};
  for (const { of, nRows } of groups) if (of.by === "state") n[of.state] = (n[of.state] ?? 0) + nRows; // prettier-ignore
  return n;
}
