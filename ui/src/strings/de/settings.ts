import { formatBytes, formatList, formatNumber } from "../format";
import type { Words } from "../strings";
import { settingsMistake } from "./failures";
import { count, papers, quoted, sentences } from "./phrases";

/** Words of the settings. */
export const settings: Words["settings"] = {
  title: "Einstellungen",
  sections: {
    general: "Allgemein",
    appearance: "Aussehen",
    queue: "Leseliste",
    import: "Import",
    keyboard: "Tastatur",
    data: "Eigene Daten",
    about: "Über",
  },
  actions: {
    general: "Sprache…",
    appearance: "Farben, Dichte und Textgröße…",
    queue: "Geplante Größe der Leseliste…",
    import: "Wann vor einem Import hineinsehen…",
    keyboard: "Tasten ändern…",
    data: "Eigene Daten: mit der Bibliothek umziehen, Export, Spiegel…",
    about: "Über Offprint",
  },
  notSaved: (reason) => `Die Einstellung gilt in diesem Fenster, ist aber nicht gesichert. ${reason}`, // prettier-ignore
  fileNotUnderstood: (failure) =>
    sentences([settingsMistake(failure), "Die Datei bleibt, wie sie ist. Erst berichtigen, dann neu sichern."]), // prettier-ignore
  retry: "Neu sichern",

  language: "Sprache",
  languageLine: "Datum und Zahlen folgen ihr, wie es in der Region des Systems üblich ist.",
  languageSystem: "Wie das System",

  theme: "Farben",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  density: "Dichte",
  densityLine: "Wie viel von jedem Paper Listen zeigen.",
  densities: { compact: "Dicht", default: "Üblich", roomy: "Weit" },
  textSize: "Textgröße",
  textSizeLine: (larger, smaller) => `Im ganzen Fenster; ${larger} und ${smaller} tun dasselbe.`,
  percent: (n) => `${formatNumber(n)} %`,
  sample: "Muster",
  system: "Weniger Bewegung, mehr Kontrast und eigene Farben folgen dem System.",

  queueSize: "Geplante Größe",
  queueSizeLine: "Ist die Leseliste länger, sagt sie es. Nichts ist gesperrt.",

  previewFromLine: (n) =>
    n <= 1
      ? "Was in einer Quelle ist, ist zu sehen, bevor etwas hinzukommt."
      : `Eine Quelle mit weniger als ${papers(n)} kommt sofort herein; das lässt sich zurücknehmen. Bei 0 ist jede vorher zu sehen.`,
  previewFromLabel: "Einen Import zeigen, bevor er hereinkommt, ab so vielen Papers",

  folders: "Überwachte Ordner",
  foldersLine: (n) => n === 0 ? "Noch keiner. Neue Dateien in einem überwachten Ordner werden von selbst gelesen." : `${count(n, "Ordner wird", "Ordner werden")} überwacht. Neue Dateien darin werden von selbst gelesen.`, // prettier-ignore
  foldersButton: "Überwachte Ordner…",

  notifies: "Neue Papers aus überwachten Ordnern melden",
  notifiesLine: "Das System zeigt eine Mitteilung, wenn Dateien gelesen wurden, während Offprint nicht vorn ist.", // prettier-ignore

  singleKeys: "Tasten ohne Strg",
  singleKeysLine:
    "Q, D, R und so weiter, wenn kein Textfeld den Fokus hat. Abschalten, wer mit der Stimme steuert; dann führen Buchstaben zum Paper, dessen Titel damit beginnt.",
  usual: (name) => `Tasten von ${quoted(name)} zurücksetzen`,
  allUsual: "Alle Tasten zurücksetzen",
  allUsualDone: "Alle Aktionen haben ihre üblichen Tasten",
  keyOf: (name, keys) => `${name}: ${keys}. Ändern`,
  noKey: (name) => `${name}: Taste geben`,
  another: (name) => `${name}: weitere Taste`,
  press: "Taste drücken…",
  pressNext: (first) => `${first}, dann…`,
  takeAway: (keys) => `${keys} wegnehmen`,
  given: (name, keys) => `${name}: ${keys}`,
  taken: (keys, names) => `${keys} gehört zu ${formatList(names.map(quoted))}.`,
  useHere: "Hier verwenden",
  leave: "Dort lassen",
  alsoFor: (keys, names) => `${keys} gehört auch zu ${formatList(names.map(quoted))}; die erste passende Aktion hört sie.`, // prettier-ignore
  typesText: "Diese Taste tippt Text. Eine mit Strg, ⌘ oder Alt geht.",
  systems: "Diese Taste benutzt das System oder ein Screenreader. Eine andere geht.",
  resting: "Ruht, solange Tasten ohne Strg abgeschaltet sind",

  folder: "Bibliothek",
  facts: (nPapers, nChanges, bytes) =>
    [papers(nPapers), count(nChanges, "Änderung", "Änderungen"), formatBytes(bytes)].join(", "),
  show: "Zeigen",
  export: "Export",
  exportLine: "BibTeX, BibLaTeX, RIS, CSL-JSON, CSV, Markdown oder JSON Lines.",
  exportButton: "Exportieren…",
  network: "Alles bleibt auf diesem Computer. Offprint selbst geht nie ins Netz; ein Link, den man öffnet, geht an den Browser.", // prettier-ignore

  version: (version) => `Version ${version}`,
  what: "Offprint macht aus Paper-Sammlungen, Benachrichtigungen und Dateien eine Leseliste, die zu Ende geht. Sichten dauert Minuten, die Leseliste bleibt kurz, gelesen wird in Ruhe, und was bleibt, bleibt.", // prettier-ignore
  licence: "Lizenz",
  licenceLine: "MIT oder Apache 2.0, nach Wahl",
  parts: "Gemacht mit",
  partsOf: [
    { name: "Source Serif 4", licence: "SIL Open Font License 1.1" },
    { name: "KaTeX und seine Schriften", licence: "MIT" },
    { name: "Symbole von Lucide", licence: "ISC" },
    { name: "CodeMirror", licence: "MIT" },
    { name: "Svelte", licence: "MIT" },
    { name: "Tauri", licence: "MIT oder Apache 2.0" },
    { name: "SQLite", licence: "gemeinfrei" },
  ],
};
