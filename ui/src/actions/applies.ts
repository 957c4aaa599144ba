import type { State } from "../backend/wire";
import type { Desk } from "../stores/desk.svelte";
import { filterOf } from "../stores/view";

/** When an action applies: what several groups ask of the desk. */

export const always = () => true;
export const hasList = (desk: Desk) =>
  desk.triage.isOpen || (filterOf(desk.views.current) !== null && !desk.isFirstRun);
export const hasPapers = (desk: Desk) => hasList(desk) && desk.selection.papers.length > 0;
export const hasOne = (desk: Desk) => hasPapers(desk) && !desk.selection.isMany;
export const hasRows = (desk: Desk) => hasList(desk) || desk.pairs.isShown || desk.past.isShown;
/** Whether two papers stand side by side, and the person may answer. */
export const isAsked = (desk: Desk) => desk.pairs.isComparing && desk.comparing.shown !== null && !desk.comparing.isAnswering; // prettier-ignore
/** What is in the trash is only looked at or put back, until the trash is emptied. */
export const hasOwn = (desk: Desk) => hasPapers(desk) && !desk.trash.isShown;
export const hasOneOwn = (desk: Desk) => hasOne(desk) && !desk.trash.isShown;
export const inTrash = (desk: Desk) => hasList(desk) && desk.trash.isShown && desk.list.total > 0;
/** Whether the paper at the cursor is on its way. */
export const hasOneSoon = (desk: Desk) => hasList(desk) && desk.selection.lead === null && desk.selection.chosen.size === 0 && desk.list.total > 0 && !desk.trash.isShown; // prettier-ignore
/** Whether what is selected has a place in the queue; one that is being read has none. */
export const inQueue = (desk: Desk) => hasPapers(desk) && desk.views.current.kind === "queue" && !desk.search.isSearching && (desk.selection.chosen.size > 0 || desk.list.indexOf(desk.selection.papers[0]!) !== null); // prettier-ignore
/** Whether some of what is selected waits in inbox or queue, and so can be hidden; papers out of sight may. */
export const canSnooze = (desk: Desk) => hasOwn(desk) && desk.selection.papers.some((paper) => isWaiting(desk.rowOf(paper)?.state)); // prettier-ignore
export const isSnoozed = (desk: Desk) => hasOwn(desk) && desk.selection.papers.some((paper) => desk.rowOf(paper)?.snoozedUntil != null); // prettier-ignore
const isWaiting = (state?: State) => state === undefined || state === "inbox" || state === "queued";
