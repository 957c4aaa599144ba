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
  spoken: (state, title, key) => `${stateNames[state]}: ${shortTitle(title)}. Was bleibt davon?${key === null ? "" : ` Mit ${key} eine Zeile schreiben.`}`, // prettier-ignore
  notKept: "Diese Zeile steht noch nicht in der Notiz.",
  kept: (title) => `Zeile zu ${quoted(shortTitle(title))} behalten`,
};
