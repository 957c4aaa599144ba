import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { noProblems } from "./axe";

/** Opens the window, and marks its whole inbox with a star; the core takes its time. */
async function starAll() {
  const fake = new FakeBackend({ nFillers: 20 });
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  const before = starred(fake);
  let open = () => {};
  fake.gate = new Promise((resolve) => (open = resolve));
  await user.keyboard("{Control>}a{/Control}f");
  await waitFor(() => expect(fake.asked.map(({ kind }) => kind)).toEqual(["setStar"]));
  return { fake, user, container, before, open };
}

const starred = (fake: FakeBackend) => fake.papers.filter((p) => p.marks.isStarred).length;
const bar = () => screen.findByRole("progressbar", { name: "Changing many papers" });

test("a change of many papers says how far it is, until it is made", async () => {
  const { fake, container, before, open } = await starAll();
  expect(screen.queryByRole("progressbar")).toBeNull();
  fake.announce("change-progress", { work: "change", nDone: 340_000, nAll: 1_000_000 });
  expect((await bar()).getAttribute("aria-valuetext")).toBe("34%");
  await noProblems(container);
  open();
  fake.announce("change-progress", null);
  await waitFor(() => expect(starred(fake)).toBeGreaterThan(before));
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
});

test("a change of many papers that is cancelled leaves all as it was", async () => {
  const { fake, user, before } = await starAll();
  const stars = () => within(screen.getByRole("listbox")).queryAllByRole("img", { name: "Starred" }).length; // prettier-ignore
  fake.announce("change-progress", { work: "change", nDone: 1, nAll: 20 });
  await bar();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await screen.findByRole("group", { name: "Cancelled. Nothing was changed." });
  fake.announce("change-progress", null);
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  expect(starred(fake)).toBe(before);
  expect(stars()).toBeLessThan(20);
});

test("what is named is what goes on, not what waits for it", async () => {
  const { fake, open } = await starAll();
  fake.announce("change-progress", { work: "change", nDone: 1, nAll: 20 });
  await bar();
  fake.announce("change-progress", { work: "wouldUndo", nDone: 1, nAll: 20 });
  await screen.findByRole("progressbar", { name: "Looking what would be undone" });
  open();
  fake.announce("change-progress", null);
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
});

test("a search that goes on for long is said, and what nobody waits for any more is left", async () => {
  const fake = new FakeBackend({ nFillers: 20 });
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  const ask = fake.ask.bind(fake);
  const held = new Map<string, { answer: () => void; leave: () => void }>();
  const left: string[] = [];
  fake.leaveSearch = async (query) => void left.push(query);
  fake.ask = async (question) => {
    const query = question.kind === "rows" ? question.filter.query : null;
    if (query !== null) await new Promise<void>((resolve, reject) => held.set(query, { answer: resolve, leave: () => reject({ code: "cancelled", path: null, line: null, cause: null, said: null }) })); // prettier-ignore
    return ask(question);
  };
  await user.keyboard("/");
  await waitFor(() => expect(document.activeElement?.hasAttribute("data-search")).toBe(true));
  await user.keyboard("rivers");
  // Spoken, too; here as it is seen.
  const library = within(screen.getByRole("region", { name: "Library" }));
  await library.findByText("Looking…");
  await user.keyboard(" and");
  await waitFor(() => expect(left).toEqual(["rivers"]));
  held.get("rivers")!.leave();
  await waitFor(() => expect(held.has("rivers and")).toBe(true));
  expect(library.getByText("Looking…")).toBeTruthy();
  held.get("rivers and")!.answer();
  await waitFor(() => expect(library.queryByText("Looking…")).toBeNull());
  expect(screen.queryByText(/Cancelled/)).toBeNull();
});
