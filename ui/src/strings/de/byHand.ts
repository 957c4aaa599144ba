import { schemes } from "../details";
import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { failureSentence } from "./failures";
import { quoted } from "./phrases";

/** Words of the form in which a paper is written. */
export const byHand: Words["byHand"] = {
  add: "Paper hinzufügen",
  edit: "Angaben bearbeiten",
  title: "Titel",
  authors: "Autoren",
  authorsHint: "Ein Name je Zeile, als „Ada Lovelace“ oder „Lovelace, Ada“",
  year: "Jahr",
  venue: "Erschienen in",
  abstract: "Abstract",
  identifiers: "Kennungen",
  links: "Links",
  addIdentifier: "Kennung hinzufügen",
  addLink: "Link hinzufügen",
  scheme: (n) => `Art der Kennung ${n}`,
  value: (n) => `Kennung ${n}`,
  linkKind: (n) => `Art des Links ${n}`,
  url: (n) => `Adresse des Links ${n}`,
  removeIdentifier: (n) => `Kennung ${n} entfernen`,
  removeLink: (n) => `Link ${n} entfernen`,
  linkKinds: { paper: "Paper", pdf: "PDF", code: "Code", other: "Anderes" },
  schemes: { ...schemes, url: "Webadresse" },
  cancel: "Abbrechen",
  confirmAdd: "Hinzufügen",
  confirmEdit: "Sichern",
  added: (title) =>
    title === "" ? "Paper hinzugefügt" : `${quoted(shortTitle(title))} hinzugefügt`,
  edited: (title) =>
    title === "" ? "Paper bearbeitet" : `${quoted(shortTitle(title))} bearbeitet`,
  kept: "Das Eingetippte bleibt: Es steht wieder da, wenn das Formular erneut geöffnet wird.",
  showOther: "Jenes Paper zeigen",
  refused(failure) {
    if (failure.cause?.kind === "factsDiffer") return "Was hier geändert wurde, hat sich inzwischen anderswo geändert. Das Eingetippte bleibt hier: Erneut sichern setzt es an dessen Stelle."; // prettier-ignore
    // What is wrong in the form is said beside it.
    if (failure.code === "usage") return failureSentence(failure);
    return `${failureSentence(failure)} Das Eingetippte bleibt hier.`;
  },
};
