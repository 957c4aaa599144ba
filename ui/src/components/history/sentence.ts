import { decisionsOf, type Stop } from "../../stores/historyItems";
import { words } from "../../strings/strings";

/** What a row of the history says. */
export function sentenceOf(stop: Stop): string {
  const w = words.history;
  switch (stop.kind) {
    case "change":
      return words.changed(stop.row);
    case "sighting":
      return stop.isFirst ? w.seenFirst(stop.sighting.source) : w.seenAgain(stop.sighting.source);
    case "run": {
      if (stop.rows[0]!.change !== "setState") return w.moved(stop.rows.length);
      const decisions = decisionsOf(stop.rows);
      return w.triaged([...decisions.values()].reduce((sum, n) => sum + n, 0));
    }
  }
}
