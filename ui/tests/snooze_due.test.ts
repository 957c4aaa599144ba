import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import {
  firstWeekday,
  nextWeekday,
  plusDays,
  plusMonths,
  today,
  weeksOf,
} from "../src/stores/days";
import { formatFullDay, formatMonth, formatWeekday } from "../src/strings/format";
import { noProblems } from "./axe";

/** Opens the window on the inbox; its list has the focus. */
async function open(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 4 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await inList();
  return { fake, user, container };
}

const inList = () => waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option")); // prettier-ignore
const rows = () => within(screen.getByRole("listbox")).getAllByRole("option");
const first = (fake: FakeBackend) => fake.papers.find((p) => p.facts.title.includes("Damped"))!;
const pane = () => screen.getByRole("region", { name: "Paper" });
const menu = () => screen.findByRole("menu", { name: "Snooze until" });
const picker = (name = "Due day") => screen.findByRole("dialog", { name });
const link = (name: string) => within(screen.getByRole("navigation", { name: "Views" })).getByRole("link", { name }); // prettier-ignore

describe("snoozing", () => {
  test("offers days by single keys, and hides the paper until the one chosen", async () => {
    const { fake, user, container } = await open();
    const { length } = rows();
    await user.keyboard("z");
    const offered = within(await menu());
    expect(offered.getAllByRole("menuitem").map((item) => item.textContent.trim().replace(/\s+/g, " "))).toEqual([
      `Tomorrow ${formatWeekday(plusDays(today(), 1))}1`,
      `Saturday ${formatWeekday(nextWeekday(today(), 6))}2`,
      `Next week ${formatWeekday(nextWeekday(today(), 1))}3`,
      `In a month ${formatWeekday(plusMonths(today(), 1))}4`,
      "Pick a day… 5",
      "Due day… ShiftZ",
    ]); // prettier-ignore
    expect(offered.getByText("Hidden until then, back in the inbox after.")).toBeTruthy();
    await noProblems(container);
    await user.keyboard("3");
    const until = nextWeekday(today(), 1);
    await waitFor(() => expect(fake.asked).toEqual([{ kind: "snooze", papers: [first(fake).id], until }])); // prettier-ignore
    await waitFor(() => expect(rows().length).toBe(length - 1));
    await screen.findByRole("group", { name: `Snoozed “κ-Damped Momentum” until ${formatWeekday(until)}` }); // prettier-ignore
    await inList();
    await user.keyboard("u");
    await waitFor(() => expect(rows().length).toBe(length));
  });

  test("hides all that is selected, and leaves what is not waiting as it is", async () => {
    const { fake, user } = await open();
    await user.keyboard("xjx");
    await waitFor(() => expect(screen.getByText("2 papers selected")).toBeTruthy());
    await user.keyboard("z1");
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "snooze", until: plusDays(today(), 1) }])); // prettier-ignore
    expect(fake.asked[0]).toHaveProperty("papers.length", 2);
    await user.keyboard("gf");
    await inList();
    await user.keyboard("z");
    expect(screen.queryByRole("menu")).toBeNull();
  });

  test("has a view with the day of return, from which papers are woken", async () => {
    const until = plusDays(today(), 4);
    const { fake, user, container } = await open((f) => f.changeFromElsewhere({ kind: "snooze", papers: [first(f).id], until })); // prettier-ignore
    await user.click(link("Snoozed, 1 paper"));
    await waitFor(() => expect(rows()[0]!.textContent).toContain("Damped Momentum"));
    expect(rows()[0]!.textContent).toMatch(/snoozed until/i);
    await waitFor(() => expect(within(pane()).getByRole("button", { name: `Snoozed until ${formatWeekday(until)}` })).toBeTruthy()); // prettier-ignore
    await noProblems(container);
    await user.click(within(pane()).getByRole("button", { name: "Wake now" }));
    await waitFor(() => expect(link("Snoozed, 0 papers")).toBeTruthy());
    expect(fake.asked).toEqual([{ kind: "snooze", papers: [first(fake).id], until: null }]);
  });

  test("is also until a day of a month, and never until one that is over", async () => {
    const { fake, user } = await open();
    await user.keyboard("z5");
    const inside = within(await picker("Snooze until a day"));
    const over = inside.getByRole("gridcell", { name: formatFullDay(today()) });
    expect(over.getAttribute("aria-disabled")).toBe("true");
    await user.click(over);
    expect(fake.asked).toEqual([]);
    await user.type(inside.getByRole("textbox", { name: "Day" }), "in 2 weeks{Enter}");
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "snooze", until: plusDays(today(), 14) }])); // prettier-ignore
  });

  test("opens at the button of the paper, from which the due day is one step on", async () => {
    const { user } = await open();
    await user.click(await within(pane()).findByRole("button", { name: "Snooze or due day" }));
    await menu();
    await user.keyboard("{Shift>}z{/Shift}");
    await picker();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(document.activeElement).toBe(within(pane()).getByRole("button", { name: "Snooze or due day" })); // prettier-ignore
  });
});

describe("a due day", () => {
  test("is read as one writes it, and shown as it was understood", async () => {
    const { fake, user, container } = await open();
    await user.keyboard("{Shift>}z{/Shift}");
    const inside = within(await picker());
    const field = inside.getByRole("textbox", { name: "Day" });
    expect(document.activeElement).toBe(field);
    await user.keyboard("soon");
    await inside.findByText(/names no day/);
    expect((inside.getByRole("button", { name: "Set day" }) as HTMLButtonElement).disabled).toBe(true); // prettier-ignore
    await user.keyboard("{Enter}");
    expect(fake.asked).toEqual([]);
    await user.clear(field);
    await user.keyboard("in 3 days");
    const day = plusDays(today(), 3);
    await inside.findByText(formatWeekday(day));
    expect(inside.getByRole("gridcell", { name: formatFullDay(day) }).getAttribute("aria-selected")).toBe("true"); // prettier-ignore
    await noProblems(container);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.asked).toEqual([{ kind: "setDue", papers: [first(fake).id], on: day }])); // prettier-ignore
    await within(pane()).findByRole("button", { name: `Due ${formatWeekday(day)}` });
    await inList();
    expect(rows()[0]!.textContent).toMatch(/due/i);
  });

  test("is taken at the speed of typing: Enter waits for what was written", async () => {
    const { fake, user } = await open();
    const ask = fake.ask.bind(fake);
    fake.ask = async (question) => {
      if (question.kind === "readDay") await new Promise((resolve) => setTimeout(resolve, 30));
      return ask(question);
    };
    await user.keyboard("{Shift>}z{/Shift}tomorrow{Enter}");
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setDue", on: plusDays(today(), 1) }])); // prettier-ignore
  });

  test("is picked from a month by keys alone", async () => {
    const { fake, user } = await open();
    await user.keyboard("{Shift>}z{/Shift}");
    const inside = within(await picker());
    expect(inside.getByRole("grid", { name: formatMonth(today()) })).toBeTruthy();
    const now = inside.getByRole("gridcell", { current: "date" });
    expect(now.getAttribute("aria-label")).toBe(formatFullDay(today()));
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement).toBe(now));
    await user.keyboard("{PageDown}{ArrowRight}{ArrowDown}{ArrowUp}");
    const day = plusDays(plusMonths(today(), 1), 1);
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe(formatFullDay(day))); // prettier-ignore
    expect(inside.getByRole("grid", { name: formatMonth(day) })).toBeTruthy();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setDue", on: day }]));
    await inList();
  });

  test("names in full what else is due, is cleared, and moves by months with the pointer", async () => {
    const day = plusDays(today(), 1);
    const { fake, user } = await open((f) => {
      const [a, b] = f.papers.filter((p) => p.marks.state === "inbox");
      f.changeFromElsewhere({ kind: "setDue", papers: [a!.id, b!.id], on: day });
    });
    await user.click(await within(pane()).findByRole("button", { name: /^Due / }));
    const inside = within(await picker());
    await inside.findByRole("gridcell", { name: `${formatFullDay(day)}, 2 papers due` });
    expect(inside.getByText(/2 papers on/)).toBeTruthy();
    await user.click(inside.getByRole("button", { name: "Next month" }));
    expect(inside.getByRole("grid", { name: formatMonth(plusMonths(day, 1)) })).toBeTruthy();
    await user.click(inside.getByRole("button", { name: "Clear" }));
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setDue", on: null }]));
    await waitFor(() => expect(within(pane()).queryByRole("button", { name: /^Due / })).toBeNull());
  });

  test("keeps Tab inside until it is closed, and is open at one place only", async () => {
    const { user } = await open();
    await user.keyboard("{Shift>}z{/Shift}");
    const dialog = await picker();
    for (let i = 0; i < 6; i++) {
      await user.tab();
      expect(dialog.contains(document.activeElement)).toBe(true);
    }
    await user.keyboard("{Escape}");
    await inList();
  });
});

describe("days", () => {
  test("are counted by the calendar", () => {
    expect(plusDays("2026-02-27", 3)).toBe("2026-03-02");
    expect(plusMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(plusMonths("2026-12-15", 1)).toBe("2027-01-15");
    expect(nextWeekday("2026-08-06", 6)).toBe("2026-08-08");
    expect(nextWeekday("2026-08-08", 6)).toBe("2026-08-15");
    expect(today(new Date(2026, 0, 1, 0, 30))).toBe("2026-01-01");
  });

  test("stand in whole weeks that begin as the person's do", () => {
    expect(firstWeekday("de-DE")).toBe(1);
    const monday = weeksOf("2026-08-21", 1);
    expect([monday[0]![0], monday[5]![6]]).toEqual(["2026-07-27", "2026-09-06"]);
    expect(weeksOf("2026-08-21", 0)[0]![0]).toBe("2026-07-26");
  });

  test("are those of the person, west of Greenwich too", () => {
    vi.stubEnv("TZ", "America/Los_Angeles");
    expect(formatWeekday("2026-08-21", new Date(2026, 7, 1))).toMatch(/21/);
    vi.unstubAllEnvs();
  });
});
