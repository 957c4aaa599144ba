import type { Filter } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";

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
    const trashed = { ...everything, isTrashed: true };
    const count = async (filter: Filter) => (await this.desk.backend.ask({ kind: "rows", filter, sort: "trashed", fromRow: 0, nRows: 0 })).total; // prettier-ignore
    const [nPapers, nWithNotes] = await Promise.all([count(trashed), count({ ...trashed, hasNote: true })]); // prettier-ignore
    if (nPapers > 0) this.toEmpty = { nPapers, nWithNotes };
  }

  empty(): void {
    this.toEmpty = null;
    void this.desk.changes.make({ kind: "emptyTrash" }, null, (nPapers) => ({ text: words.trash.emptied(nPapers), icon: "trash-2" })); // prettier-ignore
  }
}
