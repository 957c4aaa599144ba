import type { OriginName } from "../backend/wire";
import { formatNumber } from "./format";
import { plainMath } from "./math";
import { isNamed, titleOfPaste } from "./names";
import { pluralsOf } from "./plurals";

export { sentences } from "./sentences";

/** The small parts that English sentences here are made of. */

const plural = pluralsOf("en");

export const count = (n: number, one: string, other: string) =>
  `${formatNumber(n)} ${plural(n, { one, other })}`;
export const papers = (n: number) => count(n, "paper", "papers");
export const quoted = (text: string) => `“${text}”`;
/** What sources that are no files are called. */
const origins: Record<OriginName, string> = {
  "pasted text": "pasted text",
  "standard input": "standard input",
  "sample digest": "sample digest",
};
/** What a source is called that is no file; any other by its own name. */
export const sourceName = (name: string) => {
  const title = titleOfPaste(name);
  if (title !== null) return `${plainMath(title)} (pasted)`;
  return isNamed(origins, name) ? origins[name] : name;
};
export const fileName = (path: string) =>
  titleOfPaste(path) !== null
    ? sourceName(path)
    : (sourceName(path).split(/[\\/]/).filter(Boolean).at(-1) ?? path);
export const quotedFile = (path: string) => quoted(fileName(path));
