import type { Row } from "../../backend/wire";
import { daysBetween, today, type Day } from "../../stores/days";

const soonDays = 14;

/** How a due day looks: amber when it is near, red when it is past. */
export interface Due {
  day: Day;
  isSoon: boolean;
  isPast: boolean;
}

/** The due day of a paper that is still to be read. */
export function dueOf({ dueOn, state }: Row): Due | null {
  if (dueOn === null || state === "read" || state === "skimmed" || state === "dropped") return null;
  const nDays = daysBetween(today(), dueOn);
  return { day: dueOn, isSoon: nDays >= 0 && nDays <= soonDays, isPast: nDays < 0 };
}
