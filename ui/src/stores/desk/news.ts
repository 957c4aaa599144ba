import type { News as Arrived } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** What watched folders brought while the window was not in front: the system tells it, and a click leads there. */
export class News {
  /** What each notification told. */
  private readonly told: Arrived[] = [];

  constructor(private readonly desk: Desk) {}

  /** Has the system tell it, in words. */
  async tell(news: Arrived): Promise<void> {
    const { title, body } = words.watch.news(news);
    await this.desk.backend.notify(title, body, this.told.push(news) - 1);
  }

  /** Goes to what a notification told. */
  goTo(index: number): void {
    const { sources, views, libraryFailure } = this.desk;
    const news = this.told[index];
    if (news === undefined || libraryFailure !== null) return;
    const [first, ...others] = news.imports;
    if (first === undefined) views.goTo({ kind: "watched" });
    else if (others.length > 0) views.goTo({ kind: "imports" });
    else sources.showImport(first.import, first.source, first.format);
  }
}
