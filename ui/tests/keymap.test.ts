import { describe, expect, test, vi } from "vitest";
import { actions, heardIn } from "../src/actions/actions";
import { KeyTable } from "../src/actions/keyTable";
import { doClash, isPlain, isSingle, keyCaps, Keymap, keyOf } from "../src/actions/keymap";

const press = (init: KeyboardEventInit & { keyCode?: number }) =>
  new KeyboardEvent("keydown", init);

describe("a pressed key", () => {
  test("is written with its modifiers, and Shift only where it matters", () => {
    expect(keyOf(press({ key: "q" }), "linux")).toBe("q");
    expect(keyOf(press({ key: "Q", shiftKey: true }), "linux")).toBe("Shift+q");
    expect(keyOf(press({ key: "?", shiftKey: true }), "linux")).toBe("?");
    expect(keyOf(press({ key: "Z", ctrlKey: true, shiftKey: true }), "linux")).toBe("Mod+Shift+z");
    expect(keyOf(press({ key: "z", metaKey: true }), "macos")).toBe("Mod+z");
    expect(keyOf(press({ key: "ArrowUp", altKey: true }), "linux")).toBe("Alt+ArrowUp");
  });

  test("works by its place on Greek and Cyrillic layouts", () => {
    expect(keyOf(press({ key: "й", code: "KeyQ" }), "linux")).toBe("q");
    expect(keyOf(press({ key: "Δ", code: "KeyD", shiftKey: true }), "linux")).toBe("Shift+d");
  });

  test("is left alone while text is composed, with AltGr, and with the other system's modifier", () => {
    expect(keyOf(press({ key: "q", isComposing: true }), "linux")).toBeNull();
    expect(keyOf(press({ key: "q", metaKey: true }), "linux")).toBeNull();
    expect(keyOf(press({ key: "q", ctrlKey: true }), "macos")).toBeNull();
    expect(keyOf(press({ key: "q", ctrlKey: true, altKey: true }), "windows")).toBeNull();
  });
});

test("digits are the same with and without Shift, and with Ctrl by their place", () => {
  expect(keyOf(press({ key: "1", code: "Digit1", shiftKey: true }), "linux")).toBe("1");
  expect(keyOf(press({ key: "&", code: "Digit1", ctrlKey: true }), "linux")).toBe("Mod+1");
  expect(keyOf(press({ key: "-", code: "Digit6", ctrlKey: true }), "linux")).toBe("Mod+Minus");
});

test("signs on other layouts work by their place", () => {
  expect(keyOf(press({ key: "б", code: "Comma" }), "linux")).toBe(",");
  expect(keyOf(press({ key: "х", code: "BracketLeft", ctrlKey: true }), "linux")).toBe("Mod+[");
});

describe("keys of one's own", () => {
  const of = (id: string) => actions.find((action) => action.id === id)!;

  test("take the place of the usual ones; none at all take them away", () => {
    const table = new KeyTable({ queue: ["v"], drop: [] }, true);
    expect(table.of(of("queue"))).toEqual(["v"]);
    expect(table.of(of("drop"))).toEqual([]);
    expect(table.of(of("read"))).toEqual(["r"]);
  });

  test("clash where both are heard, also where one begins the other", () => {
    const table = new KeyTable({}, true);
    expect(table.clashes(of("queue"), "r").map(({ id }) => id)).toEqual(["read"]);
    expect(table.clashes(of("queue"), "g i").map(({ id }) => id)).toEqual(["goTo.inbox"]);
    expect(table.clashes(of("queue"), "g").length).toBeGreaterThan(5);
    expect(table.clashes(of("queue"), "Space").map(({ id }) => id)).toEqual([
      "scroll",
      "triage.scroll",
    ]);
    expect(doClash("g i", "g q")).toBe(false);
  });

  test("are taken from who had them, and go back whence they came", () => {
    const own = new KeyTable({}, true).withKeys(of("queue"), ["r"]);
    expect(own).toEqual({ queue: ["r"], read: [] });
    const table = new KeyTable(own, true);
    expect(new KeyTable(table.withUsual(of("read")), true).of(of("queue"))).toEqual([]);
    expect(new KeyTable(table.withUsual(of("queue")), true).withUsual(of("read"))).toEqual({});
  });

  test("rest while single keys are off; what is held with Ctrl goes on", () => {
    const table = new KeyTable({}, false);
    expect(table.of(of("undo"))).toEqual(["Mod+z"]);
    expect(table.of(of("goTo.inbox"))).toEqual(["Mod+1"]);
    expect(table.given(of("undo"))).toContain("u");
    for (const key of ["q", "Shift+q", "?", "/", "1", "g i", "й", "Minus"]) expect(isSingle(key)).toBe(true); // prettier-ignore
    for (const key of ["Space", "Enter", "Delete", "Mod+k", "F1", "Alt+Home"]) expect(isSingle(key)).toBe(false); // prettier-ignore
  });
});

describe("the action table", () => {
  test("binds each key once in the window, in the sheet, and in a comparison there", () => {
    for (const place of new Set(actions.flatMap((action) => action.places))) {
      const keys = heardIn(place).flatMap((action) => action.usualKeys);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test("uses no key that systems or screen readers own", () => {
    for (const key of actions.flatMap((action) => action.usualKeys)) {
      expect(key).not.toMatch(/^Alt\+[a-z]$|Insert|CapsLock|Mod\+Shift\+u/);
    }
  });

  test("repeats only what moves", () => {
    for (const id of ["queue", "drop", "read", "skim", "inbox", "start", "undo"]) {
      expect(actions.find((action) => action.id === id)?.repeats).toBeFalsy();
    }
  });
});

describe("two keys in a row", () => {
  test("find their action, and are forgotten after a second", () => {
    vi.useFakeTimers();
    const heard = vi.fn();
    const keymap = new Keymap(heardIn("window"), (action) => action.usualKeys, heard);
    expect(keymap.press("g")).toBeNull();
    expect(keymap.press("q")?.[0]?.id).toBe("goTo.queue");
    keymap.press("g");
    vi.advanceTimersByTime(1100);
    expect(keymap.press("q")?.[0]?.id).toBe("queue");
    expect(heard).toHaveBeenLastCalledWith(null);
    vi.useRealTimers();
  });
});

test("caps are signs on macOS and words elsewhere", () => {
  expect(keyCaps("Mod+Shift+z", "macos")).toEqual(["⌘", "⇧", "Z"]);
  expect(keyCaps("Mod+Shift+z", "linux")).toEqual(["Ctrl", "Shift", "Z"]);
  expect(keyCaps("g i", "linux")).toEqual(["G", "I"]);
});

test("plain keys belong to text fields", () => {
  expect(isPlain("q")).toBe(true);
  expect(isPlain("Shift+ArrowDown")).toBe(true);
  expect(isPlain("Mod+o")).toBe(false);
  expect(isPlain("F6")).toBe(false);
});
