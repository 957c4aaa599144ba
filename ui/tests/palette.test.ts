import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { action, actions, heardIn } from "../src/actions/actions";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { de } from "../src/strings/de/de";
import { en } from "../src/strings/en";
import { fuzzy } from "../src/strings/fuzzy";
import { markRanges } from "../src/strings/marks";
import { noProblems } from "./axe";

afterEach(() => {
  vi.restoreAllMocks();
  delete document.documentElement.dataset.theme;
});

async function open(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 130 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container };
}

async function openPalette(prepare?: (fake: FakeBackend) => void) {
  const opened = await open(prepare);
  await opened.user.keyboard("{Control>}k{/Control}");
  return { ...opened, ...palette() };
}

const palette = () => ({
  dialog: screen.getByRole("dialog", { name: "Command palette" }),
  field: screen.getByRole("combobox", { name: "Command palette" }),
});
const isOpen = () => screen.queryByRole("dialog", { name: "Command palette" }) !== null;
const choices = () => within(palette().dialog).queryAllByRole("option");
const active = () => document.getElementById(palette().field.getAttribute("aria-activedescendant")!)!; // prettier-ignore
const groups = () => within(palette().dialog).getAllByRole("group").map((group) => document.getElementById(group.getAttribute("aria-labelledby")!)?.textContent); // prettier-ignore

describe("the palette", () => {
  test("opens at once with the field ready, and closes with the same key and with Escape", async () => {
    const { user, field } = await openPalette();
    expect(document.activeElement).toBe(field);
    await user.keyboard("{Control>}k{/Control}");
    expect(isOpen()).toBe(false);
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    await user.keyboard("{Control>}k{/Control}");
    expect(isOpen()).toBe(true);
    await user.keyboard("{Escape}");
    expect(isOpen()).toBe(false);
  });

  test("holds every action that applies, with its key, and every tag and view", async () => {
    const { dialog } = await openPalette((fake) => {
      for (const each of heardIn("window")) vi.spyOn(each, "appliesTo").mockReturnValue(true);
      fake.settings = { ...fake.settings, keys: { queue: ["F7"] } };
    });
    const shown = choices().map((choice) => choice.textContent!.trim());
    const missing = heardIn("window").filter(({ id, shortLabel, ...each }) => {
      const name = shortLabel ?? (id === "star" ? "Star" : each.label({ selection: { papers: [] } } as never)); // prettier-ignore
      return id !== "palette" && !shown.some((text) => text.startsWith(name));
    });
    expect(missing.map(({ id }) => id)).toEqual([]);
    expect(within(dialog).getAllByRole("option", { name: /^Queue/ })[0]!.textContent).toContain(
      "F7",
    );
    expect(shown.some((text) => text.startsWith("training"))).toBe(true);
    expect(groups()).toEqual(["For this paper", "Go to", "Commands", "Tags"]);
  });

  test("leaves out what does not apply", async () => {
    await openPalette();
    const shown = choices().map((choice) => choice.textContent);
    expect(shown.some((text) => text?.includes(action("emptyTrash").label(undefined as never)))).toBe(false); // prettier-ignore
    expect(shown.some((text) => text?.startsWith("Back to the inbox"))).toBe(false);
  });

  test("says what it acts on, and does the first choice with Enter", async () => {
    const { user, dialog, fake } = await openPalette();
    expect(within(dialog).getByText("1 paper selected")).toBeTruthy();
    await user.keyboard("skim");
    expect(active().textContent).toMatch(/^\s*Skimmed/);
    await user.keyboard("{Enter}");
    expect(isOpen()).toBe(false);
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setState", to: "skimmed" }]));
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  });

  test("moves through all choices with arrows, round the end, while the field keeps the focus", async () => {
    const { user, field } = await openPalette();
    await user.keyboard("{ArrowUp}");
    await waitFor(() => expect(active()).toBe(choices().at(-1)));
    await user.keyboard("{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(active()).toBe(choices()[1]));
    expect(document.activeElement).toBe(field);
    expect(choices().filter((choice) => choice.getAttribute("aria-selected") === "true")).toEqual([active()]); // prettier-ignore
  });

  test("fills the name in with Tab", async () => {
    const { user, field } = await openPalette();
    await user.keyboard("hist{Tab}");
    expect((field as HTMLInputElement).value).toBe("History");
    expect(active().textContent).toContain("History");
  });

  test("goes to a view and to a tag", async () => {
    const { user, fake } = await openPalette();
    await user.keyboard("gtq{Enter}");
    await waitFor(() => expect(fake.title).toMatch(/^Queue · /));
    await user.keyboard("{Control>}k{/Control}training");
    // Papers that come later stand behind: what Enter does is what it did before.
    await within(palette().dialog).findByText("Papers");
    expect(groups()).toEqual(["Tags", "Papers"]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.title).toMatch(/^training · /));
  });

  test("goes to a view that the person keeps", async () => {
    const { user, fake } = await openPalette(
      (fake) => (fake.savedViews = [{ name: "Robots to read", query: "is:queued", sort: "added" }]),
    );
    await user.keyboard("robots to");
    expect(active().textContent).toContain("Robots to read");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.title).toMatch(/^Robots to read · /));
  });

  test("finds papers by their words, after commands, and goes to one in another list", async () => {
    const { user, fake } = await openPalette();
    const read = fake.papers.find((paper) => paper.marks.state === "read")!;
    await user.keyboard(read.facts.title.slice(0, 24));
    const choice = await within(palette().dialog).findByRole("option", { name: new RegExp(read.facts.title.slice(0, 12)) }); // prettier-ignore
    expect(groups().at(-1)).toBe("Papers");
    await user.click(choice);
    await waitFor(() => expect(within(screen.getByRole("region", { name: "Paper" })).getByRole("heading", { level: 1 }).textContent).toContain(read.facts.title.slice(0, 12))); // prettier-ignore
    expect(fake.title).toMatch(/^All papers · /);
  });

  test("never waits for papers, and shows none of an older question", async () => {
    const { user, fake, dialog } = await openPalette();
    const ask = fake.ask.bind(fake);
    let answer = () => {};
    fake.ask = async (question) => {
      if (question.kind === "rows" && question.filter.query === "retrieval") await new Promise<void>((resolve) => (answer = resolve)); // prettier-ignore
      return ask(question);
    };
    await user.keyboard("retrieval");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await user.clear(screen.getByRole("combobox"));
    await user.keyboard("hist");
    answer();
    expect(active().textContent).toContain("History");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(within(dialog).queryByRole("option", { name: /Retrieval That/ })).toBeNull();
  });

  test("says when nothing is called so", async () => {
    const { user, dialog, field } = await openPalette();
    await user.keyboard("qqqqxyz");
    await waitFor(() => expect(within(dialog).getByRole("status").textContent).toBe("Nothing has that name")); // prettier-ignore
    expect(field.getAttribute("aria-expanded")).toBe("false");
    await user.keyboard("{Enter}");
    expect(isOpen()).toBe(true);
  });

  test("puts first, of what has one other name, what it says best", async () => {
    const { user } = await openPalette();
    await user.keyboard("delete");
    await waitFor(() => expect(active().textContent).toContain("Move to the trash"));
    expect(choices().some(({ textContent }) => textContent.includes("Drop"))).toBe(true);
  });

  test("finds what is called otherwise by plain other words, which it does not show", async () => {
    const { user, field } = await openPalette();
    for (const [typed, name] of [
      ["dark", /^Theme, density/],
      ["german", /^Language/],
      ["font size", /^Theme|^Larger/],
      ["zoom in", /^Larger text/],
      ["shortcuts", /^Change keys|^Keyboard/],
      ["favourite", /^Star/],
      ["cite", /^Copy as/],
    ] as const) {
      // prettier-ignore
      await user.clear(field);
      await user.keyboard(typed);
      expect(active().textContent!.trim(), typed).toMatch(name);
      expect(active().textContent).not.toContain(typed);
    }
  });

  test("shows what is called so before what only has it for another name", async () => {
    const { user, field } = await openPalette((fake) => (fake.savedViews = [{ name: "Remove or keep", query: "is:queued", sort: "added" }])); // prettier-ignore
    await user.keyboard("remove");
    expect(groups().slice(0, 2)).toEqual(["Go to", "For this paper"]);
    expect(active().textContent).toContain("Remove or keep");
    const names = choices().map((choice) => choice.textContent!.trim());
    for (const name of ["Drop", "Move to the trash"]) expect(names.some((text) => text.startsWith(name))).toBe(true); // prettier-ignore
    await user.clear(field);
    await user.keyboard("read");
    expect(active().textContent!.trim()).toMatch(/^Read/);
    // Two letters begin some other word of nearly everything.
    await user.clear(field);
    await user.keyboard("de");
    expect(choices().some((choice) => choice.textContent!.trim().startsWith("Drop"))).toBe(false);
  });

  test("knows its actions by name in each language", () => {
    const ids = actions.map(({ id }) => id);
    for (const { otherNames } of [en, de]) {
      expect(Object.keys(otherNames).filter((id) => !ids.includes(id))).toEqual([]);
    }
  });

  test("names the papers that it acts on only where they are in sight", async () => {
    const { user } = await open();
    await user.keyboard("g,");
    await screen.findByRole("tablist", { name: "Settings" });
    await user.keyboard("{Control>}k{/Control}");
    expect(within(palette().dialog).queryByText("1 paper selected")).toBeNull();
    await user.keyboard("{Escape}gi");
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    await user.keyboard("{Control>}k{/Control}");
    expect(within(palette().dialog).getByText("1 paper selected")).toBeTruthy();
  });

  test("begins with what was used last", async () => {
    const { user } = await openPalette();
    await user.keyboard("undo the last import{Enter}{Control>}k{/Control}sidebar{Enter}{Control>}k{/Control}"); // prettier-ignore
    expect(groups()[0]).toBe("Used last");
    expect(choices().slice(0, 2).map((choice) => choice.textContent)).toEqual([expect.stringContaining("Sidebar"), expect.stringContaining("Undo the last import")]); // prettier-ignore
  });

  test("acts on all that is selected", async () => {
    const { user, fake } = await open();
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}{Control>}k{/Control}");
    expect(groups()[0]).toBe("For these 2 papers");
    await user.keyboard("drop{Enter}");
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setState", to: "dropped", papers: [expect.anything(), expect.anything()] }])); // prettier-ignore
  });

  for (const theme of ["light", "dark"] as const) {
    test(`has no problems in ${theme}`, async () => {
      const { user, container } = await openPalette((fake) => (fake.settings = { ...fake.settings, theme })); // prettier-ignore
      await user.keyboard("re");
      await within(palette().dialog).findByText("Papers");
      await noProblems(container);
    });
  }
});

describe("what is typed", () => {
  const marked = (text: string, typed: string) => {
    const match = fuzzy(text, typed);
    return match && markRanges(text, match.ranges).map((s) => (s.isMatch ? `[${s.text}]` : s.text)).join(""); // prettier-ignore
  };

  test("matches the beginning, words, their letters in order, and then any letters in order", () => {
    expect(marked("Read", "re")).toBe("[Re]ad");
    expect(marked("Take the star off", "star ta")).toBe("[Ta]ke the [star] off");
    expect(marked("Go to Inbox", "gti")).toBe("[G]o [t]o [I]nbox");
    expect(marked("Go to Inbox", "goin")).toBe("[Go] to [In]box");
    expect(marked("Command palette", "cmdp")).toBe("[C]o[m]man[d] [p]alette");
    expect(marked("Élan vital", "elan")).toBe("[Élan] vital");
    expect(marked("Undo", "ud")).toBeNull();
    expect(marked("Undo", "x")).toBeNull();
    expect(marked("Undo", " ")).toBe("Undo");
  });

  test("ranks them in that order", () => {
    const ranks = ["Star", "Take the star off", "Show tags and rows", "Restart"].map((text) => fuzzy(text, "star")?.rank); // prettier-ignore
    expect(ranks).toEqual([0, 1, 3, 4]);
  });
});

test("does not say that nothing is called so while papers are looked for", async () => {
  const held: (() => void)[] = [];
  const left: string[] = [];
  const { user, dialog } = await openPalette((fake) => {
    const ask = fake.ask.bind(fake);
    fake.leaveSearch = async (query) => void left.push(query);
    fake.ask = async (question) => {
      if (question.kind === "rows" && question.filter.query === "zzqx") await new Promise<void>((_, refuse) => held.push(() => refuse(new Error("cancelled")))); // prettier-ignore
      return ask(question);
    };
  });
  await user.keyboard("zzqx");
  expect(within(dialog).getByText("Looking…")).toBeTruthy();
  await waitFor(() => expect(held).toHaveLength(1));
  await user.keyboard("y");
  expect(left).toEqual(["zzqx"]);
  held[0]!();
  await within(dialog).findByText("Nothing has that name");
});
