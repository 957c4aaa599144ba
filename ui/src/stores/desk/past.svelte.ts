import { tick } from "svelte";
import { failureOf, type AnswerTo } from "../../backend/backend";
import type {
  ChangeRow,
  ImportDetail,
  Question,
  ToUndo,
  ChangeProgress,
  Undone,
} from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { allChanges, type HistoryFilter } from "../history.svelte";
import type { Stop } from "../historyItems";
import type { MenuEntry } from "./menus.svelte";
import { toUndo } from "./undoing";

/** What of the history may be shown alone. */
const filters: Record<Exclude<keyof typeof words.history.filters, "all">, HistoryFilter> = {
  imports: { kinds: ["import"], by: null },
  decisions: { kinds: ["setState"], by: null },
  writing: { kinds: ["setNote", "setWhy"], by: null },
  marks: { kinds: ["editTags", "renameTag", "deleteTag", "setTagHue", "setStar"], by: null },
  queue: { kinds: ["placeInQueue", "snooze", "setDue", "keepWaiting", "setQueueSize"], by: null },
  papers: { kinds: ["addPaper", "editPaper", "setCitationKey", "trash", "putBack", "emptyTrash"], by: null }, // prettier-ignore
  duplicates: { kinds: ["answerDuplicate", "takeBackAnswer", "merge", "split"], by: null },
  window: { kinds: [], by: "window" },
  terminal: { kinds: [], by: "terminal" },
  watcher: { kinds: [], by: "watcher" },
};

/** What would be taken back, before the person has said so. */
export interface AskedUndo {
  what: ToUndo;
  /** What it is about, or begins with. */
  change: ChangeRow;
  /** What would be done, and what left. */
  would: Undone;
}

/** Looking at the history, and taking back more than one change of it. */
export class Past {
  /** What the cursor stands on. */
  cursor: Stop | null = $state.raw(null);
  /** What would be taken back, while the person is asked. */
  asked: AskedUndo | null = $state.raw(null);
  /** How far that is, while it is taken back. */
  progress: ChangeProgress | null = $state.raw(null);

  constructor(private readonly desk: Desk) {}

  get isShown(): boolean {
    const { views, search } = this.desk;
    return ["history", "paperHistory", "imports"].includes(views.current.kind) && !search.isOpen;
  }

  /** Begins the history of all papers, or of the paper that the view is about. */
  async show(): Promise<void> {
    const { views, history } = this.desk;
    const view = views.current;
    this.cursor = null;
    await history.show(
      view.kind === "paperHistory" ? { id: view.paper, title: view.title } : null,
      view.kind === "imports" ? filters.imports : allChanges,
    );
    this.follow();
  }

  /** What is shown of the history now. */
  get filterName(): keyof typeof words.history.filters {
    const { filter } = this.desk.history;
    const named = Object.entries(filters).find(([, one]) => one === filter);
    return (named?.[0] as keyof typeof filters | undefined) ?? "all";
  }

  /** Asks which changes to show. */
  chooseFilter(opener: HTMLElement): void {
    const { menus, history } = this.desk;
    const show = async (filter: HistoryFilter) => {
      this.cursor = null;
      await history.show(history.paper, filter);
      this.follow();
      this.desk.focus.toList();
    };
    const entry = (name: keyof typeof words.history.filters, filter: HistoryFilter): MenuEntry => ({
      label: words.history.filters[name],
      isCurrent: filter === history.filter,
      run: () => this.desk.tell(show(filter)),
    });
    const of = (isWanted: (filter: HistoryFilter) => boolean) => Object.entries(filters).filter(([, filter]) => isWanted(filter)).map(([name, filter]) => entry(name as keyof typeof filters, filter)); // prettier-ignore
    const { left, bottom, top } = opener.getBoundingClientRect();
    menus.show({
      label: words.history.filter,
      entries: [entry("all", allChanges), null, ...of(({ by }) => by === null), null, ...of(({ by }) => by !== null)], // prettier-ignore
      at: { x: left, y: bottom, above: top },
      opener,
    });
  }

  async refresh(): Promise<void> {
    await this.desk.history.refresh();
    this.follow();
  }

  /** What happened to the paper that is selected. */
  showPaper(): void {
    const { selection, views } = this.desk;
    const row = selection.lead === null ? null : this.desk.rowOf(selection.lead);
    if (row !== null) views.goTo({ kind: "paperHistory", paper: row.id, title: row.title });
  }

  moveTo(stop: Stop): void {
    this.cursor = stop;
  }

  /** Moves by so many rows, over those that are not here yet, too. */
  async step(rows: number): Promise<void> {
    const { history } = this.desk;
    const { cursor } = this;
    const way = rows > 0 ? 1 : -1;
    let block = history.segments.find(({ items }) => items?.some((item) => item.key === cursor?.key))?.block ?? 0; // prettier-ignore
    let stops = this.stopsIn(block);
    let at = stops.findIndex((stop) => stop.key === cursor?.key);
    if (Number.isFinite(rows)) {
      for (let left = Math.abs(rows); left > 0; left--) {
        if (stops[at + way] !== undefined) at += way;
        else {
          const next = block + way;
          if (history.segments[next] === undefined) break;
          await history.load(next);
          const there = this.stopsIn(next);
          block = next;
          if (there.length === 0) continue;
          stops = there;
          at = way > 0 ? 0 : there.length - 1;
        }
      }
    } else {
      for (
        block = way > 0 ? history.segments.length - 1 : 0;
        history.segments[block];
        block -= way
      ) {
        await history.load(block);
        stops = this.stopsIn(block);
        if (stops.length > 0) break;
      }
      at = way > 0 ? stops.length - 1 : 0;
    }
    const stop = stops[at];
    if (this.cursor !== cursor || stop === undefined) return;
    this.moveTo(stop);
    this.desk.focus.toList();
  }

  private stopsIn(block: number): Stop[] {
    const items = this.desk.history.segments[block]?.items ?? [];
    return items.filter((item): item is Stop => item.kind !== "day");
  }

  /** After new rows the cursor stays on what it stood on, as that is now. */
  private follow(): void {
    const { segments } = this.desk.history;
    const all = segments.flatMap((_, block) => this.stopsIn(block));
    const { cursor } = this;
    const same = all.find((stop) => stop.key === cursor?.key);
    const near = cursor === null ? undefined : all.findLast((stop) => newestOf(stop) >= newestOf(cursor)); // prettier-ignore
    this.cursor = same ?? near ?? all[0] ?? null;
  }

  /** Opens a run of like changes, or closes it. */
  turnRun(stop: Stop): void {
    if (stop.kind !== "run") return;
    const { open } = this.desk.history;
    const id = stop.rows.at(-1)!.seq;
    if (!open.delete(id)) open.add(id);
    void tick().then(() => this.follow());
  }

  /** Where the papers stand that some imports added, together; none where none of them is there. */
  async detailOf(imports: readonly string[]): Promise<ImportDetail | null> {
    const answers = await Promise.all(imports.map((id) => this.desk.backend.ask({ kind: "importDetail", import: id }))); // prettier-ignore
    const details = answers.flatMap(({ detail }) => detail ?? []);
    if (details.length === 0) return null;
    const sum = (of: keyof ImportDetail) => details.reduce((total, one) => total + one[of], 0);
    return Object.fromEntries(Object.keys(details[0]!).map((of) => [of, sum(of as keyof ImportDetail)])) as unknown as ImportDetail; // prettier-ignore
  }

  /** Takes a change back; asks before where later work would be left as it is. */
  async undo(change: ChangeRow, includeMarked = false): Promise<void> {
    await this.askOr(toUndo([change.seq], includeMarked), change);
  }

  /** Takes back each change of a run, the newest first, all or none. */
  async undoRun(rows: readonly ChangeRow[]): Promise<void> {
    await this.askOr(toUndo(rows.map(({ seq }) => seq)), rows.at(-1)!);
  }

  /** Says what would be taken back with everything since a change, and asks. */
  async askSince(change: ChangeRow): Promise<void> {
    const what = { ...toUndo([]), sinceSeq: change.seq };
    const would = await this.would(what, change);
    if (would === null) return;
    this.asked = { what: { ...what, untilSeq: would.newestSeq }, change, would: would.undone };
  }

  /** Takes back what was asked about; the person sees how far it is, and may stop it. */
  async undoAsked(): Promise<void> {
    const { asked } = this;
    if (asked === null || this.progress !== null) return;
    this.progress = { work: "undo", nDone: 0, nAll: asked.would.nChanges };
    const stop = this.desk.backend.on("change-progress", (progress) => {
      if (progress?.work === "undo") this.progress = progress;
    });
    try {
      await this.takeBack(asked.what, asked.change);
    } finally {
      stop();
      this.progress = null;
      this.asked = null;
    }
  }

  /** Lets it be: what is being taken back stays as it was. */
  async cancel(): Promise<void> {
    if (this.progress === null) this.asked = null;
    else await this.desk.backend.cancelChange();
  }

  private async askOr(what: ToUndo, change: ChangeRow): Promise<void> {
    const would = await this.would(what, change);
    if (would === null) return;
    if (would.undone.nLeft > 0) this.asked = { what, change, would: would.undone };
    else await this.takeBack(what, change);
  }

  /** What an undo would do; none where it would do nothing, which is said. What is being typed is of it. */
  private async would(
    what: ToUndo,
    change: ChangeRow,
  ): Promise<AnswerTo<Question & { kind: "wouldUndo" }> | null> {
    await this.desk.paper.saveNotes();
    try {
      return await this.desk.backend.ask({ kind: "wouldUndo", what });
    } catch (error) {
      this.desk.undoing.sayNotUndone(failureOf(error), "undo", change);
      return null;
    }
  }

  private async takeBack(what: ToUndo, change: ChangeRow): Promise<void> {
    const { desk } = this;
    const [only, ...others] = what.seqs;
    if (only !== undefined && others.length === 0) {
      await desk.undoing.undo(only, null, what.includeMarked);
      return;
    }
    try {
      const { seqs, nChanges, nLeft, nKept } = await desk.backend.undo(what);
      const run = () => desk.tell(this.redo(seqs));
      desk.messages.say({ text: words.history.undoneMany(nChanges, nLeft + nKept), icon: "undo-2", action: { label: words.messages.redo, run } }); // prettier-ignore
    } catch (error) {
      desk.undoing.sayNotUndone(failureOf(error), "undo", change);
    }
  }

  /**
   * Brings back what was taken back together, and nothing else.
   *
   * The rows that it became are turned round by their numbers: what was made since, or was an undo that
   * was taken back, is out of reach of redoing step by step.
   */
  private async redo(seqs: number[]): Promise<void> {
    const { desk } = this;
    try {
      const { nChanges, nLeft, nKept } = await desk.backend.undo(toUndo(seqs));
      desk.messages.say({ text: words.history.redoneMany(nChanges, nLeft + nKept), icon: "redo-2" }); // prettier-ignore
    } catch (error) {
      desk.undoing.sayNotUndone(failureOf(error), "redo");
    }
  }
}

/** The number of the newest change that a row shows. */
export function newestOf(stop: Stop): number {
  return stop.kind === "run" ? stop.rows[0]!.seq : stop.row.seq;
}
