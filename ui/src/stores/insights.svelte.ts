import type { Backend } from "../backend/backend";
import type { Insights } from "../backend/wire";
import { plusDays, plusMonths, today, type Day } from "./days";
import { untilQuiet } from "./untilQuiet";

/** How far insights look back. */
export type PeriodName = "weeks4" | "weeks12" | "year" | "all";

/** Of each the first day; the core begins with its week or month. */
const begins: Record<PeriodName, () => Day | null> = {
  weeks4: () => plusDays(today(), -3 * 7),
  weeks12: () => plusDays(today(), -11 * 7),
  year: () => plusMonths(today(), -11),
  all: () => null,
};

export const periodNames = Object.keys(begins) as PeriodName[];

/** What the library tells of a period. */
export class InsightsStore {
  /** The period that was chosen, */
  period: PeriodName = $state("weeks12");
  /** and the one that `told` is of. */
  shown: PeriodName = $state("weeks12");
  told: Insights | null = $state.raw(null);

  constructor(private readonly backend: Backend) {}

  readonly refresh = untilQuiet(async () => {
    const { period } = this;
    const { insights } = await this.backend.ask({ kind: "insights", fromDay: begins[period]() });
    this.told = insights;
    this.shown = period;
  });

  async choose(period: PeriodName): Promise<void> {
    this.period = period;
    await this.refresh();
  }
}
