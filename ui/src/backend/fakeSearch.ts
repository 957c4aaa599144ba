import type { Chip, ChipKind, Filter, State, Completion } from "./wire";

/** What a search looks at of a paper. */
export interface Searched {
  texts: (string | null | undefined)[];
  state: State;
  isStarred: boolean;
  isHidden: boolean;
  tags: string[];
  year: number | null;
  sources: string[];
  has: Record<string, boolean>;
  addedOn: string;
  finishedOn: string | null;
  dueOn: string | null;
}

const names: ChipKind[] = ["tag", "is", "year", "from", "has", "added", "finished", "due"];
const states = ["inbox", "queued", "reading", "read", "skimmed", "dropped"];
const values: Partial<Record<ChipKind, string[]>> = {
  is: [...states, "starred", "snoozed", "unread", "finished"],
  has: ["note", "abstract", "code", "due"],
  added: ["today", "7d", "30d", "1y"],
  finished: ["today", "7d", "30d", "1y"],
  due: ["today", "7d", "30d", "1y"],
};

type Part = Omit<Chip, "kind"> & { kind: ChipKind | "word" };

/** Parts a query as the core does; days are read as days, months and so many days only. */
export function partsOf(query: string): Part[] {
  const pieces = [...query.matchAll(/(?:[^\s"“”]|["“”][^"“”]*["“”]?)+/g)];
  return pieces.flatMap(({ 0: text, index: from }): Part[] => {
    const place = { text, from, to: from + text.length };
    const plain = text.replace(/[“”]/g, '"');
    const [, name = "", rest = ""] = /^([^:]*):(.*)$/s.exec(plain) ?? [];
    const kind = names.find((known) => known === name.toLowerCase());
    const value = rest.replace(/^"+|"+$/g, "").trim();
    if (kind !== undefined && value === "") return [];
    const shown = kind === "tag" || kind === "from" ? value : value.toLowerCase();
    if (kind !== undefined && isValue(kind, shown)) return [{ ...place, kind, value: shown }];
    const isExcluded = plain.startsWith("-") && plain.length > 1;
    const word = (isExcluded ? plain.slice(1) : plain).replace(/^"+|"+$/g, "");
    const wordKind = isExcluded ? "without" : plain.startsWith('"') ? "exact" : "word";
    return [{ ...place, kind: wordKind, value: word }];
  });
}

export function chipsOf(query: string): { chips: Chip[]; words: string } {
  const parts = partsOf(query);
  const chips = parts.filter((part): part is Chip => part.kind !== "word");
  const words = parts.filter((part) => part.kind === "word").map((part) => part.value);
  return { chips, words: words.join(" ") };
}

const ofOneQuery: ReadonlySet<string> = new Set(["is", "year", "added", "finished", "due"]);

/** One query for what two ask for; none where each has a filter of a kind that one query has once. */
export function joinQueries(one: string, other: string): string | null {
  const kinds = (query: string) => partsOf(query).filter(({ kind, value }) => ofOneQuery.has(kind) && value !== "starred").map(({ kind }) => kind); // prettier-ignore
  const there = new Set(kinds(one));
  return kinds(other).some((kind) => there.has(kind)) ? null : `${one} ${other}`.trim();
}

/** Whether a paper holds all that a query asks for. */
export function isFound(paper: Searched, query: string, isOfHidden = false): boolean {
  const parts = partsOf(query);
  const wanted = parts.flatMap(({ kind, value }) => (kind === "is" ? statesOf(value) : []));
  if (wanted.length > 0 && (!wanted.includes(paper.state) || (paper.isHidden && !isOfHidden))) return false; // prettier-ignore
  return parts.every((part) => holds(paper, part));
}

/** What a query that finds nothing would find without one of its parts. */
export function loosen(papers: Searched[], query: string) {
  if (papers.some((paper) => isFound(paper, query))) return [];
  const parts = partsOf(query);
  const ways = parts.map((part) => {
    const rest = parts.filter((other) => other !== part).map((other) => other.text).join(" "); // prettier-ignore
    return { without: part.text, query: rest, nPapers: rest === "" ? 0 : papers.filter((p) => isFound(p, rest)).length }; // prettier-ignore
  });
  return ways.filter((way) => way.nPapers > 0).sort((a, b) => b.nPapers - a.nPapers).slice(0, 4); // prettier-ignore
}

/** What can be typed at a place of a query. */
export function suggest(
  query: string,
  cursor: number,
  {
    tags,
    years,
    sources,
  }: { tags: [string, number][]; years: [string, number][]; sources: string[] },
): { from: number; to: number; suggestions: Completion[] } {
  const pieces = [...query.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)];
  const piece = pieces.find(({ 0: text, index }) => index < cursor && cursor <= index + text.length); // prettier-ignore
  if (piece === undefined) return { from: cursor, to: cursor, suggestions: [] };
  const place = { from: piece.index, to: piece.index + piece[0].length };
  const offered = (kind: ChipKind, typed: string): Completion[] => {
    const counted: [string, number | null][] =
      kind === "tag" ? tags : kind === "year" ? years : kind === "from" ? sources.map((s) => [s, null]) : (values[kind] ?? []).map((v) => [v, null]); // prettier-ignore
    const fits = ([value]: [string, number | null]) => value.toLowerCase().split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed)) || value.toLowerCase().startsWith(typed); // prettier-ignore
    return counted.filter(fits).map(([value, nPapers]) => ({ kind, value, text: `${kind}:${/\s/.test(value) ? `"${value}"` : value}`, nPapers })); // prettier-ignore
  };
  const [, name = "", rest = ""] = /^([^:]*):(.*)$/s.exec(piece[0]) ?? [];
  const kind = names.find((known) => known === name.toLowerCase());
  const word = piece[0].toLowerCase();
  const suggestions =
    kind !== undefined
      ? offered(kind, rest.replaceAll('"', "").toLowerCase())
      : [
          ...names.filter((known) => known.startsWith(word)).map((known) => ({ kind: known, value: null, text: `${known}:`, nPapers: null })), // prettier-ignore
          ...offered("is", word),
          ...offered("tag", word),
        ];
  return { ...place, suggestions: suggestions.slice(0, 8) };
}

/** Whether a paper is in the narrower parts of a filter. */
export function isWithin(paper: Searched, filter: Filter): boolean {
  const { year, addedOn, finishedOn, dueOn, has } = paper;
  const isFrom = filter.source === null || paper.sources.some((source) => source.toLowerCase().includes(filter.source!.toLowerCase())); // prettier-ignore
  return (
    isFrom &&
    (filter.yearFrom === null || (year ?? -Infinity) >= filter.yearFrom) &&
    (filter.yearTo === null || (year ?? Infinity) <= filter.yearTo) &&
    (!filter.hasNote || has["note"]!) &&
    (!filter.hasAbstract || has["abstract"]!) &&
    (!filter.hasCode || has["code"]!) &&
    (!filter.hasDue || has["due"]!) &&
    isBetween(addedOn, filter.addedFrom, filter.addedTo) &&
    isBetween(finishedOn, filter.finishedFrom, filter.finishedTo) &&
    isBetween(dueOn, null, filter.dueTo)
  );
}

function isBetween(day: string | null, from: string | null, to: string | null): boolean {
  if (from === null && to === null) return true;
  return day !== null && (from === null || day >= from) && (to === null || day <= to);
}

function holds(paper: Searched, { kind, value }: Part): boolean {
  const has = (text: string) => paper.texts.some((own) => own?.toLowerCase().includes(text.toLowerCase())); // prettier-ignore
  switch (kind) {
    case "word":
    case "exact":
      return has(value);
    case "without":
      return !has(value);
    case "tag":
      return paper.tags.some((tag) => tag.toLowerCase() === value.toLowerCase());
    case "is":
      return value === "starred" ? paper.isStarred : value === "snoozed" ? paper.isHidden : true;
    case "year": {
      const [first = "", last = first] = value.split("-");
      return paper.year !== null && paper.year >= Number(first) && paper.year <= Number(last || 9999); // prettier-ignore
    }
    case "from":
      return paper.sources.some((source) => source.toLowerCase().includes(value.toLowerCase()));
    case "has":
      return paper.has[value] ?? false;
    case "added":
    case "finished":
    case "due": {
      const day = { added: paper.addedOn, finished: paper.finishedOn, due: paper.dueOn }[kind];
      const nDays = /^(\d+)d$/.exec(value)?.[1];
      if (day === null) return false;
      if (nDays === undefined) return day.startsWith(value === "today" ? dayAfter(0) : value);
      return kind === "due" ? day <= dayAfter(Number(nDays)) : day > dayAfter(-Number(nDays));
    }
  }
}

function statesOf(value: string): State[] {
  if (value === "unread") return ["inbox", "queued", "reading"];
  if (value === "finished") return ["read", "skimmed"];
  return states.includes(value) ? [value as State] : [];
}

function isValue(kind: ChipKind, value: string): boolean {
  if (kind === "year") return /^\d+(-\d*)?$/.test(value);
  if (kind === "added" || kind === "finished" || kind === "due") return /^(today|\d+d|\d{4}(-\d\d){0,2})$/.test(value); // prettier-ignore
  return values[kind]?.includes(value) ?? true;
}

function dayAfter(nDays: number): string {
  return new Date(Date.now() + nDays * 86_400_000).toISOString().slice(0, 10);
}
