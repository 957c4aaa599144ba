import { fillerPaper } from "./fakePapers";
import type {
  Comparison,
  DuplicateAnswer,
  ImportPreview,
  ImportRequest,
  PreviewAnswer,
  PreviewColumn,
  PreviewEdit,
  PreviewFilter,
  PreviewLine,
  PreviewNumbers,
  PreviewOutcome,
  PreviewQuestion,
  PreviewRow,
  PreviewSource,
} from "./wire";

const mostMarks = 240;
const linesPerRow = 4;
const nNoiseLines = 61;

/** What became of a record, by its place in each 93 of a source: 77 + 9 + 4 + 2 + 1. */
const places: Partial<Record<number, PreviewOutcome>> = {
  ...fill([3, 9, 24, 40, 41, 49, 66, 68, 78], "known"),
  ...fill([5, 35, 67, 80], "dropped"),
  ...fill([19, 59], "possible"),
  ...fill([31], "rejected"),
};

const tableColumns: PreviewColumn[] = [
  { name: "Paper", example: "Sparse Routing at Rest", field: "title" },
  { name: "By", example: "Nkechi Obuya", field: "authors" },
  { name: "When", example: "2024", field: null },
];

/** An open preview in memory: invented rows of every outcome, with the rules that the sheet can see. */
export class FakePreview {
  readonly rows: PreviewRow[] = [];
  private revision = 0;
  private readonly sources: Omit<PreviewSource, "numbers">[];
  private readonly recognised: string[];

  constructor(
    readonly preview: number,
    request: ImportRequest,
    private readonly nPerSource = 93,
    /** So many rows are there already; more come with `readOn`. */
    nFirst = Infinity,
  ) {
    const paths = request.kind === "paths" ? request.paths : [null];
    this.sources = paths.map(sourceOf);
    this.recognised = this.sources.map((source) => source.format);
    this.readOn(nFirst);
  }

  private get nBegun(): number {
    return Math.ceil(this.rows.length / this.nPerSource);
  }

  get isReading(): boolean {
    return this.rows.length < this.sources.length * this.nPerSource;
  }

  /** Reads its sources until it holds so many rows. */
  readOn(nRows: number): void {
    this.revision++;
    while (this.rows.length < nRows && this.isReading) {
      const source = Math.floor(this.rows.length / this.nPerSource);
      this.rows.push(this.rowOf(source, this.rows.length % this.nPerSource));
    }
  }

  /** Its last source cannot be read to its end. */
  withdraw(): void {
    this.revision++;
    this.sources.pop();
    this.rows.splice(this.sources.length * this.nPerSource);
  }

  head(): ImportPreview {
    return {
      preview: this.preview,
      sources: this.sources.slice(0, this.nBegun).map((source, place) => ({ ...source, numbers: numbersOf(this.rows.filter((row) => row.source === place), place === 0 ? nNoiseLines : 0) })), // prettier-ignore
      failures: [],
      skipped: [],
      numbers: numbersOf(this.rows, nNoiseLines),
      nAdded: this.added().length,
      ...ticksOf(this.rows),
      nUndecided: this.rows.filter((row) => row.answer === "later").length, // prettier-ignore
      ribbon: this.ribbon(),
      isReading: this.isReading,
      revision: this.revision,
      isSmall: false,
    };
  }

  /** The rows that would come in as new papers. */
  added(): PreviewRow[] {
    return this.rows.filter((row) => row.isTicked === true);
  }

  answer(question: PreviewQuestion): PreviewAnswer {
    switch (question.kind) {
      case "rows": {
        const found = this.matching(question.filter);
        const rows = found.slice(question.fromRow, question.fromRow + question.nRows);
        return { kind: "rows", total: found.length, ...ticksOf(found), rows };
      }
      case "record": {
        const row = this.rows[question.row]!;
        const lines = row.lines.flatMap(([from, to]) => this.lines(row.source, from, to - from + 1)); // prettier-ignore
        const text = row.outcome === "rejected" ? lines.map((line) => line.text).join("\n") : null;
        return {
          kind: "record",
          record: { row, authors: row.authors, abstract: "An invented abstract of two sentences. The second one is short.", identifiers: [{ scheme: "arxiv", value: `2607.9${String(row.row).padStart(4, "0")}` }], links: row.linkKinds.map((kind) => ({ kind, url: `https://papers.example.org/${kind}/${row.row}` })), state: null, tags: [], why: null, note: null, lines, text }, // prettier-ignore
        };
      }
      case "lines": {
        const total = this.nLines(question.source);
        const nLines = Math.min(question.nLines, total - question.fromLine + 1);
        return { kind: "lines", total, lines: this.lines(question.source, question.fromLine, nLines) }; // prettier-ignore
      }
      case "comparison":
        return { kind: "comparison", comparison: comparisonOf(this.rows[question.row]!) };
    }
  }

  edit(edit: PreviewEdit): void {
    this.revision++;
    switch (edit.kind) {
      case "tick":
        this.rows[edit.row]!.isTicked = edit.isTicked;
        return;
      case "tickAll":
        for (const row of this.matching(edit.filter)) if (row.isTicked !== null) row.isTicked = edit.isTicked; // prettier-ignore
        return;
      case "answer":
        answerRow(this.rows[edit.row]!, edit.answer);
        return;
      case "answerAll":
        for (const row of this.rows) if (row.answer !== null) answerRow(row, edit.answer);
        return;
      case "format": {
        const source = this.sources[edit.source]!;
        source.format = edit.format ?? this.recognised[edit.source]!;
        source.reason = edit.format === null ? "nothingElse" : null;
        return;
      }
      case "columns":
        this.sources[edit.source]!.columns.forEach((column, i) => (column.field = edit.fields[i] ?? null)); // prettier-ignore
        return;
      case "mend":
        this.mend(this.rows[edit.row]!, edit.text);
    }
  }

  private mend(row: PreviewRow, text: string): void {
    const title = text.split("\n")[0]!.trim();
    if (!/^[\p{L}].{8,}/u.test(title)) return;
    Object.assign(row, { outcome: "new", title, isTicked: true, rejection: null });
  }

  private rowOf(source: number, i: number): PreviewRow {
    const paper = fillerPaper(i * 3 + source * 1000, "inbox");
    const isRepeated = source > 0 && i % 93 === 2;
    const isLink = source > 0 && i % 93 === 32;
    const outcome = isRepeated ? "repeated" : isLink ? "rejected" : (places[i % 93] ?? "new");
    const isThere = outcome === "known" || outcome === "dropped" || outcome === "possible";
    const line = i * linesPerRow + 1;
    return {
      row: this.rows.length,
      source,
      outcome,
      title: outcome === "rejected" && !isLink ? "▲ 214 · Submitted by · 31 — Load more" : paper.title, // prettier-ignore
      authors: outcome === "rejected" ? [] : paper.authors,
      nAuthors: outcome === "rejected" ? 0 : paper.authors.length,
      year: outcome === "rejected" ? null : paper.year,
      venue: null,
      linkKinds: outcome === "rejected" ? [] : i % 3 === 0 ? ["paper", "code"] : ["paper"],
      lines: [[line, line + linesPerRow - 2]],
      isTicked: isRepeated || outcome === "known" || (outcome === "rejected" && !isLink) ? null : outcome === "new" || outcome === "possible", // prettier-ignore
      answer: outcome === "possible" ? "later" : null,
      likeness: outcome === "possible" ? 88 : null,
      here: isThere
        ? { id: "p00001", title: paper.title, state: outcome === "dropped" ? "dropped" : "read", since: "2026-07-28T10:00:00Z", trashedAt: i % 93 === 35 ? "2026-07-02T10:00:00Z" : null, emptiedAt: i % 93 === 67 ? "2026-06-11T10:00:00Z" : null } // prettier-ignore
        : null,
      rejection: isLink ? "notAPaper" : outcome === "rejected" ? "nothingNamesIt" : null,
    };
  }

  private nLines(source: number): number {
    return this.nPerSource * linesPerRow + (source === 0 ? nNoiseLines : 0);
  }

  private lines(source: number, from: number, n: number): PreviewLine[] {
    return Array.from({ length: Math.max(0, n) }, (_, i) => {
      const number = from + i;
      const row = this.rows[source * this.nPerSource + Math.floor((number - 1) / linesPerRow)];
      const part = (number - 1) % linesPerRow;
      const isNoise = number > this.nPerSource * linesPerRow;
      const text = isNoise ? "Sign in · Load more" : [row?.title ?? "", row?.authors.join(", ") ?? "", "paper code", ""][part]!; // prettier-ignore
      return { number, text, isUsed: !isNoise && part < linesPerRow - 1 && row?.outcome !== "rejected" }; // prettier-ignore
    });
  }

  private matching({ outcome, source, find }: PreviewFilter): PreviewRow[] {
    const words = find.toLowerCase().split(/\s+/).filter(Boolean);
    return this.rows.filter(
      (row) =>
        (outcome === null || row.outcome === outcome) &&
        (source === null || row.source === source) &&
        words.every((word) => `${row.title} ${row.authors.join(" ")}`.toLowerCase().includes(word)),
    );
  }

  private ribbon(): PreviewOutcome[] {
    const step = Math.max(1, Math.ceil(this.rows.length / mostMarks));
    return this.rows.filter((_, i) => i % step === 0).map((row) => row.outcome);
  }
}

function sourceOf(path: string | null): Omit<PreviewSource, "numbers"> {
  const isTable = path?.endsWith(".csv") ?? false;
  const isBib = path?.endsWith(".bib") ?? false;
  return {
    name: path?.split("/").at(-1) ?? null,
    path,
    sizeBytes: 41_000,
    format: isTable ? "csv" : isBib ? "bibtex" : "page-text",
    reason: isTable ? "columnNames" : isBib ? "entryHead" : "linkLines",
    encoding: isTable ? "windows-1252" : "UTF-8",
    isEncodingGuessed: isTable,
    warnings: isBib ? [{ lines: [12, 12], warning: "missingComma", detail: "year" }] : [],
    nWarnings: isBib ? 1 : 0,
    columns: isTable ? structuredClone(tableColumns) : [],
  };
}

function answerRow(row: PreviewRow, answer: DuplicateAnswer): void {
  row.answer = answer;
  row.isTicked = answer === "same" ? null : (row.isTicked ?? true);
}

function numbersOf(rows: PreviewRow[], noiseLines: number): PreviewNumbers {
  const n = { new: 0, known: 0, dropped: 0, possible: 0, repeated: 0, rejected: 0 };
  for (const row of rows) n[row.outcome]++;
  return { found: rows.length, ...n, noiseLines };
}

function ticksOf(rows: PreviewRow[]) {
  return {
    nTickable: rows.filter((row) => row.isTicked !== null).length,
    nTicked: rows.filter((row) => row.isTicked).length,
  };
}

function comparisonOf(row: PreviewRow): Comparison {
  const same = (field: "year" | "venue", text: string) => ({ field, isEqual: true, one: text === "" ? [] : [{ text, differs: false }], other: text === "" ? [] : [{ text, differs: false }] }); // prettier-ignore
  return {
    fields: [
      { field: "title", isEqual: false, one: [{ text: row.title, differs: false }], other: [{ text: row.title, differs: false }, { text: " and Training", differs: true }] }, // prettier-ignore
      { field: "authors", isEqual: false, one: [{ text: row.authors.join(", "), differs: false }], other: [{ text: row.authors.join(", "), differs: false }, { text: ", Amara Mbeki-Lund", differs: true }] }, // prettier-ignore
      same("year", String(row.year)),
      same("venue", ""),
      { field: "identifiers", isEqual: false, one: [], other: [{ text: "arXiv 2605.90417", differs: true }] }, // prettier-ignore
      { field: "links", isEqual: false, one: [{ text: "paper, ", differs: false }, { text: "code", differs: true }], other: [{ text: "paper", differs: false }] }, // prettier-ignore
      { field: "abstract", isEqual: false, one: [{ text: "We collect ", differs: false }, { text: "nine", differs: true }, { text: " signs.", differs: false }], other: [{ text: "We collect ", differs: false }, { text: "eleven", differs: true }, { text: " signs.", differs: false }] }, // prettier-ignore
    ],
    grounds: "nearTitle",
    likeness: row.likeness ?? 0,
    fills: ["links"],
    one: { id: null, title: row.title, source: null, addedAt: null, state: null, isStarred: false, tags: [], noteFirstLine: null, nSightings: 0 }, // prettier-ignore
    other: { id: "p00001", title: `${row.title} and Training`, source: "Trending papers, week 30", addedAt: "2026-07-20T10:00:00Z", state: "read", isStarred: true, tags: ["training"], noteFirstLine: "Checklist on p. 7 now lives in our run template", nSightings: 3 }, // prettier-ignore
  };
}

function fill<T>(keys: number[], value: T): Record<number, T> {
  return Object.fromEntries(keys.map((key) => [key, value]));
}
