import { failureOf, type Backend } from "../backend/backend";
import type { Failure, ImportProgress, ImportReport, ImportRequest } from "../backend/wire";

const jobAfterMs = 2000;
const barAfterMs = 300;

/** Imports, one after the other, and what came of the last. */
export class ImportStore {
  progress: ImportProgress | null = $state.raw(null);
  isRunning = $state(false);
  /** Long enough that a thin bar shows it. */
  isSlow = $state(false);
  /** Long enough that it becomes a job line. */
  isJob = $state(false);
  waiting: readonly ImportRequest[] = $state.raw([]);
  report: ImportReport | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);

  constructor(
    private readonly backend: Backend,
    private readonly onDone: (report: ImportReport) => void,
  ) {
    backend.on("import-progress", (progress) => {
      if (this.isRunning) this.progress = progress;
    });
  }

  start(request: ImportRequest): void {
    if (request.kind === "paths" && request.paths.length === 0) return;
    this.waiting = [...this.waiting, request];
    if (!this.isRunning) void this.work();
  }

  cancel(): Promise<void> {
    return this.backend.cancelImport();
  }

  close(): void {
    this.report = null;
    this.failure = null;
  }

  private async work(): Promise<void> {
    this.isRunning = true;
    try {
      while (this.waiting.length > 0) {
        const request = this.waiting[0]!;
        this.waiting = this.waiting.slice(1);
        await this.run(request);
      }
    } finally {
      this.isRunning = false;
    }
  }

  private async run(request: ImportRequest): Promise<void> {
    const slow = setTimeout(() => (this.isSlow = true), barAfterMs);
    const job = setTimeout(() => (this.isJob = true), jobAfterMs);
    try {
      const report = await this.backend.importSources(request);
      this.failure = null;
      this.report = report;
      this.onDone(report);
    } catch (error) {
      this.report = null;
      const failure = failureOf(error);
      if (failure.code === "cancelled") {
        this.onDone({ seq: null, imports: [], failures: [], isCancelled: true });
      } else {
        this.failure = failure;
      }
    } finally {
      clearTimeout(slow);
      clearTimeout(job);
      this.isSlow = false;
      this.isJob = false;
      this.progress = null;
    }
  }
}
