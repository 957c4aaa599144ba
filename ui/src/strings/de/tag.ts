import { formatNumber } from "../format";
import type { Words } from "../strings";
import { quoted } from "./phrases";

/** Words about tags. */
export const tag: Words["tag"] = {
  field: "Schlagwörter",
  remove: (tag) => `${tag} entfernen`,
  someHave: (tag, n, of) => `${tag}, an ${formatNumber(n)} von ${formatNumber(of)}`,
  suggestions: "Passende Schlagwörter",
  newTag: (tag) => `Neues Schlagwort ${quoted(tag)}`,
  adds: "fügt hinzu",
  takesLast: "entfernt das letzte",
  done: "fertig",
};
