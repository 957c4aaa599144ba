import { papers } from "./phrases";

/** What a list says that holds nothing. */
export const empty = {
  inbox: { title: "The inbox is empty", queue: (n: number) => `${papers(n)} wait in the queue.`, read: "Read the first one" }, // prettier-ignore
  queue: { title: "The queue is empty", line: "Press Q on a paper to put it here." },
  reading: { title: "Nothing started", line: "Press B on a queued paper when you start it." },
  finished: {
    title: "Nothing finished yet",
    line: "Papers you mark as read or skimmed come here.",
  },
  starred: { title: "Nothing starred", line: "Press F on a paper to star it." },
  snoozed: { title: "Nothing snoozed", line: "Press Z on a paper to hide it until a day." },
  dropped: { title: "Nothing dropped", line: "Press D on a paper that is not for you." },
  trash: { title: "The trash is empty", line: "Press Delete on a paper to move it here." },
  tag: { title: "No paper has this tag", line: "Press T on a paper to tag it." },
  import: { title: "No papers of this import are here", line: "They were taken out, or the import held none." }, // prettier-ignore
  saved: { title: "Nothing fits this view", line: "Papers that fit it come here." },
  filtered: { title: "No paper fits these filters", line: "Take one away to see more." },
  search: { title: "No paper has all of these words", line: "Try fewer words" },
  all: { title: "No papers yet", line: "Drop a file here, or paste a page that you copied." },
};
