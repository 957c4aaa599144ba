import type { State } from "../backend/wire";
import { details, identifier } from "./details";
import { formatNumber } from "./format";
import { count, papers, quoted } from "./phrases";
import { preview } from "./preview";
import { stateNames } from "./states";
import { shortTitle } from "./titles";

/** Words about one paper, or some. */
export const paper = {
  label: "Paper",
  none: "No paper selected",
  readingState: "Reading state",
  star: "Star",
  unstar: "Take the star off",
  tags: "Tags",
  more: "More",
  back: "Back to the list",
  position: (position: number, of: number) =>
    `no. ${formatNumber(position)} of ${formatNumber(of)}`,
  seenAgain: (n: number) => `seen ${count(n, "time", "times")}`,
  seenTimes: (n: number) => (n === 1 ? "Seen once" : `Seen ${count(n, "time", "times")}`),
  place: (position: number, of: number) => `${formatNumber(position)} of ${formatNumber(of)}`,
  formatOf: (format: string) => preview.format(format),
  mail: (subject: string | null, sender: string | null, day: string | null) => [subject === null ? null : quoted(subject), sender, day].filter(Boolean).join(" · "), // prettier-ignore
  mergedWith: (title: string, day: string) => `Merged with ${quoted(shortTitle(title))} on ${day}.`, // prettier-ignore
  details,
  identifier,
  citation: {
    label: "Citation key",
    citedAs: "Cited as",
    copy: "Copy the citation key",
    copied: "Copied the citation key",
    set: "Set the citation key",
    hint: "Enter keeps it, Esc leaves it as it was.",
  },
  moreAuthors: (n: number) => `and ${formatNumber(n)} more`,
  open: { paper: "Paper", pdf: "PDF", code: "Code", other: "Link" },
  opensInBrowser: "This opens in your browser and needs a network.",
  start: "Start reading",
  sideBySide: "Read side by side",
  abstract: "Abstract",
  addTag: "Tag",
  addWhy: "Why I saved it",
  whyLabel: "Why I saved it",
  whyPlaceholder: "One line: why did you save it?",
  trail: "Dates",
  added: (day: string) => `Added ${day}`,
  queued: (day: string) => `Queued ${day}`,
  started: (day: string) => `Started ${day}`,
  finished: (day: string, state: State) => `${stateNames[state]} ${day}`,
  selecting: (n: number) => `Selecting ${papers(n)}…`,
  selected: (n: number) => `${papers(n)} selected`,
  selectOne: "to select one again",
  titleAndLink: (title: string, link: string | null) =>
    link === null ? title : `${title}\n${link}`,
};
