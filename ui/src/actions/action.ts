import type { State } from "../backend/wire";
import type { IconName } from "../components/shared/icons";
import type { Desk } from "../stores/desk.svelte";
import { words } from "../strings/strings";
import type { KeySpec } from "./keymap";

export type Group = keyof typeof words.keyboard.groups;

/**
 * Where keys are heard; `over` is what lies over the window with keys of its own, or stands in its stead; `note` is the field in which a
 * note is written. Two actions that are heard in one place need keys of their own.
 */
export type Place = "window" | "triage" | "sheet" | "sheetCompare" | "over" | "note";

/** The groups in the order in which help and settings show them. */
export const groups: readonly Group[] = [
  "paper",
  "triage",
  "list",
  "queue",
  "note",
  "goTo",
  "anywhere",
  "sheet",
  "compare",
];

/** What is done in lists and to the card of triage by the same keys. */
export const windowAndTriage: readonly Place[] = ["window", "triage"];

/** One thing that a person can do. Keys, menus, tooltips, the palette and the help read it from here. */
export interface Action {
  id: string;
  group: Group;
  /** The keys that it has until the person gives it others; `KeyTable` knows those. */
  usualKeys: readonly KeySpec[];
  places: readonly Place[];
  label: (desk: Desk) => string;
  /** What it is called under the heading of its group. */
  shortLabel?: string;
  /** What stands beside it in the palette. */
  line?: (desk: Desk) => string | undefined;
  icon?: IconName;
  glyph?: State;
  /** `list`: only while the focus is in a list or nowhere. */
  works?: "list";
  /** Whether a held key does it again; never for a decision. */
  repeats?: boolean;
  /** Works in text fields too. */
  inFields?: boolean;
  appliesTo: (desk: Desk) => boolean;
  /** Why it does not apply to the papers that are selected, where its key was pressed all the same. */
  whyNot?: (desk: Desk) => string | null;
  /** Hears by which of its keys it was called, if by one. */
  run: (desk: Desk, key?: KeySpec) => void;
}

/** How an action is written in the file of its group: heard in the window, if nothing else is said. */
export interface Written extends Omit<Action, "group" | "places" | "usualKeys"> {
  keys: readonly KeySpec[];
  places?: readonly Place[];
}

/** The actions of a group. */
export function inGroup(group: Group, actions: readonly Written[]): Action[] {
  return actions.map(({ keys, ...action }) => ({
    places: ["window"],
    ...action,
    usualKeys: keys,
    group,
  }));
}
