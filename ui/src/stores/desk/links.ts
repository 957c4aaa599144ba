import type { Link } from "../../backend/wire";
import { paperOf } from "../../strings/noteLinks";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** Opening what a paper or its note links to: another paper here, all else outside. */
export class Links {
  constructor(private readonly desk: Desk) {}

  async open(link: Link, paper: string): Promise<void> {
    const title = this.desk.titleOf([paper]) ?? "";
    await this.desk.backend.openLink(paper, link.url);
    this.desk.messages.say({ text: words.messages.opened(title), icon: "arrow-up-right" });
  }

  /** Follows a link in the note on `paper`. */
  async follow(url: string, paper: string): Promise<void> {
    const { backend, cursor, messages } = this.desk;
    const other = paperOf(url);
    if (other === null) {
      await backend.openLink(paper, url);
      messages.say({ text: words.note.opened(url), icon: "arrow-up-right" });
      return;
    }
    const found = await backend.ask({ kind: "paper", paper: other });
    if (found.paper === null) messages.say({ text: words.note.noPaper, icon: "info" });
    else cursor.showPaper(found.paper.row.id);
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
