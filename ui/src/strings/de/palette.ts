import type { Words } from "../strings";
import { count, papers } from "./phrases";

/** Words of the command palette. */
export const palette: Words["palette"] = {
  name: "Befehle",
  field: "Was soll geschehen?",
  forPapers: (n) => (n === 1 ? "Für dieses Paper" : `Für diese ${papers(n)}`),
  groups: { recent: "Zuletzt benutzt", goTo: "Gehe zu", commands: "Befehle", papers: "Papers", tags: "Schlagwörter" }, // prettier-ignore
  results: (n) => count(n, "Möglichkeit", "Möglichkeiten"),
  none: "Nichts heißt so",
  noneLine: "Weniger Buchstaben finden mehr; Papers findet jedes Wort darin.",
  choose: "wählen",
  run: "ausführen",
  fill: "ergänzen",
  close: "schließen",
};
