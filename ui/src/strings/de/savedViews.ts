import { formatNumber } from "../format";
import type { Words } from "../strings";
import { quoted } from "./phrases";

/** Words about views that the person keeps. */
export const savedViews: Words["savedViews"] = {
  heading: "Diese Ansicht sichern",
  rename: "Ansicht umbenennen",
  name: "Name",
  holds: "Was sie zeigt",
  taken: "Eine andere Ansicht hat diesen Namen.",
  save: "Sichern",
  cancel: "Abbrechen",
  menu: (name) => `Gesicherte Ansicht ${quoted(name)}`,
  saved: (name) => `Ansicht ${quoted(name)} gesichert`,
  renamed: (name) => `Ansicht in ${quoted(name)} umbenannt`,
  removed: (name) => `Ansicht ${quoted(name)} gelöscht`,
  moved: (name, nth, of) => `${quoted(name)} auf ${formatNumber(nth)} von ${formatNumber(of)} gesetzt`, // prettier-ignore
};
