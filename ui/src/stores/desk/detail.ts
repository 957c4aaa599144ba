import { tick } from "svelte";
import type { Paper } from "../../backend/wire";
import type { Desk } from "../desk.svelte";

/** The paper beside the list, or over it. */
export class Detail {
  constructor(private readonly desk: Desk) {}

  /** Whether there is no room for the paper beside the list: where it is open, it lies over that. */
  get isOver(): boolean {
    const { layout, queue, past } = this.desk;
    return (
      layout.isOnePane ||
      layout.isReading ||
      ((queue.isShown || past.isShown) && layout.shape === "medium")
    );
  }

  open(): void {
    const { selection, pairs, past, layout, focus } = this.desk;
    if (selection.lead === null && !pairs.hasRows && past.cursor === null) return;
    layout.isDetailOpen = true;
    void tick().then(() => focus.toDetail());
  }

  /** Whether the paper has the place of the list; where there is room for one of both only, any that is open has. */
  get isReadingPage(): boolean {
    const { layout } = this.desk;
    return layout.isReading || (layout.isOnePane && layout.isDetailOpen);
  }

  /** Gives the paper the place of the list: its note beside its abstract, or under it where the window is narrow. */
  read(): void {
    if (this.desk.selection.lead === null) return;
    this.desk.layout.isReading = true;
    this.open();
  }

  close(): void {
    this.desk.layout.isReading = false;
    this.desk.layout.isDetailOpen = false;
    void tick().then(() => this.desk.focus.toList());
  }

  /** The selected paper, where it is on show already. */
  get shown(): Paper | null {
    if (this.desk.triage.isOpen) return this.desk.triage.card;
    const { paper } = this.desk.paper;
    return paper !== null && paper.row.id === this.desk.selection.lead ? paper : null;
  }

  /** Waits until the selected paper is on show; none if the person moves on before. */
  async whenShown(): Promise<Paper | null> {
    if (this.desk.triage.isOpen) return this.desk.triage.card;
    const { selection } = this.desk;
    const { lead } = selection;
    const paper = lead === null ? null : await this.desk.paper.whenHere(lead);
    return selection.lead === lead ? paper : null;
  }
}
