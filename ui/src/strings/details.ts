import type { Detail } from "../backend/wire";
import { formatList } from "./format";

/** What bibliographies say of a work beside the rest, as one line; empty where there is nothing. */
export function details(all: readonly Detail[]): string {
  const every = (kind: string) => all.filter((detail) => detail.kind === kind).map(({ value }) => value); // prettier-ignore
  const one = (kind: string, said: (value: string) => string = (value) => value) => every(kind).slice(0, 1).map(said); // prettier-ignore
  const place = [
    ...one("volume", (value) => `vol. ${value}`),
    ...one("issue", (value) => `no. ${value}`),
    ...one("number", (value) => `number ${value}`),
    ...one("pages", (value) => (/[–-]/.test(value) ? `pp. ${value}` : `p. ${value}`)),
  ];
  const editors = every("editor");
  const publisher = [...one("publisher"), ...one("publisher_place")];
  return [
    ...one("genre"),
    ...one("series"),
    place.join(", "),
    ...one("edition", (value) => `edition ${value}`),
    editors.length === 0 ? "" : `edited by ${formatList(editors)}`,
    publisher.join(", "),
    ...one("issn", (value) => `ISSN ${value}`),
    ...one("container_isbn", (value) => `in ISBN ${value}`),
    ...one("language"),
    ...one("remark"),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
