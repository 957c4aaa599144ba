import { readdirSync, readFileSync } from "node:fs";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { action, actions, heardIn } from "../src/actions/actions";
import { keyWords } from "../src/actions/keymap";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { noProblems } from "./axe";

const root = document.documentElement;
const keysOff = (fake: FakeBackend) => (fake.settings = { ...fake.settings, hasSingleKeys: false });

afterEach(() => {
  vi.restoreAllMocks();
  delete root.dataset.theme;
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

/** One key for each action, that none has usually. */
function otherKeys(): Record<string, string[]> {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const unusual = [..."almvbcdefhijk"].flatMap((first) =>
    letters.map((second) => `${first} ${second}`),
  );
  return Object.fromEntries(actions.map(({ id }, i) => [id, [unusual[i]!]]));
}

async function press(spec: string) {
  for (const key of spec.split(" ")) {
    await fireEvent.keyDown(document.activeElement ?? document.body, { key, code: `Key${key.toUpperCase()}` }); // prettier-ignore
  }
}

describe("the keys of this device", () => {
  test("call each action of the window by the person's own key, and by that alone", async () => {
    const keys = otherKeys();
    await open((fake) => (fake.settings = { ...fake.settings, keys }));
    const called: string[] = [];
    for (const each of heardIn("window")) {
      vi.spyOn(each, "appliesTo").mockReturnValue(true);
      vi.spyOn(each, "run").mockImplementation(() => void called.push(each.id));
    }
    for (const { id } of heardIn("window")) await press(keys[id]![0]!);
    expect(called).toEqual(heardIn("window").map(({ id }) => id));
    await press("q");
    await press("g i");
    expect(called.length).toBe(heardIn("window").length);
  });

  test("are what the help shows for each action", async () => {
    const keys = otherKeys();
    const { user } = await open((fake) => (fake.settings = { ...fake.settings, keys }));
    await press(keys.keyboard![0]!);
    const dialog = await screen.findByRole("dialog", { name: "Keyboard" });
    const shown = within(dialog).getAllByRole("definition").map((dd) => dd.querySelector(".sr")?.textContent); // prettier-ignore
    const expected = actions.map(({ id }) => keyWords(keys[id]![0]!, "linux"));
    expect([...shown].sort()).toEqual([...expected].sort());
    await user.keyboard("{Escape}");
  });

  test("are what menus and tooltips show", async () => {
    const { user } = await open((fake) => (fake.settings = { ...fake.settings, keys: { drop: ["9"], star: ["Shift+m"], undo: ["Mod+Shift+y"], importFiles: ["F7"] } })); // prettier-ignore
    expect((await screen.findAllByTitle("Star (Shift M)")).length).toBe(1);
    expect(screen.getByRole("radio", { name: "Dropped" }).title).toBe("Dropped (9)");
    expect(screen.getAllByTitle(/\(F7\)/).length).toBeGreaterThan(0);
    await user.keyboard("{Shift>}{F10}{/Shift}");
    const item = await screen.findByRole("menuitem", { name: /^Drop/ });
    expect(item.textContent).toContain("9");
    await user.keyboard("9");
    await waitFor(() => expect(screen.getByRole("group", { name: /^Dropped/ })).toBeTruthy());
    expect(screen.getByRole("button", { name: "Undo" }).textContent).toBe("UndoCtrlShiftY");
  });

  test("are written nowhere but in the table", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".svelte")); // prettier-ignore
    const literal =
      /keyWords\(['"]|<Keys\s+keys="(?!Escape|Enter|Mod\+Enter|Mod\+b)|title="[^"]*\([A-Z/]\)"/;
    expect(files.filter((name) => literal.test(readFileSync(`src/${name}`, "utf8")))).toEqual([]);
  });
});

test.each([
  [
    "with the key that does it here",
    "Press Ctrl J on a paper to star it.",
    { keys: { star: ["Mod+j"] } },
  ],
  ["without a key where there is none", "Papers with a star come here.", { hasSingleKeys: false }],
])("an empty list says how to fill it, %s", async (_, line, settings) => {
  const { user } = await open((fake) => {
    fake.papers.forEach((paper) => (paper.marks = { ...paper.marks, isStarred: false }));
    fake.settings = { ...fake.settings, ...settings };
  });
  await user.click(screen.getAllByRole("link", { name: /^Starred/ }).at(-1)!);
  await screen.findByText(line);
});

test.each([
  ["Press Ctrl J on a paper to tag it. Tags are gathered here.", { keys: { tags: ["Mod+j"] } }],
  ["The tags of all papers are gathered here.", { hasSingleKeys: false }],
])("the place of tags says of none: %s", async (line, settings) => {
  const { user } = await open((fake) => {
    fake.papers.forEach((paper) => (paper.marks = { ...paper.marks, tags: [] }));
    fake.settings = { ...fake.settings, ...settings };
  });
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("all tags{Enter}");
  await screen.findByText(line);
});

describe("single keys switched off", () => {
  test("decide nothing, and are shown nowhere", async () => {
    const { user, fake } = await open(keysOff);
    await user.keyboard("d");
    await user.keyboard("{Control>}b{/Control}");
    expect(fake.asked).toEqual([]);
    expect(screen.getByRole("radio", { name: "Dropped" }).title).toBe("Dropped");
  });

  test("go to the paper whose title begins with what is typed", async () => {
    const { user } = await open(keysOff);
    vi.spyOn(Date, "now").mockReturnValue(Date.now());
    await user.keyboard("retr");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Retrieval That"));
  });

  test("find a paper that is not among the rows at hand", async () => {
    const { user } = await open((fake) => {
      keysOff(fake);
      fake.papers.forEach((paper) => (paper.marks = { ...paper.marks, state: "inbox" }));
      const last = fake.papers.at(-1)!;
      last.marks = { ...last.marks, edited: { title: "Zebra crossings" } };
    });
    // However long this machine takes, the letters come without a pause.
    vi.spyOn(Date, "now").mockReturnValue(Date.now());
    await user.keyboard("zeb");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Zebra crossings"));
  });
});

describe("the help", () => {
  test("shows what may follow the first of two keys, as the table has it", async () => {
    const { user } = await open((fake) => (fake.settings = { ...fake.settings, keys: { "goTo.queue": ["g v"] } })); // prettier-ignore
    await user.keyboard("g");
    const hint = await screen.findByText("G, then");
    const said = hint.parentElement!.textContent;
    expect(said).toContain("VQueue");
    expect(said).toContain("IInbox");
    expect(said).not.toContain("QQueue");
  });

  for (const theme of ["light", "dark"] as const) {
    test(`is searched by name and by key, and has no problems in ${theme}`, async () => {
      const { user, container } = await open((fake) => (fake.settings = { ...fake.settings, theme })); // prettier-ignore
      await user.keyboard("?");
      const dialog = await screen.findByRole("dialog", { name: "Keyboard" });
      const field = within(dialog).getByRole("searchbox", { name: "Find an action or a key" });
      const all = within(dialog).getAllByRole("term").length;
      expect(all).toBe(actions.filter(({ usualKeys }) => usualKeys.length > 0).length);
      await user.type(field, "bibtex");
      expect(within(dialog).getAllByRole("term").map((dt) => dt.textContent)).toEqual([action("copyBibtex").label(undefined as never)]); // prettier-ignore
      await user.clear(field);
      await user.type(field, "ctrl k nothing");
      expect(within(dialog).getByRole("status").textContent).toBe("No action has that name");
      await noProblems(container);
    });
  }
});

test("a held key decides once, and moves on and on", async () => {
  const { fake } = await open();
  const at = () => document.activeElement!;
  await fireEvent.keyDown(at(), { key: "d", repeat: true });
  expect(fake.asked).toEqual([]);
  await fireEvent.keyDown(at(), { key: "j", repeat: true });
  await waitFor(() => expect(at().getAttribute("aria-posinset")).toBe("2"));
});

describe("the menu bar of macOS", () => {
  const openOnMac = (prepare: (fake: FakeBackend) => void = () => {}) =>
    open((fake) => {
      fake.platform = "macos";
      prepare(fake);
    });

  test("has the names and keys of the table, and is put up anew when a key changes", async () => {
    const { fake } = await openOnMac((fake) => (fake.settings = { ...fake.settings, keys: { palette: ["Mod+j"] } })); // prettier-ignore
    await waitFor(() => expect(fake.menuBar).not.toBeNull());
    const entries = fake.menuBar!.flatMap(({ groups }) => groups.flat());
    const of = (id: string) => entries.find((entry) => entry.id === id)?.accelerator;
    expect(of("palette")).toBe("CmdOrCtrl+J");
    expect(of("redo")).toBe("CmdOrCtrl+Shift+Z");
    expect(of("textLarger")).toBe("CmdOrCtrl+=");
    expect(of("moveToTrash")).toBe("CmdOrCtrl+Backspace");
    expect(of("drop")).toBeNull();
    const ofSystem = fake.menuBar!.flatMap((menu) => menu.ofSystem.flat());
    expect(ofSystem.map(({ does }) => does)).toEqual(["services", "hide", "hideOthers", "showAll", "quit", "cut", "copy", "paste", "selectAll", "minimize", "maximize", "fullscreen"]); // prettier-ignore
  });

  test("has every action of the window, and takes no key from text fields", async () => {
    const { fake } = await openOnMac();
    await waitFor(() => expect(fake.menuBar).not.toBeNull());
    const entries = fake.menuBar!.flatMap(({ groups }) => groups.flat());
    const ids = entries.map(({ id }) => id);
    expect(heardIn("window").map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]); // prettier-ignore
    const of = (id: string) => entries.find((entry) => entry.id === id)?.accelerator;
    expect(of("addPaper")).toBe("CmdOrCtrl+N");
    expect(of("previousPane")).toBe("Shift+F6");
    expect(of("filter")).toBe("CmdOrCtrl+Shift+F");
    // The system's own entries have these, or fields would lose them.
    expect([of("paste"), of("selectAll"), of("next")]).toEqual([null, null, null]);
  });

  test("does what is chosen in it, where that applies", async () => {
    const { fake } = await openOnMac();
    fake.announce("menu-chosen", { id: "drop" });
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setState", to: "dropped" }]));
    fake.announce("menu-chosen", { id: "palette" });
    await screen.findByRole("dialog", { name: "Command palette" });
    fake.announce("menu-chosen", { id: "drop" });
    expect(fake.asked.length).toBe(1);
  });

  test("does over triage only what triage hears", async () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    const { user, fake } = await openOnMac();
    await user.keyboard("{Meta>}t{/Meta}");
    await screen.findByRole("application", { name: "Triage" });
    await screen.findByRole("article");
    fake.announce("menu-chosen", { id: "readingPage" });
    fake.announce("menu-chosen", { id: "drop" });
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setState", to: "dropped" }]));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(fake.title).toMatch(/^Inbox \(/));
  });

  test("is not asked for elsewhere", async () => {
    const { fake } = await open();
    expect(fake.menuBar).toBeNull();
  });
});

describe("a key for what cannot be done", () => {
  const said = async (text: RegExp) => {
    await screen.findByRole("group", { name: text });
    // A second after the message before it.
    await waitFor(() => expect(screen.getAllByRole("status").some((region) => text.test(region.textContent ?? ""))).toBe(true), { timeout: 3000 }); // prettier-ignore
  };

  test("says why: the paper has no link, is there already, or is not one", async () => {
    const { user, fake } = await open();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    const paper = () => within(screen.getByRole("region", { name: "Paper" }));
    await waitFor(() => expect(paper().getByRole("heading", { level: 1 }).textContent).toContain("Notes on")); // prettier-ignore
    await user.keyboard("p");
    await said(/^No link to “Notes on μLO” is known$/);
    await user.keyboard("c");
    await said(/^No link to code of “Notes on μLO” is known$/);
    await user.keyboard("i");
    await said(/^“Notes on μLO” is in the inbox already$/);
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}e");
    await said(/^That is for one paper, and 2 are selected$/);
    expect(fake.asked).toEqual([]);
  });

  test("says so where no paper is in sight, and in the trash", async () => {
    const { user, fake } = await open();
    const title = document.activeElement!.textContent!.slice(0, 12);
    await user.keyboard("{Delete}");
    await screen.findByRole("group", { name: /^Moved .* to the trash$/ });
    await user.keyboard("gx");
    await screen.findByRole("heading", { name: "Trash" });
    await waitFor(() => expect(document.activeElement?.textContent).toContain(title));
    await user.click(screen.getByRole("button", { name: "Close" }));
    await user.keyboard("q");
    await said(/^A paper in the trash can only be/);
    await user.keyboard("gn");
    await screen.findByRole("group", { name: "Insights" });
    await user.keyboard("q");
    await said(/none is selected here$/);
    // What moves in a list says nothing: one sees that there is none.
    await user.keyboard("{Escape}{Escape}");
    await waitFor(() => expect(screen.queryByRole("group", { name: /none is selected/ })).toBeNull()); // prettier-ignore
    await user.keyboard("x");
    expect(screen.queryByRole("group", { name: /none is selected/ })).toBeNull();
    expect(fake.asked).toHaveLength(1);
  });

  test("says in the trash what is not because of it", async () => {
    const { user, fake } = await open();
    const paper = () => within(screen.getByRole("region", { name: "Paper" }));
    await user.keyboard("{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{/Shift}{Delete}");
    await waitFor(() => expect(fake.asked).toHaveLength(1));
    await user.keyboard("gx");
    await screen.findByRole("heading", { name: "Trash" });
    await waitFor(() => expect(within(screen.getByRole("listbox")).getAllByRole("option")).toHaveLength(2)); // prettier-ignore
    await user.click(screen.getByRole("option", { name: /Notes on μLO/ }));
    await waitFor(() => expect(paper().getByRole("heading", { level: 1 }).textContent).toContain("Notes on")); // prettier-ignore
    await user.click(screen.getByRole("button", { name: "Close" }));
    await user.keyboard("p");
    await said(/^No link to “Notes on μLO” is known$/);
    // Whatever its state: nothing there is set in the trash.
    await user.keyboard("i");
    await said(/^A paper in the trash can only be looked at or put back/);
    await user.keyboard("{Control>}a{/Control}e");
    await said(/^A paper in the trash can only be looked at or put back/);
    await user.keyboard("y");
    await said(/^That is for one paper, and 2 are selected$/);
    expect(fake.asked).toHaveLength(1);
  });

  test("says so on the card of triage, too", async () => {
    const { user } = await open();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{Control>}t{/Control}");
    await screen.findByRole("application", { name: "Triage" });
    await user.keyboard("c");
    await said(/^No link to code of “.*” is known$/);
  });
});
