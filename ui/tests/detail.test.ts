import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { details } from "../src/strings/details";
import { noProblems } from "./axe";

/** Opens the window with the first paper of the inbox on show. */
async function open(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 4 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container };
}

const first = (fake: FakeBackend) => fake.papers.find((p) => p.facts.title.includes("Damped"))!;
const pane = () => screen.getByRole("region", { name: "Paper" });

describe("the detail of a paper", () => {
  test("tells how often it was seen, and on request where, when and in which mail", async () => {
    const { user, container } = await open((fake) => {
      const { sightings } = first(fake);
      const mail = { subject: "New in your field", sender: "Alerts <a@b.example>", sentOn: "2026-08-03" }; // prettier-ignore
      sightings.push({
        ...sightings[0]!,
        import: "i2",
        position: 12,
        nFound: 77,
        lines: null,
        mail,
      });
    });
    const summary = await within(pane()).findByText("Seen 2 times");
    await user.click(summary);
    expect(pane().textContent).toContain("12 of 77");
    expect(pane().textContent).toContain("“New in your field” · Alerts <a@b.example>");
    await noProblems(container);
  });

  test("shows the citation key, to be copied and set; one that another has is refused", async () => {
    const { user, fake } = await open((f) => (f.papers.at(-1)!.citationKey = "taken"));
    await user.click(await within(pane()).findByRole("button", { name: "Set the citation key" }));
    const field = await screen.findByRole("textbox", { name: "Citation key" });
    await user.type(field, "taken{Enter}");
    await waitFor(() => expect(within(pane()).getByRole("alert").textContent).toContain("Another paper has this citation key")); // prettier-ignore
    expect(field.getAttribute("aria-describedby")).toBe(within(pane()).getByRole("alert").id);
    expect((field as HTMLInputElement).value).toBe("taken");
    // Whoever comes back finds it there.
    await user.click(screen.getAllByRole("option")[1]!);
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "Citation key" })).toBeNull());
    await user.click(screen.getAllByRole("option")[0]!);
    const again = await screen.findByRole("textbox", { name: "Citation key" });
    expect((again as HTMLInputElement).value).toBe("taken");
    await user.type(again, "2026{Enter}");
    await within(pane()).findByText("taken2026");
    const opener = within(pane()).getByRole("button", { name: "Set the citation key" });
    await waitFor(() => expect(document.activeElement).toBe(opener));
    await user.click(within(pane()).getByRole("button", { name: "Copy the citation key" }));
    await waitFor(() => expect(fake.copied).toBe("taken2026"));
  });

  test("says what became one with it, and parts them again", async () => {
    const { user, fake } = await open((f) => {
      const other = f.papers.find((p) => p.facts.title.startsWith("Retrieval That Knows"))!;
      f.changeFromElsewhere({ kind: "merge", keep: first(f).id, gone: other.id, take: [] });
    });
    await within(pane()).findByText(/^Merged with “Retrieval That Knows/);
    await user.click(within(pane()).getByRole("button", { name: "Part again" }));
    await waitFor(() => expect(within(pane()).queryByText(/^Merged with/)).toBeNull());
    expect(fake.asked.at(-1)?.kind).toBe("split");
  });
});

test("details are one line, and nothing where there are none", () => {
  expect(details([])).toBe("");
  expect(
    details([
      { kind: "type", value: "article-journal" },
      { kind: "editor", value: "Roe, Ana" },
      { kind: "volume", value: "4" },
      { kind: "issue", value: "2" },
      { kind: "pages", value: "11–38" },
      { kind: "publisher", value: "Bank Press" },
    ]),
  ).toBe("vol. 4, no. 2, pp. 11–38 · edited by Roe, Ana · Bank Press");
});
