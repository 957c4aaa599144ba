import { formatNumber } from "./format";
import { count, papers } from "./phrases";

/** Words about the views, the sidebar and the window around them. */
export const views = {
  label: "Views",
  inbox: "Inbox",
  waiting: "Waiting longest",
  queue: "Queue",
  reading: "Reading",
  all: "All papers",
  finished: "Finished",
  starred: "Starred",
  snoozed: "Snoozed",
  dropped: "Dropped",
  duplicates: "Duplicates",
  trash: "Trash",
  library: "Library",
  imports: "All imports",
  latestImports: "Imports",
  tags: "All tags",
  tagsInUse: "Tags",
  saved: "Saved views",
  watched: "Watched folders",
  insights: "Insights",
  history: "History",
  settings: "Settings",
  more: "More",
  withCount: (name: string, n: number) => `${name}, ${papers(n)}`,
  exactly: (name: string, n: number) => `${name}: ${formatNumber(n)}`,
  /** The moment first: long names are cut at their end. */
  sameName: (name: string, when: string) => `${when} · ${name}`,
  importWithCount: (name: string, n: number) => `${name}, ${formatNumber(n)} undecided`,
  withQuestions: (n: number) => `Duplicates, ${count(n, "open question", "open questions")}`,
  watchedWithProblems: (n: number) => `Watched folders, ${count(n, "problem", "problems")}`,
  problems: (n: number) => count(n, "needs attention", "need attention"),
  sidebar: "Resize the sidebar",
  list: "Resize the list",
  showSidebar: "Show the sidebar",
  menu: "Offprint menu",
  /** With how many papers the inbox holds; `isInbox` where that is the view. */
  windowTitle: (view: string, nInbox: number, isInbox: boolean) =>
    nInbox === 0
      ? `${view} · Offprint`
      : isInbox
        ? `${view} (${formatNumber(nInbox)}) · Offprint`
        : `${view} · ${formatNumber(nInbox)} in the inbox · Offprint`,
};
