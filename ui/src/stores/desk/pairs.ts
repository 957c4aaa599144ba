import { tick } from "svelte";
import type { Change, DecidedPair } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import type { Message } from "../messages.svelte";
import { filterOf } from "../view";

/** Papers that may be the same: going through the pairs, and answering. */
export class Pairs {
  constructor(private readonly desk: Desk) {}

  private get isView(): boolean {
    return this.desk.views.current.kind === "duplicates";
  }

  /** Whether the list is of pairs. */
  get isShown(): boolean {
    return this.isView && !this.desk.search.isOpen;
  }

  /** Whether the view of pairs holds any. */
  get hasRows(): boolean {
    return this.isView && this.desk.duplicates.nRows > 0;
  }

  /** Whether two papers stand side by side where a paper's detail is otherwise. */
  get isComparing(): boolean {
    const { comparing, duplicates, selection } = this.desk;
    const { pair } = comparing;
    if (pair === null) return false;
    if (this.isView) return duplicates.shows === "open";
    const { chosen } = selection;
    return chosen.size === 2 && chosen.has(pair.keep) && chosen.has(pair.gone);
  }

  /** Goes to the open question about two papers, or to all where that is answered by now. */
  async goTo(one: string, other: string): Promise<void> {
    const { duplicates, views } = this.desk;
    duplicates.shows = "open";
    await duplicates.refresh();
    const isIt = (id: string) => id === one || id === other;
    const row = duplicates.open.findIndex((pair) => isIt(pair.paper.id) && isIt(pair.other.id));
    duplicates.moveTo(Math.max(0, row));
    views.goTo({ kind: "duplicates" });
  }

  /** Goes to a pair of the list. */
  moveTo(row: number): void {
    this.desk.duplicates.moveTo(row);
    this.desk.tell(this.showPair());
  }

  /** Shows the open questions or the answers. */
  show(shows: "open" | "decided"): void {
    this.desk.duplicates.shows = shows;
    this.moveTo(0);
  }

  /** Puts the papers of the pair at the cursor side by side. */
  async showPair(): Promise<void> {
    const { duplicates, layout, comparing } = this.desk;
    const { pair } = duplicates;
    if (!this.isView) return;
    if (duplicates.nRows === 0) layout.isDetailOpen = false;
    await comparing.show(pair === null ? null : { keep: pair.other.id, gone: pair.paper.id });
  }

  /** Puts the two chosen papers side by side. The one that was here first would stay. */
  async compareChosen(): Promise<void> {
    const { backend, selection, comparing, detail, layout, focus } = this.desk;
    const answers = await Promise.all(selection.papers.map((paper) => backend.ask({ kind: "paper", paper }))); // prettier-ignore
    const [first, second] = answers.flatMap(({ paper }) => (paper === null ? [] : [paper.row])).sort((a, b) => a.addedAt.localeCompare(b.addedAt)); // prettier-ignore
    if (first === undefined || second === undefined) return;
    await comparing.show({ keep: first.id, gone: second.id });
    if (detail.isOver) layout.isDetailOpen = true;
    void tick().then(() => focus.toDetail());
  }

  /** Goes back from two papers side by side to where they were chosen. */
  stopComparing(): void {
    this.desk.tell(this.desk.comparing.show(null));
    this.desk.detail.close();
  }

  /** Says that the two are the same paper: first it is asked what of each that paper gets. */
  sayTheSame(): void {
    const { comparing } = this.desk;
    if (comparing.shown === null || comparing.isAnswering) return;
    if (comparing.isMerging) this.desk.tell(this.merge());
    else comparing.isMerging = true;
  }

  sayDifferent(): void {
    const { comparison, shown } = this.desk.comparing;
    if (comparison === null || shown === null) return;
    const text = words.messages.apart(comparison.one.title, comparison.other.title);
    const change: Change = { kind: "answerDuplicate", one: shown.keep, other: shown.gone, verdict: "different" }; // prettier-ignore
    this.desk.tell(this.answer(change, { text, icon: "copy" }));
  }

  /** Leaves the question open and goes on to the next, or back to the list after the last. */
  decideLater(): void {
    const { duplicates, layout, detail, focus } = this.desk;
    if (!this.isView) return this.stopComparing();
    const { cursor, nRows } = duplicates;
    if (cursor + 1 < nRows) this.moveTo(cursor + 1);
    else if (layout.isDetailOpen) detail.close();
    focus.toList();
  }

  /** Takes an answer back: the question is open again, or what was made one is parted. */
  async takeBack({ answer, merge, paper }: DecidedPair): Promise<void> {
    if (merge !== null) await this.split(merge, paper.title);
    else await this.desk.changes.make({ kind: "takeBackAnswer", answer }, null, () => ({ text: words.messages.askedAgain, icon: "copy" })); // prettier-ignore
    this.desk.focus.toList();
  }

  /** Parts what was made one paper. */
  async split(merge: number, title: string): Promise<void> {
    await this.desk.changes.make({ kind: "split", merge }, null, () => ({ text: words.messages.parted(title), icon: "copy" })); // prettier-ignore
  }

  private async merge(): Promise<void> {
    const { comparing, views, cursor } = this.desk;
    const { comparison, shown, take } = comparing;
    if (comparison === null || shown === null) return;
    const title = (take.has("title") ? comparison.other : comparison.one).title;
    const made = await this.answer(
      { kind: "merge", keep: shown.keep, gone: shown.gone, take: [...take] },
      { text: words.messages.merged(title), icon: "copy" },
    );
    if (made && filterOf(views.current) !== null) cursor.showPaper(shown.keep);
  }

  /** Makes a change about the pair on show; says whether it was made. */
  private async answer(change: Change, message: Message): Promise<boolean> {
    const { changes, comparing, duplicates, layout, focus } = this.desk;
    if (comparing.isAnswering) return false;
    comparing.isAnswering = true;
    const made = await changes.make(change, null, () => message);
    comparing.isAnswering = false;
    if (made === null) return false;
    if (this.isView) {
      await duplicates.refresh();
      await this.showPair();
      if (!layout.isDetailOpen) focus.toList();
    } else this.stopComparing();
    return true;
  }
}
