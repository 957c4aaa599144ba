import type { State } from "../backend/wire";
import { quoted } from "./phrases";
import { stateNames } from "./states";
import { shortTitle } from "./titles";

/** Words for when a paper is finished. */
export const finishing = {
  label: "What will you remember?",
  done: (state: State, title: string) => `${stateNames[state]}: ${shortTitle(title)}`,
  placeholder: "One line for the note, or nothing",
  keep: "Keep",
  /** In place of it, where nothing is typed. */
  nothing: "Nothing to keep",
  undo: "Undo",
  /** With the key by which one writes, where there is one. */
  spoken: (state: State, title: string, key: string | null) => `${stateNames[state]}: ${shortTitle(title)}. What will you remember?${key === null ? "" : ` Press ${key} to write a line.`}`, // prettier-ignore
  notKept: "This line is not in the note yet.",
  kept: (title: string) => `Kept your line on ${quoted(shortTitle(title))}`,
};
