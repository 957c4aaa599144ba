import type { State } from "../backend/wire";
import type { IconName } from "../components/shared/icons";
import type { Desk } from "../stores/desk.svelte";
import { words } from "../strings/strings";
import type { KeySpec } from "./keymap";

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

/** The actions of a group, each without its name. */
export function inGroup(group: Group, actions: readonly Omit<Action, "group">[]): Action[] {
  return actions.map((action) => ({ ...action, group }));
}
