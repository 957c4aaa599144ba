/**
 * Makes of `ask` a refresh that may be called at any time: one question at a time, and another after it
 * where the answer may be old by then. So an old answer never takes the place of a newer one.
 */
export function untilQuiet(ask: () => Promise<void>): () => Promise<void> {
  let asking: Promise<void> | null = null;
  let isWanted = false;
  async function askUntilQuiet(): Promise<void> {
    try {
      while (isWanted) {
        isWanted = false;
        await ask();
      }
    } finally {
      asking = null;
    }
  }
  return () => {
    isWanted = true;
    asking ??= askUntilQuiet();
    return asking;
  };
}
