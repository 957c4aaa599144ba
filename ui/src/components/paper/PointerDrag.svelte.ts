/** How far the pointer moves with the button down before a press is a drag. */
const slackPx = 5;
/** So near to an edge of what scrolls, it scrolls. */
const edgePx = 56;
const mostPxAFrame = 16;

/**
 * Dragging papers from a list.
 *
 * By pointer events, since a web view that takes files dropped on it gives a page no drags of its own on some systems.
 */
export abstract class PointerDrag {
  /** What is being dragged; none where nothing is. */
  papers: readonly string[] = $state.raw([]);
  pointer = $state({ x: 0, y: 0 });
  readonly isOn: boolean = $derived(this.papers.length > 0);

  private from: { x: number; y: number; row: number; pointer: number } | null = null;
  private frame = 0;

  /** What scrolls while the pointer is near an edge of it. */
  protected abstract scroller(): HTMLElement | null | undefined;
  /** The papers that a row is dragged with. */
  protected abstract papersOf(row: number): readonly string[];
  /** Finds what is under the pointer. */
  protected abstract aim(): void;
  /** Forgets it. */
  protected abstract lose(): void;
  /** Gives what happens when the papers are let go here. */
  protected abstract landing(): ((papers: string[]) => void) | null;

  /** The pointer goes down on a row. By touch only a grip drags, since all else scrolls. */
  press(event: PointerEvent, row: number): void {
    const isGrip = event.target instanceof Element && event.target.closest("[data-grip]") !== null;
    if (event.button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return; // prettier-ignore
    if (event.pointerType === "touch" && !isGrip) return;
    this.cancel();
    this.from = { x: event.clientX, y: event.clientY, row, pointer: event.pointerId };
    if (event.target instanceof Element) event.target.setPointerCapture?.(event.pointerId);
    window.addEventListener("pointermove", this.move);
    window.addEventListener("pointerup", this.release);
    window.addEventListener("pointercancel", this.cancel);
    window.addEventListener("blur", this.cancel);
    window.addEventListener("keydown", this.key, { capture: true });
  }

  readonly cancel = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.from = null;
    this.papers = [];
    this.lose();
    window.removeEventListener("pointermove", this.move);
    window.removeEventListener("pointerup", this.release);
    window.removeEventListener("pointercancel", this.cancel);
    window.removeEventListener("blur", this.cancel);
    window.removeEventListener("keydown", this.key, { capture: true });
  };

  private readonly move = (event: PointerEvent): void => {
    if (this.from === null || event.pointerId !== this.from.pointer) return;
    this.pointer = { x: event.clientX, y: event.clientY };
    if (!this.isOn) {
      const way = Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y);
      if (way < slackPx) return;
      this.papers = this.papersOf(this.from.row);
      if (!this.isOn) return this.cancel();
      this.frame = requestAnimationFrame(this.scroll);
    }
    event.preventDefault();
    this.aim();
  };

  private readonly release = (event: PointerEvent): void => {
    if (this.from === null || event.pointerId !== this.from.pointer) return;
    const { papers, isOn } = this;
    const land = isOn ? this.landing() : null;
    this.cancel();
    if (!isOn) return;
    // The click that ends the drag is no choice of a row.
    const stop = (click: Event) => click.stopPropagation();
    window.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
    land?.([...papers]);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (!this.isOn) return;
    // While something is dragged, no key decides about papers; Escape lets go of it.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.cancel();
  };

  /** Scrolls while the pointer is near an edge of what scrolls, the faster the nearer. */
  private readonly scroll = (): void => {
    const scroller = this.scroller();
    if (!this.isOn) return;
    if (scroller) {
      const { top, bottom, left, right } = scroller.getBoundingClientRect();
      const { x, y } = this.pointer;
      const past = y < top + edgePx ? y - top - edgePx : y > bottom - edgePx ? y - bottom + edgePx : 0; // prettier-ignore
      if (past !== 0 && x >= left && x <= right) {
        scroller.scrollTop += mostPxAFrame * Math.max(-1, Math.min(1, past / edgePx));
        this.aim();
      }
    }
    this.frame = requestAnimationFrame(this.scroll);
  };
}
