import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { frameDrawn } from "../src/stores/frame";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["requestAnimationFrame", "setTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Says whether the wait is over. */
function waiting() {
  const drawn = vi.fn();
  void frameDrawn().then(drawn);
  return () => drawn.mock.calls.length > 0;
}

test("what follows from a change waits until the frame of the change is on the screen", async () => {
  const isDrawn = waiting();
  await vi.advanceTimersToNextFrame();
  await vi.advanceTimersByTimeAsync(0);
  expect(isDrawn()).toBe(false);
  await vi.advanceTimersToNextFrame();
  await vi.advanceTimersByTimeAsync(1);
  expect(isDrawn()).toBe(true);
});

test("it does not wait for frames of a window that nobody sees", async () => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  const isDrawn = waiting();
  await vi.advanceTimersByTimeAsync(1000);
  expect(isDrawn()).toBe(true);
  vi.unstubAllGlobals();
});
