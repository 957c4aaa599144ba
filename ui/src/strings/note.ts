import { quoted } from "./phrases";
import { shortTitle } from "./titles";

/** Words about notes. */
export const note = {
  label: "Note",
  invite: "Write a note",
  saved: "Saved",
  done: "Done",
  edit: "Edit the note",
  hint: "Markdown. The first line shows in lists.",
  bold: "bold",
  linkPaper: "link a paper",
  /** Names the papers that `[[` offers. */
  papers: "Papers to link to",
  opened: (url: string) => `Opened ${url}`,
  noPaper: "The paper of this link is not in the library.",
  notSavedSince: (time: string) => `Not saved since ${time}`,
  failedHeading: "The note is not saved",
  textStays: "The text below stays here, and Offprint tries again by itself.",
  copy: "Copy note",
  retry: "Try again",
  both: "This note was changed elsewhere, too. Both texts are kept: yours, then the other below the line.",
  elsewhere: (title: string) => `The note on ${quoted(shortTitle(title))} is not saved yet. Offprint will try again.`, // prettier-ignore
};
