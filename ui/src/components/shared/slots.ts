/** A row that is to be drawn. */
export interface Place {
  index: number;
  /** What the row is of, where that is known: by it a row is found that has moved. */
  of?: string | undefined;
}

/** A row of a list, and which of the list's elements draws it. */
export interface Slot extends Place {
  /** Names the element for as long as it is there, whichever row it draws. */
  key: number;
  /** Whether it is the row with the cursor, and so the one that may have the focus. */
  isCursor: boolean;
}

/**
 * Gives rows that came into sight the elements of those that left it, which is much cheaper than new ones.
 *
 * A row that stays keeps its element, and so do rows that have moved up or down, as a row of text is laid out for a
 * third of a frame. The element with the focus stays at the cursor where its row has gone. No element moves among the
 * others, since one that moves loses the focus. Both lists are in the order of their rows. `newKey` names an element
 * that is not there yet.
 */
export function reuse(
  before: readonly Slot[],
  places: readonly Place[],
  cursor: number,
  newKey: () => number,
): Slot[] {
  const moved = nthsOfMoved(before, places, cursor);
  const nths = moved ?? nthsOfStaying(before, places);
  const taken = new Set(nths);
  let next = 0;
  return places.map((place, i) => {
    const isCursor = place.index === cursor;
    const nth = nths[i] ?? next;
    const isFree = nths[i] !== undefined || (nth < before.length && !taken.has(nth));
    if (!isFree) return { ...place, isCursor, key: newKey() };
    next = nth + 1;
    return { ...place, isCursor, key: before[nth]!.key };
  });
}

/** For each row which of the elements it had at the same index. */
function nthsOfStaying(before: readonly Slot[], places: readonly Place[]): (number | undefined)[] {
  const nthOf = new Map(before.map(({ index }, nth) => [index, nth]));
  return places.map(({ index }) => nthOf.get(index));
}

/** For each row which of the elements it had, wherever; null unless some have moved and most are found in their order. */
function nthsOfMoved(
  before: readonly Slot[],
  places: readonly Place[],
  cursor: number,
): (number | undefined)[] | null {
  const nthOf = new Map(before.flatMap(({ of }, nth) => (of === undefined ? [] : [[of, nth]])));
  const isMoved = ({ index, of }: Place) => of !== undefined && nthOf.has(of) && before[nthOf.get(of)!]!.index !== index; // prettier-ignore
  if (!places.some(isMoved)) return null;

  const focused = before.findIndex(({ isCursor }) => isCursor);
  const isLeft = focused >= 0 && !places.some(({ of }) => of === before[focused]!.of);
  const isHeld = focused >= 0 && (isLeft || before[focused]!.index === cursor);
  let next = 0;
  const nths = places.map(({ index, of }) => {
    let nth = of === undefined ? undefined : nthOf.get(of);
    if (isHeld && index === cursor) nth = focused;
    else if (isHeld && index < cursor && nth !== undefined && nth >= focused) nth = undefined;
    if (nth === undefined || nth < next) return undefined;
    next = nth + 1;
    return nth;
  });
  return nths.filter((nth) => nth !== undefined).length * 2 > places.length ? nths : null;
}
