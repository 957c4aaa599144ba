import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whenDayTurns } from "../src/stores/dayTurn";

beforeEach(() => vi.useFakeTimers({ now: new Date(2026, 7, 6, 23, 59, 30) }));
afterEach(() => vi.useRealTimers());

it("is heard once a day, and no more after it was stopped", () => {
  const turned = vi.fn();
  const stop = whenDayTurns(turned);
  vi.advanceTimersByTime(25_000);
  expect(turned).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(10_000);
  expect(turned).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(turned).toHaveBeenCalledTimes(2);
  stop();
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(turned).toHaveBeenCalledTimes(2);
});

it("is heard when a computer wakes on another day", () => {
  const turned = vi.fn();
  const stop = whenDayTurns(turned);
  vi.setSystemTime(new Date(2026, 7, 9, 8));
  window.dispatchEvent(new Event("focus"));
  window.dispatchEvent(new Event("focus"));
  expect(turned).toHaveBeenCalledTimes(1);
  stop();
});
