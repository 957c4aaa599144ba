import { formulasOf, plainMath } from "./math";
import { markRanges, type Stretch } from "./marks";

/** Returns a line of a note as one reads it in a list: without marks, links by their words. */
export const plainNoteLine = (line: string): string => plainMath(withoutMarks(line));

/**
 * Returns a piece of text that matched as one reads it in a list, and what of it matched (UTF-16 positions): formulas
 * as plain signs, and of a note without its marks. What matches within a formula marks all of it.
 */
export function plainFragment(
  text: string,
  matches: [number, number][],
  isOfNote: boolean,
): Stretch[] {
  const formulas = formulasOf(text);
  const wide = matches.map(([start, end]): [number, number] => {
    const met = formulas.filter(({ from, to }) => from < end && start < to);
    return [Math.min(start, ...met.map(({ from }) => from)), Math.max(end, ...met.map(({ to }) => to))]; // prettier-ignore
  });
  // Taking marks off moves all that stands behind them, so that what matched is marked in the text itself meanwhile.
  const marked = markRanges(text, wide).map(({ text, isMatch }) => (isMatch ? begin + text + end : text)).join(""); // prettier-ignore
  const plain = isOfNote ? plainNoteLine(marked) : plainMath(marked);
  const stretches: Stretch[] = [];
  let isMatch = false;
  for (const piece of plain.split(bounds)) {
    if (piece === begin || piece === end) isMatch = piece === begin;
    else if (piece !== "") stretches.push({ text: piece, isMatch });
  }
  return stretches;
}

/** Signs that no text has. */
const begin = "\uE010";
const end = "\uE011";
const bounds = /([\uE010\uE011])/;

/** The signs of Markdown, and what stands for them within formulas, where they mean something else. */
const signs = "`*~[]()\\";
const hidden = 0xe000;

function withoutMarks(line: string): string {
  let open = "";
  let done = 0;
  for (const { from, to } of formulasOf(line)) {
    const formula = line.slice(from, to).replace(/[`*~[\]()\\]/g, (sign) => String.fromCharCode(hidden + signs.indexOf(sign))); // prettier-ignore
    open += line.slice(done, from) + formula;
    done = to;
  }
  const plain = (open + line.slice(done))
    .replace(/!?\[\[([^\]]+)\]\]/g, "$1")
    .replace(/!?\[((?:\\.|[^\]\\])*)\]\([^()\s]*\)/g, "$1")
    .replace(/(?<!\\)(\*{1,3}|~~|`)(?=\S)([^*`~]*?\S)\1/g, "$2")
    // The first line is kept without the marks at its beginning, and a fragment is cut: of a pair one may be left.
    .replace(/(?<![\p{L}\p{N}])(?:\*\*|~~)|(?:\*\*|~~)(?![\p{L}\p{N}])/gu, "")
    .replace(/^([^`]*)`([^`]*)$/, "$1$2")
    .replace(/^\[[ xX]\]\s+/, "")
    .replace(/\\([[\]\\`*_])/g, "$1");
  return plain.replace(/[\uE000-\uE007]/g, (sign) => signs[sign.charCodeAt(0) - hidden]!);
}
