import { hueOfName, nHues } from "../../components/tag/hue";
import type { TagCount } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** Tags as such: their names and hues, on all papers. */
export class Tags {
  /** The tag whose name is being written. */
  renaming: string | null = $state(null);
  /** Two tags that would become one, while the person is asked. */
  merging: { from: TagCount; into: TagCount } | null = $state.raw(null);

  /** By their names on the screen, the tags that are being renamed or merged, and what each is called then; none where it is another's. */
  private readonly named = new Map<string, Promise<string | null>>();

  constructor(private readonly desk: Desk) {}

  private find(name: string): TagCount | undefined {
    return this.desk.counts.counts?.tags.find((tag) => tag.name.toLowerCase() === name.toLowerCase()); // prettier-ignore
  }

  /** Gives a tag another name; asks first where that is another tag's, since its papers then are that tag's, too. */
  rename(from: string, to: string): void {
    const name = to.trim();
    this.renaming = null;
    this.desk.typed.forget("tagName", from);
    if (name === "" || name === from) return;
    const [tag, other] = [this.find(from), this.find(name)];
    if (tag && other && other.name !== tag.name) this.merging = { from: tag, into: other };
    else this.makeRename(from, name, false);
  }

  /** Leaves the name as it is. */
  giveUp(from: string): void {
    this.renaming = null;
    this.desk.typed.forget("tagName", from);
  }

  /** Makes the two tags one that were asked about. */
  merge(): void {
    if (this.merging === null) return;
    const { from, into } = this.merging;
    this.merging = null;
    this.makeRename(from.name, into.name, true);
  }

  private makeRename(shown: string, to: string, isMerge: boolean): void {
    const settle = this.desk.counts.expect((counts) => ({ ...counts, tags: renamedIn(counts.tags, shown, to) })); // prettier-ignore
    const named = this.renamed(shown, to, isMerge);
    // Until it is answered, either name stands for it; that of another tag stands for that one.
    const keys = isMerge ? [shown.toLowerCase()] : [shown.toLowerCase(), to.toLowerCase()];
    for (const key of keys) this.named.set(key, named);
    const forget = () => {
      for (const key of keys) if (this.named.get(key) === named) this.named.delete(key);
    };
    void named.then((name) => settle(name === null || name === to)).then(forget, forget);
  }

  private async renamed(shown: string, to: string, isMerge: boolean): Promise<string | null> {
    const from = await this.nameOf(shown);
    if (from === null) return null;
    const { changes, typed, views } = this.desk;
    const isStaying = typed.staying();
    const refuse = (error: unknown) => {
      const isAtHand = views.current.kind === "tags" && isStaying() && this.renaming === null;
      typed.refuse({ as: "tagName", of: from, text: to }, error, isAtHand, () => this.desk.tell(this.renameAgain(from))); // prettier-ignore
    };
    const made = await changes.make({ kind: "renameTag", from, to }, null, () => ({ text: (isMerge ? words.tags.merged : words.tags.renamed)(from, to), icon: "tag" }), refuse); // prettier-ignore
    if (made === null) return from;
    // What is asked of a tag that became another's is not asked of that one.
    return isMerge ? null : to;
  }

  /** Opens the field for the name of a tag, wherever the person is. */
  private async renameAgain(tag: string): Promise<void> {
    const { views, search } = this.desk;
    if (views.current.kind !== "tags" || search.isOpen) await views.visit({ kind: "tags" });
    this.renaming = tag;
  }

  /** What a tag is called that is on the screen, once what is being made of it is made, or refused. */
  private nameOf(shown: string): string | Promise<string | null> {
    return this.named.get(shown.toLowerCase()) ?? shown;
  }

  async delete(shown: string): Promise<void> {
    const tag = await this.nameOf(shown);
    if (tag === null) return;
    const settle = this.desk.counts.expect((counts) => ({ ...counts, tags: counts.tags.filter(({ name }) => name !== tag) })); // prettier-ignore
    const made = await this.desk.changes.make({ kind: "deleteTag", tag }, null, (nPapers) => ({ text: words.tags.deleted(tag, nPapers), icon: "tag" })); // prettier-ignore
    await settle(made !== null);
  }

  /** Asks which hue a tag is to have. */
  chooseHue({ name, hue }: TagCount, opener: HTMLElement): void {
    const { menus, changes, counts } = this.desk;
    const setOn = async (tag: string, hue: number | null) => {
      const settle = counts.expect((counts) => ({ ...counts, tags: counts.tags.map((one) => (one.name === tag ? { ...one, hue } : one)) })); // prettier-ignore
      const made = await changes.make({ kind: "setTagHue", tag, hue }, null, () => ({ text: words.tags.hueSet(tag), icon: "tag" })); // prettier-ignore
      await settle(made !== null);
    };
    const set = (hue: number | null) => void Promise.resolve(this.nameOf(name)).then((tag) => (tag === null ? null : setOn(tag, hue))); // prettier-ignore
    const entries = Array.from({ length: nHues }, (_, i) => ({ label: words.tags.hues[i]!, hue: i + 1, isCurrent: hue === i, run: () => set(i) })); // prettier-ignore
    const byName = { label: words.tags.byName, hue: hueOfName(name), isCurrent: hue === null, run: () => set(null) }; // prettier-ignore
    const { left, bottom, top } = opener.getBoundingClientRect();
    menus.show({ label: words.tags.hueOf(name), entries: [...entries, null, byName], at: { x: left, y: bottom, above: top }, opener }); // prettier-ignore
  }
}

/** Tags once one has another name; where that is another's, it goes. */
function renamedIn(tags: readonly TagCount[], from: string, to: string): TagCount[] {
  const isTaken = tags.some(({ name }) => name === to);
  return tags.flatMap((tag) => (tag.name !== from ? tag : isTaken ? [] : { ...tag, name: to }));
}
