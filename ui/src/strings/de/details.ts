import { formatList } from "../format";
import type { Words } from "../strings";

/** What bibliographies say of a work beside the rest, as one line; empty where there is nothing. */
export const details: Words["paper"]["details"] = (all) => {
  const every = (kind: string) => all.filter((detail) => detail.kind === kind).map(({ value }) => value); // prettier-ignore
  const one = (kind: string, said: (value: string) => string = (value) => value) => every(kind).slice(0, 1).map(said); // prettier-ignore
  const place = [
    ...one("volume", (value) => `Bd. ${value}`),
    ...one("issue", (value) => `Heft ${value}`),
    ...one("number", (value) => `Nr. ${value}`),
    ...one("pages", (value) => `S. ${value}`),
  ];
  const editors = every("editor");
  const publisher = [...one("publisher"), ...one("publisher_place")];
  return [
    ...one("genre"),
    ...one("series"),
    place.join(", "),
    ...one("edition", (value) => `Auflage ${value}`),
    editors.length === 0 ? "" : `hrsg. von ${formatList(editors)}`,
    publisher.join(", "),
    ...one("issn", (value) => `ISSN ${value}`),
    ...one("container_isbn", (value) => `in ISBN ${value}`),
    ...one("language"),
    ...one("remark"),
  ]
    .filter((part) => part !== "")
    .join(" · ");
};
