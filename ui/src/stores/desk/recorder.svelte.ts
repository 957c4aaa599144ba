import type { Action } from "../../actions/action";
import { actions } from "../../actions/actions";
import { isPlain, keyOf, type KeySpec } from "../../actions/keymap";
import type { Desk } from "../desk.svelte";

/** Keys that systems and screen readers own, or that move the focus. */
const othersKeys = /^Alt\+[a-z]$|Insert|CapsLock|^Mod\+Shift\+u$|^(Shift\+)?Tab$/;
const modifiers = ["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "Dead"];

/** What was pressed that another action has. */
export interface Taken {
  spec: KeySpec;
  by: readonly Action[];
}

/** Giving an action a key by pressing it. */
export class Recorder {
  /** Whose key is being pressed, and which of its keys it replaces; one more where it has none there. */
  at: { action: Action; nth: number } | null = $state.raw(null);
  /** The first of two keys, once it was pressed. */
  first: KeySpec | null = $state(null);
  taken: Taken | null = $state.raw(null);
  isRefused = $state(false);
  /** Whether it was refused as it is what one writes with where the action is. */
  isText = $state(false);

  constructor(private readonly desk: Desk) {}

  start(action: Action, nth: number): void {
    this.stop();
    this.at = { action, nth };
  }

  stop(): void {
    this.at = null;
    this.first = null;
    this.taken = null;
    this.isRefused = false;
    this.isText = false;
  }

  /** Hears a key; returns whether that ended it. */
  press(event: KeyboardEvent): boolean {
    if (this.at === null || modifiers.includes(event.key)) return false;
    const { action } = this.at;
    const pressed = keyOf(event, this.desk.platform);
    this.isRefused = pressed === null || othersKeys.test(pressed);
    this.isText = pressed !== null && action.places.includes("note") && isPlain(pressed);
    if (pressed === null || this.isRefused || this.isText) return false;
    if (this.first === null && this.doesBegin(pressed, action)) {
      this.first = pressed;
      return false;
    }
    const spec = this.first === null ? pressed : `${this.first} ${pressed}`;
    const by = this.desk.keys.table.clashes(action, spec);
    if (by.length > 0) {
      this.first = null;
      this.taken = { spec, by };
      return false;
    }
    this.give(spec);
    return true;
  }

  /** Takes the key that was pressed from those that had it. */
  takeIt(): void {
    if (this.taken !== null) this.give(this.taken.spec);
  }

  /** Takes the key away that stands there. */
  takeAway(): void {
    if (this.at === null) return;
    const { action, nth } = this.at;
    this.desk.keys.give(action, this.desk.keys.table.given(action).toSpliced(nth, 1));
    this.stop();
  }

  private give(spec: KeySpec): void {
    if (this.at === null) return;
    const { action, nth } = this.at;
    const { keys } = this.desk;
    const others = keys.table.given(action).filter((key, i) => i !== nth && key !== spec);
    keys.give(action, others.toSpliced(nth, 0, spec));
    this.stop();
  }

  /** Whether keys of two begin with it, so that a second is awaited. */
  private doesBegin(spec: KeySpec, action: Action): boolean {
    return actions.some((other) => other.places.some((place) => action.places.includes(place)) && this.desk.keys.table.given(other).some((key) => key.startsWith(`${spec} `))); // prettier-ignore
  }
}
