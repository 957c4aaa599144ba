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
    fake.refusal = { code: "disk_full", path: null, line: null, detail: null };
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

  test("takes over a change from elsewhere only while nobody writes in it", async () => {
    draft.type("mine");
    expect(draft.adopt("theirs")).toBe(false);
    expect(draft.text).toBe("mine");
    await draft.blur();
    expect(draft.adopt("theirs")).toBe(true);
    expect(draft.text).toBe("theirs");
  });
});

describe("the paper on show", () => {
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
    fake.refusal = { code: "disk_full", path: null, line: null, detail: null };
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
