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
  notKept: "This line is not in the note yet.",
  thrownAway: (title: string) => `Threw away your line on ${quoted(shortTitle(title))}`,
  kept: (title: string) => `Kept your line on ${quoted(shortTitle(title))}`,
};
