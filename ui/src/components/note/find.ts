import type { Backend } from "../../backend/backend";
import { everything } from "../../stores/list.svelte";
import { plainMath } from "../../strings/math";
import { authorsOf } from "../paper/authors";
import type { FoundPaper } from "./completion";

const nOffered = 8;

/** Finds papers of the library by words, the newest where there are none; never the one that asks. */
export async function papersNamed(
  backend: Backend,
  query: string,
  except: string,
): Promise<FoundPaper[]> {
  const { rows } = await backend.ask({
    kind: "rows",
    filter: { ...everything, query: query === "" ? null : query },
    sort: query === "" ? "added" : "relevance",
    fromRow: 0,
    nRows: nOffered + 1,
  });
  return rows
    .filter((row) => row.id !== except)
    .slice(0, nOffered)
    .map((row) => ({
      id: row.id,
      title: row.title,
      plainTitle: plainMath(row.title),
      byline: [authorsOf(row), row.year].filter(Boolean).join(" · "),
    }));
}
