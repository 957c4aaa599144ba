import type { Words } from "../strings";

/** Words about a change that takes its time. */
export const working: Words["working"] = {
  changing: "Viele Papers werden geändert",
  looking: "Was zurückgenommen würde, wird ermittelt",
  progress: (nDone, nAll) => `${Math.floor((100 * nDone) / Math.max(1, nAll))} %`,
  goOn: "Lesen geht weiter. Änderungen warten auf diese.",
  cancel: "Abbrechen",
  cancelled: "Abgebrochen. Nichts wurde geändert.",
};
