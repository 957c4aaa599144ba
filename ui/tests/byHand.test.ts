import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { shortTitle } from "../src/strings/titles";
import { noProblems } from "./axe";

async function open() {
  const fake = new FakeBackend({ nFillers: 0 });
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user };
}

const field = (form: HTMLElement, name: string | RegExp) => within(form).getByRole("textbox", { name }); // prettier-ignore

async function openForm(user: ReturnType<typeof userEvent.setup>) {
  await user.keyboard("{Control>}n{/Control}");
  return await screen.findByRole("dialog", { name: "Add a paper" });
}

describe("adding a paper by hand", () => {
  test("takes what was typed, shows the paper, and can be undone", async () => {
    const { user, fake } = await open();
    const form = await openForm(user);
    await waitFor(() => expect(document.activeElement).toBe(field(form, "Title")));
    await user.keyboard("On Ferries");
    await user.type(field(form, /^Authors/), "Ada Lovelace{Enter}Roe, Jane");
    await user.type(field(form, "Year"), "2024");
    await user.click(within(form).getByRole("button", { name: "Add an identifier" }));
    await user.selectOptions(within(form).getByRole("combobox", { name: "Kind of identifier 1" }), "arXiv"); // prettier-ignore
    await user.type(field(form, "Identifier 1"), "2401.00001");
    await noProblems(form);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(fake.asked).toMatchObject([{ kind: "addPaper", facts: { title: "On Ferries", authors: ["Ada Lovelace", "Roe, Jane"], year: 2024, venue: null, identifiers: [{ scheme: "arxiv", value: "2401.00001" }] } }]); // prettier-ignore
    expect(await screen.findByRole("heading", { level: 1, name: "On Ferries" })).toBeTruthy();
    expect(screen.getByRole("group", { name: "Added “On Ferries”" })).toBeTruthy();
    await user.keyboard("u");
    await waitFor(() => expect(fake.papers.at(-1)!.marks.isThere).toBe(false));
  });

  test("keeps what was typed where the paper is here already, and leads to that", async () => {
    const { user, fake } = await open();
    const known = fake.papers[4]!;
    const form = await openForm(user);
    await user.click(field(form, "Title"));
    await user.paste(known.facts.title);
    await user.click(field(form, "Abstract"));
    await user.paste("All of it.");
    await user.click(within(form).getByRole("button", { name: "Add" }));
    const refused = await within(form).findByRole("alert");
    expect(refused.textContent).toContain("is in the library already");
    expect(field(form, "Abstract")).toHaveProperty("value", "All of it.");
    await noProblems(form);
    await user.click(within(form).getByRole("button", { name: "Show that paper" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const shown = new RegExp(shortTitle(known.facts.title).slice(0, 8));
    expect(await screen.findByRole("heading", { level: 1, name: shown })).toBeTruthy();
  });

  test("says what cannot be a year, and what has neither title nor identifier", async () => {
    const { user, fake } = await open();
    const form = await openForm(user);
    await user.type(field(form, "Year"), "soon");
    await user.click(within(form).getByRole("button", { name: "Add" }));
    expect((await within(form).findByRole("alert")).textContent).toContain("“soon” is no year");
    expect(fake.asked).toEqual([]);
    await user.clear(field(form, "Year"));
    await user.click(within(form).getByRole("button", { name: "Add" }));
    await waitFor(() => expect(within(form).getByRole("alert").textContent).toContain("needs a title or an identifier")); // prettier-ignore
    await user.keyboard("{Escape}");
  });
});

describe("editing the details of a paper", () => {
  test("begins with what is known, and changes what was changed", async () => {
    const { user, fake } = await open();
    const paper = fake.papers.find((p) => p.marks.state === "inbox")!;
    await user.keyboard("e");
    const form = await screen.findByRole("dialog", { name: "Edit details" });
    expect(field(form, "Title")).toHaveProperty("value", paper.facts.title);
    await user.clear(field(form, "Venue"));
    await user.type(field(form, "Venue"), "Journal of Ferries");
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(paper.facts.venue).toBe("Journal of Ferries"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await screen.findAllByText(/Journal of Ferries/)).length).toBeGreaterThan(0);
    await user.keyboard("u");
    await waitFor(() => expect(paper.facts.venue).not.toBe("Journal of Ferries"));
  });
});

describe("a form in which something is written", () => {
  const title = (form: HTMLElement) => field(form, "Title");
  function clickBeside(form: HTMLElement) {
    fireEvent.pointerDown(form);
    fireEvent.click(form);
  }

  test("is not closed by a click beside it, nor by a selection dragged out of a field", async () => {
    const { user } = await open();
    const form = await openForm(user);
    fireEvent.pointerDown(title(form));
    fireEvent.click(form);
    expect(screen.getByRole("dialog")).toBe(form);
    await user.type(title(form), "On Ferries");
    clickBeside(form);
    expect(screen.getByRole("dialog")).toBe(form);
    await user.clear(title(form));
    clickBeside(form);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  });

  test("is there again after Escape, and is begun anew after Cancel", async () => {
    const { user } = await open();
    const form = await openForm(user);
    await user.type(title(form), "On Ferries");
    fireEvent(form, new Event("cancel", { cancelable: true }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getByRole("group", { name: /What you typed is kept/ })).toBeTruthy();
    const again = await openForm(user);
    expect(title(again)).toHaveProperty("value", "On Ferries");
    await user.click(within(again).getByRole("button", { name: "Cancel" }));
    expect(title(await openForm(user))).toHaveProperty("value", "");
  });

  test("is named when the window is closed", async () => {
    const { user, fake } = await open();
    const form = await openForm(user);
    await user.type(field(form, "Year"), "soon");
    fake.announce("closing", null);
    const dialog = await screen.findByRole("dialog", { name: "Not everything is saved" });
    expect(dialog.textContent).toContain("The paper that you are writing is not saved.");
    await user.click(within(dialog).getByRole("button", { name: "Copy the text" }));
    expect(fake.copied).toBe("soon");
    await user.click(within(dialog).getByRole("button", { name: "Stay" }));
    expect(fake.isClosed).toBe(false);
    expect(field(form, "Year")).toHaveProperty("value", "soon");
  });
});

describe("a paper that other work changes while its details are written", () => {
  async function write() {
    const { user, fake } = await open();
    const paper = fake.papers.find((p) => p.marks.state === "inbox")!;
    await user.keyboard("e");
    const form = await screen.findByRole("dialog", { name: "Edit details" });
    const { paper: shown } = await fake.ask({ kind: "paper", paper: paper.id });
    const { title, row, abstract, identifiers, links } = shown!;
    const facts = { title, authors: row.authors, year: row.year, venue: row.venue, abstract, identifiers, links }; // prettier-ignore
    const fromElsewhere = (told: Partial<typeof facts>) => fake.changeFromElsewhere({ kind: "editPaper", paper: paper.id, base: facts, facts: { ...facts, ...told } }); // prettier-ignore
    return { user, paper, form, fromElsewhere };
  }

  test("keeps what came in beside it", async () => {
    const { user, paper, form, fromElsewhere } = await write();
    fromElsewhere({ abstract: "Filled meanwhile." });
    await user.clear(field(form, "Venue"));
    await user.type(field(form, "Venue"), "Journal of Ferries{Control>}{Enter}{/Control}");
    await waitFor(() => expect(paper.facts.venue).toBe("Journal of Ferries"));
    expect(paper.facts.abstract).toBe("Filled meanwhile.");
  });

  test("is not written over unasked", async () => {
    const { user, paper, form, fromElsewhere } = await write();
    fromElsewhere({ venue: "Another Journal", year: 1999 });
    await user.clear(field(form, "Venue"));
    await user.type(field(form, "Venue"), "Journal of Ferries{Control>}{Enter}{/Control}");
    expect((await within(form).findByRole("alert")).textContent).toContain("changed elsewhere");
    expect(paper.facts.venue).toBe("Another Journal");
    expect(field(form, "Venue")).toHaveProperty("value", "Journal of Ferries");
    await waitFor(() => expect(field(form, "Year")).toHaveProperty("value", "1999"));
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(paper.facts.venue).toBe("Journal of Ferries"));
    expect(paper.facts.year).toBe(1999);
  });
});
