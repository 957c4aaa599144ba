import { tick } from "svelte";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { filterOf, type View } from "../view";

const searchAfterMs = 120;

/** Looking for papers by what is typed. */
export class Search {
  isOpen = $state(false);
  query = $state("");
  /** What the list was asked for; follows `query` after a short rest. */
  searched = $state("");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private viewBefore: View | null = null;

  constructor(private readonly desk: Desk) {}

  /** Whether the list shows what was found. */
  get isSearching(): boolean {
    return this.isOpen && this.searched.trim() !== "";
  }

  open(): void {
    const { views } = this.desk;
    if (filterOf(views.current) === null || views.current.kind === "queue") {
      this.viewBefore = views.current;
      this.desk.tell(views.show({ kind: "all" }));
    }
    this.isOpen = true;
    void tick().then(() => {
      const field = document.querySelector<HTMLInputElement>("[data-search]");
      field?.focus();
      field?.select();
    });
  }

  searchFor(query: string): void {
    const { desk } = this;
    this.query = query;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.searched = query;
      desk.tell(
        desk.views.showRows(0).then(() => {
          if (this.isSearching) desk.messages.speak(words.list.results(desk.list.total));
        }),
      );
    }, searchAfterMs);
  }

  /** Clears the search; when it is clear already, closes it. */
  escape(): void {
    const { views } = this.desk;
    if (this.query !== "") {
      clearTimeout(this.timer);
      this.query = "";
      this.searched = "";
      this.desk.tell(views.showRows(views.lastRow(views.current)));
      return;
    }
    const view = this.viewBefore ?? views.current;
    this.close();
    views.turnTo(view);
  }

  close(): void {
    clearTimeout(this.timer);
    this.isOpen = false;
    this.query = "";
    this.searched = "";
    this.viewBefore = null;
  }
}
