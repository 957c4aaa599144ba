/** A row of a list, and which of the list's elements draws it. */
export interface Slot {
  index: number;
  /** Names the element for as long as it is there, whichever row it draws. */
  key: number;
}

/**
 * Gives rows that came into sight the elements of those that left it, which is much cheaper than new ones.
 *
 * A row that stays keeps its element, and no element moves among the others, since one that moves loses the focus.
 * Both lists are in the order of their rows. `newKey` names an element that is not there yet.
 */
export function reuse(
  before: readonly Slot[],
  indexes: readonly number[],
  newKey: () => number,
): Slot[] {
  const staying = new Set(indexes);
  const nthOf = new Map(before.map(({ index }, nth) => [index, nth]));
  let next = 0;
  return indexes.map((index) => {
    const nth = nthOf.get(index);
    if (nth !== undefined) {
      next = nth + 1;
      return before[nth]!;
    }
    const free = before[next];
    if (free === undefined || staying.has(free.index)) return { index, key: newKey() };
    next++;
    return { index, key: free.key };
  });
}
