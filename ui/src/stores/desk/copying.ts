import type { CopyAs } from "../../backend/wire";
import { plainMath } from "../../strings/math";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** Copying papers, and other text. */
export class Copying {
  constructor(private readonly desk: Desk) {}

  async titleAndLink(): Promise<void> {
    const paper = await this.desk.detail.whenShown();
    if (paper === null) return;
    const link = paper.links.find((l) => l.kind === "paper") ?? paper.links[0];
    const text = words.paper.titleAndLink(plainMath(paper.row.title), link?.url ?? null);
    await this.text(text, words.messages.copied);
  }

  async papers(how: CopyAs, papers: string[] = this.desk.selection.papers): Promise<void> {
    const isText = await this.desk.backend.copyPapers(papers, how);
    const text = isText ? words.exporting.copied[how](papers.length) : words.exporting.noLinks;
    this.desk.messages.say({ text, icon: isText ? "copy" : "info" });
  }

  /** Copies a text, and says so. */
  async text(text: string, said: string): Promise<void> {
    try {
      await this.desk.backend.copyText(text);
      this.desk.messages.say({ text: said, icon: "copy" });
    } catch (error) {
      this.desk.fail(error);
    }
  }
}
