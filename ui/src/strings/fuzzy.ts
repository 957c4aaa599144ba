import { foldedLetters } from "./marks";

/** How well a text answers what was typed, the least best, and where: UTF-16 ranges of `text`. */
export interface Match {
  rank: number;
  ranges: [number, number][];
}

/** From here on the letters only follow each other somewhere. */
export const poorRank = 4;

/** With fewer letters, letters that only follow each other somewhere would find nearly everything. */
const nLettersAnywhere = 3;

/**
 * Finds what was typed in a text, whatever its case and accents: the text begins with it, its words
 * begin words (in this order, in any), its letters begin words one after the other, or they follow
 * each other somewhere.
 */
export function fuzzy(text: string, typed: string): Match | null {
  const { folded, at } = foldedLetters(text);
  const query = foldedLetters(typed.trim()).folded;
  const words = query.split(/\s+/).filter(Boolean);
  const letters = words.join("");
  if (letters === "") return { rank: 0, ranges: [] };
  const starts = startsOf(folded);
  const ways = [
    () => (folded.startsWith(query) ? [[0, query.length] as Range] : null),
    () => beginWords(folded, starts, words, true),
    () => beginWords(folded, starts, words, false),
    () => initials(folded, starts, letters),
    () => (letters.length >= nLettersAnywhere ? inOrder(folded, letters) : null),
  ];
  for (const [rank, way] of ways.entries()) {
    const found = way();
    if (found) return { rank, ranges: found.map(([from, to]) => [at[from]!, at[to]!]) };
  }
  return null;
}

/** Where in a text the words that were typed begin words, as the number of words before the first; none where one does not. */
export function beginsWords(text: string, typed: string): number | null {
  const { folded } = foldedLetters(text);
  const words = foldedLetters(typed).folded.split(/\s+/).filter(Boolean);
  const starts = startsOf(folded);
  const found = beginWords(folded, starts, words, false);
  return found && starts.indexOf(Math.min(...found.map(([from]) => from)));
}

type Range = [number, number];

/** Where words begin. */
function startsOf(folded: string): number[] {
  return [...folded.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => index);
}

function beginWords(
  folded: string,
  starts: number[],
  words: string[],
  isInOrder: boolean,
): Range[] | null {
  const taken: number[] = [];
  for (const word of words) {
    const from = isInOrder ? (taken.at(-1) ?? -1) : -1;
    const start = starts.find((s) => s > from && !taken.includes(s) && folded.startsWith(word, s));
    if (start === undefined) return null;
    taken.push(start);
  }
  return taken.map((start, i) => [start, start + words[i]!.length]);
}

/** Stretches of the letters, each at the start of a later word: `gti` for “Go to Inbox”. */
function initials(folded: string, starts: number[], letters: string): Range[] | null {
  const failed = new Set<string>();
  const from = (done: number, nthStart: number): Range[] | null => {
    if (done === letters.length) return [];
    const key = `${done} ${nthStart}`;
    if (failed.has(key)) return null;
    for (let nth = nthStart; nth < starts.length; nth++) {
      const start = starts[nth]!;
      let length = 0;
      while (done + length < letters.length && folded[start + length] === letters[done + length]) length++; // prettier-ignore
      for (; length > 0; length--) {
        const rest = from(done + length, nth + 1);
        if (rest) return [[start, start + length], ...rest];
      }
    }
    failed.add(key);
    return null;
  };
  return from(0, 0);
}

function inOrder(folded: string, letters: string): Range[] | null {
  const ranges: Range[] = [];
  let from = 0;
  for (const letter of letters) {
    const found = folded.indexOf(letter, from);
    if (found < 0) return null;
    const last = ranges.at(-1);
    if (last && last[1] === found) last[1] = found + 1;
    else ranges.push([found, found + 1]);
    from = found + 1;
  }
  return ranges;
}
