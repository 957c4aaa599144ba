import type { State } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** What the person says of papers: state, star, tags, why, and the key they cite one by. */
export class Marks {
  constructor(private readonly desk: Desk) {}

  setState(to: State, papers: string[] = this.desk.selection.papers): void {
    const { desk } = this;
    if (papers.length === 0) return;
    const title = desk.titleOf(papers);
    const over = to === "queued" ? desk.queue.overfullWords(papers) : [];
    void desk.changes.make(
      { kind: "setState", papers, to },
      (row) => ({ ...row, state: to, snoozedUntil: null }),
      (nPapers) => ({ text: [words.messages.stateSet(to, nPapers, title), ...over].join(". "), glyph: to }), // prettier-ignore
    );
  }

  setStar(isStarred: boolean, papers: string[] = this.desk.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.desk.titleOf(papers);
    void this.desk.changes.make(
      { kind: "setStar", papers, isStarred },
      (row) => ({ ...row, isStarred }),
      (nPapers) => ({ text: words.messages.starred(isStarred, nPapers, title), icon: "star" }),
    );
  }

  editTags(add: string[], remove: string[], papers: string[] = this.desk.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.desk.titleOf(papers);
    const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    void this.desk.changes.make(
      { kind: "editTags", papers, add, remove },
      (row) => ({ ...row, tags: [...row.tags.filter((tag) => !remove.some((other) => isSame(tag, other))), ...add.filter((tag) => !row.tags.some((other) => isSame(tag, other)))] }), // prettier-ignore
      (nPapers) => ({ text: words.messages.tagsEdited(add, remove, nPapers, title), icon: "tag" }),
    );
  }

  setWhy(paper: string, why: string): void {
    void this.desk.changes.make(
      { kind: "setWhy", paper, why },
      (row) => ({ ...row, why: why === "" ? null : why }),
      null,
    );
  }

  /** Sets the key under which a paper is cited; says whether it was set. */
  async setCitationKey(paper: string, key: string): Promise<boolean> {
    const made = await this.desk.changes.make({ kind: "setCitationKey", paper, key }, null, () => ({ text: words.messages.keySet(key), icon: "quote" })); // prettier-ignore
    return made !== null;
  }
}
