import type { Backend } from "../backend/backend";
import type { ChangeProgress } from "../backend/wire";

/** A change of many papers, or the taking back of one: how far it is, while it takes its time. */
export class WorkingStore {
  progress: ChangeProgress | null = $state.raw(null);

  constructor(private readonly backend: Backend) {}

  heard(progress: ChangeProgress | null): void {
    this.progress = progress;
  }

  /** Leaves all as it was before. */
  async cancel(): Promise<void> {
    await this.backend.cancelChange();
  }
}
