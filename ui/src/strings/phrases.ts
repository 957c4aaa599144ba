import { formatNumber } from "./format";

/** The small parts that English sentences here are made of. */

const rules = new Intl.PluralRules("en");

export const count = (n: number, one: string, other: string) =>
  `${formatNumber(n)} ${rules.select(n) === "one" ? one : other}`;
export const papers = (n: number) => count(n, "paper", "papers");
export const quoted = (text: string) => `“${text}”`;
export const fileName = (path: string) => path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
export const quotedFile = (path: string) => quoted(fileName(path));
