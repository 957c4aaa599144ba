import { SvelteMap } from "svelte/reactivity";
import { failureOf, type AnswerTo, type Backend } from "../backend/backend";
import type { Failure, Filter, Hint, Paper, PassPaper, Question, Row, TriageOrder } from "../backend/wire"; // prettier-ignore
import { untilQuiet } from "./untilQuiet";

/** How many papers of a pass are where. */
export type Tally = Record<Kind, number>;

/** Where a paper of a pass stands, as the ribbon shows it. */
export type Kind = "undecided" | "queued" | "reading" | "read" | "skimmed" | "snoozed" | "dropped";

/** What a paper was before a change. */
interface Before {
  id: string;
  place: PassPaper;
  paper: Paper | undefined;
}

const nAhead = 4;
const nHere = 60;

/** One pass of triage: its papers, the one that is looked at, and those that are here to be looked at next. */
export class PassStore {
  /** Decided ones first, then in the order of the pass. */
  papers: readonly PassPaper[] = $state.raw([]);
  /** The place of the paper that is looked at; at the end the number of papers. */
  at = $state(0);
  /** How many undecided ones wait beyond the pass. */
  nMore = $state(0);
  order: TriageOrder = $state("asCame");
  since = 0;
  /** How often the person went on, or back. */
  nMoves = 0;
  readonly hints = new SvelteMap<string, Hint | null>();
  readonly failures = new SvelteMap<string, Failure>();
  private readonly here = new SvelteMap<string, Paper>();
  private readonly asked = new Map<string, Promise<void>>();
  /** What is known of a paper counts from its latest asking on. */
  private readonly epochs = new Map<string, number>();
  /** How many changes of a paper the core has not answered. */
  private readonly pending = new Map<string, number>();
  /** The papers that were changed since the pass was last asked for. */
  private touched = new Set<string>();
  private isStale = false;
  private readonly before: Before[] = [];
  private isLeft = false;

  readonly current: PassPaper | null = $derived(this.papers[this.at] ?? null);
  /** What there is to see of it, as soon as that is here. */
  readonly paper: Paper | null = $derived(this.current === null ? null : (this.here.get(this.current.id) ?? null)); // prettier-ignore
  readonly isEnd: boolean = $derived(this.at >= this.papers.length);
  readonly next: PassPaper | null = $derived(this.papers[this.following(this.at)] ?? null);
  readonly tally: Tally = $derived.by(() => {
    const tally: Tally = { undecided: 0, queued: 0, reading: 0, read: 0, skimmed: 0, snoozed: 0, dropped: 0 }; // prettier-ignore
    for (const paper of this.papers) tally[kindOf(paper)]++;
    return tally;
  });

  constructor(
    private readonly backend: Backend,
    readonly filter: Filter,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Asks for the papers, and goes to `paper`, or to the first that is undecided. */
  async load(order: TriageOrder, since: number | null, paper: string | null): Promise<void> {
    const answer = await this.ask(order, since);
    this.order = order;
    // Of a library that was put back to an older state no change is newer.
    this.since = since === null ? answer.seq : Math.min(since, answer.seq);
    this.nMore = answer.nMore;
    const isOpen = (paper: PassPaper) => kindOf(paper) === "undecided";
    this.papers = [...answer.papers.filter((p) => !isOpen(p)), ...answer.papers.filter(isOpen)];
    const place = this.papers.findIndex((other) => other.id === paper && isOpen(other));
    this.at = place >= 0 ? place : this.firstUndecided();
    this.fetchNear();
  }

  /** Waits until the paper that is looked at is here, or cannot be had. */
  async whenHere(): Promise<void> {
    if (this.current !== null) await this.asked.get(this.current.id);
  }

  /** Asks again where the papers stand; the person stays where they are. */
  readonly refresh = untilQuiet(async () => {
    this.touched = new Set(this.pending.keys());
    const answer = await this.ask(this.order, this.since);
    this.nMore = answer.nMore;
    const now = new Map(answer.papers.map((paper) => [paper.id, paper]));
    const isAhead = (id: string) => this.touched.has(id);
    const known = new Set(this.papers.map((paper) => paper.id));
    const { current, isEnd, at } = this;
    const stays = (paper: PassPaper) => now.has(paper.id) || isAhead(paper.id);
    const nBefore = this.papers.slice(0, at).filter(stays).length;
    const kept = this.papers.filter(stays).map((paper) => (isAhead(paper.id) ? paper : now.get(paper.id)!)); // prettier-ignore
    // What came in meanwhile waits behind what was there.
    this.papers = [...kept, ...answer.papers.filter((paper) => !known.has(paper.id))];
    if (isEnd) this.at = this.firstUndecided();
    else if (current !== null && stays(current)) this.at = nBefore;
    else {
      const takesItsPlace = this.papers[nBefore];
      this.at = takesItsPlace && kindOf(takesItsPlace) === "undecided" ? nBefore : this.following(nBefore); // prettier-ignore
    }
    this.fetchNear();
    // An answer from before a change says nothing of that.
    this.isStale = this.touched.size > 0;
    this.refreshIfStale();
  });

  /** Asks again for what is here of papers that someone changed; of all where it is not said of which. */
  renew(papers: readonly string[] | null): void {
    const near = new Set(this.near());
    for (const id of papers ?? [...this.here.keys()]) {
      this.hints.delete(id);
      if (near.has(id)) void this.fetch(id);
      else this.here.delete(id);
    }
    this.fetchNear();
  }

  /** Goes on to the paper that comes next. */
  goOn(): void {
    this.moveTo(this.following(this.at));
  }

  /** Leaves a paper for later; says whether there was another to go to. */
  skip(): boolean {
    const isOpen = this.current !== null && kindOf(this.current) === "undecided";
    const to = !isOpen && this.at + 1 < this.papers.length ? this.at + 1 : this.following(this.at);
    if (isOpen && to >= this.papers.length) return false;
    this.moveTo(to);
    return true;
  }

  /** Goes back to the paper before; says whether there is one. */
  goBack(): boolean {
    if (this.at === 0) return false;
    this.moveTo(this.at - 1);
    return true;
  }

  /** Goes to a paper of the pass; says whether it is one. */
  show(paper: string): boolean {
    const place = this.papers.findIndex((other) => other.id === paper);
    if (place < 0) return false;
    this.moveTo(place);
    return true;
  }

  /** Tries again to have the paper that is looked at. */
  retry(): void {
    this.failures.clear();
    this.fetchNear();
  }

  rowOf(paper: string): Row | null {
    return this.here.get(paper)?.row ?? null;
  }

  /** Shows papers as a change will leave them; call what it returns with whether that was made. */
  expect(papers: ReadonlySet<string>, patch: (row: Row) => Row): (wasMade: boolean) => void {
    const noted: Before[] = [];
    for (const place of this.papers.filter(({ id }) => papers.has(id))) {
      const paper = this.here.get(place.id);
      noted.push({ id: place.id, place, paper });
      this.hold(place.id);
      if (paper === undefined) continue;
      const row = patch(paper.row);
      this.here.set(place.id, { ...paper, row });
      this.put({ id: place.id, state: row.state, isSnoozed: row.snoozedUntil !== null });
    }
    this.before.push(...noted);
    return (wasMade) => {
      for (const was of noted) {
        if (!wasMade) {
          this.before.splice(this.before.indexOf(was), 1);
          this.putBack(was);
        }
        this.release(was.id);
      }
    };
  }

  /** Shows the paper of the last change as it was before that; call what it returns when the core has answered. */
  expectUndo(): () => void {
    const was = this.before.pop();
    if (was === undefined) return () => {};
    this.hold(was.id);
    this.putBack(was);
    this.show(was.id);
    return () => {
      this.isStale = true;
      this.release(was.id);
      this.renew([was.id]);
    };
  }

  /** Nothing is asked any more. */
  leave(): void {
    this.isLeft = true;
  }

  /** From here on the window knows more of a paper than the answers under way. */
  private hold(id: string): void {
    this.touched.add(id);
    this.pending.set(id, (this.pending.get(id) ?? 0) + 1);
    this.epochs.set(id, (this.epochs.get(id) ?? 0) + 1);
  }

  private release(id: string): void {
    const n = (this.pending.get(id) ?? 1) - 1;
    if (n > 0) this.pending.set(id, n);
    else this.pending.delete(id);
    this.refreshIfStale();
  }

  private refreshIfStale(): void {
    if (!this.isStale || this.pending.size > 0) return;
    this.refresh().catch(this.onFailure);
  }

  private putBack({ id, place, paper }: Before): void {
    if (paper !== undefined) this.here.set(id, paper);
    this.put(place);
  }

  private put(paper: PassPaper): void {
    this.papers = this.papers.map((other) => (other.id === paper.id ? paper : other));
  }

  private moveTo(place: number): void {
    this.nMoves++;
    this.at = place;
    this.fetchNear();
  }

  /** The place of the undecided paper that comes after a place, round the end; the number of papers where there is none. */
  private following(at: number): number {
    const n = this.papers.length;
    for (let step = 1; step <= n; step++) {
      const place = (at + step) % n;
      if (place !== at && kindOf(this.papers[place]!) === "undecided") return place;
    }
    return n;
  }

  private firstUndecided(): number {
    const place = this.papers.findIndex((paper) => kindOf(paper) === "undecided");
    return place < 0 ? this.papers.length : place;
  }

  /** The papers to have here: the one that is looked at, those that come next, and the one before. */
  private near(): string[] {
    const places = [this.at];
    for (let i = 0, place = this.at; i < nAhead; i++) {
      place = this.following(place);
      if (place >= this.papers.length || places.includes(place)) break;
      places.push(place);
    }
    const ids = [...places, this.at + 1, this.at - 1].map((place) => this.papers[place]?.id);
    return [...new Set(ids.filter((id) => id !== undefined))];
  }

  private fetchNear(): void {
    for (const [i, id] of this.near().entries()) {
      if (!this.here.has(id) && !this.asked.has(id) && !this.failures.has(id)) void this.fetch(id);
      if (i < 2 && !this.hints.has(id)) void this.fetchHint(id);
    }
    const near = new Set(this.near());
    for (const id of [...this.here.keys()].slice(0, -nHere))
      if (!near.has(id)) this.here.delete(id);
  }

  private fetch(id: string): Promise<void> {
    const asking = this.askFor(id).finally(() => {
      if (this.asked.get(id) === asking) this.asked.delete(id);
    });
    this.asked.set(id, asking);
    return asking;
  }

  private async askFor(id: string): Promise<void> {
    const epoch = (this.epochs.get(id) ?? 0) + 1;
    this.epochs.set(id, epoch);
    try {
      const { paper } = await this.backend.ask({ kind: "paper", paper: id });
      if (this.epochs.get(id) !== epoch || this.isLeft) return;
      this.failures.delete(id);
      if (paper !== null) this.here.set(id, paper);
      // It is gone, and the pass is to be without it.
      else if (this.papers.some((other) => other.id === id)) await this.refresh();
    } catch (error) {
      if (this.epochs.get(id) === epoch) this.failures.set(id, failureOf(error));
    }
  }

  private async fetchHint(id: string): Promise<void> {
    this.hints.set(id, null);
    try {
      const { hint } = await this.backend.ask({ kind: "hint", paper: id });
      this.hints.set(id, hint);
    } catch {
      // A hint is a courtesy: a paper is decided without one as well.
    }
  }

  private ask(
    order: TriageOrder,
    since: number | null,
  ): Promise<AnswerTo<Question & { kind: "triage" }>> {
    return this.backend.ask({ kind: "triage", filter: this.filter, order, since });
  }
}

/** Where a paper of a pass stands. */
export function kindOf({ state, isSnoozed }: PassPaper): Kind {
  if (isSnoozed && state === "inbox") return "snoozed";
  return state === "inbox" ? "undecided" : state;
}
