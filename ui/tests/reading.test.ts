import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import { plainMath } from "../src/strings/math";
import { noProblems } from "./axe";

/** Opens the window in one of its views; its list has the focus. */
async function open(
  keys: string,
  prepare: (fake: FakeBackend) => void = () => {},
  innerWidth = 1280,
) {
  const fake = new FakeBackend({ nFillers: 4 });
  prepare(fake);
  Object.assign(window, { innerWidth, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await inList();
  await user.keyboard(keys);
  await inList();
  return { fake, user, container };
}

const inList = () => waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option")); // prettier-ignore
const begun = (fake: FakeBackend) => fake.papers.filter((p) => p.marks.state === "reading");
const queued = (fake: FakeBackend) => fake.papers.filter((p) => p.marks.state === "queued").sort((a, b) => a.marks.queuePlace! - b.marks.queuePlace!); // prettier-ignore
const pane = () => screen.getByRole("region", { name: "Paper" });
const heading = () => within(pane()).getByRole("heading", { level: 1 }).textContent;
const prompt = () => screen.queryByRole("region", { name: "What will you remember?" });
const field = () => screen.findByRole("textbox", { name: "What will you remember?" });

/** The view of what is being read, with its first paper on show. */
async function reading(prepare: (fake: FakeBackend) => void = () => {}) {
  const opened = await open("gr", prepare);
  await waitFor(() => expect(within(pane()).getByRole("radio", { name: "Reading" }).getAttribute("aria-checked")).toBe("true")); // prettier-ignore
  const paper = begun(opened.fake).find((p) => heading()?.includes(plainMath(p.facts.title).slice(0, 20)))!; // prettier-ignore
  return { ...opened, paper };
}

describe("finishing a paper that was read", () => {
  test("asks for one line, which begins the note where there is none", async () => {
    const { fake, user, container, paper } = await reading((f) => {
      for (const one of begun(f)) one.marks = { ...one.marks, note: null };
    });
    await user.keyboard("r");
    await waitFor(() => expect(paper.marks.state).toBe("read"));
    // Whoever types at once answers.
    await waitFor(async () => expect(document.activeElement).toBe(await field()));
    await noProblems(container);
    await user.keyboard("Steal the fold test{Enter}");
    await waitFor(() => expect(paper.marks.note).toBe("Steal the fold test"));
    expect(prompt()).toBeNull();
    await screen.findByRole("group", { name: /^Kept your line on/ });
    // The line and the decision are taken back one after the other.
    await user.keyboard("u");
    await waitFor(() => expect(paper.marks.note).toBeNull());
    await user.keyboard("u");
    await waitFor(() => expect(paper.marks.state).toBe("reading"));
    expect(fake.asked.map((change) => change.kind)).toEqual(["setState", "setNote"]);
  });

  test("asks where the paper lay over the list, and was the last of it", async () => {
    const { fake, user } = await open("gr", (f) => {
      const [, ...others] = begun(f);
      for (const one of others) one.marks = { ...one.marks, state: "read" };
    }, 760); // prettier-ignore
    const [paper] = begun(fake);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement?.closest('[aria-label="Paper"]')).not.toBeNull()); // prettier-ignore
    await user.keyboard("r");
    await screen.findByRole("heading", { name: "Nothing started" });
    await waitFor(() => expect(paper!.marks.state).toBe("read"));
    expect(document.activeElement).toBe(await field());
  });

  test.each([
    ["from a card of the queue, where others remain", "gq", "{Home}r"],
    ["from the page of a paper that is read", "gr", "vr"],
  ])("has the focus %s", async (_, view, keys) => {
    const { fake, user } = await open(view);
    const state = new Map(fake.papers.map((p) => [p.id, p.marks.state]));
    await user.keyboard(keys);
    await waitFor(async () => expect(document.activeElement).toBe(await field()));
    await user.keyboard("Dropout helps{Enter}");
    await screen.findByRole("group", { name: /^Kept your line on/ });
    const decided = fake.papers.filter((p) => p.marks.state !== state.get(p.id));
    expect(decided.map((p) => [p.marks.state, p.marks.note?.endsWith("Dropout helps")])).toEqual([["read", true]]); // prettier-ignore
  });

  test("can still be kept where Escape threw it away", async () => {
    const { user, paper } = await reading((f) => {
      for (const one of begun(f)) one.marks = { ...one.marks, note: null };
    });
    await user.keyboard("r");
    await waitFor(async () => expect(document.activeElement).toBe(await field()));
    await user.keyboard("Steal it{Escape}");
    const said = await screen.findByRole("group", { name: /^Threw away your line on/ });
    expect(paper.marks.note).toBeNull();
    await user.click(within(said).getByRole("button", { name: /^Keep/ }));
    await waitFor(() => expect(paper.marks.note).toBe("Steal it"));
  });

  test("puts the line below a note that is there", async () => {
    const { user, paper } = await reading((f) => {
      for (const one of begun(f)) one.marks = { ...one.marks, note: "See table 3." };
    });
    await user.keyboard("s");
    await user.click(await field());
    await user.keyboard("Only for large batches");
    await user.click(screen.getByRole("button", { name: "Keep" }));
    await waitFor(() => expect(paper.marks.note).toBe("See table 3.\n\nOnly for large batches"));
  });

  test("takes no for an answer: Enter on nothing goes on, and Escape writes nothing", async () => {
    const { fake, user, paper } = await reading();
    const { note } = paper.marks;
    await user.keyboard("r");
    await field();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(prompt()).toBeNull());
    await user.keyboard("u");
    await waitFor(() => expect(paper.marks.state).toBe("reading"));
    await inList();
    await user.keyboard("s");
    await user.click(await field());
    await user.keyboard("nothing much{Escape}");
    await waitFor(() => expect(prompt()).toBeNull());
    expect(paper.marks.note).toBe(note);
    expect(fake.asked.every((change) => change.kind === "setState")).toBe(true);
  });

  test("is undone from where it asks", async () => {
    const { user, paper } = await reading();
    await user.keyboard("r");
    await field();
    await user.click(within(prompt()!).getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(paper.marks.state).toBe("reading"));
    expect(prompt()).toBeNull();
    await waitFor(() => expect(document.activeElement).not.toBe(document.body));
  });

  test("is undone by the key of undoing while nothing is typed", async () => {
    const { user, paper } = await reading();
    await user.keyboard("r");
    await waitFor(async () => expect(document.activeElement).toBe(await field()));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(paper.marks.state).toBe("reading"));
    expect(prompt()).toBeNull();
    await inList();
  });

  test("is undone by itself, whatever was changed since", async () => {
    const { fake, user, paper } = await reading();
    await user.keyboard("r");
    await waitFor(() => expect(paper.marks.state).toBe("read"));
    await field();
    const other = fake.papers.find((p) => p.marks.state === "inbox" && !p.marks.isStarred)!;
    fake.changeFromElsewhere({ kind: "setStar", papers: [other.id], isStarred: true });
    await user.click(within(prompt()!).getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(paper.marks.state).toBe("reading"));
    expect(other.marks.isStarred).toBe(true);
  });

  test("waits for as long as it takes, and goes once one goes on elsewhere", async () => {
    const { user, paper } = await reading();
    await user.keyboard("r");
    const line = (await field()) as HTMLInputElement;
    const waitLong = () => {
      vi.useFakeTimers();
      fireEvent.pointerLeave(prompt()!);
      vi.advanceTimersByTime(600_000);
      vi.useRealTimers();
    };
    waitLong();
    expect(prompt()).not.toBeNull();
    await user.click(line);
    await user.keyboard("Half a thou");
    waitLong();
    await user.keyboard("ght");
    // Who looks at the paper meanwhile goes on with nothing.
    await user.click(screen.getAllByRole("heading", { level: 1 })[0]!);
    expect(line.value).toBe("Half a thought");
    await user.click(screen.getAllByRole("option")[0]!);
    await waitFor(() => expect(prompt()).toBeNull());
    await waitFor(() => expect(paper.marks.note).toContain("\n\nHalf a thought"));
  });

  test("takes no for an answer by pointer, too", async () => {
    const { user, paper } = await reading();
    const { note } = paper.marks;
    await user.keyboard("r");
    await field();
    await user.click(screen.getByRole("button", { name: /^Nothing to keep/ }));
    expect(prompt()).toBeNull();
    expect(paper.marks.note).toBe(note);
  });

  test("asks nothing of papers that were never begun, and nothing where it was refused", async () => {
    const { fake, user } = await open("gi");
    await user.keyboard("r");
    await waitFor(() => expect(fake.asked.length).toBe(1));
    expect(prompt()).toBeNull();
    await user.keyboard("gr");
    await inList();
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    await user.keyboard("r");
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("no room left"));
    expect(prompt()).toBeNull();
  });

  test("brings a line back that was refused, with the reason, until it is kept", async () => {
    const { fake, user, container, paper } = await reading((f) => {
      for (const one of begun(f)) one.marks = { ...one.marks, note: null };
    });
    await user.keyboard("r");
    await waitFor(() => expect(paper.marks.state).toBe("read"));
    await user.click(await field());
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    await user.keyboard("Steal the fold test{Enter}");
    await waitFor(() => expect(within(prompt()!).getByRole("alert").textContent).toMatch(/not in the note yet.*no room left/s)); // prettier-ignore
    await waitFor(() => expect(document.activeElement).not.toBe(document.body));
    await noProblems(container);
    // Other keys are no answer to it.
    await user.keyboard("{ArrowDown}");
    expect(((await field()) as HTMLInputElement).value).toBe("Steal the fold test");
    fake.refusal = null;
    await user.keyboard("n{Enter}");
    await waitFor(() => expect(paper.marks.note).toBe("Steal the fold test"));
    await waitFor(() => expect(prompt()).toBeNull());
  });

  test("keeps the line where another paper is finished meanwhile", async () => {
    const { fake, user, paper } = await reading((f) => {
      const [more] = f.papers.filter((p) => p.marks.state === "inbox");
      more!.marks = { ...more!.marks, state: "reading" };
      for (const one of begun(f)) one.marks = { ...one.marks, note: null };
    });
    await user.keyboard("r");
    await waitFor(() => expect(paper.marks.state).toBe("read"));
    await user.click(await field());
    await user.keyboard("Of the first");
    await user.click(within(pane()).getByRole("radio", { name: "Read" }));
    await waitFor(() => expect(paper.marks.note).toBe("Of the first"));
    await waitFor(async () => expect(((await field()) as HTMLInputElement).value).toBe(""));
    expect(fake.asked.filter((change) => change.kind === "setState").length).toBe(2);
  });

  test("puts the line below what was written elsewhere in the same moment", async () => {
    const { fake, user, paper } = await reading();
    const change = fake.change.bind(fake);
    let isFirst = true;
    fake.change = (asked) => {
      if (asked.kind === "setNote" && isFirst) {
        isFirst = false;
        fake.changeFromElsewhere({ kind: "setNote", paper: paper.id, text: "Written elsewhere", session: null, base: null }); // prettier-ignore
      }
      return change(asked);
    };
    await user.keyboard("r");
    await user.click(await field());
    await user.keyboard("And here{Enter}");
    await waitFor(() => expect(paper.marks.note).toBe("Written elsewhere\n\nAnd here"));
  });

  test("is saved by a window that closes, which stays where that is refused", async () => {
    const { fake, user, paper } = await reading((f) => {
      for (const one of begun(f)) one.marks = { ...one.marks, note: null };
    });
    await user.keyboard("r");
    await waitFor(() => expect(paper.marks.state).toBe("read"));
    await user.click(await field());
    await user.keyboard("Last words");
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    fake.announce("closing", null);
    const dialog = await screen.findByRole("dialog", { name: "Not everything is saved" });
    expect(dialog.textContent).toMatch(/Your line on .* is not saved/);
    await user.click(within(dialog).getByRole("button", { name: "Copy the text" }));
    expect(fake.copied).toBe("Last words");
    await user.click(within(dialog).getByRole("button", { name: "Stay" }));
    await waitFor(async () => expect(document.activeElement).toBe(await field()));
    expect(((await field()) as HTMLInputElement).value).toBe("Last words");
    fake.refusal = null;
    fake.announce("closing", null);
    await waitFor(() => expect(fake.isClosed).toBe(true));
    expect(paper.marks.note).toBe("Last words");
  });

  test("asks from the queue, too", async () => {
    const { fake, user } = await open("gq");
    const [first] = await screen.findAllByRole("button", { name: "Finish" });
    await user.click(first!);
    await user.click(await field());
    await user.keyboard("Worth a second look{Enter}");
    await waitFor(() => expect(fake.papers.some((p) => p.marks.state === "read" && p.marks.note?.endsWith("Worth a second look"))).toBe(true)); // prettier-ignore
  });
});

describe("the page of a paper that is read", () => {
  test("takes the place of the list, with the note at hand, and gives it back on Escape", async () => {
    const { user, container } = await reading();
    await user.keyboard("v");
    await waitFor(() => expect(screen.queryByRole("navigation", { name: "Views" })).toBeTruthy());
    await waitFor(() => expect(within(pane()).getByRole("button", { name: "Back to the list" })).toBeTruthy()); // prettier-ignore
    await noProblems(container);
    await user.keyboard("n");
    await waitFor(() => expect(document.activeElement?.closest('[aria-label="Paper"]')).not.toBeNull()); // prettier-ignore
    await user.keyboard("{Escape}");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(within(pane()).queryByRole("button", { name: "Back to the list" })).toBeNull()); // prettier-ignore
    await inList();
  });

  test("is the paper over its list where there is room for one of both", async () => {
    const { user } = await open("gr", undefined, 760);
    await user.keyboard("v");
    await waitFor(() => expect(document.activeElement?.closest('[aria-label="Paper"]')).not.toBeNull()); // prettier-ignore
    expect(within(pane()).getByRole("heading", { level: 1 })).toBeTruthy();
    expect(screen.queryByRole("group", { name: /narrow/ })).toBeNull();
    await user.keyboard("v");
    await inList();
    // One that was opened from its list is the same.
    await user.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement?.closest('[aria-label="Paper"]')).not.toBeNull()); // prettier-ignore
    await user.keyboard("v");
    await inList();
  });

  test("is left when the paper is finished", async () => {
    const { user } = await reading();
    await user.click(within(pane()).getByRole("button", { name: "Read side by side" }));
    await within(pane()).findByRole("button", { name: "Back to the list" });
    await user.keyboard("r");
    await field();
    await waitFor(() => expect(within(pane()).queryByRole("button", { name: "Back to the list" })).toBeNull()); // prettier-ignore
  });
});

describe("what to read next", () => {
  test("is three papers with the reason in words, from anywhere", async () => {
    const { user, container, fake } = await open("gi");
    await user.keyboard("{Control>}j{/Control}");
    const offered = within(await screen.findByRole("menu", { name: "Read next" }));
    expect(offered.getAllByRole("menuitem").length).toBe(3);
    expect(offered.getAllByText(/queue|began|waited|due|starred/i).length).toBeGreaterThanOrEqual(
      3,
    );
    await noProblems(container);
    const at = offered.getAllByRole("menuitem").findIndex((item) => /queue/.test(item.textContent));
    await user.keyboard(String(at + 1));
    await screen.findByRole("listbox", { name: "Queue" });
    await waitFor(() => expect(heading()).toContain(plainMath(queued(fake)[0]!.facts.title).slice(0, 20))); // prettier-ignore
    await user.keyboard("b");
    await waitFor(() => expect(fake.asked.at(-1)).toMatchObject({ kind: "setState", to: "reading" })); // prettier-ignore
  });

  test("says so where nothing waits", async () => {
    const { user, fake } = await open("ga");
    for (const paper of fake.papers)
      paper.marks = { ...paper.marks, state: "read", isStarred: false };
    await user.keyboard("{Control>}j{/Control}");
    await screen.findByRole("group", { name: "Nothing waits to be read" });
  });
});

describe("papers that have waited for over a month", () => {
  const old = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString();
  const asked = () => screen.findByRole("region", { name: "A paper that has waited" });

  test("are asked about one at a time, and kept, let go or snoozed", async () => {
    const { fake, user, container } = await open("gq", (f) => {
      const [a, b, c] = queued(f);
      a!.marks = { ...a!.marks, queuedAt: old(60) };
      b!.marks = { ...b!.marks, queuedAt: old(50) };
      c!.marks = { ...c!.marks, queuedAt: old(40) };
    });
    const [a, b, c] = queued(fake);
    const short = (title: string) => plainMath(title).split(":")[0]!;
    expect((await asked()).textContent).toContain(short(a!.facts.title));
    expect((await asked()).textContent).toContain("Still want to read it?");
    expect(screen.getAllByRole("region", { name: "A paper that has waited" }).length).toBe(1);
    await noProblems(container);
    await user.click(screen.getByRole("button", { name: "Keep" }));
    await waitFor(async () => expect((await asked()).textContent).toContain(short(b!.facts.title)));
    expect(fake.asked.at(-1)).toEqual({ kind: "keepWaiting", papers: [a!.id] });
    await inList();
    await user.click(screen.getByRole("button", { name: "Let go" }));
    await waitFor(async () => expect((await asked()).textContent).toContain(short(c!.facts.title)));
    expect(b!.marks.state).toBe("dropped");
    await user.click(screen.getByRole("button", { name: "Snooze…" }));
    await screen.findByRole("menu", { name: "Snooze until" });
    await user.keyboard("4");
    await waitFor(() => expect(screen.queryByRole("region", { name: "A paper that has waited" })).toBeNull()); // prettier-ignore
    expect(fake.asked.at(-1)).toMatchObject({ kind: "snooze", papers: [c!.id] });
    await user.keyboard("u");
    await waitFor(async () => expect((await asked()).textContent).toContain(short(c!.facts.title)));
  });
});

describe("a paper of which only an address is known", () => {
  test("is opened by p, and begun where it is queued", async () => {
    const { fake, user } = await open("gq", (f) => {
      const links = [
        { kind: "code" as const, url: "https://code.example.org/eels" },
        { kind: "other" as const, url: "https://eels.example.org/sea" },
      ];
      for (const one of queued(f)) one.facts = { ...one.facts, links };
    });
    const paper = queued(fake)[0]!;
    await user.click(screen.getByRole("option", { name: new RegExp(plainMath(paper.facts.title).slice(0, 20)) })); // prettier-ignore
    await user.keyboard("c");
    await waitFor(() => expect(fake.opened).toEqual(["https://code.example.org/eels"]));
    expect(paper.marks.state).toBe("queued");
    await user.keyboard("p");
    await waitFor(() => expect(fake.opened).toContain("https://eels.example.org/sea"));
    await waitFor(() => expect(paper.marks.state).toBe("reading"));
  });
});
