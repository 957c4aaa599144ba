import { count } from "./phrases";

/** What a list says that holds nothing; how to fill it is said with the key where there is one. */
export const empty = {
  inbox: { title: "The inbox is empty", queue: (n: number) => `${count(n, "paper waits", "papers wait")} in the queue.`, read: "Read the first one" }, // prettier-ignore
  queue: { title: "The queue is empty", press: (key: string) => `Press ${key} on a paper to put it here.`, line: "Papers that you queue stand here in your order." }, // prettier-ignore
  reading: { title: "Nothing started", press: (key: string) => `Press ${key} on a queued paper when you start it.`, line: "What you start to read stands here until you finish it." }, // prettier-ignore
  finished: {
    title: "Nothing finished yet",
    line: "Papers you mark as read or skimmed come here.",
  },
  starred: { title: "Nothing starred", press: (key: string) => `Press ${key} on a paper to star it.`, line: "Papers with a star come here." }, // prettier-ignore
  snoozed: { title: "Nothing snoozed", press: (key: string) => `Press ${key} on a paper to hide it until a day.`, line: "Papers that you hide until a day wait here." }, // prettier-ignore
  dropped: { title: "Nothing dropped", press: (key: string) => `Press ${key} on a paper that is not for you.`, line: "Papers that are not for you come here." }, // prettier-ignore
  trash: { title: "The trash is empty", press: (key: string) => `Press ${key} on a paper to move it here.`, line: "What you take out comes here first." }, // prettier-ignore
  tag: { title: "No paper has this tag", press: (key: string) => `Press ${key} on a paper to tag it.`, line: "Papers that get it come here." }, // prettier-ignore
  import: { title: "No papers of this import are here", line: "They were taken out, or the import held none." }, // prettier-ignore
  saved: { title: "Nothing fits this view", line: "Papers that fit it come here." },
  filtered: { title: "No paper fits these filters", line: "Take one away to see more." },
  search: { title: "No paper has all of these words", line: "Try fewer words" },
  all: { title: "No papers yet", line: "Drop a file here, or paste a page that you copied." },
};
