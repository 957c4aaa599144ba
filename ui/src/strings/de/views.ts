import { formatNumber } from "../format";
import type { Words } from "../strings";
import { count, papers } from "./phrases";

/** Words about the views, the sidebar and the window around them. */
export const views: Words["views"] = {
  label: "Ansichten",
  inbox: "Eingang",
  waiting: "Am längsten wartend",
  queue: "Leseliste",
  reading: "Lese ich",
  all: "Alle Papers",
  finished: "Fertig",
  starred: "Mit Stern",
  snoozed: "Zurückgestellt",
  dropped: "Verworfen",
  duplicates: "Dubletten",
  trash: "Papierkorb",
  library: "Bibliothek",
  imports: "Alle Importe",
  latestImports: "Importe",
  tags: "Alle Schlagwörter",
  tagsInUse: "Schlagwörter",
  saved: "Gesicherte Ansichten",
  watched: "Überwachte Ordner",
  insights: "Einblicke",
  history: "Verlauf",
  settings: "Einstellungen",
  more: "Mehr",
  withCount: (name, n) => `${name}, ${papers(n)}`,
  exactly: (name, n) => `${name}: ${formatNumber(n)}`,
  sameName: (name, when) => `${when} · ${name}`,
  importWithCount: (name, n) => `${name}, ${formatNumber(n)} nicht entschieden`,
  withQuestions: (n) => `Dubletten, ${count(n, "offene Frage", "offene Fragen")}`,
  watchedWithProblems: (n) => `Überwachte Ordner, ${count(n, "Problem", "Probleme")}`,
  problems: (n) => count(n, "Problem", "Probleme"),
  sidebar: "Breite der Seitenleiste",
  list: "Breite der Liste",
  showSidebar: "Seitenleiste zeigen",
  menu: "Menü von Offprint",
  windowTitle: (view, nInbox, isInbox) =>
    nInbox === 0
      ? `${view} · Offprint`
      : isInbox
        ? `${view} (${formatNumber(nInbox)}) · Offprint`
        : `${view} · ${formatNumber(nInbox)} im Eingang · Offprint`,
};
