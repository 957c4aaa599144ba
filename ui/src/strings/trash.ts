import type { State } from "../backend/wire";
import { formatNumber } from "./format";
import { papers } from "./phrases";
import { whichPapers } from "./titles";

/** Words about the trash. */
export const trash = {
  moved: (n: number, title: string | null) => `Moved ${whichPapers(n, title)} to the trash`,
  putBack: (n: number, title: string | null) => `Put back ${whichPapers(n, title)}`,
  emptied: (n: number) => `Emptied the trash: ${papers(n)} taken out`,
  /** Among the dates of a paper. */
  on: (day: string) => `Trash ${day}`,
  since: (day: string) => `In the trash since ${day}`,
  kept: "Its note, tags and state are kept. No list or search shows it.",
  was: { inbox: "Was in the inbox", queued: "Was queued", reading: "Was being read", read: "Was read", skimmed: "Was skimmed", dropped: "Was dropped" } satisfies Record<State, string>, // prettier-ignore
  remains: "When the trash is emptied, Offprint keeps only what it needs to say “dropped before” if a paper turns up again.", // prettier-ignore
  ask: "Empty the trash?",
  askLine: (n: number, nWithNotes: number) => `${papers(n)}${nWithNotes === 0 ? "" : `, ${formatNumber(nWithNotes)} with ${nWithNotes === 1 ? "a note" : "notes"},`} ${n === 1 ? "is" : "are"} taken out.`, // prettier-ignore
  askUndo: "You can undo this until the next backup is made.",
  confirm: "Empty the trash",
  cancel: "Cancel",
};
