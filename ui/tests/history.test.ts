import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import type { ChangeRow } from "../src/backend/wire";
import { itemsOf, remOf } from "../src/stores/historyItems";
import { plainMath } from "../src/strings/math";
import { shortTitle } from "../src/strings/titles";
import { noProblems } from "./axe";

/** Opens the window on its history, after `prepare` has made some of it. */
async function open(prepare: (fake: FakeBackend) => unknown = () => {}, width = 1280) {
  const fake = new FakeBackend({ nFillers: 20 });
  await prepare(fake);
  Object.assign(window, { innerWidth: width, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container };
}

async function openHistory(prepare?: (fake: FakeBackend) => unknown, width?: number) {
  const opened = await open(prepare, width);
  await opened.user.keyboard("gh");
  await screen.findByRole("grid", { name: "History" });
  return opened;
}

const inbox = (fake: FakeBackend) => fake.papers.filter((p) => p.marks.state === "inbox");
const rows = () => within(screen.getByRole("grid")).getAllByRole("row").filter((row) => row.hasAttribute("aria-selected")); // prettier-ignore
const detail = () => screen.getByRole("region", { name: "Change" });
const row = (name: RegExp) => rows().find((one) => name.test(one.textContent ?? ""))!;

function star(fake: FakeBackend, place: number) {
  fake.changeFromElsewhere({ kind: "setStar", papers: [inbox(fake)[place]!.id], isStarred: true }, "window"); // prettier-ignore
}

function decide(fake: FakeBackend) {
  const papers = inbox(fake).map((p) => p.id);
  for (const [i, to] of (["queued", "dropped", "dropped"] as const).entries()) {
    fake.changeFromElsewhere({ kind: "setState", papers: [papers[i]!], to }, "window");
  }
}

async function importSample(fake: FakeBackend) {
  await fake.importSources({ kind: "paths", paths: ["/home/ada/week.txt"] });
}

describe("the history", () => {
  test("says that nothing has happened where nothing has", async () => {
    const { user } = await open();
    await user.keyboard("gh");
    expect(await screen.findByText("Nothing has happened yet")).toBeTruthy();
  });

  test("tells each change once, by whom, and moves by keys", async () => {
    const { user, fake, container } = await openHistory((fake) => {
      star(fake, 0);
      fake.changeFromElsewhere({ kind: "setStar", papers: [inbox(fake)[1]!.id], isStarred: true });
    });
    const [first, second] = inbox(fake).map((p) => plainMath(p.facts.title));
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(rows()[0]!.textContent).toContain("by the terminal");
    expect(rows()[1]!.textContent!.split(shortTitle(first!))).toHaveLength(2);
    expect(document.activeElement).toBe(rows()[0]);
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement).toBe(rows()[1]));
    expect(within(detail()).getByText(first!)).toBeTruthy();
    await user.keyboard("{Home}");
    await waitFor(() => expect(document.activeElement).toBe(rows()[0]));
    expect(within(detail()).getByText(second!)).toBeTruthy();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(detail().contains(document.activeElement)).toBe(true));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(rows()[0]));
    await noProblems(container);
  });

  test("makes one row of like changes in a row of work, and opens it to each", async () => {
    const { user, fake } = await openHistory((fake) => {
      star(fake, 5);
      decide(fake);
    });
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(rows()[0]!.textContent).toMatch(/Triaged 3 papers.*2 dropped and 1 queued/);
    await user.click(within(rows()[0]!).getByRole("button", { name: /^Show each change/ }));
    await waitFor(() => expect(rows()).toHaveLength(5));
    await user.click(within(rows()[0]!).getByRole("button", { name: /^Undo: Triaged/ }));
    await waitFor(() => expect(fake.papers.filter((p) => p.marks.state === "dropped" && p.marks.isThere)).not.toContain(inbox(fake)[1])); // prettier-ignore
    expect(await screen.findByRole("group", { name: "Undone: 3 changes" })).toBeTruthy();
    await waitFor(() => expect(rows().filter((one) => one.querySelector("s"))).toHaveLength(3));
  });

  test("takes a run back whole or not at all, and brings it back", async () => {
    const { user, fake } = await openHistory(decide);
    const undo = fake.undo.bind(fake);
    fake.undo = () =>
      Promise.reject({ code: "disk_full", path: null, line: null, cause: null, said: null });
    const { length } = fake.changes;
    await user.click(await screen.findByRole("button", { name: /^Undo: Triaged/ }));
    await screen.findByRole("group", { name: /no room left/ });
    expect(fake.changes).toHaveLength(length);
    fake.undo = undo;
    await user.click(await screen.findByRole("button", { name: /^Undo: Triaged/ }));
    const said = await screen.findByRole("group", { name: "Undone: 3 changes" });
    await user.click(within(said).getByRole("button", { name: /Redo/ }));
    await screen.findByRole("group", { name: "Redone: 3 changes" });
    expect(fake.papers.filter((p) => p.marks.state === "dropped").length).toBeGreaterThanOrEqual(2);
  });

  test("asks before an undo that would leave what was changed since, and then does the rest", async () => {
    const { user, fake, container } = await openHistory((fake) => {
      const papers = inbox(fake).map((p) => p.id);
      fake.changeFromElsewhere({ kind: "setState", papers: papers.slice(0, 3), to: "queued" }, "window"); // prettier-ignore
      fake.changeFromElsewhere({ kind: "setState", papers: papers.slice(0, 2), to: "read" });
    });
    const queued = () => fake.papers.filter((p) => p.marks.state === "queued").length;
    const nBefore = queued();
    const { length } = fake.changes;
    await user.click(await screen.findByRole("button", { name: /^Undo: Queued 3/ }));
    const asked = await screen.findByRole("dialog", { name: "Undo what can be undone?" });
    const left = within(asked).getByRole("list", { name: /^This stays as it is now/ });
    expect(within(left).getAllByRole("listitem").map((one) => one.textContent)).toEqual(["the state of 2 papers"]); // prettier-ignore
    await noProblems(container);
    await user.click(within(asked).getByRole("button", { name: "Cancel" }));
    expect(fake.changes).toHaveLength(length);
    await user.click(screen.getByRole("button", { name: /^Undo: Queued 3/ }));
    await user.click(await screen.findByRole("button", { name: "Undo the rest" }));
    await waitFor(() => expect(queued()).toBe(nBefore - 1));
    await screen.findByRole("group", { name: /2 papers were changed again later and were left/ });
  });

  test("asks nothing where nothing would be left, and says where nothing can be done", async () => {
    const { user, fake } = await openHistory((fake) => {
      star(fake, 0);
      decide(fake);
      fake.changeFromElsewhere({ kind: "setState", papers: fake.papers.filter((p) => p.marks.state === "dropped").map((p) => p.id), to: "read" }); // prettier-ignore
    });
    await user.click(await screen.findByRole("button", { name: /^Undo: Starred/ }));
    await screen.findByRole("group", { name: /^Undone: Starred/ });
    const run = row(/^.*Triaged 3 papers/);
    await user.click(within(run).getByRole("button", { name: /^Show each change/ }));
    await user.click((await screen.findAllByRole("button", { name: /^Undo: Dropped/ })).at(-1)!);
    await screen.findByRole("group", {
      name: /It was changed again later, so all was left as it is/,
    });
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(fake.changes.at(-1)!.row.undone?.change).toBe("setStar");
  });

  test("strikes through what was undone, and brings it back", async () => {
    const { user, fake } = await openHistory((fake) => star(fake, 0));
    await user.click(await screen.findByRole("button", { name: /^Undo: Starred/ }));
    await waitFor(() => expect(inbox(fake)[0]!.marks.isStarred).toBe(false));
    await waitFor(() => expect(rows()[0]!.querySelector("s")?.textContent).toMatch(/^Starred/));
    expect(rows()[0]!.textContent).toContain("Undone at");
    await user.click(screen.getByRole("button", { name: /^Redo: Starred/ }));
    await waitFor(() => expect(inbox(fake)[0]!.marks.isStarred).toBe(true));
  });

  test("leaves U to the last change, whichever row has the focus", async () => {
    const { user, fake } = await openHistory((fake) => {
      star(fake, 0);
      star(fake, 1);
    });
    await user.keyboard("{ArrowDown}u");
    await waitFor(() => expect(inbox(fake).map((p) => p.marks.isStarred).slice(0, 2)).toEqual([true, false])); // prettier-ignore
  });

  test("opens the change over the list where there is no room beside it", async () => {
    const { user } = await openHistory((fake) => star(fake, 0), 1000);
    expect(screen.queryByRole("region", { name: "Change" })).toBeNull();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(detail()).toBeTruthy());
    await user.click(within(detail()).getByRole("button", { name: "Back to the list" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Change" })).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(rows()[0]));
  });

  test("asks only for what is near the view, and reaches the oldest change", async () => {
    const nChanges = 5000;
    const asked: number[] = [];
    const { user } = await openHistory((fake) => {
      star(fake, 0);
      const made = fake.changes[0]!;
      fake.changes = Array.from({ length: nChanges }, (_, i) => ({ ...made, row: { ...made.row, seq: i + 1, at: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString(), title: `Paper ${i + 1}` } })); // prettier-ignore
      const ask = fake.ask.bind(fake);
      fake.ask = (question) => {
        if (question.kind === "history") asked.push(question.fromRow);
        return ask(question);
      };
    });
    await waitFor(() => expect(rows()[0]!.textContent).toContain("Paper 5000"));
    expect(rows().length).toBeLessThan(60);
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("5000");
    await user.keyboard("{End}");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("“Paper 1”"));
    expect(new Set(asked).size).toBeLessThan(6);
    await user.keyboard("{ArrowUp}");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("“Paper 2”"));
  });
});

describe("what of the history is shown", () => {
  test("is chosen from a menu, by kind or by who made it", async () => {
    const { user } = await openHistory(async (fake) => {
      star(fake, 0);
      decide(fake);
      await importSample(fake);
      fake.changeFromElsewhere({ kind: "setStar", papers: [inbox(fake)[1]!.id], isStarred: true });
    });
    await waitFor(() => expect(rows()).toHaveLength(4));
    const choose = async (now: string, name: string) => {
      await user.click(screen.getByRole("button", { name: now }));
      await user.click(screen.getByRole("menuitemradio", { name }));
    };
    await choose("All changes", "Imports");
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]!.textContent).toContain("Imported “week.txt”");
    await choose("Imports", "Made by the terminal");
    await waitFor(() => expect(rows()[0]!.textContent).toContain("Starred"));
    expect(rows()).toHaveLength(1);
    await choose("Made by the terminal", "Duplicates");
    expect(await screen.findByText("No such change")).toBeTruthy();
    await choose("Duplicates", "All changes");
    await waitFor(() => expect(rows()).toHaveLength(4));
  });
});

describe("one change", () => {
  test("shows its papers, what was there before, and leads to them", async () => {
    const { user, fake } = await openHistory((fake) => decide(fake));
    await user.click(within((await waitFor(() => rows()[0]!))).getByRole("button", { name: /^Show each/ })); // prettier-ignore
    await user.click(await waitFor(() => row(/Queued “/)));
    await waitFor(() => expect(within(detail()).getByText("Inbox")).toBeTruthy());
    expect(within(detail()).getByText("Queued")).toBeTruthy();
    const title = plainMath(fake.changes[0]!.row.title!);
    await user.click(
      within(detail()).getByRole("button", { name: (name) => name.endsWith(title) }),
    );
    await waitFor(() => expect(screen.getByRole("region", { name: "Paper" }).textContent).toContain(title.slice(-8))); // prettier-ignore
  });
});

describe("all imports", () => {
  test("are a place of their own, in the sidebar", async () => {
    const { user } = await open(async (fake) => {
      star(fake, 0);
      await importSample(fake);
    });
    await user.click(screen.getByRole("link", { name: "All imports" }));
    await screen.findByRole("grid", { name: "All imports" });
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]!.textContent).toContain("24 papers");
    await user.click(await within(detail()).findByRole("button", { name: "Show papers" }));
    expect(await screen.findByRole("heading", { name: "week.txt" })).toBeTruthy();
  });

  test("say so where there is none", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("link", { name: "All imports" }));
    expect(await screen.findByText("Nothing has been imported yet")).toBeTruthy();
  });
});

describe("an import in the history", () => {
  test("says what became of its papers, adding up, and shows them as a ribbon", async () => {
    const { user, fake, container } = await openHistory(async (fake) => {
      await importSample(fake);
      const added = fake.papers.slice(-24).map((p) => p.id);
      fake.changeFromElsewhere({ kind: "setState", papers: added.slice(0, 3), to: "queued" });
      fake.changeFromElsewhere({ kind: "setState", papers: added.slice(3, 5), to: "dropped" });
    });
    await user.click(await waitFor(() => row(/Imported “week.txt”/)));
    const table = await within(detail()).findByRole("table", { name: "What became of its papers" });
    const numbers = within(table).getAllByRole("row").map((one) => one.textContent!.trim().replace(/\s+/g, " ")); // prettier-ignore
    expect(numbers).toEqual(["Still in the inbox 19", "Dropped 2", "Queued 3", "In all 24"].map((line) => line.replace(/ (\d+)$/, "$1"))); // prettier-ignore
    const ribbon = within(detail()).getByRole("img");
    expect(ribbon.getAttribute("aria-label")).toMatch(/^24 papers.*3 queued, 2 dropped, and 19 not decided/); // prettier-ignore
    await noProblems(container);
    expect(fake.imports.at(-1)!.isStanding).toBe(true);
  });

  test("keeps what the person worked on, unless told otherwise", async () => {
    const { user, fake } = await openHistory(async (fake) => {
      await importSample(fake);
      fake.changeFromElsewhere({ kind: "setStar", papers: [fake.papers.at(-1)!.id], isStarred: true }); // prettier-ignore
    });
    const asked: unknown[] = [];
    const undo = fake.undo.bind(fake);
    fake.undo = (request) => (asked.push(request), undo(request));
    await user.click(await waitFor(() => row(/Imported “week.txt”/)));
    const keep = await within(detail()).findByRole("switch", {
      name: /Keep the one you worked on.* The other 23 are taken out/,
    });
    expect(keep).toHaveProperty("checked", true);
    await user.click(keep);
    await user.click(within(detail()).getByRole("button", { name: /^Undo import/ }));
    await waitFor(() => expect(asked).toMatchObject([{ includeMarked: true, importId: null }]));
    expect(await within(detail()).findByRole("button", { name: "Redo import" })).toBeTruthy();
  });

  test("keeps all where the person worked on all, and speaks of no others", async () => {
    const { user } = await openHistory(async (fake) => {
      await importSample(fake);
      const papers = fake.papers.slice(-24).map(({ id }) => id);
      fake.changeFromElsewhere({ kind: "setStar", papers, isStarred: true });
    });
    await user.click(await waitFor(() => row(/Imported “week.txt”/)));
    await within(detail()).findByRole("switch", { name: /Keep the 24 you worked on.*no other/ });
  });

  test("says in its row what it added, and what it only saw again", async () => {
    await openHistory(async (fake) => {
      await importSample(fake);
      await importSample(fake);
    });
    const said = await waitFor(() => {
      const of = rows().filter((one) => one.textContent?.includes("week.txt"));
      expect(of).toHaveLength(2);
      return of.map((one) => one.textContent);
    });
    expect(said[0]).toContain("Nothing added, 24 seen again");
    expect(said[1]).toContain("24 papers added");
  });

  test("leads to its papers", async () => {
    const { user } = await openHistory(importSample);
    await user.click(await waitFor(() => row(/Imported “week.txt”/)));
    await user.click(await within(detail()).findByRole("button", { name: "Show papers" }));
    expect(await screen.findByRole("heading", { name: "week.txt" })).toBeTruthy();
  });
});

describe("undoing everything since a change", () => {
  test("says how much that is, asks once, and can be brought back", async () => {
    const { user, fake, container } = await openHistory(async (fake) => {
      star(fake, 0);
      star(fake, 1);
      await importSample(fake);
    });
    await user.click(await waitFor(() => rows()[1]!));
    await user.click(within(detail()).getByRole("button", { name: "Undo everything since then…" }));
    const dialog = await screen.findByRole("dialog", { name: "Undo everything since then?" });
    expect(dialog.textContent).toMatch(/2 changes are taken back.*“week.txt”/s);
    await noProblems(container);
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(fake.imports.at(-1)!.isStanding).toBe(true);
    await user.click(within(detail()).getByRole("button", { name: "Undo everything since then…" }));
    await user.click(await screen.findByRole("button", { name: "Undo 2 changes" }));
    await waitFor(() => expect(fake.imports.at(-1)!.isStanding).toBe(false));
    const stars = () => fake.papers.filter((p) => p.marks.isStarred && p.marks.isThere).length;
    const nStarred = stars();
    const toast = await screen.findByRole("group", { name: "Undone: 2 changes" });
    await user.click(within(toast).getByRole("button", { name: /Redo/ }));
    await waitFor(() => expect(fake.imports.at(-1)!.isStanding).toBe(true));
    await waitFor(() => expect(stars()).toBe(nStarred + 1));
  });
});

test("undoing everything since a change shows how far it is, and may be cancelled", async () => {
  const { user, fake, container } = await openHistory((fake) => {
    star(fake, 0);
    star(fake, 1);
  });
  const stars = () => fake.papers.filter((p) => p.marks.isStarred).length;
  const nStarred = stars();
  // Both are one row of like changes.
  await user.click(await waitFor(() => rows().at(-1)!));
  await user.keyboard("{Enter}");
  await user.click(within(detail()).getByRole("button", { name: "Undo everything since then…" }));
  const confirm = await screen.findByRole("button", { name: "Undo 2 changes" });
  fake.gate = new Promise(() => {});
  await user.click(confirm);
  const dialog = screen.getByRole("dialog", { name: "Undo everything since then?" });
  const bar = await within(dialog).findByRole("progressbar");
  fake.announce("change-progress", { work: "undo", nDone: 1, nAll: 2 });
  await waitFor(() => expect(bar.getAttribute("aria-valuetext")).toBe("1 of 2 changes undone"));
  expect(document.activeElement).toBe(confirm);
  await noProblems(container);
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  await screen.findByRole("group", { name: "Cancelled. Nothing was undone." });
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(stars()).toBe(nStarred);
});

test("what was undone with everything since a change is all redone, and nothing else", async () => {
  const { user, fake } = await openHistory(async (fake) => {
    star(fake, 0);
    star(fake, 1);
    await fake.undo({
      seqs: [1],
      importId: null,
      sinceSeq: null,
      untilSeq: null,
      includeMarked: false,
    });
  });
  const [first, second, third] = inbox(fake);
  const stars = () => [first, second, third].map((p) => p!.marks.isStarred);
  expect(stars()).toEqual([false, true, false]);
  await user.click(await waitFor(() => rows()[0]!));
  await user.click(within(detail()).getByRole("button", { name: "Undo everything since then…" }));
  await user.click(await screen.findByRole("button", { name: "Undo 2 changes" }));
  const toast = await screen.findByRole("group", { name: "Undone: 2 changes" });
  expect(stars()).toEqual([true, false, false]);
  fake.changeFromElsewhere({ kind: "setStar", papers: [third!.id], isStarred: true });
  await user.click(within(toast).getByRole("button", { name: "Redo" }));
  await screen.findByRole("group", { name: "Redone: 2 changes" });
  expect(stars()).toEqual([false, true, true]);
});

test("undoing everything since a change leaves what was done elsewhere while it was asked", async () => {
  const { user, fake } = await openHistory((fake) => {
    star(fake, 0);
    star(fake, 1);
  });
  const third = inbox(fake)[2]!;
  await user.click(await waitFor(() => rows().at(-1)!));
  await user.keyboard("{Enter}");
  await user.click(within(detail()).getByRole("button", { name: "Undo everything since then…" }));
  const confirm = await screen.findByRole("button", { name: "Undo 2 changes" });
  fake.changeFromElsewhere({ kind: "setStar", papers: [third.id], isStarred: true });
  await user.click(confirm);
  await screen.findByRole("group", { name: "Undone: 2 changes" });
  expect(
    inbox(fake)
      .map((p) => p.marks.isStarred)
      .slice(0, 3),
  ).toEqual([false, false, true]);
});

describe("what happened to a paper", () => {
  test("tells its sightings and changes in one list, by whom, and leads back", async () => {
    const { user, container } = await open(importSample);
    const title = within(screen.getAllByRole("option")[0]!).getAllByText(/\w/)[0]!.textContent;
    await user.keyboard("f");
    await user.keyboard("h");
    await screen.findByRole("grid", { name: /^What happened to/ });
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(rows()[0]!.textContent).toMatch(/^.*Starred.*in the window/s);
    expect(rows()[1]!.textContent).toMatch(/Seen first in “week.txt”.*No\. \d+ of \d+/s);
    expect(screen.getByText("seen once, changed once")).toBeTruthy();
    await user.click(rows()[1]!);
    expect(within(detail()).getByText(/lines 12 to 15/)).toBeTruthy();
    await noProblems(container);
    await user.click(within(detail()).getByRole("button", { name: "Show the paper" }));
    expect(await screen.findByRole("heading", { name: "All papers" })).toBeTruthy();
    await user.keyboard("h");
    await user.click(await screen.findByRole("button", { name: "Show the history of all papers" }));
    await screen.findByRole("grid", { name: "History" });
    expect(title).toBeTruthy();
  });

  test("shows of a sighting the lines behind it, what it brought and what differs, and where it is", async () => {
    const { user, fake, container } = await open(async (fake) => {
      await importSample(fake);
      for (const paper of fake.papers.filter((p) => p.sightings[0]?.source === "week.txt")) {
        paper.sightings.push({ ...paper.sightings[0]!, position: 30, lines: [40, 41] }); // prettier-ignore
        fake.told.set(paper.id, { venue: "A Late Venue" });
      }
    });
    await user.keyboard("f");
    await user.keyboard("h");
    await screen.findByRole("grid", { name: /^What happened to/ });
    await waitFor(() => expect(row(/Seen in “week.txt”/)).toBeTruthy());
    await user.click(row(/Seen in “week.txt”/));
    const lines = await within(detail()).findByRole("group", { name: "The text it came from, lines 40 to 41" }); // prettier-ignore
    expect(lines.textContent).toContain("40");
    expect(within(detail()).getByText("Identifiers")).toBeTruthy();
    expect(within(detail()).queryByText("A Late Venue")).toBeNull();
    const compare = within(detail()).getByRole("button", { name: "Compare: Venue" });
    await user.click(compare);
    expect(compare.getAttribute("aria-expanded")).toBe("true");
    expect(detail().textContent).toContain("A Late Venue");
    // Another sighting is another matter; and so is this one when one comes back.
    await user.click(row(/Seen first in/));
    await within(detail()).findByText("The paper itself");
    expect(within(detail()).queryByText("A Late Venue")).toBeNull();
    await user.click(row(/Seen in “week.txt”/));
    expect((await within(detail()).findByRole("button", { name: "Compare: Venue" })).getAttribute("aria-expanded")).toBe("false"); // prettier-ignore
    await user.click(within(detail()).getByRole("button", { name: "Show the file" }));
    expect(fake.shownSources).toEqual([fake.imports.at(-1)!.id]);
    await noProblems(container);
  });

  test("says of a sighting whose file is gone or another that its lines are not here", async () => {
    const { user } = await open((fake) => {
      fake.textOfSightings = "changed";
      return importSample(fake);
    });
    await user.keyboard("f");
    await user.keyboard("h");
    await screen.findByRole("grid", { name: /^What happened to/ });
    await user.click(await waitFor(() => row(/Seen first in/)));
    await within(detail()).findByText(/^The file has changed since/);
    expect(within(detail()).getByText("The paper itself")).toBeTruthy();
    expect(within(detail()).queryByRole("group", { name: /^The text it came from/ })).toBeNull();
  });

  test("is led to by the dates of a paper", async () => {
    const { user } = await open(importSample);
    const dates = await screen.findByRole("group", { name: "Dates" });
    await user.click(within(dates).getByRole("button", { name: /^Added/ }));
    await screen.findByRole("grid", { name: /^What happened to/ });
    expect(screen.getByText(/^seen once/)).toBeTruthy();
  });
});

describe("the rows of the history", () => {
  const change = (seq: number, over: Partial<ChangeRow> = {}): ChangeRow => ({ seq, at: new Date(Date.UTC(2026, 4, 4, 9, seq)).toISOString(), by: "window", change: "setState", nPapers: 1, nAdded: null, title: `T${seq}`, otherTitle: null, to: "dropped", isStarred: null, tagsAdded: [], tagsRemoved: [], viewsAdded: [], viewsRemoved: [], sources: [], day: null, size: null, imports: [], undoes: null, undone: null, undoneBy: null, ...over }); // prettier-ignore
  const kinds = (rows: ChangeRow[]) => itemsOf(rows, null, new Set(), 0).map((item) => item.kind);

  test("keep apart what another made, what was undone, and what came after a pause", () => {
    expect(kinds([change(3), change(2), change(1)])).toEqual(["day", "run"]);
    expect(kinds([change(3), change(2, { by: "terminal" }), change(1)])).toEqual(["day", "change", "change", "change"]); // prettier-ignore
    expect(kinds([change(3), change(2, { undoneBy: 9 }), change(1)])).toEqual(["day", "change", "change", "change"]); // prettier-ignore
    expect(kinds([change(40), change(2), change(1)])).toEqual(["day", "change", "run"]);
    expect(kinds([change(3), change(2, { change: "setStar" }), change(1)])).toEqual(["day", "change", "change", "change"]); // prettier-ignore
  });

  test("leave out undo and redo, and are as high as what they hold", () => {
    const items = itemsOf([change(3, { change: "undo" }), change(2, { change: "import" })], null, new Set(), 0); // prettier-ignore
    expect(items.map((item) => item.kind)).toEqual(["day", "change"]);
    expect(remOf(items[1]!)).toBeGreaterThan(remOf(items[0]!));
  });
});
