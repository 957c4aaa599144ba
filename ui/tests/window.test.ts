import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend, type FakeOptions } from "../src/backend/fake";
import type { Failure } from "../src/backend/wire";
import { noProblems } from "./axe";

async function open(
  options: FakeOptions = { nFillers: 130 },
  prepare: (fake: FakeBackend) => void = () => {},
) {
  const fake = new FakeBackend(options);
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(container.querySelector("nav, main")).not.toBeNull());
  return { fake, user, container };
}

const options = () => within(screen.getByRole("listbox")).getAllByRole("option");
const selected = () =>
  options().filter((option) => option.getAttribute("aria-selected") === "true");
const heading = () =>
  within(screen.getByRole("region", { name: "Paper" })).getByRole("heading", { level: 1 });

const diskFull: Failure = { code: "disk_full", path: null, line: null, cause: null, said: null };

/** The paper in the second row of the inbox. */
const secondOf = (fake: FakeBackend) => fake.papers.find((p) => p.facts.title.startsWith("Retrieval That Knows"))!; // prettier-ignore

async function ready() {
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
}

/** Opens the window, and waits until the focus is in the list. */
async function openList(...args: Parameters<typeof open>) {
  const opened = await open(...args);
  await ready();
  return opened;
}

/** The field of this name, as soon as it has the focus. */
async function focused(role: string, name: string) {
  const field = await screen.findByRole(role, { name });
  await waitFor(() => expect(document.activeElement).toBe(field));
  return field;
}

/** What stands in the note that is being written: the editor's text, or that of the field before it. */
function written() {
  const field = screen.getByRole("textbox", { name: "Note" });
  return field instanceof HTMLTextAreaElement ? field.value : field.textContent;
}

describe("the list", () => {
  test("gives each option its place in the whole and a name from its own text", async () => {
    await openList();
    const first = options()[0]!;
    expect(first.getAttribute("aria-posinset")).toBe("1");
    expect(Number(first.getAttribute("aria-setsize"))).toBeGreaterThan(60);
    expect(first.textContent).toMatch(/Inbox.*κ-Damped Momentum/s);
    expect(options().length).toBeLessThan(60);
  });

  test("moves the real focus with arrows and with j and k", async () => {
    const { user } = await openList();
    await user.keyboard("{ArrowDown}j");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-posinset")).toBe("3"));
    await user.keyboard("k");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-posinset")).toBe("2"));
    await waitFor(() => expect(heading().textContent).toContain("Retrieval That Knows"));
  });

  test("goes to the last row with End, and shows it", async () => {
    const { user } = await openList();
    await user.keyboard("{End}");
    await waitFor(() => {
      const at = document.activeElement;
      expect(at?.getAttribute("aria-posinset")).toBe(at?.getAttribute("aria-setsize"));
    });
  });

  test("reaches the last of a million rows, and holds only those in sight", async () => {
    const nPapers = 1_000_000;
    const { user, container } = await openList({ nFillers: 4 }, (fake) => {
      const ask = fake.ask.bind(fake);
      fake.ask = async (question) => {
        if (question.kind !== "rows") return ask(question);
        const { rows } = await ask({
          kind: "rows",
          filter: question.filter,
          sort: question.sort,
          fromRow: 0,
          nRows: 1,
        });
        const nRows = Math.min(question.nRows, nPapers - question.fromRow);
        const made = Array.from({ length: nRows }, (_, i) => ({
          ...rows[0]!,
          id: `m${question.fromRow + i}`,
          title: `Number ${question.fromRow + i + 1}`,
        }));
        return { kind: "rows", total: nPapers, rows: made } as never;
      };
    });
    await user.keyboard("{End}");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Number 1000000"));
    expect(container.querySelectorAll('[role="option"]').length).toBeLessThan(60);
  });

  test("gives the focus to the row that takes the place of a decided one", async () => {
    const { user, fake } = await openList();
    const second = options()[1]!.textContent;
    await user.keyboard("d");
    await waitFor(() => expect(document.activeElement?.textContent).toBe(second));
    expect(fake.asked).toMatchObject([{ kind: "setState", to: "dropped" }]);
    expect(await screen.findByRole("group", { name: "Dropped “κ-Damped Momentum”" })).toBeTruthy();
  });

  test("gives the focus back to a paper that undo restores", async () => {
    const { user } = await openList();
    const first = options()[0]!.textContent;
    await user.keyboard("d");
    await waitFor(() => expect(options()[0]!.textContent).not.toBe(first));
    await user.keyboard("u");
    await waitFor(() => expect(document.activeElement?.textContent).toBe(first));
    expect(await screen.findByRole("group", { name: /^Undone: Dropped/ })).toBeTruthy();
  });

  test("gives the focus back to a paper whose decision is taken back before that was drawn", async () => {
    const { user, fake } = await openList();
    const first = options()[0]!.textContent;
    let draw = () => {};
    vi.stubGlobal("requestAnimationFrame", (drawn: () => void) => {
      draw = drawn;
      return 0;
    });
    await user.keyboard("d");
    await user.keyboard("u");
    await waitFor(() => expect(fake.changes.at(-1)?.row.change).toBe("undo"));
    vi.unstubAllGlobals();
    draw();
    await waitFor(() => expect(document.activeElement?.textContent).toBe(first));
    expect(await screen.findByRole("group", { name: /^Undone: Dropped/ })).toBeTruthy();
    expect(document.activeElement?.textContent).toBe(first);
  });

  test("puts a refused decision back and says why", async () => {
    const { user, fake } = await openList();
    const first = options()[0]!.textContent;
    fake.refusal = diskFull;
    await user.keyboard("q");
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toContain("no room left on the disk"),
    );
    expect(options()[0]!.textContent).toBe(first);
    // The ring and the keys are on the same paper.
    await waitFor(() => expect(document.activeElement?.textContent).toBe(first));
  });

  test("asks once for the numbers and the paper after a change", async () => {
    const { user, fake } = await openList();
    const ask = vi.spyOn(fake, "ask");
    await user.keyboard("f");
    const asked = (kind: string) => ask.mock.calls.filter(([question]) => question.kind === kind);
    await waitFor(() => expect(screen.getByRole("group", { name: /^Starred/ })).toBeTruthy());
    await waitFor(() => expect(asked("paper").length).toBeGreaterThan(0));
    expect(asked("counts")).toHaveLength(1);
    expect(asked("paper")).toHaveLength(1);
  });

  test("selects with x, Shift and Mod A, and acts on all of them at once", async () => {
    const { user, fake } = await openList();
    await user.keyboard("x{ArrowDown}{ArrowDown}x");
    expect(selected()).toHaveLength(2);
    await user.keyboard("{Escape}{Home}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await waitFor(() => expect(selected()).toHaveLength(3));
    expect(screen.getByRole("heading", { name: "3 papers selected" })).toBeTruthy();
    await user.keyboard("s");
    await waitFor(() =>
      expect(fake.asked.at(-1)).toMatchObject({ kind: "setState", to: "skimmed" }),
    );
    expect(fake.asked).toHaveLength(1);
    await user.keyboard("{Control>}a{/Control}");
    await waitFor(() =>
      expect(screen.getByRole("heading", { name: /papers selected/ })).toBeTruthy(),
    );
  });
});

describe("keys", () => {
  test("do nothing to papers while one types", async () => {
    const { user, fake } = await openList();
    await user.keyboard("/");
    const field = await focused("combobox", "Search");
    await user.keyboard("quiet drifts");
    expect((field as HTMLInputElement).value).toBe("quiet drifts");
    expect(fake.asked).toEqual([]);
  });

  test("import what was copied, outside a field", async () => {
    const { user } = await openList();
    await user.keyboard("{Control>}v{/Control}");
    await screen.findByRole("dialog", { name: "Import pasted text" });
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.getByRole("region", { name: "Import" })).toBeTruthy());
  });

  test("are all listed in the help, which is made from the table", async () => {
    const { user } = await openList();
    await user.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Keyboard" });
    expect(within(dialog).getByText("Put first in the queue")).toBeTruthy();
  });
});

describe("the search", () => {
  test("finds as one types, marks what it found, and goes back on Escape", async () => {
    const { user } = await openList();
    await user.keyboard("/");
    await user.type(await screen.findByRole("combobox"), "ledger att");
    const found = () => within(screen.getByRole("listbox", { name: "Search" })).queryAllByRole("option"); // prettier-ignore
    await waitFor(() => expect(found()).toHaveLength(1));
    expect(found()[0]!.querySelector("mark")?.textContent).toBe("Ledger");
    await user.keyboard("{Escape}{Escape}");
    await waitFor(() => expect(screen.getByRole("listbox", { name: "Inbox" })).toBeTruthy());
  });
});

describe("the paper", () => {
  test("shows its state as radios, and sets another one", async () => {
    const { user, fake } = await openList();
    const group = await screen.findByRole("radiogroup", { name: "Reading state" });
    await user.click(within(group).getByRole("radio", { name: "Read" }));
    expect(fake.asked.at(-1)).toMatchObject({ kind: "setState", to: "read" });
  });

  test("takes a note from the first key to the last, whatever is announced meanwhile", async () => {
    const { user, fake } = await openList();
    const paper = fake.papers[0]!.id;
    await user.keyboard("n");
    await focused("textbox", "Note");
    await user.keyboard("half ");
    fake.changeFromElsewhere({ kind: "setStar", papers: [paper], isStarred: true });
    await user.keyboard("a thought");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(fake.find(paper).marks.note).toBe("half a thought"));
    expect((await screen.findByRole("group", { name: "Note" })).textContent).toBe("half a thought");
  });

  test("shows a note changed elsewhere at once, and leaves the caret where it is", async () => {
    const { user, fake } = await openList();
    const paper = fake.papers[0]!.id;
    await user.keyboard("n");
    await focused("textbox", "Note");
    await user.keyboard("mine");
    await waitFor(() => expect(fake.find(paper).marks.note).toBe("mine"));
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    fake.changeFromElsewhere({ kind: "setNote", paper, text: "mine and theirs", session: null, base: null }); // prettier-ignore
    await waitFor(() => expect(written()).toBe("mine and theirs"));
    await user.keyboard("X{Escape}");
    await waitFor(() => expect(fake.find(paper).marks.note).toBe("miXne and theirs"));
  });

  test("shows each place of a paper that one import named twice", async () => {
    const { fake } = await openList({ nFillers: 4 }, (fake) => {
      const { sightings } = fake.papers[0]!;
      sightings.push({ ...sightings[0]!, position: 7 });
    });
    expect(await screen.findByText("Seen 2 times")).toBeTruthy();
    const places = screen.getAllByText(/no\. \d+ of \d+/).map((place) => place.textContent);
    expect(places.some((place) => place.includes("no. 7 of 93"))).toBe(true);
    expect(fake.papers[0]!.sightings).toHaveLength(2);
  });

  test("gets tags from the field, old ones by their beginning", async () => {
    const { user, fake } = await openList();
    await user.keyboard("t");
    await focused("combobox", "Tags");
    await user.keyboard("trai{Enter}");
    await waitFor(() =>
      expect(fake.asked.at(-1)).toMatchObject({ kind: "editTags", add: ["training"] }),
    );
    await user.keyboard("brand new,");
    await waitFor(() => expect(fake.asked.at(-1)).toMatchObject({ add: ["brand new"] }));
    expect(await screen.findByRole("button", { name: "Remove brand new" })).toBeTruthy();
  });

  test("says why it was saved, in one line", async () => {
    const { user, fake } = await openList();
    await user.keyboard("w");
    await focused("textbox", "Why I saved it");
    await user.keyboard("For the May run{Enter}");
    expect(fake.asked).toMatchObject([{ kind: "setWhy", why: "For the May run" }]);
  });
});

describe("a paper whose answer has not come", () => {
  /** Opens the window; from then on, answers about a paper are held until `release`. */
  async function held(nFillers = 130) {
    const opened = await openList({ nFillers });
    await waitFor(() => expect(heading().textContent).toContain("κ-Damped"));
    const { fake } = opened;
    const ask = fake.ask.bind(fake);
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    fake.ask = async (question) => {
      if (question.kind === "paper") await gate;
      return ask(question);
    };
    return { ...opened, release: () => release() };
  }

  test("gets the note that is asked for, and no decision from what is typed meanwhile", async () => {
    const { user, fake, release } = await held();
    const second = secondOf(fake);
    await user.keyboard("jndrs");
    expect(screen.queryByRole("textbox", { name: "Note" })).toBeNull();
    release();
    await focused("textbox", "Note");
    expect(heading().textContent).toContain(second.facts.title.slice(0, 8));
    await user.keyboard("done{Escape}");
    await waitFor(() => expect(second.marks.note).toContain("done"));
    expect(fake.asked.filter((change) => change.kind !== "setNote")).toEqual([]);
    await user.keyboard("d");
    await waitFor(() => expect(fake.asked.at(-1)).toMatchObject({ kind: "setState", to: "dropped" })); // prettier-ignore
  });

  test("gets the reason and the tags that are asked for", async () => {
    const { user, fake, release } = await held();
    const second = secondOf(fake).id;
    await user.keyboard("jwx");
    release();
    await focused("textbox", "Why I saved it");
    await user.keyboard("For May{Enter}");
    expect(fake.asked).toMatchObject([{ kind: "setWhy", paper: second, why: "For May" }]);
  });

  test("is what is copied and opened, not the one on show", async () => {
    const { user, fake, release } = await held();
    const second = secondOf(fake);
    await user.keyboard("jy");
    expect(fake.copied).toBeNull();
    release();
    await waitFor(() => expect(fake.copied).toContain(second.facts.title.slice(0, 8)));
  });

  test("no longer gets a note when one moves on or presses Escape", async () => {
    const { user, fake, release } = await held();
    await user.keyboard("jn{Escape}");
    release();
    await waitFor(() => expect(heading().textContent).toContain(secondOf(fake).facts.title.slice(0, 8))); // prettier-ignore
    expect(screen.queryByRole("textbox", { name: "Note" })).toBeNull();
    await user.keyboard("k");
    await waitFor(() => expect(heading().textContent).toContain("κ-Damped"));
  });

  test("gets the state that is set in its own switch, although another is selected by now", async () => {
    const { user, fake } = await held();
    await user.keyboard("j");
    const group = screen.getByRole("radiogroup", { name: "Reading state" });
    await user.click(within(group).getByRole("radio", { name: "Read" }));
    expect(fake.asked).toMatchObject([{ kind: "setState", papers: [fake.papers[0]!.id] }]);
  });

  test("opens its note from the queue as soon as it is here", async () => {
    const { user, fake } = await openList({ nFillers: 30 });
    await user.keyboard("gq");
    await screen.findByRole("listbox", { name: "Queue" });
    const button = (await screen.findAllByRole("button", { name: "Note" }))[0]!;
    const ask = fake.ask.bind(fake);
    fake.ask = async (question) => {
      if (question.kind === "paper") await new Promise((resolve) => setTimeout(resolve, 150));
      return ask(question);
    };
    await user.click(button);
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Note"));
    const reading = fake.papers.filter((p) => p.marks.state === "reading").map((p) => p.id);
    await user.keyboard("from the queue{Escape}");
    await waitFor(() => expect(reading.map((id) => fake.find(id).marks.note).join()).toContain("from the queue")); // prettier-ignore
  });
});

describe("a note that is being written", () => {
  async function writing() {
    const opened = await openList();
    await opened.user.keyboard("n");
    await focused("textbox", "Note");
    await opened.user.keyboard("half ");
    return { ...opened, paper: opened.fake.papers[0]!.id };
  }

  test("stays under the fingers when its paper leaves the list elsewhere", async () => {
    const { user, fake, paper } = await writing();
    fake.changeFromElsewhere({ kind: "setState", papers: [paper], to: "dropped" });
    await waitFor(() => expect(screen.getByRole("region", { name: "Library" }).textContent).not.toContain("κ-Damped")); // prettier-ignore
    await user.keyboard("a thought");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Note" }));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(fake.find(paper).marks.note).toBe("half a thought"));
  });

  test("stays under the fingers when an earlier decision is refused late", async () => {
    const { user, fake } = await openList();
    const second = secondOf(fake).id;
    let answer = () => {};
    fake.gate = new Promise((resolve) => (answer = resolve));
    fake.refusal = diskFull;
    await user.keyboard("d");
    await user.keyboard("n");
    await focused("textbox", "Note");
    answer();
    fake.gate = null;
    await waitFor(() => expect(screen.getByRole("group", { name: /no room left on the disk/ })).toBeTruthy()); // prettier-ignore
    fake.refusal = null;
    await user.keyboard("kept{Escape}");
    expect(document.activeElement).not.toBe(document.body);
    await waitFor(() => expect(fake.find(second).marks.note).toContain("kept"));
  });
});

test("a late refusal leaves the person where they have gone meanwhile", async () => {
  const { user, fake } = await openList();
  let answer = () => {};
  fake.gate = new Promise((resolve) => (answer = resolve));
  fake.refusal = diskFull;
  await user.keyboard("djj");
  const there = document.activeElement!.textContent;
  answer();
  await waitFor(() => expect(screen.getByRole("group", { name: /no room left/ })).toBeTruthy());
  await waitFor(() => expect(options()[0]!.textContent).toContain("κ-Damped"));
  await waitFor(() => expect(selected().map((row) => row.textContent)).toEqual([there]));
  await waitFor(() => expect(document.activeElement?.textContent).toBe(there));
});

describe("a question that fails", () => {
  const busy = { code: "library_busy", path: null, line: null, cause: null, said: null };

  async function failing(...kinds: string[]) {
    const opened = await openList();
    const ask = opened.fake.ask.bind(opened.fake);
    opened.fake.ask = async (question) => {
      if (kinds.includes(question.kind)) throw busy;
      return ask(question);
    };
    return opened;
  }
  const said = () => screen.findByRole("group", { name: /^Another Offprint is writing/ });

  test("is said when a view is opened", async () => {
    const { user } = await failing("rows");
    await user.keyboard("ga");
    expect(await said()).toBeTruthy();
  });

  test("is said when a paper is to be shown, and the next one is shown all the same", async () => {
    const { user, fake } = await openList();
    const ask = fake.ask.bind(fake);
    let isFirst = true;
    fake.ask = async (question) => {
      if (question.kind === "paper" && isFirst) {
        isFirst = false;
        throw busy;
      }
      return ask(question);
    };
    await user.keyboard("j");
    expect(await said()).toBeTruthy();
    await user.keyboard("k");
    await user.keyboard("j");
    await waitFor(() => expect(heading().textContent).toContain("Retrieval That Knows"));
  });

  test("is said when the numbers cannot be had after a change", async () => {
    const { fake } = await failing("counts");
    const { id, marks } = fake.papers[3]!;
    fake.changeFromElsewhere({ kind: "setStar", papers: [id], isStarred: !marks.isStarred });
    expect(await said()).toBeTruthy();
  });

  test("is said when earlier changes cannot be had", async () => {
    const { user, fake } = await openList({ nFillers: 130 }, (fake) => {
      for (let i = 0; i < 130; i++)
        fake.changeFromElsewhere({ kind: "setStar", papers: [fake.papers[3]!.id], isStarred: i % 2 === 0 }); // prettier-ignore
    });
    await user.keyboard("gh");
    await screen.findByRole("grid", { name: "History" });
    await waitFor(() => expect(document.activeElement?.closest('[role="row"]')).not.toBeNull());
    fake.ask = async () => {
      throw busy;
    };
    await user.keyboard("{End}");
    expect(await said()).toBeTruthy();
  });
});

describe("what another process does", () => {
  test("appears by itself", async () => {
    const { fake } = await openList();
    const before = options().length;
    const { id } = fake.papers[0]!;
    fake.changeFromElsewhere({ kind: "setState", papers: [id], to: "dropped" });
    await waitFor(() => expect(options()[0]!.textContent).not.toContain("κ-Damped"));
    expect(before).toBeGreaterThan(0);
    await screen.findByRole("link", { name: "Inbox, 66 papers" });
  });
});

describe("an empty library", () => {
  test("offers a file, a paste, a folder and the sample", async () => {
    const { user, container } = await open({ isEmpty: true });
    expect(await screen.findByRole("heading", { name: "Drop a digest here" })).toBeTruthy();
    for (const name of [/Choose a file/, /Paste text/, /Watch a folder/]) expect(screen.getByRole("button", { name })).toBeTruthy(); // prettier-ignore
    await noProblems(container);
    await user.click(screen.getByRole("button", { name: "Try it with a sample digest" }));
    const summary = await screen.findByRole("region", { name: "Import" });
    expect(summary.textContent?.replace(/\s+/g, " ")).toContain(
      "24 found = 24 new + 0 known + 0 dropped before + 0 possible duplicates + 0 rejected",
    );
    await user.click(within(summary).getByRole("button", { name: /Undo import/ }));
    expect(await screen.findByRole("heading", { name: "Drop a digest here" })).toBeTruthy();
  });

  test("shows what came in on request", async () => {
    const { user } = await open({ isEmpty: true });
    await user.click(await screen.findByRole("button", { name: "Try it with a sample digest" }));
    await user.click(await screen.findByRole("button", { name: "Show them" }));
    expect(await screen.findByRole("listbox", { name: "Sample digest" })).toBeTruthy();
  });
});

describe("an import that fails", () => {
  test("says once what was wrong and what Offprint reads", async () => {
    const { user, fake } = await openList();
    fake.previewSources = async () => {
      throw { code: "no_papers", path: null, line: null, cause: null, said: null };
    };
    await user.keyboard("{Control>}v{/Control}");
    const summary = await screen.findByRole("region", { name: "Import" });
    expect(summary.textContent).toContain("No papers found in this text.");
    expect(within(summary).queryByRole("button", { name: /Undo import/ })).toBeNull();
    await user.click(within(summary).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("region", { name: "Import" })).toBeNull();
  });
});

describe("files held over the window", () => {
  test("are named, and shown when dropped", async () => {
    const { fake, user } = await openList();
    fake.announce("drag", { kind: "enter", names: ["a.txt", "b.bib"], nFiles: 5 });
    const overlay = await screen.findByRole("dialog", { name: "Drop to look inside" });
    expect(overlay.textContent).toContain("a.txt, b.bib and 3 more");
    fake.announce("drag", { kind: "drop", paths: ["/tmp/a.txt"] });
    await screen.findByRole("dialog", { name: "Import “a.txt”" });
    expect(screen.queryByRole("dialog", { name: "Drop to look inside" })).toBeNull();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect((await screen.findByRole("region", { name: "Import" })).textContent).toContain("a.txt");
  });
});

describe("files held over the window that cannot be read", () => {
  const failure = { code: "not_text", path: "letter.docx", line: null, cause: { kind: "noText", what: "zip" }, said: null } as const; // prettier-ignore

  test("are said to be so before they are let go", async () => {
    const { fake } = await openList();
    fake.announce("drag", { kind: "enter", names: ["letter.docx"], nFiles: 1 });
    fake.announce("drag", { kind: "unsuited", failure, nUnsuited: 1 });
    const overlay = await screen.findByRole("dialog", { name: "Offprint cannot read this" });
    const why = within(overlay).getByRole("alert");
    expect(why.textContent!.trim()).toBe("“letter.docx” is a zip archive or an office document, and Offprint reads text."); // prettier-ignore
    expect(overlay.textContent).not.toContain("You choose what to add");
    // What was found of one drag says nothing of the next.
    fake.announce("drag", { kind: "leave" });
    fake.announce("drag", { kind: "unsuited", failure, nUnsuited: 1 });
    fake.announce("drag", { kind: "enter", names: ["a.txt"], nFiles: 1 });
    await screen.findByText("a.txt");
    const next = screen.getByRole("dialog", { name: "Drop to look inside" });
    expect(within(next).queryByRole("alert")).toBeNull();
  });

  test("are counted where there are others", async () => {
    const { fake } = await openList();
    fake.announce("drag", { kind: "enter", names: ["a.txt", "letter.docx"], nFiles: 3 });
    fake.announce("drag", { kind: "unsuited", failure, nUnsuited: 2 });
    const overlay = await screen.findByRole("dialog", { name: "Drop to look inside" });
    expect(within(overlay).getByRole("alert").textContent).toContain("Offprint cannot read 2 of these 3 files."); // prettier-ignore
    expect(overlay.textContent).toContain("You choose what to add in the next step.");
  });
});

describe("the queue", () => {
  test("is moved by keys and by buttons, and says where to", async () => {
    const { user, fake } = await openList();
    await user.keyboard("gq");
    await screen.findByRole("listbox", { name: "Queue" });
    await ready();
    const second = options()[1]!.querySelector("[dir=auto]")!.textContent;
    await user.keyboard("{ArrowDown}{Alt>}{ArrowUp}{/Alt}");
    await waitFor(() => expect(options()[0]!.textContent).toContain(second!));
    expect(fake.asked.at(-1)).toMatchObject({ kind: "placeInQueue", spot: { kind: "up" } });
    await user.click(screen.getByRole("button", { name: "Move down" }));
    await waitFor(() => expect(options()[1]!.textContent).toContain(second!));
    expect(screen.getByRole("meter").getAttribute("aria-label")).toBe("8 of 10 places used");
  });

  async function queue() {
    const opened = await openList();
    await opened.user.keyboard("gq");
    await screen.findByRole("listbox", { name: "Queue" });
    await ready();
    const { fake } = opened;
    const at = (row: number) => fake.papers.find((p) => options()[row]!.textContent.includes(p.facts.title))!; // prettier-ignore
    return { ...opened, at };
  }

  const cards = () => screen.getAllByRole("article").flatMap((card) => card.querySelector("h3")?.textContent ?? []); // prettier-ignore

  test("keeps a paper that one begins on show, so that its note is the next thing", async () => {
    const { user, at } = await queue();
    const begun = at(0);
    await waitFor(() => expect(heading().textContent).toContain(begun.facts.title));
    await user.keyboard("b");
    await waitFor(() => expect(begun.marks.state).toBe("reading"));
    await screen.findByRole("button", { name: begun.facts.title });
    await user.keyboard("nbends{Escape}");
    await waitFor(() => expect(begun.marks.note).toMatch(/bends$/));
    // From its card on, through the cards and on to the rows.
    await user.keyboard("{Escape}");
    const nBelow = cards().length - cards().indexOf(begun.facts.title);
    await user.keyboard("j".repeat(nBelow));
    await waitFor(() => expect(options()[0]!.getAttribute("aria-selected")).toBe("true"));
  });

  test("keeps it also while what is known of it is still on its way", async () => {
    const { user, fake, at } = await queue();
    const begun = at(1);
    const ask = fake.ask.bind(fake);
    fake.ask = async (question) => {
      const isLate = question.kind === "paper" || (question.kind === "rows" && question.filter.states[0] === "reading"); // prettier-ignore
      if (isLate) await new Promise((resolve) => setTimeout(resolve, 150));
      return ask(question);
    };
    await user.keyboard("jbn");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Note"));
    await user.keyboard("bends{Escape}");
    await waitFor(() => expect(begun.marks.note).toMatch(/bends$/));
  });

  test("gives up what was chosen once it is begun, and moves nothing that has no place", async () => {
    const { user, fake, at } = await queue();
    const [first, second, third] = [at(0), at(1), at(2)];
    await user.keyboard("xjxb");
    await waitFor(() => expect([first.marks.state, second.marks.state]).toEqual(["reading", "reading"])); // prettier-ignore
    await waitFor(() => expect(at(0)).toBe(third));
    await screen.findByRole("button", { name: second.facts.title });
    const nAsked = fake.asked.length;
    await user.keyboard("{Alt>}{Home}{/Alt}");
    expect(fake.asked.length).toBe(nAsked);
    await user.keyboard("xd");
    await waitFor(() =>
      expect(fake.asked.at(-1)).toMatchObject({ kind: "setState", to: "dropped" }),
    );
    expect(fake.asked.at(-1)).toMatchObject({ papers: [third.id] });
  });
});

describe("the history", () => {
  test("tells what happened in words, and takes back any row", async () => {
    const { user } = await openList();
    await user.keyboard("d");
    await user.keyboard("gh");
    await user.click(
      await screen.findByRole("button", { name: "Undo: Dropped “κ-Damped Momentum”" }),
    );
    expect(
      await screen.findByRole("button", { name: "Redo: Dropped “κ-Damped Momentum”" }),
    ).toBeTruthy();
  });

  /** A dropped paper, and the history on show; whatever is undone from then on meets later work. */
  async function metByLaterWork() {
    const opened = await openList();
    await opened.user.keyboard("d");
    await opened.user.keyboard("gh");
    const row = () => screen.findByRole("button", { name: "Undo: Dropped “κ-Damped Momentum”" });
    const refuse = () =>
      (opened.fake.undo = async () => {
        throw { code: "conflict", path: "1", line: null, cause: null, said: null };
      });
    return { ...opened, row, refuse };
  }

  test("says in words that a row was not undone since later work differs", async () => {
    const { user, row, refuse } = await metByLaterWork();
    refuse();
    await user.click(await row());
    const words = /^Not undone: Dropped “κ-Damped Momentum”. It was changed again later/;
    expect(await screen.findByRole("group", { name: words })).toBeTruthy();
    await waitFor(() => expect(screen.getAllByRole("alert")[0]!.textContent).toMatch(words));
  });

  test("says in words that a row was not redone since later work differs", async () => {
    const { user, row, refuse } = await metByLaterWork();
    await user.click(await row());
    const redo = await screen.findByRole("button", { name: "Redo: Dropped “κ-Damped Momentum”" });
    refuse();
    await user.click(redo);
    const words = /^Not redone: Dropped “κ-Damped Momentum”. It was changed again later/;
    expect(await screen.findByRole("group", { name: words })).toBeTruthy();
  });
});

describe("watched folders", () => {
  test("say what came of each file", async () => {
    const { user, container } = await openList();
    await user.keyboard("gw");
    expect(await screen.findByText("Not found. Is the drive connected?")).toBeTruthy();
    expect(screen.getByText(/“notes.docx” is a zip archive or an office document/)).toBeTruthy();
    await noProblems(container);
  });

  test("ask whether to read what is there already", async () => {
    const { user, fake } = await openList(
      { nFillers: 4 },
      (fake) => (fake.chosenFolder = "/home/ada/New"),
    );
    await user.keyboard("gw");
    await user.click(await screen.findByRole("button", { name: "Watch a folder" }));
    await user.click(await screen.findByRole("button", { name: "Watch" }));
    expect(fake.asked).toMatchObject([
      { kind: "watchFolder", path: "/home/ada/New", takesExisting: false },
    ]);
  });
});

describe("watched folders that need attention", () => {
  test("try a file again that could not be read", async () => {
    const { user, fake } = await openList({ nFillers: 4 });
    await user.keyboard("gw");
    await user.click(await screen.findByRole("button", { name: "Try again: “refs-old.bib”" }));
    await waitFor(() => expect(fake.retried).toEqual(["/home/ada/Documents/Digests/refs-old.bib"]));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Try again: “refs-old.bib”" })).toBeNull()); // prettier-ignore
  });

  test("count only what can be done something about, until it is ignored", async () => {
    const { user, container } = await openList({ nFillers: 4 });
    await screen.findByRole("link", { name: "Watched folders, 2 problems" });
    await user.keyboard("gw");
    await screen.findByText(/“notes.docx” is a zip archive or an office document/);
    expect(
      screen.queryByRole("button", { name: "Ignore until it changes: “notes.docx”" }),
    ).toBeNull();
    await user.click(screen.getByRole("button", { name: "Ignore until it changes: “refs-old.bib”" })); // prettier-ignore
    await screen.findByRole("group", { name: /^“refs-old.bib” is ignored until it changes/ });
    await screen.findByRole("link", { name: "Watched folders, 1 problem" });
    await noProblems(container);
  });

  test("list a file that is ignored, and try it again when asked", async () => {
    const { user, fake } = await openList({ nFillers: 4 });
    await user.keyboard("gw");
    await user.click(await screen.findByRole("button", { name: "Ignore until it changes: “refs-old.bib”" })); // prettier-ignore
    await screen.findByText(/“refs-old.bib” cannot be read.*Ignored until it changes\./);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Ignore until it changes: “refs-old.bib”" })).toBeNull()); // prettier-ignore
    const retry = screen.getByRole("button", { name: "Try again: “refs-old.bib”" });
    expect(document.activeElement).toBe(retry);
    await user.click(retry);
    await waitFor(() => expect(fake.retried).toEqual(["/home/ada/Documents/Digests/refs-old.bib"]));
    await waitFor(() => expect(screen.queryByText(/Ignored until/)).toBeNull());
  });

  test("show which records of a file were rejected, and why", async () => {
    const { user, container } = await openList({ nFillers: 4 }, (fake) => {
      fake.activity = fake.activity.map((file) => file.import === null ? file : { ...file, nFound: 8, nNew: 5, nRejected: 1 }); // prettier-ignore
      const taken = fake.imports.find(({ id }) => id === fake.activity[0]!.import)!;
      taken.rejections = [{ lines: [12, 15], reason: "neverCloses", text: "@article{kelp, title = {" }]; // prettier-ignore
    });
    await user.keyboard("gw");
    await screen.findByText("5 new · 2 known or in doubt");
    await user.click(screen.getByText("1 rejected"));
    expect(await screen.findByText(/Lines 12–15\. .*never closes/)).toBeTruthy();
    expect(screen.getByText("@article{kelp, title = {")).toBeTruthy();
    await noProblems(container);
  });

  test("locate a folder that is not found, as one change", async () => {
    const { user, fake } = await openList({ nFillers: 4 }, (fake) => (fake.chosenFolder = "/mnt/new/papers")); // prettier-ignore
    await user.keyboard("gw");
    await user.click(await screen.findByRole("button", { name: "Locate “Lab share”" }));
    await waitFor(() => expect(fake.asked).toEqual([{ kind: "locateFolder", path: "/mnt/lab/reading", found: "/mnt/new/papers" }])); // prettier-ignore
    expect(await screen.findByRole("group", { name: /^Watching “papers” in place of “reading”/ })).toBeTruthy(); // prettier-ignore
  });
});

describe("a library that cannot be opened", () => {
  test("says what happened and what is safe", async () => {
    const { container } = await open({ startupFailure: { code: "library_damaged", path: "/x/library.db", line: null, cause: null, said: null } }); // prettier-ignore
    expect(
      await screen.findByRole("heading", { name: "Offprint cannot open your library" }),
    ).toBeTruthy();
    expect(screen.getByText("What is safe")).toBeTruthy();
    await noProblems(container);
  });
});

describe("assistive technology", () => {
  test("finds nothing wrong with the list and the paper", async () => {
    const { container } = await openList({ nFillers: 30 });
    await noProblems(container);
  });

  test("finds nothing wrong with the queue and the paper menu", async () => {
    const { user, container } = await openList({ nFillers: 30 });
    await user.keyboard("gq");
    await screen.findByRole("listbox", { name: "Queue" });
    await noProblems(container);
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await screen.findByRole("menu", { name: "Paper menu" });
    await noProblems(container);
  });
});

test("a window that closes saves what was typed last, then goes", async () => {
  const { user, fake } = await openList();
  await user.keyboard("n");
  await focused("textbox", "Note");
  await user.keyboard("last words");
  fake.announce("closing", null);
  await waitFor(() => expect(fake.isClosed).toBe(true));
  expect(fake.papers[0]!.marks.note).toBe("last words");
});

describe("a window that is closed while a note cannot be saved", () => {
  async function closedInVain() {
    const { user, fake } = await openList();
    await user.keyboard("n");
    await focused("textbox", "Note");
    await user.keyboard("last words");
    fake.refusal = diskFull;
    fake.announce("closing", null);
    expect(fake.nClosings).toBe(1);
    const dialog = await screen.findByRole("dialog", { name: "Not everything is saved" });
    return { user, fake, dialog };
  }

  test("stays open, and says what happened and to what", async () => {
    const { fake, dialog } = await closedInVain();
    expect(fake.isClosed).toBe(false);
    expect(dialog.textContent).toContain("The note on “κ-Damped Momentum” is not saved.");
    expect(dialog.textContent).toContain("no room left on the disk");
  });

  test("lets the person stay with the text, and closes when asked again", async () => {
    const { user, fake, dialog } = await closedInVain();
    await user.click(within(dialog).getByRole("button", { name: "Stay" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    await focused("textbox", "Note");
    expect(written()).toBe("last words");
    fake.refusal = null;
    fake.announce("closing", null);
    await waitFor(() => expect(fake.isClosed).toBe(true));
    expect(fake.nClosings).toBe(2);
    expect(fake.papers[0]!.marks.note).toBe("last words");
  });

  test("gives the text to the clipboard, and says so", async () => {
    const { user, fake, dialog } = await closedInVain();
    await user.click(within(dialog).getByRole("button", { name: "Copy the text" }));
    expect(fake.copied).toBe("last words");
    await waitFor(() => expect(dialog.textContent).toContain("Copied"));
    expect(fake.isClosed).toBe(false);
  });

  test("closes anyway on request", async () => {
    const { user, fake, dialog } = await closedInVain();
    await user.click(within(dialog).getByRole("button", { name: "Close anyway" }));
    expect(fake.isClosed).toBe(true);
  });
});

test("a window that is closed while the reason cannot be saved stays open with it", async () => {
  const { user, fake } = await openList();
  await user.keyboard("w");
  await focused("textbox", "Why I saved it");
  await user.keyboard("For May");
  fake.refusal = diskFull;
  fake.announce("closing", null);
  const dialog = await screen.findByRole("dialog", { name: "Not everything is saved" });
  await user.click(within(dialog).getByRole("button", { name: "Copy the text" }));
  expect(fake.copied).toBe("For May");
  expect(fake.isClosed).toBe(false);
});

describe("files that a start names", () => {
  test("are imported once the window shows, whichever start it was", async () => {
    const { fake } = await open({ nFillers: 4 }, (fake) => fake.handOver("/home/ada/one.bib"));
    expect(await screen.findAllByText(/from “one.bib”/)).not.toEqual([]);
    fake.handOver("/home/ada/two.bib");
    expect(await screen.findAllByText(/“two.bib”/)).not.toEqual([]);
    expect(fake.sources).toEqual([]);
  });
});

test("the title of the window names the product", async () => {
  const { fake } = await openList();
  await waitFor(() => expect(fake.title).toBe("Inbox (67) · Offprint"));
});

describe("a mirror that cannot be written", () => {
  test("is said", async () => {
    const { fake } = await open();
    fake.announce("mirroring", { failure: null, left: ["papers/roe.md"] });
    expect(await screen.findAllByText(/papers\/roe\.md.*not the mirror’s/)).not.toEqual([]);
  });
});
