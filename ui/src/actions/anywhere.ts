import { words } from "../strings/strings";
import { inGroup, windowAndTriage, type Place } from "./action";
import { always, inTrash } from "./applies";

const everywhere: Place[] = ["window", "triage", "sheet", "sheetCompare", "over"];

/** What can be done wherever one is. */
export const anywhereActions = inGroup("anywhere", [
  { id: "palette", keys: ["Mod+k"], label: () => words.actions.palette, places: windowAndTriage, icon: "search", inFields: true, appliesTo: always, run: (desk) => desk.palette.open() },
  { id: "search", keys: ["/", "Mod+f"], label: () => words.actions.search, icon: "search", appliesTo: (desk) => !desk.counts.isLibraryEmpty, run: (desk) => desk.search.open() },
  { id: "importFiles", keys: ["Mod+o"], label: () => words.actions.importFiles, icon: "import", inFields: true, appliesTo: always, run: (desk) => desk.tell(desk.sources.choose()) },
  { id: "importFolder", keys: [], label: () => words.actions.importFolder, icon: "folder-open", appliesTo: always, run: (desk) => desk.tell(desk.sources.chooseFolder()) },
  { id: "paste", keys: ["Mod+v"], label: () => words.actions.paste, icon: "clipboard-paste", appliesTo: always, run: (desk) => desk.sources.paste() },
  { id: "addPaper", keys: ["Mod+n"], label: () => words.actions.addPaper, icon: "plus", appliesTo: always, run: (desk) => desk.byHand.add() },
  { id: "watchFolder", keys: [], label: () => words.actions.watchFolder, icon: "folder-sync", appliesTo: always, run: (desk) => desk.tell(desk.folders.choose()) },
  { id: "export", keys: ["Mod+e"], label: () => words.actions.export, icon: "file-text", appliesTo: (desk) => !desk.counts.isLibraryEmpty, run: (desk) => desk.tell(desk.exporting.offer("library")) },
  { id: "undo", keys: ["u", "Mod+z"], label: () => words.actions.undo, places: windowAndTriage, icon: "undo-2", appliesTo: always, run: (desk) => desk.tell(desk.triage.isOpen ? desk.triage.undo() : desk.undoing.undo()) },
  { id: "redo", keys: ["Mod+Shift+z", "Mod+y"], label: () => words.actions.redo, places: windowAndTriage, icon: "redo-2", appliesTo: always, run: (desk) => desk.tell(desk.undoing.redo()) },
  { id: "undoImport", keys: ["Shift+u"], label: () => words.actions.undoImport, icon: "undo-2", appliesTo: always, run: (desk) => desk.undoing.undoLastImport() },
  { id: "keyboard", keys: ["?", "F1"], label: () => words.actions.keyboard, places: [...windowAndTriage, "sheet", "sheetCompare"], icon: "keyboard", appliesTo: always, run: (desk) => (desk.isKeyboardShown = true) },
  { id: "sidebar", keys: ["Mod+b"], label: () => words.actions.sidebar, icon: "panel-left", appliesTo: always, run: (desk) => (desk.layout.isSidebarToggled = !desk.layout.isSidebarToggled) },
  { id: "nextPane", keys: ["F6"], label: () => words.actions.nextPane, inFields: true, appliesTo: always, run: () => focusPane(1) },
  { id: "previousPane", keys: ["Shift+F6"], label: () => words.actions.previousPane, inFields: true, appliesTo: always, run: () => focusPane(-1) },
  { id: "toMessage", keys: ["F8"], label: () => words.actions.toMessage, places: windowAndTriage, inFields: true, appliesTo: (desk) => desk.messages.toast !== null, run: () => document.querySelector<HTMLElement>("[data-toast] button")?.focus() },
  { id: "back", keys: ["Alt+ArrowLeft", "Mod+["], label: () => words.actions.back, appliesTo: always, run: (desk) => desk.views.goBack() },
  { id: "forward", keys: ["Alt+ArrowRight", "Mod+]"], label: () => words.actions.forward, appliesTo: always, run: (desk) => desk.views.goForward() },
  { id: "textLarger", keys: ["Mod+Plus"], label: () => words.actions.textLarger, places: everywhere, inFields: true, appliesTo: always, run: (desk) => desk.settings.stepTextSize(1) },
  { id: "textSmaller", keys: ["Mod+Minus"], label: () => words.actions.textSmaller, places: everywhere, inFields: true, appliesTo: always, run: (desk) => desk.settings.stepTextSize(-1) },
  { id: "textDefault", keys: ["Mod+0"], label: () => words.actions.textDefault, places: everywhere, inFields: true, appliesTo: always, run: (desk) => desk.settings.stepTextSize(0) },
  { id: "emptyTrash", keys: [], label: () => words.actions.emptyTrash, icon: "trash-2", appliesTo: inTrash, run: (desk) => desk.tell(desk.trash.askToEmpty()) },
]); // prettier-ignore

function focusPane(way: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((p) => p.offsetParent !== null || p === document.activeElement); // prettier-ignore
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(now + way + panes.length) % panes.length];
  if (next === undefined) return;
  const within = (what: string) => next.querySelector<HTMLElement>(what);
  const own = next.hasAttribute("tabindex") ? next : (within("[data-list]") ?? within("button"));
  (within('[aria-current="page"], [role="option"][tabindex="0"]') ?? own)?.focus();
}
