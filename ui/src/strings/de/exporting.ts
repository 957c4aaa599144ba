import type { LostPart } from "../../backend/wire";
import { formatDay, formatList, formatNumber } from "../format";
import { exporting as english } from "../exporting";
import type { Words } from "../strings";
import { fileName, papers, quotedFile } from "./phrases";

// Formats have the same names everywhere.
const { formats } = english;

const parts: Record<LostPart, string> = {
  abstract: "Abstracts",
  identifiers: "weitere Kennungen",
  links: "weitere Links",
  details: "Angaben wie Band und Seiten",
  number: "eine Nummer neben dem Heft",
  tags: "Schlagwörter",
  days: "wann ein Paper hinzukam und gelesen wurde",
  due: "den Tag, an dem es fällig ist",
  snoozed: "den Tag, bis zu dem es zurückgestellt ist",
  citationKey: "Zitierschlüssel",
};

/** Words about papers that leave: copied, or written to a file. */
export const exporting: Words["exporting"] = {
  copied: {
    reference: (n) => n === 1 ? "Literaturangabe kopiert" : `${formatNumber(n)} Literaturangaben kopiert`, // prettier-ignore
    bibtex: (n) => (n === 1 ? "Als BibTeX kopiert" : `${papers(n)} als BibTeX kopiert`),
    link: (n) => (n === 1 ? "Link kopiert" : `Links kopiert, soweit die ${papers(n)} einen haben`),
  },
  noLinks: "Es gibt keinen Link zu kopieren",
  heading: "Exportieren",
  what: "Papers",
  library: "Die ganze Bibliothek",
  list: (name) => `Die Liste ${name}`,
  found: "Was die Suche fand",
  selection: (n) => (n === 1 ? "Das ausgewählte Paper" : `${papers(n)} aus der Auswahl`),
  format: "Format",
  formats,
  uses: {
    bibtex: "für Literaturverwaltungen und LaTeX",
    biblatex: "für biber und biblatex",
    ris: "für Literaturverwaltungen",
    cslJson: "für Zitierprogramme und Literaturverwaltungen",
    csv: "eine Tabelle mit einer Zeile je Paper",
    markdown: "eine Leseliste für Menschen, nach Stand",
    jsonLines: "alles, zum Zurücklesen oder für Programme",
  },
  holdsAll: (format) => `${formats[format]} fasst alles, was ein Paper hier hat.`,
  loses: (format, lost) => `${formats[format]} fasst nicht: ${formatList(lost.map((part) => parts[part]))}.`, // prettier-ignore
  mirror: {
    name: "Spiegel",
    what: "Ein Ordner mit Markdown, BibTeX und JSON Lines, der der Bibliothek folgt, für Notizprogramme und git", // prettier-ignore
    choose: "Ordner wählen…",
    turnOff: "Abschalten",
    since: (at) => (at === null ? "Folgt der Bibliothek" : `Folgt der Bibliothek seit ${formatDay(at)}`), // prettier-ignore
    gone: "Gerade nicht da. Ist das Laufwerk verbunden?",
    turnedOn: (name) => `Die Bibliothek wird in ${quotedFile(name)} gespiegelt`,
    turnedOff: "Spiegel abgeschaltet; seine Dateien bleiben",
  },
  readingList: {
    title: "Literaturliste",
    reading: "Lese ich",
    queued: "Leseliste",
    inbox: "Eingang",
    read: "Gelesen",
    skimmed: "Überflogen",
    dropped: "Verworfen",
    withoutTag: "Ohne Schlagwort",
    why: "Warum:",
  },
  save: "Sichern…",
  writing: "Papers werden in eine Datei geschrieben",
  goOn: "Die Arbeit kann weitergehen. Die Datei erscheint, wenn alles darin ist.",
  cancelled: "Abgebrochen. Es wurde keine Datei geschrieben.",
  cancel: "Abbrechen",
  fileName: english.fileName,
  wrote: ({ nPapers, path }) => `${papers(nPapers)} in ${quotedFile(fileName(path))} geschrieben`,
  lost: (lost) => lost.length === 0 ? null : `Ausgelassen: ${formatList(lost.map(({ part, nPapers }) => `${parts[part]} (${papers(nPapers)})`))}`, // prettier-ignore
};
