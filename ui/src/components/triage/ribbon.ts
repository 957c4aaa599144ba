import type { PassPaper } from "../../backend/wire";
import { kindOf, type Kind } from "../../stores/pass.svelte";

export interface Mark {
  kind: Kind;
  isCurrent: boolean;
}

const mostMarks = 240;

/** One mark for each paper in order; of more than 240, neighbours share a mark and the most frequent kind decides. */
export function marksOf(papers: readonly PassPaper[], at: number): Mark[] {
  const nMarks = Math.min(papers.length, mostMarks);
  return Array.from({ length: nMarks }, (_, i) => {
    const from = Math.floor((i * papers.length) / nMarks);
    const to = Math.floor(((i + 1) * papers.length) / nMarks);
    const kinds = papers.slice(from, to).map(kindOf);
    return { kind: mostFrequent(kinds), isCurrent: at >= from && at < to };
  });
}

function mostFrequent(kinds: readonly Kind[]): Kind {
  const n = new Map<Kind, number>();
  for (const kind of kinds) n.set(kind, (n.get(kind) ?? 0) + 1);
  return [...n].reduce((most, other) => (other[1] > most[1] ? other : most))[0];
}
