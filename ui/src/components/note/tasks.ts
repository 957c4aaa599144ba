/** Returns a note with the box of a task ticked or cleared; `at` is where the box stands. */
export function toggled(text: string, at: number): string {
  const sign = text[at + 1];
  if (text[at] !== "[" || text[at + 2] !== "]" || sign === undefined) return text;
  return text.slice(0, at + 1) + (sign === " " ? "x" : " ") + text.slice(at + 2);
}
