/** How the panes share the window. */
export type Shape = "wide" | "medium" | "narrow" | "tiny";

const sidebarWidths = { least: 200, usual: 232, most: 320 };
const listWidths = { least: 320, usual: 416, most: 640 };

/** The width of the rail, as in the tokens. */
const railRem = 3.5;

/** Between the bottom of the window and what lies over it. */
export const edgePx = 20;

/** Widths, and which panes are there. Sizes are in px at text size 100%. */
export class Layout {
  width = $state(1280);
  height = $state(800);
  /** How high 1 rem is now, and a row of papers, in px. */
  remPx = $state(16);
  rowPx = $state(74);
  sidebarWidth = $state(sidebarWidths.usual);
  listWidth = $state(listWidths.usual);
  /** The person's wish; at the smallest sizes and the rail it opens over the panes. */
  isSidebarToggled = $state(false);
  /** With one pane: whether it is the paper. */
  isDetailOpen = $state(false);

  /** Whether the paper takes the place of the list, to be read with its note at hand. */
  isReading = $state(false);

  /** How high the message at the bottom is, and the sum of an import above it, in px; 0 while there is none. */
  messagePx = $state(0);
  summaryPx = $state(0);
  /** How far the panes end above the bottom, so that the message covers nothing that one acts on; and the sum too. */
  readonly messageRoomPx: number = $derived(roomOf(this.messagePx));
  readonly roomPx: number = $derived(this.messageRoomPx + roomOf(this.summaryPx));

  readonly shape: Shape = $derived(
    this.width >= 1100
      ? "wide"
      : this.width >= 820
        ? "medium"
        : this.width >= 600
          ? "narrow"
          : "tiny",
  );
  readonly isOnePane: boolean = $derived(this.shape === "narrow" || this.shape === "tiny");
  readonly isShort: boolean = $derived(this.height < 520);
  readonly sidebar: "full" | "rail" | "hidden" | "over" = $derived(
    this.shape === "wide"
      ? this.isSidebarToggled || this.isReading
        ? "rail"
        : "full"
      : this.isSidebarToggled
        ? "over"
        : this.shape === "tiny"
          ? "hidden"
          : "rail",
  );

  /** How far the sidebar reaches where it lies over the panes, and the rail in its stead, in px of the screen. */
  readonly drawerPx: number = $derived(
    (Math.min(this.sidebarWidth, this.width - (48 * 16) / this.remPx) / 16) * this.remPx,
  );
  readonly railPx: number = $derived(railRem * this.remPx);

  constructor() {
    this.sidebarWidth = within(sidebarWidths, kept("sidebarWidth") ?? sidebarWidths.usual);
    this.listWidth = within(listWidths, kept("listWidth") ?? listWidths.usual);
  }

  measure(): void {
    const root = getComputedStyle(document.documentElement);
    this.remPx = parseFloat(root.fontSize) || 16;
    this.rowPx = this.remPx * (parseFloat(root.getPropertyValue("--row-h")) || 4.625);
    this.width = (window.innerWidth / this.remPx) * 16;
    this.height = (window.innerHeight / this.remPx) * 16;
  }

  resizeSidebar(width: number | null): void {
    this.sidebarWidth = width === null ? sidebarWidths.usual : within(sidebarWidths, width);
    keep("sidebarWidth", this.sidebarWidth);
  }

  resizeList(width: number | null): void {
    this.listWidth = width === null ? listWidths.usual : within(listWidths, width);
    keep("listWidth", this.listWidth);
  }

  readonly limits = { sidebar: sidebarWidths, list: listWidths };
}

/** With the space under it, and some above. */
function roomOf(px: number): number {
  return px === 0 ? 0 : px + edgePx + 8;
}

function within({ least, most }: { least: number; most: number }, n: number): number {
  return Math.round(Math.min(most, Math.max(least, n)));
}

function kept(name: string): number | null {
  try {
    const text = localStorage.getItem(`offprint.${name}`);
    return text === null ? null : Number(text);
  } catch {
    return null;
  }
}

function keep(name: string, value: number): void {
  try {
    localStorage.setItem(`offprint.${name}`, String(value));
  } catch {
    // Without storage the size lasts as long as the window.
  }
}
