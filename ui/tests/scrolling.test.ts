import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import type { AnswerTo } from "../src/backend/backend";
import { FakeBackend } from "../src/backend/fake";
import type { Question } from "../src/backend/wire";
import { reuse, type Place, type Slot } from "../src/components/shared/slots";

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
  const take = (places: readonly Place[], cursor: number, before: readonly Slot[] = []) => {
    let key = Math.max(-1, ...before.map((slot) => slot.key));
    return reuse(before, places, cursor, () => ++key);
  };
  const keys = (indexes: readonly number[], before: readonly Slot[] = []) => take(indexes.map((index) => ({ index })), 0, before); // prettier-ignore
  /** Rows from an index on, each of a paper with one letter for its name. */
  const papers = (names: string, from = 0) => [...names].map((of, i) => ({ index: from + i, of }));
  const keyOf = (slots: readonly Slot[], of: string) => slots.find((slot) => slot.of === of)?.key;
  const at = (slots: readonly Slot[], index: number) => slots.find((slot) => slot.index === index)!;

  function expectOrder(before: readonly Slot[], after: readonly Slot[]) {
    const order = before.map((slot) => slot.key);
    const kept = after.map((slot) => order.indexOf(slot.key)).filter((nth) => nth >= 0);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    expect(new Set(after.map((slot) => slot.key)).size).toBe(after.length);
  }

  test("stay with the rows that stay", () => {
    const before = keys([0, 1, 2, 3]);
    const after = keys([1, 2, 3, 4], before);
    expect(after.map(({ index, key }) => [index, key])).toEqual([[1, 1], [2, 2], [3, 3], [4, 4]]); // prettier-ignore
  });

  test("pass to the rows of another place, but for that of the row with the focus", () => {
    const before = keys([0, 1, 2, 3]);
    const after = keys([1, 50, 51, 52], before);
    expect(after.map(({ index, key }) => [index, key])).toEqual([[1, 1], [50, 2], [51, 3], [52, 4]]); // prettier-ignore
  });

  test("never move among the others, whichever way one goes", () => {
    let slots = keys([0, 1, 2, 3]);
    const ways = [[1, 50, 51, 52], [1, 80, 81, 82], [1, 2, 3, 4], [0, 1, 2, 60], [7, 8, 60], [3]];
    for (const indexes of ways) {
      const after = keys(indexes, slots);
      expectOrder(slots, after);
      expect(after.map((slot) => slot.index)).toEqual(indexes);
      slots = after;
    }
  });

  test("go along with rows that move up, and the one at the cursor takes the next row", () => {
    const before = take(papers("abcdef"), 2);
    const after = take(papers("abdefg"), 2, before);
    for (const paper of "abef") expect(keyOf(after, paper)).toBe(keyOf(before, paper));
    expect(at(after, 2).key).toBe(at(before, 2).key);
    expectOrder(before, after);
  });

  test("go along with rows that move down, and the one at the cursor takes what came back", () => {
    const before = take(papers("abdefg"), 2);
    const after = take(papers("abcdef"), 2, before);
    for (const paper of "abef") expect(keyOf(after, paper)).toBe(keyOf(before, paper));
    expect(at(after, 2).key).toBe(at(before, 2).key);
    expectOrder(before, after);
  });

  test("of a cursor that follows its paper are those of the paper", () => {
    const before = take(papers("abcdef"), 2);
    const after = take(papers("xabcdef"), 3, before);
    expect(keyOf(after, "c")).toBe(keyOf(before, "c"));
    expectOrder(before, after);
  });

  test("of a cursor whose paper has left with others is the one at the cursor", () => {
    const before = take(papers("abcdefghij"), 4);
    const after = take(papers("abfghij"), 2, before);
    expect(at(after, 2).key).toBe(at(before, 4).key);
    expectOrder(before, after);
  });

  test("stay where they are where all rows are others, or stand in another order", () => {
    const before = take(papers("abcdef"), 2);
    for (const names of ["uvwxyz", "fedcba", "zbacfe"]) {
      const after = take(papers(names), 2, before);
      expect(after.map((slot) => slot.key)).toEqual(before.map((slot) => slot.key));
    }
  });

  test("never move among the others, whatever happens to the list", () => {
    let seed = 7;
    const below = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
    let list = Array.from({ length: 40 }, (_, i) => `p${i}`);
    let slots: readonly Slot[] = [];
    for (let round = 0; round < 2000; round++) {
      if (below(2) === 0) list.splice(below(list.length), below(4));
      if (below(3) === 0) list.splice(below(list.length), 0, ...Array.from({ length: below(4) }, (_, i) => `n${round}.${i}`)); // prettier-ignore
      if (below(20) === 0) list = list.reverse();
      while (list.length < 30) list.push(`e${round}.${list.length}`);
      const from = below(list.length - 15);
      const cursor = below(list.length);
      const indexes = [...new Set([...Array.from({ length: 15 }, (_, i) => from + i), cursor])].sort((a, b) => a - b); // prettier-ignore
      const after = take(indexes.map((index) => ({ index, of: below(9) === 0 ? undefined : list[index] })), cursor, slots); // prettier-ignore
      expectOrder(slots, after);
      expect(after.map((slot) => slot.index)).toEqual(indexes);
      slots = after;
    }
  });
});
