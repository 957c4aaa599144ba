/** The marks of a plot: told apart by colour and by shape. */
export type Look = "solid" | "outline" | "striped";

/** One series of a plot, as its legend shows it. */
export interface Series {
  name: string;
  look: Look;
  /** The token of its colour. */
  colour: string;
}

/** What a plot shows as a table: the head of each column, and rows that begin with their own head. */
export interface Table {
  heads: string[];
  rows: { head: string; numbers: number[] }[];
}

/** Whether a label has room: every label of few, of many every second, third and so on, and always the last. */
export function hasLabel(place: number, nAll: number): boolean {
  const every = Math.ceil(nAll / 14);
  return (nAll - 1 - place) % every === 0;
}
