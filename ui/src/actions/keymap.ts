import type { Platform } from "../backend/backend";
import { words } from "../strings/strings";

/**
 * How a key is written in the action table: `q`, `Shift+q`, `Mod+Shift+z`, `ArrowDown`, `/`,
 * `Mod+Plus`, or two in a row, `g i`. `Mod` is ⌘ on macOS and Ctrl elsewhere. A sign that needs
 * Shift on some layouts (`?`) is written alone.
 */
export type KeySpec = string;

/** Returns how the pressed key is written, or null for one that is never ours. */
export function keyOf(event: KeyboardEvent, platform: Platform): KeySpec | null {
  if (event.isComposing || event.keyCode === 229) return null;
  if (event.getModifierState("AltGraph")) return null;
  const isMac = platform === "macos";
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const foreign = isMac ? event.ctrlKey : event.metaKey;
  if (foreign || (mod && event.altKey)) return null;
  const key = nameOf(event);
  if (key === null) return null;
  // Digits need Shift on some layouts, as signs do.
  const isSign = key.length === 1 && !/[a-z]/.test(key);
  // Macs have no such key but on large keyboards; there ⌘ ⌫ is what moves to the trash.
  if (isMac && mod && key === "Backspace") return "Delete";
  let spec = "";
  if (mod) spec += "Mod+";
  if (event.altKey) spec += "Alt+";
  if (event.shiftKey && !isSign && key !== "Plus") spec += "Shift+";
  return spec + key;
}

function nameOf(event: KeyboardEvent): string | null {
  const { key, code } = event;
  const digit = /^Digit([0-9])$/.exec(code);
  // Where digits need Shift, those held with Ctrl or ⌘ are told by their place.
  if (digit && (event.ctrlKey || event.metaKey) && !/^[0-9+=-]$/.test(key)) return digit[1]!;
  if (key === "+" || key === "=") return "Plus";
  if (key === "-") return "Minus";
  if (key === " ") return "Space";
  if (key.length > 1) return ["Control", "Shift", "Alt", "Meta", "Dead"].includes(key) ? null : key;
  const letter = key.toLowerCase();
  if (letter.charCodeAt(0) < 128) return letter;
  // Greek, Cyrillic and other layouts: the place on the keyboard says which letter it is.
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code);
  if (place) return (place[1] ?? place[2]!).toLowerCase();
  if (code === "Slash" && event.shiftKey) return "?";
  return signsByPlace[code] ?? null;
}

const signsByPlace: Record<string, string> = {
  Slash: "/", Comma: ",", Period: ".", Semicolon: ";", BracketLeft: "[", BracketRight: "]",
  Equal: "Plus", Minus: "Minus",
}; // prettier-ignore

/** Whether the key types text, and so belongs to the field that has the focus. */
export function isPlain(spec: KeySpec): boolean {
  return !/^(Mod|Alt)\+/.test(spec) && !/^(Shift\+)?F\d+$/.test(spec);
}

/** Whether the first key types a sign by itself; voice control would press such keys as it hears words. */
export function isSingle(spec: KeySpec): boolean {
  return /^(Shift\+)?[^ +]( |$)/u.test(spec) || /^(Shift\+)?(Plus|Minus)( |$)/.test(spec);
}

/** Whether one of two keys would never be heard beside the other: they are one, or one begins the other. */
export function doClash(one: KeySpec, other: KeySpec): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

/** Whether keys go into this element as text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    (target instanceof HTMLInputElement && !["radio", "checkbox", "range"].includes(target.type)) ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  );
}

const macCaps: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧", Delete: "⌘⌫" };
const signs: Record<string, string> = {
  ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Enter: "↵", Backspace: "⌫",
  Plus: "+", Minus: "−",
}; // prettier-ignore

/** Returns the caps to draw for a key, in order. */
export function keyCaps(spec: KeySpec, platform: Platform): string[] {
  const onMac = platform === "macos" ? macCaps : {};
  const caps = { ...words.keyboard.caps, ...signs, ...onMac } as Partial<Record<string, string>>;
  return spec.split(" ").flatMap((chord) =>
    chord.split("+").map((part) => {
      const cap = caps[part] ?? part;
      return cap.length === 1 ? cap.toUpperCase() : cap;
    }),
  );
}

/** The caps as words, for tooltips: "Ctrl Z". */
export function keyWords(spec: KeySpec, platform: Platform): string {
  return keyCaps(spec, platform).join(platform === "macos" ? "" : " ");
}

/** Turns keys into actions: finds what a key is bound to, and waits 1 s for the second of two. */
export class Keymap<A> {
  private first: KeySpec | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly bound = new Map<KeySpec, A[]>();
  private readonly prefixes = new Set<KeySpec>();

  constructor(
    actions: readonly A[],
    keysOf: (action: A) => readonly KeySpec[],
    private readonly onWaiting: (first: KeySpec | null) => void = () => {},
  ) {
    for (const action of actions) {
      for (const spec of keysOf(action)) {
        this.bound.set(spec, [...(this.bound.get(spec) ?? []), action]);
        const [first, second] = spec.split(" ");
        if (second !== undefined) this.prefixes.add(first!);
      }
    }
  }

  get isWaiting(): boolean {
    return this.first !== null;
  }

  /** The actions bound to this key, after the one before it; null while a second key is awaited. */
  press(spec: KeySpec): A[] | null {
    if (this.first !== null) {
      const both = `${this.first} ${spec}`;
      this.forget();
      return this.bound.get(both) ?? [];
    }
    if (this.prefixes.has(spec)) {
      this.first = spec;
      this.timer = setTimeout(() => this.forget(), 1000);
      this.onWaiting(spec);
      return null;
    }
    return this.bound.get(spec) ?? [];
  }

  /** What the second key may be after this one, in the order of the table. */
  after(first: KeySpec): { key: KeySpec; action: A }[] {
    return [...this.bound].flatMap(([spec, [action]]) => {
      const [begins, key] = spec.split(" ");
      return begins === first && key !== undefined ? [{ key, action: action! }] : [];
    });
  }

  forget() {
    clearTimeout(this.timer);
    if (this.first === null) return;
    this.first = null;
    this.onWaiting(null);
  }
}
