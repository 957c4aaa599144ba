import type { Chip, ChipKind, Completion, HasName, IsName, State } from "../backend/wire";
import { formatDay, formatNumber } from "./format";
import { isNamed } from "./names";
import { papers, quoted, sourceName } from "./phrases";
import { stateNames } from "./states";

/** Words about searching, and about what narrows a list. */
export const search = {
  label: "Search",
  clear: "Clear",
  open: "Search",
  suggestions: "Suggestions",
  states: "Found, by state",
  all: "All",
  ofState: (name: string, n: number) => `${name}, ${papers(n)}`,
  loosen: "What could be left out",
  without: (part: string, n: number) => `Without ${quoted(part)}: ${papers(n)}`,
  filters: "Filters",
  filter: "Filter",
  filterBy: "Filter by",
  clearAll: "Clear all",
  removeFilter: (name: string) => `Remove ${name}`,
  more: (kind: ChipKind) => `${kindNames[kind]}…`,
  other: "Type a filter…",
  chip: ({ kind, value }: Pick<Chip, "kind" | "value">) => chipName(kind, value),
  suggestion: ({ kind, value }: Pick<Completion, "kind" | "value">) =>
    value === null ? kindNames[kind] : chipName(kind, value),
  kinds: (kind: ChipKind) => kindNames[kind],
};

const kindNames: Record<ChipKind, string> = {
  exact: "Exact words",
  without: "Without a word",
  tag: "Tag",
  is: "State",
  year: "Year",
  from: "Source",
  has: "Has",
  added: "Added",
  finished: "Finished",
  due: "Due",
};

const states: Record<State | IsName, string> = {
  ...stateNames,
  starred: "Starred",
  snoozed: "Snoozed",
  unread: "Not finished",
  finished: "Finished",
};

const parts: Record<HasName, string> = {
  note: "Has a note",
  abstract: "Has an abstract",
  code: "Has code",
  due: "Has a due day",
};

/** A filter as it is read. */
function chipName(kind: ChipKind, value: string): string {
  switch (kind) {
    case "exact":
      return quoted(value);
    case "without":
      return `without ${quoted(value)}`;
    case "tag":
      return value;
    case "is":
      return isNamed(states, value) ? states[value] : value;
    case "has":
      return isNamed(parts, value) ? parts[value] : `Has ${value}`;
    case "year":
      return years(value);
    case "from":
      return `From ${quoted(sourceName(value))}`;
    case "added":
      return `Added ${span(value, "in the last")}`;
    case "finished":
      return `Finished ${span(value, "in the last")}`;
    case "due":
      return `Due ${span(value, "within")}`;
  }
}

function years(value: string): string {
  const [, first, last] = /^(\d*)-(\d*)$/.exec(value) ?? [];
  if (first === undefined || last === undefined) return value;
  if (last === "") return `${first} or later`;
  return first === "" ? `${last} or earlier` : `${first}–${last}`;
}

const units: Record<string, [string, string]> = {
  d: ["day", "days"],
  w: ["week", "weeks"],
  m: ["month", "months"],
  y: ["year", "years"],
};

function span(value: string, within: string): string {
  const [, n, unit] = /^(\d+)([dwmy])$/.exec(value) ?? [];
  const names = unit === undefined ? undefined : units[unit];
  if (names !== undefined) return n === "1" ? `${within} ${names[0]}` : `${within} ${formatNumber(Number(n))} ${names[1]}`; // prettier-ignore
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
}
