import type { Counts, Filter, Outcome, Sort, State } from "../backend/wire";
import type { IconName } from "../components/shared/icons";
import { words } from "../strings/strings";
import { everything } from "./list.svelte";

/** What the panes beside the sidebar show. */
export type View =
  | { kind: "inbox" | "queue" | "reading" | "all" | "finished" | "starred" | "dropped" | "trash" }
  | { kind: "tag"; tag: string }
  | { kind: "import"; import: string; source: string; format: string; outcome?: Outcome }
  | { kind: "duplicates" | "watched" | "history" };

const states: Partial<Record<View["kind"], State[]>> = {
  inbox: ["inbox"],
  queue: ["queued"],
  reading: ["reading"],
  finished: ["read", "skimmed"],
  dropped: ["dropped"],
};

/** The papers of a view; none for one that is not a list of papers. */
export function filterOf(view: View): Filter | null {
  switch (view.kind) {
    case "duplicates":
    case "watched":
    case "history":
      return null;
    case "starred":
      return { ...everything, isStarred: true };
    case "trash":
      return { ...everything, isTrashed: true };
    case "tag":
      return { ...everything, tags: [view.tag] };
    case "import":
      return {
        ...everything,
        import: view.import,
        outcomes: view.outcome === undefined ? [] : [view.outcome],
      };
    default:
      return { ...everything, states: states[view.kind] ?? [] };
  }
}

export function usualSort(view: View): Sort {
  if (view.kind === "trash") return "trashed";
  return view.kind === "queue" ? "queue" : "added";
}

export function nameOf(view: View): string {
  if (view.kind === "tag") return view.tag;
  if (view.kind === "import") {
    const source = words.fileName(view.source);
    return view.outcome === undefined ? source : words.import.listOf(view.outcome, source);
  }
  return words.views[view.kind];
}

/** How many papers a view holds; none for one whose count is not kept, or not known yet. */
export function countOf(view: View, counts: Counts | null): number | undefined {
  switch (view.kind) {
    case "inbox":
    case "reading":
    case "all":
    case "starred":
    case "dropped":
    case "duplicates":
    case "trash":
      return counts?.[view.kind];
    case "queue":
      return counts?.queued;
    case "finished":
      return counts ? counts.read + counts.skimmed : undefined;
    case "tag":
    case "import":
    case "watched":
    case "history":
      return undefined;
  }
}

/** The views that stand at the end of the library block, and only while they hold something. */
export function passingViews(counts: Counts | null): View[] {
  const kinds = ["duplicates", "trash"] as const;
  return kinds.filter((kind) => counts !== null && counts[kind] > 0).map((kind) => ({ kind }));
}

/** One text for each view, to remember things by and to link to. */
export function keyOfView(view: View): string {
  if (view.kind === "tag") return `tag/${view.tag}`;
  if (view.kind === "import") return `import/${view.import}/${view.outcome ?? ""}`;
  return view.kind;
}

export function iconOf(view: View): IconName {
  switch (view.kind) {
    case "inbox":
      return "inbox";
    case "queue":
      return "list-ordered";
    case "reading":
      return "book-open";
    case "all":
      return "library";
    case "finished":
      return "circle-check";
    case "starred":
      return "star";
    case "dropped":
      return "circle-slash";
    case "duplicates":
      return "copy";
    case "trash":
      return "trash-2";
    case "tag":
      return "tag";
    case "import":
      return iconOfFormat(view.format);
    case "watched":
      return "folder-sync";
    case "history":
      return "history";
  }
}

/** The icon for a kind of source, by the name of its format. */
export function iconOfFormat(format: string): IconName {
  if (/mail|eml/i.test(format)) return "mail";
  if (/bib|ris|csl|endnote|refer|isi|refworks|ovid|pubmed|zotero/i.test(format)) return "quote";
  return "newspaper";
}
