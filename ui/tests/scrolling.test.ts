import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import type { AnswerTo } from "../src/backend/backend";
import { FakeBackend } from "../src/backend/fake";
import type { Question } from "../src/backend/wire";
import { reuse } from "../src/components/shared/slots";

const list = () => screen.getByRole("listbox");
const options = () => within(list()).getAllByRole("option");
const places = () => options().map((option) => Number(option.getAttribute("aria-posinset")));
const titles = () => options().map((option) => option.textContent.trim());

describe("a leap in a long list", () => {
  let fake: FakeBackend;
  let asked: { fromRow: number; answer: () => void; refuse: () => void }[];
  let isHeld: boolean;

  beforeEach(async () => {
    fake = new FakeBackend({ nFillers: 9000 });
    asked = [];
    isHeld = false;
    const ask = fake.ask.bind(fake);
    fake.ask = async (question) => {
      const answer = await ask(question);
      if (isHeld && question.kind === "rows") await new Promise<void>((resolve, reject) => asked.push({ fromRow: question.fromRow, answer: resolve, refuse: () => reject(new Error()) })); // prettier-ignore
      return answer;
    };
    Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
    render(App, { props: { backend: fake } });
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    await userEvent.keyboard("ga");
    await screen.findByRole("listbox", { name: "All papers" });
    isHeld = true;
  });

  async function scrollTo(px: number) {
    list().scrollTop = px;
    await fireEvent.scroll(list());
  }

  test("keeps the papers in sight until those that follow are here, and asks only for the newest place then", async () => {
    const before = titles();
    for (const px of [100_000, 200_000, 300_000, 400_000]) await scrollTo(px);
    expect(titles()).toEqual(before);
    expect(asked).toHaveLength(1);
    const first = asked[0]!.fromRow;
    asked[0]!.answer();
    // Papers pass while one drags on, though they are no longer those of the place that it has come to.
    await waitFor(() => expect(places().at(-1)).toBeGreaterThan(first));
    expect(titles().every((title) => title !== "")).toBe(true);
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]!.fromRow).toBeGreaterThan(3 * first);
    asked[1]!.answer();
    await waitFor(() => expect(places().at(-1)).toBeGreaterThan(asked[1]!.fromRow));
    expect(titles().every((title) => title !== "")).toBe(true);
    expect(asked).toHaveLength(2);
  });

  test("draws other rows with the same elements, and leaves the focus on the row that had it", async () => {
    const focused = document.activeElement!;
    const place = focused.getAttribute("aria-posinset");
    isHeld = false;
    await scrollTo(200_000);
    await waitFor(() => expect(places().at(-1)).toBeGreaterThan(1000));
    const elements = new Set(options());
    await scrollTo(400_000);
    await waitFor(() => expect(places().at(-1)).toBeGreaterThan(4000));
    const n = options().length;
    expect(options().filter((option) => elements.has(option))).toHaveLength(n);
    expect(document.activeElement).toBe(focused);
    expect(focused.getAttribute("aria-posinset")).toBe(place);
    expect(places()).toEqual([...places()].sort((a, b) => a - b));
    expect(new Set(places()).size).toBe(n);
  });

  test("shows where it leads although the rows there cannot be had, and asks again when one scrolls on", async () => {
    await scrollTo(200_000);
    const { fromRow, refuse } = asked[0]!;
    refuse();
    await waitFor(() => expect(places().at(-1)).toBeGreaterThan(fromRow));
    isHeld = false;
    const ask = vi.spyOn(fake, "ask");
    await scrollTo(200_200);
    expect(ask).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(titles().every((title) => title !== "")).toBe(true));
  });
});

test("a row with the focus far below makes the scroller no longer than it is", async () => {
  const fake = new FakeBackend({ nFillers: 9000 });
  const ask = fake.ask.bind(fake);
  // So many that the scroller is in proportion.
  fake.ask = (async (question) => {
    const answer = await ask(question);
    if (answer.kind !== "rows") return answer;
    const rows = answer as AnswerTo<Extract<Question, { kind: "rows" }>>;
    return rows.total > 1000 ? { ...rows, total: 1_000_000 } : rows;
  }) as typeof fake.ask;
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  render(App, { props: { backend: fake } });
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  await userEvent.keyboard("ga");
  await screen.findByRole("listbox", { name: "All papers" });
  await userEvent.keyboard("{End}");
  await waitFor(() => expect(places().at(-1)).toBe(1_000_000));
  list().scrollTop = 20_000;
  await fireEvent.scroll(list());
  await waitFor(() => expect(places()[0]).toBeLessThan(10_000));
  expect(places().at(-1)).toBe(1_000_000);
  const tops = options().map((option) => Number.parseFloat(option.style.top || option.style.transform.replace(/\D*/, ""))); // prettier-ignore
  expect(Math.max(...tops)).toBeLessThanOrEqual(8_000_000);
  expect(Math.max(...tops.slice(0, -1))).toBeLessThan(tops.at(-1)!);
});

describe("the elements of rows", () => {
  const keys = (indexes: readonly number[], before: ReturnType<typeof reuse> = []) => {
    let key = Math.max(-1, ...before.map((slot) => slot.key));
    return reuse(before, indexes, () => ++key);
  };

  test("stay with the rows that stay", () => {
    const before = keys([0, 1, 2, 3]);
    const after = keys([1, 2, 3, 4], before);
    expect(after.slice(0, 3)).toEqual(before.slice(1));
    expect(after[3]!.key).toBe(4);
  });

  test("pass to the rows of another place, but for that of the row with the focus", () => {
    const before = keys([0, 1, 2, 3]);
    expect(keys([1, 50, 51, 52], before)).toEqual([
      { index: 1, key: 1 },
      { index: 50, key: 2 },
      { index: 51, key: 3 },
      { index: 52, key: 4 },
    ]);
  });

  test("never move among the others, whichever way one goes", () => {
    let slots = keys([0, 1, 2, 3]);
    const ways = [[1, 50, 51, 52], [1, 80, 81, 82], [1, 2, 3, 4], [0, 1, 2, 60], [7, 8, 60], [3]];
    for (const indexes of ways) {
      const after = keys(indexes, slots);
      const order = slots.map((slot) => slot.key);
      const kept = after.map((slot) => order.indexOf(slot.key)).filter((nth) => nth >= 0);
      expect(kept).toEqual([...kept].sort((a, b) => a - b));
      expect(new Set(after.map((slot) => slot.key)).size).toBe(indexes.length);
      expect(after.map((slot) => slot.index)).toEqual(indexes);
      slots = after;
    }
  });
});
