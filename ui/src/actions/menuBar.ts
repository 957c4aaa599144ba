import type { BarEntry, BarMenu, SystemAction } from "../backend/backend";
import type { Desk } from "../stores/desk.svelte";
import { words } from "../strings/strings";
import { action, actions } from "./actions";
import type { Group } from "./action";
import type { KeySpec } from "./keymap";

/** The menu bar of macOS: every action of the window, from the same table as all else. */
export function menuBar(desk: Desk): BarMenu[] {
  const w = words.keyboard.bar;
  const of = (ids: readonly string[]) => ids.map((id) => entryOf(desk, id));
  const inGroup = (group: Group) => of(actions.filter((a) => a.group === group && a.places.includes("window")).map(({ id }) => id)); // prettier-ignore
  const ofSystem = (groups: SystemAction[][]) => groups.map((group) => group.map((does) => ({ does, label: w.ofSystem[does] }))); // prettier-ignore
  return [
    { name: words.product, groups: [of(["settings.about"]), of(["goTo.settings"])], ofSystem: ofSystem([["services"], ["hide", "hideOthers", "showAll"], ["quit"]]) }, // prettier-ignore
    { name: w.file, groups: [of(["importFiles", "importFolder", "paste", "addPaper", "watchFolder"]), of(["export"]), of(["emptyTrash"])], ofSystem: [] }, // prettier-ignore
    { name: w.edit, groups: [of(["undo", "redo"]), of(["undoImport"]), of(["search"])], ofSystem: ofSystem([["cut", "copy", "paste", "selectAll"]]) }, // prettier-ignore
    { name: w.view, groups: [of(["sidebar", "palette"]), of(["nextPane", "previousPane", "toMessage"]), of(["textLarger", "textSmaller", "textDefault"])], ofSystem: [] }, // prettier-ignore
    { name: w.go, groups: [of(["back", "forward"]), inGroup("goTo")], ofSystem: [] }, // prettier-ignore
    { name: w.list, groups: [...listGroups.map(of), inGroup("compare")], ofSystem: [] },
    { name: w.paper, groups: [inGroup("paper"), inGroup("queue")], ofSystem: [] }, // prettier-ignore
    { name: w.window, groups: [], ofSystem: ofSystem([["minimize", "maximize", "fullscreen"]]) }, // prettier-ignore
    { name: w.help, groups: [of(["keyboard"])], ofSystem: [] }, // prettier-ignore
  ];
}

const listGroups = [
  ["filter", "clearFilters"],
  ["saveView", "renameView", "viewUp", "viewDown", "deleteView"],
  ["next", "previous", "first", "last", "pageDown", "pageUp"],
  ["selectAll", "toggle", "extendDown", "extendUp"],
  ["openDetail", "backToList", "scroll", "scrollBack", "menu", "escape"],
];

function entryOf(desk: Desk, id: string): BarEntry {
  const each = action(id);
  const spec = desk.keys.of(id).find((key) => acceleratorOf(key) !== null);
  return { id, label: each.shortLabel ?? each.label(desk), accelerator: spec === undefined ? null : acceleratorOf(spec) }; // prettier-ignore
}

const named: Record<string, string> = {
  ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right",
  Plus: "=", Minus: "-", Delete: "Backspace",
}; // prettier-ignore

/** What the system's own entries have, without which there would be no copying and pasting in fields. */
const ofSystem: readonly KeySpec[] = ["Mod+x", "Mod+c", "Mod+v", "Mod+a"];

/** How the system's menus write a key; null for one that they would take from text fields. */
export function acceleratorOf(spec: KeySpec): string | null {
  const parts = spec.split("+");
  const key = parts.pop()!;
  const isTyped = !parts.includes("Mod") && key !== "Delete" && !/^F\d+$/.test(key);
  if (spec.includes(" ") || isTyped || ofSystem.includes(spec)) return null;
  const held = parts.map((part) => (part === "Mod" ? "CmdOrCtrl" : part));
  if (key === "Delete") held.push("CmdOrCtrl");
  return [...held, named[key] ?? (key.length === 1 ? key.toUpperCase() : key)].join("+");
}
