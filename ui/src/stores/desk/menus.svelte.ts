import { paperMenu } from "../../actions/menu";
import type { State } from "../../backend/wire";
import type { IconName } from "../../components/shared/icons";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** One line of a menu; `null` is a line between groups. */
export interface MenuEntry {
  label: string;
  icon?: IconName;
  glyph?: State;
  hue?: number;
  keys?: string;
  end?: string;
  isCurrent?: boolean;
  run: () => void;
}

export interface OpenMenu {
  label: string;
  entries: (MenuEntry | null)[];
  /** Where it opens: beside a control, or at the pointer. */
  at: { x: number; y: number; above?: number };
  opener: HTMLElement | null;
}

/** The one menu that can be open. */
export class Menus {
  shown: OpenMenu | null = $state.raw(null);

  constructor(private readonly desk: Desk) {}

  /** Opens a menu of these entries; the caller says where. */
  show(menu: OpenMenu): void {
    this.shown = menu.entries.length === 0 ? null : menu;
  }

  close(): void {
    this.shown = null;
  }

  /** Opens the paper menu at the pointer, for a row or for what was chosen with it. */
  showForRow(row: number, event: MouseEvent, opener: HTMLElement | null): void {
    const { list, selection, cursor } = this.desk;
    event.preventDefault();
    const id = list.row(row)?.id;
    if (id !== undefined && !selection.has(id)) cursor.chooseOnly(row);
    const { clientX: x, clientY: y } = event;
    this.showForPapers({ x, y: y - 4, above: y + 4 }, opener);
  }

  /** Opens the paper menu, for what is selected. */
  showForPapers(at: OpenMenu["at"], opener: HTMLElement | null): void {
    this.show({ label: words.actions.menu, entries: paperMenu(this.desk), at, opener });
  }
}
