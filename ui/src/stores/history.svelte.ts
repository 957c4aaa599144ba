import type { Backend } from "../backend/backend";
import type { ChangeRow } from "../backend/wire";
import { untilQuiet } from "./untilQuiet";

const pageSize = 100;

/** Changes, newest first, as far back as was asked for. */
export class HistoryStore {
  changes: readonly ChangeRow[] = $state.raw([]);
  total = $state(0);
  isReady = $state(false);
  private nWanted = pageSize;

  constructor(private readonly backend: Backend) {}

  readonly refresh = untilQuiet(async () => {
    const answer = await this.backend.ask({
      kind: "history",
      paper: null,
      fromRow: 0,
      nRows: this.nWanted,
    });
    this.changes = answer.changes;
    this.total = answer.total;
    this.isReady = true;
  });

  async showEarlier(): Promise<void> {
    this.nWanted += pageSize;
    await this.refresh();
  }
}
