import type { State } from "../backend/wire";
import type { IconName } from "../components/shared/icons";
import type { Desk, Field } from "../stores/desk.svelte";
import { filterOf, nameOf, type View } from "../stores/view";
import { words } from "../strings/strings";
import type { KeySpec } from "./keymap";
import { sheetActions } from "./sheet";

export type Group = keyof typeof words.keyboard.groups;

/** One thing that a person can do. Keys, menus, tooltips and the help page read it from here. */
export interface Action {
  id: string;
  group: Group;
  keys: readonly KeySpec[];
  label: (desk: Desk) => string;
  icon?: IconName;
  glyph?: State;
  /** `list`: only while the focus is in a list or nowhere. `sheet`: only in the sheet of an import. */
  works?: "list" | "sheet";
  /** Whether a held key does it again; never for a decision. */
  repeats?: boolean;
  /** Works in text fields too. */
  inFields?: boolean;
  appliesTo: (desk: Desk) => boolean;
  /** Hears by which of its keys it was called, if by one. */
  run: (desk: Desk, key?: KeySpec) => void;
}

const always = () => true;
const hasList = (desk: Desk) => filterOf(desk.view) !== null && !desk.isFirstRun;
const hasPapers = (desk: Desk) => hasList(desk) && desk.selection.papers.length > 0;
const hasOne = (desk: Desk) => hasPapers(desk) && !desk.selection.isMany;
/** Whether the list is of pairs that may be the same. */
const hasPairs = (desk: Desk) => desk.view.kind === "duplicates" && !desk.isSearchOpen;
const hasRows = (desk: Desk) => hasList(desk) || hasPairs(desk);
/** Whether two papers stand side by side, and the person may answer. */
const isAsked = (desk: Desk) => desk.isComparing && desk.comparing.shown !== null && !desk.comparing.isAnswering; // prettier-ignore
/** What is in the trash is only looked at, put back or taken out. */
const hasOwn = (desk: Desk) => hasPapers(desk) && !desk.isInTrash;
const hasOneOwn = (desk: Desk) => hasOne(desk) && !desk.isInTrash;
const inTrash = (desk: Desk) => hasList(desk) && desk.isInTrash && desk.list.total > 0;
/** Whether the paper at the cursor is on its way. */
const hasOneSoon = (desk: Desk) => hasList(desk) && desk.selection.lead === null && desk.selection.chosen.size === 0 && desk.list.total > 0 && !desk.isInTrash; // prettier-ignore
/** Whether what is selected has a place in the queue; one that is being read has none. */
const inQueue = (desk: Desk) => hasPapers(desk) && desk.view.kind === "queue" && !desk.isSearching && (desk.selection.chosen.size > 0 || desk.list.indexOf(desk.selection.papers[0]!) !== null); // prettier-ignore

/** Whether every chosen paper that is in sight has this state. */
function areAll(desk: Desk, state: State): boolean {
  const { papers } = desk.selection;
  return papers.length > 0 && papers.every((paper) => desk.rowOf(paper)?.state === state);
}

function areAllStarred(desk: Desk): boolean {
  return desk.selection.papers.every((paper) => desk.rowOf(paper)?.isStarred === true);
}

const stateKeys: [string, State, string, string][] = [
  ["start", "reading", "b", words.actions.start],
  ["queue", "queued", "q", words.actions.queue],
  ["read", "read", "r", words.actions.read],
  ["skim", "skimmed", "s", words.actions.skim],
  ["drop", "dropped", "d", words.actions.drop],
  ["inbox", "inbox", "i", words.actions.inbox],
];

const goToKeys: [View, KeySpec[]][] = [
  [{ kind: "inbox" }, ["g i", "Mod+1"]],
  [{ kind: "queue" }, ["g q", "Mod+2"]],
  [{ kind: "reading" }, ["g r", "Mod+3"]],
  [{ kind: "all" }, ["g a", "Mod+4"]],
  [{ kind: "finished" }, ["g f", "Mod+5"]],
  [{ kind: "starred" }, ["g s"]],
  [{ kind: "dropped" }, ["g d"]],
  [{ kind: "duplicates" }, ["g u"]],
  [{ kind: "trash" }, ["g x"]],
  [{ kind: "watched" }, ["g w"]],
  [{ kind: "history" }, ["g h"]],
]; // prettier-ignore

function pageRows(): number {
  const list = document.querySelector<HTMLElement>("[data-list]");
  const row = list?.querySelector<HTMLElement>('[role="option"]');
  return Math.max(1, Math.floor((list?.clientHeight ?? 0) / (row?.offsetHeight || 74)) - 1);
}

function step(desk: Desk, rows: number): void {
  if (hasPairs(desk)) desk.movePair(desk.duplicates.cursor + rows);
  else if (
    desk.view.kind === "queue" &&
    !desk.isSearching &&
    desk.list.indexOf(desk.selection.lead ?? "") === null
  ) {
    // The paper on show was begun: the row at the cursor is the one that comes after it.
    desk.moveTo(desk.selection.cursor + (rows > 0 ? rows - 1 : rows));
  } else desk.moveTo(desk.selection.cursor + rows);
  desk.focusList();
}

function scrollDetail(desk: Desk, way: 1 | -1): void {
  const scroller = document.querySelector<HTMLElement>("[data-detail-scroll]");
  const room = scroller ? scroller.scrollHeight - scroller.clientHeight : 0;
  const isAtEnd = !scroller || (way > 0 ? scroller.scrollTop >= room - 2 : scroller.scrollTop <= 2);
  if (isAtEnd) step(desk, way);
  else scroller.scrollBy({ top: way * scroller.clientHeight * 0.85 });
}

function focusPane(way: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((p) => p.offsetParent !== null || p === document.activeElement); // prettier-ignore
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(now + way + panes.length) % panes.length];
  const target = next?.querySelector<HTMLElement>('[aria-current="page"], [role="option"][tabindex="0"]') ?? next; // prettier-ignore
  target?.focus();
}

/** Steps back by one: from what lies on top to what lies under it. */
function escape(desk: Desk): void {
  if (desk.layout.sidebar === "over") desk.layout.isSidebarToggled = false;
  else if (desk.isComparing && desk.comparing.isMerging) desk.comparing.isMerging = false;
  else if (desk.isComparing && !hasPairs(desk)) desk.stopComparing();
  else if (desk.isTagEditorOpen) desk.isTagEditorOpen = false;
  else if (desk.selection.chosen.size > 0) desk.selection.chooseOne();
  else if (desk.layout.isDetailOpen) desk.closeDetail();
  else if (document.activeElement?.closest("[data-detail]")) desk.focusList();
  else if (desk.messages.toast !== null) desk.messages.close();
  else if (desk.imports.report !== null || desk.imports.failure !== null) desk.imports.close();
  else if (desk.isSearchOpen) desk.escapeSearch();
  else if (desk.isComparing) desk.decideLater();
  else desk.focusList();
}

export const actions: readonly Action[] = [
  // anywhere
  { id: "search", group: "anywhere", keys: ["/", "Mod+f"], label: () => words.actions.search, icon: "search", appliesTo: (desk) => !desk.counts.isLibraryEmpty, run: (desk) => desk.openSearch() },
  { id: "importFiles", group: "anywhere", keys: ["Mod+o"], label: () => words.actions.importFiles, icon: "import", inFields: true, appliesTo: always, run: (desk) => desk.tell(desk.importFiles()) },
  { id: "paste", group: "anywhere", keys: ["Mod+v"], label: () => words.actions.paste, icon: "clipboard-paste", appliesTo: always, run: (desk) => desk.paste() },
  { id: "watchFolder", group: "anywhere", keys: [], label: () => words.actions.watchFolder, icon: "folder-sync", appliesTo: always, run: (desk) => desk.tell(desk.watchFolder()) },
  { id: "export", group: "anywhere", keys: ["Mod+e"], label: () => words.actions.export, icon: "file-text", appliesTo: (desk) => !desk.counts.isLibraryEmpty, run: (desk) => desk.tell(desk.offerExport("library")) },
  { id: "undo", group: "anywhere", keys: ["u", "Mod+z"], label: () => words.actions.undo, icon: "undo-2", appliesTo: always, run: (desk) => desk.tell(desk.undo()) },
  { id: "redo", group: "anywhere", keys: ["Mod+Shift+z", "Mod+y"], label: () => words.actions.redo, icon: "redo-2", appliesTo: always, run: (desk) => desk.tell(desk.redo()) },
  { id: "undoImport", group: "anywhere", keys: ["Shift+u"], label: () => words.actions.undoImport, icon: "undo-2", appliesTo: always, run: (desk) => desk.undoLastImport() },
  { id: "keyboard", group: "anywhere", keys: ["?", "F1"], label: () => words.actions.keyboard, icon: "keyboard", appliesTo: always, run: (desk) => (desk.isKeyboardShown = true) },
  { id: "sidebar", group: "anywhere", keys: ["Mod+b"], label: () => words.actions.sidebar, icon: "panel-left", appliesTo: always, run: (desk) => (desk.layout.isSidebarToggled = !desk.layout.isSidebarToggled) },
  { id: "nextPane", group: "anywhere", keys: ["F6"], label: () => words.actions.nextPane, inFields: true, appliesTo: always, run: () => focusPane(1) },
  { id: "previousPane", group: "anywhere", keys: ["Shift+F6"], label: () => words.actions.previousPane, inFields: true, appliesTo: always, run: () => focusPane(-1) },
  { id: "toMessage", group: "anywhere", keys: ["F8"], label: () => words.actions.toMessage, inFields: true, appliesTo: (desk) => desk.messages.toast !== null, run: () => document.querySelector<HTMLElement>("[data-toast] button")?.focus() },
  { id: "back", group: "anywhere", keys: ["Alt+ArrowLeft", "Mod+["], label: () => words.actions.back, appliesTo: always, run: (desk) => desk.goBack() },
  { id: "forward", group: "anywhere", keys: ["Alt+ArrowRight", "Mod+]"], label: () => words.actions.forward, appliesTo: always, run: (desk) => desk.goForward() },
  { id: "textLarger", group: "anywhere", keys: ["Mod+Plus"], label: () => words.actions.textLarger, inFields: true, appliesTo: always, run: (desk) => desk.layout.setTextSize(1) },
  { id: "textSmaller", group: "anywhere", keys: ["Mod+Minus"], label: () => words.actions.textSmaller, inFields: true, appliesTo: always, run: (desk) => desk.layout.setTextSize(-1) },
  { id: "textDefault", group: "anywhere", keys: ["Mod+0"], label: () => words.actions.textDefault, inFields: true, appliesTo: always, run: (desk) => desk.layout.setTextSize(0) },

  // go to
  ...goToKeys.map(([view, keys]): Action => ({ id: `goTo.${view.kind}`, group: "goTo", keys, label: () => words.actions.goTo(nameOf(view)), appliesTo: always, run: (desk) => desk.goTo(view) })),

  // lists
  { id: "next", group: "list", keys: ["ArrowDown", "j"], label: () => words.actions.next, works: "list", repeats: true, appliesTo: hasRows, run: (desk) => step(desk, 1) },
  { id: "previous", group: "list", keys: ["ArrowUp", "k"], label: () => words.actions.previous, works: "list", repeats: true, appliesTo: hasRows, run: (desk) => step(desk, -1) },
  { id: "first", group: "list", keys: ["Home"], label: () => words.actions.first, works: "list", appliesTo: hasRows, run: (desk) => step(desk, -Infinity) },
  { id: "last", group: "list", keys: ["End"], label: () => words.actions.last, works: "list", appliesTo: hasRows, run: (desk) => step(desk, Infinity) },
  { id: "pageDown", group: "list", keys: ["PageDown"], label: () => words.actions.pageDown, works: "list", repeats: true, appliesTo: hasRows, run: (desk) => step(desk, pageRows()) },
  { id: "pageUp", group: "list", keys: ["PageUp"], label: () => words.actions.pageUp, works: "list", repeats: true, appliesTo: hasRows, run: (desk) => step(desk, -pageRows()) },
  { id: "openDetail", group: "list", keys: ["Enter", "o", "ArrowRight"], label: () => words.actions.openDetail, works: "list", appliesTo: (desk) => hasOne(desk) || hasPairs(desk), run: (desk) => desk.openDetail() },
  { id: "escape", group: "list", keys: ["Escape"], label: () => words.actions.backToList, appliesTo: always, run: escape },
  { id: "backToList", group: "list", keys: ["ArrowLeft"], label: () => words.actions.backToList, appliesTo: (desk) => desk.layout.isDetailOpen || document.activeElement?.closest("[data-detail]") !== null, run: (desk) => desk.closeDetail() },
  { id: "scroll", group: "list", keys: ["Space"], label: () => words.actions.scroll, repeats: true, appliesTo: hasOne, run: (desk) => scrollDetail(desk, 1) },
  { id: "scrollBack", group: "list", keys: ["Shift+Space"], label: () => words.actions.scrollBack, repeats: true, appliesTo: hasOne, run: (desk) => scrollDetail(desk, -1) },
  { id: "extendDown", group: "list", keys: ["Shift+ArrowDown"], label: () => words.actions.extendDown, works: "list", repeats: true, appliesTo: hasPapers, run: (desk) => desk.tell(desk.extendTo(desk.selection.cursor + 1).then(() => desk.focusList())) },
  { id: "extendUp", group: "list", keys: ["Shift+ArrowUp"], label: () => words.actions.extendUp, works: "list", repeats: true, appliesTo: hasPapers, run: (desk) => desk.tell(desk.extendTo(desk.selection.cursor - 1).then(() => desk.focusList())) },
  { id: "toggle", group: "list", keys: ["x"], label: () => words.actions.toggle, works: "list", appliesTo: hasPapers, run: (desk) => desk.toggleChosen(desk.selection.cursor) },
  { id: "selectAll", group: "list", keys: ["Mod+a"], label: () => words.actions.selectAll, appliesTo: hasPapers, run: (desk) => desk.tell(desk.selectAll()) },
  { id: "menu", group: "list", keys: ["Shift+F10", "ContextMenu"], label: () => words.actions.menu, appliesTo: hasPapers, run: (desk) => openPaperMenu(desk) },

  // compare
  { id: "pair.same", group: "compare", keys: ["1"], label: () => words.actions.compare.same, appliesTo: isAsked, run: (desk) => desk.sayTheSame() },
  { id: "pair.different", group: "compare", keys: ["2"], label: () => words.actions.compare.different, appliesTo: (desk) => isAsked(desk) && !desk.comparing.isMerging, run: (desk) => desk.sayDifferent() },
  { id: "pair.merge", group: "compare", keys: ["Mod+Enter"], label: () => words.actions.compare.merge, appliesTo: (desk) => isAsked(desk) && desk.comparing.isMerging, run: (desk) => desk.sayTheSame() },

  // queue
  { id: "moveUp", group: "queue", keys: ["Alt+ArrowUp"], label: () => words.actions.moveUp, icon: "arrow-up", repeats: true, appliesTo: inQueue, run: (desk) => desk.tell(desk.moveInQueue({ kind: "up" })) },
  { id: "moveDown", group: "queue", keys: ["Alt+ArrowDown"], label: () => words.actions.moveDown, icon: "arrow-down", repeats: true, appliesTo: inQueue, run: (desk) => desk.tell(desk.moveInQueue({ kind: "down" })) },
  { id: "moveTop", group: "queue", keys: ["Alt+Home"], label: () => words.actions.moveTop, appliesTo: inQueue, run: (desk) => desk.tell(desk.moveInQueue({ kind: "top" })) },
  { id: "moveEnd", group: "queue", keys: ["Alt+End"], label: () => words.actions.moveEnd, appliesTo: inQueue, run: (desk) => desk.tell(desk.moveInQueue({ kind: "end" })) },

  // paper
  ...stateKeys.map(([id, state, key, label]): Action => ({ id, group: "paper", keys: [key], label: () => label, glyph: state, appliesTo: (desk) => hasOwn(desk) && !areAll(desk, state), run: (desk) => desk.setState(state) })),
  { id: "queueFirst", group: "paper", keys: ["Shift+q"], label: () => words.actions.queueFirst, glyph: "queued", appliesTo: hasOwn, run: (desk) => desk.queueFirst() },
  { id: "star", group: "paper", keys: ["f"], label: (desk) => (areAllStarred(desk) ? words.actions.unstar : words.actions.star), icon: "star", appliesTo: hasOwn, run: (desk) => desk.setStar(!areAllStarred(desk)) },
  { id: "tags", group: "paper", keys: ["t"], label: () => words.actions.tags, icon: "tag", appliesTo: (desk) => hasOwn(desk) || hasOneSoon(desk), run: (desk) => openInDetail(desk, "tags") },
  { id: "note", group: "paper", keys: ["n"], label: () => words.actions.note, icon: "pencil", appliesTo: (desk) => hasOneOwn(desk) || hasOneSoon(desk), run: (desk) => openInDetail(desk, "note") },
  { id: "why", group: "paper", keys: ["w"], label: () => words.actions.why, icon: "quote", appliesTo: (desk) => hasOneOwn(desk) || hasOneSoon(desk), run: (desk) => openInDetail(desk, "why") },
  { id: "openPaper", group: "paper", keys: ["p"], label: () => words.actions.openPaper, icon: "file-text", appliesTo: (desk) => hasOne(desk) && hasLink(desk, "paper", "pdf"), run: (desk) => desk.tell(desk.openLinkOf(["paper", "pdf"])) },
  { id: "openCode", group: "paper", keys: ["c"], label: () => words.actions.openCode, icon: "code", appliesTo: (desk) => hasOne(desk) && hasLink(desk, "code"), run: (desk) => desk.tell(desk.openLinkOf(["code"])) },
  { id: "copy", group: "paper", keys: ["y"], label: () => words.actions.copy, icon: "copy", appliesTo: hasOne, run: (desk) => desk.tell(desk.copyTitleAndLink()) },
  { id: "copyBibtex", group: "paper", keys: ["Shift+y"], label: () => words.actions.copyBibtex, icon: "quote", appliesTo: hasPapers, run: (desk) => desk.tell(desk.copyPapers("bibtex")) },
  { id: "copyReference", group: "paper", keys: ["Mod+Shift+c"], label: () => words.actions.copyReference, icon: "copy", appliesTo: hasPapers, run: (desk) => desk.tell(desk.copyPapers("reference")) },
  { id: "copyLink", group: "paper", keys: ["Mod+Shift+l"], label: () => words.actions.copyLink, icon: "copy", appliesTo: hasPapers, run: (desk) => desk.tell(desk.copyPapers("link")) },
  { id: "exportPapers", group: "paper", keys: [], label: () => words.actions.exportThese, icon: "file-text", appliesTo: hasOwn, run: (desk) => desk.tell(desk.offerExport("selection")) },
  { id: "compareTwo", group: "paper", keys: [], label: () => words.actions.compareTwo, icon: "copy", appliesTo: (desk) => hasOwn(desk) && desk.selection.chosen.size === 2, run: (desk) => desk.tell(desk.compareChosen()) },
  { id: "moveToTrash", group: "paper", keys: ["Delete"], label: () => words.actions.moveToTrash, icon: "trash-2", appliesTo: hasOwn, run: (desk) => desk.moveToTrash() },
  { id: "putBack", group: "paper", keys: [], label: () => words.actions.putBack, icon: "undo-2", appliesTo: (desk) => hasPapers(desk) && desk.isInTrash, run: (desk) => desk.putBack() },
  { id: "emptyTrash", group: "anywhere", keys: [], label: () => words.actions.emptyTrash, icon: "trash-2", appliesTo: inTrash, run: (desk) => desk.tell(desk.askToEmptyTrash()) },

  ...sheetActions,
]; // prettier-ignore

/** The keys that work in the sheet of an import: its own, and the size of the text. */
export const keysInSheet = actions.filter((action) => action.works === "sheet" || action.id.startsWith("text")); // prettier-ignore
export const keysInWindow = actions.filter((action) => action.works !== "sheet");

export function action(id: string): Action {
  const found = actions.find((other) => other.id === id);
  if (!found) throw new Error(`no action is called ${id}`);
  return found;
}

function hasLink(desk: Desk, ...kinds: string[]): boolean {
  // While the paper is on its way it may have one.
  return desk.shown?.links.some((link) => kinds.includes(link.kind)) ?? true;
}

function openInDetail(desk: Desk, field: Field): void {
  if (desk.isDetailOver) desk.layout.isDetailOpen = true;
  desk.openField(field);
}

function openPaperMenu(desk: Desk): void {
  const row = document.activeElement?.closest<HTMLElement>('[role="option"]');
  const box = row?.getBoundingClientRect();
  desk.openPaperMenu({ x: (box?.left ?? 100) + 40, y: (box?.top ?? 100) + 32 }, row ?? null);
}
