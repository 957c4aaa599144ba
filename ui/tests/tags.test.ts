import { cleanup, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { noProblems } from "./axe";

/** Opens the place of all tags. */
async function open(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 0 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("all tags");
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { name: "All tags" });
  return { fake, user, container };
}

const place = () => screen.getByRole("group", { name: "All tags" });
const papersWith = (fake: FakeBackend, tag: string) => fake.papers.filter((p) => p.marks.tags.includes(tag)).length; // prettier-ignore

/** The two tags that most papers have. */
async function two(fake: FakeBackend) {
  const { counts } = await fake.ask({ kind: "counts" });
  return [counts.tags[0]!, counts.tags[1]!] as const;
}

describe("the place of all tags", () => {
  test("says so where there is none", async () => {
    await open((fake) => fake.papers.forEach((p) => (p.marks = { ...p.marks, tags: [] })));
    expect(within(place()).getByText("No tag yet")).toBeTruthy();
  });

  test("renames a tag on all papers, and takes it back", async () => {
    const { user, fake } = await open();
    const [tag] = await two(fake);
    await noProblems(place());
    await user.click(within(place()).getByRole("button", { name: `Rename “${tag.name}”` }));
    const field = within(place()).getByRole("textbox", { name: `New name of “${tag.name}”` });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.keyboard("ferries{Enter}");
    await waitFor(() => expect(papersWith(fake, "ferries")).toBe(tag.nPapers));
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.keyboard("u");
    await waitFor(() => expect(papersWith(fake, tag.name)).toBe(tag.nPapers));
  });

  test("asks before two tags become one, and says how many papers that is", async () => {
    const { user, fake } = await open();
    const [tag, other] = await two(fake);
    const rename = async () => {
      await user.click(within(place()).getByRole("button", { name: `Rename “${tag.name}”` }));
      await user.keyboard(`${other.name}{Enter}`);
      return await screen.findByRole("dialog", {
        name: `Merge “${tag.name}” into “${other.name}”?`,
      });
    };
    const dialog = await rename();
    expect(dialog.textContent).toContain(`is on ${other.nPapers} paper`);
    await noProblems(dialog);
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(fake.asked).toEqual([]);
    await user.click(within(await rename()).getByRole("button", { name: /^Merge \d+ paper/ }));
    await waitFor(() => expect(fake.asked).toEqual([{ kind: "renameTag", from: tag.name, to: other.name }])); // prettier-ignore
    await waitFor(() => expect(papersWith(fake, tag.name)).toBe(0));
    const merged = `Merged “${tag.name}” into “${other.name}”`;
    await waitFor(() => expect(screen.getAllByRole("status").some(({ textContent }) => textContent.includes(merged))).toBe(true)); // prettier-ignore
  });

  test("deletes a tag, which can be undone", async () => {
    const { user, fake } = await open();
    const [tag] = await two(fake);
    await user.click(within(place()).getByRole("button", { name: `Delete “${tag.name}”` }));
    await waitFor(() => expect(papersWith(fake, tag.name)).toBe(0));
    expect(within(place()).queryByRole("button", { name: `Delete “${tag.name}”` })).toBeNull();
    await user.keyboard("u");
    expect(
      await within(place()).findByRole("button", { name: `Delete “${tag.name}”` }),
    ).toBeTruthy();
  });

  test("leads the focus on from a tag that is deleted", async () => {
    const { user, fake } = await open();
    const [tag, other] = await two(fake);
    await user.click(within(place()).getByRole("button", { name: `Delete “${tag.name}”` }));
    const next = () => within(place()).getByRole("button", { name: `Delete “${other.name}”` });
    await waitFor(() => expect(document.activeElement).toBe(next()));
  });

  test("deletes a tag that is still being renamed, whether that is made or refused", async () => {
    for (const isMade of [true, false]) {
      const { user, fake } = await open();
      const [tag] = await two(fake);
      let goOn = () => {};
      fake.gate = new Promise((resolve) => (goOn = resolve));
      await user.click(within(place()).getByRole("button", { name: `Rename “${tag.name}”` }));
      await user.keyboard("ferries{Enter}");
      await user.click(within(place()).getByRole("button", { name: "Delete “ferries”" }));
      expect(fake.asked.map(({ kind }) => kind)).toEqual(["renameTag"]);
      if (isMade) goOn();
      else await fake.cancelChange();
      fake.gate = null;
      const name = isMade ? "ferries" : tag.name;
      await waitFor(() => expect(fake.asked.at(-1)).toEqual({ kind: "deleteTag", tag: name }));
      await waitFor(() => expect(papersWith(fake, name)).toBe(0));
      cleanup();
    }
  });

  test("shows a merge at once, and lets nothing more be asked of the tag that goes", async () => {
    const { user, fake } = await open();
    const [tag, other] = await two(fake);
    let goOn = () => {};
    fake.gate = new Promise((resolve) => (goOn = resolve));
    await user.click(within(place()).getByRole("button", { name: `Rename “${tag.name}”` }));
    await user.keyboard(`${other.name}{Enter}`);
    await user.click(await screen.findByRole("button", { name: /^Merge \d+ paper/ }));
    const remove = (name: string) => within(place()).queryAllByRole("button", { name: `Delete “${name}”` }); // prettier-ignore
    expect([remove(tag.name).length, remove(other.name).length]).toEqual([0, 1]);
    goOn();
    fake.gate = null;
    await waitFor(() => expect(papersWith(fake, tag.name)).toBe(0));
    await waitFor(() => expect([remove(tag.name).length, remove(other.name).length]).toEqual([0, 1])); // prettier-ignore
    expect(fake.asked.map(({ kind }) => kind)).toEqual(["renameTag"]);
    expect(papersWith(fake, other.name)).toBeGreaterThan(0);
  });

  test("gives a tag a colour, and leads to its papers", async () => {
    const { user, fake } = await open();
    const [tag] = await two(fake);
    await user.click(within(place()).getByRole("button", { name: `Colour of “${tag.name}”` }));
    await user.click(screen.getByRole("menuitemradio", { name: /Amber/ }));
    await waitFor(() => expect(fake.asked).toEqual([{ kind: "setTagHue", tag: tag.name, hue: 4 }]));
    await user.click(within(place()).getByRole("button", { name: new RegExp(`^${tag.name}, \\d+ paper`) })); // prettier-ignore
    expect(await screen.findByRole("heading", { name: tag.name })).toBeTruthy();
  });
});
