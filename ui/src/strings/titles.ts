import { plainMath } from "./math";
import { papers, quoted } from "./phrases";

/** A title short enough for a message: up to the colon, or the first words. */
export function shortTitle(title: string): string {
  const plain = plainMath(title);
  const start = plain.split(/[:：]\s/)[0] ?? plain;
  const letters = [...start];
  return letters.length <= 48 ? start : `${letters.slice(0, 46).join("").trimEnd()}…`;
}

/** What a message calls the papers that it is about: the title of one, or how many. */
export const whichPapers = (nPapers: number, title: string | null) =>
  nPapers === 1 && title !== null ? quoted(shortTitle(title)) : papers(nPapers);
