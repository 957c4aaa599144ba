import type { ChangeRow } from "../backend/wire";
import { changed, starred, stateSet, tagsEdited } from "./changed";
import { papers, quoted } from "./phrases";
import { shortTitle, whichPapers } from "./titles";

/** What the window says when something happened. */
export const messages = {
  label: "Messages",
  stateSet,
  tagsEdited,
  starred,
  undo: "Undo",
  redo: "Redo",
  undone: (row: ChangeRow) => `Undone: ${changed(row)}`,
  redone: (row: ChangeRow) => `Redone: ${changed(row)}`,
  notUndone: (row?: ChangeRow) => `Not undone${row ? `: ${changed(row)}` : ""}. It was changed again later, so all was left as it is.`, // prettier-ignore
  notRedone: (row?: ChangeRow) => `Not redone${row ? `: ${changed(row)}` : ""}. It was changed again later, so all was left as it is.`, // prettier-ignore
  left: (n: number) => n === 1 ? "1 paper was changed again later and was left as it is." : `${papers(n)} were changed again later and were left as they are.`, // prettier-ignore
  pageEnded: "The page had stopped and was opened again. The library is safe; look at what you typed last.", // prettier-ignore
  nothingToUndo: "Nothing to undo",
  nothingToRedo: "Nothing to redo",
  copied: "Copied title and link",
  dialogOpen: "A dialog for files is open already. Answer that one first.",
  keySet: (key: string) => `The citation key is ${quoted(key)} now`,
  apart: (title: string, other: string) => `Kept ${quoted(shortTitle(title))} and ${quoted(shortTitle(other))} apart`, // prettier-ignore
  merged: (title: string) => `${quoted(shortTitle(title))} is one paper now`,
  askedAgain: "The question is open again",
  parted: (title: string) => `Parted ${quoted(shortTitle(title))} again`,
  close: "Close",
  queuedFirst: (n: number, title: string | null) =>
    `Put ${whichPapers(n, title)} first in the queue`,
  opened: (title: string) => `Opened ${quoted(shortTitle(title))} in your browser`,
  watching: (name: string) => `Watching ${quoted(name)}`,
  notWatching: (name: string) => `Stopped watching ${quoted(name)}`,
};
