import type { Desk } from "../stores/desk.svelte";
import { words } from "../strings/strings";
import { inGroup, type Written } from "./action";
import { always, hasList, hasOne, hasPapers, hasRows } from "./applies";

/** The view whose menu is open; else the one on show, as it was saved. */
const ofView = ({ savedViews, filters }: Desk) => savedViews.pointed ?? (filters.query === null ? savedViews.current : null); // prettier-ignore

/** What can be done with a saved view. */
const savedViewActions: Written[] = [
  { id: "renameView", keys: [], label: () => words.actions.renameView, icon: "pencil", appliesTo: (desk) => ofView(desk) !== null, run: (desk) => desk.savedViews.askName(ofView(desk), false) },
  { id: "viewUp", keys: [], label: () => words.actions.viewUp, icon: "arrow-up", appliesTo: (desk) => canMoveView(desk, -1), run: (desk) => moveView(desk, -1) },
  { id: "viewDown", keys: [], label: () => words.actions.viewDown, icon: "arrow-down", appliesTo: (desk) => canMoveView(desk, 1), run: (desk) => moveView(desk, 1) },
  { id: "deleteView", keys: [], label: () => words.actions.deleteView, icon: "trash-2", appliesTo: (desk) => ofView(desk) !== null, run: (desk) => removeView(desk) },
]; // prettier-ignore

/** Moving and choosing in a list, and between it and the paper. */
export const listActions = inGroup("list", [
  { id: "next", keys: ["ArrowDown", "j"], label: () => words.actions.next, works: "list", repeats: true, appliesTo: hasRows, run: (desk) => step(desk, 1) },
  { id: "previous", keys: ["ArrowUp", "k"], label: () => words.actions.previous, works: "list", repeats: true, appliesTo: hasRows, run: (desk) => step(desk, -1) },
  { id: "first", keys: ["Home"], label: () => words.actions.first, works: "list", appliesTo: hasRows, run: (desk) => step(desk, -Infinity) },
  { id: "last", keys: ["End"], label: () => words.actions.last, works: "list", appliesTo: hasRows, run: (desk) => step(desk, Infinity) },
  { id: "pageDown", keys: ["PageDown"], label: () => words.actions.pageDown, works: "list", repeats: true, appliesTo: hasRows, run: (desk) => step(desk, pageRows()) },
  { id: "pageUp", keys: ["PageUp"], label: () => words.actions.pageUp, works: "list", repeats: true, appliesTo: hasRows, run: (desk) => step(desk, -pageRows()) },
  { id: "openDetail", keys: ["Enter", "o", "ArrowRight"], label: () => words.actions.openDetail, works: "list", appliesTo: (desk) => hasOne(desk) || desk.pairs.isShown || desk.past.isShown, run: (desk) => desk.detail.open() },
  { id: "escape", keys: ["Escape"], label: () => words.actions.escape, appliesTo: always, run: escape },
  { id: "backToList", keys: ["ArrowLeft"], label: () => words.actions.backToList, appliesTo: (desk) => desk.layout.isDetailOpen || document.activeElement?.closest("[data-detail]") !== null, run: (desk) => desk.detail.close() },
  { id: "scroll", keys: ["Space"], label: () => words.actions.scroll, repeats: true, appliesTo: hasOne, run: (desk) => scrollDetail(desk, 1) },
  { id: "scrollBack", keys: ["Shift+Space"], label: () => words.actions.scrollBack, repeats: true, appliesTo: hasOne, run: (desk) => scrollDetail(desk, -1) },
  { id: "extendDown", keys: ["Shift+ArrowDown"], label: () => words.actions.extendDown, works: "list", repeats: true, appliesTo: hasPapers, run: (desk) => desk.tell(desk.cursor.extendTo(desk.selection.cursor + 1).then(() => desk.focus.toList())) },
  { id: "extendUp", keys: ["Shift+ArrowUp"], label: () => words.actions.extendUp, works: "list", repeats: true, appliesTo: hasPapers, run: (desk) => desk.tell(desk.cursor.extendTo(desk.selection.cursor - 1).then(() => desk.focus.toList())) },
  { id: "toggle", keys: ["x"], label: () => words.actions.toggle, works: "list", appliesTo: hasPapers, run: (desk) => desk.cursor.toggle(desk.selection.cursor) },
  { id: "selectAll", keys: ["Mod+a"], label: () => words.actions.selectAll, appliesTo: hasPapers, run: (desk) => desk.tell(desk.cursor.selectAll()) },
  { id: "filter", keys: ["Mod+Shift+f"], label: () => words.actions.filter, icon: "list-filter", inFields: true, appliesTo: canFilter, run: (desk) => desk.filters.type("") },
  { id: "clearFilters", keys: [], label: () => words.actions.clearFilters, icon: "x", appliesTo: (desk) => canFilter(desk) && !desk.search.isOpen && desk.filters.query !== null, run: (desk) => desk.filters.clear() },
  { id: "saveView", keys: [], label: () => words.actions.saveView, icon: "bookmark", appliesTo: (desk) => hasList(desk) && desk.savedViews.keepable !== null && desk.savedViews.current === null, run: (desk) => desk.savedViews.askName(desk.savedViews.keepable, true) },
  ...savedViewActions,
  { id: "menu", keys: ["Shift+F10", "ContextMenu"], label: () => words.actions.menu, appliesTo: hasPapers, run: (desk) => openPaperMenu(desk) },
]); // prettier-ignore

function canFilter(desk: Desk): boolean {
  return hasList(desk) && !desk.queue.isShown && desk.filters.areOffered;
}

function canMoveView(desk: Desk, step: 1 | -1): boolean {
  const view = ofView(desk);
  return view !== null && desk.savedViews.canMove(view, step);
}

function moveView(desk: Desk, step: 1 | -1): void {
  const view = ofView(desk);
  if (view) desk.tell(desk.savedViews.move(view, step));
}

function removeView(desk: Desk): void {
  const view = ofView(desk);
  if (view) desk.tell(desk.savedViews.remove(view));
}

function pageRows(): number {
  const list = document.querySelector<HTMLElement>("[data-list]");
  const row = list?.querySelector<HTMLElement>('[role="option"], [role="row"][tabindex]');
  return Math.max(1, Math.floor((list?.clientHeight ?? 0) / (row?.offsetHeight || 74)) - 1);
}

function step(desk: Desk, rows: number): void {
  if (desk.past.isShown) return desk.tell(desk.past.step(rows));
  if (desk.pairs.isShown) desk.pairs.moveTo(desk.duplicates.cursor + rows);
  else if (desk.queue.isShown) return desk.readingNow.step(rows);
  else desk.cursor.moveTo(desk.selection.cursor + rows);
  desk.focus.toList();
}

function scrollDetail(desk: Desk, way: 1 | -1): void {
  const scroller = document.querySelector<HTMLElement>("[data-detail-scroll]");
  const room = scroller ? scroller.scrollHeight - scroller.clientHeight : 0;
  const isAtEnd = !scroller || (way > 0 ? scroller.scrollTop >= room - 2 : scroller.scrollTop <= 2);
  if (isAtEnd) step(desk, way);
  else scroller.scrollBy({ top: way * scroller.clientHeight * 0.85 });
}

/** Steps back by one: from what lies on top to what lies under it. */
function escape(desk: Desk): void {
  if (desk.layout.sidebar === "over") desk.layout.isSidebarToggled = false;
  else if (desk.pairs.isComparing && desk.comparing.isMerging) desk.comparing.isMerging = false;
  else if (desk.pairs.isComparing && !desk.pairs.isShown) desk.pairs.stopComparing();
  else if (desk.fields.isTagEditorOpen) desk.fields.isTagEditorOpen = false;
  else if (desk.selection.chosen.size > 0) desk.selection.chooseOne();
  else if (desk.layout.isDetailOpen) desk.detail.close();
  else if (document.activeElement?.closest("[data-detail]")) desk.focus.toList();
  else if (desk.messages.toast !== null) desk.messages.close();
  else if (desk.imports.report !== null || desk.imports.failure !== null) desk.imports.close();
  else if (desk.search.isOpen) desk.search.escape();
  else if (desk.filters.isOpen && desk.filters.query === null) desk.filters.leave();
  else if (desk.pairs.isComparing) desk.pairs.decideLater();
  else desk.focus.toList();
}

function openPaperMenu(desk: Desk): void {
  const row = document.activeElement?.closest<HTMLElement>('[role="option"]');
  const box = row?.getBoundingClientRect();
  desk.menus.showForPapers({ x: (box?.left ?? 100) + 40, y: (box?.top ?? 100) + 32 }, row ?? null);
}
