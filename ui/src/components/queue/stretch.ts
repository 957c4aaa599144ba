/** The rows of the queue that are drawn, from the first to the one after the last. */
export interface Stretch {
  from: number;
  to: number;
}

/** How many rows more are drawn at a time. */
export const nStep = 100;

/** A web view stands still for minutes over a hundred thousand rows that are not all of one height. */
const nMost = 500;

/** Draws more where the cursor has come to the edge, and only what is around it where it went far. */
export function around(stretch: Stretch, cursor: number): Stretch {
  const { from, to } = stretch;
  if (from <= cursor && cursor < to) return stretch;
  const near = { from: Math.max(0, cursor - nStep), to: cursor + nStep };
  const more = { from: Math.min(from, near.from), to: Math.max(to, near.to) };
  return more.to - more.from <= nMost ? more : near;
}
