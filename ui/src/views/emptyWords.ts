import type { Desk } from "../stores/desk.svelte";
import type { View } from "../stores/view";
import { words } from "../strings/strings";

const filledBy = { queue: "queue", reading: "start", starred: "star", snoozed: "snooze", dropped: "drop", trash: "moveToTrash", tag: "tags" } as const; // prettier-ignore

/** Returns what a view says that is filled by one action, with the key that the action has on this device. */
export function filledByKey(
  desk: Desk,
  kind: keyof typeof filledBy,
): { title: string; line: string } {
  const { title, press, line } = words.empty[kind];
  const spec = desk.keys.shown(filledBy[kind]);
  return { title, line: spec === undefined ? line : press(desk.keys.inWords(spec)) };
}

/** Returns what a view of papers says that holds none. */
export function emptyWords(desk: Desk, { kind }: View): { title: string; line: string } {
  switch (kind) {
    case "inbox": {
      const n = desk.counts.counts?.queued ?? 0;
      return { title: words.empty.inbox.title, line: n > 0 ? words.empty.inbox.queue(n) : "" };
    }
    case "queue":
    case "reading":
    case "starred":
    case "snoozed":
    case "dropped":
    case "trash":
    case "tag":
      return filledByKey(desk, kind);
    case "finished":
    case "import":
    case "saved":
    case "all":
      return words.empty[kind];
    default:
      return words.empty.all;
  }
}
