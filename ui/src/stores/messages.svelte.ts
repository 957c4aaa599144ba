import type { IconName } from "../components/shared/icons";
import type { State } from "../backend/wire";
import { words } from "../strings/strings";

export interface Message {
  text: string;
  glyph?: State;
  icon?: IconName;
  /** What the button beside it does, and the action whose key does it, too. */
  action?: { label: string; of?: string; run: () => void };
}

const lifeMs = 8000;
const betweenAnnouncementsMs = 1000;

/** What the window says: one toast at a time, and two live regions for screen readers. */
export class Messages {
  toast: Message | null = $state.raw(null);
  /** While the place shows by itself what happened, only failures are shown here; all is spoken. */
  isQuiet = false;
  /** What is then spoken after it. */
  adding: (() => string | null) | null = null;
  polite = $state("");
  assertive = $state("");
  /** Whether the toast is there until it is closed, or something else is said. */
  private isStaying = false;
  /** The clock stops while the pointer or the focus is on the toast. */
  private timer: ReturnType<typeof setTimeout> | undefined;
  private spokenAt = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  say(message: Message): void {
    this.speak(words.sentences([message.text, this.adding?.()]));
    if (this.isQuiet) {
      // Who goes on has a failure before them for a while yet.
      if (!this.isStaying) return;
    } else this.toast = message;
    this.letGo();
  }

  /**
   * Says why something cannot be done: nothing else shows it, wherever one is. A way back, or a failure, is worth more
   * than what a stray key gets to hear: over these it is only spoken.
   */
  refuse(text: string): void {
    this.speak(text);
    if (this.toast?.action !== undefined || (this.toast !== null && this.isStaying)) return;
    this.toast = { text, icon: "info" };
    this.letGo();
  }

  /** Says a failure: somebody has to see to it, whenever they come to it. */
  fail(text: string, action?: Message["action"]): void {
    this.toast = { text, icon: "circle-alert", action };
    this.isStaying = true;
    this.assertive = "";
    queueMicrotask(() => (this.assertive = text));
    this.resume();
  }

  /** Says it to screen readers only; at most one message a second, and the newest wins. */
  speak(text: string): void {
    clearTimeout(this.waiting);
    const wait = Math.max(0, this.spokenAt + betweenAnnouncementsMs - Date.now());
    const now = () => {
      this.spokenAt = Date.now();
      // The same words twice are read twice only if the region changes.
      this.polite = this.polite === text ? `${text}\u00a0` : text;
    };
    if (wait === 0) now();
    else this.waiting = setTimeout(now, wait);
  }

  close(): void {
    clearTimeout(this.timer);
    this.toast = null;
    this.assertive = "";
  }

  hold(): void {
    clearTimeout(this.timer);
  }

  resume(): void {
    clearTimeout(this.timer);
    if (!this.isStaying) this.timer = setTimeout(() => this.close(), lifeMs);
  }

  /** Has what is on show go by itself. A failure that is no longer is not come upon by a screen reader either. */
  private letGo(): void {
    this.isStaying = false;
    if (this.toast?.text !== this.assertive) this.assertive = "";
    this.resume();
  }
}
