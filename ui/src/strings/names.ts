import type { OriginName } from "../backend/wire";

const pasted = "pasted text" satisfies OriginName;

/** Says whether a table has words for a name; what another version of Offprint wrote may have others. */
export const isNamed = <Name extends string>(table: Record<Name, unknown>, name: string): name is Name =>
  Object.hasOwn(table, name); // prettier-ignore

/** The title of its first paper, by which pasted text is known; null of any other source. */
export const titleOfPaste = (source: string): string | null =>
  source.startsWith(`${pasted}: `) ? source.slice(pasted.length + 2) : null;
