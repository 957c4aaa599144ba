import { tick } from "svelte";
import type { Action } from "../../actions/action";
import { heardIn } from "../../actions/actions";
import type { KeySpec } from "../../actions/keymap";
import type { Row, State } from "../../backend/wire";
import type { IconName } from "../../components/shared/icons";
import { hueOf } from "../../components/tag/hue";
import { beginsWords, fuzzy, poorRank, type Match } from "../../strings/fuzzy";
import { formatCount } from "../../strings/brief";
import { plainMath } from "../../strings/math";
import { words } from "../../strings/strings";
import { authorsOf } from "../../components/paper/authors";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";
import { iconOf, keyOfView, latestImports, nameOf, type View } from "../view";
import { askWhileWanted } from "../whileWanted";

/** One line of the palette. */
export interface Entry {
  id: string;
  label: string;
  ranges: [number, number][];
  /** What stands after it, quieter. */
  line?: string;
  icon?: IconName;
  glyph?: State;
  hue?: number;
  keys?: KeySpec;
  run: () => void;
}

export interface EntryGroup {
  name: string;
  entries: Entry[];
}

const askAfterMs = 120;
const nPapers = 6;
const nTags = 8;
const nRecent = 5;
const leastLetters = 2;

/** The command palette: everything that can be done now, by its name. */
export class Palette {
  isOpen = $state(false);
  query = $state("");
  /** What applied when it was opened: what has the focus then counts, not the palette's own field. */
  private applying: readonly Action[] = $state.raw([]);
  private papers: readonly Row[] = $state.raw([]);
  private recent: readonly string[] = $state.raw(kept());
  private nAsked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly groups: readonly EntryGroup[] = $derived.by(() => this.grouped());

  /** Whether papers are looked for: what is shown may not be all. */
  isLooking = $state(false);
  /** The query that is looked for. */
  lookedFor: string | null = null;

  constructor(private readonly desk: Desk) {}

  open(): void {
    const inTriage = [...heardIn("triage"), ...heardIn("window").filter(({ group }) => group === "goTo")]; // prettier-ignore
    const heard = this.desk.triage.isOpen ? inTriage : heardIn("window");
    this.applying = heard.filter((action) => action.id !== "palette" && action.appliesTo(this.desk)); // prettier-ignore
    this.query = "";
    this.papers = [];
    this.isOpen = true;
  }

  close(): void {
    clearTimeout(this.timer);
    this.nAsked++;
    this.leave();
    this.isLooking = false;
    this.isOpen = false;
  }

  /** Takes what is typed; papers come once it rests. */
  type(query: string): void {
    this.query = query;
    clearTimeout(this.timer);
    this.nAsked++;
    this.leave();
    this.isLooking = query.trim().length >= leastLetters;
    if (this.isLooking) this.timer = setTimeout(() => void this.askPapers(), askAfterMs);
    else this.papers = [];
  }

  /** Closes, so that the focus is back where it was, and does it. */
  async run(entry: Entry): Promise<void> {
    this.close();
    await tick();
    entry.run();
  }

  private async askPapers(): Promise<void> {
    const asking = this.nAsked;
    const query = this.query.trim();
    const filter = { ...everything, query };
    this.lookedFor = query;
    try {
      const { rows } = await askWhileWanted(this.desk.backend, { kind: "rows", filter, sort: "relevance", fromRow: 0, nRows: nPapers }, () => asking === this.nAsked); // prettier-ignore
      if (asking === this.nAsked) this.papers = rows;
    } catch {
      // Commands work without papers; the search itself says what is wrong.
      if (asking === this.nAsked) this.papers = [];
    } finally {
      if (asking === this.nAsked) {
        this.isLooking = false;
        this.lookedFor = null;
      }
    }
  }

  private leave(): void {
    const { lookedFor } = this;
    this.lookedFor = null;
    if (lookedFor !== null) this.desk.search.leave(lookedFor);
  }

  private grouped(): EntryGroup[] {
    if (!this.isOpen) return [];
    const { groups, forPapers } = words.palette;
    const isEmpty = this.query.trim() === "";
    const recent = isEmpty ? this.recent.flatMap((id) => this.applying.filter((action) => action.id === id)) : []; // prettier-ignore
    const rest = this.applying.filter((action) => !recent.includes(action));
    const of = (kind: Kind) => rest.filter((action) => kindOf(action) === kind).map((action) => this.ofAction(action)); // prettier-ignore
    const all: EntryGroup[] = [
      { name: groups.recent, entries: recent.map((action) => this.ofAction(action)) },
      ...this.found([
        { name: forPapers(this.desk.selection.papers.length), entries: of("paper") },
        { name: groups.goTo, entries: [...of("goTo"), ...this.ofSavedViews(), ...this.ofImports()] }, // prettier-ignore
        { name: groups.commands, entries: of("commands") },
        { name: groups.tags, entries: this.ofTags(), most: nTags },
      ]),
      // Last, since they come later: what Enter does must not change under the finger.
      { name: groups.papers, entries: isEmpty ? [] : this.papers.map((row) => this.ofPaper(row)) },
    ];
    return all.filter(({ entries }) => entries.length > 0);
  }

  /**
   * Of each group those that answer what is typed, best first; what was used last before its equals. Groups keep their
   * order, but one that answers only by other names stands behind those that are called so.
   */
  private found(groups: FoundGroup[]): EntryGroup[] {
    const matches = groups.map(({ entries }) =>
      entries.flatMap((entry) => {
        const match = matchOf(entry, this.query);
        return match ? [{ entry: { ...entry, ranges: match.ranges }, rank: match.rank }] : [];
      }),
    );
    // A poor answer in the first group must not stand before a good one in the next.
    const isGoodThere = matches.flat().some(({ rank }) => rank < poorRank);
    const isEmpty = this.query.trim() === "";
    const usedLast = (entry: Entry) => {
      const nth = this.recent.indexOf(entry.id);
      return nth < 0 || isEmpty ? nRecent : nth;
    };
    return matches
      .map((group, i) => {
        const shown = group
          .filter(({ rank }) => rank < poorRank || !isGoodThere)
          .sort((a, b) => a.rank - b.rank || usedLast(a.entry) - usedLast(b.entry));
        const isCalledSo = shown.some(({ rank }) => rank < otherRank);
        const { name, most } = groups[i]!;
        return { name, entries: shown.slice(0, most).map(({ entry }) => entry), isCalledSo };
      })
      .sort((a, b) => Number(b.isCalledSo) - Number(a.isCalledSo));
  }

  private ofAction(action: Action): Found {
    const { desk } = this;
    const whole = action.label(desk);
    const label = kindOf(action) === "goTo" ? (action.shortLabel ?? whole) : whole;
    const keys = desk.keys.shown(action.id);
    const line = action.line?.(desk);
    return {
      id: action.id,
      label,
      alias: whole,
      otherNames: words.otherNames[action.id],
      ranges: [],
      ...(line === undefined ? {} : { line }),
      ...(action.icon ? { icon: action.icon } : {}),
      ...(action.glyph ? { glyph: action.glyph } : {}),
      ...(keys === undefined ? {} : { keys }),
      run: () => {
        this.remember(action.id);
        action.run(desk);
      },
    };
  }

  private ofView(view: View, n: number | null): Found {
    return {
      id: `view ${nameOf(view)}`,
      label: nameOf(view),
      alias: words.actions.goTo(nameOf(view)),
      ranges: [],
      ...(n === null ? {} : { line: formatCount(n) }),
      ...(view.kind === "tag" ? { hue: hueOf(view.tag) } : { icon: iconOf(view) }),
      run: () => this.desk.views.goTo(view),
    };
  }

  private ofImports(): Found[] {
    const { counts } = this.desk.counts;
    if (counts === null) return [];
    return latestImports(counts).map(({ view, nUndecided }) => ({ ...this.ofView(view, nUndecided), id: keyOfView(view) })); // prettier-ignore
  }

  private ofSavedViews(): Found[] {
    return this.desk.savedViews.all.map(({ view, nPapers: n }) => ({ ...this.ofView({ kind: "saved", ...view }, n), id: `saved ${view.name}` })); // prettier-ignore
  }

  private ofTags(): Found[] {
    const tags = this.desk.counts.counts?.tags ?? [];
    return tags.map(({ name, nPapers: n }) => ({ ...this.ofView({ kind: "tag", tag: name }, n), id: `tag ${name}` })); // prettier-ignore
  }

  private ofPaper(row: Row): Entry {
    const label = plainMath(row.title);
    return {
      id: `paper ${row.id}`,
      label,
      ranges: fuzzy(label, this.query)?.ranges ?? [],
      line: authorsOf(row),
      glyph: row.state,
      run: () => this.desk.tell(this.desk.views.goToPaper(row.id)),
    };
  }

  private remember(id: string): void {
    this.recent = [id, ...this.recent.filter((other) => other !== id)].slice(0, nRecent);
    try {
      localStorage.setItem(place, JSON.stringify(this.recent));
    } catch {
      // Without storage it is remembered as long as the window.
    }
  }
}

const place = "offprint.usedLast";

/** What is found by another name stands behind what is called so, and before mere initials. */
const otherRank = 2.5;
const leastOfOthers = 3;

type Kind = "paper" | "goTo" | "commands";
type Found = Entry & { alias?: string; otherNames?: string | undefined };
type FoundGroup = { name: string; entries: Found[]; most?: number };

function kindOf({ group }: Action): Kind {
  if (group === "paper" || group === "queue" || group === "compare") return "paper";
  return group === "goTo" ? "goTo" : "commands";
}

/** By its name, or else by what it is called elsewhere. */
function matchOf({ label, alias = label, otherNames }: Found, query: string): Match | null {
  const own = fuzzy(label, query) ?? without(fuzzy(alias, query));
  if (otherNames === undefined || (own !== null && own.rank < otherRank)) return own;
  // With fewer letters, half of all actions have a word that begins so.
  const isLong = query.replace(/\s/g, "").length >= leastOfOthers;
  const nth = isLong ? beginsWords(`${otherNames} ${alias}`, query) : null;
  // The names that say best what it does stand first.
  return nth === null ? own : { rank: otherRank + nth / 1000, ranges: [] };
}

function without(match: Match | null): Match | null {
  return match && { rank: match.rank, ranges: [] };
}

function kept(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string").slice(0, nRecent) : [];
  } catch {
    return [];
  }
}
