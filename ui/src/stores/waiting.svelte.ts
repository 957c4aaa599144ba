import type { Backend } from "../backend/backend";
import type { Row } from "../backend/wire";
import { untilQuiet } from "./untilQuiet";

/** Queued papers that have waited for over a month; the person is asked about one at a time. */
export class WaitingStore {
  private rows: readonly Row[] = $state.raw([]);
  /** What was answered here, until the core leaves it out by itself. */
  private answered: ReadonlySet<string> = $state.raw(new Set());

  constructor(private readonly backend: Backend) {}

  /** The one to ask about now. */
  get first(): Row | null {
    return this.rows.find((row) => !this.answered.has(row.id)) ?? null;
  }

  answer(paper: string): void {
    this.answered = new Set([...this.answered, paper]);
  }

  readonly refresh = untilQuiet(async () => {
    const { rows } = await this.backend.ask({ kind: "waiting" });
    this.rows = rows;
    this.answered = new Set();
  });
}
