import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Messages } from "../src/stores/messages.svelte";

const long = 3_600_000;

describe("what the window says", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("goes by itself, unless it is a failure: that stays until it is closed", () => {
    const messages = new Messages();
    messages.say({ text: "Queued" });
    vi.advanceTimersByTime(long);
    expect(messages.toast).toBeNull();

    messages.fail("The disk is full.");
    messages.hold();
    messages.resume();
    vi.advanceTimersByTime(long);
    expect(messages.toast?.text).toBe("The disk is full.");
    messages.close();
    expect(messages.toast).toBeNull();
  });

  test("takes the place of a failure, and goes as usual", () => {
    const messages = new Messages();
    messages.fail("The disk is full.");
    messages.say({ text: "Queued" });
    expect(messages.toast?.text).toBe("Queued");
    vi.advanceTimersByTime(long);
    expect(messages.toast).toBeNull();
  });

  test("leaves no failure for screen readers to come upon once it is gone", async () => {
    const messages = new Messages();
    messages.fail("The disk is full.");
    await Promise.resolve();
    expect(messages.assertive).toBe("The disk is full.");
    messages.close();
    expect(messages.assertive).toBe("");

    messages.fail("The disk is full.");
    await Promise.resolve();
    messages.say({ text: "Queued" });
    expect(messages.assertive).toBe("");

    messages.isQuiet = true;
    messages.fail("The disk is full.");
    await Promise.resolve();
    messages.say({ text: "Dropped" });
    expect(messages.assertive).toBe("The disk is full.");
    vi.advanceTimersByTime(long);
    expect(messages.assertive).toBe("");
  });

  test("leaves a way back and a failure on show where a key only says why it does nothing", () => {
    const messages = new Messages();
    messages.say({ text: "Deleted", action: { label: "Undo", run: () => {} } });
    messages.refuse("None is selected");
    expect(messages.polite).toBe("Deleted");
    expect(messages.toast?.text).toBe("Deleted");
    vi.advanceTimersByTime(1000);
    expect(messages.polite).toBe("None is selected");
    messages.fail("The disk is full.");
    messages.refuse("None is selected");
    vi.advanceTimersByTime(long);
    expect(messages.toast?.text).toBe("The disk is full.");
    messages.close();
    messages.refuse("None is selected");
    expect(messages.toast?.text).toBe("None is selected");
    vi.advanceTimersByTime(long);
    expect(messages.toast).toBeNull();
  });

  test("leaves a failure for a while where it is not shown itself", () => {
    const messages = new Messages();
    messages.isQuiet = true;
    messages.fail("The disk is full.");
    vi.advanceTimersByTime(long);
    messages.say({ text: "Queued" });
    vi.advanceTimersByTime(1000);
    expect(messages.toast?.text).toBe("The disk is full.");
    messages.say({ text: "Dropped" });
    vi.advanceTimersByTime(7500);
    expect(messages.toast).toBeNull();
  });
});
