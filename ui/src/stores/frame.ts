/** No frame comes while the window cannot be seen. */
const longestMs = 150;

/** Waits until what has changed is on the screen: what one sees goes before what it leads to. */
export function frameDrawn(): Promise<void> {
  return new Promise((drawn) => {
    // The first frame holds the change. When the second has been drawn, the first is no longer waited for by the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)));
    setTimeout(drawn, longestMs);
  });
}
