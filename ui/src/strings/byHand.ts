import type { Failure, LinkKind } from "../backend/wire";
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
  schemes: { ...schemes, url: "Web address" } as Record<string, string>,
  cancel: "Cancel",
  confirmAdd: "Add",
  confirmEdit: "Save",
  added: (title: string) => (title === "" ? "Added a paper" : `Added ${quoted(shortTitle(title))}`),
  edited: (title: string) => (title === "" ? "Edited a paper" : `Edited ${quoted(shortTitle(title))}`), // prettier-ignore
  kept: "What you typed is kept: it is there when you open the form again.",
  showOther: "Show that paper",
  /** Why it was not taken, and what to do. */
  refused(failure: Failure): string {
    const it = quoted(failure.path ?? "");
    if (failure.code === "conflict") {
      if (failure.detail === "known") return "This paper is in the library already: the title or an identifier is the same. What you typed stays here."; // prettier-ignore
      if (failure.detail === "trashed") return "This paper is in the trash: the title or an identifier is the same. Put it back there. What you typed stays here."; // prettier-ignore
      if (failure.detail === "changed") return "What you changed was changed elsewhere meanwhile. What you typed stays here: save again to put it in its place."; // prettier-ignore
    }
    if (failure.code === "usage") {
      if (failure.detail === "nameless") return "A paper needs a title or an identifier.";
      if (failure.detail === "identifier") return `${it} is no identifier of that kind.`;
      if (failure.detail === "link") return `${it} is no address of a web page.`;
      if (failure.detail === "author") return `${it} cannot be read as a name.`;
      if (failure.detail === "year") return `${it} is no year. Write four digits, or nothing.`;
    }
    return `${failureSentence(failure)} What you typed stays here.`;
  },
};
