import { count, papers } from "./phrases";

/** Words of the command palette. */
export const palette = {
  name: "Command palette",
  field: "What do you want to do?",
  forPapers: (n: number) => (n === 1 ? "For this paper" : `For these ${papers(n)}`),
  groups: { recent: "Used last", goTo: "Go to", commands: "Commands", papers: "Papers", tags: "Tags" }, // prettier-ignore
  results: (n: number) => count(n, "choice", "choices"),
  none: "Nothing has that name",
  noneLine: "Try fewer letters; papers are found by any word in them.",
  choose: "choose",
  run: "run",
  fill: "fill in",
  close: "close",
};
