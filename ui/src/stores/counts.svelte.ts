import type { Backend } from "../backend/backend";
import type { Counts } from "../backend/wire";

/** The numbers of the sidebar. The old ones stay until the new are here. */
export class CountsStore {
  counts: Counts | null = $state.raw(null);
  private asking: Promise<void> | null = null;
  private isWanted = false;

  constructor(private readonly backend: Backend) {}

  get isLibraryEmpty(): boolean {
    return this.counts !== null && this.counts.all === 0;
  }

  refresh(): Promise<void> {
    this.isWanted = true;
    this.asking ??= this.askUntilQuiet();
    return this.asking;
  }

  private async askUntilQuiet() {
    try {
      while (this.isWanted) {
        this.isWanted = false;
        this.counts = (await this.backend.ask({ kind: "counts" })).counts;
      }
    } finally {
      this.asking = null;
    }
  }
}
