import type {
  ColumnField,
  DetectReason,
  FieldName,
  FormatName,
  PaperHere,
  PreviewNumbers,
  PreviewOutcome,
  RejectionReason,
  State,
  WarningKind,
} from "../backend/wire";
import { formatBytes, formatDay, formatList, formatNumber } from "./format";
import { isNamed } from "./names";
import { count, fileName, papers, quoted } from "./phrases";
import { pluralsOf } from "./plurals";

/** What a source is called, by the name of its format. */
const formats: Record<FormatName, string> = {
  "page-text": "the text of a page of papers",
  html: "a saved page",
  "arxiv-mail": "an arXiv mail",
  "scholar-mail": "a Scholar alert",
  mail: "a mail with papers",
  feed: "a feed",
  "link-list": "a list of links",
  "plain-list": "a list of titles",
  bibtex: "BibTeX",
  ris: "RIS",
  "csl-json": "CSL-JSON",
  "endnote-xml": "EndNote XML",
  refer: "EndNote’s refer",
  isi: "a Web of Science export",
  nbib: "a PubMed export",
  "pubmed-xml": "PubMed XML",
  refworks: "a RefWorks export",
  ovid: "an Ovid export",
  "zotero-csv": "Zotero’s CSV",
  "zotero-rdf": "Zotero’s RDF",
  csv: "a table",
  json: "JSON",
  jsonl: "JSON Lines",
  bookmarks: "a browser’s bookmarks",
  instapaper: "an Instapaper export",
  matter: "a Matter export",
  omnivore: "an Omnivore export",
  opml: "OPML",
  pinboard: "a Pinboard export",
  pocket: "a Pocket export",
  readability: "a Readability export",
  readwise: "a Readwise export",
  wallabag: "a Wallabag export",
};

/** By what a format was recognised, where something speaks for it. */
const reasons: Record<Exclude<DetectReason, "nothingElse">, string> = {
  entryHead: "by the head of its first entry",
  tagLines: "by its tags at the start of lines",
  mailHeaders: "by the headers of a mail",
  mailBody: "by the words of the mail",
  rootElement: "by its first element",
  fieldNames: "by the names of its fields",
  columnNames: "by the names of its columns",
  markup: "by its markup",
  linkLines: "by its lines with links",
  titleLines: "by its lines of titles",
  fileName: "by the name of the file",
};

const warnings: Record<WarningKind, string> = {
  missingComma: "a comma was missing",
  missingKey: "an entry had no key",
  missingEquals: "a field had no equals sign",
  undefinedMacro: "a macro is not defined; its name stands as text",
  unclosedQuote: "a quotation mark never closes",
  missingBoundary: "a record lacks its first or last line",
  strayText: "text outside of any record",
};

const fields: Record<FieldName, string> = {
  title: "Title",
  authors: "Authors",
  year: "Year",
  venue: "Venue",
  identifiers: "Identifiers",
  links: "Links",
  abstract: "Abstract",
  details: "Details",
};

const columnFields: Record<ColumnField, string> = {
  title: "Title",
  authors: "Authors",
  abstract: "Abstract",
  year: "Year",
  venue: "Venue",
  identifier: "Identifier",
  link: "Link",
  tags: "Tags",
  state: "State",
  starred: "Starred",
  why: "Why I saved it",
  note: "Note",
  addedAt: "Day added",
  startedAt: "Day started",
  finishedAt: "Day finished",
};

const terms: Record<PreviewOutcome, (n: number) => string> = {
  new: () => "new",
  known: () => "known",
  dropped: () => "dropped before",
  possible: (n) => (n === 1 ? "possible duplicate" : "possible duplicates"),
  repeated: () => "repeated",
  rejected: () => "rejected",
};

const outcomes: readonly PreviewOutcome[] = ["new", "known", "dropped", "possible", "repeated", "rejected"]; // prettier-ignore

/** The outcomes that stand in the equation: "repeated" only while there is one. */
const shownOutcomes = (numbers: PreviewNumbers) =>
  outcomes.filter((outcome) => outcome !== "repeated" || numbers.repeated > 0);

const sum = (numbers: PreviewNumbers) =>
  `${formatNumber(numbers.found)} found = ${shownOutcomes(numbers)
    .map((outcome) => `${formatNumber(numbers[outcome])} ${terms[outcome](numbers[outcome])}`)
    .join(" + ")}`;

const lines = (from: number, to: number) => from === to ? `Line ${formatNumber(from)}` : `Lines ${formatNumber(from)}–${formatNumber(to)}`; // prettier-ignore
/** The same within a sentence. */
const linesWithin = (from: number, to: number) => lines(from, to).toLowerCase();
/** The format of an import of a newer Offprint is called by its name. */
const format = (name: string) => isNamed(formats, name) ? formats[name] : name; // prettier-ignore

const rejections: Record<RejectionReason, string> = {
  nothingNamesIt: "No title and no identifier in this block, so there is nothing to add.",
  neverCloses: "The entry never closes.",
  notAPaper: "This is not a paper. Tick it to add it all the same.",
  malformed: "This breaks the rules of its format.",
  tooLarge: "This entry is too large to be a paper.",
};

const knownAs: Record<State, string> = {
  inbox: "Known, in the inbox since",
  queued: "Known, queued",
  reading: "Known, started",
  read: "Known, read",
  skimmed: "Known, skimmed",
  dropped: "Dropped",
};

function here(outcome: PreviewOutcome, paper: PaperHere | null): string {
  if (paper === null) return outcome === "dropped" ? "Dropped before" : "Known";
  if (paper.emptiedAt !== null) return `Emptied from the trash ${formatDay(paper.emptiedAt)}`;
  if (paper.trashedAt !== null) return `In the trash since ${formatDay(paper.trashedAt)}`;
  if (paper.state === null) return outcome === "dropped" ? "Dropped before" : "Known";
  const words = knownAs[paper.state];
  return paper.since === null ? (words.split(/, in the | since/)[0] ?? words) : `${words} ${formatDay(paper.since)}`; // prettier-ignore
}

/** The words of the sheet that shows what sources hold before anything of it comes in. */
export const preview = {
  heading: (name: string | null) => (name === null ? "Import pasted text" : `Import ${quoted(fileName(name))}`), // prettier-ignore
  headingOfMany: (n: number) => `Import ${count(n, "source", "sources")}`,
  pasted: "Pasted text",
  files: (n: number) => `${count(n, "source", "sources")}`,
  size: formatBytes,
  recognised: (name: string, reason: DetectReason | null) => {
    if (reason === null) return `Read as ${format(name)}, as you chose`;
    if (reason === "nothingElse") return `Read as ${format(name)}; it looks like no other format`;
    return `Recognised as ${format(name)} ${reasons[reason]}`;
  },
  change: "Change",
  changeFormat: "Read it as",
  format,
  /** The formats that can be chosen by hand. */
  formatNames: Object.keys(formats),
  recogniseAgain: "Recognise it again",
  encodingGuessed: (name: string) => `Letters read as ${name}, which is a guess`,
  noise: (n: number) => `${count(n, "line", "lines")} left out as page noise`,
  show: "Show",
  showSource: "Show the text",
  allSources: "All sources",
  chooseSource: "Which source",
  sourceOf: (name: string | null) => (name === null ? "Pasted text" : fileName(name)),
  close: "Close",
  othersWait: (n: number) => `${count(n, "more source waits", "more sources wait")} and ${n === 1 ? "opens" : "open"} after this`, // prettier-ignore
  found: "found",
  foundLabel: "What was found",
  terms,
  outcomes,
  shownOutcomes,
  sum,
  ribbon: (numbers: PreviewNumbers, isMerged: boolean) =>
    `The sources in their order, ${isMerged ? "neighbours merged, each mark by what most of them are" : "one mark for each paper found"}: ${sum(numbers)}`, // prettier-ignore
  stillReading: "The source is still being read",
  reading: "Reading…",
  foundSoFar: "found so far",
  willBeAdded: (n: number, of: number) => `${formatNumber(n)} of ${formatNumber(of)} will be added`,
  tickAll: "Tick all that are shown",
  tick: (title: string) => `Add ${quoted(title)}`,
  cannotTick: "Cannot be added",
  find: "Find in this source",
  list: "Papers found",
  columnNames: { tick: "Add", paper: "Paper", source: "Source", end: "What it is" },
  nothingHere: "No paper here fits.",
  empty: {
    title: "No papers found in this text",
    line: "Offprint knows pages of paper sites, paper alerts by mail, BibTeX, RIS and other reference files.", // prettier-ignore
  },
  links: { paper: "paper", code: "code", pdf: "PDF", other: "link" },
  alike: (percent: number | null, isHere: boolean) => {
    const paper = isHere ? "a paper you have" : "another in this import";
    return percent === null ? `may be ${paper}` : `${formatNumber(percent)}% like ${paper}`;
  },
  here,
  answers: { same: "Same paper", different: "A paper of its own", later: "Decide later" },
  repeated: (places: [number, number][]) => `Again in ${formatList(places.map(([from, to]) => linesWithin(from, to)))}`, // prettier-ignore
  rejectedAt: (place: [number, number] | undefined, reason: RejectionReason) =>
    `${place === undefined ? "" : `${lines(...place)}. `}${rejections[reason]}`,
  compare: "Compare",
  fix: "Fix by hand",
  record: {
    label: "What this row was read from",
    shown: (title: string) => `Shown: the lines of ${quoted(title)}`,
    close: "Close",
    lines,
    linesWithin,
    text: "The text, to be fixed",
    again: "Read again",
    copy: "Copy the text",
    copied: "Copied the text",
    brings: "Brings with it",
    mended: (title: string) => `Fixed. Now ${quoted(title)} can be added.`,
    notMended: "There is still nothing to add in this text.",
  },
  source: {
    label: (name: string | null) => `The text of ${name === null ? "what was pasted" : quoted(fileName(name))}`, // prettier-ignore
    back: "Back to the list",
    legend: "A bar marks the lines that papers came from; what has none was left out.",
    leftOut: "left out:",
  },
  comparing: {
    heading: "Are these the same paper?",
    back: "Back to the list",
    next: "Next pair",
    previous: "Previous pair",
    place: (at: number, of: number) => `${formatNumber(at)} of ${formatNumber(of)}`,
    field: "Field",
    fields,
    inSource: (places: [number, number][]) => places.length === 0 ? "In this source" : `In this source, ${formatList(places.map(([from, to]) => linesWithin(from, to)))}`, // prettier-ignore
    inLibrary: (paper: PaperHere | null) => {
      if (paper === null || paper.id === null) return "In this import, too";
      if (paper.state === null || paper.since === null) return "In your library";
      const words = knownAs[paper.state].replace(/^Known, /, "").toLowerCase();
      return `In your library, ${words} ${formatDay(paper.since)}`;
    },
    none: "none",
    yours: "Yours",
    nothingYet: "nothing yet",
    starred: "starred",
    note: (line: string) => `Note: ${line}`,
    grounds: {
      identifierOnly: "They share an identifier, but neither title nor authors.",
      titleOnly: "They have the same title, but it is short, or something speaks against it.",
      nearTitle: "Their titles are nearly the same.",
    },
    same: "Same paper",
    sameLine: (fills: FieldName[], nSightings: number, nAdded: number) => {
      const what = fills.map((field) => fields[field].toLowerCase());
      const gets = [...what, `this sighting, its ${ordinal(nSightings + 1)}`];
      return `Yours gets ${formatList(gets)}. Nothing you have is changed. ${papers(nAdded)} will be added.`; // prettier-ignore
    },
    different: "Different papers",
    differentLine: (nAdded: number) => `Added as new. You are not asked again. ${papers(nAdded)} will be added.`, // prettier-ignore
    later: "Decide later",
    safe: "Nothing you wrote is dropped by joining two papers.",
    all: "Decide all",
    allSame: (n: number) => `All ${formatNumber(n)} are the same papers`,
    allDifferent: (n: number) => `All ${formatNumber(n)} are different papers`,
    allLater: "Decide all of them later",
    answered: (answer: string, nLeft: number) => nLeft === 0 ? `${answer}. No question is left.` : `${answer}. ${count(nLeft, "question is", "questions are")} left.`, // prettier-ignore
  },
  columns: {
    open: "Columns",
    heading: "What the columns hold",
    line: "This is remembered for tables with the same columns.",
    column: "Column",
    example: "Example",
    holds: "Holds",
    of: (name: string) => `What ${quoted(name)} holds`,
    fields: columnFields,
    none: "Left out",
    apply: "Read it so",
    cancel: "Cancel",
  },
  problems: {
    failures: (n: number) => `${count(n, "source", "sources")} could not be read`,
    skipped: (n: number) => `${count(n, "file", "files")} skipped: no text, or no papers in it`,
    warnings: (n: number) => `${count(n, "thing was", "things were")} mended while reading`,
    warning: (place: [number, number], kind: WarningKind, detail: string) => `${lines(...place)}: ${warnings[kind]}${detail === "" ? "" : ` (${detail})`}`, // prettier-ignore
    more: (n: number) => `and ${formatNumber(n)} more`,
    failed: "That was not done.",
  },
  putIn: "Put in",
  putInOf: "Put the papers in",
  asSourceSays: "As the source says, else Inbox",
  asMarked: "Inbox, or as marked",
  putInStates: { inbox: "Inbox", queued: "Queue", reading: "Reading", read: "Read", skimmed: "Skimmed", dropped: "Dropped" } satisfies Record<State, string>, // prettier-ignore
  tagAll: "Tag all",
  tags: (n: number) => count(n, "tag", "tags"),
  tagsOf: "Tags for all",
  why: "Why",
  whyOf: "Why I saved them",
  whyPlaceholder: "One line: why do you save them?",
  undoLater: "You can undo the whole import later.",
  cancel: "Cancel",
  accept: (n: number) => (n === 0 ? "Nothing to add" : `Import ${papers(n)}`),
  sightings: "Mark as seen again",
  sightingsLine: "Adds no paper. Those you have then show this source, too, where they were seen.",
};

const ending = pluralsOf("en", "ordinal");

function ordinal(n: number): string {
  return `${formatNumber(n)}${ending(n, { one: "st", two: "nd", few: "rd", other: "th" })}`;
}
