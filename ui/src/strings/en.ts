import type {
  ChangeRow,
  Failure,
  ImportNumbers,
  Outcome,
  RejectionReason,
  State,
} from "../backend/wire";
import { exporting } from "./exporting";
import { formatList, formatNumber } from "./format";
import { details, identifier } from "./details";
import { duplicates } from "./duplicates";
import { plainMath } from "./math";
import { count, fileName, papers, quoted, quotedFile } from "./phrases";
import { preview } from "./preview";

const stateNames: Record<State, string> = {
  inbox: "Inbox",
  queued: "Queued",
  reading: "Reading",
  read: "Read",
  skimmed: "Skimmed",
  dropped: "Dropped",
};

/** A title short enough for a message: up to the colon, or the first words. */
function shortTitle(title: string): string {
  const plain = plainMath(title);
  const start = plain.split(/[:：]\s/)[0] ?? plain;
  const letters = [...start];
  return letters.length <= 48 ? start : `${letters.slice(0, 46).join("").trimEnd()}…`;
}

const what = (nPapers: number, title: string | null) =>
  nPapers === 1 && title !== null ? quoted(shortTitle(title)) : papers(nPapers);

function stateSet(to: State, nPapers: number, title: string | null): string {
  const paper = what(nPapers, title);
  switch (to) {
    case "inbox":
      return `Put ${paper} back in the inbox`;
    case "queued":
      return `Queued ${paper}`;
    case "reading":
      return `Started ${paper}`;
    case "read":
      return `Read ${paper}`;
    case "skimmed":
      return `Skimmed ${paper}`;
    case "dropped":
      return `Dropped ${paper}`;
  }
}

function starred(isStarred: boolean, nPapers: number, title: string | null): string {
  const paper = what(nPapers, title);
  return isStarred ? `Starred ${paper}` : `Took the star off ${paper}`;
}

function tagsEdited(added: string[], removed: string[], nPapers: number, title: string | null) {
  const paper = what(nPapers, title);
  const list = (tags: string[]) => formatList(tags.map(quoted));
  if (removed.length === 0) return `Tagged ${paper} ${list(added)}`;
  if (added.length === 0) return `Took ${list(removed)} off ${paper}`;
  return `Tagged ${paper} ${list(added)}, took off ${list(removed)}`;
}

/** The two papers that a change was about. */
function both({ title, otherTitle }: ChangeRow): string {
  return title === null || otherTitle === null
    ? papers(2)
    : `${quoted(title)} and ${quoted(otherTitle)}`;
}

/** What a change did, as a sentence without its full stop. */
function changed(row: ChangeRow): string {
  const { nPapers, title } = row;
  switch (row.change) {
    case "import":
      return row.sources.length === 0
        ? `Imported ${papers(nPapers)}`
        : `Imported ${formatList(row.sources.map(quotedFile))}`;
    case "setState":
      return stateSet(row.to ?? "inbox", nPapers, title);
    case "setStar":
      return starred(row.isStarred !== false, nPapers, title);
    case "editTags":
      return tagsEdited(row.tagsAdded, row.tagsRemoved, nPapers, title);
    case "renameTag":
      return `Renamed the tag ${row.tagsRemoved.map(quoted).join(", ")} to ${row.tagsAdded.map(quoted).join(", ")}`;
    case "deleteTag":
      return `Deleted the tag ${row.tagsRemoved.map(quoted).join(", ")}`;
    case "setWhy":
      return `Wrote why ${what(nPapers, title)} was saved`;
    case "setNote":
      return `Edited the note on ${what(nPapers, title)}`;
    case "placeInQueue":
      return `Moved ${what(nPapers, title)} in the queue`;
    case "trash":
      return `Moved ${what(nPapers, title)} to the trash`;
    case "putBack":
      return `Put back ${what(nPapers, title)}`;
    case "emptyTrash":
      return "Emptied the trash";
    case "setCitationKey":
      return `Changed the citation key of ${what(nPapers, title)}`;
    case "answerDuplicate":
      return `Kept ${both(row)} apart`;
    case "takeBackAnswer":
      return `Asked again whether ${both(row)} are the same`;
    case "merge":
      return title === null || row.otherTitle === null
        ? "Merged 2 papers"
        : `Merged ${quoted(row.otherTitle)} into ${quoted(title)}`;
    case "split":
      return `Parted ${both(row)}`;
    case "watchFolder":
      return `Began to watch ${row.sources.map(quotedFile).join(", ")}`;
    case "unwatchFolder":
      return `Stopped watching ${row.sources.map(quotedFile).join(", ")}`;
    case "setMirror":
      return row.sources.length === 0
        ? "Turned the mirror off"
        : `Began to mirror the library to ${row.sources.map(quotedFile).join(", ")}`;
    case "undo":
      return row.undone ? `Undone: ${changed(row.undone)}` : "Undid a change";
    case "redo":
      return row.undone ? `Redone: ${changed(row.undone)}` : "Redid a change";
  }
}

const rejections: Record<RejectionReason, string> = {
  nothingNamesIt: "No title and no identifier in this block, so there is nothing to add.",
  neverCloses: "The entry never closes.",
  notAPaper: "This is not a paper.",
  malformed: "This breaks the rules of its format.",
  tooLarge: "This entry is too large to be a paper.",
};

/** What happened and what to do, where the file is named beside it. */
function failureSentence({ code, path, line, detail }: Failure): string {
  const it = path === null ? "This" : quotedFile(path);
  const where = line === null ? "" : ` (line ${formatNumber(line)})`;
  switch (code) {
    case "not_found":
      return path === null
        ? "This paper is no longer in the library."
        : `${quotedFile(path)} is not there any more.`;
    case "ambiguous_id":
      return "More than one paper fits. Nothing was changed.";
    case "no_papers":
      return `No papers found in ${path === null ? "this text" : quotedFile(path)}. Offprint knows the copied text of paper pages, mails, saved pages, lists, tables, and what reference managers and reading lists export.`;
    case "not_text":
      return `${it} is not a text file${where}.`;
    case "unsupported":
      if (detail === "mirrored") return `${it} is where the library is mirrored: the mirror's files would be taken in again. Watch another folder.`; // prettier-ignore
      return `Offprint does not read this kind of file${detail === null ? "" : ` (${detail})`}.`;
    case "not_a_file":
      return `${it} is not a file.`;
    case "library_busy":
      return "Another Offprint is writing and did not finish in time. Nothing was changed; try again.";
    case "library_newer":
      return "This library was written by a newer Offprint. It has not been changed.";
    case "library_damaged":
      return "A part of the library cannot be read. It has not been changed.";
    case "read_only":
      return "The library cannot be written to. Nothing was changed.";
    case "disk_full":
      return "There is no room left on the disk. The last change was not saved; everything before it is safe.";
    case "conflict":
      return detail === "key"
        ? "Another paper has this citation key. Nothing was changed."
        : "Later work differs, so this was left as it is.";
    case "cancelled":
      return "Cancelled. Nothing was added.";
    case "nothing_to_undo":
      return "Nothing to undo";
    case "usage":
      if (detail === "key") return "This cannot be a citation key: it holds a sign that LaTeX or BibTeX would not take."; // prettier-ignore
      return detail === null
        ? "That did not work. Nothing was changed."
        : `That did not work: ${detail}`;
  }
}

export const en = {
  product: "Offprint",
  papers,
  shortTitle,
  fileName,
  state: stateNames,
  views: {
    label: "Views",
    inbox: "Inbox",
    queue: "Queue",
    reading: "Reading",
    all: "All papers",
    finished: "Finished",
    starred: "Starred",
    dropped: "Dropped",
    duplicates: "Duplicates",
    trash: "Trash",
    library: "Library",
    imports: "Imports",
    tags: "Tags",
    allTags: (n: number) => `All ${formatNumber(n)} tags`,
    fewerTags: "Fewer tags",
    watched: "Watched folders",
    history: "History",
    more: "More",
    withCount: (name: string, n: number) => `${name}, ${papers(n)}`,
    importWithCount: (name: string, n: number) => `${name}, ${formatNumber(n)} undecided`,
    withQuestions: (n: number) => `Duplicates, ${count(n, "open question", "open questions")}`,
    watchedWithProblems: (n: number) => `Watched folders, ${count(n, "problem", "problems")}`,
    problems: (n: number) => count(n, "needs attention", "need attention"),
    sidebar: "Resize the sidebar",
    list: "Resize the list",
    showSidebar: "Show the sidebar",
    menu: "Offprint menu",
    windowTitle: (view: string) => `${view} · Offprint`,
  },
  list: {
    sortBy: "Sort by",
    sort: {
      added: "Added, newest first",
      title: "Title",
      year: "Year, newest first",
      state: "State",
      queue: "Queue order",
      trashed: "Taken out, newest first",
      relevance: "Best match",
    },
    starred: "Starred",
    dueOn: (day: string) => `due ${day}`,
    snoozedUntil: (day: string) => `snoozed until ${day}`,
    added: (age: string) => `added ${age}`,
    trashed: (age: string) => `moved to the trash ${age}`,
    andMore: (names: string, n: number) => `${names} and ${formatNumber(n)} more`,
    noteLabel: "Note:",
    results: (n: number) => (n === 0 ? "No paper has all of these words" : `${papers(n)} found`),
    waiting: "Another Offprint is writing; waiting",
  },
  empty: {
    inbox: { title: "The inbox is empty", queue: (n: number) => `${papers(n)} wait in the queue.`, read: "Read the first one" }, // prettier-ignore
    queue: { title: "The queue is empty", line: "Press Q on a paper to put it here." },
    reading: { title: "Nothing started", line: "Press B on a queued paper when you start it." },
    finished: {
      title: "Nothing finished yet",
      line: "Papers you mark as read or skimmed come here.",
    },
    starred: { title: "Nothing starred", line: "Press F on a paper to star it." },
    dropped: { title: "Nothing dropped", line: "Press D on a paper that is not for you." },
    trash: { title: "The trash is empty", line: "Press Delete on a paper to move it here." },
    tag: { title: "No paper has this tag", line: "Press T on a paper to tag it." },
    import: { title: "No papers of this import are here", line: "They were taken out, or the import held none." }, // prettier-ignore
    search: { title: "No paper has all of these words", line: "Try fewer words" },
    all: { title: "No papers yet", line: "Drop a file here, or paste a page that you copied." },
  },
  paper: {
    label: "Paper",
    none: "No paper selected",
    readingState: "Reading state",
    star: "Star",
    unstar: "Take the star off",
    tags: "Tags",
    more: "More",
    back: "Back to the list",
    position: (position: number, of: number) =>
      `no. ${formatNumber(position)} of ${formatNumber(of)}`,
    seenAgain: (n: number) => `seen ${count(n, "time", "times")}`,
    seenTimes: (n: number) => (n === 1 ? "Seen once" : `Seen ${count(n, "time", "times")}`),
    place: (position: number, of: number) => `${formatNumber(position)} of ${formatNumber(of)}`,
    formatOf: (format: string) => preview.format(format),
    mail: (subject: string | null, sender: string | null, day: string | null) => [subject === null ? null : quoted(subject), sender, day].filter(Boolean).join(" · "), // prettier-ignore
    mergedWith: (title: string, day: string) => `Merged with ${quoted(shortTitle(title))} on ${day}.`, // prettier-ignore
    details,
    identifier,
    citation: {
      label: "Citation key",
      citedAs: "Cited as",
      copy: "Copy the citation key",
      copied: "Copied the citation key",
      set: "Set the citation key",
      hint: "Enter keeps it, Esc leaves it as it was.",
    },
    moreAuthors: (n: number) => `and ${formatNumber(n)} more`,
    open: { paper: "Paper", pdf: "PDF", code: "Code", other: "Link" },
    opensInBrowser: "This opens in your browser and needs a network.",
    start: "Start reading",
    abstract: "Abstract",
    addTag: "Tag",
    addWhy: "Why I saved it",
    whyLabel: "Why I saved it",
    whyPlaceholder: "One line: why did you save it?",
    trail: "Dates",
    added: (day: string) => `Added ${day}`,
    queued: (day: string) => `Queued ${day}`,
    started: (day: string) => `Started ${day}`,
    finished: (day: string, state: State) => `${stateNames[state]} ${day}`,
    selected: (n: number) => `${papers(n)} selected`,
    selectOne: "to select one again",
    titleAndLink: (title: string, link: string | null) =>
      link === null ? title : `${title}\n${link}`,
  },
  trash: {
    moved: (n: number, title: string | null) => `Moved ${what(n, title)} to the trash`,
    putBack: (n: number, title: string | null) => `Put back ${what(n, title)}`,
    emptied: (n: number) => `Emptied the trash: ${papers(n)} taken out`,
    since: (day: string) => `In the trash since ${day}`,
    kept: "Its note, tags and state are kept. No list or search shows it.",
    was: { inbox: "Was in the inbox", queued: "Was queued", reading: "Was being read", read: "Was read", skimmed: "Was skimmed", dropped: "Was dropped" } satisfies Record<State, string>, // prettier-ignore
    remains: "When the trash is emptied, Offprint keeps only what it needs to say “dropped before” if a paper turns up again.", // prettier-ignore
    ask: "Empty the trash?",
    askLine: (n: number, nWithNotes: number) => `${papers(n)}${nWithNotes === 0 ? "" : `, ${formatNumber(nWithNotes)} with ${nWithNotes === 1 ? "a note" : "notes"},`} ${n === 1 ? "is" : "are"} taken out.`, // prettier-ignore
    askUndo: "You can undo this until the next backup is made.",
    confirm: "Empty the trash",
    cancel: "Cancel",
  },
  note: {
    label: "Note",
    invite: "Write a note",
    saved: "Saved",
    done: "Done",
    hint: "Markdown. The first line shows in lists.",
    notSavedSince: (time: string) => `Not saved since ${time}`,
    failedHeading: "The note is not saved",
    textStays: "The text below stays here, and Offprint tries again by itself.",
    copy: "Copy note",
    retry: "Try again",
    both: "This note was changed elsewhere, too. Both texts are kept: yours, then the other below the line.",
    elsewhere: (title: string) => `The note on ${quoted(shortTitle(title))} is not saved yet. Offprint will try again.`, // prettier-ignore
  },
  closing: {
    heading: "Not everything is saved",
    note: (title: string) => `The note on ${quoted(shortTitle(title))} is not saved.`,
    why: (title: string | null) => `Why you saved ${title === null ? "this paper" : quoted(shortTitle(title))} is not saved.`, // prettier-ignore
    change: "Your last change is not saved.",
    underWay: "It is still being saved.",
    lost: "It is here as long as this window stays open. If you close it now, it is lost.",
    copy: "Copy the text",
    copied: "Copied the text",
    close: "Close anyway",
    stay: "Stay",
  },
  tag: {
    field: "Tags",
    remove: (tag: string) => `Remove ${tag}`,
    someHave: (tag: string, n: number, of: number) =>
      `${tag}, on ${formatNumber(n)} of ${formatNumber(of)}`,
    suggestions: "Tags that fit",
    newTag: (tag: string) => `New tag ${quoted(tag)}`,
    adds: "adds",
    takesLast: "takes the last away",
    done: "done",
  },
  search: { label: "Search", clear: "Clear", open: "Search" },
  queue: {
    meter: (n: number, of: number) => `${formatNumber(n)} of ${formatNumber(of)}`,
    meterLabel: (n: number, of: number) => `${formatNumber(n)} of ${formatNumber(of)} places used`,
    readingNow: "Reading now",
    upNext: "Up next",
    toMove: "to move",
    finish: "Finish",
    skimmed: "Skimmed",
    note: "Note",
    back: "Back to queue",
    noNote: "no note yet",
    moved: (place: number, of: number) => `Moved to ${formatNumber(place)} of ${formatNumber(of)}`,
    moreRows: (n: number) => `Show ${formatNumber(n)} more`,
    over: (n: number, over: number) => `The queue now holds ${formatNumber(n)}, ${formatNumber(over)} more than you planned.`, // prettier-ignore
    up: "Move up",
    down: "Move down",
  },
  import: {
    label: "Import",
    button: "Import",
    drop: "Drop to look inside",
    dropLine: "You choose what to add in the next step.",
    dropped: (names: string[], n: number) => n > names.length ? `${names.join(", ")} and ${formatNumber(n - names.length)} more` : formatList(names), // prettier-ignore
    reading: (source: string) => `Reading ${quoted(fileName(source))}`,
    writing: (source: string) => `Importing ${quoted(fileName(source))}`,
    waiting: "Another Offprint is writing; waiting",
    progress: (n: number, of: number | null) => of === null ? `${papers(n)} so far` : `${formatNumber(n)} of ${formatNumber(of)} · ${Math.floor((100 * n) / Math.max(1, of))}%`, // prettier-ignore
    progressFull: (n: number, of: number | null) => of === null ? `${papers(n)} so far` : `${formatNumber(n)} of ${papers(of)}`, // prettier-ignore
    othersWait: (n: number) => `and ${formatNumber(n)} more`,
    goOn: {
      reading: "You can go on working. Nothing is added before you have seen what is in it.",
      writing: "You can go on working. The papers appear together when all are in.",
    },
    cancel: "Cancel",
    cancelled: "Cancelled. Nothing was added.",
    done: (n: number) => `Imported ${papers(n)}`,
    doneFrom: (n: number, source: string) => `Imported ${papers(n)} from ${quotedFile(source)}`,
    nothingNew: (source: string) => `Nothing new in ${quotedFile(source)}`,
    nothing: "Nothing was imported",
    undo: "Undo import",
    show: "Show them",
    close: "Close",
    sum: (n: ImportNumbers) => {
      const terms = [`${formatNumber(n.new)} new`, `${formatNumber(n.known)} known`, `${formatNumber(n.dropped)} dropped before`, count(n.possible, "possible duplicate", "possible duplicates")]; // prettier-ignore
      if (n.repeated > 0) terms.push(`${formatNumber(n.repeated)} repeated`);
      terms.push(`${formatNumber(n.rejected)} rejected`);
      return `${formatNumber(n.found)} found = ${terms.join(" + ")}`;
    },
    listOf: (outcome: Outcome, source: string) =>
      `${source}: ${{ new: "new", known: "known", dropped: "dropped before", possible: "possible duplicates", repeated: "repeated" }[outcome]}`, // prettier-ignore
    terms: {
      found: "found",
      new: (_n: number) => "new",
      known: (_n: number) => "known",
      dropped: (_n: number) => "dropped before",
      possible: (n: number) => (n === 1 ? "possible duplicate" : "possible duplicates"),
      repeated: (_n: number) => "repeated",
      rejected: (_n: number) => "rejected",
    }, // prettier-ignore
    rejected: (n: number) => `${formatNumber(n)} rejected, left out`,
    noise: (n: number) => `${count(n, "line", "lines")} left out as page noise`,
    lines: (from: number, to: number) => from === to ? `Line ${formatNumber(from)}` : `Lines ${formatNumber(from)}–${formatNumber(to)}`, // prettier-ignore
    rejections,
    notImported: (path: string | null) => (path === null ? "Not imported" : `Not imported: ${quotedFile(path)}`), // prettier-ignore
    undone: (removed: number, kept: number) =>
      kept === 0
        ? `Took out ${papers(removed)}.`
        : `Took out ${papers(removed)}. ${formatNumber(kept)} ${kept === 1 ? "is" : "are"} kept: you worked on ${kept === 1 ? "it" : "them"}, or another import holds ${kept === 1 ? "it" : "them"}.`, // prettier-ignore
  },
  preview,
  duplicates,
  exporting,
  firstRun: {
    title: "Drop a digest here",
    line: "The text of a paper page that you copied, or a reference file.",
    line2: "You will see what is in it before anything is added.",
    choose: "Choose a file",
    paste: "Paste text",
    watch: "Watch a folder",
    kinds: [
      { name: "Paper pages", line: "select the page, copy, paste" },
      { name: "Saved text", line: ".txt of such a page" },
      { name: "Reference files", line: ".bib and .ris" },
    ],
    trySample: [
      "Nothing at hand? ",
      "Try it with a sample digest",
      " of 24 papers, then undo the import.",
    ],
    local: "Everything stays on this computer. Offprint works without a network.",
  },
  watch: {
    title: "Watched folders",
    add: "Watch a folder",
    watching: "Watching",
    elsewhere: "Not watched now",
    notFound: "Not found. Is the drive connected?",
    remove: "Stop watching",
    taken: (n: number) => (n === 1 ? "1 file taken" : `${formatNumber(n)} files taken`),
    under: "New files are read once and left where they are. New papers go to the inbox.",
    none: "No folder is watched yet",
    noneLine: "Choose a folder where digests or reference files arrive. Offprint reads each new file once and puts what is new in the inbox.", // prettier-ignore
    ask: (name: string) => `Watch ${quoted(name)}`,
    onlyNew: "Only files that arrive from now on",
    alsoOld: "Also the files that are there",
    confirm: "Watch",
    cancel: "Cancel",
    noFiles: "No file has arrived yet.",
    show: "Show",
    undo: "Undo",
    counts: (nNew: number, nOther: number) => nOther === 0 ? `${formatNumber(nNew)} new` : `${formatNumber(nNew)} new · ${formatNumber(nOther)} known or left out`, // prettier-ignore
    nothingIn: "No papers found.",
    notWatching: "Offprint cannot watch now",
  },
  history: {
    title: "History",
    line: "every change, for as long as the library lives",
    none: "Nothing has happened yet",
    noneLine: "Each change you make is kept here, and can be undone.",
    undo: "Undo",
    redo: "Redo",
    by: { window: "", terminal: "by the terminal", watcher: "by a watched folder" },
    undone: "Undone",
    undoneAt: (time: string) => `Undone at ${time}`,
    earlier: "Show earlier changes",
    undoThis: (change: string) => `Undo: ${change}`,
    redoThis: (change: string) => `Redo: ${change}`,
  },
  messages: {
    label: "Messages",
    stateSet,
    tagsEdited,
    starred,
    undo: "Undo",
    redo: "Redo",
    undone: (row: ChangeRow) => `Undone: ${changed(row)}`,
    redone: (row: ChangeRow) => `Redone: ${changed(row)}`,
    notUndone: (row?: ChangeRow) => `Not undone${row ? `: ${changed(row)}` : ""}. Later work differs, so all was left as it is.`, // prettier-ignore
    notRedone: (row?: ChangeRow) => `Not redone${row ? `: ${changed(row)}` : ""}. Later work differs, so all was left as it is.`, // prettier-ignore
    left: (n: number) => n === 1 ? "1 paper differs by later work and was left." : `${papers(n)} differ by later work and were left.`, // prettier-ignore
    nothingToUndo: "Nothing to undo",
    nothingToRedo: "Nothing to redo",
    copied: "Copied title and link",
    dialogOpen: "A dialog for files is open already. Answer that one first.",
    keySet: (key: string) => `The citation key is ${quoted(key)} now`,
    apart: (title: string, other: string) => `Kept ${quoted(shortTitle(title))} and ${quoted(shortTitle(other))} apart`, // prettier-ignore
    merged: (title: string) => `${quoted(shortTitle(title))} is one paper now`,
    askedAgain: "The question is open again",
    parted: (title: string) => `Parted ${quoted(shortTitle(title))} again`,
    close: "Close",
    queuedFirst: (n: number, title: string | null) => `Put ${what(n, title)} first in the queue`,
    opened: (title: string) => `Opened ${quoted(shortTitle(title))} in your browser`,
    noLink: "This paper has no such link",
    watching: (name: string) => `Watching ${quoted(name)}`,
    notWatching: (name: string) => `Stopped watching ${quoted(name)}`,
  },
  changed,
  settingsFailure: ({ path, line, detail }: Failure) =>
    `The settings of this device do not hold (${path ?? "settings.toml"}${line === null ? "" : `, line ${formatNumber(line)}`}): ${detail ?? "they cannot be read"}. Offprint goes on as if nothing were set.`,
  mirrorFailure: (failure: Failure | null, left: readonly string[]) =>
    failure?.detail === "no mirror"
      ? `The mirror is not there (${failure.path ?? ""}). Is the drive connected?`
      : failure !== null
        ? `The mirror was not updated (${failure.path ?? "library"}): ${failure.detail?.replace(/^writing: /, "") ?? failureSentence(failure)}`
        : `Of the mirror, ${left.map(quoted).join(", ")} could not be written, as what is there is not the mirror's. Move it away.`,
  mirrorRefused: (failure: Failure) =>
    failure.code === "unsupported" && failure.detail !== null
      ? `The library cannot be mirrored to ${quotedFile(failure.path ?? "")}: ${failure.detail}.`
      : failureSentence(failure),
  failure: failureSentence,
  libraryError: {
    title: "Offprint cannot open your library",
    happened: "What happened",
    safe: "What is safe",
    safeLine: "Offprint has not changed the file. Nothing is written until it can be opened.",
    todo: "What you can do",
    todoLine: {
      library_newer: "Start the newest Offprint that you have.",
      library_busy: "Close the other program that uses it, then try again.",
      read_only: "Give yourself the right to write to this folder, then try again.",
      disk_full: "Free some space, then try again.",
      other:
        "See that the disk is connected and that no other program holds the file, then try again.",
    },
    retry: "Try again",
    copy: "Copy details",
  },
  keyboard: {
    title: "Keyboard",
    close: "Close",
    groups: { anywhere: "Anywhere", goTo: "Go to", list: "Lists", paper: "Paper", queue: "Queue", sheet: "Import sheet", compare: "Compare" }, // prettier-ignore
    waiting: "G, then I Q R A F S D U X W H",
  },
  actions: {
    search: "Search",
    importFiles: "Import…",
    paste: "Paste",
    watchFolder: "Watch a folder…",
    undo: "Undo",
    redo: "Redo",
    undoImport: "Undo the last import",
    keyboard: "Keyboard",
    sidebar: "Sidebar",
    nextPane: "Next pane",
    previousPane: "Previous pane",
    back: "Back",
    forward: "Forward",
    textLarger: "Larger text",
    textSmaller: "Smaller text",
    textDefault: "Text at its usual size",
    toMessage: "To the message",
    goTo: (view: string) => `Go to ${view}`,
    next: "Next paper",
    previous: "Previous paper",
    first: "First",
    last: "Last",
    pageDown: "Page down",
    pageUp: "Page up",
    openDetail: "Go to the paper",
    backToList: "Back to the list",
    scroll: "Scroll, then next paper",
    scrollBack: "Scroll back, then previous paper",
    extendDown: "Extend the selection down",
    extendUp: "Extend the selection up",
    toggle: "Select or leave out",
    selectAll: "Select all",
    menu: "Paper menu",
    moveUp: "Move up in the queue",
    moveDown: "Move down in the queue",
    moveTop: "Move to the top of the queue",
    moveEnd: "Move to the end of the queue",
    queue: "Queue",
    queueFirst: "Put first in the queue",
    start: "Start reading",
    read: "Read",
    skim: "Skimmed",
    drop: "Drop",
    inbox: "Back to the inbox",
    star: "Star",
    unstar: "Take the star off",
    tags: "Tags…",
    note: "Note",
    why: "Why I saved it",
    openPaper: "Open the paper",
    openCode: "Open the code",
    copy: "Copy title and link",
    copyReference: "Copy as a reference",
    copyBibtex: "Copy as BibTeX",
    copyLink: "Copy the link",
    export: "Export…",
    exportThese: "Export…",
    compareTwo: "Compare…",
    moveToTrash: "Move to the trash",
    putBack: "Put back",
    emptyTrash: "Empty the trash…",
    sheet: {
      next: "Next row",
      previous: "Previous row",
      first: "First row",
      last: "Last row",
      pageDown: "Page down",
      pageUp: "Page up",
      right: "Next cell",
      left: "Previous cell",
      record: "What this row was read from",
      tick: "Tick or leave out",
      tickAll: "Tick all new",
      figures: "The figures, one to seven",
      compare: "Compare",
      fix: "Fix by hand",
      find: "Find in this source",
      accept: "Import",
      escape: "Back, then close",
    },
    compare: {
      same: "Same paper",
      different: "Different papers",
      merge: "Make them one paper",
      next: "Next pair",
      previous: "Previous pair",
      back: "Back to the list",
    },
  },
};
