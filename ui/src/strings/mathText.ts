import { markWords } from "./marks";
import { formulasOf, plainFormula, type Formula } from "./math";

/** A stretch of text, or a formula with its plain form; the words of a search are marked in both. */
export interface MathPiece {
  text: string;
  formula: Formula | null;
  isMatch: boolean;
}

/** Splits `text` at its formulas, and at the words of `query` as they stand in the plain form of it. */
export function mathPieces(text: string, query: string | null): MathPiece[] {
  const parts = splitAtFormulas(text);
  const plain = parts.map((part) => part.text).join("");
  const stretches = markWords(plain, query);
  const pieces: MathPiece[] = [];
  let at = 0;
  let stretch = 0;
  let stretchEnd = stretches[0]!.text.length;
  for (const part of parts) {
    const end = at + part.text.length;
    let isMatch = false;
    while (at < end) {
      const to = Math.min(end, stretchEnd);
      const match = stretches[stretch]!.isMatch;
      isMatch ||= match;
      if (part.formula === null) {
        pieces.push({ text: plain.slice(at, to), formula: null, isMatch: match });
      }
      at = to;
      if (at === stretchEnd && stretch + 1 < stretches.length) {
        stretch++;
        stretchEnd += stretches[stretch]!.text.length;
      }
    }
    // A formula is marked whole: what is set has no letters to mark.
    if (part.formula !== null) pieces.push({ text: part.text, formula: part.formula, isMatch });
  }
  return pieces;
}

function splitAtFormulas(text: string): { text: string; formula: Formula | null }[] {
  const parts: { text: string; formula: Formula | null }[] = [];
  let done = 0;
  for (const formula of formulasOf(text)) {
    if (formula.from > done) parts.push({ text: text.slice(done, formula.from), formula: null });
    parts.push({ text: plainFormula(formula), formula });
    done = formula.to;
  }
  if (done < text.length) parts.push({ text: text.slice(done), formula: null });
  return parts;
}
