import type { Action } from "./action";
import { anywhereActions } from "./anywhere";
import { compareActions } from "./compare";
import { goToActions } from "./goTo";
import { listActions } from "./list";
import { paperActions } from "./paper";
import { queueActions } from "./queue";
import { sheetActions } from "./sheet";

/** Every action, once. Where two have a key, the first that applies takes it. */
export const actions: readonly Action[] = [
  ...anywhereActions,
  ...goToActions,
  ...listActions,
  ...compareActions,
  ...queueActions,
  ...paperActions,
  ...sheetActions,
];

/** The keys that work in the sheet of an import: its own, and the size of the text. */
export const keysInSheet = actions.filter((action) => action.works === "sheet" || action.id.startsWith("text")); // prettier-ignore
export const keysInWindow = actions.filter((action) => action.works !== "sheet");

export function action(id: string): Action {
  const found = actions.find((other) => other.id === id);
  if (!found) throw new Error(`no action is called ${id}`);
  return found;
}
