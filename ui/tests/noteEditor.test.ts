import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { noProblems } from "./axe";

// What loads by itself in the window is here at once, so that tests say when it comes.
beforeAll(async () => {
  await Promise.all([
    import("../src/components/note/editor"),
    import("../src/components/note/render"),
    import("../src/components/shared/katex"),
  ]);
}, 60_000);

/** Opens the window; the first paper of the inbox is on show, with this note. */
async function open(note: string | null = null) {
  const fake = new FakeBackend({ nFillers: 4 });
  const paper = fake.papers[0]!;
  paper.marks = { ...paper.marks, note };
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container, paper, stored: () => paper.marks.note };
}

/** Opens the note with `N`, and waits for its editor. */
async function write(note: string | null = null) {
  const opened = await open(note);
  await waitFor(() => expect(title().textContent).toContain("Damped")); // prettier-ignore
  await opened.user.keyboard("n");
  return { ...opened, field: await editor() };
}

async function editor() {
  return waitFor(() => {
    const field = screen.getByRole("textbox", { name: "Note" });
    expect(field.getAttribute("contenteditable")).toBe("true");
    expect(document.activeElement).toBe(field);
    return field;
  });
}

const title = () => within(pane()).getByRole("heading", { level: 1 });
const pane = () => screen.getByRole("region", { name: "Paper" });
const view = () => within(pane()).findByRole("group", { name: "Note" });

describe("the editor of a note", () => {
  test("is a text field of many lines with a name, and takes what is typed", async () => {
    const { user, field, stored, container } = await write();
    expect(field.getAttribute("aria-multiline")).toBe("true");
    expect(field.getAttribute("spellcheck")).toBe("true");
    await user.keyboard("First.{Enter}Second.");
    await noProblems(container);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(stored()).toBe("First.\nSecond."));
    expect(document.activeElement?.getAttribute("role")).toBe("option");
  });

  test("is done by Mod Enter, too, and by its button", async () => {
    const { user, stored } = await write();
    await user.keyboard("one{Control>}{Enter}{/Control}");
    await waitFor(() => expect(stored()).toBe("one"));
    expect(document.activeElement?.getAttribute("role")).toBe("option");
    await user.click(await within(pane()).findByRole("button", { name: "Edit the note" }));
    await editor();
    await user.keyboard(" two");
    await user.click(within(pane()).getByRole("button", { name: "Done" }));
    await waitFor(() => expect(stored()).toBe("one two"));
    expect(document.activeElement?.getAttribute("role")).toBe("option");
  });

  test("marks words bold, slanted and as code, and takes the marks away again", async () => {
    const { user, field } = await write("steal this");
    await user.keyboard("{Control>}b{/Control}");
    expect(field.textContent).toBe("steal **this**");
    await user.keyboard("{Control>}i{/Control}");
    expect(field.textContent).toBe("steal ***this***");
    await user.keyboard("{Control>}b{/Control}");
    expect(field.textContent).toBe("steal *this*");
    await user.keyboard("{Control>}i{/Control}{Control>}e{/Control}");
    expect(field.textContent).toBe("steal `this`");
  });

  test("goes on with a list, and ends it at an empty item", async () => {
    const { user, stored } = await write();
    await user.keyboard("1. one{Enter}two{Enter}{Enter}end{Escape}");
    await waitFor(() => expect(stored()).toBe("1. one\n2. two\nend"));
  });

  test("has an undo of its own", async () => {
    const { user, field, stored } = await write("kept");
    await user.keyboard(" more");
    expect(field.textContent).toBe("kept more");
    await user.keyboard("{Control>}z{/Control}");
    expect(field.textContent).toBe("kept");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(stored()).toBe("kept"));
  });

  test("links a paper by [[, in a form that every Markdown reader knows", async () => {
    const { user, fake, stored } = await write();
    const other = fake.papers.find((p) => p.facts.title.startsWith("Ledger"))!;
    await user.keyboard("Same as [[[[ledg");
    const list = await screen.findByRole("listbox", { name: "Papers to link to" });
    await waitFor(() => expect(within(list).getAllByRole("option")).toHaveLength(1));
    expect(within(list).getByRole("option").textContent).toContain("Morikawa");
    // The pane would cut it where that is narrower.
    expect(screen.getByRole("region", { name: "Paper" }).contains(list)).toBe(false);
    await noProblems(document.body);
    await user.keyboard("{Enter}.{Escape}");
    const link = `[${other.facts.title}](offprint:${other.id})`;
    await waitFor(() => expect(stored()).toBe(`Same as ${link}.`));
    await user.click(await within(await view()).findByRole("link", { name: other.facts.title }));
    await waitFor(() => expect(title().textContent).toContain("Ledger")); // prettier-ignore
  });

  test("keeps what is typed before it is loaded, and the place of the caret", async () => {
    const { user, stored } = await write("end");
    await user.keyboard("{Home}the ");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(stored()).toBe("the end"));
  });

  test("takes a note of a megabyte, and shows where it begins", async () => {
    const paragraph = `${"Some words that go on. ".repeat(40)}\n\n`;
    const long = `first ${paragraph.repeat(1_100)}`;
    expect(long.length).toBeGreaterThan(1_000_000);
    const { user, stored, field } = await write(long);
    expect(field.textContent!.length).toBeLessThan(100_000);
    await user.keyboard("last{Escape}");
    await waitFor(() => expect(stored()).toBe(`${long}last`));
    await waitFor(() => {
      const shown = within(pane()).getByLabelText("Note");
      expect(shown.getAttribute("contenteditable")).toBeNull();
      expect(shown.textContent).toMatch(/^first Some words/);
    });
  });
});

describe("a note that is read", () => {
  test("shows its Markdown as what it means", async () => {
    const { container } = await open(
      "The first line\n\n## What to copy\n\n- Norm under $\\tau$\n- [x] done\n\n> said\n\n`code` **bold** *slanted* ~~gone~~\n\n| a | b |\n| - | - |\n| 1 |  |\n\n[out](https://example.org/a) <https://example.org/b>\n\n```\n<b>raw</b>\n```",
    );
    const note = within(await view());
    expect(note.getByRole("heading", { name: "What to copy" })).toBeTruthy();
    expect(note.getAllByRole("listitem")).toHaveLength(2);
    expect((note.getByRole("checkbox", { name: "done" }) as HTMLInputElement).checked).toBe(true);
    expect(note.getByRole("blockquote").textContent).toBe("said");
    expect(note.getByText("bold").tagName).toBe("STRONG");
    expect(note.getByText("slanted").tagName).toBe("EM");
    expect(note.getByText("gone").tagName).toBe("DEL");
    expect(note.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["a", "b"]);
    expect(note.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["1", ""]);
    expect(note.getByRole("link", { name: "out" })).toBeTruthy();
    expect(note.getByText("<b>raw</b>")).toBeTruthy();
    await waitFor(() => expect(note.getByRole("math")).toBeTruthy());
    await noProblems(container);
  });

  test("opens a link through the system, and only when it is clicked or entered", async () => {
    const { user, fake } = await open(
      "See [that](https://example.org/a?b=c) and <ida@example.org>",
    );
    const link = await within(await view()).findByRole("link", { name: "that" });
    expect(fake.opened).toEqual([]);
    expect(link.getAttribute("href")).toBeNull();
    await user.click(link);
    within(await view())
      .getByRole("link", { name: "ida@example.org" })
      .focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.opened).toEqual(["https://example.org/a?b=c", "mailto:ida@example.org"])); // prettier-ignore
  });

  test.each([
    "<script>window.harm = 1</script>",
    "<img src=x onerror=window.harm=1>",
    "para <b onclick=window.harm=1>x</b> <!-- c --> <?php x ?>",
    "[x](javascript:window.harm=1) [x](JaVaScRiPt:1) [x](data:text/html,<script>1</script>) [x](file:///etc/passwd) [x](<java\nscript:1>)",
    "![x](https://example.org/x.png) ![x](data:image/svg+xml,<svg/onload=window.harm=1>)",
    "<javascript:window.harm=1> <data:text/html,1>",
    "[x][y]\n\n[y]: javascript:window.harm=1",
    "$\\href{javascript:window.harm=1}{x}$ $\\includegraphics{https://example.org/x}$ $\\htmlStyle{color:red}{x}$",
    "<iframe src=https://example.org></iframe>\n\n<style>*{display:none}</style>",
  ])("makes nothing of %s but text", async (attack) => {
    await open(`before\n\n${attack}\n\nafter`);
    const note = await view();
    await within(note).findByText("after");
    expect(note.querySelector("script, img, iframe, style, svg, [onclick], [onerror], [href], [src]")).toBeNull(); // prettier-ignore
    for (const link of within(note).queryAllByRole("link")) {
      expect(link.dataset["url"]).toMatch(/^https:\/\/example\.org/);
    }
    expect("harm" in window).toBe(false);
  });

  test("says where a link leads, and of a mail keeps whom it is to and its subject", async () => {
    await open("[site](HTTPS://example.org/a) [mail](MailTo:ida@example.org?cc=x@y.example&subject=Hi%20there&attach=/etc/passwd)"); // prettier-ignore
    const note = within(await view());
    expect((await note.findByRole("link", { name: "site" })).title).toBe("HTTPS://example.org/a");
    const mail = note.getByRole("link", { name: "mail" });
    expect(mail.title).toBe("mailto:ida@example.org?subject=Hi%20there");
    expect(mail.dataset["url"]).toBe(mail.title);
  });

  test.each([">", "[", "![", "- ", "*_", "a`", "$x ", "<!--", "|", "[a]("])(
    "takes ten thousand of %s",
    async (sign) => {
      await open(`before\n\n${sign.repeat(10_000)}x`);
      await waitFor(async () => expect((await view()).textContent).toContain("before"));
      await waitFor(async () => expect((await view()).textContent).toMatch(/x$/));
    },
  );

  test("shows brackets that lead nowhere, and what follows a reference", async () => {
    await open("A [maybe] and [a name] and [other][a name].\n\n[a name]: https://example.org/r");
    const note = within(await view());
    expect(await note.findByText(/A \[maybe\] and/)).toBeTruthy();
    expect(note.getAllByRole("link").map((link) => link.textContent)).toEqual(["a name", "other"]);
  });

  test("ticks a task in place, and leaves the focus on it", async () => {
    const { user, stored } = await open("- [ ] read it\n- [x] more");
    const box = await within(await view()).findByRole("checkbox", { name: "read it" });
    box.focus();
    await user.keyboard(" ");
    await waitFor(() => expect(stored()).toBe("- [x] read it\n- [x] more"));
    await waitFor(() => expect((screen.getByRole("checkbox", { name: "read it" }) as HTMLInputElement).checked).toBe(true)); // prettier-ignore
    expect(document.activeElement).toBe(screen.getByRole("checkbox", { name: "read it" }));
  });

  test("says where a link leads to nothing in the library", async () => {
    const { user } = await open("[gone](offprint:00000000000000000000000000000000)");
    await user.click(await within(await view()).findByRole("link", { name: "gone" }));
    await screen.findByText("The paper of this link is not in the library.", { selector: "[data-toast] *" }); // prettier-ignore
  });
});
