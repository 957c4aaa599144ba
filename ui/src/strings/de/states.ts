import type { Words } from "../strings";

/** What each state is called. */
export const stateNames: Words["state"] = {
  inbox: "Eingang",
  queued: "Vorgemerkt",
  reading: "Lese ich",
  read: "Gelesen",
  skimmed: "Überflogen",
  dropped: "Verworfen",
};
