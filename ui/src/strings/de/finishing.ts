import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { quoted } from "./phrases";
import { stateNames } from "./states";

/** Words for when a paper is finished. */
export const finishing: Words["finishing"] = {
  label: "Was bleibt davon?",
  done: (state, title) => `${stateNames[state]}: ${shortTitle(title)}`,
  placeholder: "Eine Zeile für die Notiz, oder nichts",
  keep: "Behalten",
  nothing: "Nichts zu behalten",
  undo: "Rückgängig",
  notKept: "Diese Zeile steht noch nicht in der Notiz.",
  thrownAway: (title) => `Zeile zu ${quoted(shortTitle(title))} verworfen`,
  kept: (title) => `Zeile zu ${quoted(shortTitle(title))} behalten`,
};
