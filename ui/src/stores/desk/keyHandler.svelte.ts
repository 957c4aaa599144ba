import type { Action, Place } from "../../actions/action";
import { action, heardIn } from "../../actions/actions";
import { isPlain, isSingle, isTyping, Keymap, keyOf, type KeySpec } from "../../actions/keymap";
import { whyNot } from "../../actions/whyNot";
import type { Desk } from "../desk.svelte";

const hintAfterMs = 400;

/** Hears the keys of the window and does what they are for. */
export class KeyHandler {
  /** The first of two keys, while the second is awaited. */
  waiting: KeySpec | null = $state(null);
  private hint: ReturnType<typeof setTimeout> | undefined;
  private readonly keymaps: Record<Place, Keymap<Action>> = $derived.by(() => {
    const { table } = this.desk.keys;
    const of = (place: Place) => new Keymap(heardIn(place), (action) => table.of(action), (first) => this.wait(first)); // prettier-ignore
    return {
      window: of("window"),
      triage: of("triage"),
      sheet: of("sheet"),
      sheetCompare: of("sheetCompare"),
      over: of("over"),
      note: of("note"),
    };
  });

  constructor(private readonly desk: Desk) {}

  private get place(): Place {
    if (this.isOver("dialog[open]:not([data-sheet])")) return "over";
    const { preview } = this.desk.imports;
    if (preview === null || preview.isAccepting)
      return this.desk.triage.isOpen ? "triage" : "window";
    return preview.comparing === null ? "sheet" : "sheetCompare";
  }

  /** What may follow the key that waits. */
  get seconds(): { key: KeySpec; action: Action }[] {
    if (this.waiting === null) return [];
    const all = this.keymaps[this.place].after(this.waiting);
    return all.filter(({ action }) => action.appliesTo(this.desk));
  }

  press(event: KeyboardEvent): void {
    const { desk } = this;
    if (event.defaultPrevented) return;
    const spec = keyOf(event, desk.platform);
    if (spec === null) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = isTyping(target);
    const { place } = this;
    // All other keys belong to what lies over the window.
    if (place === "over") {
      if (!typing || !isPlain(spec))
        this.runFirst(event, spec, this.keymaps.over.press(spec) ?? []);
      return;
    }
    // What is typed while a field or triage is about to open must not decide about papers.
    if ((desk.fields.opening !== null || desk.triage.isOpening) && !typing && isPlain(spec)) {
      event.preventDefault();
      if (spec === "Escape") desk.fields.opening = null;
      return;
    }
    // Enter and Space belong to the control that has the focus; in the sheet, Space ticks from any cell.
    const isTick = spec === "Space" && target?.closest('[role="grid"]') != null;
    if ((spec === "Enter" || spec === "Space") && !isTick && target?.closest("button, a, summary, input")) return; // prettier-ignore
    if (typing && isPlain(spec) && spec !== "Escape") return;
    const keymap = this.keymaps[place];
    if (event.repeat && keymap.isWaiting) return event.preventDefault();
    const bound = keymap.press(spec);
    if (bound === null) return event.preventDefault();
    if (this.runFirst(event, spec, bound)) return;
    if (!desk.settings.now.hasSingleKeys && !typing && desk.typeAhead.hear(spec, target)) {
      event.preventDefault();
    }
  }

  /** Does what a key is for in the field of a note, which asks before it takes it as text; says whether it is for any. */
  pressInNote(event: KeyboardEvent): boolean {
    const spec = keyOf(event, this.desk.platform);
    if (spec === null || (isPlain(spec) && spec !== "Escape")) return false;
    const isDone = this.runFirst(event, spec, this.keymaps.note.press(spec) ?? []);
    // Whatever else hears it is not meant.
    if (isDone) event.stopPropagation();
    return isDone;
  }

  /**
   * Does the first of the actions of a key that is for where it was pressed, or says why none can be done; says
   * whether there was one.
   */
  private runFirst(event: KeyboardEvent, spec: KeySpec, bound: readonly Action[]): boolean {
    const { desk } = this;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = isTyping(target);
    let why: string | null = null;
    for (const action of bound) {
      if (typing && !action.inFields) continue;
      if (action.works === "list" && !isForList(target, spec)) continue;
      if (action.group === "sheet" && !isForGrid(target, spec)) continue;
      if (!action.appliesTo(desk)) {
        why ??= whyNot(desk, action);
        continue;
      }
      event.preventDefault();
      if (!event.repeat || action.repeats) action.run(desk, spec);
      return true;
    }
    if (why === null) return false;
    event.preventDefault();
    if (!event.repeat) desk.messages.refuse(why);
    return true;
  }

  /** Does what was chosen in the system's menu bar; in a field, undoing is the field's own. */
  chosenInBar(id: string): void {
    const { desk } = this;
    const chosen = action(id);
    if (isTyping(document.activeElement) && (id === "undo" || id === "redo")) {
      // Of all that the web offers only this reaches the field's own history.
      document.execCommand(id);
      return;
    }
    // The bar is there while something lies over the window, too: triage hears what its own keys do.
    const isHeard = chosen.places.includes(this.isOver("dialog[open]") ? "over" : this.place);
    if (isHeard && chosen.appliesTo(desk)) chosen.run(desk);
  }

  /** Whether something lies over the window that has keys of its own, or stands in its stead. */
  private isOver(dialog: string): boolean {
    const { libraryFailure, menus, plans } = this.desk;
    return libraryFailure !== null || menus.shown !== null || plans.choice !== null || document.querySelector(dialog) !== null; // prettier-ignore
  }

  private wait(first: KeySpec | null): void {
    clearTimeout(this.hint);
    this.waiting = null;
    if (first !== null) this.hint = setTimeout(() => (this.waiting = first), hintAfterMs);
  }
}

/** Whether a list key pressed here is meant for the list; keys that type or command reach it from anywhere. */
function isForList(target: HTMLElement | null, spec: KeySpec): boolean {
  if (target === null || target === document.body) return true;
  return (
    target.closest('[role="listbox"], [role="grid"][data-list], [data-now]') !== null ||
    isSingle(spec) ||
    spec.startsWith("Mod+")
  );
}

/** The same for the rows of a sheet, whose moving keys belong to other controls elsewhere. */
function isForGrid(target: HTMLElement | null, spec: KeySpec): boolean {
  if (!/^(Arrow|Home|End|Page|Space|Enter)/.test(spec)) return true;
  return target === null || target.closest('[role="grid"]') !== null || target.matches("body, dialog"); // prettier-ignore
}
