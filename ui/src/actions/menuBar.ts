import type { BarEntry, BarMenu } from "../backend/backend";
import type { Desk } from "../stores/desk.svelte";
import { words } from "../strings/strings";
import { action, actions } from "./actions";
import type { Group } from "./action";
import type { KeySpec } from "./keymap";

/** The menu bar of macOS: every action of the window that has a name there, from the same table as all else. */
export function menuBar(desk: Desk): BarMenu[] {
  const w = words.keyboard.bar;
  const of = (ids: readonly string[]) => ids.map((id) => entryOf(desk, id));
  const inGroup = (group: Group) => of(actions.filter((a) => a.group === group && a.places.includes("window")).map(({ id }) => id)); // prettier-ignore
  return [
    { name: words.product, kind: "program", groups: [of(["settings.about"]), of(["goTo.settings"])] }, // prettier-ignore
    { name: w.file, kind: "other", groups: [of(["importFiles", "importFolder", "watchFolder"]), of(["export"]), of(["emptyTrash"])] }, // prettier-ignore
    { name: w.edit, kind: "edit", groups: [of(["undo", "redo"]), of(["undoImport"]), of(["search"])] }, // prettier-ignore
    { name: w.view, kind: "other", groups: [of(["sidebar", "palette"]), of(["textLarger", "textSmaller", "textDefault"])] }, // prettier-ignore
    { name: w.go, kind: "other", groups: [of(["back", "forward"]), inGroup("goTo")] },
    { name: w.paper, kind: "other", groups: [inGroup("paper"), inGroup("queue")] },
    { name: w.window, kind: "window", groups: [] },
    { name: w.help, kind: "other", groups: [of(["keyboard"])] },
  ];
}

function entryOf(desk: Desk, id: string): BarEntry {
  const each = action(id);
  const spec = desk.keys.of(id).find((key) => acceleratorOf(key) !== null);
  return { id, label: each.shortLabel ?? each.label(desk), accelerator: spec === undefined ? null : acceleratorOf(spec) }; // prettier-ignore
}

const named: Record<string, string> = {
  ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right",
  Plus: "=", Minus: "-", Delete: "Backspace",
}; // prettier-ignore

/** How the system's menus write a key; null for one without ⌘, which they would take from text fields. */
export function acceleratorOf(spec: KeySpec): string | null {
  const parts = spec.split("+");
  const key = parts.pop()!;
  if (spec.includes(" ") || (!parts.includes("Mod") && key !== "Delete")) return null;
  const held = parts.map((part) => (part === "Mod" ? "CmdOrCtrl" : part));
  if (key === "Delete") held.push("CmdOrCtrl");
  return [...held, named[key] ?? (key.length === 1 ? key.toUpperCase() : key)].join("+");
}
