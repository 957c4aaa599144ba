import { papers, quoted } from "./phrases";

/** Words of the place where tags are kept in order. */
export const tags = {
  title: "All tags",
  line: "names and colours, on all papers",
  none: "No tag yet",
  /** How to make one, with the key where there is one. */
  press: (key: string) => `Press ${key} on a paper to tag it. Tags are gathered here.`,
  noneLine: "The tags of all papers are gathered here.",
  count: papers,
  open: (tag: string, nPapers: number) => `${tag}, ${papers(nPapers)}`,
  rename: "Rename",
  renameThis: (tag: string) => `Rename ${quoted(tag)}`,
  newName: (tag: string) => `New name of ${quoted(tag)}`,
  delete: "Delete",
  deleteThis: (tag: string) => `Delete ${quoted(tag)}`,
  hueOf: (tag: string) => `Colour of ${quoted(tag)}`,
  hues: ["Petrol", "Indigo", "Plum", "Rose", "Amber", "Moss", "Green", "Grey"],
  byName: "Its usual colour",
  renamed: (from: string, to: string) => `Renamed ${quoted(from)} to ${quoted(to)}`,
  merged: (from: string, into: string) => `Merged ${quoted(from)} into ${quoted(into)}`,
  deleted: (tag: string, nPapers: number) => `Deleted ${quoted(tag)}. ${papers(nPapers)} had it.`,
  hueSet: (tag: string) => `Changed the colour of ${quoted(tag)}`,
  askMerge: (from: string, into: string) => `Merge ${quoted(from)} into ${quoted(into)}?`,
  askMergeLine: (from: string, nFrom: number, into: string, nInto: number) =>
    `${quoted(into)} is on ${papers(nInto)}. The ${papers(nFrom)} with ${quoted(from)} get it instead. You can undo this.`,
  merge: (nFrom: number) => `Merge ${papers(nFrom)}`,
  cancel: "Cancel",
};
