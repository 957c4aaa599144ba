import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { words } from "../src/strings/strings";
import { noProblems } from "./axe";

async function open() {
  const fake = new FakeBackend({ nFillers: 20 });
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container };
}

describe("copying", () => {
  test("gives all selected papers as BibTeX and as references, by keys", async () => {
    const { user, fake } = await open();
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await screen.findByRole("heading", { name: "2 papers selected" });
    await user.keyboard("{Shift>}y{/Shift}");
    await screen.findByRole("group", { name: "Copied 2 papers as BibTeX" });
    expect(fake.copied?.match(/@article/g)).toHaveLength(2);
    await user.keyboard("{Control>}{Shift>}c{/Shift}{/Control}");
    await screen.findByRole("group", { name: "Copied 2 references" });
    expect(fake.copied?.split("\n")).toHaveLength(2);
  });

  test("is in the menu of a paper, and says where there is no link", async () => {
    const { user, fake } = await open();
    for (const paper of fake.papers) paper.facts = { ...paper.facts, links: [] };
    await user.keyboard("{Shift>}{F10}{/Shift}");
    expect(screen.getByRole("menuitem", { name: /Copy as a reference/ })).toBeTruthy();
    await user.click(screen.getByRole("menuitem", { name: /Copy the link/ }));
    await screen.findByRole("group", { name: "There is no link to copy" });
    expect(fake.copied).toBeNull();
  });
});

describe("exporting", () => {
  test("writes the whole library, this list or the selection, and says how many where", async () => {
    const { user, fake, container } = await open();
    await user.keyboard("{Control>}e{/Control}");
    const dialog = await screen.findByRole("dialog", { name: "Export" });
    const what = within(dialog).getByRole("group", { name: "Papers" });
    const names = within(what).getAllByRole("radio").map((radio) => radio.closest("label")?.textContent); // prettier-ignore
    expect(names).toEqual(["The whole library", "The list Inbox", "The selected paper"]);
    await noProblems(container);
    await user.click(within(what).getByRole("radio", { name: "The list Inbox" }));
    await user.click(within(dialog).getByRole("radio", { name: /^RIS/ }));
    await user.click(within(dialog).getByRole("button", { name: "Save…" }));
    const n = fake.papers.filter((p) => p.marks.state === "inbox").length;
    await screen.findByRole("group", { name: `Wrote ${n} papers to “papers.bib”` });
    expect(fake.exported).toMatchObject([{ format: "ris", fileName: "Inbox.ris", what: { kind: "list", filter: { states: ["inbox"] } } }]); // prettier-ignore
    expect(screen.queryByRole("dialog", { name: "Export" })).toBeNull();
  });

  test("says what a format cannot hold, before and after", async () => {
    const { user, fake } = await open();
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await user.click(screen.getByRole("menuitem", { name: /Export/ }));
    const dialog = await screen.findByRole("dialog", { name: "Export" });
    expect((within(dialog).getByRole("radio", { name: "The selected paper" }) as HTMLInputElement).checked).toBe(true); // prettier-ignore
    await user.click(within(dialog).getByRole("radio", { name: /^JSON Lines/ }));
    expect(within(dialog).getByRole("status").textContent).toContain("holds everything");
    await user.click(within(dialog).getByRole("radio", { name: /^Markdown/ }));
    expect(within(dialog).getByRole("status").textContent).toBe("Markdown cannot hold abstracts, details such as volume and pages, and citation keys."); // prettier-ignore
    await user.click(within(dialog).getByRole("button", { name: "Save…" }));
    await screen.findByRole("group", { name: /Wrote 1 paper .*Left out: abstracts \(1 paper\)/ });
    expect(fake.exported[0]!.what.kind).toBe("papers");
    // A reading list for people speaks the language of the window.
    expect(fake.exported[0]!.words).toEqual(words.exporting.readingList);
  });

  test("is nothing where the person closes the dialog, and says why it failed", async () => {
    const { user, fake } = await open();
    fake.savePath = null;
    await user.keyboard("{Control>}e{/Control}");
    await user.click(await screen.findByRole("button", { name: "Save…" }));
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Export" })).toBeNull());
    expect(document.querySelector("[data-toast]")).toBeNull();
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    await user.keyboard("{Control>}e{/Control}");
    await user.click(await screen.findByRole("button", { name: "Save…" }));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("no room left"));
  });

  test("that takes its time says how far it is, and can be cancelled", async () => {
    const { user, fake, container } = await open();
    fake.gate = new Promise(() => {});
    await user.keyboard("{Control>}e{/Control}");
    await user.click(await screen.findByRole("button", { name: "Save…" }));
    fake.announce("export-progress", { nDone: 340_000, nAll: 1_000_000 });
    const bar = await screen.findByRole("progressbar", { name: "Writing papers to a file" });
    expect(bar.getAttribute("aria-valuetext")).toBe("34%");
    await noProblems(container);
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await screen.findByRole("group", { name: "Cancelled. No file was written." });
    fake.announce("export-progress", null);
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  });

  test("offers a name that every system takes", () => {
    expect(words.exporting.fileName("Reading: a/b?", "csv")).toBe("Reading- a-b-.csv");
    expect(words.exporting.fileName("..", "bibtex")).toBe("papers.bib");
  });
});

describe("the mirror", () => {
  const shown = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.keyboard("{Control>}e{/Control}");
    const dialog = await screen.findByRole("dialog", { name: "Export" });
    return within(within(dialog).getByRole("region", { name: "Mirror" }));
  };

  test("is turned on with a folder and off again, and each is a change that can be undone", async () => {
    const { user, fake, container } = await open();
    fake.chosenFolder = "/home/ida/notes";
    const mirror = await shown(user);
    await user.click(mirror.getByRole("button", { name: "Choose a folder…" }));
    await screen.findByRole("group", { name: /^The library is mirrored to “notes”/ });
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    const again = await shown(user);
    await again.findByText("/home/ida/notes");
    await again.findByText(/^Follows the library since/);
    await noProblems(container);
    await user.click(again.getByRole("button", { name: "Turn off" }));
    await screen.findByRole("group", { name: /^Turned the mirror off; its files stay/ });
    expect(fake.asked).toEqual([{ kind: "setMirror", folder: "/home/ida/notes" }, { kind: "setMirror", folder: null }]); // prettier-ignore
  });

  test("stays as it is where no folder is chosen, or the folder cannot be one, and says why", async () => {
    const { user, fake } = await open();
    const mirror = await shown(user);
    await user.click(mirror.getByRole("button", { name: "Choose a folder…" }));
    expect(fake.asked).toEqual([]);
    fake.chosenFolder = "/full/papers";
    await user.click(mirror.getByRole("button", { name: "Choose a folder…" }));
    await screen.findAllByText(
      /^The library is not mirrored there\. There is a “library\.bib” in /,
    );
    expect(fake.mirror).toBeNull();
  });
});
