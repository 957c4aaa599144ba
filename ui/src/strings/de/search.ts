import type { ChipKind, HasName, IsName, State } from "../../backend/wire";
import { formatDay } from "../format";
import type { Words } from "../strings";
import { isNamed } from "../names";
import { count, papers, quoted, sourceName } from "./phrases";
import { stateNames } from "./states";

const kindNames: Record<ChipKind, string> = {
  exact: "Genaue Wörter",
  without: "Ohne ein Wort",
  tag: "Schlagwort",
  is: "Stand",
  year: "Jahr",
  from: "Quelle",
  has: "Hat",
  added: "Hinzugefügt",
  finished: "Fertig",
  due: "Fällig",
};

const states: Record<State | IsName, string> = {
  ...stateNames,
  starred: "Mit Stern",
  snoozed: "Zurückgestellt",
  unread: "Nicht fertig",
  finished: "Fertig",
};

const parts: Record<HasName, string> = {
  note: "Hat eine Notiz",
  abstract: "Hat ein Abstract",
  code: "Hat Code",
  due: "Hat eine Fälligkeit",
};

/** Words about searching, and about what narrows a list. */
export const search: Words["search"] = {
  label: "Suchen",
  clear: "Leeren",
  open: "Suchen",
  suggestions: "Vorschläge",
  states: "Gefunden, nach Stand",
  all: "Alle",
  ofState: (name, n) => `${name}, ${papers(n)}`,
  loosen: "Was wegfallen könnte",
  without: (part, n) => `Ohne ${quoted(part)}: ${papers(n)}`,
  filters: "Filter",
  filter: "Filtern",
  filterBy: "Filtern nach",
  clearAll: "Alle entfernen",
  removeFilter: (name) => `${name} entfernen`,
  more: (kind) => `${kindNames[kind]}…`,
  other: "Filter eintippen…",
  chip: ({ kind, value }) => chipName(kind, value),
  suggestion: ({ kind, value }) => (value === null ? kindNames[kind] : chipName(kind, value)),
  kinds: (kind) => kindNames[kind],
};

/** A filter as it is read. */
function chipName(kind: ChipKind, value: string): string {
  switch (kind) {
    case "exact":
      return quoted(value);
    case "without":
      return `ohne ${quoted(value)}`;
    case "tag":
      return value;
    case "is":
      return isNamed(states, value) ? states[value] : value;
    case "has":
      return isNamed(parts, value) ? parts[value] : `Hat ${value}`;
    case "year":
      return years(value);
    case "from":
      return `Aus ${quoted(sourceName(value))}`;
    case "added":
      return `Hinzugefügt ${span(value, ["im letzten", "in der letzten", "in den letzten"])}`;
    case "finished":
      return `Fertig ${span(value, ["im letzten", "in der letzten", "in den letzten"])}`;
    case "due":
      return `Fällig ${span(value, ["binnen einem", "binnen einer", "binnen"])}`;
  }
}

function years(value: string): string {
  const [, first, last] = /^(\d*)-(\d*)$/.exec(value) ?? [];
  if (first === undefined || last === undefined) return value;
  if (last === "") return `ab ${first}`;
  return first === "" ? `bis ${last}` : `${first}–${last}`;
}

/** A length of time: what comes before one of it, one, and many of it. */
const units: Record<string, { article: 0 | 1; one: string; other: string }> = {
  d: { article: 0, one: "Tag", other: "Tagen" },
  w: { article: 1, one: "Woche", other: "Wochen" },
  m: { article: 0, one: "Monat", other: "Monaten" },
  y: { article: 0, one: "Jahr", other: "Jahren" },
};

/** With what stands before one of a unit (der Tag, die Woche) and before many. */
function span(value: string, within: [string, string, string]): string {
  const [, n, unit] = /^(\d+)([dwmy])$/.exec(value) ?? [];
  const names = unit === undefined ? undefined : units[unit];
  if (names === undefined) return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
  if (n === "1") return `${within[names.article]} ${names.one}`;
  return `${within[2]} ${count(Number(n), names.one, names.other)}`;
}
