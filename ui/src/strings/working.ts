/** Words about a change that takes its time. */
export const working = {
  changing: "Changing many papers",
  looking: "Looking what would be undone",
  progress: (nDone: number, nAll: number) => `${Math.floor((100 * nDone) / Math.max(1, nAll))}%`,
  goOn: "You can go on reading. Changes wait for this one.",
  cancel: "Cancel",
  cancelled: "Cancelled. Nothing was changed.",
};
