import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** The folders that are watched. */
export class Folders {
  /** The folder that is about to be watched. */
  toWatch: string | null = $state(null);

  constructor(private readonly desk: Desk) {}

  /** Asks for a folder, and then how to watch it. */
  async choose(): Promise<void> {
    const { backend, systemDialog } = this.desk;
    try {
      this.toWatch = await systemDialog.show(() => backend.chooseFolder());
    } catch (error) {
      this.desk.fail(error);
    }
  }

  /** Watches the folder that was chosen. */
  async watch(takesExisting: boolean): Promise<void> {
    const { changes, views } = this.desk;
    const path = this.toWatch;
    this.toWatch = null;
    if (path === null) return;
    const name = words.fileName(path);
    await changes.make({ kind: "watchFolder", path, takesExisting }, null, () => ({ text: words.messages.watching(name), icon: "folder-sync" })); // prettier-ignore
    if (views.current.kind !== "watched") views.goTo({ kind: "watched" });
  }

  /** Asks where a folder is now that is not found, and watches it there. */
  async locate(path: string): Promise<void> {
    const { backend, systemDialog, changes } = this.desk;
    const found = await systemDialog.show(() => backend.chooseFolder());
    if (found === null || found === path) return;
    const text = words.watch.located(words.fileName(path), words.fileName(found));
    await changes.make({ kind: "locateFolder", path, found }, null, () => ({ text, icon: "folder-sync" })); // prettier-ignore
  }

  /** Takes a watched file again that could not be read. */
  retry(path: string): void {
    this.desk.imports.start({ kind: "watched", path });
  }

  /** Ignores a file that could not be read, until it changes or is tried again. */
  async ignore(path: string): Promise<void> {
    const { changes, messages } = this.desk;
    if ((await changes.make({ kind: "ignoreWatchedFile", path }, null, null)) === null) return;
    messages.say({ text: words.watch.isIgnored(words.fileName(path)), icon: "minus" });
  }

  unwatch(path: string): void {
    const name = words.fileName(path);
    void this.desk.changes.make({ kind: "unwatchFolder", path }, null, () => ({ text: words.messages.notWatching(name), icon: "folder-sync" })); // prettier-ignore
  }
}
