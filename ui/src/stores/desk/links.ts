import type { Link } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** Opening what a paper links to, in the person's browser. */
export class Links {
  constructor(private readonly desk: Desk) {}

  async open(link: Link, paper: string): Promise<void> {
    const title = this.desk.titleOf([paper]) ?? "";
    await this.desk.backend.openLink(paper, link.url);
    this.desk.messages.say({ text: words.messages.opened(title), icon: "arrow-up-right" });
  }

  /** Opens the paper's own link or its code, as the key asks. */
  async openOf(kinds: Link["kind"][]): Promise<void> {
    const paper = await this.desk.detail.whenShown();
    if (paper === null) return;
    const link = kinds.map((kind) => paper.links.find((l) => l.kind === kind)).find(Boolean);
    if (link) await this.open(link, paper.row.id);
    else this.desk.messages.say({ text: words.messages.noLink, icon: "info" });
  }
}
