import type { Words } from "../strings";
import { count, papers, quoted } from "./phrases";

/** Words of the place where tags are kept in order. */
export const tags: Words["tags"] = {
  title: "Alle Schlagwörter",
  line: "Namen und Farben, an allen Papers",
  none: "Noch kein Schlagwort",
  press: (key) => `${key} auf einem Paper gibt ihm eines. Hier sind alle beisammen.`,
  noneLine: "Hier sind die Schlagwörter aller Papers beisammen.",
  count: papers,
  open: (tag, nPapers) => `${tag}, ${papers(nPapers)}`,
  rename: "Umbenennen",
  renameThis: (tag) => `${quoted(tag)} umbenennen`,
  newName: (tag) => `Neuer Name von ${quoted(tag)}`,
  delete: "Löschen",
  deleteThis: (tag) => `${quoted(tag)} löschen`,
  hueOf: (tag) => `Farbe von ${quoted(tag)}`,
  hues: ["Petrol", "Indigo", "Pflaume", "Rosa", "Bernstein", "Moos", "Grün", "Grau"],
  byName: "Übliche Farbe",
  renamed: (from, to) => `${quoted(from)} in ${quoted(to)} umbenannt`,
  merged: (from, into) => `${quoted(from)} in ${quoted(into)} aufgenommen`,
  deleted: (tag, nPapers) => `${quoted(tag)} gelöscht. ${count(nPapers, "Paper hatte", "Papers hatten")} es.`, // prettier-ignore
  hueSet: (tag) => `Farbe von ${quoted(tag)} geändert`,
  askMerge: (from, into) => `${quoted(from)} mit ${quoted(into)} vereinen?`,
  askMergeLine: (from, nFrom, into, nInto) =>
    `${papers(nInto)} mit ${quoted(into)}. Wo ${quoted(from)} steht (${papers(nFrom)}), steht dann dieses. Das lässt sich zurücknehmen.`, // prettier-ignore
  merge: (nFrom) => `${papers(nFrom)} vereinen`,
  cancel: "Abbrechen",
};
