import type { Words } from "../strings";

/** The shortest words: how old something is, and how many thousands or millions. */
export const short: Words["brief"] = {
  now: "jetzt",
  age: {
    year: (n) => `${n} J.`,
    month: (n) => `${n} Mon.`,
    week: (n) => `${n} Wo.`,
    day: (n) => `${n} T.`,
    hour: (n) => `${n} Std.`,
    minute: (n) => `${n} Min.`,
  },
  thousands: (n) => `${n} Tsd.`,
  millions: (n) => `${n} Mio.`,
};
