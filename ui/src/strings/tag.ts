import { formatNumber } from "./format";
import { quoted } from "./phrases";

/** Words about tags. */
export const tag = {
  field: "Tags",
  remove: (tag: string) => `Remove ${tag}`,
  someHave: (tag: string, n: number, of: number) =>
    `${tag}, on ${formatNumber(n)} of ${formatNumber(of)}`,
  suggestions: "Tags that fit",
  newTag: (tag: string) => `New tag ${quoted(tag)}`,
  adds: "adds",
  takesLast: "takes the last away",
  done: "done",
};
