import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeBackend } from "../src/backend/fake";
import { everything, ListStore } from "../src/stores/list.svelte";

describe("a list", () => {
  let fake: FakeBackend;
  let list: ListStore;
  const inbox = { ...everything, states: ["inbox" as const] };

  beforeEach(async () => {
    fake = new FakeBackend({ nFillers: 480 });
    list = new ListStore(fake);
    await list.show(everything, "added");
  });

  test("asks for rows by index, a hundred at a time, as they come into sight", async () => {
    const ask = vi.spyOn(fake, "ask");
    expect(list.total).toBe(500);
    expect(list.row(0)).toBeDefined();
    expect(list.row(250)).toBeUndefined();
    list.need(240, 260);
    await vi.waitFor(() => expect(list.row(250)).toBeDefined());
    list.need(242, 262);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask).toHaveBeenCalledWith({
      kind: "rows",
      filter: everything,
      sort: "added",
      fromRow: 200,
      nRows: 100,
    });
  });

  test("shows a decision before the core has answered, and the next row takes its place", async () => {
    await list.show(inbox, "added");
    const { total } = list;
    const [first, second] = [list.row(0)!, list.row(1)!];
    const settle = list.expect(new Set([first.id]), (row) => ({ ...row, state: "queued" }), (row) => row.state === "inbox"); // prettier-ignore
    expect(list.row(0)?.id).toBe(second.id);
    expect(list.total).toBe(total - 1);
    await fake.change({ kind: "setState", papers: [first.id], to: "queued" });
    settle(true);
    await vi.waitFor(() => expect(list.total).toBe(total - 1));
    expect(list.row(0)?.id).toBe(second.id);
  });

  test("puts everything back when a change is refused", async () => {
    await list.show(inbox, "added");
    const { total } = list;
    const first = list.row(0)!;
    const settle = list.expect(new Set([first.id]), (row) => ({ ...row, state: "dropped" }), () => false); // prettier-ignore
    settle(false);
    expect(list.total).toBe(total);
    expect(list.row(0)).toEqual(first);
  });

  test("does not show the old state again while a change is on its way", async () => {
    await list.show(inbox, "added");
    const first = list.row(0)!;
    const settle = list.expect(new Set([first.id]), (row) => ({ ...row, state: "queued" }), (row) => row.state === "inbox"); // prettier-ignore
    const refreshed = vi.fn();
    void list.refresh().then(refreshed);
    await fake.ask({ kind: "rows", filter: inbox, sort: "added", fromRow: 0, nRows: 1 });
    expect(list.indexOf(first.id)).toBeNull();
    expect(refreshed).not.toHaveBeenCalled();
    settle(false);
    await vi.waitFor(() => expect(refreshed).toHaveBeenCalled());
    expect(list.indexOf(first.id)).toBe(0);
  });

  test("is as new as what was done once a refresh is over, although a decision came between", async () => {
    await list.show(inbox, "added");
    const [first, second] = [list.row(0)!, list.row(1)!];
    const { open } = hold(1);
    await fake.change({ kind: "setStar", papers: [second.id], isStarred: true });
    const refreshed = list.refresh();
    const settle = list.expect(new Set([first.id]), (row) => ({ ...row, state: "queued" }), () => false); // prettier-ignore
    await fake.change({ kind: "setState", papers: [first.id], to: "queued" });
    open();
    settle(true);
    await refreshed;
    expect(list.row(0)).toMatchObject({ id: second.id, isStarred: true });
  });

  test("keeps the rows before until the new ones are here", async () => {
    const before = list.row(0);
    const asked = list.show(inbox, "title");
    expect(list.row(0)).toBe(before);
    await asked;
    expect(list.row(0)?.state).toBe("inbox");
  });

  test("holds a bounded number of rows, however far one scrolls", async () => {
    fake = new FakeBackend({ nFillers: 3000 });
    list = new ListStore(fake);
    await list.show(everything, "added");
    for (let row = 0; row < 3000; row += 100) {
      list.need(row, row + 20);
      await vi.waitFor(() => expect(list.row(row)).toBeDefined());
    }
    const nHere = Array.from({ length: 3000 }, (_, i) => list.row(i)).filter(Boolean).length;
    expect(nHere).toBeLessThanOrEqual(1400);
  });

  test("shows the view opened last, although a refresh began before its answer", async () => {
    const { open } = hold();
    const shown = list.show(inbox, "title");
    void list.refresh();
    open();
    await shown;
    await vi.waitFor(() => expect(list.filter).toEqual(inbox));
    expect(list.row(0)?.state).toBe("inbox");
    await vi.waitFor(() => expect(list.total).toBe(fake.papers.filter((p) => p.marks.state === "inbox").length)); // prettier-ignore
  });

  test("shows the view opened last, although a decision was made before its answer", async () => {
    const { open } = hold();
    const shown = list.show(inbox, "title");
    const settle = list.expect(new Set([list.row(0)!.id]), (row) => row, () => true); // prettier-ignore
    open();
    await shown;
    settle(true);
    await vi.waitFor(() => expect(list.filter).toEqual(inbox));
  });

  test("fills the rows that came into sight while it was refreshed", async () => {
    const { open } = hold(1);
    const refreshed = list.refresh();
    list.need(240, 260);
    await vi.waitFor(() => expect(list.row(250)).toBeDefined());
    open();
    await refreshed;
    await vi.waitFor(() => expect(list.row(250)).toBeDefined());
  });

  test("awaits no rows for ever that were on their way when asking again failed", async () => {
    const { open } = hold(1);
    list.need(240, 260);
    expect(list.isAwaited(240, 260)).toBe(true);
    const answering = vi.spyOn(fake, "ask").mockRejectedValueOnce(new Error("no"));
    await expect(list.refresh()).rejects.toThrow("no");
    answering.mockRestore();
    open();
    await vi.waitFor(() => expect(list.row(250)).toBeDefined());
    expect(list.isAwaited(240, 260)).toBe(false);
  });

  /** Holds the next answers back until `open` is called. */
  function hold(nHeld = Infinity) {
    const ask = fake.ask.bind(fake);
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    fake.ask = async (question) => {
      const isHeld = nHeld-- > 0;
      const answer = await ask(question);
      if (isHeld) await gate;
      return answer;
    };
    return { open: () => open() };
  }
});
