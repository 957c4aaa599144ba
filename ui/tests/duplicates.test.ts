import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { plainMath } from "../src/strings/math";
import { noProblems } from "./axe";

/** Opens the window on a library with so many open questions, each of two papers of its inbox. */
async function open(nQuestions = 3, width = 1280) {
  const fake = new FakeBackend({ nFillers: 20 });
  const papers = fake.papers.filter((p) => p.marks.state === "inbox");
  for (let i = 0; i < nQuestions; i++) {
    fake.questions.push({ paper: papers[2 * i]!.id, other: papers[2 * i + 1]!.id, grounds: "nearTitle", likeness: 70 + i }); // prettier-ignore
  }
  Object.assign(window, { innerWidth: width, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container, papers };
}

/** The same, with the pairs on show. */
async function openPairs(...args: Parameters<typeof open>) {
  const opened = await open(...args);
  await opened.user.keyboard("gu");
  await screen.findByRole("listbox", { name: "Duplicates" });
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return opened;
}

const options = () => within(screen.getByRole("listbox")).getAllByRole("option");
const pane = () => screen.getByRole("region", { name: "Paper" });
const table = () => within(pane()).findByRole("table");
const link = (name: RegExp) =>
  within(screen.getByRole("navigation", { name: "Views" })).queryByRole("link", { name });

describe("the open questions", () => {
  test("stand in the sidebar while there are any, and are a place of their own", async () => {
    const { container } = await openPairs();
    expect(link(/^Duplicates, 3 open questions/)).toBeTruthy();
    expect(options()).toHaveLength(3);
    expect(options()[0]!.textContent).toMatch(/Nearly the same title.*72% alike/s);
    expect((await table()).querySelectorAll("mark").length).toBeGreaterThan(0);
    expect(within(pane()).getByText("1 of 3")).toBeTruthy();
    await noProblems(container);
  });

  test("are no item of the sidebar while there is none", async () => {
    await open(0);
    expect(link(/^Duplicates/)).toBeNull();
  });

  test("are moved through by keys, and the pair on show follows", async () => {
    const { user, fake } = await openPairs();
    const title = fake.papers.find((p) => p.id === fake.questions[1]!.other)!.facts.title;
    await user.keyboard("{ArrowDown}");
    await waitFor(async () => expect((await table()).textContent).toContain(plainMath(title)));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(within(pane()).getByText("3 of 3")).toBeTruthy());
    expect(fake.asked).toEqual([]);
  });

  test("leave the pair on show where it is when another comes before it", async () => {
    const { user, fake, papers } = await openPairs(2);
    await user.keyboard("{End}");
    await waitFor(() => expect(within(pane()).getByText("2 of 2")).toBeTruthy());
    const shown = (await table()).textContent;
    fake.questions.push({ paper: papers[6]!.id, other: papers[7]!.id, grounds: "nearTitle", likeness: 90 }); // prettier-ignore
    fake.announce("announcement", {
      seq: null,
      change: null,
      by: "watcher",
      papers: [],
      nPapers: 0,
    });
    await waitFor(() => expect(within(pane()).getByText("3 of 3")).toBeTruthy());
    expect((await table()).textContent).toBe(shown);
  });

  test("are answered with 2, which asks no more and can be undone", async () => {
    const { user, fake } = await openPairs();
    await table();
    const { paper, other } = fake.questions[2]!;
    await user.keyboard("2");
    await waitFor(() => expect(options()).toHaveLength(2));
    expect(fake.asked).toEqual([{ kind: "answerDuplicate", one: other, other: paper, verdict: "different" }]); // prettier-ignore
    expect(screen.getByRole("group", { name: /^Kept .* apart$/ })).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    await user.keyboard("u");
    await waitFor(() => expect(options()).toHaveLength(3));
  });

  test("keep their answer open where the core refuses it", async () => {
    const { user, fake } = await openPairs();
    await table();
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    await user.keyboard("2");
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("no room left"));
    fake.refusal = null;
    await user.keyboard("2");
    await waitFor(() => expect(options()).toHaveLength(2));
  });
});

describe("the same paper", () => {
  test("is made of what the person chooses for each field", async () => {
    const { user, fake, container } = await openPairs();
    await table();
    const { paper, other } = fake.questions[2]!;
    await user.keyboard("1");
    await screen.findByRole("heading", { name: "What does the one paper get?" });
    const titles = screen.getAllByRole("radio", { name: "Title of the one paper" });
    expect(titles.map((radio) => (radio as HTMLInputElement).checked)).toEqual([true, false]);
    expect(screen.queryAllByRole("radio", { name: /^Identifiers/ })).toEqual([]);
    expect(pane().textContent).toContain("Everything of yours is kept");
    await noProblems(container);
    await user.click(titles[1]!);
    // The choice has the focus, and keys work all the same.
    await user.keyboard("1");
    await waitFor(() => expect(options()).toHaveLength(2));
    expect(fake.asked).toEqual([{ kind: "merge", keep: other, gone: paper, take: ["title"] }]);
    expect(screen.getByRole("group", { name: /is one paper now$/ })).toBeTruthy();
  });

  test("is not said by Escape, which goes back to the question", async () => {
    const { user, fake } = await openPairs();
    await table();
    await user.keyboard("1");
    await screen.findByRole("heading", { name: "What does the one paper get?" });
    await user.keyboard("{Escape}");
    await screen.findByRole("heading", { name: "Are these the same paper?" });
    expect(within(pane()).getByText("1 of 3")).toBeTruthy();
    expect(fake.asked).toEqual([]);
  });
});

describe("what is decided", () => {
  test("is listed, and can be asked again or parted again", async () => {
    const { user, fake, container } = await openPairs();
    await table();
    await user.keyboard("2");
    await waitFor(() => expect(options()).toHaveLength(2));
    await waitFor(async () => expect((await table()).textContent).toBeTruthy());
    await user.keyboard("1");
    await screen.findByRole("heading", { name: "What does the one paper get?" });
    await user.keyboard("1");
    await waitFor(() => expect(options()).toHaveLength(1));
    await user.click(screen.getByRole("button", { name: /^Decided 2/ }));
    await waitFor(() => expect(options()).toHaveLength(2));
    expect(options()[0]!.textContent).toContain("Same paper");
    await noProblems(container);
    await user.click(within(pane()).getByRole("button", { name: "Part again" }));
    await waitFor(() => expect(fake.asked.at(-1)).toEqual({ kind: "split", merge: 2 }));
    await waitFor(() => expect(options()[0]!.textContent).toContain("Different papers"));
    await user.click(await within(pane()).findByRole("button", { name: "Ask again" }));
    await waitFor(() => expect(screen.getByRole("button", { name: /^To decide 2/ })).toBeTruthy());
  });
});

describe("two papers chosen by hand", () => {
  test("are compared from their menu, and made one", async () => {
    const { user, fake } = await open(0);
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await screen.findByRole("heading", { name: "3 papers selected" });
    expect(screen.queryByRole("button", { name: "Compare…" })).toBeNull();
    await user.keyboard("{Shift>}{ArrowUp}{/Shift}");
    await screen.findByRole("heading", { name: "2 papers selected" });
    const n = Number(options()[0]!.getAttribute("aria-setsize"));
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await user.click(screen.getByRole("menuitem", { name: "Compare…" }));
    await screen.findByRole("heading", { name: "Are these the same paper?" });
    await user.keyboard("{Escape}");
    await screen.findByRole("heading", { name: "2 papers selected" });
    await user.click(screen.getByRole("button", { name: "Compare…" }));
    await table();
    await user.keyboard("11");
    await waitFor(() => expect(Number(options()[0]!.getAttribute("aria-setsize"))).toBe(n - 1));
    expect(fake.asked).toMatchObject([{ kind: "merge", take: [] }]);
  });

  test("are compared over the list where the window is narrow", async () => {
    const { user, fake } = await openPairs(2, 480);
    expect(screen.queryByRole("region", { name: "Paper" })).toBeNull();
    await user.keyboard("{Enter}");
    await table();
    await user.keyboard("2");
    await waitFor(() => expect(within(pane()).getByText("1 of 1")).toBeTruthy());
    await user.keyboard("2");
    await screen.findByText("No question is open");
    expect(fake.asked).toHaveLength(2);
  });
});
