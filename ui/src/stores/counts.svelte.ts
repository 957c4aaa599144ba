import type { Backend } from "../backend/backend";
import type { Counts } from "../backend/wire";
import { hearHues } from "../components/tag/hue";
import { untilQuiet } from "./untilQuiet";

type Patch = (counts: Counts) => Counts;

/** The numbers of the sidebar. The old ones stay until the new are here. */
export class CountsStore {
  counts: Counts | null = $state.raw(null);

  private answer: Counts | null = null;
  private readonly patches = new Set<Patch>();

  constructor(private readonly backend: Backend) {}

  get isLibraryEmpty(): boolean {
    return this.counts !== null && this.counts.all === 0 && this.counts.trash === 0;
  }

  readonly refresh = untilQuiet(async () => {
    this.answer = (await this.backend.ask({ kind: "counts" })).counts;
    this.show();
  });

  /**
   * Shows what is counted as a change will leave it, before the core has answered; the patch must do no harm to
   * what holds it already. Call what it returns with whether the change was made.
   */
  expect(patch: Patch): (wasMade: boolean) => Promise<void> {
    this.patches.add(patch);
    this.show();
    return async (wasMade) => {
      // Until the new numbers are here, it stands for them.
      if (wasMade) await this.refresh().catch(() => {});
      this.patches.delete(patch);
      this.show();
    };
  }

  private show(): void {
    if (this.answer === null) return;
    this.counts = [...this.patches].reduce((counts, patch) => patch(counts), this.answer);
    hearHues(this.counts.tags);
  }
}
