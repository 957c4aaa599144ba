import type { State } from "../backend/wire";

/** What each state is called. */
export const stateNames: Record<State, string> = {
  inbox: "Inbox",
  queued: "Queued",
  reading: "Reading",
  read: "Read",
  skimmed: "Skimmed",
  dropped: "Dropped",
};
