import { quoted } from "./phrases";
import { shortTitle } from "./titles";

/** What is said where closing the window would lose something. */
export const closing = {
  heading: "Not everything is saved",
  note: (title: string) => `The note on ${quoted(shortTitle(title))} is not saved.`,
  why: (title: string | null) => `Why you saved ${title === null ? "this paper" : quoted(shortTitle(title))} is not saved.`, // prettier-ignore
  line: (title: string) => `Your line on ${quoted(shortTitle(title))} is not saved.`,
  form: (title: string | null) => title === null ? "The paper that you are writing is not saved." : `What you wrote in the details of ${quoted(shortTitle(title))} is not saved.`, // prettier-ignore
  change: "Your last change is not saved.",
  settings: "What you set is not saved.",
  underWay: "It is still being saved.",
  lost: "It is here as long as this window stays open. If you close it now, it is lost.",
  copy: "Copy the text",
  copied: "Copied the text",
  close: "Close anyway",
  stay: "Stay",
};
