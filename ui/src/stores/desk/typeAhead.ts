import type { KeySpec } from "../../actions/keymap";
import { foldedLetters } from "../../strings/marks";
import { plainMath } from "../../strings/math";
import type { Desk } from "../desk.svelte";

const forgottenAfterMs = 1000;
const nAsked = 50;

/** While single keys are off, letters typed in a list go to the paper whose title begins with them. */
export class TypeAhead {
  private typed = "";
  private typedAt = 0;

  constructor(private readonly desk: Desk) {}

  /** Whether the key was one for the list. */
  hear(spec: KeySpec, target: HTMLElement | null, now = Date.now()): boolean {
    const letter = spec === "Space" && this.typed !== "" ? " " : spec.replace(/^Shift\+/, "");
    if ([...letter].length !== 1 || target?.closest("[data-list]") == null) return false;
    if (this.desk.pairs.isShown) return false;
    this.typed = now - this.typedAt > forgottenAfterMs ? letter : this.typed + letter;
    this.typedAt = now;
    this.desk.tell(this.goToTyped(this.typed));
    return true;
  }

  private async goToTyped(typed: string): Promise<void> {
    const { list, cursor, focus, selection } = this.desk;
    const { filter } = list;
    const row = this.rowHere(typed) ?? (await this.rowElsewhere(typed));
    if (row === null || typed !== this.typed || list.filter !== filter) return;
    selection.chooseOne();
    cursor.moveTo(row);
    focus.toList();
  }

  /** The next row that is here; the same one while more letters still fit it. */
  private rowHere(typed: string): number | null {
    const { list, selection } = this.desk;
    const from = selection.cursor + (typed.length === 1 ? 1 : 0);
    for (let step = 0; step < list.total; step++) {
      const row = (from + step) % list.total;
      const paper = list.row(row);
      // Rows beyond those that are here are the core's to find.
      if (paper === undefined) return null;
      if (beginsWith(paper.title, typed)) return row;
    }
    return null;
  }

  private async rowElsewhere(typed: string): Promise<number | null> {
    const { list, backend } = this.desk;
    const query = [list.filter.query, typed].filter(Boolean).join(" ");
    const { rows } = await backend.ask({ kind: "rows", filter: { ...list.filter, query }, sort: "title", fromRow: 0, nRows: nAsked }); // prettier-ignore
    const paper = rows.find(({ title }) => beginsWith(title, typed));
    return paper === undefined ? null : list.askIndexOf(paper.id);
  }
}

function beginsWith(title: string, typed: string): boolean {
  return foldedLetters(plainMath(title)).folded.startsWith(foldedLetters(typed).folded);
}
