import { formatNumber } from "./format";
import { papers } from "./phrases";

/** Words about lists of papers. */
export const list = {
  sortBy: "Sort by",
  sort: {
    added: "Added, newest first",
    title: "Title",
    year: "Year, newest first",
    state: "State",
    queue: "Queue order",
    trashed: "Taken out, newest first",
    snoozed: "Back soonest first",
    relevance: "Best match",
  },
  starred: "Starred",
  dueOn: (day: string) => `due ${day}`,
  snoozedUntil: (day: string) => `snoozed until ${day}`,
  added: (age: string) => `added ${age}`,
  trashed: (age: string) => `moved to the trash ${age}`,
  andMore: (names: string, n: number) => `${names} and ${formatNumber(n)} more`,
  noteLabel: "Note:",
  results: (n: number) => (n === 0 ? "No paper has all of these words" : `${papers(n)} found`),
  waiting: "Another Offprint is writing; waiting",
};
