import type { Action } from "../../actions/action";
import { action as actionOf } from "../../actions/actions";
import { KeyTable } from "../../actions/keyTable";
import { keyWords, type KeySpec } from "../../actions/keymap";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** The keys as they are on this device. Whatever shows or hears a key asks here. */
export class Keys {
  readonly table: KeyTable = $derived.by(() => {
    const { keys, hasSingleKeys } = this.desk.settings.now;
    return new KeyTable(keys, hasSingleKeys);
  });

  constructor(private readonly desk: Desk) {}

  of(id: string): readonly KeySpec[] {
    return this.table.of(actionOf(id));
  }

  /** The key to show beside an action: its first. */
  shown(id: string): KeySpec | undefined {
    return this.of(id)[0];
  }

  /** A tooltip: the name, and the key where there is one. */
  tip(name: string, id: string): string {
    const spec = this.shown(id);
    return spec === undefined ? name : words.keyboard.tip(name, this.inWords(spec));
  }

  inWords(spec: KeySpec): string {
    return keyWords(spec, this.desk.platform);
  }

  /** Gives an action these keys, and takes them from those that had them. */
  give(action: Action, keys: readonly KeySpec[]): void {
    this.keep(this.table.withKeys(action, keys));
  }

  giveUsual(action: Action): void {
    this.keep(this.table.withUsual(action));
  }

  giveAllUsual(): void {
    this.keep({});
  }

  private keep(own: ReturnType<KeyTable["withKeys"]>): void {
    const keys = Object.entries(own).map(([id, specs]) => [id, [...(specs ?? [])]]);
    this.desk.settings.set({ keys: Object.fromEntries(keys) as Record<string, string[]> });
  }
}
