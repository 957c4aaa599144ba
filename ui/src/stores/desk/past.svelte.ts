import { tick } from "svelte";
import { failureOf } from "../../backend/backend";
import type { ChangeRow, Failure, ImportDetail, Undone } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { allChanges, type HistoryFilter } from "../history.svelte";
import type { Stop } from "../historyItems";
import type { MenuEntry } from "./menus.svelte";

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
export interface AskedSince {
  change: ChangeRow;
  nChanges: number;
  /** The sources that would be taken out. */
  sources: string[];
}

/** Looking at the history, and taking back more than one change of it. */
export class Past {
  /** What the cursor stands on. */
  cursor: Stop | null = $state.raw(null);
  /** What would be taken back, while the person is asked. */
  asked: AskedSince | null = $state.raw(null);

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

  /** Takes back each change of a run, the newest first. */
  async undoRun(rows: readonly ChangeRow[]): Promise<void> {
    await this.desk.paper.saveNotes();
    const newest = await this.desk.history.newest();
    this.sayUndone(await this.turn(rows.map(({ seq }) => seq)), newest);
  }

  /** Says what would be taken back with everything since a change, and asks. */
  async askSince(change: ChangeRow): Promise<void> {
    const standing = await this.desk.history.standingSince(change.seq);
    const sources = standing.filter((row) => row.change === "import").flatMap((row) => row.sources);
    this.asked = { change, nChanges: standing.length, sources };
  }

  /** Takes back everything since the change that was asked about. */
  async undoSince(): Promise<void> {
    const { desk, asked } = this;
    this.asked = null;
    if (asked === null) return;
    await desk.paper.saveNotes();
    const newest = await desk.history.newest();
    try {
      const undone: Undone = await desk.backend.undo({ seq: null, importId: null, sinceSeq: asked.change.seq, includeMarked: false }); // prettier-ignore
      this.sayUndone({ nAsked: undone.nChanges, nChanges: undone.nChanges, nLeft: undone.nLeft + undone.nKept, failure: null }, newest); // prettier-ignore
    } catch (error) {
      desk.fail(error);
    }
  }

  /** Turns changes round one by one, an undo too, until one is refused. */
  private async turn(seqs: readonly number[]): Promise<Turned> {
    const turned: Turned = { nAsked: seqs.length, nChanges: 0, nLeft: 0, failure: null };
    try {
      for (const seq of seqs) {
        const one = await this.desk.backend.undo({ seq, importId: null, sinceSeq: null, includeMarked: false }); // prettier-ignore
        turned.nChanges++;
        turned.nLeft += one.nLeft + one.nKept;
      }
    } catch (error) {
      turned.failure = failureOf(error);
    }
    return turned;
  }

  /** Says what was taken back, all of it after the change `newest`. */
  private sayUndone({ nAsked, nChanges, nLeft, failure }: Turned, newest: number): void {
    const { desk } = this;
    const run = () => desk.tell(this.redo(newest, nChanges));
    const action = nChanges === 0 ? undefined : { label: words.messages.redo, run };
    if (failure === null) desk.messages.say({ text: words.history.undoneMany(nChanges, nLeft), icon: "undo-2", action }); // prettier-ignore
    else desk.messages.fail(words.history.undoneInPart(nChanges, nAsked, nLeft, words.failure(failure)), action); // prettier-ignore
  }

  /**
   * Brings back what was taken back together after the change `newest`, and nothing else.
   *
   * Each row that it became is turned round by its number: what was made since, or was an undo that
   * was taken back, is out of reach of redoing step by step.
   */
  private async redo(newest: number, nUndone: number): Promise<void> {
    const { desk } = this;
    const made = (await desk.history.since(newest + 1)).filter(({ change, by }) => by === "window" && (change === "undo" || change === "redo")); // prettier-ignore
    const ofGesture = made.slice(-nUndone).filter(({ undoneBy }) => undoneBy === null);
    const { nAsked, nChanges, nLeft, failure } = await this.turn(ofGesture.map(({ seq }) => seq));
    if (failure === null) desk.messages.say({ text: words.history.redoneMany(nChanges, nLeft), icon: "redo-2" }); // prettier-ignore
    else desk.messages.fail(words.history.redoneInPart(nChanges, nAsked, nLeft, words.failure(failure))); // prettier-ignore
  }
}

/** What came of turning changes round. */
interface Turned {
  nAsked: number;
  nChanges: number;
  /** What was left, as later work differs. */
  nLeft: number;
  /** Why it went no further. */
  failure: Failure | null;
}

/** The number of the newest change that a row shows. */
export function newestOf(stop: Stop): number {
  return stop.kind === "run" ? stop.rows[0]!.seq : stop.row.seq;
}
