import { tick } from "svelte";
import { failureOf, type Backend } from "../backend/backend";
import { plainMath } from "../strings/math";
import { words } from "../strings/strings";
import { blockOf, blockSize, letGoOfFar, placed } from "./blocks";
import type { Comparison, DuplicateAnswer, Failure, Given, ImportPreview, PreviewEdit, PreviewFilter, PreviewNumbers, PreviewOutcome, PreviewRecord, PreviewRow } from "../backend/wire"; // prettier-ignore

/** What becomes of the sheet: an import, nothing, or there is none to show. */
export type Decision = Given | null | "unreadable";

/** A pair under comparison, and its place among all the pairs. */
export interface Comparing {
  place: number;
  total: number;
  row: PreviewRow;
  comparison: Comparison;
}

/** The sheet of one import before anything of it comes in: what it shows, and what was decided in it. */
export class PreviewStore {
  readonly id: number;
  head: ImportPreview = $state.raw(null!);
  filter: PreviewFilter = $state.raw({ outcome: null, source: null, find: "" });
  /** Of all rows of the filter. */
  total = $state(0);
  nTickable = $state(0);
  nTicked = $state(0);
  /** Grows with each other set of rows. */
  generation = $state(0);
  /** The row and the cell that have the focus, or had it last. */
  cursor = $state(0);
  column = $state(1);
  /** The row that is shown whole under the list. */
  record: PreviewRecord | null = $state.raw(null);
  /** How high it stands, in px. */
  recordPx = $state(0);
  isFixing = $state(false);
  /** The pair that takes the place of the list. */
  comparing: Comparing | null = $state.raw(null);
  /** The source whose text takes the place of the list. */
  shownSource: number | null = $state(null);
  areColumnsOpen = $state(false);
  /** Which part of what is given to all is being written. */
  giving: "tags" | "why" | null = $state(null);
  given: Given = $state({ state: null, tags: [], why: null });
  /** Why the last thing asked for was not done. */
  failure: Failure | null = $state.raw(null);
  /** While the papers come in, the sheet makes way. */
  isAccepting = $state(false);
  private isClosed = false;
  /** How many edits that read a source again are under way. */
  private nReadAgain = $state(0);

  private rows: ReadonlyMap<number, PreviewRow> = $state.raw(new Map());
  private asked = new Set<number>();
  private visible: [number, number] = [0, 0];
  private epoch = 0;
  /** Edits are made one after the other. */
  private lastEdit: Promise<unknown> = Promise.resolve();
  private nPending = 0;
  private decide: (decision: Decision) => void = () => {};
  private giveUp: (failure: Failure) => void = () => {};
  private ended: Failure | "unreadable" | null = null;
  /** How many answers of `show` are on their way, and whether rows changed meanwhile. */
  private nShowing = 0;
  private isBehind = false;

  constructor(
    private readonly backend: Backend,
    head: ImportPreview,
    /** Says to screen readers what came of something. */
    readonly speak: (text: string) => void = () => {},
  ) {
    this.id = head.preview;
    this.head = head;
  }

  /** Asks for the first rows, so that the sheet opens whole. */
  async start(): Promise<void> {
    await this.show(this.filter);
    if (this.head.isReading) void this.grow();
  }

  /** Shows more and more of sources that are still being read. */
  private async grow(): Promise<void> {
    while (this.head.isReading && !this.isClosed) {
      try {
        this.takeHead(await this.backend.previewGrown(this.id, this.head.revision));
      } catch (error) {
        return this.end(failureOf(error));
      }
      await this.extend();
    }
    if (this.isClosed) return;
    if (this.head.sources.length === 0) this.end("unreadable");
    else this.speakSum();
  }

  /** Takes what head and foot say, unless it is older than what is here. */
  private takeHead(head: ImportPreview): void {
    if (head.revision < this.head.revision) return;
    const isLost = this.head.sources.some((source, i) => head.sources[i]?.path !== source.path);
    if (isLost) {
      // A source could not be read to its end: whatever was open of it is closed.
      this.comparing = null;
      this.shownSource = null;
      this.areColumnsOpen = false;
      void this.show({ ...this.filter, source: null });
    }
    this.head = head;
  }

  /** There is nothing left to decide: why, or that no source could be read. */
  private end(why: Failure | "unreadable"): void {
    this.ended = why;
    if (why === "unreadable") this.decide(why);
    else this.giveUp(why);
  }

  /** Says what was found, and what comes in. */
  speakSum(): void {
    const { numbers, nAdded, isReading } = this.head;
    if (isReading) return this.speak(words.preview.stillReading);
    this.speak(
      words.sentences([
        words.preview.sum(numbers),
        words.preview.willBeAdded(nAdded, numbers.found),
      ]),
    );
  }

  /**
   * Waits until the person imports, giving what goes to all papers, or closes the sheet, or no source turns out
   * to be readable.
   *
   * Rejects where reading stopped before the end.
   */
  decision(): Promise<Decision> {
    return new Promise((resolve, reject) => {
      this.decide = resolve;
      this.giveUp = reject;
      if (this.ended !== null) this.end(this.ended);
    });
  }

  /** While sources are being read there is more to see before anything is done with all of it. */
  get isReading(): boolean {
    return this.head.isReading || this.nReadAgain > 0;
  }

  /** Takes in what is ticked, after the edits under way; where nothing is, that known papers were seen again. */
  accept(): void {
    if (this.isReading) this.speak(words.preview.stillReading);
    else if (this.head.nAdded > 0) this.take();
    else if (this.hasSightings) this.acceptSightings();
    else this.speak(words.preview.accept(0));
  }

  /** Takes in what is no new paper: that known ones were seen again. */
  acceptSightings(): void {
    if (this.hasSightings && !this.isReading) this.take();
  }

  private take(): void {
    const { state, tags, why } = this.given;
    const given = { state, tags: [...tags], why: why?.trim() || null };
    void this.lastEdit.then(() => this.decide(given));
  }

  close(): void {
    this.isClosed = true;
    void this.lastEdit.then(() => this.decide(null));
  }

  /** Whether papers that are here already were seen again in these sources. */
  get hasSightings(): boolean {
    const { known, dropped, possible } = this.head.numbers;
    return known + dropped + possible - this.head.nUndecided > 0;
  }

  /** The only source, or the one that the rows are of. */
  get source(): number | null {
    return this.head.sources.length === 1 ? 0 : this.filter.source;
  }

  // Rows

  row(index: number): PreviewRow | undefined {
    return this.rows.get(index);
  }

  get current(): PreviewRow | undefined {
    return this.rows.get(this.cursor);
  }

  filterBy(part: Partial<PreviewFilter>): Promise<void> {
    this.comparing = null;
    this.shownSource = null;
    return this.show({ ...this.filter, ...part });
  }

  /** Shows the rows of a filter; those before stay until the first are here. */
  private async show(filter: PreviewFilter): Promise<void> {
    this.filter = filter;
    const epoch = ++this.epoch;
    this.nShowing++;
    const answer = await this.askRows(filter, 0, blockSize);
    this.nShowing--;
    if (epoch !== this.epoch || answer === null) return;
    this.closeRecord();
    this.failure = null;
    this.asked = new Set([0]);
    this.visible = [0, 0];
    this.rows = placed(answer.rows, 0);
    this.takeNumbers(answer);
    this.cursor = 0;
    this.generation++;
    if (this.isBehind) await this.refresh();
  }

  /** Asks for the rows from one index to another that are not here yet. */
  need(from: number, to: number): void {
    this.visible = [from, to];
    const last = Math.min(to, this.total - 1);
    for (let block = blockOf(Math.max(0, from)); block * blockSize <= last; block++) {
      if (!this.asked.has(block)) void this.fetchBlock(block);
    }
  }

  /** Whether some of the rows from one index to another are on their way, or will be once they are needed. */
  isAwaited(from: number, to: number): boolean {
    if (this.failure !== null) return false;
    for (let index = from; index <= Math.min(to, this.total - 1); index++) {
      if (!this.rows.has(index)) return true;
    }
    return false;
  }

  private async fetchBlock(block: number): Promise<void> {
    this.asked.add(block);
    const { epoch } = this;
    const answer = await this.askRows(this.filter, block * blockSize, blockSize);
    if (epoch !== this.epoch) return;
    if (answer === null) return void this.asked.delete(block);
    this.takeNumbers(answer);
    this.keepFocus();
    const rows = new Map([...this.rows, ...placed(answer.rows, block * blockSize)]);
    letGoOfFar(rows, this.asked, this.visible);
    this.rows = rows;
  }

  /** More rows have come behind those that are here, which stay as they are. */
  private async extend(): Promise<void> {
    if (this.nShowing > 0) return void (this.isBehind = true);
    const { epoch, total } = this;
    const answer = await this.askRows(this.filter, 0, 0);
    if (epoch !== this.epoch || answer === null) return;
    this.takeNumbers(answer);
    if (this.comparing !== null) this.comparing = { ...this.comparing, total: this.numbers.possible }; // prettier-ignore
    // The last block was not full.
    if (total % blockSize > 0) this.asked.delete(blockOf(total));
    this.need(...this.visible);
  }

  /** Asks again for what is in sight. */
  private async refresh(): Promise<void> {
    if (this.nShowing > 0) return void (this.isBehind = true);
    this.isBehind = false;
    const epoch = ++this.epoch;
    const first = blockOf(Math.max(0, this.visible[0]));
    const last = Math.max(first, blockOf(Math.max(0, this.visible[1])));
    const nBlocks = Math.min(4, last - first + 1);
    const answer = await this.askRows(this.filter, first * blockSize, nBlocks * blockSize);
    if (epoch !== this.epoch || answer === null) return;
    this.takeNumbers(answer);
    this.keepFocus();
    this.rows = placed(answer.rows, first * blockSize);
    this.asked = new Set(Array.from({ length: nBlocks }, (_, i) => first + i));
    this.cursor = Math.max(0, Math.min(this.cursor, this.total - 1));
    this.need(...this.visible);
  }

  private takeNumbers(answer: { total: number; nTickable: number; nTicked: number }): void {
    this.total = answer.total;
    this.nTickable = answer.nTickable;
    this.nTicked = answer.nTicked;
  }

  private async askRows(filter: PreviewFilter, fromRow: number, nRows: number) {
    return this.tried(this.backend.askPreview(this.id, { kind: "rows", filter, fromRow, nRows }));
  }

  // Moving

  moveTo(index: number, column = this.column): void {
    this.cursor = Math.max(0, Math.min(index, this.total - 1));
    this.column = column;
    this.focusRow();
    if (this.record !== null) void this.openRecord(false);
  }

  moveAcross(step: 1 | -1): void {
    this.column = Math.max(0, Math.min(2, this.column + step));
    this.focusRow();
  }

  /** The cell took the focus by itself. */
  takeCursor(index: number, column: number): void {
    if (index === this.cursor && column === this.column) return;
    const isOther = index !== this.cursor;
    this.cursor = index;
    this.column = column;
    if (isOther && this.record !== null) void this.openRecord(false);
  }

  focusRow(): void {
    void tick().then(() => {
      const row = document.querySelector<HTMLElement>(`[data-sheet-row="${this.cursor}"]`);
      const target = row?.querySelector<HTMLElement>(`[data-cell="${this.column}"]`) ?? document.querySelector<HTMLElement>("[data-sheet-list]"); // prettier-ignore
      target?.focus({ preventScroll: true });
      // In a low window the whole middle of the sheet scrolls.
      target?.scrollIntoView({ block: "nearest" });
    });
  }

  /** New rows may draw another control where the focus is. */
  private keepFocus(): void {
    const active = document.activeElement;
    if (active?.closest("[data-sheet-row]") == null) return;
    void tick().then(() => {
      if (!active.isConnected) this.focusRow();
    });
  }

  // Edits

  tick(row: PreviewRow, isTicked: boolean): Promise<boolean> {
    if (row.isTicked === null) return Promise.resolve(false);
    const index = this.indexOf(row.row);
    if (index !== null) {
      this.rows = new Map(this.rows).set(index, { ...row, isTicked });
      this.nTicked += Number(isTicked) - Number(row.isTicked);
    }
    return this.edit({ kind: "tick", row: row.row, isTicked });
  }

  /** Ticks all rows of the filter, or takes every tick off where all have it. */
  async tickAll(
    isTicked = this.nTicked < this.nTickable,
    outcome = this.filter.outcome,
  ): Promise<void> {
    // prettier-ignore
    const filter = { ...this.filter, outcome };
    if (await this.edit({ kind: "tickAll", filter, isTicked })) this.speakAdded();
  }

  async tickCurrent(): Promise<void> {
    const row = this.current;
    if (row === undefined) return;
    if (row.isTicked === null) this.speak(words.preview.cannotTick);
    else if (await this.tick(row, !row.isTicked)) this.speakAdded();
  }

  private speakAdded(): void {
    this.speak(words.preview.willBeAdded(this.head.nAdded, this.head.numbers.found));
  }

  /** Does an edit after those under way. One of all rows, or that reads some again, has to wait for them. */
  edit(edit: PreviewEdit): Promise<boolean> {
    if (this.isReading && edit.kind !== "tick" && edit.kind !== "answer") {
      this.speak(words.preview.stillReading);
      return Promise.resolve(false);
    }
    const readsAgain = edit.kind === "format" || edit.kind === "columns";
    this.nPending++;
    if (readsAgain) this.nReadAgain++;
    const made = this.lastEdit.then(async () => {
      const head = await this.tried(this.backend.editPreview(this.id, edit));
      if (readsAgain) this.nReadAgain--;
      if (head !== null) {
        this.takeHead(head);
        this.failure = null;
        // What is read again has other rows.
        if (readsAgain) this.closeRecord();
      }
      // Rows are asked for anew once, after the last of several edits.
      if (--this.nPending === 0) await this.refresh();
      return head !== null;
    });
    this.lastEdit = made;
    return made;
  }

  private indexOf(row: number): number | null {
    for (const [index, other] of this.rows) if (other.row === row) return index;
    return null;
  }

  // One row whole

  /** Shows the row at the cursor whole, with its lines; for a rejected one, to fix it. */
  async openRecord(isFixing: boolean): Promise<void> {
    const row = this.current;
    if (row === undefined) return;
    const answer = await this.tried(this.backend.askPreview(this.id, { kind: "record", row: row.row })); // prettier-ignore
    if (answer === null || this.current?.row !== row.row) return;
    this.record = answer.record;
    this.isFixing = isFixing && answer.record.text !== null;
  }

  async toggleRecord(): Promise<void> {
    if (this.record?.row.row === this.current?.row) return this.closeRecord();
    await this.openRecord(false);
    if (this.record !== null) this.speak(words.preview.record.shown(plainMath(this.record.row.title))); // prettier-ignore
  }

  closeRecord(): void {
    this.record = null;
    this.isFixing = false;
  }

  /** Reads a rejected record again; returns the row as it is then. */
  async mend(text: string): Promise<PreviewRow | null> {
    const row = this.record?.row.row;
    if (row === undefined) return null;
    if (!(await this.edit({ kind: "mend", row, text }))) return null;
    const answer = await this.tried(this.backend.askPreview(this.id, { kind: "record", row }));
    return answer?.record.row ?? null;
  }

  // Comparing

  /** Puts a possible duplicate beside the paper that it may be. */
  async compare(row: PreviewRow | undefined = this.current): Promise<void> {
    if (row?.outcome === "possible") {
      const place = await this.placeOfPair(row.row);
      if (place !== null) return this.showPair(place);
    }
    const next = await this.nextUndecided(0);
    await this.showPair(next ?? 0);
  }

  async stepPair(step: 1 | -1): Promise<void> {
    const { comparing } = this;
    if (comparing === null) return;
    const place = comparing.place + step;
    if (place >= 0 && place < comparing.total) await this.showPair(place);
  }

  /** Answers the pair on show; the next undecided one follows, or the list comes back. */
  async answer(answer: DuplicateAnswer): Promise<boolean> {
    const { comparing } = this;
    if (comparing === null) return false;
    if (!(await this.edit({ kind: "answer", row: comparing.row.row, answer }))) return false;
    const next = answer === "later" || this.head.nUndecided === 0 ? null : await this.nextUndecided(comparing.place); // prettier-ignore
    this.speak(
      words.preview.comparing.answered(words.preview.answers[answer], this.head.nUndecided),
    );
    if (next === null) this.stopComparing();
    else await this.showPair(next);
    return true;
  }

  async answerAll(answer: DuplicateAnswer): Promise<void> {
    if (!(await this.edit({ kind: "answerAll", answer }))) return;
    this.speak(words.preview.comparing.answered(words.preview.answers[answer], this.head.nUndecided)); // prettier-ignore
  }

  stopComparing(): void {
    this.comparing = null;
    this.focusRow();
  }

  private async showPair(place: number): Promise<void> {
    const answer = await this.askRows(this.pairs, place, 1);
    const row = answer?.rows[0];
    if (!answer || row === undefined) return;
    const asked = await this.tried(this.backend.askPreview(this.id, { kind: "comparison", row: row.row })); // prettier-ignore
    if (asked === null) return;
    this.closeRecord();
    this.comparing = { place, total: answer.total, row, comparison: asked.comparison };
  }

  private get pairs(): PreviewFilter {
    return { outcome: "possible", source: this.filter.source, find: "" };
  }

  private placeOfPair(row: number): Promise<number | null> {
    return this.findPair(0, (pair) => pair.row === row);
  }

  private async nextUndecided(from: number): Promise<number | null> {
    const isOpen = (pair: PreviewRow) => pair.answer === null || pair.answer === "later";
    return (await this.findPair(from, isOpen)) ?? (from > 0 ? this.findPair(0, isOpen) : null);
  }

  private async findPair(
    from: number,
    fits: (pair: PreviewRow) => boolean,
  ): Promise<number | null> {
    // prettier-ignore
    for (let at = from; ; at += blockSize) {
      const answer = await this.askRows(this.pairs, at, blockSize);
      const place = answer?.rows.findIndex(fits) ?? -1;
      if (place >= 0) return at + place;
      if (answer === null || at + blockSize >= answer.total) return null;
    }
  }

  // What lies where

  showSource(source: number): void {
    this.closeRecord();
    this.comparing = null;
    this.shownSource = source;
  }

  /** The numbers of the source that the rows are of, or of all. */
  get numbers(): PreviewNumbers {
    const { source } = this.filter;
    return (source === null ? undefined : this.head.sources[source]?.numbers) ?? this.head.numbers;
  }

  /** The figures of the equation: all that was found, then what it is made of. */
  get figures(): (PreviewOutcome | null)[] {
    return [null, ...words.preview.shownOutcomes(this.numbers)];
  }

  /** Shows the rows of the nth figure, from 1. */
  async showFigure(n: number): Promise<void> {
    const outcome = this.figures[n - 1];
    if (outcome === undefined) return;
    await this.filterBy({ outcome });
    this.focusRow();
  }

  /** Asks for lines of a source as they are, from 1. */
  askLines(source: number, fromLine: number, nLines: number) {
    return this.tried(
      this.backend.askPreview(this.id, { kind: "lines", source, fromLine, nLines }),
    );
  }

  /** Waits for an answer; a failure is said in the sheet. */
  private async tried<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      if (!this.isClosed) this.failure = failureOf(error);
      return null;
    }
  }
}
