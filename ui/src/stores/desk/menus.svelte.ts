import { paperMenu } from "../../actions/menu";
import type { State } from "../../backend/wire";
import type { IconName } from "../../components/shared/icons";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** One line of a menu; `null` is a line between groups. */
export interface MenuEntry {
  label: string;
  /** What is said below it. */
  line?: string;
  icon?: IconName;
  glyph?: State | "snoozed";
  hue?: number;
  keys?: string;
  end?: string;
  isCurrent?: boolean;
  run: () => void;
}

/** Where something opens: beside a control, or at the pointer. */
export interface Place {
  x: number;
  y: number;
  /** The upper edge of the control, for where there is no room below it. */
  above?: number;
}

export interface OpenMenu {
  label: string;
  /** Whether the name is shown above the entries. */
  isHeaded?: boolean;
  entries: (MenuEntry | null)[];
  /** What is said below them. */
  foot?: string;
  at: Place;
  opener: HTMLElement | null;
}

/** The place beside a control. */
export function placeOf(control: Element): Place {
  const { left, bottom, top } = control.getBoundingClientRect();
  return { x: left, y: bottom, above: top };
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
