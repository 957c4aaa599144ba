const usual = 12_000;
const most = 60_000;

/**
 * Cuts a note into stretches that can be read one by one, each some 12,000 letters.
 *
 * A cut stands before a paragraph or heading after an empty line, and never within fenced code; a
 * list or paragraph that has no such place for long is cut at a line.
 */
export function* segmentsOf(text: string): Generator<[number, number], undefined> {
  let from = 0;
  let at = 0;
  let fence: string | null = null;
  let isAfterBlank = false;
  while (at < text.length) {
    const found = text.indexOf("\n", at);
    const next = found < 0 ? text.length : found + 1;
    // The start of a line tells what it is.
    const line = text.slice(at, Math.min(next, at + 80));
    const size = at - from;
    const isBlank = line.trim() === "";
    if (fence === null && size > usual && !isBlank) {
      const begins = isAfterBlank && !/^([ \t>|]|[-*+][ \t]|\d+[.)]|`{3}|~{3})/.test(line);
      if (begins || size > most) {
        yield [from, at];
        from = at;
      }
    }
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === null) fence = mark;
      else if (mark[0] === fence[0] && mark.length >= fence.length) fence = null;
    }
    isAfterBlank = isBlank;
    at = next;
  }
  if (from < text.length) yield [from, text.length];
  return undefined;
}
