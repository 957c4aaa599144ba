import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeBackend } from "../src/backend/fake";
import { NoteDraft } from "../src/stores/note.svelte";
import { PaperStore } from "../src/stores/paper.svelte";

const settled = () => vi.advanceTimersByTimeAsync(0);

describe("a note", () => {
  let fake: FakeBackend;
  let paper: string;
  let draft: NoteDraft;
  const stored = () => fake.find(paper).marks.note;
  const saves = () => fake.asked.filter((change) => change.kind === "setNote");

  beforeEach(() => {
    vi.useFakeTimers();
    fake = new FakeBackend({ nFillers: 4 });
    paper = fake.papers[0]!.id;
    draft = new NoteDraft(fake, paper, "A title", "");
    draft.focus();
  });
  afterEach(() => vi.useRealTimers());

  test("is saved 400 ms after the last key", async () => {
    draft.type("on");
    await vi.advanceTimersByTimeAsync(300);
    draft.type("one");
    await vi.advanceTimersByTimeAsync(300);
    expect(saves()).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(stored()).toBe("one");
    expect(draft.status).toBe("saved");
  });

  test("keeps what is typed while a save is on its way, and saves it next", async () => {
    let open = () => {};
    fake.gate = new Promise((resolve) => (open = resolve));
    draft.type("first");
    await vi.advanceTimersByTimeAsync(400);
    draft.type("first and more");
    open();
    fake.gate = null;
    await settled();
    expect(draft.text).toBe("first and more");
    expect(stored()).toBe("first and more");
  });

  test("is saved at once on leaving", async () => {
    draft.type("left");
    await draft.blur();
    expect(stored()).toBe("left");
  });

  test("keeps its text when it cannot be saved, and tries again by itself", async () => {
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    draft.type("precious");
    await vi.advanceTimersByTimeAsync(400);
    expect(draft.status).toBe("failed");
    expect(draft.text).toBe("precious");
    expect(draft.failedSince).not.toBeNull();
    fake.refusal = null;
    await vi.advanceTimersByTimeAsync(5000);
    expect(draft.status).toBe("saved");
    expect(stored()).toBe("precious");
  });

  test("has one session from focus to leaving, and a new one after five idle minutes", async () => {
    draft.type("a");
    await vi.advanceTimersByTimeAsync(400);
    draft.type("ab");
    await vi.advanceTimersByTimeAsync(400);
    await vi.advanceTimersByTimeAsync(5 * 60 * 1000);
    draft.type("abc");
    await draft.blur();
    draft.focus();
    draft.type("abcd");
    await draft.blur();
    const [a, b, c, d] = saves().map((change) => change.session);
    expect(a).toBe(b);
    expect(c).not.toBe(b);
    expect(d).not.toBe(c);
  });

  test("takes over a change from elsewhere while it holds nothing that is not saved", async () => {
    expect(draft.adopt("theirs")).toBe(true);
    expect(draft.text).toBe("theirs");
    draft.type("mine");
    expect(draft.adopt("theirs again")).toBe(false);
    expect(draft.text).toBe("mine");
  });

  test("keeps both texts when it was changed elsewhere meanwhile, and says so", async () => {
    fake.changeFromElsewhere({ kind: "setNote", paper, text: "theirs", session: null, base: null });
    draft.type("mine");
    await vi.advanceTimersByTimeAsync(400);
    expect(stored()).toBe("mine\n\n---\n\ntheirs");
    expect(draft.text).toBe("mine\n\n---\n\ntheirs");
    expect(draft.hasBoth).toBe(true);
    expect(draft.status).toBe("saved");
    draft.type("mine, put together");
    await draft.blur();
    expect(stored()).toBe("mine, put together");
    draft.focus();
    expect(draft.hasBoth).toBe(false);
  });

  test("loses no key that is typed while it learns of the other text", async () => {
    fake.changeFromElsewhere({ kind: "setNote", paper, text: "theirs", session: null, base: null });
    let open = () => {};
    const ask = fake.ask.bind(fake);
    const gate = new Promise<void>((resolve) => (open = resolve));
    fake.ask = async (question) => (await gate, ask(question));
    draft.type("mine");
    await vi.advanceTimersByTimeAsync(400);
    draft.type("mine and more");
    open();
    await settled();
    expect(stored()).toBe("mine and more\n\n---\n\ntheirs");
  });

  test("does not double a text that was saved although the answer was lost", async () => {
    const change = fake.change.bind(fake);
    vi.spyOn(fake, "change").mockImplementationOnce(async (asked) => {
      await change(asked);
      throw new Error("the answer was lost");
    });
    draft.type("once");
    await vi.advanceTimersByTimeAsync(400);
    expect(draft.status).toBe("failed");
    await vi.advanceTimersByTimeAsync(5000);
    expect(draft.status).toBe("saved");
    expect(stored()).toBe("once");
  });
});

describe("the paper on show", () => {
  async function shown() {
    const fake = new FakeBackend({ nFillers: 4 });
    const store = new PaperStore(fake);
    const paper = fake.papers[0]!.id;
    fake.on("announcement", () => store.refresh());
    store.show(paper);
    await vi.waitFor(() => expect(store.draft?.paper).toBe(paper));
    const elsewhere = (text: string) =>
      fake.changeFromElsewhere({ kind: "setNote", paper, text, session: null, base: null });
    return { fake, store, paper, draft: store.draft!, elsewhere };
  }

  test("shows a note that the terminal changed at once, although its field has the focus", async () => {
    const { draft, elsewhere } = await shown();
    draft.focus();
    elsewhere("theirs");
    await vi.waitFor(() => expect(draft.text).toBe("theirs"));
  });

  test("keeps the space that a note begins with", async () => {
    const { fake, draft } = await shown();
    draft.focus();
    draft.type(" ");
    await draft.save();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(draft.text).toBe(" ");
    draft.type(" x");
    await draft.save();
    expect(fake.find(draft.paper).marks.note).toBe(" x");
    expect(draft.hasBoth).toBe(false);
  });

  test("asks again on leaving a note, for what was refused while it was written", async () => {
    const { draft, elsewhere } = await shown();
    draft.focus();
    draft.type("m");
    elsewhere("theirs");
    await new Promise((resolve) => setTimeout(resolve, 20));
    draft.type("");
    await draft.blur();
    await vi.waitFor(() => expect(draft.text).toBe("theirs"));
  });

  test("keeps the note that is being written when its paper is taken out elsewhere", async () => {
    const { fake, store, paper, draft } = await shown();
    draft.focus();
    draft.type("still here");
    fake.find(paper).marks.isThere = false;
    store.refresh();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(store.draft).toBe(draft);
    expect(draft.text).toBe("still here");
  });

  test("saves its note when another paper takes its place", async () => {
    const fake = new FakeBackend({ nFillers: 4 });
    const store = new PaperStore(fake);
    const [first, second] = fake.papers.map((p) => p.id);
    store.show(first!);
    await vi.waitFor(() => expect(store.draft?.paper).toBe(first));
    store.draft!.focus();
    store.draft!.type("half a thou");
    store.show(second!);
    await vi.waitFor(() => expect(store.draft?.paper).toBe(second));
    await vi.waitFor(() => expect(fake.find(first!).marks.note).toBe("half a thou"));
    expect(store.unsaved).toHaveLength(0);
  });

  test("gives back a note that could not be saved when one returns to it", async () => {
    const fake = new FakeBackend({ nFillers: 4 });
    const store = new PaperStore(fake);
    const [first, second] = fake.papers.map((p) => p.id);
    store.show(first!);
    await vi.waitFor(() => expect(store.draft?.paper).toBe(first));
    fake.refusal = { code: "disk_full", path: null, line: null, cause: null, said: null };
    store.draft!.type("kept");
    store.show(second!);
    await vi.waitFor(() => expect(store.draft?.paper).toBe(second));
    await vi.waitFor(() => expect(store.unsaved[0]?.status).toBe("failed"));
    store.show(first!);
    await vi.waitFor(() => expect(store.draft?.paper).toBe(first));
    expect(store.draft?.text).toBe("kept");
    fake.refusal = null;
    await store.draft!.save();
    expect(fake.find(first!).marks.note).toBe("kept");
  });
});
