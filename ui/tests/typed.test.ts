import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import type { Failure } from "../src/backend/wire";
import { noProblems } from "./axe";

const diskFull: Failure = { code: "disk_full", path: null, line: null, cause: null, said: null };

/** Opens the inbox; its list has the focus. */
async function open(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 6 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await inList();
  return { fake, user, container };
}

const inList = () => waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option")); // prettier-ignore
const inbox = (fake: FakeBackend) =>
  fake.papers.find((p) => p.facts.title.includes("Damped Momentum"))!;
const pane = () => screen.getByRole("region", { name: "Paper" });
const toast = () => screen.findByRole("group", { name: /no room left/ });

/** The field of this name once it is there again and has the focus. */
async function field(role: string, name: string | RegExp) {
  const found = () => screen.getByRole(role, { name }) as HTMLInputElement;
  await waitFor(() => expect(document.activeElement).toBe(found()));
  return found();
}

/** Has the core answer nothing yet, and refuse what was asked meanwhile once it does. */
function refuseLater(fake: FakeBackend) {
  let answer = () => {};
  fake.gate = new Promise((resolve) => (answer = resolve));
  fake.refusal = diskFull;
  return () => {
    answer();
    fake.gate = null;
  };
}

describe("why a paper was saved, where that is refused,", () => {
  const why = () => field("textbox", "Why I saved it");

  test("stays in its field with the reason, and is kept once there is room", async () => {
    const { user, fake, container } = await open();
    await user.keyboard("w");
    await why();
    fake.refusal = diskFull;
    await user.keyboard("Hana asked{Enter}");
    const alert = await within(pane()).findByRole("alert");
    expect(alert.textContent).toMatch(/not saved yet.*no room left/s);
    const line = await why();
    expect(line.value).toBe("Hana asked");
    expect(line.getAttribute("aria-describedby")).toBe(alert.id);
    await noProblems(container);
    fake.refusal = null;
    await user.keyboard(" twice{Enter}");
    await waitFor(() => expect(inbox(fake).marks.why).toBe("Hana asked twice"));
    expect(within(pane()).queryByRole("alert")).toBeNull();
    await inList();
  });

  test("is given up by Escape", async () => {
    const { user, fake } = await open();
    fake.refusal = diskFull;
    await user.keyboard("w");
    await why();
    await user.keyboard("Hana asked{Enter}");
    await within(pane()).findByRole("alert");
    const nAsked = fake.asked.length;
    await why();
    await user.keyboard("{Escape}");
    await inList();
    expect(fake.asked.length).toBe(nAsked);
    await user.keyboard("w");
    expect((await why()).value).toBe("");
  });

  test("leads nobody back who has gone on, but can be opened again", async () => {
    const { user, fake } = await open();
    const answer = refuseLater(fake);
    await user.keyboard("w");
    await why();
    await user.keyboard("Hana asked{Enter}");
    await inList();
    await user.keyboard("jj");
    const there = document.activeElement;
    answer();
    const message = await toast();
    expect(message.textContent).toContain("Hana asked");
    expect(document.activeElement).toBe(there);
    await user.click(within(message).getByRole("button", { name: /Open again/ }));
    expect((await why()).value).toBe("Hana asked");
    expect(within(pane()).getByRole("heading", { level: 1 }).textContent).toContain("κ-Damped");
    fake.refusal = null;
    await user.keyboard("{Enter}");
    await waitFor(() => expect(inbox(fake).marks.why).toBe("Hana asked"));
  });

  test("stands in its field on the card of triage", async () => {
    const { user, fake } = await open();
    await user.keyboard("{Control>}t{/Control}");
    const card = await screen.findByRole("article", { name: /κ-Damped/ });
    fake.refusal = diskFull;
    await user.keyboard("w");
    await why();
    await user.keyboard("Hana asked{Enter}");
    expect((await within(card).findByRole("alert")).textContent).toMatch(/not saved yet/);
    expect((await why()).value).toBe("Hana asked");
  });

  test("is told of by a window that closes", async () => {
    const { user, fake } = await open();
    const answer = refuseLater(fake);
    await user.keyboard("w");
    await why();
    await user.keyboard("Hana asked{Enter}");
    await inList();
    await user.keyboard("j");
    answer();
    await toast();
    fake.announce("closing", null);
    const dialog = await screen.findByRole("dialog", { name: "Not everything is saved" });
    expect(dialog.textContent).toContain("Hana asked");
    await user.click(within(dialog).getByRole("button", { name: "Copy the text" }));
    expect(fake.copied).toBe("Hana asked");
  });
});

describe("a tag that is refused", () => {
  const tags = () => field("combobox", "Tags");

  test("stands in the field again with the reason, with those before it", async () => {
    const { user, fake, container } = await open();
    await user.keyboard("t");
    await tags();
    fake.refusal = diskFull;
    await user.keyboard("ferries{Enter}");
    await waitFor(() => expect(within(pane()).getByRole("alert").textContent).toMatch(/Not tagged with “ferries”.*no room left/s)); // prettier-ignore
    expect((await tags()).value).toBe("ferries");
    await noProblems(container);
    await user.clear(await tags());
    await user.keyboard("boats,");
    await waitFor(() => expect(within(pane()).getByRole("alert").textContent).toContain("“ferries, boats”")); // prettier-ignore
    await waitFor(async () => expect((await tags()).value).toBe("ferries, boats"));
    fake.refusal = null;
    await user.keyboard("{Enter}");
    await waitFor(() => expect(inbox(fake).marks.tags).toEqual(expect.arrayContaining(["ferries", "boats"]))); // prettier-ignore
    expect(within(pane()).queryByRole("alert")).toBeNull();
    expect((await tags()).value).toBe("");
  });

  test("leads nobody back who has gone on, but can be opened again, and given up", async () => {
    const { user, fake } = await open();
    const answer = refuseLater(fake);
    await user.keyboard("t");
    await tags();
    await user.keyboard("ferries{Enter}{Escape}");
    await inList();
    await user.keyboard("j");
    answer();
    const message = await toast();
    expect(message.textContent).toContain("Not tagged with “ferries”.");
    await user.click(within(message).getByRole("button", { name: /Open again/ }));
    expect((await tags()).value).toBe("ferries");
    await user.keyboard("{Escape}");
    await inList();
    await user.keyboard("t");
    expect((await tags()).value).toBe("");
  });

  test("is told of in the field for the tags of several papers", async () => {
    const { user, fake } = await open();
    await user.keyboard("xjxt");
    await tags();
    fake.refusal = diskFull;
    await user.keyboard("ferries{Enter}");
    const field = (await tags()).closest<HTMLElement>("[data-detail]")!;
    await waitFor(() =>
      expect(within(field).getByRole("alert").textContent).toContain("Not tagged"),
    );
    expect((await tags()).value).toBe("ferries");
  });
});

describe("a tag's new name that is refused", () => {
  async function renaming() {
    const opened = await open();
    const { user, fake } = opened;
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("all tags{Enter}");
    const place = await screen.findByRole("group", { name: "All tags" });
    const [tag] = (await fake.ask({ kind: "counts" })).counts.tags;
    await user.click(within(place).getByRole("button", { name: `Rename “${tag!.name}”` }));
    return { ...opened, place, tag: tag!, name: () => field("textbox", `New name of “${tag!.name}”`) }; // prettier-ignore
  }

  test("is shown at once, and stays in its field with the reason", async () => {
    const { user, fake, place, tag, name } = await renaming();
    const answer = refuseLater(fake);
    await name();
    await user.keyboard("ferries{Enter}");
    expect(within(place).getByRole("button", { name: /^ferries, \d+ paper/ })).toBeTruthy();
    answer();
    expect((await within(place).findByRole("alert")).textContent).toMatch(/not saved yet.*no room/s); // prettier-ignore
    expect((await name()).value).toBe("ferries");
    await noProblems(place);
    fake.refusal = null;
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.papers.filter((p) => p.marks.tags.includes("ferries")).length).toBe(tag.nPapers)); // prettier-ignore
    expect(within(place).queryByRole("alert")).toBeNull();
  });

  test("is given up by Escape, and opened again from elsewhere", async () => {
    const { user, fake, name, tag } = await renaming();
    const answer = refuseLater(fake);
    await name();
    await user.keyboard("ferries{Enter}");
    await user.keyboard("gi");
    await inList();
    answer();
    const message = await toast();
    expect(message.textContent).toContain(`“${tag.name}” was not renamed to “ferries”.`);
    await user.click(within(message).getByRole("button", { name: /Open again/ }));
    expect((await name()).value).toBe("ferries");
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: `Rename “${tag.name}”` }));
    expect((await name()).value).toBe(tag.name);
  });
});

test("a tag is deleted and coloured at once, and is put back where that is refused", async () => {
  const { user, fake } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("all tags{Enter}");
  const place = await screen.findByRole("group", { name: "All tags" });
  const [tag] = (await fake.ask({ kind: "counts" })).counts.tags;
  const remove = () => within(place).queryByRole("button", { name: `Delete “${tag!.name}”` });
  const answer = refuseLater(fake);
  await user.click(remove()!);
  expect(remove()).toBeNull();
  answer();
  await toast();
  await waitFor(() => expect(remove()).not.toBeNull());
});

test("a view's name that is refused stays in its form with the reason", async () => {
  const { user, fake } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("save this view{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "Save this view" });
  const name = await field("textbox", "Name");
  fake.refusal = diskFull;
  await user.clear(name);
  await user.keyboard("What came{Enter}");
  expect((await within(dialog).findByRole("alert")).textContent).toMatch(/not saved yet.*no room/s);
  expect((await field("textbox", "Name")).value).toBe("What came");
  await noProblems(dialog);
  fireEvent(dialog, new Event("cancel", { cancelable: true }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await inList();
  fake.refusal = null;
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("save this view{Enter}");
  expect((await field("textbox", "Name")).value).not.toBe("What came");
  await user.clear(screen.getByRole("textbox", { name: "Name" }));
  await user.keyboard("What came{Enter}");
  expect(await screen.findByRole("heading", { name: "What came" })).toBeTruthy();
});

test("saved views and the size of the queue change at once, and are put back where that is refused", async () => {
  const { user, fake } = await open((f) => {
    const view = (name: string) => ({ name, query: "is:queued", sort: "added" as const });
    f.changeFromElsewhere({ kind: "setSavedViews", views: [view("One"), view("Two")] });
  });
  const shown = () => screen.getAllByRole("link").map((link) => link.textContent.match(/One|Two/)?.[0]).filter(Boolean); // prettier-ignore
  await user.click(await screen.findByRole("link", { name: /^Two/ }));
  await screen.findByRole("heading", { name: "Two" });
  let answer = refuseLater(fake);
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("view up{Enter}");
  await waitFor(() => expect(shown()).toEqual(["Two", "One"]));
  answer();
  await toast();
  await waitFor(() => expect(shown()).toEqual(["One", "Two"]));
  await user.keyboard("gq");
  answer = refuseLater(fake);
  await user.click(await screen.findByRole("button", { name: /of 10, plan the queue/ }));
  await user.click(screen.getByRole("button", { name: "One less" }));
  expect(await screen.findByRole("button", { name: /of 9, plan the queue/ })).toBeTruthy();
  answer();
  expect(await screen.findByRole("button", { name: /of 10, plan the queue/ })).toBeTruthy();
});

describe("a day that is refused", () => {
  const day = () => field("textbox", "Day");

  test("stands in the picker again, as it was written, with the reason", async () => {
    for (const [keys, kind] of [
      ["{Shift>}z{/Shift}", "setDue"],
      ["z5", "snooze"],
    ] as const) {
      const { user, fake, container } = await open();
      fake.refusal = diskFull;
      await user.keyboard(keys);
      await day();
      await user.keyboard("in 2 weeks{Enter}");
      await waitFor(() => expect(fake.asked.at(-1)?.kind).toBe(kind));
      expect((await within(await screen.findByRole("dialog")).findByRole("alert")).textContent).toContain("no room left"); // prettier-ignore
      expect((await day()).value).toBe("in 2 weeks");
      await noProblems(container);
      fake.refusal = null;
      await user.keyboard("{Enter}");
      await waitFor(() => expect(inbox(fake).marks[kind === "setDue" ? "dueOn" : "snoozedUntil"]).not.toBeNull()); // prettier-ignore
      expect(screen.queryByRole("dialog")).toBeNull();
      cleanup();
    }
  });

  test("leads nobody back who has gone on, but can be opened again, and given up", async () => {
    const { user, fake } = await open();
    const answer = refuseLater(fake);
    await user.keyboard("{Shift>}z{/Shift}");
    await day();
    await user.keyboard("in 2 weeks{Enter}");
    await inList();
    await user.keyboard("j");
    answer();
    const message = await toast();
    expect(message.textContent).toContain("The due day was not set to");
    await user.click(within(message).getByRole("button", { name: /Open again/ }));
    expect((await day()).value).toBe("in 2 weeks");
    await user.keyboard("{Escape}");
    await inList();
  });
});
