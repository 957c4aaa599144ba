import type { Failure, LinkKind, SchemeName } from "../backend/wire";
import { schemes } from "./details";
import { failureSentence } from "./failures";
import { quoted } from "./phrases";
import { shortTitle } from "./titles";

/** Words of the form in which a paper is written. */
export const byHand = {
  add: "Add a paper",
  edit: "Edit details",
  title: "Title",
  authors: "Authors",
  authorsHint: "One name a line, as “Ada Lovelace” or “Lovelace, Ada”",
  year: "Year",
  venue: "Venue",
  abstract: "Abstract",
  identifiers: "Identifiers",
  links: "Links",
  addIdentifier: "Add an identifier",
  addLink: "Add a link",
  scheme: (n: number) => `Kind of identifier ${n}`,
  value: (n: number) => `Identifier ${n}`,
  linkKind: (n: number) => `Kind of link ${n}`,
  url: (n: number) => `Address of link ${n}`,
  removeIdentifier: (n: number) => `Remove identifier ${n}`,
  removeLink: (n: number) => `Remove link ${n}`,
  linkKinds: { paper: "Paper", pdf: "PDF", code: "Code", other: "Other" } satisfies Record<LinkKind, string>, // prettier-ignore
  schemes: { ...schemes, url: "Web address" } satisfies Record<SchemeName, string>,
  cancel: "Cancel",
  confirmAdd: "Add",
  confirmEdit: "Save",
  added: (title: string) => (title === "" ? "Added a paper" : `Added ${quoted(shortTitle(title))}`),
  edited: (title: string) => (title === "" ? "Edited a paper" : `Edited ${quoted(shortTitle(title))}`), // prettier-ignore
  kept: "What you typed is kept: it is there when you open the form again.",
  showOther: "Show that paper",
  /** Why it was not taken, and what to do. */
  refused(failure: Failure): string {
    if (failure.cause?.kind === "factsDiffer") return "What you changed was changed elsewhere meanwhile. What you typed stays here: save again to put it in its place."; // prettier-ignore
    // What is wrong in the form is said beside it.
    if (failure.code === "usage") return failureSentence(failure);
    return `${failureSentence(failure)} What you typed stays here.`;
  },
};
