import type { AgeUnit } from "./brief";

/** The shortest words: how old something is, and how many thousands or millions. */
export const short = {
  now: "now",
  age: {
    year: (n) => `${n} y`,
    month: (n) => `${n} mo`,
    week: (n) => `${n} w`,
    day: (n) => `${n} d`,
    hour: (n) => `${n} h`,
    minute: (n) => `${n} min`,
  } satisfies Record<AgeUnit, (n: string) => string>,
  thousands: (n: string) => `${n}k`,
  millions: (n: string) => `${n}M`,
};
