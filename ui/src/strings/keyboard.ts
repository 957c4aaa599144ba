/** Words about the keys. */
export const keyboard = {
  title: "Keyboard",
  close: "Close",
  groups: { anywhere: "Anywhere", goTo: "Go to", list: "Lists", paper: "Paper", queue: "Queue", sheet: "Import sheet", compare: "Compare" }, // prettier-ignore
  waiting: "G, then I Q R A F S D U X W H",
};
