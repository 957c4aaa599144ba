import type { ColumnField, DetectReason, FieldName, FormatName, PreviewNumbers, PreviewOutcome, RejectionReason, State, WarningKind } from "../../backend/wire"; // prettier-ignore
import { formatBytes, formatDay, formatList, formatNumber } from "../format";
import { preview as english } from "../preview";
import type { Words } from "../strings";
import { isNamed } from "../names";
import { count, fileName, papers, quoted } from "./phrases";

/** What a source is called, by the name of its format. */
const formats: Record<FormatName, string> = {
  "page-text": "Text einer Seite mit Papers",
  html: "gesicherte Seite",
  "arxiv-mail": "arXiv-Mail",
  "scholar-mail": "Scholar-Benachrichtigung",
  mail: "Mail mit Papers",
  feed: "Feed",
  "link-list": "Liste von Links",
  "plain-list": "Liste von Titeln",
  bibtex: "BibTeX",
  ris: "RIS",
  "csl-json": "CSL-JSON",
  "endnote-xml": "XML von EndNote",
  refer: "refer von EndNote",
  isi: "Export aus Web of Science",
  nbib: "Export aus PubMed",
  "pubmed-xml": "XML von PubMed",
  refworks: "Export aus RefWorks",
  ovid: "Export aus Ovid",
  "zotero-csv": "CSV von Zotero",
  "zotero-rdf": "RDF von Zotero",
  csv: "Tabelle",
  json: "JSON",
  jsonl: "JSON Lines",
  bookmarks: "Lesezeichen eines Browsers",
  instapaper: "Export aus Instapaper",
  matter: "Export aus Matter",
  omnivore: "Export aus Omnivore",
  opml: "OPML",
  pinboard: "Export aus Pinboard",
  pocket: "Export aus Pocket",
  readability: "Export aus Readability",
  readwise: "Export aus Readwise",
  wallabag: "Export aus Wallabag",
};

/** By what a format was recognised, where something speaks for it. */
const reasons: Record<Exclude<DetectReason, "nothingElse">, string> = {
  entryHead: "am Kopf des ersten Eintrags",
  tagLines: "an den Kürzeln am Zeilenanfang",
  mailHeaders: "am Kopf einer Mail",
  mailBody: "an den Worten der Mail",
  rootElement: "am ersten Element",
  fieldNames: "an den Namen der Felder",
  columnNames: "an den Namen der Spalten",
  markup: "an der Auszeichnung",
  linkLines: "an den Zeilen mit Links",
  titleLines: "an den Zeilen mit Titeln",
  fileName: "am Namen der Datei",
};

const warnings: Record<WarningKind, string> = {
  missingComma: "ein Komma fehlte",
  missingKey: "ein Eintrag hatte keinen Schlüssel",
  missingEquals: "ein Feld hatte kein Gleichheitszeichen",
  undefinedMacro: "ein Makro ist nicht definiert; sein Name steht als Text",
  unclosedQuote: "ein Anführungszeichen endet nie",
  missingBoundary: "einem Eintrag fehlt die erste oder letzte Zeile",
  strayText: "Text außerhalb der Einträge",
};

const fields: Record<FieldName, string> = {
  title: "Titel",
  authors: "Autoren",
  year: "Jahr",
  venue: "Erschienen in",
  identifiers: "Kennungen",
  links: "Links",
  abstract: "Abstract",
  details: "Angaben",
};

/** The same after “gets”. */
const given: Record<FieldName, string> = {
  title: "den Titel",
  authors: "die Autoren",
  year: "das Jahr",
  venue: "den Erscheinungsort",
  identifiers: "die Kennungen",
  links: "die Links",
  abstract: "das Abstract",
  details: "die Angaben",
};

const columnFields: Record<ColumnField, string> = {
  title: "Titel",
  authors: "Autoren",
  abstract: "Abstract",
  year: "Jahr",
  venue: "Erschienen in",
  identifier: "Kennung",
  link: "Link",
  tags: "Schlagwörter",
  state: "Stand",
  starred: "Stern",
  why: "Warum ich es behalte",
  note: "Notiz",
  addedAt: "Tag des Hinzufügens",
  startedAt: "Tag des Beginns",
  finishedAt: "Tag des Abschlusses",
};

const terms: Record<PreviewOutcome, (n: number) => string> = {
  new: () => "neu",
  known: () => "bekannt",
  dropped: () => "früher verworfen",
  possible: (n) => (n === 1 ? "mögliche Dublette" : "mögliche Dubletten"),
  repeated: () => "wiederholt",
  rejected: () => "abgelehnt",
};

const sum = (numbers: PreviewNumbers) =>
  `${formatNumber(numbers.found)} gefunden = ${english
    .shownOutcomes(numbers)
    .map((outcome) => `${formatNumber(numbers[outcome])} ${terms[outcome](numbers[outcome])}`)
    .join(" + ")}`;

const lines = (from: number, to: number) => from === to ? `Zeile ${formatNumber(from)}` : `Zeilen ${formatNumber(from)}–${formatNumber(to)}`; // prettier-ignore
/** The format of an import of a newer Offprint is called by its name. */
const format = (name: string) => isNamed(formats, name) ? formats[name] : name; // prettier-ignore

const rejections: Record<RejectionReason, string> = {
  nothingNamesIt: "Weder Titel noch Kennung in diesem Abschnitt, also ist nichts hinzuzufügen.",
  neverCloses: "Der Eintrag endet nie.",
  notAPaper: "Das ist kein Paper. Angehakt kommt es trotzdem hinzu.",
  malformed: "Das bricht die Regeln seines Formats.",
  tooLarge: "Dieser Eintrag ist zu groß für ein Paper.",
};

/** What became of a paper that is here, and since when. */
const here: Record<State, { since: (day: string) => string; alone: string }> = {
  inbox: { since: (day) => `im Eingang seit ${day}`, alone: "Bekannt" },
  queued: { since: (day) => `vorgemerkt ${day}`, alone: "Bekannt, vorgemerkt" },
  reading: { since: (day) => `begonnen ${day}`, alone: "Bekannt, begonnen" },
  read: { since: (day) => `gelesen ${day}`, alone: "Bekannt, gelesen" },
  skimmed: { since: (day) => `überflogen ${day}`, alone: "Bekannt, überflogen" },
  dropped: { since: (day) => `verworfen ${day}`, alone: "Verworfen" },
};

/** The words of the sheet that shows what sources hold before anything of it comes in. */
export const preview: Words["preview"] = {
  heading: (name) => (name === null ? "Eingefügten Text importieren" : `${quoted(fileName(name))} importieren`), // prettier-ignore
  headingOfMany: (n) => `${count(n, "Quelle", "Quellen")} importieren`,
  pasted: "Eingefügter Text",
  files: (n) => count(n, "Quelle", "Quellen"),
  size: formatBytes,
  recognised: (name, reason) => {
    if (reason === null) return `Gelesen als ${format(name)}, wie gewählt`;
    if (reason === "nothingElse") return `Gelesen als ${format(name)}; kein anderes Format passt`;
    return `Erkannt als ${format(name)} ${reasons[reason]}`;
  },
  change: "Ändern",
  changeFormat: "Lesen als",
  format,
  formatNames: english.formatNames,
  recogniseAgain: "Neu erkennen",
  encodingGuessed: (name) => `Buchstaben als ${name} gelesen, was geraten ist`,
  noise: (n) => `${count(n, "Zeile", "Zeilen")} als Beiwerk der Seite ausgelassen`,
  show: "Zeigen",
  showSource: "Text zeigen",
  allSources: "Alle Quellen",
  chooseSource: "Welche Quelle",
  sourceOf: (name) => (name === null ? "Eingefügter Text" : fileName(name)),
  close: "Schließen",
  othersWait: (n) => `${count(n, "weitere Quelle wartet und öffnet sich", "weitere Quellen warten und öffnen sich")} danach`, // prettier-ignore
  found: "gefunden",
  foundLabel: "Was gefunden wurde",
  terms,
  outcomes: english.outcomes,
  shownOutcomes: english.shownOutcomes,
  sum,
  ribbon: (numbers, isMerged) =>
    `Die Quellen in ihrer Reihenfolge, ${isMerged ? "Nachbarn zusammengefasst, jeder Strich wie die meisten davon" : "ein Strich für jedes gefundene Paper"}: ${sum(numbers)}`, // prettier-ignore
  stillReading: "Die Quelle wird noch gelesen",
  reading: "Wird gelesen…",
  foundSoFar: "bisher gefunden",
  willBeAdded: (n, of) => `${formatNumber(n)} von ${formatNumber(of)} kommen hinzu`,
  tickAll: "Alle gezeigten anhaken",
  tick: (title) => `${quoted(title)} hinzufügen`,
  cannotTick: "Kann nicht hinzukommen",
  find: "In dieser Quelle suchen",
  list: "Gefundene Papers",
  columnNames: { tick: "Hinzu", paper: "Paper", source: "Quelle", end: "Was es ist" },
  nothingHere: "Kein Paper hier passt.",
  empty: {
    title: "Keine Papers in diesem Text gefunden",
    line: "Offprint kennt Seiten von Paper-Sammlungen, Benachrichtigungen per Mail, BibTeX, RIS und andere Literaturdateien.", // prettier-ignore
  },
  links: { paper: "Paper", code: "Code", pdf: "PDF", other: "Link" },
  alike: (percent, isHere) => {
    if (percent === null) return isHere ? "vielleicht ein vorhandenes Paper" : "vielleicht ein anderes in diesem Import"; // prettier-ignore
    return `zu ${formatNumber(percent)} % wie ${isHere ? "ein vorhandenes Paper" : "ein anderes in diesem Import"}`; // prettier-ignore
  },
  here: (outcome, paper) => {
    if (paper?.emptiedAt != null) return `Aus dem Papierkorb geleert ${formatDay(paper.emptiedAt)}`;
    if (paper?.trashedAt != null) return `Im Papierkorb seit ${formatDay(paper.trashedAt)}`;
    if (paper?.state == null) return outcome === "dropped" ? "Früher verworfen" : "Bekannt";
    const { since, alone } = here[paper.state];
    if (paper.since === null) return alone;
    const said = since(formatDay(paper.since));
    return paper.state === "dropped" ? `Verworfen ${formatDay(paper.since)}` : `Bekannt, ${said}`;
  },
  answers: { same: "Dasselbe Paper", different: "Ein eigenes Paper", later: "Später entscheiden" },
  repeated: (places) => `Noch einmal in ${formatList(places.map(([from, to]) => lines(from, to)))}`,
  rejectedAt: (place, reason) => `${place === undefined ? "" : `${lines(...place)}. `}${rejections[reason]}`, // prettier-ignore
  compare: "Vergleichen",
  fix: "Von Hand berichtigen",
  record: {
    label: "Woraus diese Zeile gelesen wurde",
    shown: (title) => `Gezeigt: die Zeilen von ${quoted(title)}`,
    close: "Schließen",
    lines,
    linesWithin: lines,
    text: "Der Text, zum Berichtigen",
    again: "Neu lesen",
    copy: "Text kopieren",
    copied: "Text kopiert",
    brings: "Bringt mit",
    mended: (title) => `Berichtigt. Jetzt kann ${quoted(title)} hinzukommen.`,
    notMended: "In diesem Text ist weiterhin nichts hinzuzufügen.",
  },
  source: {
    label: (name) => (name === null ? "Der eingefügte Text" : `Der Text von ${quoted(fileName(name))}`), // prettier-ignore
    back: "Zurück zur Liste",
    legend: "Ein Balken zeigt die Zeilen, aus denen Papers kamen; was keinen hat, wurde ausgelassen.", // prettier-ignore
    leftOut: "ausgelassen:",
  },
  comparing: {
    heading: "Ist das dasselbe Paper?",
    back: "Zurück zur Liste",
    next: "Nächstes Paar",
    previous: "Voriges Paar",
    place: (at, of) => `${formatNumber(at)} von ${formatNumber(of)}`,
    field: "Feld",
    fields,
    inSource: (places) => places.length === 0 ? "In dieser Quelle" : `In dieser Quelle, ${formatList(places.map(([from, to]) => lines(from, to)))}`, // prettier-ignore
    inLibrary: (paper) => {
      if (paper === null || paper.id === null) return "Auch in diesem Import";
      if (paper.state === null || paper.since === null) return "In der Bibliothek";
      return `In der Bibliothek, ${here[paper.state].since(formatDay(paper.since))}`;
    },
    none: "nichts",
    yours: "Eigenes",
    nothingYet: "noch nichts",
    starred: "mit Stern",
    note: (line) => `Notiz: ${line}`,
    grounds: {
      identifierOnly: "Sie teilen eine Kennung, aber weder Titel noch Autoren.",
      titleOnly: "Sie haben denselben Titel, aber er ist kurz, oder etwas spricht dagegen.",
      nearTitle: "Ihre Titel sind fast gleich.",
    },
    same: "Dasselbe Paper",
    sameLine: (fills, nSightings, nAdded) => {
      const gets = [...fills.map((field) => given[field]), `diese Fundstelle, seine ${formatNumber(nSightings + 1)}.`]; // prettier-ignore
      return `Das vorhandene bekommt ${formatList(gets)}${gets.at(-1)!.endsWith(".") ? "" : "."} Nichts Eigenes ändert sich. ${addedThen(nAdded)}`; // prettier-ignore
    },
    different: "Verschiedene Papers",
    differentLine: (nAdded) => `Kommt als neu hinzu. Die Frage kommt nicht wieder. ${addedThen(nAdded)}`, // prettier-ignore
    later: "Später entscheiden",
    safe: "Nichts Geschriebenes geht verloren, wenn zwei Papers eins werden.",
    all: "Alle entscheiden",
    allSame: (n) => `Alle ${formatNumber(n)} sind dieselben Papers`,
    allDifferent: (n) => `Alle ${formatNumber(n)} sind verschiedene Papers`,
    allLater: "Alle später entscheiden",
    answered: (answer, nLeft) => nLeft === 0 ? `${answer}. Keine Frage ist übrig.` : `${answer}. ${count(nLeft, "Frage ist", "Fragen sind")} übrig.`, // prettier-ignore
  },
  columns: {
    open: "Spalten",
    heading: "Was die Spalten enthalten",
    line: "Das gilt künftig für Tabellen mit denselben Spalten.",
    column: "Spalte",
    example: "Beispiel",
    holds: "Enthält",
    of: (name) => `Was ${quoted(name)} enthält`,
    fields: columnFields,
    none: "Ausgelassen",
    apply: "So lesen",
    cancel: "Abbrechen",
  },
  problems: {
    failures: (n) => `${count(n, "Quelle war", "Quellen waren")} nicht lesbar`,
    skipped: (n) => `${count(n, "Datei", "Dateien")} übergangen: kein Text oder keine Papers darin`,
    warnings: (n) => `${count(n, "Stelle", "Stellen")} beim Lesen ausgebessert`,
    warning: (place, kind, detail) => `${lines(...place)}: ${warnings[kind]}${detail === "" ? "" : ` (${detail})`}`, // prettier-ignore
    more: (n) => `und ${formatNumber(n)} weitere`,
    failed: "Das ging nicht.",
  },
  putIn: "Ablegen in",
  putInOf: "Die Papers ablegen in",
  asSourceSays: "Wie die Quelle sagt, sonst Eingang",
  asMarked: "Eingang oder wie vermerkt",
  putInStates: { inbox: "Eingang", queued: "Leseliste", reading: "Lese ich", read: "Gelesen", skimmed: "Überflogen", dropped: "Verworfen" }, // prettier-ignore
  tagAll: "Schlagwörter",
  tags: (n) => count(n, "Schlagwort", "Schlagwörter"),
  tagsOf: "Schlagwörter für alle",
  why: "Warum",
  whyOf: "Warum ich sie behalte",
  whyPlaceholder: "Eine Zeile: Warum sind sie hier?",
  undoLater: "Der ganze Import lässt sich später zurücknehmen.",
  cancel: "Abbrechen",
  accept: (n) => (n === 0 ? "Nichts hinzuzufügen" : `${papers(n)} importieren`),
  sightings: "Fundstelle vermerken",
  sightingsLine: "Fügt kein Paper hinzu. Die vorhandenen zeigen dann auch diese Quelle, wo sie gesehen wurden.", // prettier-ignore
};

function addedThen(n: number): string {
  return `${count(n, "Paper kommt", "Papers kommen")} hinzu.`;
}
