import { shortTitle } from "../titles";
import { papers, quoted } from "./phrases";

/** What a message calls the papers that it is about: the title of one, or how many. */
export const whichPapers = (nPapers: number, title: string | null) =>
  nPapers === 1 && title !== null ? quoted(shortTitle(title)) : papers(nPapers);
