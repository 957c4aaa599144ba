/** How many rows of a long list are asked for at once: a block. */
export const blockSize = 100;

/** So many blocks are kept. */
const keptBlocks = 12;

export function blockOf(index: number): number {
  return Math.floor(index / blockSize);
}

/** Rows by their places in the list. */
export function placed<R>(rows: readonly R[], fromRow: number): Map<number, R> {
  return new Map(rows.map((row, i) => [fromRow + i, row]));
}

/** New rows by their places; those that say what was there before stay as they are, and are not drawn again. */
export function keepEqual<R>(before: ReadonlyMap<number, R>, now: Map<number, R>): Map<number, R> {
  for (const [index, row] of now) {
    const old = before.get(index);
    if (old !== undefined && JSON.stringify(old) === JSON.stringify(row)) now.set(index, old);
  }
  return now;
}

/** Lets go of the blocks that lie farthest from what is in sight; they are not asked for any more then. */
export function letGoOfFar(
  rows: Map<number, unknown>,
  asked: Set<number>,
  [from, to]: readonly [number, number],
): void {
  if (asked.size <= keptBlocks) return;
  const middle = (from + to) / 2 / blockSize;
  const far = [...asked].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
  for (const block of far.slice(0, asked.size - keptBlocks)) {
    asked.delete(block);
    for (let i = 0; i < blockSize; i++) rows.delete(block * blockSize + i);
  }
}
