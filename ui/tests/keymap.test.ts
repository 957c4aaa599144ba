import { describe, expect, test, vi } from "vitest";
import { actions, keysInSheet, keysInWindow } from "../src/actions/actions";
import { isPlain, keyCaps, Keymap, keyOf } from "../src/actions/keymap";

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

describe("the action table", () => {
  test("binds each key once in the window, in the sheet, and in a comparison there", () => {
    const sheet = keysInSheet.filter((action) => action.group !== "compare");
    const compare = keysInSheet.filter((action) => action.group === "compare");
    for (const table of [keysInWindow, sheet, compare]) {
      const keys = table.flatMap((action) => action.keys);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test("uses no key that systems or screen readers own", () => {
    for (const key of actions.flatMap((action) => action.keys)) {
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
    const keymap = new Keymap(keysInWindow, heard);
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
