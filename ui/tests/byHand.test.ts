import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { shortTitle } from "../src/strings/titles";

async function open() {
  const fake = new FakeBackend({ nFillers: 0 });
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user };
}

async function noProblems(container: Element) {
  for (const theme of ["light", "dark"]) {
    document.documentElement.dataset.theme = theme;
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } }); // prettier-ignore
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  }
  delete document.documentElement.dataset.theme;
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
