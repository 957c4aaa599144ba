import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { Heights, padPx } from "../src/components/shared/heights";
import { everything, ListStore, withoutRows } from "../src/stores/list.svelte";

async function open(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 60 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user };
}

const options = () => within(screen.getByRole("listbox")).getAllByRole("option");
const link = (name: RegExp) =>
  within(screen.getByRole("navigation", { name: "Views" })).getByRole("link", { name });

describe("the heights of a list in groups", () => {
  const heads = [
    { key: "a", label: "A", end: "2", fromRow: 0 },
    { key: "b", label: "B", end: "3", fromRow: 2 },
  ];
  const heights = new Heights(5, 10, heads, 7);

  test("are exact for each row, and each place leads back to its row", () => {
    expect([0, 1, 2, 3, 4].map((row) => heights.topOf(row) - padPx)).toEqual([7, 17, 34, 44, 54]);
    expect(heights.whole).toBe(5 * 10 + 2 * 7 + 2 * padPx);
    for (let row = 0; row < 5; row++) {
      expect(heights.rowAt(heights.topOf(row))).toBe(row);
      expect(heights.rowAt(heights.topOf(row) + 9)).toBe(row);
    }
    expect(heights.rowAt(heights.topOf(2) - 1)).toBe(2);
    expect(heights.headOf(1)?.key).toBe("a");
    expect(heights.headsBetween(1, 3).map(({ head, top }) => [head.key, top - padPx])).toEqual([["b", 27]]); // prettier-ignore
  });

  test("hold for a million rows in thousands of groups", () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ key: `${i}`, label: "", end: "", fromRow: i * 200 })); // prettier-ignore
    const tall = new Heights(1_000_000, 74, many, 28);
    for (const row of [0, 199, 200, 999_999]) expect(tall.rowAt(tall.topOf(row))).toBe(row);
    expect(tall.topOf(999_999) + 74 + padPx).toBe(tall.whole);
  });

  test("follow rows that leave", () => {
    const of = { by: "year" as const, year: 2024 };
    const groups = [{ key: "a", of, fromRow: 0, nRows: 2 }, { key: "b", of, fromRow: 2, nRows: 1 }, { key: "c", of, fromRow: 3, nRows: 2 }]; // prettier-ignore
    expect(withoutRows(groups, [1, 2]).map(({ key, fromRow, nRows }) => [key, fromRow, nRows])).toEqual([["a", 0, 1], ["c", 1, 2]]); // prettier-ignore
  });
});

describe("a list in groups", () => {
  test("names the group before its first paper, counts papers only, and keeps its order", async () => {
    const { user } = await open();
    await user.keyboard("ga");
    await screen.findByRole("listbox", { name: "All papers" });
    await user.click(screen.getByRole("button", { name: "Added, newest first" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "Group by year" }));
    await waitFor(() => expect(options()[0]!.textContent).toMatch(/^\s*20\d\d:/));
    const places = options().map((option) => Number(option.getAttribute("aria-posinset")));
    expect(places).toEqual(places.map((_, i) => i + 1));
    await user.click(screen.getByRole("button", { name: "Year, newest first" }));
    await user.click(await screen.findByRole("menuitem", { name: "Without groups" }));
    await waitFor(() => expect(options()[0]!.textContent).not.toMatch(/^\s*20\d\d:/));
  });
});

describe("scrolling", () => {
  test("asks ahead of where one goes, the farther the faster, but not after a leap", async () => {
    const fake = new FakeBackend({ nFillers: 1980 });
    const list = new ListStore(fake);
    await list.show(everything, "added");
    const ask = vi.spyOn(fake, "ask");
    const asked = () => ask.mock.calls.map(([question]) => question.kind === "rows" ? [question.fromRow, question.nRows] : null); // prettier-ignore
    list.need(0, 30);
    list.need(30, 60);
    expect(asked()).toEqual([[100, 300]]);
    ask.mockClear();
    list.need(1500, 1530);
    expect(asked()).toEqual([[1500, 100]]);
    ask.mockClear();
    list.need(1480, 1510);
    expect(asked()).toEqual([[1300, 200]]);
  });
});

describe("dragging", () => {
  afterEach(() => Reflect.deleteProperty(document, "elementFromPoint"));

  /** Drags a row to what is under the pointer then. */
  async function drag(row: HTMLElement, target: HTMLElement | null) {
    document.elementFromPoint = () => target;
    await fireEvent.pointerDown(row, { button: 0, clientX: 300, clientY: 200, pointerId: 1 });
    await fireEvent.pointerMove(window, { clientX: 300, clientY: 240, pointerId: 1 });
    await fireEvent.pointerMove(window, { clientX: 100, clientY: 300, pointerId: 1 });
  }
  const drop = () => fireEvent.pointerUp(window, { pointerId: 1 });

  test("tags a paper that is dropped on a tag, and queues all that were chosen with it", async () => {
    const { user, fake } = await open();
    await drag(options()[1]!, link(/^memory/));
    await drop();
    expect(fake.asked).toMatchObject([{ kind: "editTags", add: ["memory"], papers: [expect.anything()] }]); // prettier-ignore
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await waitFor(() => expect(options().filter((o) => o.getAttribute("aria-selected") === "true")).toHaveLength(3)); // prettier-ignore
    await drag(options()[1]!, link(/^Queue/));
    await drop();
    const change = fake.asked.at(-1)!;
    expect(change).toMatchObject({ kind: "setState", to: "queued" });
    expect("papers" in change && change.papers).toHaveLength(3);
    await user.keyboard("u");
    await waitFor(() => expect(fake.changes.at(-1)?.row.change).toBe("undo"));
  });

  test("is let go by Escape, and changes nothing where nothing takes it", async () => {
    const { user, fake } = await open();
    await drag(options()[0]!, link(/^Queue/));
    await user.keyboard("{Escape}");
    await drop();
    await drag(options()[0]!, document.body);
    await drop();
    await drag(options()[0]!, link(/^All papers/));
    await drop();
    expect(fake.asked).toEqual([]);
  });
});

describe("dragging where the sidebar has no place of its own", () => {
  afterEach(() => Reflect.deleteProperty(document, "elementFromPoint"));
  const navs = () => screen.getAllByRole("navigation", { name: "Views" });
  const at = (x: number) => ({ clientX: x, clientY: 300, pointerId: 1 });

  async function begin(width: number, x: number) {
    const opened = await open((fake) => {
      fake.papers.slice(0, 30).forEach((paper, i) => (paper.marks = { ...paper.marks, tags: [`tag ${i}`] })); // prettier-ignore
    });
    Object.assign(window, { innerWidth: width });
    await fireEvent(window, new Event("resize"));
    await waitFor(() => expect(screen.queryByRole("link", { name: /^tag / })).toBeNull());
    document.elementFromPoint = () => null;
    await fireEvent.pointerDown(options()[1]!, { button: 0, ...at(x) });
    await fireEvent.pointerMove(window, at(x + 8));
    return opened;
  }

  test.each([900, 760, 560])("it comes over the window, %d wide, with all tags, and goes", async (width) => {
    const { fake } = await begin(width, 400);
    const nav = navs().at(-1)!;
    const tags = within(nav).getAllByRole("link", { name: /^tag \d/ });
    expect(tags).toHaveLength(30);
    document.elementFromPoint = () => tags.at(-1)!;
    await fireEvent.pointerMove(window, at(40));
    await fireEvent.pointerUp(window, at(40));
    const [change] = fake.asked;
    expect(change).toMatchObject({ kind: "editTags", papers: [expect.anything()] });
    expect(tags.at(-1)!.textContent).toContain("add" in change! ? change.add[0] : "?");
    await waitFor(() => expect(screen.queryByRole("link", { name: /^tag / })).toBeNull());
  }); // prettier-ignore

  test("it does not come between the pointer and its row, until the pointer comes for it", async () => {
    const { user, fake } = await begin(760, 150);
    expect(screen.queryByRole("link", { name: /^tag / })).toBeNull();
    await fireEvent.pointerMove(window, at(30));
    expect(screen.getAllByRole("link", { name: /^tag / })).toHaveLength(30);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("link", { name: /^tag / })).toBeNull());
    await fireEvent.pointerUp(window, at(30));
    expect(fake.asked).toEqual([]);
    expect(document.activeElement?.getAttribute("role")).toBe("option");
  });

  test("all tags are there while papers are dragged beside the sidebar, too", async () => {
    await open((fake) => fake.papers.slice(0, 30).forEach((paper, i) => (paper.marks = { ...paper.marks, tags: [`tag ${i}`] }))); // prettier-ignore
    const tags = () => screen.getAllByRole("link", { name: /^tag / });
    const nUsual = tags().length;
    expect(nUsual).toBeLessThanOrEqual(12);
    document.elementFromPoint = () => null;
    await fireEvent.pointerDown(options()[1]!, { button: 0, ...at(300) });
    await fireEvent.pointerMove(window, at(320));
    expect(tags()).toHaveLength(30);
    await fireEvent.pointerUp(window, at(320));
    expect(tags()).toHaveLength(nUsual);
  });
});

describe("the list on bad days", () => {
  test("takes titles of two thousand letters and none at all, one paper, and 300 tags", async () => {
    const { user } = await open((fake) => {
      const [first, second] = fake.papers;
      first!.facts = { ...first!.facts, title: "x".repeat(2000) };
      second!.facts = { ...second!.facts, title: "" };
      second!.marks = { ...second!.marks, tags: Array.from({ length: 300 }, (_, i) => `tag-${i}`) };
    });
    expect(options()[0]!.textContent).toContain("x".repeat(2000));
    await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Filter by" }), "tag:tag-299 ");
    await waitFor(() => expect(screen.queryByRole("listbox", { name: "Inbox" })?.querySelectorAll('[role="option"]').length ?? 0).toBeLessThanOrEqual(1)); // prettier-ignore
  });

  test("selects a hundred thousand papers with one question, and decides about them in one change", async () => {
    const { user, fake } = await open();
    const nPapers = 100_000;
    const ids = Array.from({ length: nPapers }, (_, i) => `m${i}`);
    const ask = fake.ask.bind(fake);
    let nAsked = 0;
    fake.ask = async (question) => {
      if (question.kind !== "ids") return ask(question);
      nAsked++;
      return { kind: "ids", papers: ids } as never;
    };
    fake.change = async (change) => {
      fake.asked.push(change);
      return { seq: 1, nPapers, paper: null };
    };
    await user.keyboard("{Control>}a{/Control}");
    await screen.findByRole("heading", { name: "100,000 papers selected" });
    await user.keyboard("d");
    await waitFor(() => expect(fake.asked).toHaveLength(1));
    expect(nAsked).toBe(1);
    expect(fake.asked[0]).toMatchObject({ kind: "setState", to: "dropped" });
  });

  test("are not chosen any more once one has gone on meanwhile", async () => {
    const { user, fake } = await open();
    const ask = fake.ask.bind(fake);
    let answer = () => {};
    const late = new Promise<void>((resolve) => (answer = resolve));
    let nAnswered = 0;
    fake.ask = async (question) => {
      if (question.kind !== "ids") return ask(question);
      await late;
      nAnswered++;
      return ask(question);
    };
    await user.keyboard("{Control>}a{/Control}");
    await user.keyboard("j");
    answer();
    await waitFor(() => expect(nAnswered).toBe(1));
    await user.keyboard("d");
    await waitFor(() => expect(fake.asked).toHaveLength(1));
    expect(fake.asked[0]).toMatchObject({ kind: "setState", papers: [expect.any(String)] });
  });

  test("shows a decision in the task of its key, whatever the core takes", async () => {
    const { fake } = await open();
    fake.gate = new Promise(() => {});
    const before = options()[0]!.textContent;
    await fireEvent.keyDown(document.activeElement!, { key: "d", code: "KeyD" });
    expect(options()[0]!.textContent).not.toBe(before);
  });
});

test("items of the sidebar have a tooltip only for what one does not see in them", async () => {
  const { user } = await open();
  expect(link(/^Inbox/).title).toBe("Inbox (G I)");
  expect(link(/^All imports/).title).toBe("");
  expect(link(/^Trending papers/).title).toBe("Trending papers, week 31");
  await user.keyboard("g,");
  await user.click(await screen.findByRole("tab", { name: "Keyboard" }));
  await user.click(screen.getByRole("switch", { name: /^Single-key/ }));
  await waitFor(() => expect(link(/^Starred/).title).toBe(""));
});
