import type { Paper } from "../../backend/wire";
import { paperOf } from "../../strings/noteLinks";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** Opening what a paper or its note links to: another paper here, all else outside. */
export class Links {
  constructor(private readonly desk: Desk) {}

  async open(url: string, paper: string): Promise<void> {
    const title = this.desk.titleOf([paper]) ?? "";
    await this.desk.backend.openLink(paper, url);
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

  /** Opens where the paper itself is found. */
  openOwn(): Promise<void> {
    return this.openOf((paper) => paper.ownLink, words.whyNot.noLink);
  }

  openCode(): Promise<void> {
    const codeOf = (paper: Paper) => paper.links.find(({ kind }) => kind === "code")?.url ?? null;
    return this.openOf(codeOf, words.whyNot.noCode);
  }

  private async openOf(
    urlOf: (paper: Paper) => string | null,
    whyNot: (title: string) => string,
  ): Promise<void> {
    const paper = await this.desk.detail.whenShown();
    if (paper === null) return;
    const url = urlOf(paper);
    if (url !== null) await this.open(url, paper.row.id);
    else this.desk.messages.refuse(whyNot(paper.row.title));
  }
}
