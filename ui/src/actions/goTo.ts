import { countOf, iconOf, nameOf, type View } from "../stores/view";
import type { Desk } from "../stores/desk.svelte";
import { formatCount } from "../strings/brief";
import { words } from "../strings/strings";
import { inGroup, windowAndTriage, type Written } from "./action";
import { always } from "./applies";
import type { KeySpec } from "./keymap";

const goToKeys: [View, KeySpec[]][] = [
  [{ kind: "inbox" }, ["g i", "Mod+1"]],
  [{ kind: "queue" }, ["g q", "Mod+2"]],
  [{ kind: "reading" }, ["g r", "Mod+3"]],
  [{ kind: "all" }, ["g a", "Mod+4"]],
  [{ kind: "finished" }, ["g f", "Mod+5"]],
  [{ kind: "starred" }, ["g s"]],
  [{ kind: "snoozed" }, ["g z"]],
  [{ kind: "dropped" }, ["g d"]],
  [{ kind: "duplicates" }, ["g u"]],
  [{ kind: "trash" }, ["g x"]],
  [{ kind: "imports" }, []],
  [{ kind: "tags" }, []],
  [{ kind: "watched" }, ["g w"]],
  [{ kind: "insights" }, ["g n"]],
  [{ kind: "history" }, ["g h"]],
  [{ kind: "settings" }, ["g ,", "Mod+,"]],
]; // prettier-ignore

const sections = ["general", "appearance", "queue", "import", "keyboard", "data", "about"] as const;

/** Going to what is set in a section; the palette finds it by what it is about. */
export const settingsActions = inGroup(
  "goTo",
  sections.map((section) => ({ id: `settings.${section}`, keys: [], label: () => words.settings.actions[section], icon: section === "about" ? "info" : "settings", appliesTo: always, run: (desk) => desk.views.goTo({ kind: "settings", section }) })), // prettier-ignore
);

/** Going to a view. */
export const goToActions = inGroup("goTo", [
  ...goToKeys.map(([view, keys]): Written => ({ id: `goTo.${view.kind}`, keys, places: windowAndTriage, label: () => words.actions.goTo(nameOf(view)), shortLabel: nameOf(view), icon: iconOf(view), line: (desk) => lineOf(desk, view), appliesTo: always, run: (desk) => goTo(desk, view) })),
  { id: "triage", keys: ["Mod+t", "g t"], label: () => words.actions.triage, icon: "list-checks", appliesTo: (desk) => !desk.counts.isLibraryEmpty && !desk.triage.isOpen, run: (desk) => desk.tell(desk.triage.open()) },
]); // prettier-ignore

/** From triage, too: it goes on later where it was. */
function goTo(desk: Desk, view: View): void {
  if (desk.triage.isOpen) desk.triage.leave();
  desk.views.goTo(view);
}

function lineOf(desk: Desk, view: View): string | undefined {
  const n = countOf(view, desk.counts.counts);
  return n === undefined ? undefined : formatCount(n);
}
