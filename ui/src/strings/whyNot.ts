import type { State } from "../backend/wire";
import { formatNumber } from "./format";
import { quoted } from "./phrases";
import { shortTitle, whichPapers } from "./titles";

const states: Record<State, string> = {
  inbox: "in the inbox",
  queued: "queued",
  reading: "being read",
  read: "read",
  skimmed: "skimmed",
  dropped: "dropped",
};

/** Why something that a key is for cannot be done now. */
export const whyNot = {
  noPaper: "That is for papers of a list, and none is selected here",
  inTrash: "A paper in the trash can only be looked at or put back, until the trash is emptied",
  onlyOne: (n: number) => `That is for one paper, and ${formatNumber(n)} are selected`,
  already: (state: State, n: number, title: string | null) =>
    `${whichPapers(n, title)} ${n === 1 ? "is" : "are"} ${states[state]} already`,
  noLink: (title: string) => `No link to ${quoted(shortTitle(title))} is known`,
  noCode: (title: string) => `No link to code of ${quoted(shortTitle(title))} is known`,
  cannotSnooze: "Only papers in the inbox or the queue can be snoozed",
  notInQueue: "Only papers in the queue can be moved up and down",
};
