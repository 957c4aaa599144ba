import type { Failure } from "../backend/wire";
import { formatBytes, formatNumber } from "./format";
import { settingsMistake } from "./failures";
import { count, papers, quoted, sentences } from "./phrases";

/** Words of the settings. */
export const settings = {
  title: "Settings",
  sections: {
    general: "General",
    appearance: "Appearance",
    queue: "Queue",
    import: "Import",
    keyboard: "Keyboard",
    data: "Your data",
    about: "About",
  },
  /** What each section is called where one looks for what is in it. */
  actions: {
    general: "Language…",
    appearance: "Theme, density and text size…",
    queue: "Planned size of the queue…",
    import: "When to look before an import…",
    keyboard: "Change keys…",
    data: "Your data: move the library, export, mirror…",
    about: "About Offprint",
  },
  notSaved: (reason: string) => `What you set holds in this window, but is not saved. ${reason}`,
  /** Why nothing is saved where the file holds a mistake. */
  fileNotUnderstood: (failure: Failure) =>
    sentences([settingsMistake(failure), "It is left as it is. Correct it, then save again."]),
  retry: "Save again",

  language: "Language",
  languageLine: "Dates and numbers follow it, as your system's region has them.",
  languageSystem: "As the system",

  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  density: "Density",
  densityLine: "How much of each paper lists show.",
  densities: { compact: "Compact", default: "Default", roomy: "Roomy" },
  textSize: "Text size",
  textSizeLine: (larger: string, smaller: string) =>
    `In all of the window; ${larger} and ${smaller} do the same.`,
  percent: (n: number) => `${formatNumber(n)}%`,
  sample: "Sample",
  system: "Less motion, more contrast and forced colours follow your system.",

  queueSize: "Planned size",
  queueSizeLine: "If the queue holds more, it says so. Nothing is blocked.",

  previewFromLine: (n: number) =>
    n <= 1
      ? "You see what is in each source before anything is added."
      : `A source with fewer than ${papers(n)} comes in at once; you can undo it. With 0 you see each one first.`,
  previewFromLabel: "Show an import before it comes in, from this many papers",

  folders: "Watched folders",
  foldersLine: (n: number) => n === 0 ? "None yet. New files in a watched folder are read by themselves." : `${count(n, "folder is", "folders are")} watched. New files in them are read by themselves.`, // prettier-ignore
  foldersButton: "Watched folders…",

  notifies: "Tell me of new papers from watched folders",
  notifiesLine:
    "Your system shows a notification when files were read while Offprint is not in front.",

  singleKeys: "Single-key shortcuts",
  singleKeysLine:
    "Q, D, R and the like, when no text field has the focus. Turn this off if you use voice control; then letters go to the paper whose title begins with them.",
  usual: (name: string) => `Reset the keys of ${quoted(name)}`,
  allUsual: "Reset all keys",
  allUsualDone: "All actions have their usual keys",
  keyOf: (name: string, keys: string) => `${name}: ${keys}. Change`,
  noKey: (name: string) => `${name}: give it a key`,
  another: (name: string) => `${name}: another key`,
  press: "Press a key…",
  pressNext: (first: string) => `${first}, then…`,
  takeAway: (keys: string) => `Take ${keys} away`,
  given: (name: string, keys: string) => `${name}: ${keys}`,
  taken: (keys: string, names: string[]) => `${keys} is for ${names.map(quoted).join(", ")}.`,
  useHere: "Use it here",
  leave: "Leave it there",
  alsoFor: (keys: string, names: string[]) => `${keys} is also for ${names.map(quoted).join(", ")}; the first that applies hears it.`, // prettier-ignore
  typesText: "That key types text. Press one together with Ctrl, ⌘ or Alt.",
  systems: "Your system or a screen reader uses that key. Try another.",
  resting: "Rests while single-key shortcuts are off",

  folder: "Library",
  facts: (nPapers: number, nChanges: number, bytes: number) =>
    [papers(nPapers), count(nChanges, "change", "changes"), formatBytes(bytes)].join(", "),
  show: "Show",
  export: "Export",
  exportLine: "BibTeX, BibLaTeX, RIS, CSL-JSON, CSV, Markdown or JSON Lines.",
  exportButton: "Export…",
  network:
    "Everything stays on this computer. Offprint itself never goes online; a link that you open goes to your browser.",

  version: (version: string) => `Version ${version}`,
  what: "Offprint turns digests, alerts and files into a reading list you finish. Triage takes minutes, the queue stays short, you read, you keep what stays.",
  licence: "Licence",
  licenceLine: "MIT or Apache 2.0, as you choose",
  parts: "Made with",
  partsOf: [
    { name: "Source Serif 4", licence: "SIL Open Font License 1.1" },
    { name: "KaTeX and its fonts", licence: "MIT" },
    { name: "Lucide icons", licence: "ISC" },
    { name: "CodeMirror", licence: "MIT" },
    { name: "Svelte", licence: "MIT" },
    { name: "Tauri", licence: "MIT or Apache 2.0" },
    { name: "SQLite", licence: "public domain" },
  ],
};
