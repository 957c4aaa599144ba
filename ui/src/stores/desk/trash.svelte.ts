import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";

/** As many rows as the core gives at once. */
const rowsPerPage = 1000;

/** Moving papers out of the library, and back. */
export class Trash {
  /** What would be taken out, while the person is asked. */
  toEmpty: { nPapers: number; nWithNotes: number } | null = $state(null);

  constructor(private readonly desk: Desk) {}

  /** Whether the list shows what is in the trash. */
  get isShown(): boolean {
    return this.desk.list.filter.isTrashed && !this.desk.triage.isOpen;
  }

  take(papers: string[] = this.desk.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.desk.titleOf(papers);
    const trashedAt = new Date().toISOString();
    void this.desk.changes.make(
      { kind: "moveToTrash", papers },
      (row) => ({ ...row, trashedAt: row.trashedAt ?? trashedAt }),
      (nPapers) => ({ text: words.trash.moved(nPapers, title), icon: "trash-2" }),
    );
  }

  putBack(papers: string[] = this.desk.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.desk.titleOf(papers);
    void this.desk.changes.make(
      { kind: "putBack", papers },
      (row) => ({ ...row, trashedAt: null }),
      (nPapers) => ({ text: words.trash.putBack(nPapers, title), icon: "undo-2" }),
    );
  }

  /** Counts what would be taken out, and asks the person. */
  async askToEmpty(): Promise<void> {
    const filter = { ...everything, isTrashed: true };
    let nPapers = 0;
    let nWithNotes = 0;
    for (let fromRow = 0; ; fromRow += rowsPerPage) {
      const answer = await this.desk.backend.ask({ kind: "rows", filter, sort: "trashed", fromRow, nRows: rowsPerPage }); // prettier-ignore
      nWithNotes += answer.rows.filter((row) => row.noteFirstLine !== null).length;
      nPapers = answer.total;
      if (fromRow + rowsPerPage >= answer.total) break;
    }
    if (nPapers > 0) this.toEmpty = { nPapers, nWithNotes };
  }

  empty(): void {
    this.toEmpty = null;
    void this.desk.changes.make({ kind: "emptyTrash" }, null, (nPapers) => ({ text: words.trash.emptied(nPapers), icon: "trash-2" })); // prettier-ignore
  }
}
