import type { State } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import type { Finished } from "./finishing.svelte";

/** What the person says of papers: state, star, tags, why, and the key they cite one by. */
export class Marks {
  constructor(private readonly desk: Desk) {}

  setState(to: State, papers: string[] = this.desk.selection.papers): void {
    const { desk } = this;
    if (papers.length === 0) return;
    const title = desk.titleOf(papers);
    const over = to === "queued" ? desk.queue.overfullWords(papers) : [];
    const finished = this.finishedBy(to, papers);
    // Who finishes or leaves a paper is done with its page.
    if (desk.layout.isReading && to !== "reading") desk.detail.close();
    const made = desk.changes.make(
      { kind: "setState", papers, to },
      (row) => ({ ...row, state: to, snoozedUntil: null }),
      finished === null ? (nPapers) => ({ text: words.sentences([words.messages.stateSet(to, nPapers, title), ...over]), glyph: to }) : null, // prettier-ignore
    );
    if (finished !== null) {
      desk.finishing.ask({ ...finished, made });
      desk.messages.speak(words.finishing.done(to, finished.title));
    }
  }

  /** The paper that a person was reading, and has finished with this; none where it is not one. */
  private finishedBy(to: State, papers: string[]): Omit<Finished, "made"> | null {
    const row = papers.length === 1 ? this.desk.rowOf(papers[0]!) : null;
    if (row?.state !== "reading" || (to !== "read" && to !== "skimmed")) return null;
    return { paper: row.id, title: row.title, state: to };
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

  editTags(
    add: string[],
    remove: string[],
    papers: string[] = this.desk.selection.papers,
    fail?: (error: unknown) => void,
  ): void {
    if (papers.length === 0) return;
    const title = this.desk.titleOf(papers);
    const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    void this.desk.changes.make(
      { kind: "editTags", papers, add, remove },
      (row) => ({ ...row, tags: [...row.tags.filter((tag) => !remove.some((other) => isSame(tag, other))), ...add.filter((tag) => !row.tags.some((other) => isSame(tag, other)))] }), // prettier-ignore
      (nPapers) => ({ text: words.messages.tagsEdited(add, remove, nPapers, title), icon: "tag" }),
      fail,
    );
  }

  /** Tags papers with what was typed, which can be several with commas between. */
  addTyped(tags: string, papers: string[]): void {
    const { typed, fields } = this.desk;
    const of = papers.join(" ");
    const split = (text: string) => text.split(",").map((tag) => tag.trim()).filter(Boolean); // prettier-ignore
    const add = split(tags);
    const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const without = (all: string[]) =>
      all.filter((tag) => !add.some((other) => isSame(tag, other)));
    const before = typed.find("tags", of);
    if (before !== null && without(split(before.text)).length === 0) typed.forget("tags", of);
    const isStaying = typed.staying();
    this.editTags(add, [], papers, (error) => {
      // Those refused before wait in the same field.
      const text = [...without(split(typed.find("tags", of)?.text ?? "")), ...add].join(", ");
      const isAtHand = fields.isTagging(papers) || isStaying();
      typed.refuse({ as: "tags", of, text }, error, isAtHand, () => this.desk.tell(fields.openAgain("tags", papers))); // prettier-ignore
    });
  }

  setWhy(paper: string, why: string): void {
    const { typed, fields, changes } = this.desk;
    typed.forget("why", paper);
    const isStaying = typed.staying();
    void changes.make(
      { kind: "setWhy", paper, why },
      (row) => ({ ...row, why: why === "" ? null : why }),
      null,
      (error) =>
        typed.refuse({ as: "why", of: paper, text: why }, error, fields.isAbout([paper]) && isStaying(), () => this.desk.tell(fields.openAgain("why", [paper]))), // prettier-ignore
    );
  }

  /** Sets the key under which a paper is cited; says whether it was set. One that is refused waits at its paper. */
  async setCitationKey(paper: string, key: string): Promise<boolean> {
    const { typed, fields, changes, views } = this.desk;
    typed.forget("citationKey", paper);
    const open = () => fields.isAbout([paper]) || this.desk.tell(views.goToPaper(paper));
    const refuse = (error: unknown) =>
      typed.refuse({ as: "citationKey", of: paper, text: key }, error, fields.isAbout([paper]), open); // prettier-ignore
    const made = await changes.make({ kind: "setCitationKey", paper, key }, null, () => ({ text: words.messages.keySet(key), icon: "quote" }), refuse); // prettier-ignore
    return made !== null;
  }
}
