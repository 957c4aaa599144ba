import { expect, test } from "vitest";
import { setOf } from "../src/stores/inPortions";

test("a set of very many is made some at a time, and others have their turn between", async () => {
  const all = Array.from({ length: 100_000 }, (_, i) => `paper ${i}`);
  let nTurns = 0;
  let isOver = false;
  const turn = () => {
    nTurns++;
    if (!isOver) setTimeout(turn);
  };
  setTimeout(turn);
  const set = await setOf(all);
  isOver = true;
  expect(nTurns).toBeGreaterThanOrEqual(4);
  expect([...set]).toEqual(all);
});

test("a small one is made at once", async () => {
  let isOther = false;
  setTimeout(() => (isOther = true));
  expect(await setOf(["a", "b", "a"])).toEqual(new Set(["a", "b"]));
  expect(isOther).toBe(false);
});
