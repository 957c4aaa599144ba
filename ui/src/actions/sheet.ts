import type { Desk } from "../stores/desk.svelte";
import type { PreviewStore } from "../stores/preview.svelte";
import { words } from "../strings/strings";
import { inGroup, type Place, type Written } from "./action";
import { always } from "./applies";
import type { KeySpec } from "./keymap";

/** What can be done in the sheet of an import; while it is open, only these keys work. */

const sheet = (desk: Desk): PreviewStore | null => desk.imports.preview;
const isList = (preview: PreviewStore) => preview.comparing === null && preview.shownSource === null; // prettier-ignore

/** An action that needs the sheet, in one of its places. */
function inSheet(
  part: Pick<Written, "id" | "keys" | "label"> & Partial<Written>,
  applies: (preview: PreviewStore) => boolean,
  run: (preview: PreviewStore, desk: Desk, key?: KeySpec) => unknown,
): Written {
  return {
    places: ["sheet"],
    ...part,
    appliesTo: (desk) => {
      const preview = sheet(desk);
      return preview !== null && !preview.isAccepting && applies(preview);
    },
    run: (desk, key) => {
      const preview = sheet(desk);
      if (preview !== null) run(preview, desk, key);
    },
  };
}

const w = words.actions.sheet;

/** How many rows fill the list. */
function pageRows(): number {
  const list = document.querySelector<HTMLElement>("[data-sheet-list]");
  const row = list?.querySelector<HTMLElement>('[role="row"]');
  return Math.max(1, Math.floor((list?.clientHeight ?? 0) / (row?.offsetHeight || 48)) - 1);
}

const canCompare = (preview: PreviewStore) => isList(preview) && preview.head.numbers.possible > 0;
const isRowOf = (preview: PreviewStore, outcome: string) => isList(preview) && preview.current?.outcome === outcome; // prettier-ignore
const isComparing = (preview: PreviewStore) => preview.comparing !== null;

/** Steps back by one: from what lies on top to what lies under it. */
export function escapeSheet(preview: PreviewStore): void {
  const field = document.querySelector<HTMLInputElement>("[data-sheet-find]");
  if (preview.areColumnsOpen) preview.areColumnsOpen = false;
  else if (preview.giving !== null) preview.giving = null;
  else if (preview.record !== null) {
    preview.closeRecord();
    preview.focusRow();
  } else if (document.activeElement === field && preview.filter.find !== "") {
    void preview.filterBy({ find: "" });
  } else if (preview.shownSource !== null) {
    preview.shownSource = null;
    preview.focusRow();
  } else if (preview.comparing !== null) void preview.answer("later");
  else preview.close();
}

const bothPlaces: Place[] = ["sheet", "sheetCompare"];

const inList = inGroup("sheet", [
  inSheet({ id: "sheet.next", keys: ["ArrowDown", "j"], label: () => w.next, repeats: true }, isList, (preview) => preview.moveTo(preview.cursor + 1)),
  inSheet({ id: "sheet.previous", keys: ["ArrowUp", "k"], label: () => w.previous, repeats: true }, isList, (preview) => preview.moveTo(preview.cursor - 1)),
  inSheet({ id: "sheet.first", keys: ["Home"], label: () => w.first }, isList, (preview) => preview.moveTo(0)),
  inSheet({ id: "sheet.last", keys: ["End"], label: () => w.last }, isList, (preview) => preview.moveTo(Infinity)),
  inSheet({ id: "sheet.pageDown", keys: ["PageDown"], label: () => w.pageDown, repeats: true }, isList, (preview) => preview.moveTo(preview.cursor + pageRows())),
  inSheet({ id: "sheet.pageUp", keys: ["PageUp"], label: () => w.pageUp, repeats: true }, isList, (preview) => preview.moveTo(preview.cursor - pageRows())),
  inSheet({ id: "sheet.right", keys: ["ArrowRight"], label: () => w.right }, isList, (preview) => preview.moveAcross(1)),
  inSheet({ id: "sheet.left", keys: ["ArrowLeft"], label: () => w.left }, isList, (preview) => preview.moveAcross(-1)),
  inSheet({ id: "sheet.tick", keys: ["Space"], label: () => w.tick }, isList, (preview) => preview.tickCurrent()),
  inSheet({ id: "sheet.tickAll", keys: ["Mod+a"], label: () => w.tickAll }, isList, (preview) => preview.tickAll(true, "new")),
  inSheet({ id: "sheet.record", keys: ["Enter"], label: () => w.record }, isList, (preview) => preview.toggleRecord()),
  inSheet({ id: "sheet.figures", keys: ["1", "2", "3", "4", "5", "6", "7"], label: () => w.figures }, (preview) => preview.comparing === null, (preview, desk, key) => preview.showFigure(desk.keys.of("sheet.figures").indexOf(key ?? "") + 1)),
  inSheet({ id: "sheet.compare", keys: ["c"], label: () => w.compare }, canCompare, (preview) => preview.compare()),
  inSheet({ id: "sheet.fix", keys: ["e"], label: () => w.fix }, (preview) => isRowOf(preview, "rejected"), (preview) => preview.openRecord(true)),
  inSheet({ id: "sheet.find", keys: ["/", "Mod+f"], label: () => w.find }, isList, () => document.querySelector<HTMLElement>("[data-sheet-find]")?.focus()),
  inSheet({ id: "sheet.accept", keys: ["Mod+Enter"], label: () => w.accept, places: bothPlaces, inFields: true }, always, (preview) => preview.accept()),
  inSheet({ id: "sheet.escape", keys: ["Escape"], label: () => w.escape, places: bothPlaces, inFields: true }, always, escapeSheet),]); // prettier-ignore

const inComparison = inGroup("compare", [
  inSheet({ id: "compare.same", places: ["sheetCompare"], keys: ["1"], label: () => words.actions.compare.same }, isComparing, (preview) => preview.answer("same")),
  inSheet({ id: "compare.different", places: ["sheetCompare"], keys: ["2"], label: () => words.actions.compare.different }, isComparing, (preview) => preview.answer("different")),
  inSheet({ id: "compare.next", places: ["sheetCompare"], keys: ["ArrowDown", "j"], label: () => words.actions.compare.next, repeats: true }, isComparing, (preview) => preview.stepPair(1)),
  inSheet({ id: "compare.previous", places: ["sheetCompare"], keys: ["ArrowUp", "k"], label: () => words.actions.compare.previous, repeats: true }, isComparing, (preview) => preview.stepPair(-1)),
  inSheet({ id: "compare.back", places: ["sheetCompare"], keys: ["ArrowLeft"], label: () => words.actions.compare.back }, isComparing, (preview) => preview.stopComparing()),
]); // prettier-ignore

export const sheetActions = [...inList, ...inComparison];
