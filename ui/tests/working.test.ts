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

const cancelled = { code: "cancelled", path: null, line: null, cause: null, said: null };

/**
 * Opens the search of a library in which one goes on until it is answered. As in the core, who looks for the same
 * shares one search, and leaving it ends it for all who wait.
 */
async function openSearch() {
  const fake = new FakeBackend({ nFillers: 20 });
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  const ask = fake.ask.bind(fake);
  const held = new Map<string, { answer: () => void; leave: () => void }[]>();
  const left: string[] = [];
  const isFound = new Set<string>();
  const all = (query: string) => held.get(query)?.splice(0) ?? [];
  fake.leaveSearch = async (query) => {
    left.push(query);
    for (const { leave } of all(query)) leave();
  };
  fake.ask = async (question) => {
    const query = "filter" in question ? question.filter.query : null;
    if (query !== null && !isFound.has(query)) await new Promise<void>((answer, reject) => held.set(query, [...(held.get(query) ?? []), { answer, leave: () => reject(cancelled) }])); // prettier-ignore
    return ask(question);
  };
  await user.keyboard("/");
  await waitFor(() => expect(document.activeElement?.hasAttribute("data-search")).toBe(true));
  return {
    fake,
    user,
    left,
    isAsked: (query: string, nAtLeast = 1) =>
      waitFor(() => expect(held.get(query)?.length).toBeGreaterThanOrEqual(nAtLeast)),
    /** Answers all that wait for it, and who asks from then on. */
    found: (query: string) => {
      isFound.add(query);
      for (const { answer } of all(query)) answer();
    },
    /** Holds back again who asks from now on. */
    forget: (query: string) => isFound.delete(query),
    library: library(),
  };
}

// Spoken, too; here as it is seen.
const library = () => within(screen.getByRole("region", { name: "Library" }));
const rows = () => screen.queryAllByRole("option");
const rowsOf = (text: RegExp) => waitFor(() => {
  expect(rows().length).toBeGreaterThan(0);
  for (const row of rows()) expect(row.textContent).toMatch(text);
}); // prettier-ignore

test("a search that goes on for long is said, and what nobody waits for any more is left", async () => {
  const { user, left, isAsked, found, library } = await openSearch();
  await user.keyboard("rivers");
  await library.findByText("Looking…");
  await user.keyboard(" and");
  await waitFor(() => expect(left).toEqual(["rivers"]));
  await isAsked("rivers and");
  expect(library.getByText("Looking…")).toBeTruthy();
  found("rivers and");
  await waitFor(() => expect(library.queryByText("Looking…")).toBeNull());
  expect(screen.queryByText(/Cancelled/)).toBeNull();
});

test("a search that is left while its list is asked anew leaves in silence", async () => {
  const { fake, user, left, isAsked, found, forget } = await openSearch();
  await user.keyboard("momentum");
  await isAsked("momentum");
  found("momentum");
  await rowsOf(/momentum/i);
  forget("momentum");
  // Another process changes something.
  await fake.change({ kind: "setStar", papers: [fake.papers[0]!.id], isStarred: true });
  await isAsked("momentum");
  await user.keyboard("x");
  await waitFor(() => expect(left).toEqual(["momentum"]));
  await isAsked("momentumx");
  found("momentumx");
  await waitFor(() => expect(rows()).toEqual([]));
  expect(screen.queryByText(/Cancelled/)).toBeNull();
});

test("a search that is left for a page without a list leaves in silence", async () => {
  const { fake, user, left, isAsked } = await openSearch();
  await user.keyboard("rivers");
  await isAsked("rivers");
  await user.keyboard("{Control>}k{/Control}gth{Enter}");
  await waitFor(() => expect(left).toContain("rivers"));
  await waitFor(() => expect(fake.title).toMatch(/^History · /));
  expect(screen.queryByText(/Cancelled/)).toBeNull();
});

test("the list and the palette share a search, and neither ends the other's", async () => {
  const { user, left, isAsked, found, library } = await openSearch();
  await user.keyboard("momentum");
  // Rows and two counts; then the palette's.
  await isAsked("momentum", 3);
  await user.keyboard("{Control>}k{/Control}momentum");
  await isAsked("momentum", 4);
  await user.keyboard("x");
  await isAsked("momentumx");
  await library.findByText("Looking…");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(left).toEqual(["momentumx"]));
  found("momentum");
  await rowsOf(/momentum/i);
  expect(screen.queryByText(/Cancelled/)).toBeNull();
});

test("a search that ended although it is wanted is asked for again", async () => {
  const { fake, user, isAsked, found } = await openSearch();
  await user.keyboard("momentum");
  await isAsked("momentum");
  await fake.leaveSearch("momentum");
  await isAsked("momentum");
  found("momentum");
  await rowsOf(/momentum/i);
  expect(screen.queryByText(/Cancelled/)).toBeNull();
});

test("where a list was empty, the next one is not said to be so while it is looked for", async () => {
  const fake = new FakeBackend({ nFillers: 20 });
  for (const paper of fake.papers) paper.marks = { ...paper.marks, isStarred: false };
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  await user.keyboard("gs");
  await library().findByText("Nothing starred");
  const ask = fake.ask.bind(fake);
  let found = () => {};
  const isFound = new Promise<void>((resolve) => (found = resolve));
  fake.ask = async (question) => {
    if (question.kind === "rows") await isFound;
    return ask(question);
  };
  await user.keyboard("ga");
  await library().findByText("Looking…");
  expect(library().queryByText("No papers yet")).toBeNull();
  found();
  await waitFor(() => expect(rows().length).toBeGreaterThan(0));
});
