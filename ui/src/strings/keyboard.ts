/** Words about the keys. */
export const keyboard = {
  title: "Keyboard",
  close: "Close",
  find: "Find an action or a key",
  none: "No action is called so",
  or: "or",
  groups: { anywhere: "Anywhere", goTo: "Go to", list: "Lists", paper: "Paper", queue: "Queue", sheet: "Import sheet", compare: "Compare", triage: "Triage" }, // prettier-ignore
  tip: (name: string, keys: string) => `${name} (${keys})`,
  waiting: (first: string) => `${first}, then`,
};
