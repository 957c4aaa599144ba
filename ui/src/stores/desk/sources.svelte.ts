import type { Drag } from "../../backend/backend";
import type { ImportReport, Outcome } from "../../backend/wire";
import { words } from "../../strings/strings";
import { headingOf } from "../imports.svelte";
import type { Desk } from "../desk.svelte";

/** The ways by which sources come in: dialog, paste, drop, a start that names files. */
export class Sources {
  /** Files that are held over the window. */
  drag: Extract<Drag, { kind: "enter" }> | null = $state.raw(null);
  /** Those of them that cannot be read, where there are any. */
  unsuited: Extract<Drag, { kind: "unsuited" }> | null = $state.raw(null);

  constructor(private readonly desk: Desk) {}

  /** Asks for files, and shows what they hold. */
  async choose(): Promise<void> {
    const { backend, systemDialog } = this.desk;
    this.look(await systemDialog.show(() => backend.chooseFiles()));
  }

  /** Asks for a folder, and shows what its files hold. */
  async chooseFolder(): Promise<void> {
    const { backend, systemDialog } = this.desk;
    const folder = await systemDialog.show(() => backend.chooseFolder());
    this.look(folder === null ? null : [folder]);
  }

  private look(paths: string[] | null): void {
    if (paths !== null) this.desk.imports.show({ kind: "paths", paths });
  }

  paste(): void {
    this.desk.imports.show({ kind: "clipboard" });
  }

  dragged(drag: Drag): void {
    if (drag.kind === "unsuited") {
      if (this.drag !== null) this.unsuited = drag;
      return;
    }
    this.unsuited = null;
    this.drag = drag.kind === "enter" ? drag : null;
    if (drag.kind === "drop") this.desk.imports.show({ kind: "paths", paths: drag.paths });
  }

  /** Imports the files that a start named; they wait while the library cannot be opened. */
  async take(): Promise<void> {
    const { desk } = this;
    if (!desk.isReady || desk.libraryFailure !== null) return;
    desk.imports.start({ kind: "paths", paths: await desk.backend.takeSources() });
  }

  /** Shows the papers of an import: all, or those of which one thing became. */
  showImport(id: string, source: string, format: string, outcome?: Outcome): void {
    this.desk.imports.close();
    this.desk.views.goTo({ kind: "import", import: id, source, format, outcome });
  }

  sayImported(report: ImportReport): void {
    const { messages, imports } = this.desk;
    messages.speak(report.isCancelled ? words.import.cancelled : words.sentences([headingOf(report), ...report.imports.map(words.import.sum)])); // prettier-ignore
    if (report.isCancelled) {
      imports.close();
      messages.say({ text: words.import.cancelled, icon: "info" });
    }
  }
}
