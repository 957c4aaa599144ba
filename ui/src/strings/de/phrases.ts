import { formatNumber } from "../format";
import { pluralsOf } from "../plurals";

/** The small parts that German sentences here are made of. */

const plural = pluralsOf("de");

export const count = (n: number, one: string, other: string) =>
  `${formatNumber(n)} ${plural(n, { one, other })}`;
export const papers = (n: number) => count(n, "Paper", "Papers");
export const quoted = (text: string) => `„${text}“`;
export const fileName = (path: string) => path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
export const quotedFile = (path: string) => quoted(fileName(path));
/** Whole sentences, with or without their full stops, one after the other. */
export const sentences = (all: readonly (string | null | undefined)[]) =>
  all.filter(Boolean).join(". ").replaceAll("..", ".");
