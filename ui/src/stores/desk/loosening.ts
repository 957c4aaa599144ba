import type { Loosened } from "../../backend/wire";
import type { Desk } from "../desk.svelte";
import { everything } from "../list.svelte";
import { filterOf } from "../view";

const nWays = 4;

/** What a list that shows nothing would show without one part of what narrows it; the most first. */
export async function waysToLoosen(desk: Desk): Promise<Loosened[]> {
  const { search, filters, views, backend } = desk;
  if (search.isSearching) {
    return (await backend.ask({ kind: "loosen", query: search.searched })).ways;
  }
  const filter = filterOf(views.current) ?? everything;
  const parts = [...filters.text.chips.map((chip) => chip.text), filters.text.typed.trim()].filter(Boolean); // prettier-ignore
  const ways = await Promise.all(
    parts.map(async (without) => {
      const query = parts.filter((part) => part !== without).join(" ");
      const narrowed = { ...filter, query: query || null };
      const { total } = await backend.ask({ kind: "rows", filter: narrowed, sort: views.sort, fromRow: 0, nRows: 1 }); // prettier-ignore
      return { without, query, nPapers: total };
    }),
  );
  return ways.filter((way) => way.nPapers > 0).sort((a, b) => b.nPapers - a.nPapers).slice(0, nWays); // prettier-ignore
}

/** Takes one of those ways. */
export function loosen({ search, filters }: Desk, query: string): void {
  if (search.isSearching) search.setTo(query);
  else if (query === "") filters.clear();
  else filters.set(query);
}
