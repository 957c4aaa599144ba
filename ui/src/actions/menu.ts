import type { Desk } from "../stores/desk.svelte";
import type { SavedView } from "../backend/wire";
import type { MenuEntry } from "../stores/desk/menus.svelte";
import { action } from "./actions";
import type { KeySpec } from "./keymap";

/** State, then marks, then open and copy, then the trash; what cannot apply is left out. */
const paperGroups = [
  ["start", "queue", "queueFirst", "read", "skim", "drop", "inbox"],
  ["star", "snooze", "wake", "due", "tags", "note", "why"],
  ["openPaper", "openCode", "copy", "copyReference", "copyBibtex", "copyLink", "exportPapers"],
  ["moveUp", "moveDown"],
  ["compareTwo"],
  ["whatHappened", "editDetails"],
  ["putBack", "moveToTrash"],
];

const viewGroups = [["renameView", "viewUp", "viewDown"], ["deleteView"]];

const productGroups = [
  ["importFiles", "importFolder", "paste", "addPaper", "watchFolder", "export"],
  ["undo", "redo"],
  ["emptyTrash"],
  ["goTo.settings", "keyboard", "settings.about"],
];

/** What the paper menu shows now. */
export function paperMenu(desk: Desk): (MenuEntry | null)[] {
  return entriesOf(desk, paperGroups);
}

/** The menu of a saved view, whichever is on show. */
export function viewMenu(desk: Desk, view: SavedView): (MenuEntry | null)[] {
  const about = <T>(work: () => T) => desk.savedViews.about(view, work);
  const entries = about(() => entriesOf(desk, viewGroups));
  return entries.map((entry) => entry && { ...entry, run: () => about(entry.run) });
}

/** The menu under the word mark. */
export function productMenu(desk: Desk): (MenuEntry | null)[] {
  return entriesOf(desk, productGroups);
}

/** The actions offered while many papers are selected. */
export const manyActions = [
  "queue",
  "read",
  "skim",
  "drop",
  "inbox",
  "star",
  "snooze",
  "wake",
  "due",
  "tags",
  "compareTwo",
  "putBack",
  "moveToTrash",
];

function entriesOf(desk: Desk, groups: string[][]): (MenuEntry | null)[] {
  const shown = groups
    .map((ids) => ids.map(action).filter((a) => a.appliesTo(desk)))
    .filter((group) => group.length > 0);
  return shown.flatMap((group, i) => [
    ...(i > 0 ? [null] : []),
    ...group.map((a): MenuEntry => ({
      label: a.shortLabel ?? a.label(desk),
      ...(a.icon ? { icon: a.icon } : {}),
      ...(a.glyph ? { glyph: a.glyph } : {}),
      ...withKeys(desk.keys.shown(a.id)),
      run: () => a.run(desk),
    })),
  ]);
}

function withKeys(keys: KeySpec | undefined): Pick<MenuEntry, "keys"> {
  return keys === undefined ? {} : { keys };
}
