import { failureOf, type Backend } from "../backend/backend";
import type { Failure, ImportPreview, ImportProgress, ImportReport, ImportRequest } from "../backend/wire"; // prettier-ignore
import { words } from "../strings/strings";
import { PreviewStore, type Decision } from "./preview.svelte";

const jobAfterMs = 2000;
const barAfterMs = 300;

interface Waiting {
  request: ImportRequest;
  /** Whether the person sees what is in it before anything is added. */
  isShownFirst: boolean;
}

/** Imports, one after the other, and what came of the last. */
export class ImportStore {
  progress: ImportProgress | null = $state.raw(null);
  isRunning = $state(false);
  /** Whether its progress is of interest: reading goes on under an open sheet, which shows that itself. */
  private isTimed = false;
  /** Long enough that a thin bar shows it. */
  isSlow = $state(false);
  /** Long enough that it becomes a job line. */
  isJob = $state(false);
  waiting: readonly Waiting[] = $state.raw([]);
  /** The sheet that is open. */
  preview: PreviewStore | null = $state.raw(null);
  report: ImportReport | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);

  constructor(
    private readonly backend: Backend,
    private readonly onDone: (report: ImportReport) => void,
    /** Says something to screen readers. */
    private readonly speak: (text: string) => void = () => {},
  ) {
    backend.on("import-progress", (progress) => {
      if (this.isTimed) this.progress = progress;
    });
  }

  /** Imports at once. */
  start(request: ImportRequest): void {
    this.enqueue({ request, isShownFirst: false });
  }

  /** Shows what the sources hold; the person says what comes in. Waits while a sheet is open. */
  show(request: ImportRequest): void {
    this.enqueue({ request, isShownFirst: true });
  }

  cancel(): Promise<void> {
    return this.backend.cancelImportOrMove();
  }

  close(): void {
    this.report = null;
    this.failure = null;
  }

  /** The person goes to another place: what went well is in the history; what did not waits until it is closed. */
  goElsewhere(): void {
    const isClean = this.report?.failures.length === 0 && this.report.imports.every(({ rejected }) => rejected === 0); // prettier-ignore
    if (isClean) this.close();
  }

  private enqueue(next: Waiting): void {
    if (next.request.kind === "paths" && next.request.paths.length === 0) return;
    this.waiting = [...this.waiting, next];
    if (!this.isRunning) void this.work();
    else if (this.preview !== null) this.speak(words.preview.othersWait(this.waiting.length));
  }

  private async work(): Promise<void> {
    this.isRunning = true;
    try {
      while (this.waiting.length > 0) {
        const { request, isShownFirst } = this.waiting[0]!;
        this.waiting = this.waiting.slice(1);
        try {
          if (isShownFirst) await this.showFirst(request);
          else this.done(await this.timed(() => this.backend.importSources(request)));
        } catch (error) {
          this.failed(failureOf(error));
        }
      }
    } finally {
      this.isRunning = false;
    }
  }

  private async showFirst(request: ImportRequest): Promise<void> {
    const head = await this.timed(() => this.backend.previewSources(request));
    if (head.sources.length === 0) return this.unreadable(head);
    if (head.isSmall) {
      // Fewer than this device is set to show first: only the numbers are shown, with Undo.
      const given = { state: null, tags: [], why: null };
      return this.done(await this.timed(() => this.backend.acceptPreview(head.preview, given)));
    }
    const preview = new PreviewStore(this.backend, head, this.speak);
    await preview.start();
    this.close();
    this.preview = preview;
    preview.speakSum();
    try {
      await this.untilDecided(preview);
    } finally {
      this.preview = null;
    }
  }

  /** Ends with the import or the closing of the sheet; a failed import leaves the sheet as it is. */
  private async untilDecided(preview: PreviewStore): Promise<void> {
    for (;;) {
      const given = await this.decisionOf(preview);
      if (given === null) return this.backend.closePreview(preview.id);
      if (given === "unreadable") return this.unreadable(preview.head);
      preview.isAccepting = true;
      try {
        return this.done(await this.timed(() => this.backend.acceptPreview(preview.id, given)));
      } catch (error) {
        preview.failure = failureOf(error);
        if (preview.failure.code !== "cancelled") continue;
        await this.backend.closePreview(preview.id).catch(() => {});
        throw error;
      } finally {
        preview.isAccepting = false;
      }
    }
  }

  /** Sources that cannot be read to their end close the sheet: half of them is not what they hold. */
  private async decisionOf(preview: PreviewStore): Promise<Decision> {
    try {
      return await preview.decision();
    } catch (error) {
      await this.backend.closePreview(preview.id).catch(() => {});
      throw error;
    }
  }

  private async unreadable(head: ImportPreview): Promise<void> {
    await this.backend.closePreview(head.preview);
    this.done({ seq: null, imports: [], failures: [...head.failures, ...head.skipped], isCancelled: false }); // prettier-ignore
  }

  private done(report: ImportReport): void {
    this.failure = null;
    this.report = report;
    this.onDone(report);
  }

  private failed(failure: Failure): void {
    this.report = null;
    if (failure.code === "cancelled") {
      this.onDone({ seq: null, imports: [], failures: [], isCancelled: true });
    } else {
      this.failure = failure;
    }
  }

  /** Shows that something goes on, as soon as it takes long. */
  private async timed<T>(begin: () => Promise<T>): Promise<T> {
    this.isTimed = true;
    const slow = setTimeout(() => (this.isSlow = true), barAfterMs);
    const job = setTimeout(() => (this.isJob = true), jobAfterMs);
    try {
      return await begin();
    } finally {
      clearTimeout(slow);
      clearTimeout(job);
      this.isTimed = false;
      this.isSlow = false;
      this.isJob = false;
      this.progress = null;
    }
  }
}

/** What came of an import, in a few words. */
export function headingOf({ imports }: ImportReport): string {
  // A source in which nothing was found says so in its failure.
  const held = imports.filter(({ found }) => found > 0);
  const nAdded = held.reduce((sum, { added }) => sum + added, 0);
  const [only] = held;
  if (only === undefined) return words.import.nothing;
  if (held.length > 1) return words.import.done(nAdded);
  return nAdded > 0 ? words.import.doneFrom(nAdded, only.source) : words.import.nothingNew(only.source); // prettier-ignore
}
