import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { everything } from "../src/stores/list.svelte";
import { noProblems } from "./axe";

async function open(prepare: (fake: FakeBackend) => void = () => {}, nFillers = 60) {
  const fake = new FakeBackend({ nFillers });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container };
}

const papers = (name: string | RegExp) => screen.findByRole("listbox", { name });
const shown = async (name: string | RegExp) => within(await papers(name)).getAllByRole("option");
const views = () => within(screen.getByRole("navigation", { name: "Views" }));

async function goToAll(user: ReturnType<typeof userEvent.setup>) {
  await user.keyboard("ga");
  await papers("All papers");
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
}

describe("the search", () => {
  test("makes a chip of a typed filter, and takes it away on Backspace and by a click", async () => {
    const { user, container } = await open();
    await user.keyboard("/");
    const field = await screen.findByRole<HTMLInputElement>("combobox", { name: "Search" });
    await user.type(field, "is:read the");
    const chip = await screen.findByRole("button", { name: "Remove Read" });
    await waitFor(() => expect(field.value).toBe("the"));
    await waitFor(async () => {
      const found = await shown("Search");
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((row) => row.textContent.includes("Read,"))).toBe(true);
    });
    await noProblems(container);
    await user.click(chip);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Remove Read" })).toBeNull());
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.type(field, "is:dropped ");
    await screen.findByRole("button", { name: "Remove Dropped" });
    await waitFor(() => expect(field.value).toBe(""));
    await user.keyboard("{Backspace}");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Remove Dropped" })).toBeNull()); // prettier-ignore
  });

  test("suggests tags and filters, and takes one by keys alone", async () => {
    const { user, container } = await open();
    await user.keyboard("/");
    const field = await screen.findByRole<HTMLInputElement>("combobox", { name: "Search" });
    await user.type(field, "tag:mem");
    const list = await screen.findByRole("listbox", { name: "Suggestions" });
    await waitFor(() => expect(within(list).getByRole("option", { name: /^memory/ })).toBeTruthy());
    expect(field.getAttribute("aria-expanded")).toBe("true");
    await noProblems(container);
    await user.keyboard("{ArrowDown}");
    const option = within(list).getAllByRole("option")[0]!;
    expect(field.getAttribute("aria-activedescendant")).toBe(option.id);
    await user.keyboard("{Enter}");
    await screen.findByRole("button", { name: "Remove memory" });
    await waitFor(() => expect(field.value).toBe(""));
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  });

  test("suggests no more than what is typed already, and leaves the arrows to what was found", async () => {
    const { user } = await open();
    await user.keyboard("/");
    const field = await screen.findByRole<HTMLInputElement>("combobox", { name: "Search" });
    await user.type(field, "has:cod");
    await waitFor(() => expect(field.getAttribute("aria-expanded")).toBe("true"));
    await user.type(field, "e");
    await waitFor(() => expect(field.getAttribute("aria-expanded")).toBe("false"));
    await papers("Search");
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    expect(field.value).toBe("has:code");
  });

  test("counts what it found by state, and shows one state alone", async () => {
    const { user, fake } = await open();
    await user.keyboard("/");
    await user.type(await screen.findByRole("combobox", { name: "Search" }), "the");
    const states = within(await screen.findByRole("group", { name: "Found, by state" }));
    const { groups } = await fake.ask({
      kind: "groups",
      filter: { ...everything, query: "the" },
      sort: "state",
    });
    const read = groups.find(({ of }) => of.by === "state" && of.state === "read")!;
    await user.click(
      await states.findByRole("button", { name: new RegExp(`^Read, ${read.nRows} paper`) }),
    );
    await waitFor(async () => expect((await shown("Search")).every((row) => row.textContent.includes("Read,"))).toBe(true)); // prettier-ignore
    expect((await shown("Search"))[0]!.getAttribute("aria-setsize")).toBe(`${read.nRows}`);
    await user.click(states.getByRole("button", { name: /^All, / }));
    await waitFor(async () => expect(Number((await shown("Search"))[0]!.getAttribute("aria-setsize"))).toBeGreaterThan(read.nRows)); // prettier-ignore
  });

  test("says what to leave out where nothing is found, and leaves it out", async () => {
    const { user, container } = await open();
    await user.keyboard("/");
    const field = await screen.findByRole<HTMLInputElement>("combobox", { name: "Search" });
    await user.type(field, "ledger year:1850 ");
    const ways = within(await screen.findByRole("list", { name: "What could be left out" }));
    await noProblems(container);
    await user.click(ways.getByRole("button", { name: /^Without “year:1850”: \d+ papers?$/ }));
    await waitFor(async () => expect((await shown("Search")).length).toBeGreaterThan(0));
    await waitFor(() => expect(field.value).toBe("ledger"));
    expect(document.activeElement).toBe(field);
  });

  test("clears on Escape, then closes and is back at the row of the view", async () => {
    const { user } = await open();
    await user.keyboard("jj/");
    await user.type(await screen.findByRole("combobox", { name: "Search" }), "is:read ledger");
    await user.keyboard("{Escape}");
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Search" }).value).toBe("");
    await user.keyboard("{Escape}");
    await papers("Inbox");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-posinset")).toBe("3"));
  });
});

describe("filters", () => {
  test("narrow a list as chips, stay with it, and are cleared at once", async () => {
    const { user, container } = await open();
    await goToAll(user);
    const all = (await shown("All papers"))[0]!.getAttribute("aria-setsize");
    await user.click(screen.getByRole("button", { name: "Filter" }));
    await user.click(await screen.findByRole("menuitem", { name: "State…" }));
    await user.click(await screen.findByRole("menuitem", { name: "Dropped" }));
    await screen.findByRole("button", { name: "Remove Dropped" });
    await waitFor(async () => expect((await shown("All papers")).every((row) => row.textContent.includes("Dropped,"))).toBe(true)); // prettier-ignore
    await noProblems(container);
    await user.keyboard("{Escape}gi");
    await papers("Inbox");
    expect(screen.queryByRole("button", { name: "Remove Dropped" })).toBeNull();
    await user.keyboard("ga");
    await papers("All papers");
    await screen.findByRole("button", { name: "Remove Dropped" });
    await user.click(screen.getByRole("button", { name: "Clear all" }));
    await waitFor(async () => expect((await shown("All papers"))[0]!.getAttribute("aria-setsize")).toBe(all)); // prettier-ignore
  });

  test("are typed with a key, and say what to leave out where nothing fits", async () => {
    const { user } = await open();
    await goToAll(user);
    await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
    const field = await screen.findByRole<HTMLInputElement>("combobox", { name: "Filter by" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.type(field, "year:1850 ");
    const ways = within(await screen.findByRole("list", { name: "What could be left out" }));
    await user.click(ways.getByRole("button", { name: /Without “year:1850”/ }));
    await waitFor(async () => expect((await shown("All papers")).length).toBeGreaterThan(5));
  });
});

describe("saved views", () => {
  test("are in a menu of the rail, where there is no room for the sidebar", async () => {
    const { user, fake } = await open((fake) => {
      fake.savedViews = [{ name: "Robots to read", query: "is:queued", sort: "added" }];
    });
    Object.assign(window, { innerWidth: 900 });
    window.dispatchEvent(new Event("resize"));
    await user.click(await screen.findByRole("button", { name: "Saved views" }));
    await user.click(await screen.findByRole("menuitem", { name: /^Robots to read/ }));
    await waitFor(() => expect(fake.title).toMatch(/^Robots to read · /));
  });

  test("are kept under a name, gone to, moved, renamed and deleted, each with an undo", async () => {
    const { user, fake, container } = await open();
    await goToAll(user);
    await keep(user, "is:dropped ", "Not for me");
    await papers("Not for me");
    expect(fake.savedViews).toEqual([{ name: "Not for me", query: "is:dropped", sort: "added" }]);
    await waitFor(() => expect(views().getByRole("link", { name: /^Not for me, \d+ papers?$/ }).getAttribute("aria-current")).toBe("page")); // prettier-ignore
    await noProblems(container);
    await goToAll(user);
    await keep(user, "is:read ", "Done");
    await papers("Done");
    const names = () => views().getAllByRole("link").map((link) => link.textContent).filter((text) => /Not for me|Done/.test(text)).map((text) => (text.includes("Done") ? "Done" : "Not for me")); // prettier-ignore
    expect(names()).toEqual(["Not for me", "Done"]);
    await choose(user, "Done", "Move this view up");
    await waitFor(() => expect(names()).toEqual(["Done", "Not for me"]));
    await choose(user, "Done", "Rename this view…");
    const dialog = within(await screen.findByRole("dialog", { name: "Rename the view" }));
    const name = dialog.getByRole("textbox", { name: "Name" });
    await user.clear(name);
    await user.type(name, "not for ME");
    expect(dialog.getByRole("alert").textContent).toBe("Another view has this name.");
    expect(dialog.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
    await user.clear(name);
    await user.type(name, "Through{Enter}");
    await papers("Through");
    await choose(user, "Through", "Delete this view");
    await papers("All papers");
    expect(fake.savedViews.map((view) => view.name)).toEqual(["Not for me"]);
    await user.keyboard("u");
    await waitFor(() => expect(fake.savedViews.map((view) => view.name)).toEqual(["Through", "Not for me"])); // prettier-ignore
    await waitFor(() => expect(views().getByRole("link", { name: /^Through/ })).toBeTruthy());
  });

  test("keep the state and the order that a search was narrowed to", async () => {
    const { user, fake } = await open();
    await user.keyboard("/");
    await user.type(await screen.findByRole("combobox", { name: "Search" }), "the");
    const states = within(await screen.findByRole("group", { name: "Found, by state" }));
    await user.click(await states.findByRole("button", { name: /^Read, / }));
    await user.click(screen.getByRole("button", { name: "Best match" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "Title, A to Z" }));
    await user.click(screen.getByRole("button", { name: "Save this view…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Save this view" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(fake.savedViews).toEqual([{ name: "the", query: "the is:read", sort: "title" }])); // prettier-ignore
  });

  test("are narrowed by further filters, and what narrows one to nothing can be left out", async () => {
    const { user, fake } = await open((fake) => fake.savedViews.push({ name: "To decide or read", query: "is:inbox is:queued", sort: "added" })); // prettier-ignore
    await user.click(
      await waitFor(() => views().getByRole("link", { name: /^To decide or read/ })),
    );
    const size = async () => Number((await shown("To decide or read"))[0]!.getAttribute("aria-setsize")); // prettier-ignore
    const whole = await size();
    const filterBy = async (text: string) => {
      await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
      await user.type(await screen.findByRole("combobox", { name: "Filter by" }), text);
    };
    const nQueued = fake.papers.filter((p) => p.marks.state === "queued").length;
    expect(nQueued).toBeLessThan(whole);
    await filterBy("is:queued ");
    await waitFor(async () => expect(await size()).toBe(nQueued));
    await user.click(screen.getByRole("button", { name: "Clear all" }));
    await waitFor(async () => expect(await size()).toBe(whole));
    await filterBy("is:read ");
    const ways = within(await screen.findByRole("list", { name: "What could be left out" }));
    await user.click(ways.getByRole("button", { name: `Without “is:read”: ${whole} papers` }));
    await waitFor(async () => expect(await size()).toBe(whole));
  });

  test("are not made of filters that would find something else as one text", async () => {
    const { user } = await open();
    const filterBy = async (text: string) => {
      await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
      await user.type(await screen.findByRole("combobox", { name: "Filter by" }), text);
    };
    await filterBy("is:queued ");
    await screen.findByRole("button", { name: "Remove Queued" });
    expect(screen.queryByRole("button", { name: "Save this view…" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Clear all" }));
    await filterBy("is:starred ");
    await screen.findByRole("button", { name: "Save this view…" });
  });

  test("that are moved twice in a row are where both moves put them", async () => {
    const view = (name: string) => ({ name, query: "is:read", sort: "added" as const });
    const { fake } = await open((fake) => fake.savedViews.push(view("A"), view("B"), view("C")));
    const up = async (name: string) => {
      await fireEvent.contextMenu(views().getByRole("link", { name: new RegExp(`^${name}, `) }));
      await fireEvent.click(await screen.findByRole("menuitem", { name: "Move this view up" }));
    };
    // The first is not answered before the second is asked for.
    const { change } = fake;
    const waiting: (() => void)[] = [];
    fake.change = async (asked) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return change.call(fake, asked);
    };
    await up("B");
    await up("C");
    for (let n = 1; n <= 2; n++) {
      await waitFor(() => expect(waiting.length).toBe(n));
      waiting.at(-1)!();
    }
    await waitFor(() => expect(fake.savedViews.map(({ name }) => name)).toEqual(["B", "C", "A"]));
  });

  async function keep(user: ReturnType<typeof userEvent.setup>, query: string, name: string) {
    await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Filter by" }), query);
    await user.click(await screen.findByRole("button", { name: "Save this view…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Save this view" }));
    const field = dialog.getByRole("textbox", { name: "Name" });
    await user.clear(field);
    await user.type(field, `${name}{Enter}`);
  }

  async function choose(user: ReturnType<typeof userEvent.setup>, view: string, entry: string) {
    await user.pointer({ keys: "[MouseRight]", target: views().getByRole("link", { name: new RegExp(`^${view}`) }) }); // prettier-ignore
    await user.click(await screen.findByRole("menuitem", { name: entry }));
  }
});
