import { cleanup, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { formatDay, formatTime } from "../src/strings/format";
import { noProblems } from "./axe";

/** Opens the window and drops these files on it. */
async function drop(paths = ["/tmp/week 31.txt"], prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 4 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  fake.announce("drag", { kind: "drop", paths });
  const sheet = await screen.findByRole("dialog", { name: /^Import/ });
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("gridcell"));
  return { fake, user, container, sheet };
}

const tab = (name: RegExp) => screen.getByRole("tab", { name });
const rows = () => screen.getAllByRole("row");
const at = () => Number(document.activeElement?.closest('[role="row"]')?.getAttribute("aria-rowindex")); // prettier-ignore
const number = (element: Element) => Number(element.textContent?.match(/\d+/)?.[0]);
const added = () => screen.getByText(/will be added$/, { selector: "b" }).textContent;
const summary = () => screen.findByRole("region", { name: "Import" });

describe("the figures", () => {
  test("add up, and leave out repeated while there is none", async () => {
    const { sheet, container } = await drop();
    const [found, ...terms] = within(sheet).getAllByRole("tab").map(number);
    expect(found).toBe(93);
    expect(terms).toEqual([77, 9, 4, 2, 1]);
    expect(terms.reduce((sum, n) => sum + n)).toBe(found);
    expect(screen.getByRole("img", { name: /one mark for each paper found/ })).toBeTruthy();
    await noProblems(container);
  });

  test("filter the rows, by pointer and by their numbers", async () => {
    const { user } = await drop();
    await user.click(tab(/known/));
    await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("9"));
    expect(rows()[0]!.textContent).toContain("Known, read");
    await user.keyboard("4");
    await waitFor(() => expect(tab(/dropped/).getAttribute("aria-selected")).toBe("true"));
    const said = rows().map((row) => row.textContent);
    expect(said.some((text) => text.includes("In the trash since"))).toBe(true);
    expect(said.some((text) => text.includes("Emptied from the trash"))).toBe(true);
    expect(said.some((text) => /Dropped .*28/.test(text))).toBe(true);
  });

  test("are the sum of several sources, which can be looked at one by one", async () => {
    const { user, sheet } = await drop(["/tmp/a.txt", "/tmp/b.bib"]);
    expect(sheet.getAttribute("aria-labelledby")).toBeTruthy();
    expect(within(sheet).getByRole("heading", { name: "Import 2 sources" })).toBeTruthy();
    expect(number(tab(/found/))).toBe(186);
    expect(number(tab(/repeated/))).toBe(1);
    expect(rows()[0]!.textContent).toContain("a.txt");
    await user.click(screen.getByRole("button", { name: /All sources/ }));
    await user.click(screen.getByRole("menuitemradio", { name: /b\.bib/ }));
    await waitFor(() => expect(number(tab(/found/))).toBe(93));
    expect(sheet.textContent).toContain("Recognised as BibTeX by the head of its first entry");
    await user.click(screen.getByText("1 thing was mended while reading"));
    expect(screen.getByText("Line 12: a comma was missing (year)")).toBeTruthy();
  });
});

describe("ticks", () => {
  test("are set for one row by Space from any of its cells, and say how many come in", async () => {
    const { user, fake } = await drop();
    expect(added()).toBe("79 of 93 will be added");
    await user.keyboard(" ");
    await waitFor(() => expect(added()).toBe("78 of 93 will be added"));
    await user.keyboard("{ArrowLeft} ");
    await waitFor(() => expect(added()).toBe("79 of 93 will be added"));
    expect(fake.edits).toEqual([
      { kind: "tick", row: 0, isTicked: false },
      { kind: "tick", row: 0, isTicked: true },
    ]);
  });

  test("are set for all rows of the filter, in three states", async () => {
    const { user, fake } = await drop();
    const all = screen.getByRole("checkbox", { name: "Tick all that are shown" });
    expect(all.getAttribute("aria-checked")).toBe("mixed");
    await user.keyboard("2");
    await waitFor(() => expect(all.getAttribute("aria-checked")).toBe("true"));
    await user.click(screen.getByRole("checkbox", { name: "Tick all that are shown" }));
    await waitFor(() => expect(added()).toBe("2 of 93 will be added"));
    expect(fake.edits.at(-1)).toMatchObject({ kind: "tickAll", filter: { outcome: "new" }, isTicked: false }); // prettier-ignore
    await user.keyboard("{Control>}a{/Control}");
    await waitFor(() => expect(added()).toBe("79 of 93 will be added"));
  });

  test("cannot be set on what names no paper", async () => {
    const { user, fake } = await drop();
    await user.keyboard("6");
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.keyboard(" ");
    expect(fake.edits).toEqual([]);
    const box = screen.getByRole("checkbox", { name: "Cannot be added" });
    expect(box.getAttribute("aria-disabled")).toBe("true");
  });

  test("are put back, with the reason, where the core refuses", async () => {
    const { user, fake, sheet } = await drop();
    fake.refusal = { code: "library_busy", path: null, line: null, cause: null, said: null };
    await user.keyboard(" ");
    await waitFor(() => expect(within(sheet).getAllByRole("alert").some((alert) => alert.textContent.includes("Another Offprint is writing"))).toBe(true)); // prettier-ignore
    await waitFor(() => expect(within(rows()[0]!).getByRole("checkbox").getAttribute("aria-checked")).toBe("true")); // prettier-ignore
  });
});

describe("the rows", () => {
  test("are moved through by keys, a hundred thousand of them, few of them drawn", async () => {
    const { user } = await drop(undefined, (fake) => (fake.nPreviewRows = 100_000));
    await user.keyboard("{ArrowDown}j");
    await waitFor(() => expect(at()).toBe(3));
    await user.keyboard("{End}");
    await waitFor(() => expect(at()).toBe(100_000));
    await waitFor(() => expect(rows().at(-1)!.textContent).toContain("Runs"));
    expect(rows().length).toBeLessThan(60);
    expect(screen.getByRole("img", { name: /neighbours merged/ })).toBeTruthy();
  });

  test("are found by words", async () => {
    const { user } = await drop();
    await user.keyboard("/");
    await user.keyboard("token budgets");
    await waitFor(() => expect(rows().every((row) => row.textContent.includes("Token Budgets"))).toBe(true)); // prettier-ignore
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(at()).toBe(1));
  });

  test("show on Enter the lines they came from, and follow the cursor", async () => {
    const { user, container } = await drop();
    await user.keyboard("{Enter}");
    const panel = await screen.findByRole("region", { name: "What this row was read from" });
    expect(within(panel).getByText("Lines 1–3")).toBeTruthy();
    expect(within(panel).getByRole("group", { name: "Lines 1–3" }).textContent).toContain("paper code"); // prettier-ignore
    await user.keyboard("{ArrowDown}");
    await screen.findByText("Lines 5–7");
    await noProblems(container);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("region", { name: "What this row was read from" })).toBeNull()); // prettier-ignore
    await waitFor(() => expect(at()).toBe(2));
  });
});

describe("a rejected record", () => {
  test("is fixed by hand, and can be added then", async () => {
    const { user, fake } = await drop();
    await user.keyboard("6");
    await user.click(await screen.findByRole("button", { name: "Fix by hand" }));
    const field = await screen.findByRole("textbox", { name: "The text, to be fixed" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.click(screen.getByRole("button", { name: /Read again/ }));
    // Shown beside the text, and said to screen readers.
    await screen.findAllByText("There is still nothing to add in this text.");
    await user.clear(field);
    await user.type(field, "Quiet Lanterns: A Field Guide");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(number(tab(/rejected/))).toBe(0));
    expect(fake.edits.at(-1)).toEqual({ kind: "mend", row: 31, text: "Quiet Lanterns: A Field Guide" }); // prettier-ignore
    expect(number(tab(/new/))).toBe(78);
    expect(fake.given).toEqual([]);
  });

  test("gives its text away", async () => {
    const { user, fake } = await drop();
    await user.keyboard("6");
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.keyboard("e");
    await user.click(await screen.findByRole("button", { name: "Copy the text" }));
    expect(fake.copied).toContain("Submitted by");
  });
});

describe("a possible duplicate", () => {
  test("is compared field by field, and both answers say what they do", async () => {
    const { user, container } = await drop();
    await user.keyboard("c");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("columnheader", { name: /In your library, read/ })).toBeTruthy();
    expect([...table.querySelectorAll("mark")].map((mark) => mark.textContent)).toContain("eleven");
    expect(within(table).getByRole("row", { name: /^Yours/ }).textContent).toContain("Checklist on p. 7"); // prettier-ignore
    const same = screen.getByRole("button", { name: "Same paper", description: /Yours gets links and this sighting, its 4th\..* 78 papers will be added/ }); // prettier-ignore
    expect(same.getAttribute("aria-pressed")).toBe("false");
    expect(screen.getByRole("button", { name: "Different papers", description: /79 papers/ })).toBeTruthy(); // prettier-ignore
    await noProblems(container);
  });

  test("is answered by 1 and 2; the next undecided one follows, then the list", async () => {
    const { user, fake } = await drop();
    await user.keyboard("c");
    await screen.findByText("1 of 2");
    await user.keyboard("1");
    await screen.findByText("2 of 2");
    await user.keyboard("2");
    await screen.findByRole("grid");
    expect(added()).toBe("78 of 93 will be added");
    await user.keyboard("5");
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(rows()[0]!.textContent).toContain("Same paper");
    expect(rows()[1]!.textContent).toContain("A paper of its own");
    expect(fake.edits).toEqual([
      { kind: "answer", row: 19, answer: "same" },
      { kind: "answer", row: 59, answer: "different" },
    ]);
  });

  test("is left for later by Escape, which closes nothing else", async () => {
    const { user, fake } = await drop();
    await user.keyboard("5");
    await user.click((await screen.findAllByRole("button", { name: "Compare" }))[1]!);
    await screen.findByText("2 of 2");
    await user.keyboard("{ArrowUp}");
    await screen.findByText("1 of 2");
    await user.keyboard("{Escape}");
    await screen.findByRole("grid");
    expect(fake.edits).toEqual([{ kind: "answer", row: 19, answer: "later" }]);
    expect(screen.getByRole("dialog", { name: /^Import/ })).toBeTruthy();
  });

  test("is decided with all the others at once", async () => {
    const { user, fake } = await drop();
    await user.keyboard("5");
    await user.click(await screen.findByRole("button", { name: "Decide all" }));
    await user.click(screen.getByRole("menuitem", { name: "All 2 are different papers" }));
    await waitFor(() => expect(rows()[0]!.textContent).toContain("A paper of its own"));
    expect(fake.edits).toEqual([{ kind: "answerAll", answer: "different" }]);
  });
});

describe("a source", () => {
  test("is read as another format on request, and says so", async () => {
    const { user, fake, sheet } = await drop();
    await user.click(screen.getByRole("button", { name: "Change" }));
    await user.click(screen.getByRole("menuitemradio", { name: "RIS" }));
    await waitFor(() => expect(sheet.textContent).toContain("Read as RIS, as you chose"));
    expect(fake.edits).toEqual([{ kind: "format", source: 0, format: "ris" }]);
  });

  test("is shown whole, with the lines that were used and those left out", async () => {
    const { user, container } = await drop();
    await user.click(screen.getByRole("button", { name: "Show" }));
    const list = await screen.findByRole("list", { name: "The text of “week 31.txt”" });
    await waitFor(() => expect(within(list).getAllByRole("listitem")[0]!.getAttribute("aria-setsize")).toBe(String(93 * 4 + 61))); // prettier-ignore
    expect(within(list).getAllByRole("listitem").length).toBeLessThan(80);
    await noProblems(container);
    await user.keyboard("{Escape}");
    await screen.findByRole("grid");
  });

  test("that is a table lets one say what its columns hold", async () => {
    const { user, fake, sheet, container } = await drop(["/tmp/papers.csv"]);
    expect(sheet.textContent).toContain("Letters read as windows-1252, which is a guess");
    await user.click(screen.getByRole("button", { name: "Columns" }));
    expect(screen.getByText("This is remembered for tables with the same columns.")).toBeTruthy();
    await noProblems(container);
    await user.selectOptions(screen.getByRole("combobox", { name: "What “When” holds" }), "Year");
    await user.click(screen.getByRole("button", { name: "Read it so" }));
    await screen.findByRole("grid");
    expect(fake.edits).toEqual([{ kind: "columns", source: 0, fields: ["title", "authors", "year"] }]); // prettier-ignore
  });

  test("that could not be read is listed with the reason", async () => {
    await drop(undefined, (fake) => {
      const read = fake.previewSources.bind(fake);
      fake.previewSources = async (request) => ({
        ...(await read(request)),
        failures: [{ code: "not_text", path: "/tmp/notes.docx", line: null, cause: { kind: "noText", what: "zip" }, said: null }], // prettier-ignore
        skipped: [
          { code: "not_text", path: "/tmp/photo.png", line: null, cause: null, said: null },
        ],
      });
    });
    expect(screen.getByText("1 source could not be read")).toBeTruthy();
    expect(screen.getByText(/“notes.docx” is a zip archive or an office document, and Offprint reads text/)).toBeTruthy(); // prettier-ignore
    expect(screen.getByText(/1 file skipped/)).toBeTruthy();
  });
});

describe("what is given to all", () => {
  test("goes with the import: where to, tags and the reason", async () => {
    const { user, fake, container } = await drop();
    await user.click(screen.getByRole("button", { name: /^Put in/ }));
    await user.click(screen.getByRole("menuitemradio", { name: "Queue" }));
    await user.click(screen.getByRole("button", { name: "Tag all" }));
    const tags = await screen.findByRole("combobox", { name: "Tags for all" });
    await waitFor(() => expect(document.activeElement).toBe(tags));
    await user.keyboard("trai{Enter}may run,");
    await noProblems(container);
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "Why" }));
    await user.type(await screen.findByRole("textbox", { name: "Why I saved them" }), "For May");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect((await summary()).textContent).toContain("Imported 79 papers");
    expect(fake.given).toEqual([{ state: "queued", tags: ["training", "may run"], why: "For May" }]); // prettier-ignore
  });

  test("takes a tag that was still being typed", async () => {
    const { user, fake } = await drop();
    await user.click(screen.getByRole("button", { name: "Tag all" }));
    await screen.findByRole("combobox", { name: "Tags for all" });
    await user.keyboard("lanterns{Control>}{Enter}{/Control}");
    await summary();
    expect(fake.given).toEqual([{ state: null, tags: ["lanterns"], why: null }]);
  });
});

describe("a source that is still being read", () => {
  const first = (n: number) => (fake: FakeBackend) => (fake.nFirstRows = n);

  test("shows its first papers, then all of them, and can be imported then", async () => {
    const { user, fake, container } = await drop(undefined, first(30));
    expect(number(tab(/found so far/))).toBe(30);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Reading…" }).disabled).toBe(true);
    await noProblems(container);
    await user.keyboard("{ArrowDown} {Control>}{Enter}a{/Control}");
    expect(fake.given).toEqual([]);
    expect(fake.edits).toEqual([{ kind: "tick", row: 1, isTicked: false }]);
    fake.growPreview((preview) => preview.readOn(60));
    await waitFor(() => expect(number(tab(/found so far/))).toBe(60));
    fake.growPreview((preview) => preview.readOn(93));
    await waitFor(() => expect(number(tab(/^.*found$/))).toBe(93));
    expect(at()).toBe(2);
    expect(added()).toBe("78 of 93 will be added");
    await screen.findAllByText(/93 found.*78 of 93 will be added/, { selector: "[aria-live]" });
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect((await summary()).textContent).toContain("Imported 78 papers");
  });

  test("cannot be decided about as a whole before it is read", async () => {
    const { fake } = await drop(undefined, first(30));
    const disabled = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name }).disabled; // prettier-ignore
    const all = screen.getByRole<HTMLButtonElement>("checkbox", { name: "Tick all that are shown" }); // prettier-ignore
    expect([all.disabled, disabled("Change"), disabled("Show")]).toEqual([true, true, true]);
    fake.growPreview((preview) => preview.readOn(93));
    await waitFor(() => expect(all.disabled).toBe(false));
    expect([disabled("Change"), disabled("Show")]).toEqual([false, false]);
  });

  test("keeps its filter, its cursor and its open row while more comes", async () => {
    const { user, fake } = await drop(undefined, first(30));
    await user.keyboard("3");
    await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("3"));
    await waitFor(() => expect(at()).toBe(1));
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    const shown = (await screen.findByRole("region", { name: "What this row was read from" }))
      .textContent;
    fake.growPreview((preview) => preview.readOn(93));
    await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("9"));
    expect(at()).toBe(3);
    expect(screen.getByRole("region", { name: "What this row was read from" }).textContent).toBe(
      shown,
    );
    expect(rows().length).toBe(9);
  });

  test("is closed by Escape at once", async () => {
    const { user, fake } = await drop(undefined, first(30));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(fake.preview).toBeNull();
  });

  test("and stops before its end closes the sheet and says why", async () => {
    const { fake } = await drop(undefined, first(30));
    await waitFor(() => {
      fake.stopPreview({ code: "disk_full", path: null, line: null, cause: null, said: null });
      expect(screen.queryByRole("dialog")).toBeNull();
    });
    expect(await screen.findAllByText(/disk/i)).not.toEqual([]);
    expect(fake.preview).toBeNull();
  });

  test("and turns out to be unreadable leaves the rest of the sheet whole", async () => {
    const { user, fake } = await drop(["/tmp/a.txt", "/tmp/b.bib"], first(120));
    await user.click(screen.getByRole("button", { name: /All sources/ }));
    await user.click(screen.getByRole("menuitemradio", { name: /b\.bib/ }));
    await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("27"));
    fake.growPreview((preview) => preview.withdraw());
    await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("93"));
    expect(number(tab(/found/))).toBe(93);
    await user.click(screen.getByRole("button", { name: /^Import 79 papers/ }));
    expect((await summary()).textContent).toContain("Imported 79 papers");
  });

  test("and is the only one and unreadable is no sheet but a failure", async () => {
    const { fake } = await drop(undefined, first(30));
    fake.growPreview((preview) => preview.withdraw());
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await summary();
    expect(fake.preview).toBeNull();
  });
});

describe("the end of a sheet", () => {
  test("by import says what came in, gives the focus back, and can be undone", async () => {
    const { user, fake } = await drop();
    const n = fake.papers.length;
    await user.click(screen.getByRole("button", { name: /^Import 79 papers/ }));
    await summary();
    expect(fake.papers.length).toBe(n + 79);
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    await user.keyboard("u");
    expect(await screen.findByRole("group", { name: /^Undone: Imported/ })).toBeTruthy();
  });

  test("by Escape leaves nothing behind", async () => {
    const { user, fake } = await drop();
    const n = fake.papers.length;
    await user.keyboard(" {Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(fake.preview).toBeNull();
    expect(fake.papers.length).toBe(n);
    expect(fake.given).toEqual([]);
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  });

  test("without anything to add offers only to note the sightings", async () => {
    const { user, fake } = await drop();
    await user.click(screen.getByRole("checkbox", { name: "Tick all that are shown" }));
    await user.click(screen.getByRole("checkbox", { name: "Tick all that are shown" }));
    await waitFor(() => expect(added()).toBe("0 of 93 will be added"));
    const primary = screen.getByRole("button", { name: "Nothing to add" });
    expect((primary as HTMLButtonElement).disabled).toBe(true);
    expect(fake.given).toEqual([]);
    await user.click(screen.getByRole("button", { name: /^Mark as seen again/ }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(fake.given).toHaveLength(1);
  });

  test("does by its key what is left to do: to note the sightings", async () => {
    const { user, fake, sheet } = await drop(["/tmp/again.txt"], (fake) => (fake.nFirstRows = 5));
    fake.growPreview((preview) => {
      preview.readOn(93);
      for (const row of preview.rows) Object.assign(row, { outcome: "known", isTicked: null, answer: null }); // prettier-ignore
    });
    await within(sheet).findByText("Nothing to add");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect((await summary()).textContent).toContain("Nothing new in “again.txt”");
    expect(fake.given).toHaveLength(1);
    await waitFor(() => expect(screen.getAllByRole("status").some(({ textContent }) => textContent.startsWith("Nothing new in “again.txt”."))).toBe(true)); // prettier-ignore
    // It is the latest, but there is nothing of it to go through.
    expect(screen.queryByRole("link", { name: /^again\.txt/ })).toBeNull();
    await user.keyboard("{Shift>}u{/Shift}");
    await waitFor(() => expect(fake.changes.at(-1)?.row.change).toBe("undo"));
    expect(fake.imports.at(-1)).toMatchObject({ source: "again.txt", isStanding: false });
  });

  test("leaves its sum until the person goes elsewhere, but not what went wrong", async () => {
    const { user, fake } = await drop();
    await user.click(screen.getByRole("button", { name: /^Import 79 papers/ }));
    // One record was rejected: that is to be looked at.
    expect((await summary()).textContent).toContain("1 rejected");
    await user.keyboard("gq");
    await screen.findByRole("listbox", { name: "Queue" });
    await user.click(within(await summary()).getByRole("button", { name: "Close" }));
    await fake.importSources({ kind: "sample" });
    cleanup();
    const again = await drop(["/tmp/again.txt"], (fake) => (fake.nFirstRows = 5));
    again.fake.growPreview((preview) => {
      preview.readOn(93);
      for (const row of preview.rows) Object.assign(row, { outcome: "known", isTicked: null, answer: null }); // prettier-ignore
    });
    await within(again.sheet).findByText("Nothing to add");
    await again.user.keyboard("{Control>}{Enter}{/Control}");
    await summary();
    await again.user.keyboard("gi");
    await summary();
    await again.user.keyboard("gq");
    await screen.findByRole("listbox", { name: "Queue" });
    expect(screen.queryByRole("region", { name: "Import" })).toBeNull();
  });

  test("tells imports of one name apart in the sidebar, by their day or their time", async () => {
    const { fake } = await drop();
    const [a, b] = fake.imports;
    Object.assign(fake.imports[2]!, { source: "refs.bib" });
    Object.assign(a!, { source: "week 31.txt", at: "2026-07-30T09:05:00" });
    Object.assign(b!, { source: "week 31.txt", at: "2026-07-30T14:20:00" });
    fake.changeFromElsewhere({ kind: "setQueueSize", size: 11 });
    const link = (when: string) => screen.findByRole("link", { name: (name) => name.startsWith(`${when} · week 31.txt`) }); // prettier-ignore
    await link(formatTime(a!.at));
    await link(formatTime(b!.at));
    expect(screen.getByRole("link", { name: /^refs\.bib/ })).toBeTruthy();
    b!.at = "2026-07-31T14:20:00";
    fake.changeFromElsewhere({ kind: "setQueueSize", size: 12 });
    await link(formatDay(b!.at));
  });

  test("of what is all here says so, and offers nothing for papers that cannot come", async () => {
    const { fake, sheet } = await drop(["/tmp/again.txt"], (fake) => (fake.nFirstRows = 5));
    expect(within(sheet).getByRole("button", { name: /^Put in/ })).toBeTruthy();
    fake.growPreview((preview) => {
      preview.readOn(93);
      for (const row of preview.rows) Object.assign(row, { outcome: "known", isTicked: null, answer: null }); // prettier-ignore
    });
    expect(await within(sheet).findByText("Nothing to add")).toBeTruthy();
    const names = within(sheet)
      .getAllByRole("button")
      .map((button) => button.textContent?.trim());
    expect(names.slice(-2)).toEqual(["Cancel", expect.stringMatching(/^Mark as seen again/)]);
    expect(within(sheet).queryByRole("button", { name: /^(Put in|Tag all|Why)/ })).toBeNull();
  });

  test("of what is all here ends what was being given to all, and leads the focus on", async () => {
    const readToEnd = (fake: FakeBackend) =>
      fake.growPreview((preview) => {
        preview.readOn(93);
        for (const row of preview.rows) Object.assign(row, { outcome: "known", isTicked: null, answer: null }); // prettier-ignore
      });
    const isAt = (name: RegExp) => waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name }))); // prettier-ignore
    for (const [button, field] of [
      ["Tag all", "Tags for all"],
      ["Why", "Why I saved them"],
    ] as const) {
      const { fake, user, sheet } = await drop(["/tmp/again.txt"], (fake) => (fake.nFirstRows = 5));
      await user.click(within(sheet).getByRole("button", { name: button }));
      const given = await within(sheet).findByLabelText(field);
      await waitFor(() => expect(document.activeElement).toBe(given));
      readToEnd(fake);
      await isAt(/^Mark as seen again/);
      expect(within(sheet).queryByLabelText(field)).toBeNull();
      cleanup();
    }
    const { fake, user, sheet } = await drop(["/tmp/again.txt"], (fake) => (fake.nFirstRows = 5));
    await user.click(within(sheet).getByRole("button", { name: /^Put in/ }));
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toMatch(/^menuitem/));
    readToEnd(fake);
    await isAt(/^Mark as seen again/);
    expect(screen.queryByRole("menu")).toBeNull();
  });

  test("that failed brings it back as it was, with the reason", async () => {
    const { user, fake } = await drop();
    await user.keyboard(" ");
    await waitFor(() => expect(added()).toBe("78 of 93 will be added"));
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText(/no room left on the disk/, { selector: ".failed p" });
    expect(added()).toBe("78 of 93 will be added");
  });
});

describe("sources that come while a sheet is open", () => {
  test("wait, and get a sheet of their own after it", async () => {
    const { user, fake } = await drop();
    fake.announce("drag", { kind: "drop", paths: ["/tmp/second.txt"] });
    await screen.findByText("1 more source waits and opens after this");
    await user.keyboard("{Escape}");
    await screen.findByRole("dialog", { name: "Import “second.txt”" });
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("are read with progress that can be stopped", async () => {
    const fake = new FakeBackend({ nFillers: 4 });
    render(App, { props: { backend: fake } });
    const user = userEvent.setup();
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    fake.gate = new Promise(() => {});
    fake.announce("drag", { kind: "drop", paths: ["/tmp/huge.bib"] });
    const progress = await screen.findByRole("progressbar", { name: "Reading “huge.bib”" });
    expect(progress.getAttribute("aria-valuetext")).toBe("24 papers so far");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(
      await screen.findByRole("group", { name: "Cancelled. Nothing was added." }),
    ).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("what this device is set to", () => {
  async function opened(prepare: (fake: FakeBackend) => void) {
    const fake = new FakeBackend({ nFillers: 4 });
    prepare(fake);
    render(App, { props: { backend: fake } });
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    return fake;
  }

  test("take in unseen comes in with its numbers and Undo, and no sheet", async () => {
    const fake = await opened((fake) => (fake.settings = { ...fake.settings, previewFrom: 100 }));
    fake.announce("drag", { kind: "drop", paths: ["/tmp/week 31.txt"] });
    expect(await summary()).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(fake.given).toEqual([{ state: null, tags: [], why: null }]);
  });

  test("and cannot be read is said, with file and line", async () => {
    const settingsFailure = { code: "usage", path: "/tmp/settings.toml", line: 2, cause: null, said: "expected u32" } as const; // prettier-ignore
    await opened((fake) => (fake.settingsFailure = settingsFailure));
    expect(await screen.findAllByText(/settings.toml, line 2.*expected u32/)).not.toEqual([]);
  });
});
