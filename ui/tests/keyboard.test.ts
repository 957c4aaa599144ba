import { readdirSync, readFileSync } from "node:fs";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { action, actions, heardIn } from "../src/actions/actions";
import { fixedKeys, type FixedGroup } from "../src/actions/fixedKeys";
import { KeyTable } from "../src/actions/keyTable";
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

const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => /\.(svelte|ts)$/.test(name)); // prettier-ignore
const components = sources.filter((name) => name.endsWith(".svelte"));
const read = (name: string) => readFileSync(`src/${name}`, "utf8");
const keysOf = (group: string) => fixedKeys.filter((line) => line.group === group).flatMap(({ keys }) => keys.map((spec) => spec.split(/[+ ]/).at(-1)!)); // prettier-ignore
/** Who hears keys besides the table of actions, and under which heading the help tells of them. */
const hearers: Record<string, readonly (FixedGroup | "no key of its own")[]> = {
  "App.svelte": ["no key of its own"],
  "components/import/Equation.svelte": ["switches"],
  "components/import/PreviewList.svelte": ["offers"],
  "components/import/PreviewRow.svelte": ["no key of its own"],
  "components/import/RecordPanel.svelte": ["fields"],
  "components/import/SheetFoot.svelte": ["fields"],
  "components/insights/PeriodSwitch.svelte": ["switches"],
  "components/note/NoteField.svelte": ["no key of its own"],
  "components/note/NoteView.svelte": ["menus"],
  "components/note/completion.ts": ["note"],
  "components/note/editor.ts": ["note", "offers"],
  "components/palette/Palette.svelte": ["offers"],
  "components/paper/CitationKey.svelte": ["fields"],
  "components/paper/PaperForm.svelte": ["fields"],
  "components/paper/PointerDrag.svelte.ts": ["fields"],
  "components/paper/StateSwitch.svelte": ["switches"],
  "components/paper/WhyLine.svelte": ["fields"],
  "components/plan/DayPicker.svelte": ["days"],
  "components/plan/MonthGrid.svelte": ["days"],
  "components/queue/QueuePlan.svelte": ["fields"],
  "components/queue/QueueRow.svelte": ["no key of its own"],
  "components/reading/FinishPrompt.svelte": ["fields"],
  "components/search/QueryField.svelte": ["offers"],
  "components/settings/ActionKeys.svelte": ["no key of its own"],
  "components/shared/Divider.svelte": ["switches"],
  "components/shared/KeyboardHelp.svelte": ["no key of its own"],
  "components/shared/Menu.svelte": ["menus"],
  "components/shared/Popover.svelte": ["days"],
  "components/tag/TagField.svelte": ["offers"],
  "components/triage/DecideBar.svelte": ["switches"],
  "stores/desk/keyHandler.svelte.ts": ["no key of its own"],
  "stores/desk/plans.svelte.ts": ["menus"],
  "stores/desk/suggesting.ts": ["menus"],
  "stores/desk/recorder.svelte.ts": ["no key of its own"],
  "views/Settings.svelte": ["switches"],
  "views/Sidebar.svelte": ["no key of its own"],
  "views/Tags.svelte": ["fields"],
};
/** What only scrolls, or keeps the focus within, as everywhere. */
const moving =
  /KeyboardHelp\.svelte (Arrow|Page)|Popover\.svelte Tab|ActionKeys\.svelte (Tab|Escape)|FinishPrompt\.svelte Tab|(keyHandler|recorder)\.svelte\.ts (Enter|Escape|Space)/;

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
    const shown = within(dialog).getAllByRole("definition").flatMap((dd) => [...dd.querySelectorAll(".sr")].map((key) => key.textContent)); // prettier-ignore
    const fixed = fixedKeys.flatMap((line) => line.keys.map((spec) => keyWords(spec, "linux")));
    const expected = [...actions.map(({ id }) => keyWords(keys[id]![0]!, "linux")), ...fixed];
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

  test("are written nowhere but in the tables", () => {
    const fixed = fixedKeys.flatMap(({ keys }) => keys);
    const drawn = components.flatMap((name) => [...read(name).matchAll(/<Keys\s+keys="([^"]*)"/g)].map(([, spec]) => spec!)); // prettier-ignore
    expect(drawn.filter((spec) => !fixed.includes(spec))).toEqual([]);
    const literal = /keyWords\(['"]|title="[^"]*\([A-Z/]\)"/;
    expect(components.filter((name) => literal.test(read(name)))).toEqual([]);
    // Menus have their keys from the actions; only days and suggestions have numbers.
    const menus = sources.filter((name) => /\bkeys: (?:"|String\()/.test(read(name)));
    expect(menus).toEqual(["stores/desk/plans.svelte.ts", "stores/desk/suggesting.ts"]);
  });

  test("are heard by nothing that the help does not tell of", () => {
    const hears = /onkeydown|\bkeydown\b|keymap\.of|event\.key\b|\bkeyOf\(event/;
    const own = /"(Arrow\w+|Enter|Escape|Tab|Home|End|Page(?:Up|Down)|Backspace|Delete|Insert|F\d+|,|(?:Mod|Alt|Ctrl|Shift)-\S+)"|\b(Arrow\w+|Home|End|Page(?:Up|Down)):/g; // prettier-ignore
    const untold = sources
      .filter((name) => !name.startsWith("actions/") && !name.startsWith("strings/"))
      .filter((name) => hears.test(read(name)))
      .flatMap((name) => {
        const told = (hearers[name] ?? []).flatMap((group) => group === "no key of its own" ? [] : keysOf(group)); // prettier-ignore
        const heard = [...read(name).matchAll(own)].map((found) => found[1] ?? found[2]!);
        const rest = heard.filter((key) => !told.includes(key) && !moving.test(`${name} ${key}`));
        return hearers[name] === undefined ? [`${name} hears keys`] : rest.map((key) => `${name}: ${key}`); // prettier-ignore
      });
    expect(untold).toEqual([]);
    // And the help tells of nothing that nothing hears.
    const groups = Object.values(hearers).flat();
    expect(fixedKeys.filter(({ group }) => !groups.includes(group))).toEqual([]);
    for (const { group, keys } of fixedKeys) {
      const texts = Object.keys(hearers).filter((name) => hearers[name]!.includes(group)).map(read).join(); // prettier-ignore
      const names = keys.map((spec) => spec.split(/[+ ]/).at(-1)!).filter((key) => !/^[\d[]$/.test(key)); // prettier-ignore
      const spelt = (key: string) => (key === "Space" ? '" "' : key);
      expect(names.filter((key) => !texts.includes(spelt(key)))).toEqual([]);
    }
  });
});

describe("the keys of a note", () => {
  /** Opens the note of the paper at the cursor, and waits for its editor. */
  async function write(keys: Record<string, string[]> = {}) {
    const opened = await open((fake) => (fake.settings = { ...fake.settings, keys }));
    await opened.user.keyboard("n");
    const field = await waitFor(() => {
      const found = document.querySelector<HTMLElement>(".cm-content");
      expect(found).not.toBeNull();
      return found!;
    });
    await waitFor(() => expect(document.activeElement).toBe(field));
    return { ...opened, field };
  }

  test("are the person's own, and the usual ones rest then", async () => {
    const { field, fake } = await write({ "note.bold": ["Mod+9"], "note.done": ["Mod+Enter"] }); // prettier-ignore
    const before = field.textContent;
    await fireEvent.keyDown(field, { key: "b", code: "KeyB", ctrlKey: true });
    expect(field.textContent).toBe(before);
    expect(screen.getByRole("navigation", { name: "Views" })).toBeTruthy();
    await fireEvent.keyDown(field, { key: "9", code: "Digit9", ctrlKey: true });
    await waitFor(() => expect(field.textContent).not.toBe(before));
    await fireEvent.keyDown(field, { key: "Escape", code: "Escape" });
    expect(document.activeElement).toBe(field);
    await fireEvent.keyDown(field, { key: "Enter", code: "Enter", ctrlKey: true });
    await waitFor(() => expect(document.activeElement).not.toBe(field));
    expect(fake.asked.filter(({ kind }) => kind !== "setNote")).toEqual([]);
  });

  test("are not given what one writes with, nor what works in all fields without asking", () => {
    const table = new KeyTable({}, true);
    expect(table.clashes(action("note.bold"), "Mod+k").map(({ id }) => id)).toEqual(["palette"]);
    expect(table.clashes(action("palette"), "Mod+i").map(({ id }) => id)).toEqual(["note.italic"]);
    // What is for the window alone may have the same key.
    expect(table.clashes(action("note.bold"), "Mod+b")).toEqual([]);
  });

  test("are refused where they type text", async () => {
    const { user } = await open();
    await user.keyboard("g,");
    await user.click(await screen.findByRole("tab", { name: "Keyboard" }));
    await user.click(screen.getByRole("button", { name: "Italic: another key" }));
    await user.keyboard("b");
    await screen.findByText("That key types text. Press one together with Ctrl, ⌘ or Alt.");
    await user.keyboard("{Control>}j{/Control}");
  });
});

test("the menu of a saved view is about that view, and has the keys of its actions", async () => {
  const { user, fake } = await open((fake) => {
    fake.savedViews = [{ name: "One", query: "is:queued", sort: "added" }, { name: "Other", query: "is:read", sort: "added" }]; // prettier-ignore
    fake.settings = { ...fake.settings, keys: { renameView: ["Mod+Shift+r"], deleteView: ["9"] } };
  });
  await user.click(await screen.findByRole("link", { name: /^One/ }));
  await screen.findByRole("heading", { name: "One" });
  screen.getByRole("link", { name: /^Other/ }).focus();
  await user.keyboard("{Shift>}{F10}{/Shift}");
  const items = (await screen.findAllByRole("menuitem")).map((item) =>
    item.textContent?.replace(/…\s+/, "…").trim(),
  );
  expect(items).toEqual(["Rename this view…CtrlShiftR", "Move this view up", "Delete this view 9"]);
  await user.keyboard("9");
  await waitFor(() => expect(fake.savedViews.map(({ name }) => name)).toEqual(["One"]));
  expect(screen.getByRole("heading", { name: "One" })).toBeTruthy();
});

test("the help lies over the sheet of an import, and gives the focus back", async () => {
  const { fake, user } = await open();
  fake.announce("drag", { kind: "drop", paths: ["/tmp/a.txt"] });
  await screen.findByRole("dialog", { name: /^Import/ });
  const row = await waitFor(() => {
    const focused = document.activeElement;
    expect(focused?.closest("[data-sheet]")).not.toBeNull();
    return focused;
  });
  await user.keyboard("?");
  const help = await screen.findByRole("dialog", { name: "Keyboard" });
  await user.click(within(help).getByRole("button", { name: "Close" }));
  await waitFor(() => expect(document.activeElement).toBe(row));
  expect(screen.getByRole("dialog", { name: /^Import/ })).toBeTruthy();
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
      expect(all).toBe(
        actions.filter(({ usualKeys }) => usualKeys.length > 0).length + fixedKeys.length,
      );
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
