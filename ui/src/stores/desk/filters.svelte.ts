import { tick } from "svelte";
import type { Chip } from "../../backend/wire";
import type { Desk } from "../desk.svelte";
import { keyOfView, type View } from "../view";
import { QueryText } from "./queryText.svelte";

const afterMs = 120;

/** What narrows the list of a view, as chips: each is a piece of a query, and each view keeps its own. */
export class Filters {
  readonly text: QueryText;
  /** Whether the line of filters takes typing although it holds nothing. */
  isOpen = $state(false);
  private readonly kept = new Map<
    string,
    { chips: readonly Chip[]; typed: string; words: string }
  >();
  private shown: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly desk: Desk) {
    this.text = new QueryText(desk, () => this.changed());
  }

  /** What the list of the view is narrowed by. */
  get query(): string | null {
    return this.text.text || null;
  }

  /** Whether what is on show can be narrowed; nothing searches the trash. */
  get areOffered(): boolean {
    return this.desk.search.isOpen || this.desk.views.current.kind !== "trash";
  }

  get isShown(): boolean {
    return !this.desk.search.isOpen && (this.isOpen || this.query !== null);
  }

  /** The view's own filters take the place of those before. */
  turnTo(view: View): void {
    clearTimeout(this.timer);
    const { chips, typed, words } = this.text;
    if (this.shown !== null) this.kept.set(this.shown, { chips, typed, words });
    this.shown = keyOfView(view);
    this.text.clear();
    Object.assign(this.text, this.kept.get(this.shown) ?? {});
    this.isOpen = false;
    this.desk.tell(this.desk.savedViews.join(view));
  }

  /** Adds one: to the search where that is open, or else to the view. */
  add(text: string): void {
    const { search } = this.desk;
    this.desk.tell((search.isOpen ? search.text : this.text).add(text));
  }

  /** Lets one be typed. */
  type(beginning: string): void {
    const { search } = this.desk;
    const text = search.isOpen ? search.text : this.text;
    if (!search.isOpen) this.isOpen = true;
    void tick().then(() => {
      const typed = [text.typed.trim(), beginning].filter(Boolean).join(" ");
      document.querySelector<HTMLInputElement>(search.isOpen ? "[data-search]" : "[data-filter]")?.focus(); // prettier-ignore
      text.type(typed, typed.length);
    });
  }

  set(text: string): void {
    this.desk.tell(this.text.set(text));
    this.desk.focus.toList();
  }

  clear(): void {
    this.text.clear();
    this.isOpen = false;
    this.changed();
    this.desk.focus.toList();
  }

  /** Leaves the line of filters; what narrows the list stays. */
  leave(): void {
    this.isOpen = false;
    this.text.closeSuggestions();
    this.desk.focus.toList();
  }

  private changed(): void {
    const { desk } = this;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // Whoever has left the field already is on a row of the list as it was.
      desk.tell(desk.views.showFound().then(() => desk.focus.toListUnlessTyping()));
      desk.tell(desk.savedViews.join(desk.views.current));
    }, afterMs);
  }
}
