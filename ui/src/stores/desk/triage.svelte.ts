import { tick } from "svelte";
import { failureOf } from "../../backend/backend";
import type { Announcement, Paper, Row, State, TriageOrder } from "../../backend/wire";
import { plainMath } from "../../strings/math";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { keepPass, keptPass } from "../keptPass";
import { Pace } from "../pace";
import { kindOf, PassStore, type Kind } from "../pass.svelte";
import { untilQuiet } from "../untilQuiet";
import { filterOf, keyOfView, nameOf, type View } from "../view";
import { papersOf } from "./changes";

const mostQueued = 500;

/** Going through the undecided papers one at a time, in the whole window. */
export class Triage {
  pass: PassStore | null = $state.raw(null);
  /** What is gone through: the inbox or what waits longest in it, an import or a tag. */
  scope: View = $state.raw({ kind: "inbox" });
  /** Why the last decision did not hold, and of which paper. */
  refused: { paper: string; reason: string } | null = $state.raw(null);
  /** How the card before left; counted, so that two alike are told apart. */
  left: { how: Kind; n: number } | null = $state.raw(null);
  /** What was queued in the pass, in the order of the queue. */
  queued: Row[] = $state.raw([]);
  minutesLeft: number | null = $state(null);
  minutes: number | null = $state(null);
  /** Until the first card is here, no key goes anywhere else. */
  isOpening = $state(false);
  private pace = new Pace(0);
  /** The paper on the card that was told of last. */
  private told: string | null = null;

  constructor(private readonly desk: Desk) {}

  get isOpen(): boolean {
    return this.pass !== null;
  }

  /** The name of what is gone through; none for the inbox. */
  get scopeName(): string | null {
    return this.scope.kind === "inbox" ? null : nameOf(this.scope);
  }

  /** The paper to decide about; none while it is not here, as what was not seen is not decided. */
  get card(): Paper | null {
    return this.pass?.paper ?? null;
  }

  /** Whether something was queued that can be read now. */
  get hasFirst(): boolean {
    return this.pass?.isEnd === true && this.queued.length > 0;
  }

  /** The name of where one comes back to; none for the inbox. */
  get backName(): string | null {
    return this.scope.kind === "waiting" ? nameOf(this.desk.views.current) : this.scopeName;
  }

  /** Goes through some papers, or the import or tag that is on show, or else the inbox, from where that was left. */
  async open(scope?: View): Promise<void> {
    const { desk } = this;
    if (this.isOpen || this.isOpening) return;
    this.isOpening = true;
    try {
      const { current } = desk.views;
      const canBe = (current.kind === "tag" || current.kind === "import") && !desk.search.isOpen;
      await this.show(scope ?? (canBe ? current : { kind: "inbox" }));
    } finally {
      this.isOpening = false;
    }
  }

  /** Goes on with the papers that wait beyond the pass. */
  async goOnBeyond(): Promise<void> {
    await this.show(this.scope);
  }

  leave(): void {
    const { desk, pass } = this;
    if (pass === null) return;
    this.remember();
    pass.leave();
    this.pass = null;
    desk.selection.instead = null;
    desk.messages.isQuiet = false;
    desk.messages.adding = null;
    desk.menus.close();
    desk.fields.close();
    desk.focus.toList();
  }

  /** Whether a key decides here: that of the state in which a paper is goes on, too. */
  canDecide(to: State): boolean {
    return this.card !== null && (to !== "inbox" || this.card.row.snoozedUntil !== null);
  }

  /** Decides about the paper on the card; `expect` goes on to the next. */
  setState(to: State): void {
    const row = this.pass?.paper?.row;
    if (!row) return;
    if (row.state === to && row.snoozedUntil === null) this.goOn();
    else this.desk.marks.setState(to, [row.id]);
  }

  queueFirst(): void {
    const row = this.pass?.paper?.row;
    if (!row) return;
    this.desk.queue.putFirst([row.id]);
    if (row.state === "queued") this.goOn();
  }

  skip(): void {
    if (this.pass === null) return;
    this.refused = null;
    if (this.pass.skip()) this.moved();
    else this.desk.messages.speak(words.triage.onlyOne);
  }

  back(): void {
    if (this.pass?.goBack() !== true) return;
    this.refused = null;
    this.moved();
  }

  /** Takes the last change back, and shows its paper again. */
  async undo(): Promise<void> {
    const { pass, desk } = this;
    if (pass === null) return;
    this.refused = null;
    const settle = pass.expectUndo();
    // What is under way may be refused, and then there is nothing of it to take back.
    await Promise.allSettled(desk.changes.underWay.keys());
    await desk.undoing.undo();
    settle();
    this.remember();
  }

  /** Goes to a paper that came back, unless the person has gone on since so many moves. */
  async showRestored(paper: string, nMoves: number): Promise<void> {
    const { pass } = this;
    if (pass === null || pass.nMoves !== nMoves || pass.current?.id === paper) return;
    await pass.refresh();
    if (pass.nMoves === nMoves) this.goTo(paper);
  }

  /** Goes to the card of a paper; says whether the pass has one. */
  goTo(paper: string): boolean {
    if (this.pass?.show(paper) !== true) return false;
    this.moved();
    return true;
  }

  setOrder(order: TriageOrder): void {
    const { pass, desk } = this;
    // The menu gives the focus back to its button; what comes next is a decision.
    this.toCard();
    if (pass === null || order === pass.order) return;
    this.refused = null;
    desk.tell(pass.load(order, pass.since, null).then(() => this.moved()));
  }

  /** Leaves, and goes to the open question whether the paper on the card is the same as another. */
  async compare(other: string): Promise<void> {
    const { desk, card } = this;
    if (card === null) return;
    this.leave();
    await desk.pairs.goTo(card.row.id, other);
  }

  /** Leaves for the note of the paper on the card: one writes where there is room. The pass goes on from there. */
  async writeNote(): Promise<void> {
    const { desk, card } = this;
    if (card === null) return;
    this.leave();
    await desk.views.goToPaper(card.row.id);
    desk.fields.open("note", card.row.id);
  }

  /** Leaves for what happened to the paper on the card. */
  showHistory(): void {
    const row = this.card?.row;
    if (row === undefined) return;
    this.leave();
    this.desk.views.goTo({ kind: "paperHistory", paper: row.id, title: row.title });
  }

  /** Starts the first of what was queued here, and leaves to it. */
  async readFirst(): Promise<void> {
    const first = this.queued[0];
    if (first !== undefined) await this.desk.queue.start(first.id, () => this.leave());
  }

  /** Asks what of the pass is in the queue, and where. */
  readonly askQueued = untilQuiet(async () => {
    const { desk, pass } = this;
    if (pass === null) return;
    await Promise.allSettled(desk.changes.underWay.keys());
    const rows = await desk.queue.askFirst(mostQueued);
    const here = new Set(pass.papers.map((paper) => paper.id));
    this.queued = rows.filter((row) => here.has(row.id));
  });

  /** Hears of every change, and with none that the day has turned; what was made elsewhere changes the pass. */
  heard(announcement: Announcement | null): void {
    const { pass, desk } = this;
    const { papers, change } = announcement ?? { papers: null, change: null };
    if (pass === null) return;
    // What this window does is shown already, but for what a form changed.
    const isOwn = papers !== null && [...desk.changes.underWay.values()].some((change) => papers.every((paper) => papersOf(change).includes(paper))); // prettier-ignore
    if (isOwn && change !== "trash" && change !== "editPaper") return;
    pass.renew(papers);
    desk.tell(pass.refresh());
  }

  /**
   * Shows papers of the pass as a change will leave them, and goes on where that decides about the one on the card.
   * Call what it returns with whether the change was made.
   */
  expect(papers: ReadonlySet<string>, patch: (row: Row) => Row): (wasMade: boolean) => void {
    const { pass } = this;
    if (pass === null) return () => {};
    const { current } = pass;
    const settle = pass.expect(papers, patch);
    const after = pass.current;
    if (
      current !== null &&
      after !== null &&
      kindOf(after) !== kindOf(current) &&
      kindOf(after) !== "undecided"
    ) {
      // prettier-ignore
      this.left = { how: kindOf(after), n: (this.left?.n ?? 0) + 1 };
      this.pace.decided(Date.now());
      this.goOn();
    }
    return settle;
  }

  /** After a refusal the card comes back with the reason; says whether it did. */
  refuse(papers: readonly string[], error: unknown): boolean {
    const { pass, desk } = this;
    const paper = papers[0];
    if (pass === null || paper === undefined || desk.fields.isWriting) return false;
    // Of several in a row the first is shown; the others wait behind it as before.
    if (this.refused !== null) return pass.rowOf(paper) !== null;
    if (!pass.show(paper)) return false;
    this.refused = { paper, reason: words.failure(failureOf(error)) };
    this.remember();
    return true;
  }

  rowOf(paper: string): Row | null {
    return this.pass?.rowOf(paper) ?? null;
  }

  toCard(): void {
    void tick().then(() => document.querySelector<HTMLElement>("[data-card]")?.focus({ preventScroll: true })); // prettier-ignore
  }

  private async show(scope: View): Promise<void> {
    const { desk } = this;
    const filter = filterOf(scope.kind === "import" ? { ...scope, outcome: undefined } : scope);
    if (filter === null) return;
    const last = keptPass(desk.libraryFolder, keyOfView(scope));
    // A pass that was gone through is not taken up again.
    const kept = last?.paper == null ? null : last;
    const pass = new PassStore(desk.backend, filter, desk.fail);
    await pass.load(last?.order ?? "asCame", kept?.since ?? null, kept?.paper ?? null);
    await pass.whenHere();
    void desk.paper.saveNotes();
    this.pass?.leave();
    this.pace = new Pace(Date.now(), kept?.pace);
    this.scope = scope;
    this.refused = null;
    this.left = null;
    this.queued = [];
    this.pass = pass;
    desk.fields.close();
    desk.messages.close();
    desk.selection.chooseOne();
    desk.selection.instead = () => (this.card === null ? [] : [this.card.row.id]);
    desk.messages.isQuiet = true;
    desk.messages.adding = () => this.nextWords();
    this.moved(false);
    this.told = pass.current?.id ?? null;
    this.toCard();
  }

  private goOn(): void {
    this.refused = null;
    this.pass?.goOn();
    this.moved(false);
  }

  /** After the card has changed. */
  private moved(isSaid = true): void {
    const { pass, desk } = this;
    if (pass === null) return;
    desk.fields.close();
    this.minutesLeft = this.pace.minutesFor(pass.tally.undecided);
    this.minutes = this.pace.minutes;
    this.remember();
    if (isSaid) this.told = pass.current?.id ?? null;
    if (isSaid && pass.paper !== null) desk.messages.speak(words.triage.card(plainMath(pass.paper.row.title), pass.at + 1, pass.papers.length)); // prettier-ignore
  }

  /** What comes after what was just said; nothing where the card stayed. */
  private nextWords(): string | null {
    const row = this.pass?.paper?.row;
    const title = row?.id === this.told ? undefined : row?.title;
    this.told = row?.id ?? null;
    return title === undefined ? null : words.triage.next(words.shortTitle(title));
  }

  private remember(): void {
    const { pass, desk } = this;
    if (pass === null) return;
    const { order, since, current } = pass;
    const kept = pass.papers.length === 0 ? null : { order, since, paper: current?.id ?? null, pace: this.pace.kept }; // prettier-ignore
    keepPass(desk.libraryFolder, keyOfView(this.scope), kept);
  }
}
