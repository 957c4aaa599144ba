import type { Row } from "../../backend/wire";
import { words } from "../../strings/strings";

const nInRow = 3;

/** Family names for a row; where there are none, the venue or the source stands in. */
export function authorsOf(row: Pick<Row, "authors" | "venue" | "source">): string {
  const { authors } = row;
  if (authors.length === 0)
    return row.venue ?? (row.source === null ? "" : words.fileName(row.source));
  const names = authors.slice(0, nInRow).map(familyName);
  const joined = names.join(authors.every((name) => isArabic(name)) ? "، " : ", ");
  return authors.length > nInRow ? words.list.andMore(joined, authors.length - nInRow) : joined;
}

/** The last word of a Latin name; names in other scripts stay whole. */
function familyName(name: string): string {
  if (name.includes(",")) return name.split(",")[0]!.trim();
  if (!/^[\p{Script=Latin}\p{P}\p{M}\s]+$/u.test(name)) return name;
  const parts = name.split(/\s+/);
  let from = parts.length - 1;
  while (
    from > 1 &&
    /^(van|von|de|der|den|di|da|du|la|le|ten|ter|dos|del|bin|al)$/i.test(parts[from - 1]!)
  )
    from--;
  return parts.slice(from).join(" ");
}

function isArabic(text: string): boolean {
  return /\p{Script=Arabic}/u.test(text);
}
