import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** The system's dialogs for files. */
export class SystemDialog {
  private isOpen = false;

  constructor(private readonly desk: Desk) {}

  /** Opens one. A second would lie over the first: it is refused. */
  async show<T>(open: () => Promise<T>): Promise<T | null> {
    if (this.isOpen) {
      this.desk.messages.say({ text: words.messages.dialogOpen, icon: "info" });
      return null;
    }
    this.isOpen = true;
    try {
      return await open();
    } finally {
      this.isOpen = false;
    }
  }
}
