import type { Words } from "../strings";

/** Words about the keys. */
export const keyboard: Words["keyboard"] = {
  title: "Tastatur",
  close: "Schließen",
  bar: {
    file: "Ablage",
    edit: "Bearbeiten",
    view: "Darstellung",
    go: "Gehe zu",
    list: "Liste",
    paper: "Paper",
    window: "Fenster",
    help: "Hilfe",
    ofSystem: { services: "Dienste", hide: "Offprint ausblenden", hideOthers: "Andere ausblenden", showAll: "Alle einblenden", quit: "Offprint beenden", cut: "Ausschneiden", copy: "Kopieren", paste: "Einsetzen", selectAll: "Alles auswählen", minimize: "Im Dock ablegen", maximize: "Zoomen", fullscreen: "Vollbild ein" }, // prettier-ignore
  },
  find: "Aktion oder Taste suchen",
  none: "Keine Aktion heißt so",
  or: "oder",
  groups: { anywhere: "Überall", goTo: "Gehe zu", list: "Listen", paper: "Paper", queue: "Leseliste", sheet: "Importblatt", compare: "Vergleichen", triage: "Sichten" }, // prettier-ignore
  caps: { Mod: "Strg", Shift: "Umschalt", Alt: "Alt", Escape: "Esc", Tab: "Tab", Space: "Leertaste", Delete: "Entf", Home: "Pos1", End: "Ende", PageUp: "Bild↑", PageDown: "Bild↓", ContextMenu: "Menü" }, // prettier-ignore
  tip: (name, keys) => `${name} (${keys})`,
  waiting: (first) => `${first}, dann`,
};
