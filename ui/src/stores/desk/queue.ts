import type { QueueSpot, Row } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";

/** The person's own order of what to read. */
export class Queue {
  constructor(private readonly desk: Desk) {}

  /** Whether the queue takes the place of the list. */
  get isShown(): boolean {
    return this.desk.views.current.kind === "queue" && !this.desk.search.isOpen;
  }

  putFirst(papers: string[] = this.desk.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.desk.titleOf(papers);
    void this.desk.changes.make(
      { kind: "placeInQueue", papers, spot: { kind: "top" } },
      (row) => ({ ...row, state: "queued", snoozedUntil: null }),
      (nPapers) => ({ text: words.messages.queuedFirst(nPapers, title), glyph: "queued" }),
    );
  }

  /** Starts a paper, and leads to it among those that are being read. */
  async start(paper: string, onStarted: () => void = () => {}): Promise<void> {
    const { changes, views } = this.desk;
    const made = await changes.make(
      { kind: "setState", papers: [paper], to: "reading" },
      (row) => ({ ...row, state: "reading", snoozedUntil: null }),
      null,
    );
    if (made === null) return;
    onStarted();
    await views.goToPaperOf({ kind: "reading" }, paper);
  }

  /** The same with the first paper of the queue. */
  async startFirst(): Promise<void> {
    const [first] = await this.askFirst(1);
    if (first !== undefined) await this.start(first.id);
  }

  /** Asks for the first papers of the queue, at most so many. */
  async askFirst(nRows: number): Promise<Row[]> {
    const filter = { ...everything, states: ["queued" as const] };
    return (await this.desk.backend.ask({ kind: "rows", filter, sort: "queue", fromRow: 0, nRows })).rows; // prettier-ignore
  }

  /** Moves papers of the queue by a step, or to its top or end. */
  async move(spot: QueueSpot, papers: string[] = this.desk.selection.papers): Promise<void> {
    if (papers.length === 0) return;
    const { list } = this.desk;
    const isStep = spot.kind === "up" || spot.kind === "down";
    // A step keeps the order among what moves.
    const moved = isStep ? papers.toSorted((a, b) => (list.indexOf(a) ?? 0) - (list.indexOf(b) ?? 0)) : papers; // prettier-ignore
    const put = this.put(moved, spot, this.beforeOf(spot, papers));
    this.desk.focus.toList();
    await put;
  }

  /** Puts papers of the queue before another, or at the end; they keep the order in which they are given. */
  async place(papers: string[], before: string | null): Promise<void> {
    if (papers.length === 0) return;
    const isFirst = before !== null && this.desk.list.indexOf(before) === 0;
    const spot: QueueSpot = before === null ? { kind: "end" } : isFirst ? { kind: "top" } : { kind: "before", paper: before }; // prettier-ignore
    await this.put(papers, spot, before);
  }

  /** Shows papers before another at once, or at the end; the core says whether they stand there. */
  private async put(
    papers: string[],
    spot: QueueSpot,
    before: string | null | undefined,
  ): Promise<void> {
    const { changes, list, cursor, messages } = this.desk;
    const settle = before === undefined ? null : list.expectPlace(papers, before);
    cursor.followLead();
    const made = await changes.make({ kind: "placeInQueue", papers, spot }, null, null);
    if (settle === null) await list.refresh();
    else settle(made !== null);
    cursor.followLead();
    const row = list.indexOf(papers[0]!);
    if (made !== null && row !== null) messages.speak(words.queue.moved(row + 1, list.total));
  }

  /** The paper before which a move leads, null for the end; undefined where the rows between are not here. */
  private beforeOf(spot: QueueSpot, papers: readonly string[]): string | null | undefined {
    const { list } = this.desk;
    const moving = new Set(papers);
    const places = list.placesOf(moving);
    if (spot.kind === "before") return spot.paper;
    if (places.length < moving.size) return undefined;
    /** The first paper that stays, from a row on. */
    const nextFrom = (row: number): string | null | undefined => {
      while (moving.has(list.row(row)?.id ?? "")) row++;
      return row >= list.total ? null : list.row(row)?.id;
    };
    const first = Math.min(...places);
    switch (spot.kind) {
      case "top":
        return nextFrom(0);
      case "end":
        return list.row(list.total - 1) === undefined ? undefined : null;
      case "up":
        return nextFrom(Math.max(0, first - 1));
      case "down": {
        const passed = nextFrom(first);
        return passed == null ? passed : nextFrom(list.indexOf(passed)! + 1);
      }
    }
  }

  /** Says how many papers the queue is to hold. */
  setSize(size: number): void {
    if (size === this.desk.counts.counts?.queueSize) return;
    const settle = this.desk.counts.expect((counts) => ({ ...counts, queueSize: size }));
    const made = this.desk.changes.make({ kind: "setQueueSize", size }, null, () => ({ text: words.queue.sizeSet(size), icon: "list-ordered" })); // prettier-ignore
    void made.then((made) => settle(made !== null));
  }

  /** Lets papers wait on: for a while they are not asked about. */
  keepWaiting(papers: string[]): void {
    const title = this.desk.titleOf(papers);
    void this.desk.changes.make({ kind: "keepWaiting", papers }, null, (n) => ({ text: words.queue.kept(n, title), glyph: "queued" })); // prettier-ignore
  }

  /** Queued papers that could go, the likeliest first. */
  async askLetGo(nRows: number): Promise<Row[]> {
    return (await this.desk.backend.ask({ kind: "letGo", nRows })).rows;
  }

  /** What to say when the queue will hold more than was planned. */
  overfullWords(papers: readonly string[]): string[] {
    const { counts } = this.desk.counts;
    if (counts === null) return [];
    const nMore = papers.filter((paper) => this.desk.rowOf(paper)?.state !== "queued").length;
    const n = counts.queued + nMore;
    return nMore === 0 || n <= counts.queueSize ? [] : [words.queue.over(n, counts.queueSize)];
  }
}
