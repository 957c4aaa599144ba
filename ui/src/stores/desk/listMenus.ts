import type { ChipKind, Completion, Sort, State } from "../../backend/wire";
import { hueOf } from "../../components/tag/hue";
import { formatCount } from "../../strings/brief";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { placeOf, type MenuEntry } from "./menus.svelte";

/** The kinds of filter that the button offers, with the beginnings of what can be typed. */
const offered: ChipKind[] = ["is", "tag", "year", "from", "has", "added"];
const grouping: Sort[] = ["added", "state", "year"];

/** The menus above a list: its order, and what narrows it. */
export class ListMenus {
  constructor(private readonly desk: Desk) {}

  /** The orders that fit the list, and whether it stands in groups. */
  showOrders(opener: HTMLElement): void {
    const { views, menus } = this.desk;
    const entries = views.sorts.map((sort): MenuEntry => ({ label: words.list.sort[sort], isCurrent: sort === views.sort, run: () => views.sortBy(sort) })); // prettier-ignore
    const groups = grouping.filter((sort) => views.sorts.includes(sort)).map((sort): MenuEntry => ({ label: words.list.groupBy[sort as "added"], isCurrent: views.isGrouped && sort === views.sort, run: () => views.groupBy(sort) })); // prettier-ignore
    const none: MenuEntry[] = views.isGrouped ? [{ label: words.list.groupBy.none, run: () => views.groupBy(null) }] : []; // prettier-ignore
    menus.show({ label: words.list.sortBy, entries: [...entries, null, ...groups, ...none], at: placeOf(opener), opener }); // prettier-ignore
  }

  /** The kinds of filters; each leads to what there is of it. */
  showFilters(opener: HTMLElement): void {
    const { menus, filters } = this.desk;
    const kinds = offered.map((kind): MenuEntry => ({ label: words.search.more(kind), run: () => this.desk.tell(this.showValues(kind, opener)) })); // prettier-ignore
    const starred: MenuEntry = { label: words.list.starred, icon: "star", run: () => filters.add("is:starred") }; // prettier-ignore
    const typed: MenuEntry = { label: words.search.other, icon: "pencil", run: () => filters.type("") }; // prettier-ignore
    const entries = [starred, ...kinds, null, typed];
    menus.show({ label: words.search.filter, entries, at: placeOf(opener), opener });
  }

  private async showValues(kind: ChipKind, opener: HTMLElement): Promise<void> {
    const { backend, menus, filters } = this.desk;
    const text = `${kind}:`;
    const { suggestions } = await backend.ask({ kind: "suggest", text, cursor: text.length });
    const values = suggestions.filter(({ value }) => value !== null);
    const entries = values.map((suggestion): MenuEntry => ({ label: words.search.suggestion(suggestion), ...signOf(suggestion), run: () => filters.add(suggestion.text) })); // prettier-ignore
    const typed: MenuEntry = { label: words.search.other, icon: "pencil", run: () => filters.type(text) }; // prettier-ignore
    menus.show({ label: words.search.kinds(kind), isHeaded: true, entries: [...entries, ...(entries.length > 0 ? [null] : []), typed], at: placeOf(opener), opener }); // prettier-ignore
  }
}

/** How a value is told from the others beside its name. */
function signOf({ kind, value, nPapers }: Completion): Partial<MenuEntry> {
  return {
    ...(nPapers === null ? {} : { end: formatCount(nPapers) }),
    ...(kind === "tag" && value !== null ? { hue: hueOf(value) } : {}),
    ...(kind === "is" && value !== null && value in words.state ? { glyph: value as State } : {}),
  };
}
