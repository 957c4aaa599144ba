import { tick } from "svelte";
import type { Desk } from "../desk.svelte";

/** Whether what was opened over the window meanwhile has the focus, and keeps it. */
export function isHeldOver(): boolean {
  return document.activeElement?.closest('dialog[open], [role="dialog"], [role="menu"], [data-finishing]') != null; // prettier-ignore
}

/** Where the focus goes, so that it is never nowhere. */
export class Focus {
  /** While the focus follows the cursor, which then must not follow the focus. */
  isMoving = false;

  constructor(private readonly desk: Desk) {}

  toList(): void {
    void tick().then(() => {
      if (isHeldOver()) return;
      const target =
        document.querySelector<HTMLElement>('[data-list] :is([role="option"], [role="row"])[tabindex="0"]') ?? // prettier-ignore
        document.querySelector<HTMLElement>("[data-list]") ??
        // An empty list: its pane, so that the focus is never nowhere.
        document.querySelector<HTMLElement>("[data-list-pane]");
      this.isMoving = true;
      target?.focus({ preventScroll: true });
      this.isMoving = false;
    });
  }

  /** On to the rows that came into an empty list: until then its pane held the focus. */
  leaveEmptyPane(): void {
    if (this.desk.list.total > 0 && document.activeElement?.matches("[data-list-pane]")) this.toList(); // prettier-ignore
  }

  /** Back to where the person was; to the list where that has gone. */
  backTo(opener: HTMLElement | null): void {
    if (opener?.isConnected && opener !== document.body) {
      opener.focus({ preventScroll: true });
      return;
    }
    void tick().then(() => {
      // Whoever closed it may have led the focus elsewhere.
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      if (this.desk.triage.isOpen) this.desk.triage.toCard();
      else this.toList();
    });
  }

  toListUnlessTyping(): void {
    const active = document.activeElement;
    if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return;
    if (active?.closest("[data-list], [data-menu]") || active === document.body) this.toList();
  }

  /** To the text of the paper, so that arrow keys scroll it. */
  toDetail(): void {
    const detail = document.querySelector<HTMLElement>("[data-detail-scroll]") ?? document.querySelector<HTMLElement>("[data-detail]"); // prettier-ignore
    detail?.focus({ preventScroll: true });
  }

  /** From a field of the paper: to the paper where it lies over the list. */
  fromField(): void {
    if (this.desk.triage.isOpen) this.desk.triage.toCard();
    else if (this.desk.layout.isDetailOpen) this.toDetail();
    else this.toList();
  }
}
