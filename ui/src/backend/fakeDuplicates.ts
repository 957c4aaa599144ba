import type { ComparedField, Comparison, DiffPiece, DuplicateGrounds, DuplicateVerdict, FieldName, Paper } from "./wire"; // prettier-ignore

/** A question whether two papers are the same; `other` was here first. */
export interface FakeQuestion {
  paper: string;
  other: string;
  grounds: DuplicateGrounds;
  likeness: number;
}

/** An answer; it stands while the change that gave it does, and none took it back. */
export interface FakeAnswer {
  seq: number;
  verdict: DuplicateVerdict;
  at: string;
  paper: string;
  other: string;
  /** The change that took it back. */
  takenBackBy: number | null;
}

export function isAbout(pair: { paper: string; other: string }, one: string, other: string) {
  return (pair.paper === one && pair.other === other) || (pair.paper === other && pair.other === one); // prettier-ignore
}

/** Compares two papers as the core does, but for the order of words. */
export function compare(one: Paper, other: Paper, question?: FakeQuestion): Comparison {
  const texts = (paper: Paper): Record<FieldName, string> => ({
    title: paper.row.title,
    authors: paper.row.authors.join(", "),
    year: paper.row.year?.toString() ?? "",
    venue: paper.row.venue ?? "",
    identifiers: paper.identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(", "),
    links: paper.links.map(({ url }) => url).join(", "),
    abstract: paper.abstract ?? "",
    details: "",
  });
  const [left, right] = [texts(one), texts(other)];
  const fields = (Object.keys(left) as FieldName[]).map((field): ComparedField => ({
    field,
    isEqual: left[field] === right[field],
    one: pieces(left[field], right[field]),
    other: pieces(right[field], left[field]),
  }));
  const side = ({ row, sightings }: Paper) => ({ id: row.id, title: row.title, source: row.source, addedAt: row.addedAt, state: row.state, isStarred: row.isStarred, tags: row.tags, noteFirstLine: row.noteFirstLine, nSightings: sightings.length }); // prettier-ignore
  return {
    fields,
    grounds: question?.grounds ?? "nearTitle",
    likeness: question?.likeness ?? 50,
    fills: fields.filter(({ one, other }) => one.length > 0 && other.length === 0).map(({ field }) => field), // prettier-ignore
    one: side(one),
    other: side(other),
  };
}

function pieces(text: string, other: string): DiffPiece[] {
  const known = new Set(other.split(" "));
  return text === "" ? [] : text.split(" ").map((word, i) => ({ text: i > 0 ? ` ${word}` : word, differs: !known.has(word) })); // prettier-ignore
}
