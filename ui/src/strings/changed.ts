import type { ChangeRow, State } from "../backend/wire";
import { formatDay, formatList } from "./format";
import { papers, quoted, quotedFile } from "./phrases";
import { whichPapers } from "./titles";

/** What a change did, as a sentence without its full stop. */
export function changed(row: ChangeRow): string {
  const { nPapers, title } = row;
  switch (row.change) {
    case "import":
      return row.sources.length === 0
        ? `Imported ${papers(nPapers)}`
        : `Imported ${formatList(row.sources.map(quotedFile))}`;
    case "addPaper":
      return `Added ${whichPapers(nPapers, title)}`;
    case "editPaper":
      return `Edited ${whichPapers(nPapers, title)}`;
    case "setState":
      return stateSet(row.to ?? "inbox", nPapers, title);
    case "setStar":
      return starred(row.isStarred !== false, nPapers, title);
    case "editTags":
      return tagsEdited(row.tagsAdded, row.tagsRemoved, nPapers, title);
    case "renameTag":
      return `Renamed the tag ${row.tagsRemoved.map(quoted).join(", ")} to ${row.tagsAdded.map(quoted).join(", ")}`;
    case "deleteTag":
      return `Deleted the tag ${row.tagsRemoved.map(quoted).join(", ")}`;
    case "setWhy":
      return `Wrote why ${whichPapers(nPapers, title)} was saved`;
    case "setNote":
      return `Edited the note on ${whichPapers(nPapers, title)}`;
    case "placeInQueue":
      return `Moved ${whichPapers(nPapers, title)} in the queue`;
    case "snooze":
      return row.day === null
        ? `Ended the snooze of ${whichPapers(nPapers, title)}`
        : `Snoozed ${whichPapers(nPapers, title)} until ${formatDay(row.day)}`;
    case "setDue":
      return row.day === null
        ? `Took the due day off ${whichPapers(nPapers, title)}`
        : `Set ${whichPapers(nPapers, title)} due on ${formatDay(row.day)}`;
    case "keepWaiting":
      return `Kept ${whichPapers(nPapers, title)} in the queue`;
    case "setTagHue":
      return `Changed the colour of the tag ${row.tagsAdded.map(quoted).join(", ")}`;
    case "setSavedViews":
      return viewsChanged(row.viewsAdded, row.viewsRemoved);
    case "setQueueSize":
      return `Planned the queue for ${papers(row.size ?? 0)}`;
    case "trash":
      return `Moved ${whichPapers(nPapers, title)} to the trash`;
    case "putBack":
      return `Put back ${whichPapers(nPapers, title)}`;
    case "emptyTrash":
      return "Emptied the trash";
    case "setCitationKey":
      return `Changed the citation key of ${whichPapers(nPapers, title)}`;
    case "answerDuplicate":
      return `Kept ${both(row)} apart`;
    case "takeBackAnswer":
      return `Asked again whether ${both(row)} are the same`;
    case "merge":
      return title === null || row.otherTitle === null
        ? "Merged 2 papers"
        : `Merged ${quoted(row.otherTitle)} into ${quoted(title)}`;
    case "split":
      return `Parted ${both(row)}`;
    case "watchFolder":
      if (row.sources.length === 2) return `Watched ${quotedFile(row.sources[0]!)} where it is now`;
      return `Began to watch ${row.sources.map(quotedFile).join(", ")}`;
    case "unwatchFolder":
      return `Stopped watching ${row.sources.map(quotedFile).join(", ")}`;
    case "setMirror":
      return row.sources.length === 0
        ? "Turned the mirror off"
        : `Began to mirror the library to ${row.sources.map(quotedFile).join(", ")}`;
    case "undo":
      return row.undone ? `Undone: ${changed(row.undone)}` : "Undid a change";
    case "redo":
      return row.undone ? `Redone: ${changed(row.undone)}` : "Redid a change";
  }
}

/** What happened to which saved view; their order alone names none. */
function viewsChanged([added, ...more]: string[], [removed, ...others]: string[]): string {
  if (more.length > 0 || others.length > 0) return "Changed the saved views";
  if (added === undefined) return removed === undefined ? "Changed the saved views" : `Deleted the view ${quoted(removed)}`; // prettier-ignore
  if (removed === undefined) return `Saved the view ${quoted(added)}`;
  return added === removed ? `Changed the view ${quoted(added)}` : `Renamed the view ${quoted(removed)} to ${quoted(added)}`; // prettier-ignore
}

/** What setting a state did. */
export function stateSet(to: State, nPapers: number, title: string | null): string {
  const paper = whichPapers(nPapers, title);
  switch (to) {
    case "inbox":
      return `Put ${paper} back in the inbox`;
    case "queued":
      return `Queued ${paper}`;
    case "reading":
      return `Started ${paper}`;
    case "read":
      return `Read ${paper}`;
    case "skimmed":
      return `Skimmed ${paper}`;
    case "dropped":
      return `Dropped ${paper}`;
  }
}

/** What setting a star did. */
export function starred(isStarred: boolean, nPapers: number, title: string | null): string {
  const paper = whichPapers(nPapers, title);
  return isStarred ? `Starred ${paper}` : `Took the star off ${paper}`;
}

/** What editing tags did. */
export function tagsEdited(
  added: string[],
  removed: string[],
  nPapers: number,
  title: string | null,
) {
  const paper = whichPapers(nPapers, title);
  const list = (tags: string[]) => formatList(tags.map(quoted));
  if (removed.length === 0) return `Tagged ${paper} ${list(added)}`;
  if (added.length === 0) return `Took ${list(removed)} off ${paper}`;
  return `Tagged ${paper} ${list(added)}, took off ${list(removed)}`;
}

/** The two papers that a change was about. */
function both({ title, otherTitle }: ChangeRow): string {
  return title === null || otherTitle === null
    ? papers(2)
    : `${quoted(title)} and ${quoted(otherTitle)}`;
}
