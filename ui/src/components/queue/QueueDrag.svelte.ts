/** How far the pointer moves with the button down before a press is a drag. */
const slackPx = 5;
/** So near to an edge of what scrolls, it scrolls. */
const edgePx = 56;
const mostPxAFrame = 16;

interface Deps {
  /** The papers that a row is dragged with, in the order of the queue. */
  papersOf: (row: number) => string[];
  placesOf: (papers: readonly string[]) => ReadonlySet<number>;
  drop: (papers: string[], at: number) => void;
}

/**
 * Dragging rows of the queue to another place.
 *
 * By pointer events, since a web view that takes files dropped on it gives a page no drags of its own on some systems.
 */
export class QueueDrag {
  /** What is being dragged; none where nothing is. */
  papers: readonly string[] = $state.raw([]);
  /** The row before which it would land; none where it would stay. */
  at: number | null = $state(null);
  /** Where the line of that place is drawn, from the top of the list. */
  lineY = $state(0);
  pointer = $state({ x: 0, y: 0 });
  readonly isOn: boolean = $derived(this.papers.length > 0);

  private from: { x: number; y: number; row: number; pointer: number } | null = null;
  private frame = 0;

  constructor(
    private readonly scroller: () => HTMLElement | undefined,
    private readonly deps: Deps,
  ) {}

  /** The pointer goes down on a row. By touch only the grip drags, since all else scrolls. */
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
    this.at = null;
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
      this.papers = this.deps.papersOf(this.from.row);
      if (!this.isOn) return this.cancel();
      this.frame = requestAnimationFrame(this.scroll);
    }
    event.preventDefault();
    this.aim();
  };

  private readonly release = (event: PointerEvent): void => {
    if (this.from === null || event.pointerId !== this.from.pointer) return;
    const { papers, at, isOn } = this;
    this.cancel();
    if (!isOn) return;
    // The click that ends the drag is no choice of a row.
    const stop = (click: Event) => click.stopPropagation();
    window.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
    if (at !== null) this.deps.drop([...papers], at);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (!this.isOn) return;
    // While something is dragged, no key decides about papers; Escape lets go of it.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.cancel();
  };

  /** Finds the place under the pointer. */
  private aim(): void {
    const rows = [...(this.scroller()?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const first = rows[0];
    if (!first) return;
    const boxes = rows.map((row) => row.getBoundingClientRect());
    const { y } = this.pointer;
    const under = boxes.findIndex((box) => y < box.top + box.height / 2);
    const at = under < 0 ? rows.length : under;
    const own = this.deps.placesOf(this.papers);
    const places = [...own];
    const isTogether = Math.max(...places) - Math.min(...places) === places.length - 1;
    const isOwn = isTogether && at >= Math.min(...places) && at <= Math.max(...places) + 1;
    this.at = isOwn ? null : at;
    const top = boxes[0]!.top;
    this.lineY = (at < rows.length ? boxes[at]!.top : boxes.at(-1)!.bottom) - top;
  }

  /** Scrolls while the pointer is near an edge, the faster the nearer. */
  private readonly scroll = (): void => {
    const scroller = this.scroller();
    if (!this.isOn || !scroller) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const { y } = this.pointer;
    const past = y < top + edgePx ? y - top - edgePx : y > bottom - edgePx ? y - bottom + edgePx : 0; // prettier-ignore
    if (past !== 0) {
      scroller.scrollTop += mostPxAFrame * Math.max(-1, Math.min(1, past / edgePx));
      this.aim();
    }
    this.frame = requestAnimationFrame(this.scroll);
  };
}
