import { expect, test } from "vitest";

import { untilQuiet } from "../src/stores/untilQuiet";

test("an old answer never takes the place of a newer one", async () => {
  const answers: (() => void)[] = [];
  let shown = 0;
  let nAsked = 0;
  const refresh = untilQuiet(async () => {
    const answer = ++nAsked;
    await new Promise<void>((resolve) => answers.push(resolve));
    shown = answer;
  });
  const first = refresh();
  const second = refresh();
  expect(nAsked).toBe(1);
  answers[0]!();
  await expect.poll(() => nAsked).toBe(2);
  expect(shown).toBe(1);
  answers[1]!();
  await Promise.all([first, second]);
  expect(shown).toBe(2);
});

test("a question that failed is told to whoever waits, and can be asked again", async () => {
  let nAsked = 0;
  const refresh = untilQuiet(async () => {
    if (++nAsked === 1) throw new Error("no library");
  });
  await expect(refresh()).rejects.toThrow("no library");
  await refresh();
  expect(nAsked).toBe(2);
});
