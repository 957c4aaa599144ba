import type { NotTaken } from "../stores/desk/typed.svelte";
import { formatWeekday } from "./format";
import { quoted } from "./phrases";

/** Words about what was typed and not taken. */
export const typed = {
  /** In place, before the reason. */
  notSaved: "This is not saved yet.",
  notTagged: (tags: string) => `Not tagged with ${quoted(tags)}.`,
  openAgain: "Open again",
  /** Elsewhere, before the reason. */
  notTaken({ as, of, text, day }: Omit<NotTaken, "failure">): string {
    switch (as) {
      case "why":
        return `Why you saved it was not saved: ${quoted(text)}.`;
      case "tags":
        return typed.notTagged(text);
      case "citationKey":
        return `The citation key was not set to ${quoted(text)}.`;
      case "tagName":
        return `${quoted(of)} was not renamed to ${quoted(text)}.`;
      case "viewName":
        return `The view was not saved as ${quoted(text)}.`;
      case "due":
        return day == null ? "The due day was not taken off." : `The due day was not set to ${formatWeekday(day)}.`; // prettier-ignore
      case "snooze":
        return day == null ? "Not woken." : `Not snoozed until ${formatWeekday(day)}.`;
    }
  },
};
