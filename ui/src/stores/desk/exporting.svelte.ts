import type { ExportProgress, FormatLosses, ToWrite, WriteFormat } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";
import { filterOf, nameOf } from "../view";
import { wasCancelled } from "../whileWanted";

/** Papers that can be written to a file, how they are called, and the name that the file would have. */
export interface ExportChoice {
  label: string;
  what: ToWrite;
  fileName: string;
}

/** Writing papers to a file. */
export class Exporting {
  /** What the person may export, and what each format cannot hold. */
  offered: { choices: ExportChoice[]; losses: FormatLosses[] } | null = $state.raw(null);

  /** How far the export is, while it takes its time. */
  progress: ExportProgress | null = $state.raw(null);

  constructor(private readonly desk: Desk) {}

  /** Asks what to export; `first` is what is offered first. */
  async offer(first: "library" | "selection"): Promise<void> {
    const { backend, selection, views, search, list } = this.desk;
    const w = words.exporting;
    const { formats } = await backend.ask({ kind: "writeFormats" });
    const { papers } = selection;
    const choices: ExportChoice[] = [
      { label: w.library, what: { kind: "list", filter: everything, sort: "added" }, fileName: words.product }, // prettier-ignore
    ];
    if (filterOf(views.current) !== null && !this.desk.isFirstRun) {
      const { filter, sort } = list;
      const name = search.isSearching ? search.searched : nameOf(views.current);
      if (search.isSearching || views.current.kind !== "all") choices.push({ label: search.isSearching ? w.found : w.list(name), what: { kind: "list", filter, sort }, fileName: name }); // prettier-ignore
      if (papers.length > 0) choices.push({ label: w.selection(papers.length), what: { kind: "papers", papers }, fileName: this.desk.titleOf(papers) ?? words.product }); // prettier-ignore
    }
    if (first === "selection") choices.reverse();
    this.offered = { choices, losses: formats };
  }

  async exportTo({ what, fileName }: ExportChoice, format: WriteFormat): Promise<void> {
    const { backend, systemDialog, messages } = this.desk;
    this.offered = null;
    const name = words.exporting.fileName(words.shortTitle(fileName), format);
    let exported;
    try {
      exported = await systemDialog.show(() =>
        backend.exportPapers(what, format, words.exporting.readingList, name),
      );
    } catch (error) {
      if (!wasCancelled(error)) throw error;
      return messages.say({ text: words.exporting.cancelled });
    }
    if (exported === null) return;
    const { wrote, lost } = words.exporting;
    messages.say({ text: words.sentences([wrote(exported), lost(exported.lost)]), icon: "file-text" }); // prettier-ignore
  }

  /** Leaves the file as it was before. */
  async stop(): Promise<void> {
    await this.desk.backend.cancelExport();
  }
}
