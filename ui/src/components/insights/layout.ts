import { max, sum } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import { stack } from "d3-shape";
import type { Series } from "./plot";

/** What stands over one place of the axis. */
export interface Column {
  label: string;
  /** One number for each series. */
  numbers: number[];
  /** The column itself stands out, */
  isMarked?: boolean;
  /** or only its label, for the step that is not over. */
  isLast?: boolean;
}

/** A drawn part of a column, in per cent of the plot from its top left. */
export interface Bar {
  x: number;
  width: number;
  y: number;
  height: number;
  of: Series;
  isMarked: boolean;
}

/** How columns stand: on each other or side by side, beside a scale or each under its number. */
export interface Manner {
  isStacked: boolean;
  isNumbered: boolean;
}

/** Lays columns out: their bars, the numbers of the scale, where a number lies and where the middle of a column. */
export function layOut(columns: readonly Column[], series: readonly Series[], manner: Manner) {
  const { isStacked, isNumbered } = manner;
  const heights = columns.map(({ numbers }) => (isStacked ? sum(numbers) : (max(numbers) ?? 0)));
  const gap = isNumbered ? 0.26 : 0.42;
  const x = scaleBand<number>(columns.map((_, place) => place), [0, 100]).paddingInner(gap).paddingOuter(gap / 2); // prettier-ignore
  const within = scaleBand<number>(
    series.map((_, place) => place),
    [0, x.bandwidth()],
  );
  const y = scaleLinear([0, Math.max(1, max(heights) ?? 0)], [100, 0]);
  if (!isNumbered) y.nice(3);
  const bar = (column: number, one: number, from: number, to: number): Bar => ({
    x: x(column)! + (isStacked ? 0 : within(one)!),
    width: isStacked ? x.bandwidth() : within.bandwidth(),
    y: y(to),
    height: y(from) - y(to),
    of: series[one]!,
    isMarked: columns[column]!.isMarked ?? false,
  });
  const bars = isStacked
    ? stack<unknown, Column, number>().keys(series.keys()).value(({ numbers }, one) => numbers[one]!)([...columns]).flatMap((spans, one) => spans.map(([from, to], column) => bar(column, one, from, to))) // prettier-ignore
    : columns.flatMap(({ numbers }, column) => numbers.map((n, one) => bar(column, one, 0, n)));
  return {
    bars: bars.filter(({ height }) => height > 0),
    // Papers are counted whole.
    ticks: isNumbered ? [0] : y.ticks(3).filter(Number.isInteger),
    heights,
    y: (n: number) => y(n),
    middle: (column: number) => x(column)! + x.bandwidth() / 2,
  };
}

/** Gives the length of a bar, in per cent of the longest row's. */
export function lengthsOf(rows: readonly { numbers: number[] }[]): (n: number) => number {
  return scaleLinear([0, max(rows, ({ numbers }) => sum(numbers)) || 1], [0, 100]);
}
