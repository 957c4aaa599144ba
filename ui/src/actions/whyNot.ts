import type { Desk } from "../stores/desk.svelte";
import { words } from "../strings/strings";
import type { Action } from "./action";
import { hasList, hasPapers } from "./applies";

/**
 * Returns why an action whose key was pressed cannot be done now. Null where one sees it, as where there is no row to
 * go to, and while the paper is on its way.
 */
export function whyNot(desk: Desk, action: Action): string | null {
  if (action.group !== "paper" && action.group !== "queue") return null;
  if (desk.counts.isLibraryEmpty) return null;
  const w = words.whyNot;
  if (!hasPapers(desk)) return isComing(desk) ? null : w.noPaper;
  // What can be done in the trash, too, knows why it cannot be now.
  return action.whyNot?.(desk) ?? (desk.trash.isShown ? w.inTrash : null);
}

/** Why what is for one paper cannot be done, if that is why. */
export function notOne({ selection }: Desk): string | null {
  return selection.isMany ? words.whyNot.onlyOne(selection.papers.length) : null;
}

/** Why something cannot be done that never is in the trash: there, that is why. */
export function ofOwn(why: (desk: Desk) => string | null): (desk: Desk) => string | null {
  return (desk) => (desk.trash.isShown ? null : why(desk));
}

/** The same of what is for one paper that is not in the trash. */
export const notOneOwn = ofOwn(notOne);

/** Whether there will be a paper at the cursor. */
function isComing(desk: Desk): boolean {
  const { list, selection, triage } = desk;
  return hasList(desk) && !triage.isOpen && (list.isShowing || (selection.lead === null && list.total > 0)); // prettier-ignore
}
