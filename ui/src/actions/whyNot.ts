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
  if (desk.trash.isShown) return w.inTrash;
  const own = action.whyNot?.(desk) ?? null;
  return own ?? (desk.selection.isMany ? w.onlyOne(desk.selection.papers.length) : null);
}

/** Whether there will be a paper at the cursor. */
function isComing(desk: Desk): boolean {
  const { list, selection, triage } = desk;
  return hasList(desk) && !triage.isOpen && (list.isShowing || (selection.lead === null && list.total > 0)); // prettier-ignore
}
