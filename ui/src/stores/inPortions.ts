/** So many are taken up before keys and frames have their turn again. */
const atOnce = 20_000;

/** Makes a set of what may be a million, some at a time: all at once the window would stand still for a second. */
export async function setOf<T>(all: readonly T[]): Promise<Set<T>> {
  const set = new Set<T>();
  for (let from = 0; from < all.length; from += atOnce) {
    if (from > 0) await new Promise((next) => setTimeout(next));
    const to = Math.min(from + atOnce, all.length);
    for (let i = from; i < to; i++) set.add(all[i]!);
  }
  return set;
}
