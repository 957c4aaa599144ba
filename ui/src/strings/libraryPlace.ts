import type { Failure } from "../backend/wire";
import { failureSentence, settingsMistake } from "./failures";
import { quoted } from "./phrases";

/** Words about where the library is, and about moving it. */
export const libraryPlace = {
  move: "Move…",
  moveThis: "Move the library…",
  another: "Another library",
  anotherLine: "Open one that is in another folder, or make a new one there. This one stays where it is.", // prettier-ignore
  use: "Use another…",
  usual: "Usual place",
  usualLine: (folder: string, holdsLibrary: boolean) =>
    holdsLibrary ? `There is another library in ${folder}.` : folder,
  back: "Back to it…",
  fixed: {
    argument: "Fixed for this run by --library, so it cannot be moved or changed here.",
    variable: "Fixed for this run by OFFPRINT_LIBRARY, so it cannot be moved or changed here.",
  },
  /** Who said that the library is where it was looked for. */
  lookedFor: {
    argument: "This is the folder that --library names.",
    variable: "This is the folder that OFFPRINT_LIBRARY names.",
    settings: "This is the folder that you chose in Settings.",
    system: "This is the usual place.",
  },
  chooseAnother: "Use another library…",
  useUsual: "Use the usual place",

  moving: "Moving the library",
  movingLine: "It is copied and checked first; only then is the old folder cleared.",
  waiting: "Another Offprint is writing; waiting for it",
  cancel: "Cancel",
  stay: "Leave it here",

  makeNew: (name: string) => `Make a new library in ${quoted(name)}?`,
  makeNewLine: "There is none in this folder. The one you have stays where it is, and you can come back to it.", // prettier-ignore
  make: "Make a new library",
  goBack: "Back to the usual place?",
  goBackLine: (folder: string, holdsLibrary: boolean) =>
    holdsLibrary
      ? `There is another library in ${folder}. It is opened; the one you have now stays where it is.`
      : `The library is moved to ${folder}.`,
  goBackDo: (holdsLibrary: boolean) => (holdsLibrary ? "Open it" : "Move the library"),

  arrived: {
    moved: (folder: string) => `The library is in ${folder} now`,
    chosen: (folder: string) => `This is the library in ${folder}`,
  },
  notSaved: "Something you wrote is not saved yet. Save it first; the library stays where it is.",
  importRuns: "Papers are coming in. Wait until they are here; the library stays where it is.",
  stays: "The library stays where it is.",
  refused: (failure: Failure): string => {
    const { code, cause, path } = failure;
    if (cause?.kind === "moved") return `The library that was in this folder is in ${path ?? ""} now. Choose that folder.`; // prettier-ignore
    if (code === "cancelled") return "Cancelled.";
    if (code === "read_only" && cause === null) return `${path ?? "This folder"} cannot be written to. Choose another, or give yourself the right to write to it.`; // prettier-ignore
    if (code === "usage") return settingsMistake(failure);
    return failureSentence(failure);
  },
};
