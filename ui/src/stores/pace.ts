/** What a pass remembers of its time, in ms. */
export interface KeptPace {
  /** How long the latest decisions took, oldest first. */
  tookMs: number[];
  spentMs: number;
}

const nKept = 50;
const nBeforeEstimate = 8;
/** Longer than this nobody reads one abstract: the rest was a pause. */
const longestMs = 5 * 60_000;

/** How fast a person decides in one pass. */
export class Pace {
  private tookMs: number[];
  private spentMs: number;

  /** `from` is the moment at which the first card was shown. */
  constructor(
    private from: number,
    kept: KeptPace = { tookMs: [], spentMs: 0 },
  ) {
    this.tookMs = [...kept.tookMs];
    this.spentMs = kept.spentMs;
  }

  decided(now: number): void {
    const took = Math.min(Math.max(0, now - this.from), longestMs);
    this.from = now;
    this.spentMs += took;
    this.tookMs = [...this.tookMs.slice(1 - nKept), took];
  }

  /** How many minutes so many papers will take, by the median so far, which pauses do not move; none while little is known. */
  minutesFor(nPapers: number): number | null {
    if (this.tookMs.length < nBeforeEstimate) return null;
    const sorted = [...this.tookMs].sort((a, b) => a - b);
    const middle = sorted.length / 2;
    const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
    return Math.round((median * nPapers) / 60_000);
  }

  /** The minutes spent; none before the first decision. */
  get minutes(): number | null {
    return this.tookMs.length === 0 ? null : Math.round(this.spentMs / 60_000);
  }

  get kept(): KeptPace {
    return { tookMs: this.tookMs, spentMs: this.spentMs };
  }
}
