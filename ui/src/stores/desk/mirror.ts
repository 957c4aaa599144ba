import { failureOf } from "../../backend/backend";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** The folder of plain files that follows the library. */
export class Mirror {
  constructor(private readonly desk: Desk) {}

  /** Asks for a folder and mirrors the library to it. */
  async choose(): Promise<void> {
    const { backend, systemDialog } = this.desk;
    const folder = await systemDialog.show(() => backend.chooseFolder());
    if (folder === null) return;
    await this.set(folder);
  }

  /** Mirrors the library to a folder, or no more. */
  async set(folder: string | null): Promise<void> {
    const { exporting, messages, changes } = this.desk;
    // What came of it is said beside the list, which the dialog covers.
    exporting.offered = null;
    const text = folder === null ? words.exporting.mirror.turnedOff : words.exporting.mirror.turnedOn(words.fileName(folder)); // prettier-ignore
    const fail = (error: unknown) => messages.fail(words.mirrorRefused(failureOf(error)));
    await changes.make({ kind: "setMirror", folder }, null, () => ({ text, icon: "folder-sync" }), fail); // prettier-ignore
  }
}
