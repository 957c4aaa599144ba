import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { keyOf } from "../src/actions/keymap";
import { FakeBackend } from "../src/backend/fake";
import { noProblems } from "./axe";

/** Opens the window on a library with so many papers of the inbox in the trash. */
async function open(nTrashed = 0, prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 20 });
  const papers = fake.papers.filter((p) => p.marks.state === "inbox").slice(0, nTrashed);
  if (nTrashed > 0) fake.changeFromElsewhere({ kind: "moveToTrash", papers: papers.map((p) => p.id) }); // prettier-ignore
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container, papers };
}

const link = (name: RegExp) =>
  within(screen.getByRole("navigation", { name: "Views" })).queryByRole("link", { name });
const options = () => within(screen.getByRole("listbox")).getAllByRole("option");
const library = () => screen.getByRole("region", { name: "Library" });
const paper = () => screen.getByRole("region", { name: "Paper" });

test("the trash offers no filters, as nothing searches it", async () => {
  const { user } = await open(2);
  expect(within(library()).getByRole("button", { name: "Filter" })).toBeTruthy();
  await user.click(link(/^Trash/)!);
  await within(library()).findByRole("heading", { name: "Trash" });
  expect(within(library()).queryByRole("button", { name: "Filter" })).toBeNull();
});

describe("moving to the trash", () => {
  test("takes all that is selected out of the list, says so, and can be undone", async () => {
    const { user, fake } = await open();
    expect(link(/^Trash/)).toBeNull();
    const first = options()[0]!.textContent;
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}{Delete}");
    await waitFor(() => expect(link(/^Trash, 2 papers/)).toBeTruthy());
    expect(fake.asked.map((change) => change.kind)).toEqual(["moveToTrash"]);
    expect(options()[0]!.textContent).not.toBe(first);
    expect(screen.getByRole("group", { name: "Moved 2 papers to the trash" })).toBeTruthy();
    await user.keyboard("u");
    await waitFor(() => expect(options()[0]!.textContent).toBe(first));
    await waitFor(() => expect(link(/^Trash/)).toBeNull());
  });

  test("is in the menu of a paper, and has its own key on a Mac", async () => {
    const { user } = await open();
    await user.keyboard("{Shift>}{F10}{/Shift}");
    expect(screen.getByRole("menuitem", { name: /Move to the trash/ })).toBeTruthy();
    expect(screen.queryByRole("menuitem", { name: /Put back/ })).toBeNull();
    const backspace = new KeyboardEvent("keydown", { key: "Backspace", metaKey: true });
    expect(keyOf(backspace, "macos")).toBe("Delete");
    expect(keyOf(backspace, "linux")).toBeNull();
  });

  test("of the last paper is not a library without papers", async () => {
    const { user } = await open(0, (fake) => {
      fake.changeFromElsewhere({ kind: "moveToTrash", papers: fake.papers.slice(1).map((p) => p.id) }); // prettier-ignore
    });
    await user.keyboard("{Delete}");
    await waitFor(() => expect(screen.getByText("The inbox is empty")).toBeTruthy());
    expect(screen.queryByText("Drop a digest here")).toBeNull();
  });
});

describe("the trash", () => {
  test("shows since when, in the state that each had, and changes nothing but putting back", async () => {
    const { user, fake, container, papers } = await open(3);
    await user.keyboard("gx");
    await waitFor(() => expect(options()).toHaveLength(3));
    expect(options()[0]!.textContent).toMatch(/Inbox.*moved to the trash/s);
    await waitFor(() => expect(within(paper()).getByText(/^In the trash since \w+day/)).toBeTruthy()); // prettier-ignore
    expect(within(paper()).getByText("Was in the inbox")).toBeTruthy();
    expect(within(paper()).queryByRole("radiogroup")).toBeNull();
    expect(within(paper()).queryByRole("textbox")).toBeNull();
    await user.keyboard("dft{Delete}");
    expect(fake.asked).toEqual([]);
    await noProblems(container);
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await user.click(screen.getByRole("menuitem", { name: /Put back/ }));
    await waitFor(() => expect(options()).toHaveLength(2));
    expect(fake.asked).toEqual([{ kind: "putBack", papers: [expect.any(String)] }]);
    expect(papers.map((p) => p.id)).toContain((fake.asked[0] as { papers: string[] }).papers[0]);
  });

  test("keeps the focus on its list when the last paper is put back", async () => {
    const { user } = await open(1);
    await user.keyboard("gx");
    await user.click(await within(paper()).findByRole("button", { name: "Put back" }));
    await waitFor(() => expect(screen.getByText("The trash is empty")).toBeTruthy());
    await waitFor(() => expect(document.activeElement).toBe(library()));
  });

  test("is counted before it is emptied, and not read row by row", async () => {
    const { user, fake } = await open(3);
    await user.keyboard("gx");
    await waitFor(() => expect(options()).toHaveLength(3));
    const ask = vi.spyOn(fake, "ask");
    await user.click(await screen.findByRole("button", { name: "Empty the trash…" }));
    await screen.findByRole("dialog", { name: "Empty the trash?" });
    const read = ask.mock.calls.map(([question]) =>
      question.kind === "rows" ? question.nRows : 0,
    );
    expect(read.reduce((sum, n) => sum + n, 0)).toBe(0);
  });

  test("asks before it is emptied, says what remains, and can be brought back", async () => {
    const { user, fake, container } = await open(2, (f) => {
      const trashed = f.papers.find((p) => p.marks.trashedAt !== null)!;
      trashed.marks = { ...trashed.marks, note: "kept" };
    });
    await user.keyboard("gx");
    await user.click(await screen.findByRole("button", { name: "Empty the trash…" }));
    const dialog = await screen.findByRole("dialog", { name: "Empty the trash?" });
    expect(dialog.textContent).toContain("2 papers, 1 with a note, are taken out.");
    expect(dialog.textContent).toContain("until the next backup");
    expect(dialog.textContent).toContain("keeps only what it needs to say “dropped before”");
    expect(document.activeElement?.textContent).not.toBe("Empty the trash");
    await noProblems(container);
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(fake.asked).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Empty the trash…" }));
    await user.click(await screen.findByRole("button", { name: "Empty the trash" }));
    await waitFor(() => expect(screen.getByText("The trash is empty")).toBeTruthy());
    expect(link(/^Trash/)).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(library()));
    expect(screen.queryByRole("button", { name: "Empty the trash…" })).toBeNull();
    await user.keyboard("u");
    await waitFor(() => expect(options()).toHaveLength(2));
  });
});
