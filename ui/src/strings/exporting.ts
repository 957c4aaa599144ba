import type {
  CopyAs,
  Exported,
  LostPart,
  Loss,
  ReadingListWords,
  WriteFormat,
} from "../backend/wire";
import { formatDay, formatList, formatNumber } from "./format";
import { fileName, papers, quotedFile } from "./phrases";

const formats: Record<WriteFormat, string> = {
  bibtex: "BibTeX",
  biblatex: "BibLaTeX",
  ris: "RIS",
  cslJson: "CSL-JSON",
  csv: "CSV",
  markdown: "Markdown",
  jsonLines: "JSON Lines",
};

const parts: Record<LostPart, string> = {
  abstract: "abstracts",
  identifiers: "further identifiers",
  links: "further links",
  details: "details such as volume and pages",
  number: "a number beside the issue",
  tags: "tags",
  days: "when a paper was added and read",
  due: "the day it is due",
  snoozed: "the day it is hidden until",
  citationKey: "citation keys",
};

const copied: Record<CopyAs, (n: number) => string> = {
  reference: (n) => (n === 1 ? "Copied the reference" : `Copied ${formatNumber(n)} references`),
  bibtex: (n) => (n === 1 ? "Copied as BibTeX" : `Copied ${papers(n)} as BibTeX`),
  link: (n) =>
    n === 1 ? "Copied the link" : `Copied the links of those of ${papers(n)} that have one`,
};

/** Words about papers that leave: copied, or written to a file. */
export const exporting = {
  copied,
  noLinks: "There is no link to copy",
  heading: "Export",
  what: "Papers",
  library: "The whole library",
  list: (name: string) => `The list ${name}`,
  found: "What the search found",
  selection: (n: number) => (n === 1 ? "The selected paper" : `${papers(n)} selected`),
  format: "Format",
  formats,
  uses: {
    bibtex: "for reference managers and LaTeX",
    biblatex: "for biber and biblatex",
    ris: "for reference managers",
    cslJson: "for citation processors and reference managers",
    csv: "a table, one row for each paper",
    markdown: "a reading list for people, by state",
    jsonLines: "everything, to be read back or by programs",
  } satisfies Record<WriteFormat, string>,
  holdsAll: (format: WriteFormat) => `${formats[format]} holds everything that a paper has here.`,
  loses: (format: WriteFormat, lost: LostPart[]) => `${formats[format]} cannot hold ${formatList(lost.map((part) => parts[part]))}.`, // prettier-ignore
  mirror: {
    name: "Mirror",
    what: "A folder of Markdown, BibTeX and JSON Lines that follows the library, for note programs and git",
    choose: "Choose a folder…",
    turnOff: "Turn off",
    since: (at: string | null) => at === null ? "Follows the library" : `Follows the library since ${formatDay(at)}`, // prettier-ignore
    gone: "Not there just now; is the drive connected?",
    turnedOn: (name: string) => `The library is mirrored to ${quotedFile(name)}`,
    turnedOff: "Turned the mirror off; its files stay",
  },
  /** What a reading list says that is written for people. */
  readingList: {
    title: "Reading list",
    reading: "Reading",
    queued: "Queue",
    inbox: "Inbox",
    read: "Read",
    skimmed: "Skimmed",
    dropped: "Dropped",
    withoutTag: "Without a tag",
    why: "Why:",
  } satisfies ReadingListWords,
  save: "Save…",
  writing: "Writing papers to a file",
  goOn: "You can go on working. The file appears when all is in it.",
  cancelled: "Cancelled. No file was written.",
  cancel: "Cancel",
  /** The name that the dialog for saving begins with. */
  fileName: (name: string, format: WriteFormat) =>
    `${name.replace(/[\\/:*?"<>|]+/g, "-").replace(/^[.\s]+|[.\s]+$/g, "") || "papers"}.${{ bibtex: "bib", biblatex: "bib", ris: "ris", cslJson: "json", csv: "csv", markdown: "md", jsonLines: "jsonl" }[format]}`, // prettier-ignore
  wrote: ({ nPapers, path }: Exported) => `Wrote ${papers(nPapers)} to ${quotedFile(fileName(path))}`, // prettier-ignore
  lost: (lost: Loss[]) => lost.length === 0 ? null : `Left out: ${formatList(lost.map(({ part, nPapers }) => `${parts[part]} (${papers(nPapers)})`))}`, // prettier-ignore
};
