import { words } from "../strings/strings";
import type { Group } from "./action";
import type { KeySpec } from "./keymap";

/** Under which heading of the help they stand: of their own, or with the actions of a group. */
export type FixedGroup = keyof typeof words.keyboard.fixedGroups | Extract<Group, "note">;

/** Keys that do the same for everyone, as in any program: what has the focus hears them, not the table of actions. */
export interface FixedKeys {
  group: FixedGroup;
  keys: readonly KeySpec[];
  label: string;
}

const w = words.keyboard.fixed;

/** All of them, for the help. */
export const fixedKeys: readonly FixedKeys[] = [
  { group: "note", keys: ["[ ["], label: w.linkPaper },
  { group: "note", keys: ["Enter"], label: w.nextOfList },
  { group: "fields", keys: ["Enter"], label: w.keepLine },
  { group: "fields", keys: ["Mod+Enter"], label: w.keepForm },
  { group: "fields", keys: ["Escape"], label: w.leave },
  { group: "offers", keys: ["ArrowDown", "ArrowUp"], label: w.offers },
  { group: "offers", keys: ["PageDown", "PageUp"], label: w.offerPages },
  { group: "offers", keys: ["Enter"], label: w.take },
  { group: "offers", keys: ["Tab"], label: w.fillIn },
  { group: "offers", keys: [","], label: w.addTag },
  { group: "offers", keys: ["Backspace"], label: w.takeLast },
  { group: "offers", keys: ["Escape"], label: w.clear },
  { group: "menus", keys: ["ArrowDown", "ArrowUp"], label: w.entries },
  { group: "menus", keys: ["Home", "End"], label: w.ends },
  { group: "menus", keys: ["1", "2", "3", "4", "5", "6"], label: w.numbered },
  { group: "menus", keys: ["Enter", "Space"], label: w.choose },
  { group: "menus", keys: ["Escape", "Tab"], label: w.closeMenu },
  { group: "days", keys: ["ArrowLeft", "ArrowRight"], label: w.days },
  { group: "days", keys: ["ArrowUp", "ArrowDown"], label: w.weeks },
  { group: "days", keys: ["PageUp", "PageDown"], label: w.months },
  { group: "days", keys: ["Shift+PageUp", "Shift+PageDown"], label: w.years },
  { group: "days", keys: ["Home", "End"], label: w.endsOfWeek },
  { group: "days", keys: ["Enter", "Space"], label: w.takeDay },
  { group: "days", keys: ["Escape"], label: w.closeMenu },
  { group: "switches", keys: ["ArrowRight", "ArrowDown"], label: w.nextOne },
  { group: "switches", keys: ["ArrowLeft", "ArrowUp"], label: w.previousOne },
  { group: "switches", keys: ["Home", "End"], label: w.ends },
]; // prettier-ignore
