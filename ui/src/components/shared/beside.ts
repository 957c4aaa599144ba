import type { Place } from "../../stores/desk/menus.svelte";

const gapPx = 4;
/** How far from the edges of the window a box stays that opens over it. */
export const edgePx = 8;

/** Where a box opens beside a place: below it, above where there is no room, and never past an edge of the window. */
export function beside(at: Place, box: HTMLElement): { x: number; y: number } {
  const { width, height } = box.getBoundingClientRect();
  const x = Math.max(edgePx, Math.min(at.x, innerWidth - width - edgePx));
  const fitsBelow = at.y + gapPx + height <= innerHeight - edgePx;
  const above = (at.above ?? at.y) - gapPx - height;
  const y = fitsBelow ? at.y + gapPx : above >= edgePx ? above : innerHeight - height - edgePx;
  return { x, y: Math.max(edgePx, y) };
}
