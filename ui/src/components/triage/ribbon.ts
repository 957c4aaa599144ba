import type { PassPaper } from "../../backend/wire";
import { kindOf, type Kind } from "../../stores/pass.svelte";

export interface Mark {
  kind: Kind;
  isCurrent: boolean;
}

const mostMarks = 240;

/** How many marks have room in so many pixels, each with the gap beside it. */
export function marksIn(width: number): number {
  return Math.min(mostMarks, Math.max(1, Math.floor((width + 1) / 2)));
}

/** One mark for each paper in order; of more papers than marks, neighbours share one and the most frequent kind decides. */
export function marksOf(papers: readonly PassPaper[], at: number, most = mostMarks): Mark[] {
  const nMarks = Math.min(papers.length, most);
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
