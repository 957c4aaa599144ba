import type { Backend } from "../backend/backend";
import type { Counts } from "../backend/wire";
import { hearHues } from "../components/tag/hue";
import { untilQuiet } from "./untilQuiet";

/** The numbers of the sidebar. The old ones stay until the new are here. */
export class CountsStore {
  counts: Counts | null = $state.raw(null);

  constructor(private readonly backend: Backend) {}

  get isLibraryEmpty(): boolean {
    return this.counts !== null && this.counts.all === 0 && this.counts.trash === 0;
  }

  readonly refresh = untilQuiet(async () => {
    this.counts = (await this.backend.ask({ kind: "counts" })).counts;
    hearHues(this.counts.tags);
  });
}
