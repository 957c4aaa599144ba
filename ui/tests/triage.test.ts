import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import type { Failure, Hint, State } from "../src/backend/wire";
import { plainMath } from "../src/strings/math";
import { Pace } from "../src/stores/pace";
import { marksOf } from "../src/components/triage/ribbon";
import { noProblems } from "./axe";

const diskFull: Failure = { code: "disk_full", path: null, line: null, cause: null, said: null };

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
});
afterEach(() => vi.unstubAllGlobals());

/** A library with so many papers in its inbox. */
function library(nInbox: number): FakeBackend {
  const fake = new FakeBackend({ nFillers: 20 });
  const inbox = fake.papers.filter((p) => p.marks.state === "inbox");
  for (const paper of inbox.slice(nInbox)) paper.marks = { ...paper.marks, state: "read" };
  return fake;
}

async function openWindow(fake: FakeBackend, width = 1280) {
  Object.assign(window, { innerWidth: width, innerHeight: 800 });
  const { container, unmount } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(container.querySelector("nav, main")).not.toBeNull());
  return { fake, user, container, unmount };
}

/** Opens the window, and goes through its inbox. */
async function triage(nInbox: number, prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = library(nInbox);
  prepare(fake);
  const opened = await openWindow(fake);
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  await opened.user.keyboard("{Control>}t{/Control}");
  await waitFor(() => expect(document.activeElement).toBe(card()));
  const titles = inboxOf(fake).map((p) => p.facts.title);
  return { ...opened, titles };
}

const inboxOf = (fake: FakeBackend) =>
  fake.papers.filter((p) => p.marks.state === "inbox").sort((a, b) => b.addedAt.localeCompare(a.addedAt)); // prettier-ignore
const card = () => within(screen.getByRole("application", { name: "Triage" })).getByRole("article");
/** The name of the card begins with the title of its paper. */
const title = () =>
  card()
    .getAttribute("aria-label")
    ?.replace(/, \d+ of \d+$/, "");
const place = () => within(screen.getByRole("banner")).getByText(/^\d+ of \d+$/).textContent;
const ribbon = () => screen.getByRole("img", { name: /decided/ }).getAttribute("aria-label");
const stateOf = (fake: FakeBackend, id: string) => fake.find(id).marks.state;

describe("a pass of triage", () => {
  test("shows one paper in the whole window, with the focus on its card", async () => {
    const { titles, container } = await triage(5);
    expect(screen.queryByRole("navigation", { name: "Views" })).toBeNull();
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(title()).toBe(plainMath(titles[0]!));
    expect(card().getAttribute("aria-label")).toBe(`${plainMath(titles[0]!)}, 1 of 5`);
    expect(within(card()).getByRole("document", { name: "Abstract" }).textContent).toContain("Momentum keeps moving"); // prettier-ignore
    expect(screen.getByText(`Next: ${plainMath(titles[1]!)}`)).toBeTruthy();
    const toolbar = screen.getByRole("toolbar", { name: "Decide" });
    for (const name of ["Queue", "Read", "Skimmed", "Drop", "Undo"]) {
      expect(within(toolbar).getByRole("button", { name })).toBeTruthy();
    }
    await noProblems(container);
  });

  test("is gone through with single keys, and ends with a sum", async () => {
    const { user, fake, container } = await triage(6);
    const ids = inboxOf(fake).map((p) => p.id);
    const nQueuedBefore = fake.papers.filter((p) => p.marks.state === "queued").length;
    await user.keyboard("qrsdb");
    expect(place()).toBe("6 of 6");
    expect(ribbon()).toBe("5 of 6 decided: 1 queued, 1 started, 1 read, 1 skimmed, 1 dropped");
    await user.keyboard("{Shift>}q{/Shift}");
    await screen.findByRole("heading", { name: "All 6 decided" });
    expect(ids.map((id) => stateOf(fake, id))).toEqual(["queued", "read", "skimmed", "dropped", "reading", "queued"]); // prettier-ignore
    expect(screen.getByText(/^papers$/).closest("p")?.textContent?.replace(/\s+/g, " ").trim()).toBe(
      "6 papers = 2 queued + 1 started + 1 read + 1 skimmed + 1 dropped",
    ); // prettier-ignore
    const list = await screen.findByRole("region", { name: /^2 to read/ });
    // In the order of the queue: the one put first stands first.
    const first = fake.find(ids[5]!).facts.title;
    expect(within(list).getAllByRole("listitem")[0]!.textContent).toContain(plainMath(first));
    await waitFor(() => expect(list.textContent).toContain(`The queue holds ${nQueuedBefore + 2} of 10`)); // prettier-ignore
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "All 6 decided" }));
    await noProblems(container);
  });

  test("says what was decided and what comes, and shows no message", async () => {
    const { user, titles } = await triage(4);
    await user.keyboard("d");
    await waitFor(() =>
      expect(screen.getAllByRole("status").map((region) => region.textContent).join(" ")).toContain("Dropped “κ-Damped Momentum”. Next: "),
    ); // prettier-ignore
    expect(screen.queryByRole("group", { name: /Dropped/ })).toBeNull();
    expect(title()).toBe(plainMath(titles[1]!));
  });

  test("says nothing of what comes next where the card stays", async () => {
    const { user } = await triage(4);
    const said = () => screen.getAllByRole("status").map((region) => region.textContent).join(" "); // prettier-ignore
    await user.keyboard("f");
    await waitFor(() => expect(said()).toContain("Starred “κ-Damped Momentum”"));
    expect(said()).not.toContain("Next: ");
    await user.keyboard("d");
    await waitFor(() => expect(said()).toContain("Dropped “κ-Damped Momentum”. Next: "));
  });

  test("never decides by a held key", async () => {
    const { user, fake, titles } = await triage(5);
    await user.keyboard("{d>5/}");
    expect(fake.asked).toHaveLength(1);
    expect(title()).toBe(plainMath(titles[1]!));
  });

  test("does not wait for the core: the next card is there at once", async () => {
    const { user, fake, titles } = await triage(6);
    await waitFor(() => expect(screen.getByText(/^Next: /)).toBeTruthy());
    let open = () => {};
    fake.gate = new Promise((resolve) => (open = resolve));
    await user.keyboard("dqr");
    expect(title()).toBe(plainMath(titles[3]!));
    expect(place()).toBe("4 of 6");
    open();
    fake.gate = null;
    await waitFor(() => expect(fake.changes).toHaveLength(3));
    expect(place()).toBe("4 of 6");
  });

  test("goes back and skips, and comes round to what was skipped", async () => {
    const { user, titles } = await triage(3);
    await user.keyboard("{ArrowRight}");
    expect(title()).toBe(plainMath(titles[1]!));
    await user.keyboard("d");
    expect(title()).toBe(plainMath(titles[2]!));
    await user.keyboard("k");
    expect(title()).toBe(plainMath(titles[1]!));
    expect(within(card()).getByText("Dropped")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Drop" }).getAttribute("aria-pressed")).toBe("true");
    await user.keyboard("j");
    expect(title()).toBe(plainMath(titles[2]!));
    await user.keyboard("r");
    expect(title()).toBe(plainMath(titles[0]!));
    await user.keyboard("s");
    await screen.findByRole("heading", { name: "All 3 decided" });
  });

  test("puts a decided paper back in the inbox, and stays on it", async () => {
    const { user, fake, titles } = await triage(3);
    await user.keyboard("dk");
    expect(title()).toBe(plainMath(titles[0]!));
    await user.keyboard("i");
    await waitFor(() => expect(fake.asked).toHaveLength(2));
    expect(title()).toBe(plainMath(titles[0]!));
    expect(within(card()).queryByText("Dropped")).toBeNull();
    expect(ribbon()).toBe("0 of 3 decided");
  });

  test("takes decisions back one by one, each with its paper, also from the end", async () => {
    const { user, fake, titles } = await triage(2);
    const ids = inboxOf(fake).map((p) => p.id);
    await user.keyboard("dq");
    await screen.findByRole("heading", { name: "All 2 decided" });
    await user.keyboard("u");
    expect(title()).toBe(plainMath(titles[1]!));
    await waitFor(() => expect(document.activeElement).toBe(card()));
    await waitFor(() => expect(stateOf(fake, ids[1]!)).toBe("inbox"));
    await user.keyboard("u");
    expect(title()).toBe(plainMath(titles[0]!));
    await waitFor(() => expect(stateOf(fake, ids[0]!)).toBe("inbox"));
    expect(ribbon()).toBe("0 of 2 decided");
  });

  test("stays with whoever decides again before the core has answered an undo", async () => {
    const { user, fake, titles } = await triage(4);
    const ids = inboxOf(fake).map((p) => p.id);
    await user.keyboard("q");
    await waitFor(() => expect(stateOf(fake, ids[0]!)).toBe("queued"));
    const undo = fake.undo.bind(fake);
    let answer = () => {};
    const isAnswering = new Promise<void>((open) => (answer = open));
    const answered = vi.fn();
    fake.undo = async (what) => {
      const undone = await undo(what);
      await isAnswering;
      void Promise.resolve().then(answered);
      return undone;
    };
    await user.keyboard("u");
    expect(title()).toBe(plainMath(titles[0]!));
    await waitFor(() => expect(stateOf(fake, ids[0]!)).toBe("inbox"));
    await user.keyboard("s");
    expect(title()).toBe(plainMath(titles[1]!));
    answer();
    await waitFor(() => expect(answered).toHaveBeenCalled());
    await waitFor(() => expect(stateOf(fake, ids[0]!)).toBe("skimmed"));
    await new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn)));
    expect(title()).toBe(plainMath(titles[1]!));
  });

  test("brings a refused decision back, with the reason in its place", async () => {
    const { user, fake, titles, container } = await triage(4);
    fake.refusal = diskFull;
    await user.keyboard("q");
    await waitFor(() => expect(within(card()).getByRole("alert").textContent).toContain("no room left on the disk")); // prettier-ignore
    expect(title()).toBe(plainMath(titles[0]!));
    expect(ribbon()).toBe("0 of 4 decided");
    await noProblems(container);
    fake.refusal = null;
    await user.keyboard("q");
    expect(title()).toBe(plainMath(titles[1]!));
    expect(within(card()).queryByRole("alert")).toBeNull();
  });

  test("of several refused in a row shows the first", async () => {
    const { user, fake, titles } = await triage(5);
    await waitFor(() => expect(screen.getByText(/^Next: /)).toBeTruthy());
    let open = () => {};
    fake.gate = new Promise((resolve) => (open = resolve));
    fake.refusal = diskFull;
    await user.keyboard("dqr");
    open();
    await waitFor(() => expect(within(card()).getByRole("alert")).toBeTruthy());
    expect(title()).toBe(plainMath(titles[0]!));
    await waitFor(() => expect(ribbon()).toBe("0 of 5 decided"));
  });

  test("stars, tags and says why without leaving the paper", async () => {
    const { user, fake, titles } = await triage(3);
    const id = inboxOf(fake)[0]!.id;
    await user.keyboard("f");
    await waitFor(() => expect(screen.getByRole("button", { name: "Star" }).getAttribute("aria-pressed")).toBe("true")); // prettier-ignore
    await user.keyboard("w");
    const why = await screen.findByRole("textbox", { name: "Why I saved it" });
    await waitFor(() => expect(document.activeElement).toBe(why));
    await user.keyboard("compare with q and d{Enter}");
    await waitFor(() => expect(fake.find(id).marks.why).toBe("compare with q and d"));
    await waitFor(() => expect(document.activeElement).toBe(card()));
    await user.keyboard("t");
    const tags = await screen.findByRole("combobox", { name: "Tags" });
    await waitFor(() => expect(document.activeElement).toBe(tags));
    await user.keyboard("optics{Enter}{Escape}");
    await waitFor(() => expect(fake.find(id).marks.tags).toEqual(["optics"]));
    await waitFor(() => expect(document.activeElement).toBe(card()));
    expect(fake.find(id).marks.isStarred).toBe(true);
    expect(title()).toBe(plainMath(titles[0]!));
    expect(within(card()).getByText("optics")).toBeTruthy();
  });

  test("snoozes until a day of the menu, and goes on", async () => {
    const { user, fake, titles } = await triage(3);
    const id = inboxOf(fake)[0]!.id;
    await user.keyboard("z");
    expect(screen.getByRole("menu", { name: "Snooze until" })).toBeTruthy();
    await user.keyboard("1");
    expect(title()).toBe(plainMath(titles[1]!));
    await waitFor(() => expect(fake.find(id).marks.snoozedUntil).not.toBeNull());
    expect(ribbon()).toBe("1 of 3 decided: 1 snoozed");
    await waitFor(() => expect(document.activeElement).toBe(card()));
    await user.keyboard("k");
    expect(screen.getByRole("button", { name: /^Snooze/ }).getAttribute("aria-pressed")).toBe(
      "true",
    );
    await user.keyboard("i");
    expect(ribbon()).toBe("0 of 3 decided");
  });

  test("opens links through the backend only", async () => {
    const { user, fake } = await triage(3);
    await user.keyboard("p");
    await waitFor(() => expect(fake.opened).toEqual(["https://papers.example.org/2607.90003"]));
    expect(within(card()).queryByRole("link")).toBeNull();
  });

  test("can be done with the pointer alone", async () => {
    const { user, titles } = await triage(3);
    await user.click(screen.getByRole("button", { name: "Drop" }));
    expect(title()).toBe(plainMath(titles[1]!));
    await waitFor(() => expect(document.activeElement).toBe(card()));
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(title()).toBe(plainMath(titles[0]!)));
    await user.click(screen.getByRole("button", { name: "Leave triage" }));
    expect(await screen.findByRole("listbox")).toBeTruthy();
  });

  test("moves within its toolbar by arrows, and decides by Enter there", async () => {
    const { user, fake, titles } = await triage(3);
    screen.getByRole("button", { name: "Queue" }).focus();
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Skimmed" }));
    expect(title()).toBe(plainMath(titles[0]!));
    await user.keyboard("{Enter}");
    expect(title()).toBe(plainMath(titles[1]!));
    expect(fake.asked).toMatchObject([{ kind: "setState", to: "skimmed" }]);
  });
});

describe("leaving and coming back", () => {
  test("keeps what was decided, and stands where it stood after a restart", async () => {
    const { user, fake, titles, unmount } = await triage(6);
    await user.keyboard("dq{ArrowRight}");
    expect(title()).toBe(plainMath(titles[3]!));
    expect(place()).toBe("4 of 6");
    await user.keyboard("{Escape}");
    await screen.findByRole("listbox");
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    unmount();
    const again = await openWindow(fake);
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    await again.user.keyboard("gt");
    await waitFor(() => expect(document.activeElement).toBe(card()));
    expect(title()).toBe(plainMath(titles[3]!));
    expect(place()).toBe("4 of 6");
    expect(ribbon()).toBe("2 of 6 decided: 1 queued, 1 dropped");
    // What was skipped is come round to.
    await again.user.keyboard("dddd");
    await screen.findByRole("heading", { name: "All 6 decided" });
  });

  test("is left by the keys that go to a place, which decide nothing", async () => {
    const { user, fake } = await triage(3);
    await user.keyboard("gq");
    await screen.findByRole("heading", { level: 1, name: "Queue" });
    expect(fake.asked).toEqual([]);
    await user.keyboard("gt");
    await waitFor(() => expect(document.activeElement).toBe(card()));
    expect(place()).toBe("1 of 3");
  });

  test("begins a new pass when the one before was gone through", async () => {
    const { user, fake } = await triage(2);
    await user.keyboard("dd");
    await screen.findByRole("heading", { name: "All 2 decided" });
    await user.keyboard("{Escape}");
    await screen.findByRole("heading", { name: "Inbox" });
    await fake.importSources({ kind: "sample" });
    await user.keyboard("{Control>}t{/Control}");
    await waitFor(() => expect(place()).toBe("1 of 24"));
  });

  test("says so where nothing waits", async () => {
    const { container, user } = await triage(1);
    await user.keyboard("d");
    await screen.findByRole("heading", { name: "The one paper is decided" });
    await user.keyboard("{Escape}");
    await user.keyboard("{Control>}t{/Control}");
    const heading = await screen.findByRole("heading", { name: "The inbox is empty" });
    expect(heading).toBeTruthy();
    const back = screen.getByRole("button", { name: "Back to the inbox" });
    await waitFor(() => expect(document.activeElement).toBe(back));
    await noProblems(container);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("heading", { name: "Triage" })).toBeNull());
  });

  test("starts the first of what was queued, and goes to it", async () => {
    // One that was begun before stands above it.
    const { user, fake } = await triage(3, (fake) => {
      inboxOf(fake)[0]!.marks.state = "reading";
    });
    const ids = inboxOf(fake).map((p) => p.id);
    const { title } = fake.papers.find((p) => p.id === ids[0])!.facts;
    await user.keyboard("{Shift>}q{/Shift}d");
    await screen.findByRole("button", { name: "Read the first one" });
    await user.keyboard("{Enter}");
    await waitFor(() => expect(stateOf(fake, ids[0]!)).toBe("reading"));
    await screen.findByRole("heading", { name: "Reading" });
    await waitFor(() => {
      const here = document.activeElement;
      expect(here?.getAttribute("role")).toBe("option");
      expect(here?.textContent).toContain(plainMath(title));
    });
  });

  test("leaves a field open that a key opened before the paper's rows were here", async () => {
    const { user, fake } = await triage(2);
    await user.keyboard("qd");
    await screen.findByRole("button", { name: "Read the first one" });
    const ask = fake.ask.bind(fake);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let nAsked = 0;
    let nAnswered = 0;
    fake.ask = async (question) => {
      const isOfReading = question.kind === "rows" && question.filter.states[0] === "reading";
      // The list is shown; what is new in it is late.
      const isLate = isOfReading && nAsked++ > 0;
      if (isLate) await held;
      const answer = await ask(question);
      if (isLate) nAnswered++;
      return answer;
    };
    await user.keyboard("{Enter}");
    await waitFor(() => expect(nAsked).toBeGreaterThan(1));
    await user.keyboard("t");
    await screen.findByRole("combobox", { name: "Tags" });
    await user.keyboard("orch");
    letGo();
    await waitFor(() => expect(nAnswered).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve));
    await user.keyboard("ards");
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Tags" }).value).toBe("orchards");
  });

  test("is at the head of the inbox, of an import and of a tag, and only there", async () => {
    const fake = library(4);
    const { user } = await openWindow(fake);
    expect(await screen.findByRole("button", { name: "Triage" })).toBeTruthy();
    const views = screen.getByRole("navigation", { name: "Views" });
    await user.click(within(views).getByRole("link", { name: /^All papers/ }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Triage" })).toBeNull());
    await user.click(within(views).getByRole("link", { name: /^Trending papers/ }));
    await user.click(await screen.findByRole("button", { name: "Triage" }));
    // Of an import all that it added is of the pass.
    await waitFor(() => expect(ribbon()).toMatch(new RegExp(`of ${fake.papers.length} decided`)));
    expect(within(screen.getByRole("banner")).getByText("Trending papers, week 31")).toBeTruthy();
    expect(within(card()).getByText(/^No\. 3 in this import$/)).toBeTruthy();
  });
});

describe("the order", () => {
  test("changes by its menu, and what is decided stays decided", async () => {
    const { user, fake, titles } = await triage(5, (fake) => {
      inboxOf(fake).forEach((p, i) => (p.facts = { ...p.facts, year: 2020 + i }));
    });
    await user.keyboard("d");
    await user.click(screen.getByRole("button", { name: "Order: As they came" }));
    await user.click(screen.getByRole("menuitemradio", { name: "Newest first" }));
    await waitFor(() => expect(title()).toBe(plainMath(titles[4]!)));
    expect(place()).toBe("2 of 5");
    expect(document.activeElement).toBe(card());
    expect(ribbon()).toBe("1 of 5 decided: 1 dropped");
    await user.keyboard("d");
    expect(title()).toBe(plainMath(titles[3]!));
    expect(fake.asked).toHaveLength(2);
    // The one that is in use already leads back to the card, too.
    await user.click(screen.getByRole("button", { name: "Order: Newest first" }));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(card()));
  });
});

describe("hints", () => {
  const hint: Hint = { kind: "kept", words: ["momentum", "curvature"], nPapers: 3, example: { id: "x", title: "An Example" } }; // prettier-ignore

  /** Holds every hint back until it is let go. */
  function withHints(fake: FakeBackend, hint: Hint) {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const ask = fake.ask.bind(fake);
    fake.ask = async (question) => {
      if (question.kind !== "hint") return ask(question);
      await held;
      return { kind: "hint", hint } as never;
    };
    return () => letGo();
  }

  test("come later, in words, and no card waits for them", async () => {
    let letGo = () => {};
    const { user, titles } = await triage(4, (fake) => (letGo = withHints(fake, hint)));
    await user.keyboard("d");
    expect(title()).toBe(plainMath(titles[1]!));
    expect(within(card()).queryByText(/You kept/)).toBeNull();
    letGo();
    await within(card()).findByText("You kept 3 papers on “momentum” and “curvature”");
  });

  test("lead from a possible duplicate to where the two are compared", async () => {
    const { user, fake, titles } = await triage(3, (fake) => {
      const [one, two, three] = inboxOf(fake);
      const other = fake.papers.find((p) => p.marks.state === "read")!;
      // One that is more alike stands first in the list.
      fake.questions.push({ paper: two!.id, other: three!.id, grounds: "nearTitle", likeness: 99 });
      fake.questions.push({ paper: one!.id, other: other.id, grounds: { reason: "nearTitle" } as never, likeness: 0.9 }); // prettier-ignore
    });
    await within(card()).findByText(/^May be the same as “/);
    await user.click(within(card()).getByRole("button", { name: "Compare" }));
    await screen.findByRole("heading", { name: "Duplicates" });
    const other = fake.papers.find((p) => p.marks.state === "read")!;
    const compared = await screen.findByRole("table", { name: "Are these the same paper?" });
    for (const title of [titles[0]!, other.facts.title]) expect(compared.textContent).toContain(plainMath(title)); // prettier-ignore
  });
});

describe("the other keys of a paper", () => {
  test("E mends its details over the card, which then shows them", async () => {
    const { user } = await triage(2);
    await user.keyboard("e");
    const form = await screen.findByRole("dialog");
    const field = within(form).getByRole("textbox", { name: "Title" });
    await user.clear(field);
    await user.type(field, "A Better Title{Control>}{Enter}{/Control}");
    await waitFor(() => expect(title()).toBe("A Better Title"));
    expect(place()).toBe("1 of 2");
  });

  test("N leads to its note, and H to what happened to it; the pass goes on from there", async () => {
    const { user, titles } = await triage(3);
    await user.keyboard("d");
    await waitFor(() => expect(title()).toBe(plainMath(titles[1]!)));
    await user.keyboard("h");
    await screen.findByRole("button", { name: "Show the history of all papers" });
    expect(screen.queryByRole("application", { name: "Triage" })).toBeNull();
    await user.keyboard("{Control>}t{/Control}");
    await waitFor(() => expect(title()).toBe(plainMath(titles[1]!)));
    await user.keyboard("n");
    await waitFor(() => expect(document.activeElement?.closest("[data-detail]")).not.toBeNull());
    await waitFor(() => expect(document.activeElement?.getAttribute("contenteditable") ?? document.activeElement?.tagName).toMatch(/true|TEXTAREA/)); // prettier-ignore
    expect(screen.getByRole("region", { name: "Paper" }).textContent).toContain(plainMath(titles[1]!)); // prettier-ignore
  });
});

describe("bad days", () => {
  test("a paper that is gone is passed over, and one decided elsewhere is marked", async () => {
    const { fake, titles } = await triage(4);
    const [first, second] = inboxOf(fake).map((p) => p.id);
    fake.changeFromElsewhere({ kind: "setState", papers: [second!], to: "read" });
    await waitFor(() => expect(ribbon()).toBe("1 of 4 decided: 1 read"));
    expect(title()).toBe(plainMath(titles[0]!));
    fake.changeFromElsewhere({ kind: "moveToTrash", papers: [first!] });
    await waitFor(() => expect(title()).toBe(plainMath(titles[2]!)));
    expect(place()).toBe("2 of 3");
    await waitFor(() => expect(document.activeElement).toBe(card()));
  });

  test("what comes in meanwhile waits at the end", async () => {
    const { fake, titles } = await triage(3);
    await fake.importSources({ kind: "sample" });
    await waitFor(() => expect(place()).toBe("1 of 27"));
    expect(title()).toBe(plainMath(titles[0]!));
  });

  test("a paper without title, authors or abstract says so quietly", async () => {
    const { container } = await triage(2, (fake) => {
      const [one] = inboxOf(fake);
      one!.facts = { ...one!.facts, title: "", authors: [], abstract: undefined, venue: null, year: null, links: [] }; // prettier-ignore
    });
    expect(title()).toBe("No title");
    expect(within(card()).getByText("This paper came without an abstract.")).toBeTruthy();
    await noProblems(container);
  });

  test("four hundred authors are the first eight and a button", async () => {
    const { user } = await triage(2, (fake) => {
      const [one] = inboxOf(fake);
      one!.facts = { ...one!.facts, authors: Array.from({ length: 400 }, (_, i) => `Author ${i + 1}`) }; // prettier-ignore
    });
    await user.click(within(card()).getByRole("button", { name: "and 392 more" }));
    expect(card().textContent).toContain("Author 400");
  });

  test("an abstract that is markup is shown as text", async () => {
    const { container } = await triage(2, (fake) => {
      const [one] = inboxOf(fake);
      one!.facts = { ...one!.facts, abstract: "<img src=x onerror=alert(1)><b>bold</b>" };
    });
    expect(within(card()).getByRole("document").textContent).toContain("<b>bold</b>");
    expect(container.querySelector("article img")).toBeNull();
  });

  test("a paper that cannot be had is not decided, and can be asked for again", async () => {
    const { user, fake } = await triage(3, (fake) => {
      const ask = fake.ask.bind(fake);
      const [one] = inboxOf(fake);
      let isBroken = true;
      fake.ask = async (question) => {
        // Its list row is had as ever.
        if (question.kind === "triage") isBroken = true;
        if (question.kind === "paper" && question.paper === one!.id && isBroken) throw diskFull;
        return ask(question);
      };
      Object.assign(fake, { mend: () => (isBroken = false) });
    });
    expect(within(card()).getByRole("heading", { name: "This paper cannot be shown now." })).toBeTruthy(); // prettier-ignore
    await user.keyboard("d");
    expect(fake.asked).toEqual([]);
    (fake as unknown as { mend: () => void }).mend();
    await user.click(within(card()).getByRole("button", { name: "Try again" }));
    await within(card()).findByRole("document", { name: "Abstract" });
  });

  test("more than a pass holds wait beyond it, and can be gone on with", async () => {
    const { user, fake } = await triage(3, (fake) => {
      const ask = fake.ask.bind(fake);
      fake.ask = async (question) => {
        const answer = await ask(question);
        return answer.kind === "triage" && question.kind === "triage" && question.since !== null
          ? ({ ...answer, nMore: 12 } as never)
          : answer;
      };
    });
    await fake.changeFromElsewhere({ kind: "setStar", papers: [inboxOf(fake)[2]!.id], isStarred: true }); // prettier-ignore
    await user.keyboard("ddd");
    await screen.findByText("12 papers more wait beyond this pass.");
    expect(screen.getByRole("button", { name: "Go on with them" })).toBeTruthy();
  });
});

describe("motion", () => {
  const leaving = (container: Element) => container.querySelector("[data-leaving]");

  /** Cards that leave, and never end to. */
  function stillLeaving() {
    vi.spyOn(Element.prototype, "animate").mockImplementation(() => ({ finished: new Promise(() => {}), cancel() {} }) as unknown as Animation); // prettier-ignore
  }
  afterEach(() => vi.restoreAllMocks());

  test("a decided card leaves over the next one, hidden from screen readers", async () => {
    stillLeaving();
    const { user, container, titles } = await triage(4);
    await user.keyboard("d");
    expect(leaving(container)?.getAttribute("aria-hidden")).toBe("true");
    expect(leaving(container)?.textContent).toContain(plainMath(titles[0]!));
    expect(title()).toBe(plainMath(titles[1]!));
    await user.keyboard("d");
    expect(container.querySelectorAll("[data-leaving]")).toHaveLength(1);
  });

  test("nothing moves where less motion is wanted", async () => {
    stillLeaving();
    const { user, container, titles } = await triage(4);
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    await user.keyboard("d");
    expect(title()).toBe(plainMath(titles[1]!));
    expect(leaving(container)).toBeNull();
  });
});

describe("a small window", () => {
  test("has the short form, and all of it can be reached", async () => {
    const fake = library(4);
    const { user, container } = await openWindow(fake, 700);
    await user.click(await screen.findByRole("button", { name: "Triage" }));
    await waitFor(() => expect(document.activeElement).toBe(card()));
    for (const name of ["Paper", "Tags…", "Why I saved it", "Star"]) {
      expect(within(card()).getByRole("button", { name })).toBeTruthy();
    }
    expect(screen.getByRole("button", { name: "Queue" })).toBeTruthy();
    await noProblems(container);
  });
});

describe("the pace", () => {
  test("is the median, which a pause does not move, and is told after eight decisions", () => {
    const pace = new Pace(0);
    let now = 0;
    const decide = (tookMs: number) => pace.decided((now += tookMs));
    for (let i = 0; i < 7; i++) decide(6_000);
    expect(pace.minutesFor(60)).toBeNull();
    decide(3 * 60 * 60_000);
    expect(pace.minutesFor(60)).toBe(6);
    // Of the pause, five minutes count.
    expect(pace.minutes).toBe(6);
    expect(new Pace(0, pace.kept).minutesFor(60)).toBe(6);
  });
});

describe("the ribbon", () => {
  const paper = (state: State, i: number) => ({ id: String(i), state, isSnoozed: false });

  test("merges neighbours over 240, by majority, and keeps the current one", () => {
    const papers = Array.from({ length: 480 }, (_, i) => paper(i < 240 ? "dropped" : "inbox", i));
    const marks = marksOf(papers, 479);
    expect(marks).toHaveLength(240);
    expect(marks.filter(({ kind }) => kind === "dropped")).toHaveLength(120);
    expect(marks.findIndex(({ isCurrent }) => isCurrent)).toBe(239);
  });

  test("draws no more marks than have room beside the numbers", async () => {
    const { user } = await openWindow(new FakeBackend({ nFillers: 300 }));
    const widths = vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(101);
    await user.keyboard("{Control>}t{/Control}");
    const drawn = await screen.findByRole("img", { name: /decided/ });
    await waitFor(() => expect(drawn.children).toHaveLength(51));
    widths.mockRestore();
  });
});
