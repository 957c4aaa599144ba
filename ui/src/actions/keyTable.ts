import type { Action, Place } from "./action";
import { actions } from "./actions";
import { doClash, isSingle, type KeySpec } from "./keymap";

/** Keys that the person gave to actions, by the action's id; an empty list takes its keys away. */
export type OwnKeys = Readonly<Record<string, readonly KeySpec[] | undefined>>;

/** Which keys each action has for this person: the usual ones, and the person's own in their place. */
export class KeyTable {
  constructor(
    private readonly own: OwnKeys,
    private readonly hasSingleKeys: boolean,
  ) {}

  /** The keys that do it now. */
  of(action: Action): readonly KeySpec[] {
    const given = this.given(action);
    return this.hasSingleKeys ? given : given.filter((spec) => !isSingle(spec));
  }

  /** The keys that it has, also those that rest while single keys are off. */
  given(action: Action): readonly KeySpec[] {
    return this.own[action.id] ?? action.usualKeys;
  }

  isOwn(action: Action): boolean {
    return this.own[action.id] !== undefined;
  }

  /** The other actions that this key would call as well, or would keep from being called. */
  clashes(action: Action, spec: KeySpec): Action[] {
    return actions.filter((other) => other !== action && areTogether(action, other) && this.given(other).some((key) => doClash(key, spec))); // prettier-ignore
  }

  /** The person's own keys once this action has these, and no other that is heard with it has one of them. */
  withKeys(action: Action, keys: readonly KeySpec[]): OwnKeys {
    const own = { ...this.own, [action.id]: keys };
    for (const spec of keys) {
      for (const other of this.clashes(action, spec)) {
        own[other.id] = (own[other.id] ?? other.usualKeys).filter((key) => !doClash(key, spec));
      }
    }
    return withoutUsual(own);
  }

  /** The same with the keys that this action usually has. */
  withUsual(action: Action): OwnKeys {
    return withoutUsual(this.withKeys(action, action.usualKeys));
  }
}

/** Whether keys of both are heard in one place. */
function areTogether(one: Action, other: Action): boolean {
  const isHeard = (action: Action, place: Place) =>
    action.places.includes(place) ||
    // What works in fields works while a note is written, too.
    (place === "note" && action.inFields === true && action.places.some((at) => at === "window" || at === "triage")); // prettier-ignore
  return one.places.some((place) => isHeard(other, place)) || other.places.some((place) => isHeard(one, place)); // prettier-ignore
}

/** What the person set back to what it usually is, is not the person's own. */
function withoutUsual(own: OwnKeys): OwnKeys {
  const usual = new Map(actions.map((action) => [action.id, action.usualKeys.join("  ")]));
  return Object.fromEntries(Object.entries(own).filter(([id, keys]) => keys && usual.get(id) !== keys.join("  "))); // prettier-ignore
}
