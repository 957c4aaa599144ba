/** Long enough past midnight that no clock is still before it. */
const graceMs = 1000;

/**
 * Calls `turned` once a new day has begun where the person is, also where the computer slept over it.
 * Returns how to stop.
 */
export function whenDayTurns(turned: () => void): () => void {
  let day = new Date().toDateString();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    timer = setTimeout(look, midnight.getTime() - now.getTime() + graceMs);
    if (now.toDateString() === day) return;
    day = now.toDateString();
    turned();
  };
  look();
  // A timer of a computer that sleeps is late, or gone.
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("focus", look);
  };
}
