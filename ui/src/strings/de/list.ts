import { formatDay, formatList, formatNumber } from "../format";
import type { Words } from "../strings";
import { fileName, papers } from "./phrases";
import { stateNames } from "./states";

/** Words about lists of papers. */
export const list: Words["list"] = {
  sortBy: "Sortieren nach",
  sort: {
    added: "Zuletzt hinzugefügt",
    title: "Titel, A bis Z",
    year: "Jahr, neueste zuerst",
    state: "Stand, Eingang zuerst",
    queue: "Reihenfolge der Leseliste",
    trashed: "Zuletzt herausgenommen",
    snoozed: "Bald zurück zuerst",
    relevance: "Beste Treffer",
  },
  groupBy: {
    added: "Nach Import gruppieren",
    state: "Nach Stand gruppieren",
    year: "Nach Jahr gruppieren",
    none: "Ohne Gruppen",
  },
  group: (of) => {
    switch (of.by) {
      case "state":
        return stateNames[of.state];
      case "year":
        return of.year === null ? "Ohne Jahr" : `${of.year}`;
      case "arrival": {
        const sources = of.imports.map(({ source }) => fileName(source));
        const from = sources.length === 0 ? "Von Hand hinzugefügt" : formatList(sources);
        return `${from} · ${formatDay(of.at)}`;
      }
    }
  },
  ofGroup: (name) => `${name}:`,
  starred: "Mit Stern",
  dueOn: (day) => `fällig ${day}`,
  snoozedUntil: (day) => `zurückgestellt bis ${day}`,
  added: (age) => `hinzugefügt ${age}`,
  trashed: (age) => `in den Papierkorb gelegt ${age}`,
  andMore: (names, n) => `${names} und ${formatNumber(n)} weitere`,
  noteLabel: "Notiz:",
  looking: "Suche läuft…",
  results: (n) => (n === 0 ? "Kein Paper gefunden" : `${papers(n)} gefunden`),
  waiting: "Ein anderes Offprint schreibt; warten",
};
