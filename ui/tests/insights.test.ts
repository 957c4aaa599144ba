import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend, type FakeOptions } from "../src/backend/fake";
import Columns from "../src/components/insights/Columns.svelte";
import { layOut, lengthsOf } from "../src/components/insights/layout";
import { hasLabel, type Series } from "../src/components/insights/plot";
import { weekOfYear } from "../src/stores/days";
import { noProblems } from "./axe";

/** Opens the window, and goes to the insights by keys. */
async function open(options: FakeOptions = {}, prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 40, ...options });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await screen.findByRole("navigation", { name: "Views" });
  await waitFor(() => expect(document.activeElement).not.toBe(document.body));
  await user.keyboard("gn");
  await screen.findByRole("heading", { name: "Insights" });
  return { fake, user, container };
}

const plot = (name: string | RegExp) => screen.findByRole("figure", { name });
const numbers = (row: HTMLElement) => within(row).getAllByRole("cell").map((cell) => Number(cell.textContent.replace(/\D/g, ""))); // prettier-ignore
const total = (figure: HTMLElement) => within(figure).getAllByRole("row").slice(1).flatMap(numbers).reduce((a, b) => a + b, 0); // prettier-ignore
const asked = (fake: FakeBackend, fromDay: string | null) =>
  fake.ask({ kind: "insights", fromDay });

describe("insights", () => {
  test("say in a sentence how it goes, and show a plot of each thing with its finding", async () => {
    const { fake } = await open();
    const { insights } = await asked(fake, null);
    const { pace } = insights;
    expect(pace.finished).toBeGreaterThan(0);
    await screen.findByText(`${pace.finished} papers`);
    expect(screen.getByText(/^by /)).toBeTruthy();
    const flow = await plot("Added and finished each week");
    const sentence = `${pace.added} came in, ${pace.finished} were finished.`;
    expect(within(flow).getByText(sentence)).toBeTruthy();
    expect(within(flow).getByRole("img", { name: sentence })).toBeTruthy();
    for (const name of [/^Finished each week/, /^From added to finished/, /inbox/, /^By tag/, /^By source/]) await plot(name); // prettier-ignore
    expect(within(await plot(/^From queued/)).getByText(/had been queued before/)).toBeTruthy();
  });

  test("show the numbers of each plot as a table, and they add up", async () => {
    const { fake, user } = await open();
    const { insights } = await asked(fake, null);
    for (const [name, sum] of [
      [/^Finished each week/, insights.pace.finished],
      [/^Added and finished/, insights.pace.added + insights.pace.finished],
      [/^From added to finished/, insights.pace.finished],
      [/^How long papers wait/, fake.papers.filter((p) => p.marks.state === "inbox").length],
    ] as const) {
      const figure = await plot(name);
      const button = within(figure).getByRole("button", { name: /^Show as a table: / });
      await user.click(button);
      expect(button.getAttribute("aria-pressed")).toBe("true");
      expect(within(figure).getByRole("table", { name })).toBeTruthy();
      expect(within(figure).queryByRole("img")).toBeNull();
      expect(total(figure)).toBe(sum);
      expect(document.activeElement).toBe(button);
    }
    const tags = await plot("By tag");
    await user.click(within(tags).getByRole("button"));
    const training = within(tags).getByRole("row", { name: /training/ });
    const having = fake.papers.filter((p) => p.marks.tags.includes("training")).length;
    expect(numbers(training).reduce((a, b) => a + b, 0)).toBe(having);
  });

  test("are of a period that is chosen by arrow keys", async () => {
    const { user } = await open();
    const group = within(await screen.findByRole("radiogroup", { name: "Period" }));
    const chosen = () => group.getByRole("radio", { checked: true }).textContent;
    expect(chosen()).toBe("12 weeks");
    group.getByRole("radio", { checked: true }).focus();
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(chosen()).toBe("Year"));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Year"));
    const months = await plot("Finished each month");
    await user.click(within(months).getByRole("button"));
    expect(within(months).getAllByRole("row").length).toBe(13);
    await user.click(group.getByRole("radio", { name: "4 weeks" }));
    const weeks = await plot("Finished each week");
    expect(within(weeks).getAllByRole("row").length).toBe(5);
    expect(screen.getByText(/in four weeks/)).toBeTruthy();
  });

  test("follow what happens", async () => {
    const { fake } = await open();
    const { insights } = await asked(fake, null);
    const waiting = fake.papers.find((p) => p.marks.state === "inbox")!;
    fake.changeFromElsewhere({ kind: "setState", papers: [waiting.id], to: "skimmed" });
    await screen.findByText(`${insights.pace.finished + 1} papers`);
  });

  test("lead to the triage of those that wait longest, or of the inbox", async () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    const old = "2025-01-07T10:00:00Z";
    const { user, fake } = await open({}, (fake) => {
      const waiting = fake.papers.filter((p) => p.marks.state === "inbox");
      for (const [place, paper] of waiting.entries()) paper.addedAt = place < 3 ? old : new Date().toISOString(); // prettier-ignore
    });
    const inbox = await plot(/^How long papers wait/);
    await user.click(within(inbox).getByRole("button", { name: "Triage these 3" }));
    await screen.findByRole("application", { name: "Triage" });
    expect(screen.getByText("1 of 3")).toBeTruthy();
    await user.keyboard("ddd");
    await user.click(await screen.findByRole("button", { name: /^Back to/ }));
    expect(fake.papers.filter((p) => p.addedAt === old).every((p) => p.marks.state === "dropped")).toBe(true); // prettier-ignore
    await user.click(await within(await plot(/^How long papers wait/)).findByRole("button", { name: "Triage the inbox" })); // prettier-ignore
    await screen.findByRole("application", { name: "Triage" });
    expect(screen.queryByText("1 of 3")).toBeNull();
  });

  test("say how many tags and sources there are beside those that are drawn", async () => {
    await open({}, (fake) => {
      for (const [place, paper] of fake.papers.entries()) paper.marks.tags = [`tag ${place % 7}`];
    });
    const tags = await plot("By tag");
    expect(within(tags).getByText(/The 5 largest of 7 tags/)).toBeTruthy();
    expect(within(tags).getAllByText(/^tag \d$/)).toHaveLength(5);
  });

  test("tell of a library in which nothing is finished without a word of blame", async () => {
    await open({}, (fake) => {
      fake.papers = fake.papers.filter((p) => p.marks.state === "inbox");
      for (const paper of fake.papers) paper.marks.tags = [];
    });
    await screen.findByText("Nothing was finished in twelve weeks.", { exact: false });
    const figure = await plot(/^Finished each week/);
    expect(within(figure).queryByRole("img")).toBeNull();
    expect(within(figure).queryByRole("button")).toBeNull();
    expect(within(await plot("By tag")).getByText("No paper has a tag.")).toBeTruthy();
    expect(screen.queryByText(/At this pace/)).toBeNull();
  });

  test("of an empty library say what will be here", async () => {
    await open({ isEmpty: true });
    await screen.findByRole("heading", { name: "Nothing to tell yet" });
    expect(screen.queryByRole("radiogroup", { name: "Period" })).toBeNull();
  });

  test.each(["light", "dark"])("have nothing that axe finds, in %s", async (theme) => {
    const { container, user } = await open();
    document.documentElement.dataset.theme = theme;
    await plot("By tag");
    await noProblems(container);
    for (const button of screen.getAllByRole("button", { name: /^Show as a table/ })) await user.click(button); // prettier-ignore
    await noProblems(container);
  });
});

describe("plots", () => {
  const one = (numbers: number[]): Series[] => numbers.map(() => ({ name: "", look: "solid", colour: "" })); // prettier-ignore
  const scaleTo = (n: number) => layOut([{ label: "", numbers: [n] }], one([n]), { isStacked: false, isNumbered: false }); // prettier-ignore

  test("begin their scale at nothing, and go on in whole papers to the highest column or past it", () => {
    for (const n of [0, 1, 2, 3, 7, 9, 11, 41, 100, 99_999]) {
      const { ticks, y } = scaleTo(n);
      expect(ticks[0]).toBe(0);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(1, n));
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(y(ticks.at(-1)!)).toBe(0);
    }
    expect(scaleTo(7).ticks).toEqual([0, 2, 4, 6, 8]);
  });

  test("stand columns on each other or side by side, none over another", () => {
    const columns = [[2, 1], [0, 4]].map((numbers) => ({ label: "", numbers })); // prettier-ignore
    const stacked = layOut(columns, one([1, 2]), { isStacked: true, isNumbered: false });
    expect(stacked.bars.map(({ y, height }) => [y, height])).toEqual([[50, 50], [25, 25], [0, 100]]); // prettier-ignore
    const beside = layOut(columns, one([1, 2]), { isStacked: false, isNumbered: false }).bars;
    for (const [place, bar] of beside.slice(1).entries()) expect(bar.x).toBeGreaterThanOrEqual(beside[place]!.x + beside[place]!.width); // prettier-ignore
    expect(beside.every(({ y, height }) => Math.abs(y + height - 100) < 1e-9)).toBe(true);
  });

  test("draw the longest row whole", () => {
    expect([0, 5, 10].map(lengthsOf([{ numbers: [6, 4] }, { numbers: [5] }]))).toEqual([0, 50, 100]); // prettier-ignore
    expect(lengthsOf([{ numbers: [0] }])(0)).toBe(0);
  });

  test("leave out labels where there are many, but never the last", () => {
    const labelled = (n: number) => Array.from({ length: n }, (_, place) => place).filter((place) => hasLabel(place, n)); // prettier-ignore
    expect(labelled(12).length).toBe(12);
    expect(labelled(27)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26]);
    expect(labelled(57).at(-1)).toBe(56);
  });

  test("number weeks as calendars do", () => {
    expect(["2026-07-27", "2025-12-29", "2024-12-30", "2021-01-04", "2020-12-28"].map(weekOfYear)).toEqual([31, 1, 1, 1, 53]); // prettier-ignore
  });
});

test("the numbers beside a plot are written in one form", () => {
  const series: Series[] = [{ name: "Added", look: "solid", colour: "" }];
  const { container } = render(Columns, { props: { columns: [{ label: "July", numbers: [150_000] }], series, finding: "150,000 were added." } }); // prettier-ignore
  expect(container.textContent).toMatch(/^\s*0\s*50k\s*100k\s*150k\s*July\s*$/);
});
