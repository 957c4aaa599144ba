import type { GroupKey } from "../backend/wire";
import { formatDay, formatList, formatNumber } from "./format";
import { fileName, papers } from "./phrases";
import { stateNames } from "./states";

/** Words about lists of papers. */
export const list = {
  sortBy: "Sort by",
  sort: {
    added: "Added, newest first",
    title: "Title, A to Z",
    year: "Year, newest first",
    state: "State, inbox first",
    queue: "Queue order",
    trashed: "Taken out, newest first",
    snoozed: "Back soonest first",
    relevance: "Best match",
  },
  groupBy: {
    added: "Group by import",
    state: "Group by state",
    year: "Group by year",
    none: "Without groups",
  },
  group: groupName,
  ofGroup: (name: string) => `${name}:`,
  starred: "Starred",
  dueOn: (day: string) => `due ${day}`,
  snoozedUntil: (day: string) => `snoozed until ${day}`,
  added: (age: string) => `added ${age}`,
  trashed: (age: string) => `moved to the trash ${age}`,
  andMore: (names: string, n: number) => `${names} and ${formatNumber(n)} more`,
  noteLabel: "Note:",
  looking: "Looking…",
  results: (n: number) => (n === 0 ? "No paper found" : `${papers(n)} found`),
  waiting: "Another Offprint is writing; waiting",
};

/** What the papers of a group have in common. */
function groupName(of: GroupKey): string {
  switch (of.by) {
    case "state":
      return stateNames[of.state];
    case "year":
      return of.year === null ? "No year" : `${of.year}`;
    case "arrival": {
      const sources = of.imports.map(({ source }) => fileName(source));
      const from = sources.length === 0 ? "Added by hand" : formatList(sources);
      return `${from} · ${formatDay(of.at)}`;
    }
  }
}
