import type { State } from "../backend/wire";
import type { Desk } from "../stores/desk.svelte";
import type { Field } from "../stores/desk/fields.svelte";
import { words } from "../strings/strings";
import { inGroup, windowAndTriage, type Written } from "./action";
import { canSnooze, hasOne, hasOneOwn, hasOneSoon, hasOwn, hasPapers, isSnoozed } from "./applies";
import { notOne, notOneOwn, ofOwn } from "./whyNot";

const stateKeys: [string, State, string, string][] = [
  ["start", "reading", "b", words.actions.start],
  ["queue", "queued", "q", words.actions.queue],
  ["read", "read", "r", words.actions.read],
  ["skim", "skimmed", "s", words.actions.skim],
  ["drop", "dropped", "d", words.actions.drop],
  ["inbox", "inbox", "i", words.actions.inbox],
];

/** What can be done with papers. */
export const paperActions = inGroup("paper", [
  ...stateKeys.map(([id, state, key, label]): Written => ({ id, keys: [key], label: () => label, glyph: state, places: windowAndTriage, appliesTo: (desk) => hasOwn(desk) && (desk.triage.canDecide(state) || !areAll(desk, state)), whyNot: ofOwn((desk) => words.whyNot.already(state, desk.selection.papers.length, desk.titleOf(desk.selection.papers))), run: (desk) => (desk.triage.isOpen ? desk.triage.setState(state) : desk.marks.setState(state)) })),
  { id: "readingPage", keys: ["v"], label: () => words.actions.readingPage, icon: "book-open", appliesTo: hasOneOwn, whyNot: notOneOwn, run: (desk) => (desk.detail.isReadingPage ? desk.detail.close() : desk.detail.read()) },
  { id: "queueFirst", keys: ["Shift+q"], places: windowAndTriage, label: () => words.actions.queueFirst, glyph: "queued", appliesTo: hasOwn, run: (desk) => (desk.triage.isOpen ? desk.triage.queueFirst() : desk.queue.putFirst()) },
  { id: "star", keys: ["f"], places: windowAndTriage, label: (desk) => (areAllStarred(desk) ? words.actions.unstar : words.actions.star), icon: "star", appliesTo: hasOwn, run: (desk) => desk.marks.setStar(!areAllStarred(desk)) },
  { id: "snooze", keys: ["z"], places: windowAndTriage, label: () => words.actions.snooze, icon: "alarm-clock", appliesTo: canSnooze, whyNot: ofOwn(() => words.whyNot.cannotSnooze), run: (desk) => desk.plans.openSnooze() },
  { id: "wake", keys: [], places: windowAndTriage, label: () => words.actions.wake, icon: "undo-2", appliesTo: isSnoozed, run: (desk) => desk.plans.snooze(null) },
  { id: "due", keys: ["Shift+z"], places: windowAndTriage, label: () => words.actions.due, icon: "flag", appliesTo: hasOwn, run: (desk) => desk.plans.openDue() },
  { id: "tags", keys: ["t"], places: windowAndTriage, label: () => words.actions.tags, icon: "tag", appliesTo: (desk) => hasOwn(desk) || hasOneSoon(desk), run: (desk) => openInDetail(desk, "tags") },
  { id: "note", keys: ["n"], places: windowAndTriage, label: () => words.actions.note, icon: "pencil", appliesTo: (desk) => desk.finishing.asked !== null || hasOneOwn(desk) || hasOneSoon(desk), whyNot: notOneOwn, run: (desk) => writeNote(desk) },
  { id: "why", keys: ["w"], places: windowAndTriage, label: () => words.actions.why, icon: "quote", appliesTo: (desk) => hasOneOwn(desk) || hasOneSoon(desk), whyNot: notOneOwn, run: (desk) => openInDetail(desk, "why") },
  { id: "openPaper", keys: ["p"], places: windowAndTriage, label: () => words.actions.openPaper, icon: "file-text", appliesTo: (desk) => hasOne(desk) && hasOwnLink(desk), whyNot: (desk) => ofShown(desk, words.whyNot.noLink), run: (desk) => desk.tell(desk.links.openOwn()) },
  { id: "openCode", keys: ["c"], places: windowAndTriage, label: () => words.actions.openCode, icon: "code", appliesTo: (desk) => hasOne(desk) && hasCode(desk), whyNot: (desk) => ofShown(desk, words.whyNot.noCode), run: (desk) => desk.tell(desk.links.openCode()) },
  { id: "copy", keys: ["y"], places: windowAndTriage, label: () => words.actions.copy, icon: "copy", appliesTo: hasOne, whyNot: notOne, run: (desk) => desk.tell(desk.copying.titleAndLink()) },
  { id: "copyBibtex", keys: ["Shift+y"], places: windowAndTriage, label: () => words.actions.copyBibtex, icon: "quote", appliesTo: hasPapers, run: (desk) => desk.tell(desk.copying.papers("bibtex")) },
  { id: "copyReference", keys: ["Mod+Shift+c"], places: windowAndTriage, label: () => words.actions.copyReference, icon: "copy", appliesTo: hasPapers, run: (desk) => desk.tell(desk.copying.papers("reference")) },
  { id: "copyLink", keys: ["Mod+Shift+l"], places: windowAndTriage, label: () => words.actions.copyLink, icon: "copy", appliesTo: hasPapers, run: (desk) => desk.tell(desk.copying.papers("link")) },
  { id: "editDetails", keys: ["e"], places: windowAndTriage, label: () => words.actions.editDetails, icon: "pencil", appliesTo: hasOneOwn, whyNot: notOneOwn, run: (desk) => desk.tell(desk.byHand.edit()) },
  { id: "whatHappened", keys: ["h"], places: windowAndTriage, label: () => words.actions.whatHappened, icon: "history", appliesTo: hasOne, whyNot: notOne, run: (desk) => (desk.triage.isOpen ? desk.triage.showHistory() : desk.past.showPaper()) },
  { id: "exportPapers", keys: [], label: () => words.actions.exportThese, icon: "file-text", appliesTo: hasOwn, run: (desk) => desk.tell(desk.exporting.offer("selection")) },
  { id: "compareTwo", keys: [], label: () => words.actions.compareTwo, icon: "copy", appliesTo: (desk) => hasOwn(desk) && desk.selection.chosen.size === 2, run: (desk) => desk.tell(desk.pairs.compareChosen()) },
  { id: "moveToTrash", keys: ["Delete"], places: windowAndTriage, label: () => words.actions.moveToTrash, icon: "trash-2", appliesTo: hasOwn, run: (desk) => desk.trash.take() },
  { id: "putBack", keys: [], label: () => words.actions.putBack, icon: "undo-2", appliesTo: (desk) => hasPapers(desk) && desk.trash.isShown, run: (desk) => desk.trash.putBack() },
]); // prettier-ignore

/** Whether every chosen paper that is in sight has this state. */
function areAll(desk: Desk, state: State): boolean {
  const { papers } = desk.selection;
  return papers.length > 0 && papers.every((paper) => desk.rowOf(paper)?.state === state);
}

function areAllStarred(desk: Desk): boolean {
  return desk.selection.papers.every((paper) => desk.rowOf(paper)?.isStarred === true);
}

// While the paper is on its way it may have a link.
function hasOwnLink(desk: Desk): boolean {
  return desk.detail.shown?.ownLink !== null;
}

function hasCode(desk: Desk): boolean {
  return desk.detail.shown?.links.some((link) => link.kind === "code") ?? true;
}

/** A sentence about the paper on show, or that it is more than one. */
function ofShown(desk: Desk, sentence: (title: string) => string): string | null {
  const { shown } = desk.detail;
  return notOne(desk) ?? (shown === null ? null : sentence(shown.row.title));
}

function writeNote(desk: Desk) {
  if (desk.triage.isOpen) desk.tell(desk.triage.writeNote());
  else if (desk.finishing.asked !== null) desk.finishing.write();
  else openInDetail(desk, "note");
}

function openInDetail(desk: Desk, field: Field): void {
  if (desk.detail.isOver && !desk.triage.isOpen) desk.layout.isDetailOpen = true;
  desk.fields.open(field);
}
