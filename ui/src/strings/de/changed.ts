import type { ChangeRow } from "../../backend/wire";
import { formatDay, formatList } from "../format";
import type { Words } from "../strings";
import { papers, quoted, quotedFile } from "./phrases";
import { whichPapers } from "./titles";

const listed = (all: readonly string[]) => formatList(all.map(quoted));
const files = (all: readonly string[]) => formatList(all.map(quotedFile));

/** What a change did, as a sentence without its full stop. */
export const changed: Words["changed"] = (row) => {
  const { nPapers, title } = row;
  const which = whichPapers(nPapers, title);
  switch (row.change) {
    case "import":
      return `${row.sources.length === 0 ? papers(nPapers) : files(row.sources)} importiert`;
    case "addPaper":
      return `${which} hinzugefügt`;
    case "editPaper":
      return `${which} bearbeitet`;
    case "setState":
      return stateSet(row.to ?? "inbox", nPapers, title);
    case "setStar":
      return starred(row.isStarred !== false, nPapers, title);
    case "editTags":
      return tagsEdited(row.tagsAdded, row.tagsRemoved, nPapers, title);
    case "renameTag":
      return `Schlagwort ${listed(row.tagsRemoved)} in ${listed(row.tagsAdded)} umbenannt`;
    case "deleteTag":
      return `Schlagwort ${listed(row.tagsRemoved)} gelöscht`;
    case "setWhy":
      return `Warum zu ${which} geschrieben`;
    case "setNote":
      return `Notiz zu ${which} bearbeitet`;
    case "placeInQueue":
      return `${which} in der Leseliste verschoben`;
    case "snooze":
      return row.day === null ? `${which} zurückgeholt` : `${which} zurückgestellt bis ${formatDay(row.day)}`; // prettier-ignore
    case "setDue":
      return row.day === null ? `Fälligkeit von ${which} entfernt` : `${which} fällig am ${formatDay(row.day)}`; // prettier-ignore
    case "keepWaiting":
      return `${which} in der Leseliste behalten`;
    case "setTagHue":
      return `Farbe des Schlagworts ${listed(row.tagsAdded)} geändert`;
    case "setSavedViews":
      return viewsChanged(row.viewsAdded, row.viewsRemoved);
    case "setQueueSize":
      return `Leseliste auf ${papers(row.size ?? 0)} geplant`;
    case "trash":
      return `${which} in den Papierkorb gelegt`;
    case "putBack":
      return `${which} zurückgelegt`;
    case "emptyTrash":
      return "Papierkorb geleert";
    case "setCitationKey":
      return `Zitierschlüssel von ${which} geändert`;
    case "answerDuplicate":
      return `${both(row)} getrennt gelassen`;
    case "takeBackAnswer":
      return `Neu gefragt, ob ${both(row)} dasselbe sind`;
    case "merge":
      return title === null || row.otherTitle === null
        ? "2 Papers vereint"
        : `${quoted(row.otherTitle)} mit ${quoted(title)} vereint`;
    case "split":
      return `${both(row)} wieder getrennt`;
    case "watchFolder":
      if (row.sources.length === 2) return `${files(row.sources.slice(0, 1))} am neuen Ort überwacht`; // prettier-ignore
      return `Überwachung von ${files(row.sources)} begonnen`;
    case "unwatchFolder":
      return `Überwachung von ${files(row.sources)} beendet`;
    case "setMirror":
      return row.sources.length === 0
        ? "Spiegel abgeschaltet"
        : `Spiegel der Bibliothek in ${files(row.sources)} begonnen`;
    case "undo":
      return row.undone ? `Rückgängig: ${changed(row.undone)}` : "Eine Änderung zurückgenommen";
    case "redo":
      return row.undone ? `Wiederholt: ${changed(row.undone)}` : "Eine Änderung wiederholt";
  }
};

/** What setting a state did. */
export const stateSet: Words["messages"]["stateSet"] = (to, nPapers, title) => {
  const which = whichPapers(nPapers, title);
  switch (to) {
    case "inbox":
      return `${which} zurück in den Eingang gelegt`;
    case "queued":
      return `${which} vorgemerkt`;
    case "reading":
      return `${which} begonnen`;
    case "read":
      return `${which} gelesen`;
    case "skimmed":
      return `${which} überflogen`;
    case "dropped":
      return `${which} verworfen`;
  }
};

/** What setting a star did. */
export const starred: Words["messages"]["starred"] = (isStarred, nPapers, title) => {
  const which = whichPapers(nPapers, title);
  return isStarred ? `Stern für ${which} gesetzt` : `Stern von ${which} entfernt`;
};

/** What editing tags did. */
export const tagsEdited: Words["messages"]["tagsEdited"] = (added, removed, nPapers, title) => {
  const which = whichPapers(nPapers, title);
  if (removed.length === 0) return `${which} mit ${listed(added)} versehen`;
  if (added.length === 0) return `${listed(removed)} von ${which} entfernt`;
  return `${which} mit ${listed(added)} versehen, ${listed(removed)} entfernt`;
};

/** What happened to which saved view; their order alone names none. */
function viewsChanged([added, ...more]: string[], [removed, ...others]: string[]): string {
  if (more.length > 0 || others.length > 0) return "Gesicherte Ansichten geändert";
  if (added === undefined) return removed === undefined ? "Gesicherte Ansichten geändert" : `Ansicht ${quoted(removed)} gelöscht`; // prettier-ignore
  if (removed === undefined) return `Ansicht ${quoted(added)} gesichert`;
  return added === removed ? `Ansicht ${quoted(added)} geändert` : `Ansicht ${quoted(removed)} in ${quoted(added)} umbenannt`; // prettier-ignore
}

/** The two papers that a change was about. */
function both({ title, otherTitle }: ChangeRow): string {
  return title === null || otherTitle === null
    ? papers(2)
    : `${quoted(title)} und ${quoted(otherTitle)}`;
}
