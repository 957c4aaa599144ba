import type { Suggestion } from "../../backend/wire";
import { plainMath } from "../../strings/math";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { placeOf, type MenuEntry, type Place } from "./menus.svelte";

/** Suggesting what to read next. */
export class Suggesting {
  constructor(private readonly desk: Desk) {}

  /** Offers three papers, each with the reason. */
  async offer(at: Place = this.place()): Promise<void> {
    const { backend, keys, menus, messages } = this.desk;
    const { activeElement } = document;
    const { suggestions } = await backend.ask({ kind: "next" });
    if (suggestions.length === 0) {
      messages.say({ text: words.queue.next.none, icon: "info" });
      return;
    }
    const entries = suggestions.map(({ row, reason }, i): MenuEntry => ({ label: plainMath(row.title), line: words.queue.next.reason(reason), glyph: row.state, keys: String(i + 1), run: () => this.desk.tell(this.show({ row, reason })) })); // prettier-ignore
    const start = keys.shown("start");
    const foot = start && words.queue.next.foot(keys.inWords(start));
    menus.show({ label: words.queue.next.label, isHeaded: true, entries, ...(foot && { foot }), at, opener: activeElement instanceof HTMLElement ? activeElement : null }); // prettier-ignore
  }

  /** Goes to a paper in the view of its state. */
  private async show({ row }: Suggestion): Promise<void> {
    const { views, cursor, search } = this.desk;
    search.close();
    await views.show({ kind: row.state === "inbox" ? "inbox" : "queue" });
    if (row.state === "reading") {
      cursor.showPaper(row.id);
      this.desk.detail.open();
    } else await cursor.showRestored(row.id);
  }

  private place(): Place {
    const button = document.querySelector("[data-next]");
    return button ? placeOf(button) : { x: innerWidth / 2 - 160, y: innerHeight / 4 };
  }
}
