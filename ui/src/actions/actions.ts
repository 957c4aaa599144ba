import type { Action, Place } from "./action";
import { anywhereActions } from "./anywhere";
import { compareActions } from "./compare";
import { goToActions, settingsActions } from "./goTo";
import { listActions } from "./list";
import { noteActions } from "./note";
import { paperActions } from "./paper";
import { queueActions } from "./queue";
import { sheetActions } from "./sheet";
import { triageActions } from "./triage";

/** Every action, once. Where two have a key, the first that applies takes it. */
export const actions: readonly Action[] = [
  ...anywhereActions,
  ...goToActions,
  ...settingsActions,
  ...listActions,
  ...compareActions,
  ...queueActions,
  ...paperActions,
  ...noteActions,
  ...sheetActions,
  ...triageActions,
];

/** The actions whose keys are heard in a place. */
export const heardIn = (place: Place) => actions.filter((action) => action.places.includes(place));

export function action(id: string): Action {
  const found = actions.find((other) => other.id === id);
  if (!found) throw new Error(`no action is called ${id}`);
  return found;
}
