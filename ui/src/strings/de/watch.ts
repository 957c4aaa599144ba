import { formatList, formatNumber } from "../format";
import type { Words } from "../strings";
import { failureSentence } from "./failures";
import { count, fileName, papers, quoted, quotedFile, sentences } from "./phrases";

/** Of how many files a notification says more than their number. */
const mostNamed = 3;

/** Words about watched folders. */
export const watch: Words["watch"] = {
  title: "Überwachte Ordner",
  add: "Ordner überwachen",
  watching: "Wird überwacht",
  elsewhere: "Gerade nicht überwacht",
  notFound: "Nicht gefunden. Ist das Laufwerk verbunden?",
  remove: "Nicht mehr überwachen",
  removeThis: (name) => `${quoted(name)} nicht mehr überwachen`,
  locate: "Suchen…",
  locateThis: (name) => `${quoted(name)} suchen`,
  located: (from, to) => from === to ? `${quoted(to)} wird am neuen Ort überwacht` : `${quoted(to)} wird an Stelle von ${quoted(from)} überwacht`, // prettier-ignore
  retry: "Neu versuchen",
  retryThis: (name) => `${quoted(name)} neu versuchen`,
  ignore: "Ignorieren, bis sie sich ändert",
  ignoreThis: (name) => `Ignorieren, bis sie sich ändert: ${quoted(name)}`,
  isIgnored: (name) => `${quoted(name)} wird ignoriert, bis sich die Datei ändert`,
  ignored: "Wird ignoriert, bis die Datei sich ändert.",
  taken: (n) => `${count(n, "Datei", "Dateien")} gelesen`,
  under: "Neue Dateien werden einmal gelesen und bleiben, wo sie sind. Neue Papers kommen in den Eingang.", // prettier-ignore
  none: "Noch kein Ordner wird überwacht",
  noneLine: "Zu wählen ist ein Ordner, in dem Paper-Sammlungen oder Literaturdateien ankommen. Offprint liest jede neue Datei einmal und legt Neues in den Eingang.", // prettier-ignore
  ask: (name) => `${quoted(name)} überwachen`,
  onlyNew: "Nur Dateien, die ab jetzt ankommen",
  alsoOld: "Auch die Dateien, die schon da sind",
  confirm: "Überwachen",
  cancel: "Abbrechen",
  noFiles: "Noch ist keine Datei angekommen.",
  show: "Zeigen",
  undo: "Rückgängig",
  counts: (nNew, nOther) => nOther === 0 ? `${formatNumber(nNew)} neu` : `${formatNumber(nNew)} neu · ${formatNumber(nOther)} bekannt oder fraglich`, // prettier-ignore
  takenBefore: "Gleich einer Datei, die schon hier war; deshalb nicht gelesen.",
  nothingIn: "Keine Papers gefunden.",
  news: ({ imports, failures }) => {
    const n = imports.reduce((sum, { nAdded }) => sum + nAdded, 0);
    const folders = [...new Set(imports.map(({ folder }) => fileName(folder)))];
    const from =
      folders.length > 2 ? `${formatNumber(folders.length)} Ordnern` : formatList(folders);
    const failed = count(failures.length, "Datei war nicht lesbar", "Dateien waren nicht lesbar");
    const names = imports.length <= mostNamed ? formatList(imports.map(({ source }) => quotedFile(source))) : count(imports.length, "Datei", "Dateien"); // prettier-ignore
    if (imports.length > 0) return { title: `${papers(n)} aus ${from}`, body: sentences([names, failures.length > 0 ? failed : null]) }; // prettier-ignore
    return { title: failed, body: failures.length <= mostNamed ? sentences(failures.map(failureSentence)) : "" }; // prettier-ignore
  },
  notWatching: "Offprint kann gerade nicht überwachen",
};
