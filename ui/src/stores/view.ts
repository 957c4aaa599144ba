import type { Counts, Filter, Outcome, Sort, State } from "../backend/wire";
import type { IconName } from "../components/shared/icons";
import { formatDay, formatTime } from "../strings/format";
import { words } from "../strings/strings";
import { everything } from "./list.svelte";

/** What the panes beside the sidebar show. */
export type View =
  | {
      kind:
        | "inbox"
        | "queue"
        | "reading"
        | "all"
        | "finished"
        | "starred"
        | "snoozed"
        | "dropped"
        | "trash";
    }
  | { kind: "tag"; tag: string }
  /** `when` tells it apart from another of the same name. */
  | {
      kind: "import";
      import: string;
      source: string;
      format: string;
      when?: string;
      outcome?: Outcome;
    }
  | { kind: "paperHistory"; paper: string; title: string }
  /** What has waited in the inbox since a day or longer. */
  | { kind: "waiting"; addedTo: string }
  | { kind: "saved"; name: string; query: string; sort: Sort }
  | { kind: "settings"; section?: SettingsSection }
  | { kind: "duplicates" | "watched" | "insights" | "history" | "imports" | "tags" };

/** The parts of the settings, in their order. */
export type SettingsSection =
  "general" | "appearance" | "queue" | "import" | "keyboard" | "data" | "about";

/** What becomes of papers that are dropped on a view. */
export type Landing =
  { kind: "state"; state: State } | { kind: "star" } | { kind: "tag"; tag: string };

/** What holds of a view: a new one is a row here, a name in `words.views`, and a key in `actions/goTo`. */
interface Facts {
  icon: IconName;
  /** Where it stands in the sidebar; `passing` ones only while they hold something, `within` ones at the end of a list of theirs. */
  block: "flow" | "library" | "passing" | "within" | "foot";
  /** Its papers; none for one that is not a list of papers. */
  filter: Partial<Filter> | null;
  /** Its papers as one types them in a search. */
  query?: string;
  /** What becomes of papers that are dropped on it. */
  landing?: Landing;
  /** The order that it begins with, where that is not the newest first. */
  sort?: Sort;
  /** How many it holds, where that is kept. */
  count?: (counts: Counts) => number;
}

type ViewOfAll = Exclude<View["kind"], "tag" | "import" | "paperHistory" | "waiting" | "saved">;

/** In the order of the sidebar. */
const facts: Record<ViewOfAll, Facts> = {
  inbox: { icon: "inbox", block: "flow", filter: { states: ["inbox"] }, query: "is:inbox", landing: { kind: "state", state: "inbox" }, count: (n) => n.inbox },
  queue: { icon: "list-ordered", block: "flow", filter: { states: ["queued"] }, query: "is:queued", landing: { kind: "state", state: "queued" }, sort: "queue", count: (n) => n.queued },
  reading: { icon: "book-open", block: "flow", filter: { states: ["reading"] }, query: "is:reading", landing: { kind: "state", state: "reading" }, count: (n) => n.reading },
  all: { icon: "library", block: "library", filter: {}, query: "", count: (n) => n.all },
  finished: { icon: "circle-check", block: "library", filter: { states: ["read", "skimmed"] }, query: "is:finished", landing: { kind: "state", state: "read" }, count: (n) => n.read + n.skimmed },
  starred: { icon: "star", block: "library", filter: { isStarred: true }, query: "is:starred", landing: { kind: "star" }, count: (n) => n.starred },
  snoozed: { icon: "alarm-clock", block: "library", filter: { isSnoozed: true }, query: "is:snoozed", sort: "snoozed", count: (n) => n.snoozed },
  dropped: { icon: "circle-slash", block: "library", filter: { states: ["dropped"] }, query: "is:dropped", landing: { kind: "state", state: "dropped" }, count: (n) => n.dropped },
  duplicates: { icon: "copy", block: "passing", filter: null, count: (n) => n.duplicates },
  trash: { icon: "trash-2", block: "passing", filter: { isTrashed: true }, sort: "trashed", count: (n) => n.trash },
  imports: { icon: "import", block: "within", filter: null },
  tags: { icon: "tags", block: "within", filter: null },
  watched: { icon: "folder-sync", block: "foot", filter: null },
  insights: { icon: "chart-column", block: "foot", filter: null },
  history: { icon: "history", block: "foot", filter: null },
  settings: { icon: "settings", block: "foot", filter: null },
}; // prettier-ignore

function isOfAll(view: View): view is View & { kind: ViewOfAll } {
  return view.kind in facts;
}

/** The views of a block of the sidebar. */
export function viewsOf(block: Facts["block"]): View[] {
  const kinds = Object.keys(facts) as ViewOfAll[];
  return kinds.filter((kind) => facts[kind].block === block).map((kind) => ({ kind }));
}

/** The papers of a view; none for one that is not a list of papers. */
export function filterOf(view: View): Filter | null {
  if (view.kind === "tag") return { ...everything, tags: [view.tag] };
  if (view.kind === "saved") return { ...everything, within: view.query };
  if (view.kind === "waiting") return { ...everything, states: ["inbox"], addedTo: view.addedTo };
  if (view.kind === "import") {
    const outcomes = view.outcome === undefined ? [] : [view.outcome];
    return { ...everything, import: view.import, outcomes };
  }
  if (view.kind === "paperHistory") return null;
  const { filter } = facts[view.kind];
  return filter === null ? null : { ...everything, ...filter };
}

/** The papers of a view as one types them in a search; none for one that cannot be typed. */
export function queryOf(view: View): string | null {
  if (view.kind === "tag") return `tag:${quotedWhereNeeded(view.tag)}`;
  if (view.kind === "saved") return view.query;
  return isOfAll(view) ? (facts[view.kind].query ?? null) : null;
}

function quotedWhereNeeded(value: string): string {
  return /^[\p{L}\p{N}._/-]+$/u.test(value) ? value : `"${value.replaceAll('"', "")}"`;
}

/** What becomes of papers that are dropped on a view; none for one that takes none. */
export function landingOn(view: View): Landing | null {
  if (view.kind === "tag") return { kind: "tag", tag: view.tag };
  return isOfAll(view) ? (facts[view.kind].landing ?? null) : null;
}

export function usualSort(view: View): Sort {
  if (view.kind === "saved") return view.sort;
  if (!isOfAll(view)) return "added";
  return facts[view.kind].sort ?? "added";
}

export function nameOf(view: View): string {
  if (view.kind === "tag") return view.tag;
  if (view.kind === "saved") return view.name;
  if (view.kind === "import") {
    const name = words.fileName(view.source);
    const source = view.when === undefined ? name : words.views.sameName(name, view.when);
    return view.outcome === undefined ? source : words.import.listOf(view.outcome, source);
  }
  if (view.kind === "paperHistory") return words.views.history;
  return words.views[view.kind];
}

/** The latest imports as views; the time or the day tells those apart that have one name. */
export function latestImports(counts: Counts): { view: View; nUndecided: number }[] {
  return counts.imports.map(({ id, source, format, at, nUndecided }) => {
    const others = counts.imports.filter((other) => other.id !== id && words.fileName(other.source) === words.fileName(source)); // prettier-ignore
    const day = formatDay(at);
    const isOfDay = others.some((other) => formatDay(other.at) === day);
    const when = others.length === 0 ? {} : { when: isOfDay ? formatTime(at) : day };
    return { view: { kind: "import", import: id, source, format, ...when }, nUndecided };
  });
}

/** The name of a view as it is read out: its count belongs to it, and what needs attention in it. */
export function spokenName(view: View, n: number | undefined, counts: Counts | null): string {
  const nProblems = counts?.watchProblems ?? 0;
  if (view.kind === "watched" && nProblems > 0) return words.views.watchedWithProblems(nProblems);
  if (n === undefined) return nameOf(view);
  if (view.kind === "import") return words.views.importWithCount(nameOf(view), n);
  if (view.kind === "duplicates") return words.views.withQuestions(n);
  return words.views.withCount(nameOf(view), n);
}

/** How many papers a view holds; none for one whose count is not kept, or not known yet. */
export function countOf(view: View, counts: Counts | null): number | undefined {
  if (!isOfAll(view) || counts === null) return undefined;
  return facts[view.kind].count?.(counts);
}

/** The views that stand at the end of the library block, and only while they hold something. */
export function passingViews(counts: Counts | null): View[] {
  return viewsOf("passing").filter((view) => (countOf(view, counts) ?? 0) > 0);
}

/** One text for each view, to remember things by and to link to. */
export function keyOfView(view: View): string {
  if (view.kind === "tag") return `tag/${view.tag}`;
  // From one day to the next it is another pass.
  if (view.kind === "waiting") return `waiting/${view.addedTo}`;
  if (view.kind === "saved") return `saved/${view.name}`;
  if (view.kind === "import") return `import/${view.import}/${view.outcome ?? ""}`;
  if (view.kind === "paperHistory") return `history/${view.paper}`;
  return view.kind;
}

export function iconOf(view: View): IconName {
  if (view.kind === "tag") return "tag";
  if (view.kind === "saved") return "bookmark";
  if (view.kind === "waiting") return facts.inbox.icon;
  if (view.kind === "import") return iconOfFormat(view.format);
  if (view.kind === "paperHistory") return facts.history.icon;
  return facts[view.kind].icon;
}

/** The icon for a kind of source, by the name of its format. */
export function iconOfFormat(format: string): IconName {
  if (/mail|eml/i.test(format)) return "mail";
  if (/bib|ris|csl|endnote|refer|isi|refworks|ovid|pubmed|zotero/i.test(format)) return "quote";
  return "newspaper";
}
