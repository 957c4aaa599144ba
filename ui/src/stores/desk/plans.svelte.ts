import type { State } from "../../backend/wire";
import { formatWeekday } from "../../strings/format";
import { words } from "../../strings/strings";
import { nextWeekday, plusDays, plusMonths, today, type Day } from "../days";
import type { Desk } from "../desk.svelte";
import type { NotTaken } from "./typed.svelte";
import { placeOf, type MenuEntry, type Place } from "./menus.svelte";

/** Choosing a day for papers. */
export interface DayChoice {
  of: "due" | "snooze";
  papers: string[];
  /** The day that they have, where that is one. */
  day: Day | null;
  at: Place;
  opener: HTMLElement | null;
}

/** What a person plans for papers: until when they are hidden, and by when they are to be read. */
export class Plans {
  /** The day that is being chosen. */
  choice: DayChoice | null = $state.raw(null);
  /** How many papers are due on each day that has some. */
  dueDays: ReadonlyMap<Day, number> = $state.raw(new Map());

  constructor(private readonly desk: Desk) {}

  /** Offers days until which papers can be hidden, by default those selected. */
  openSnooze(papers: string[] = this.desk.selection.papers, at: Place = this.place()): void {
    if (papers.length === 0) return;
    const now = today();
    const { plans } = words;
    const days: [string, Day][] = [
      [plans.tomorrow, plusDays(now, 1)],
      [plans.saturday, nextWeekday(now, 6)],
      [plans.nextWeek, nextWeekday(now, 1)],
      [plans.inAMonth, plusMonths(now, 1)],
    ];
    const entries: (MenuEntry | null)[] = days.map(([label, day], i) => ({ label, glyph: "snoozed", end: formatWeekday(day), keys: String(i + 1), run: () => this.snooze(day, papers) })); // prettier-ignore
    entries.push({ label: plans.pickADay, icon: "calendar", keys: "5", run: () => this.choose("snooze", papers, at) }); // prettier-ignore
    entries.push(null);
    const due = this.desk.keys.shown("due");
    if (papers.some((paper) => this.desk.rowOf(paper)?.snoozedUntil != null)) {
      entries.push({ label: plans.wake, icon: "undo-2", keys: "6", run: () => this.snooze(null, papers) }); // prettier-ignore
    }
    entries.push({ label: plans.dueDay, icon: "flag", ...(due === undefined ? {} : { keys: due }), run: () => this.openDue(papers, at) }); // prettier-ignore
    this.desk.menus.show({ label: plans.snoozeUntil, isHeaded: true, entries, foot: plans.backAfter(this.stateOf(papers)), at, opener: focused() }); // prettier-ignore
  }

  /** Lets the person say by when papers are to be read. */
  openDue(papers: string[] = this.desk.selection.papers, at: Place = this.place()): void {
    if (papers.length > 0) this.choose("due", papers, at);
  }

  /** Closes the choice, and gives up what was chosen. */
  close(): void {
    const { choice } = this;
    if (choice === null) return;
    this.choice = null;
    this.desk.typed.forget(choice.of, choice.papers.join(" "));
    this.desk.focus.backTo(choice.opener);
  }

  /** What was chosen before for the papers that are asked about, and not taken. */
  get refused(): NotTaken | null {
    const { choice } = this;
    return choice && this.desk.typed.find(choice.of, choice.papers.join(" "));
  }

  /** Takes the day for which the person was asked, as they wrote it; none takes it off. */
  take(day: Day | null, text = ""): void {
    const { choice, desk } = this;
    if (choice === null) return;
    this.close();
    const { of, papers, at } = choice;
    const isStaying = desk.typed.staying();
    const refuse = (error: unknown) =>
      desk.typed.refuse({ as: of, of: papers.join(" "), text, day }, error, isStaying(), () => this.choose(of, papers, at)); // prettier-ignore
    if (of === "due") this.setDue(day, papers, refuse);
    else this.snooze(day, papers, refuse);
  }

  /** Hides papers until a day, or shows them again. */
  snooze(
    until: Day | null,
    papers: string[] = this.desk.selection.papers,
    fail?: (error: unknown) => void,
  ): void {
    if (papers.length === 0) return;
    const title = this.desk.titleOf(papers);
    void this.desk.changes.make(
      { kind: "snooze", papers, until },
      (row) => (isWaiting(row.state) ? { ...row, snoozedUntil: until } : row),
      (n) => ({ text: until === null ? words.plans.woken(n, title) : words.plans.snoozed(until, n, title), icon: "alarm-clock" }), // prettier-ignore
      fail,
    );
  }

  setDue(
    on: Day | null,
    papers: string[] = this.desk.selection.papers,
    fail?: (error: unknown) => void,
  ): void {
    if (papers.length === 0) return;
    const title = this.desk.titleOf(papers);
    void this.desk.changes.make(
      { kind: "setDue", papers, on },
      (row) => ({ ...row, dueOn: on }),
      (n) => ({ text: on === null ? words.plans.notDue(n, title) : words.plans.due(on, n, title), icon: "flag" }), // prettier-ignore
      fail,
    );
  }

  /** The day that a person means by what they write; none where it names none. */
  async readDay(text: string): Promise<Day | null> {
    return (await this.desk.backend.ask({ kind: "readDay", text })).day;
  }

  private choose(of: DayChoice["of"], papers: string[], at: Place): void {
    const days = new Set(papers.map((paper) => { const row = this.desk.rowOf(paper); return of === "due" ? row?.dueOn : row?.snoozedUntil; })); // prettier-ignore
    const [day] = days;
    this.choice = {
      of,
      papers,
      day: days.size === 1 ? (day ?? null) : null,
      at,
      opener: focused(),
    };
    this.desk.tell(this.askDueDays());
  }

  private async askDueDays(): Promise<void> {
    const { days } = await this.desk.backend.ask({ kind: "dueDays" });
    this.dueDays = new Map(days.map(({ day, nPapers }) => [day, nPapers]));
  }

  /** The state that papers have in common. */
  private stateOf(papers: string[]): State | null {
    const states = new Set(papers.map((paper) => this.desk.rowOf(paper)?.state));
    const [state] = states;
    return states.size === 1 ? (state ?? null) : null;
  }

  /** Beside the button of the paper on show, else beside the row. */
  private place(): Place {
    const control = document.querySelector("[data-plans]") ?? focused()?.closest('[role="option"]');
    return control ? placeOf(control) : { x: innerWidth / 2, y: innerHeight / 3 };
  }
}

function focused(): HTMLElement | null {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null; // prettier-ignore
}

function isWaiting(state: State): boolean {
  return state === "inbox" || state === "queued";
}
