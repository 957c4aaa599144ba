import { formatNumber } from "../format";
import type { Words } from "../strings";
import { papers } from "./phrases";
import { whichPapers } from "./titles";

/** Words about the trash. */
export const trash: Words["trash"] = {
  moved: (n, title) => `${whichPapers(n, title)} in den Papierkorb gelegt`,
  putBack: (n, title) => `${whichPapers(n, title)} zurückgelegt`,
  emptied: (n) => `Papierkorb geleert: ${papers(n)} herausgenommen`,
  on: (day) => `Papierkorb ${day}`,
  since: (day) => `Im Papierkorb seit ${day}`,
  kept: "Notiz, Schlagwörter und Stand bleiben. Keine Liste oder Suche zeigt es.",
  was: { inbox: "War im Eingang", queued: "War vorgemerkt", reading: "War begonnen", read: "War gelesen", skimmed: "War überflogen", dropped: "War verworfen" }, // prettier-ignore
  remains: "Ist der Papierkorb geleert, behält Offprint nur, was es für „früher verworfen“ braucht, falls ein Paper wieder auftaucht.", // prettier-ignore
  ask: "Papierkorb leeren?",
  askLine: (n, nWithNotes) => `${papers(n)}${nWithNotes === 0 ? "" : `, ${formatNumber(nWithNotes)} mit ${nWithNotes === 1 ? "einer Notiz" : "Notizen"},`} ${n === 1 ? "wird" : "werden"} herausgenommen.`, // prettier-ignore
  askUndo: "Das lässt sich bis zur nächsten Sicherungskopie zurücknehmen.",
  confirm: "Papierkorb leeren",
  cancel: "Abbrechen",
};
