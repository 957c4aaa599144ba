import type { Backend } from "../backend/backend";
import type { DecidedPair, DuplicatePair } from "../backend/wire";
import { untilQuiet } from "./untilQuiet";

/** The questions whether two papers are the same, and the answers. */
export class DuplicatesStore {
  /** The most alike first. */
  open: readonly DuplicatePair[] = $state.raw([]);
  /** The newest first. */
  decided: readonly DecidedPair[] = $state.raw([]);
  /** How many questions are open, with those that are not in `open`. */
  total = $state(0);
  isReady = $state(false);
  shows: "open" | "decided" = $state("open");
  cursor = $state(0);

  constructor(private readonly backend: Backend) {}

  readonly refresh = untilQuiet(async () => {
    const answer = await this.backend.ask({ kind: "duplicates" });
    const { pair, answered } = this;
    this.open = answer.open;
    this.decided = answer.decided;
    this.total = answer.total;
    this.isReady = true;
    // What the person looks at stays under the cursor, wherever it stands now.
    const row =
      this.shows === "open"
        ? this.open.findIndex((other) => other.paper.id === pair?.paper.id && other.other.id === pair.other.id) // prettier-ignore
        : this.decided.findIndex((other) => other.answer === answered?.answer);
    this.moveTo(row === -1 ? this.cursor : row);
  });

  get nRows(): number {
    return this.shows === "open" ? this.open.length : this.decided.length;
  }

  /** The open pair at the cursor. */
  get pair(): DuplicatePair | null {
    return this.shows === "open" ? (this.open[this.cursor] ?? null) : null;
  }

  /** The decided pair at the cursor. */
  get answered(): DecidedPair | null {
    return this.shows === "decided" ? (this.decided[this.cursor] ?? null) : null;
  }

  moveTo(row: number): void {
    this.cursor = Math.min(Math.max(0, row), Math.max(0, this.nRows - 1));
  }
}
