/** A stretch of text that matches the search, or does not. */
export interface Stretch {
  text: string;
  isMatch: boolean;
}

/** Splits `text` at the words of `query`: each matches at the start of a word, whatever its case and accents. */
export function markWords(text: string, query: string | null): Stretch[] {
  const words = (query ?? "").split(/\s+/).map((word) => foldedLetters(word).folded).filter(Boolean); // prettier-ignore
  if (words.length === 0 || text === "") return [{ text, isMatch: false }];
  const { folded, at } = foldedLetters(text);
  const ranges: [number, number][] = [];
  for (const word of words) {
    let from = folded.indexOf(word);
    while (from >= 0) {
      if (from === 0 || !/[\p{L}\p{N}]/u.test(folded[from - 1]!) || isUnspaced(word)) {
        ranges.push([at[from]!, at[from + word.length] ?? text.length]);
      }
      from = folded.indexOf(word, from + word.length);
    }
  }
  return markRanges(text, ranges);
}

/** Splits `text` at UTF-16 positions, in any order, also where they overlap. */
export function markRanges(text: string, ranges: [number, number][]): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) stretches.push({ text: text.slice(done, from), isMatch: false });
    stretches.push({ text: text.slice(from, end), isMatch: true });
    done = end;
  }
  if (done < text.length || stretches.length === 0) {
    stretches.push({ text: text.slice(done), isMatch: false });
  }
  return stretches;
}

/** Lower case without accents, and for each letter of it where it came from. */
export function foldedLetters(text: string): { folded: string; at: number[] } {
  let folded = "";
  const at: number[] = [];
  for (let i = 0; i < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(i)!);
    const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    for (let j = 0; j < plain.length; j++) at.push(i);
    folded += plain;
    i += letter.length;
  }
  at.push(text.length);
  return { folded, at };
}

/** Scripts that put no space between words match anywhere. */
function isUnspaced(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word);
}
