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
  groups: { anywhere: "Überall", goTo: "Gehe zu", list: "Listen", paper: "Paper", queue: "Leseliste", sheet: "Importblatt", compare: "Vergleichen", triage: "Sichten", note: "Notizen" }, // prettier-ignore
  fixedGroups: { fields: "Felder und Formulare", offers: "Vorschläge eines Felds", menus: "Menüs", days: "Datum wählen", switches: "Schalter, Reiter und Trennlinien" }, // prettier-ignore
  fixed: { linkPaper: "Paper verlinken", nextOfList: "Nächste Zeile einer Liste oder eines Zitats", keepLine: "Zeile behalten", keepForm: "Formular sichern", leave: "Feld, Formular oder Dialog verlassen", offers: "Weiter, zurück", offerPages: "Mehrere weiter, zurück (Palette)", take: "Übernehmen oder zu den Treffern", fillIn: "Einsetzen", addTag: "Getipptes Schlagwort hinzufügen", takeLast: "Letztes Schlagwort oder letzten Filter wegnehmen", clear: "Leeren, dann schließen", entries: "Weiter, zurück", ends: "Anfang, Ende", numbered: "Was eine Nummer hat", choose: "Wählen", closeMenu: "Schließen", days: "Vorheriges, nächstes Datum", weeks: "Woche davor, danach", months: "Monat davor, danach", years: "Jahr davor, danach", endsOfWeek: "Anfang, Ende der Woche", takeDay: "Datum übernehmen", nextOne: "Weiter oder breiter", previousOne: "Zurück oder schmaler" }, // prettier-ignore
  caps: { Mod: "Strg", Shift: "Umschalt", Alt: "Alt", Escape: "Esc", Tab: "Tab", Space: "Leertaste", Delete: "Entf", Home: "Pos1", End: "Ende", PageUp: "Bild↑", PageDown: "Bild↓", ContextMenu: "Menü" }, // prettier-ignore
  tip: (name, keys) => `${name} (${keys})`,
  waiting: (first) => `${first}, dann`,
};
