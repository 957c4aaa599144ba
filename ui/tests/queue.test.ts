import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import type { Failure } from "../src/backend/wire";
import { plainMath } from "../src/strings/math";
import { noProblems } from "./axe";

/** Opens the queue of the window; its list has the focus. */
async function open(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 4 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await inList();
  await user.keyboard("gq");
  await screen.findByRole("listbox", { name: "Queue" });
  await inList();
  return { fake, user, container };
}

const inList = () => waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option")); // prettier-ignore
const rows = () => within(screen.getByRole("listbox", { name: "Queue" })).getAllByRole("option");
const queued = (fake: FakeBackend) => fake.papers.filter((p) => p.marks.state === "queued").sort((a, b) => a.marks.queuePlace! - b.marks.queuePlace!); // prettier-ignore
const titles = (fake: FakeBackend) => queued(fake).map((p) => p.facts.title);
/** The titles that the rows show, in order. */
const shown = (fake: FakeBackend) => rows().map((row) => fake.papers.find((p) => row.textContent.includes(plainMath(p.facts.title)))!.facts.title); // prettier-ignore

const rowPx = 60;
const listTop = 100;

/** Nothing is laid out here: rows lie under each other, from the top of the list. */
beforeEach(() => {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const row = Number((this as HTMLElement).dataset?.row ?? NaN);
    const top = Number.isNaN(row) ? 0 : listTop + row * rowPx;
    const height = Number.isNaN(row) ? 800 : rowPx;
    return new DOMRect(0, top, 600, height);
  });
});
afterEach(() => vi.restoreAllMocks());

const middleOf = (row: number) => listTop + row * rowPx + rowPx / 2;
const primary = { button: 0, pointerId: 1, pointerType: "mouse", clientX: 50 };

/** Takes a row by the pointer, and carries it to a height in the window. */
async function drag(row: number, toY: number) {
  await fireEvent.pointerDown(rows()[row]!, { ...primary, clientY: middleOf(row) });
  await fireEvent.pointerMove(window, { ...primary, clientY: middleOf(row) + 20 });
  await fireEvent.pointerMove(window, { ...primary, clientY: toY });
}

const letGo = (toY: number) => fireEvent.pointerUp(window, { ...primary, clientY: toY });

describe("a row of the queue", () => {
  test("is dragged to another place, which is one change and can be undone", async () => {
    const { fake, user } = await open();
    const [first, second, third, fourth] = titles(fake);
    await drag(0, middleOf(3) - 5);
    await letGo(middleOf(3) - 5);
    await waitFor(() => expect(shown(fake).slice(0, 4)).toEqual([second, third, first, fourth]));
    expect(fake.asked).toEqual([{ kind: "placeInQueue", papers: [queued(fake)[2]!.id], spot: { kind: "before", paper: queued(fake)[3]!.id } }]); // prettier-ignore
    expect(rows()[2]!.getAttribute("aria-selected")).toBe("true");
    await waitFor(() => expect(document.querySelector('[role="status"]')?.textContent).toBe("Moved to 3 of 8")); // prettier-ignore
    await user.keyboard("u");
    await waitFor(() => expect(titles(fake).slice(0, 2)).toEqual([first, second]));
  });

  test("goes to the top and to the end", async () => {
    const { fake } = await open();
    const before = titles(fake);
    await drag(2, listTop - 5);
    await letGo(listTop - 5);
    await waitFor(() => expect(titles(fake)[0]).toBe(before[2]));
    expect(fake.asked.at(-1)).toMatchObject({ spot: { kind: "top" } });
    const end = middleOf(before.length);
    await waitFor(() => expect(shown(fake)[0]).toBe(before[2]));
    await drag(0, end);
    await letGo(end);
    await waitFor(() => expect(titles(fake).at(-1)).toBe(before[2]));
    expect(fake.asked.at(-1)).toMatchObject({ spot: { kind: "end" } });
  });

  test("stays where it was on Escape, and where it is let go at its own place", async () => {
    const { fake, user } = await open();
    const before = titles(fake);
    await drag(0, middleOf(4));
    await user.keyboard("d{Escape}");
    await letGo(middleOf(4));
    await drag(2, middleOf(3) - 10);
    await letGo(middleOf(3) - 10);
    expect(titles(fake)).toEqual(before);
    expect(fake.asked).toEqual([]);
  });

  test("takes along what is selected with it, in the order of the queue", async () => {
    const { fake, user } = await open();
    const [a, b, c, d, e] = titles(fake);
    await user.keyboard("xjjx");
    await drag(2, middleOf(4) + 10);
    await letGo(middleOf(4) + 10);
    await waitFor(() => expect(shown(fake).slice(0, 5)).toEqual([b, d, e, a, c]));
    expect(fake.asked.length).toBe(1);
    expect(rows().filter((row) => row.getAttribute("aria-selected") === "true").length).toBe(2);
  });

  test("is put back where the core refuses, and says why", async () => {
    const { fake } = await open();
    const before = titles(fake);
    fake.refusal = {
      code: "disk_full",
      path: null,
      line: null,
      cause: null,
      said: null,
    } satisfies Failure;
    await drag(0, middleOf(3));
    await letGo(middleOf(3));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("no room left"));
    await waitFor(() => expect(shown(fake)).toEqual(before));
  });

  test("says why it was saved, when it is due, and that it is starred", async () => {
    const { fake, container } = await open((f) => {
      const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
      f.changeFromElsewhere({ kind: "setDue", papers: [queued(f)[0]!.id], on: day });
      f.changeFromElsewhere({ kind: "setStar", papers: [queued(f)[0]!.id], isStarred: true });
      f.changeFromElsewhere({ kind: "setWhy", paper: queued(f)[0]!.id, why: "Hana asked" });
    });
    expect(queued(fake).length).toBe(8);
    expect(rows()[0]!.textContent).toMatch(/Hana asked/);
    expect(rows()[0]!.textContent).toMatch(/due .*starred/i);
    await noProblems(container);
  });
});

describe("a row that is moved by keys", () => {
  test("stands there before the core has answered, however often the key comes", async () => {
    const { fake, user } = await open();
    const [a, b, c, d, ...more] = titles(fake);
    let answer = () => {};
    fake.gate = new Promise((resolve) => (answer = resolve));
    await user.keyboard("{Alt>}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{/Alt}");
    expect(shown(fake)).toEqual([b, c, a, d, ...more]);
    expect(titles(fake)).toEqual([a, b, c, d, ...more]);
    await waitFor(() => expect(document.activeElement).toBe(rows()[2]));
    answer();
    fake.gate = null;
    await waitFor(() => expect(titles(fake)).toEqual([b, c, a, d, ...more]));
    await waitFor(() => expect(document.querySelector('[role="status"]')?.textContent).toBe("Moved to 3 of 8")); // prettier-ignore
    await waitFor(() => expect(shown(fake)).toEqual(titles(fake)));
    await user.keyboard("{Alt>}{End}{/Alt}");
    expect(shown(fake)).toEqual([b, c, d, ...more, a]);
    await user.keyboard("{Alt>}{Home}{/Alt}");
    expect(shown(fake)).toEqual([a, b, c, d, ...more]);
    await waitFor(() => expect(titles(fake)).toEqual([a, b, c, d, ...more]));
    await waitFor(() => expect(document.activeElement).toBe(rows()[0]));
  });

  test("takes along what is chosen with it, and goes no farther than the end", async () => {
    const { fake, user } = await open();
    const [a, b, c, d] = titles(fake);
    await user.keyboard("xjjx");
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(shown(fake).slice(0, 4)).toEqual([a, c, b, d]);
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(shown(fake).slice(0, 4)).toEqual([b, a, c, d]);
    await waitFor(() => expect(titles(fake).slice(0, 4)).toEqual([b, a, c, d]));
    await user.keyboard("{Alt>}{End}{ArrowDown}{/Alt}");
    await waitFor(() => expect(titles(fake).slice(-2)).toEqual([a, c]));
    await waitFor(() => expect(shown(fake)).toEqual(titles(fake)));
  });

  test("is put back where the core refuses, and says why", async () => {
    const { fake, user } = await open();
    const before = titles(fake);
    let answer = () => {};
    fake.gate = new Promise((resolve) => (answer = resolve));
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    await user.keyboard("{Alt>}{ArrowDown}{ArrowDown}{/Alt}");
    expect(shown(fake)).not.toEqual(before);
    answer();
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("no room left"));
    await waitFor(() => expect(shown(fake)).toEqual(before));
    await waitFor(() => expect(document.activeElement).toBe(rows()[0]));
  });
});

describe("the plan for the queue", () => {
  const plan = async (user: ReturnType<typeof userEvent.setup>, name: RegExp) => {
    await user.click(screen.getByRole("button", { name }));
    return within(await screen.findByRole("dialog", { name: "The plan for the queue" }));
  };

  test("is a number that is set beside the meter, and can be undone", async () => {
    const { fake, user, container } = await open();
    expect(screen.getByRole("meter").getAttribute("aria-label")).toBe("8 of 10 places used");
    const inside = await plan(user, /^8 of 10/);
    await noProblems(container);
    const field = inside.getByRole("spinbutton", { name: "Planned size" });
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.type(field, "12{Enter}");
    await waitFor(() => expect(fake.queueSize).toBe(12));
    await user.click(inside.getByRole("button", { name: "One more" }));
    await waitFor(() => expect(fake.queueSize).toBe(13));
    await screen.findByRole("group", { name: "The queue is planned for 13 papers now" });
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: /^8 of 13/ }));
  });

  test("says by how much it is past, offers what could go, and blocks nothing", async () => {
    const { fake, user, container } = await open((f) => (f.queueSize = 6));
    await screen.findByRole("button", { name: /^8 of 6, 2 over/ });
    const inside = await plan(user, /^8 of 6, 2 over/);
    expect(inside.getByText(/2 papers more than the 6 that are planned/)).toBeTruthy();
    await inside.findAllByRole("button", { name: /^Drop/ });
    await noProblems(container);
    const [first] = inside.getAllByRole("button", { name: /^Drop “/ });
    const name = first!.getAttribute("aria-label")!.slice("Drop ".length);
    expect(queued(fake).find((p) => name.includes(p.facts.title.split(":")[0]!))?.marks.why ?? null).toBeNull(); // prettier-ignore
    await user.click(first!);
    await waitFor(() => expect(fake.asked.at(-1)).toMatchObject({ kind: "setState", to: "dropped" })); // prettier-ignore
    await screen.findByRole("button", { name: /^7 of 6, 1 over/ });
    expect(inside.queryByRole("button", { name: `Drop ${name}` })).toBeNull();
    // Keys that are pressed here are not meant for the papers under it.
    const { length } = fake.asked;
    await user.keyboard("d");
    expect(fake.asked.length).toBe(length);
    await user.keyboard("{Escape}gi");
    await inList();
    await user.keyboard("q");
    await waitFor(() => expect(fake.asked.at(-1)).toMatchObject({ to: "queued" }));
  });

  test("leaves what the person keeps out of what it offers", async () => {
    const { user } = await open((f) => (f.queueSize = 6));
    const inside = await plan(user, /^8 of 6/);
    const keep = (await inside.findAllByRole("button", { name: /^Keep “/ }))[0]!;
    const name = keep.getAttribute("aria-label")!;
    await user.click(keep);
    await waitFor(() => expect(inside.queryByRole("button", { name })).toBeNull());
  });
});

describe("a queue without end", () => {
  const places = () => rows().map((row) => Number(row.getAttribute("aria-posinset")));

  test("is drawn around the cursor only, and the rest is a click away", async () => {
    const { user, fake } = await open((fake) => {
      const more = new FakeBackend({ nFillers: 900 }).papers.slice(-800);
      fake.papers.push(...more);
      fake.changeFromElsewhere({ kind: "setState", papers: more.map((paper) => paper.id), to: "queued" }); // prettier-ignore
    });
    const n = queued(fake).length;
    const scrolled = vi.spyOn(Element.prototype, "scrollIntoView");
    await user.keyboard("{End}");
    await waitFor(() => expect(places().at(-1)).toBe(n));
    await waitFor(() => expect(scrolled.mock.contexts).toContain(rows().at(-1)));
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-posinset")).toBe(String(n))); // prettier-ignore
    expect(rows().length).toBeLessThanOrEqual(101);
    const first = places()[0]!;
    await user.click(screen.getByRole("button", { name: "Show 100 before these" }));
    await waitFor(() => expect(places()[0]).toBe(first - 100));
  });
});

describe("what is being read, over the queue", () => {
  const cards = () => screen.getAllByRole("article").flatMap((card) => card.querySelector("h3")?.textContent ?? []); // prettier-ignore
  const started = (fake: FakeBackend) => fake.papers.filter((p) => p.marks.state === "reading");
  const short = (title: string) => plainMath(title).slice(0, 20);
  const focused = () => document.activeElement!;

  test("takes the focus of the row that is begun, and gives it back when that is taken back", async () => {
    const { fake, user } = await open();
    await user.keyboard("j");
    const [, second, third] = titles(fake);
    await user.keyboard("b");
    await waitFor(() =>
      expect(focused().closest("article")?.textContent).toContain(short(second!)),
    );
    // What has the focus is what the keys act on.
    expect(focused().getAttribute("aria-current")).toBe("true");
    await user.keyboard("u");
    await waitFor(() => expect(titles(fake)[1]).toBe(second));
    await waitFor(() => expect(focused().getAttribute("role")).toBe("option"));
    await waitFor(() => expect(focused().textContent).toContain(short(second!)));
    await user.keyboard("f");
    await waitFor(() => expect(fake.asked.at(-1)).toMatchObject({ kind: "setStar", papers: [queued(fake)[1]!.id] })); // prettier-ignore
    expect(titles(fake)[2]).toBe(third);
  });

  test("is gone through by the same keys as the rows", async () => {
    const { fake, user } = await open();
    const [first] = titles(fake);
    await user.keyboard("{ArrowUp}");
    await waitFor(() => expect(focused().closest("article")).not.toBeNull());
    expect(focused().textContent).toBe(cards().at(-1));
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(focused().textContent).toContain(short(first!)));
    await user.keyboard("{Home}");
    await waitFor(() => expect(focused().textContent).toBe(cards()[0]));
    expect(started(fake).length).toBe(cards().length);
  });

  test("shows the keys of the card only that they act on, and goes on where it leaves", async () => {
    const { fake, user, container } = await open((f) => {
      expect(started(f).length).toBe(2);
    });
    const finish = () => screen.getAllByRole("button", { name: "Finish" });
    const [above] = cards();
    expect(finish().map((button) => button.querySelector("kbd"))).toEqual([null]);
    expect(finish()[0]!.closest("article")!.textContent).toContain(above);
    await user.keyboard("k");
    await waitFor(() => expect(finish()[0]!.querySelector("kbd")).not.toBeNull());
    expect(finish().length).toBe(1);
    expect(finish()[0]!.closest("article")!.textContent).toContain(cards()[1]);
    await noProblems(container);
    const [before] = cards();
    await user.keyboard("d");
    await waitFor(() => expect(started(fake).length).toBe(1));
    await waitFor(() => expect(focused().textContent).toBe(before));
    const [first] = titles(fake);
    await user.keyboard("d");
    await waitFor(() => expect(started(fake).length).toBe(0));
    await waitFor(() => expect(focused().textContent).toContain(short(first!)));
  });

  test("has the card and the focus before the core has answered, and not where it refuses", async () => {
    const { fake, user } = await open((f) => {
      for (const one of started(f)) one.marks = { ...one.marks, state: "read" };
    });
    const [first, second] = queued(fake);
    const change = fake.change.bind(fake);
    let answer = () => {};
    fake.change = async (asked) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return change(asked);
    };
    await user.keyboard("b");
    await waitFor(() => expect(focused().closest("article")?.textContent).toContain(short(first!.facts.title))); // prettier-ignore
    expect(focused().getAttribute("aria-current")).toBe("true");
    expect(first!.marks.state).toBe("queued");
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    answer();
    await screen.findByRole("alert");
    await waitFor(() => expect(focused().getAttribute("role")).toBe("option"));
    expect(focused().textContent).toContain(short(first!.facts.title));
    expect(screen.queryByRole("heading", { name: "Reading now" })).toBeNull();
    fake.refusal = null;
    await user.keyboard("jb");
    answer();
    await waitFor(() => expect(second!.marks.state).toBe("reading"));
    await waitFor(() => expect(focused().closest("article")?.textContent).toContain(short(second!.facts.title))); // prettier-ignore
  });

  test("has the focus again where what was decided of it is refused", async () => {
    const { fake, user } = await open((f) => expect(started(f).length).toBe(2));
    await user.keyboard("{Home}");
    await waitFor(() => expect(focused().textContent).toBe(cards()[0]));
    const [above] = cards();
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    await user.keyboard("d");
    await screen.findByRole("alert");
    await waitFor(() => expect(focused().textContent).toBe(above));
    expect(focused().getAttribute("aria-current")).toBe("true");
  });

  test("is none of the rows that are chosen all together", async () => {
    const { fake, user } = await open();
    await user.keyboard("k");
    await waitFor(() => expect(focused().closest("article")).not.toBeNull());
    await user.keyboard("{Control>}a{/Control}");
    await waitFor(() => expect(rows().every((row) => row.getAttribute("aria-selected") === "true")).toBe(true)); // prettier-ignore
    await waitFor(() => expect(focused().getAttribute("role")).toBe("option"));
    expect(screen.getByRole("button", { name: "Finish" }).querySelector("kbd")).toBeNull();
    const n = started(fake).length;
    await user.keyboard("s");
    await waitFor(() => expect(queued(fake)).toEqual([]));
    expect(started(fake).length).toBe(n);
  });

  test("begins with the first of the queue from an empty inbox", async () => {
    const { fake, user } = await open();
    const inbox = fake.papers.filter((p) => p.marks.state === "inbox").map((p) => p.id);
    fake.changeFromElsewhere({ kind: "setState", papers: inbox, to: "dropped" });
    const [first] = queued(fake);
    await user.keyboard("gi");
    await user.click(await screen.findByRole("button", { name: "Read the first one" }));
    await waitFor(() => expect(first!.marks.state).toBe("reading"));
    await screen.findByRole("heading", { level: 1, name: "Reading" });
    await waitFor(() => expect(focused().textContent).toContain(short(first!.facts.title)));
  });

  test("says how many there are beyond its cards, and leads to them", async () => {
    const { user } = await open((f) => {
      const inbox = f.papers.filter((p) => p.marks.state === "inbox").slice(0, 6);
      for (const one of inbox) one.marks = { ...one.marks, state: "reading" };
    });
    expect(cards().length).toBe(5);
    await user.click(screen.getByRole("button", { name: "Show 3 more that you are reading" }));
    await screen.findByRole("heading", { level: 1, name: "Reading" });
  });
});
