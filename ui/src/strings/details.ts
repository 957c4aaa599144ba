import type { Detail, Identifier, SchemeName } from "../backend/wire";
import { formatList } from "./format";
import { isNamed } from "./names";

/** What people call each scheme of identifiers; an address speaks for itself. */
export const schemes: Record<SchemeName, string> = { doi: "DOI", arxiv: "arXiv", openreview: "OpenReview", acl: "ACL", pubmed: "PubMed", isbn: "ISBN", s2: "Semantic Scholar", url: "" }; // prettier-ignore

/** An identifier with the name of its scheme, as people write it; an address speaks for itself. */
export const identifier = ({ scheme, value }: Identifier) =>
  `${isNamed(schemes, scheme) ? schemes[scheme] : scheme} ${value}`.trim();

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
