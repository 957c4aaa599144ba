import { formatNumber } from "./format";

/** Words about the queue. */
export const queue = {
  meter: (n: number, of: number) => `${formatNumber(n)} of ${formatNumber(of)}`,
  meterLabel: (n: number, of: number) => `${formatNumber(n)} of ${formatNumber(of)} places used`,
  readingNow: "Reading now",
  upNext: "Up next",
  toMove: "to move",
  finish: "Finish",
  skimmed: "Skimmed",
  note: "Note",
  back: "Back to queue",
  noNote: "no note yet",
  moved: (place: number, of: number) => `Moved to ${formatNumber(place)} of ${formatNumber(of)}`,
  moreRows: (n: number) => `Show ${formatNumber(n)} more`,
  over: (n: number, over: number) => `The queue now holds ${formatNumber(n)}, ${formatNumber(over)} more than you planned.`, // prettier-ignore
  up: "Move up",
  down: "Move down",
};
