// What the benchmark runs in a page, its own or Offprint's: it looks on, and changes nothing.
window.bench ??= (() => {
  /** What is waited for: `look` tells what is on show, and something else means that it has come. */
  let watch = null;

  addEventListener(
    "keydown",
    () => {
      if (watch === null || watch.isStarted) return;
      watch.isStarted = true;
      // Not the event's own time, which WebKitGTK takes from another clock.
      watch.at = performance.now();
    },
    true,
  );

  new MutationObserver(check).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });

  function check() {
    if (watch === null || !watch.isStarted || watch.changed !== null) return;
    const now = watch.look();
    if (!now || now === watch.before) return;
    const watched = watch;
    watched.changed = performance.now();
    // The first frame holds the change; when the second begins, the first has been drawn.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => (watched.drawn = performance.now())),
    );
  }

  /** Waits, from the next key on, until `look` finds another thing than now, and one that is there. */
  function await_(look) {
    watch = { look, before: look(), isStarted: false, at: 0, changed: null, drawn: null };
  }

  /** From hearing the key to the change and to its being drawn, in ms; null where it has not come yet. */
  function awaited() {
    if (watch === null || watch.drawn === null) return null;
    return { changed: watch.changed - watch.at, drawn: watch.drawn - watch.at };
  }

  let frames = null;

  /** Notes each frame: when it began, and how many px of the list it shows without a row's text. */
  function beginFrames() {
    const noted = (frames = []);
    const list = document.querySelector("[role=listbox]");
    const next = (at) => {
      if (frames !== noted) return;
      noted.push([at, list === null ? 0 : blankPx(list)]);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }

  function endFrames() {
    const noted = frames;
    frames = null;
    return noted;
  }

  function blankPx(list) {
    const { top, bottom } = list.getBoundingClientRect();
    let px = bottom - top;
    for (const row of list.querySelectorAll("[role=option]")) {
      if (row.textContent.trim() === "") continue;
      const box = row.getBoundingClientRect();
      px -= Math.max(0, Math.min(box.bottom, bottom) - Math.max(box.top, top));
    }
    return px;
  }

  return { await: await_, awaited, beginFrames, endFrames };
})();
