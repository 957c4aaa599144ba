import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { quoted } from "./phrases";

/** Words about notes. */
export const note: Words["note"] = {
  label: "Notiz",
  invite: "Notiz schreiben",
  saved: "Gesichert",
  done: "Fertig",
  edit: "Notiz bearbeiten",
  hint: "Markdown. Die erste Zeile steht in den Listen.",
  bold: "fett",
  linkPaper: "Paper verlinken",
  papers: "Papers zum Verlinken",
  opened: (url) => `${url} geöffnet`,
  noPaper: "Das Paper dieses Links ist nicht in der Bibliothek.",
  notSavedSince: (time) => `Nicht gesichert seit ${time}`,
  failedHeading: "Die Notiz ist nicht gesichert",
  textStays: "Der Text unten bleibt hier, und Offprint versucht es von selbst wieder.",
  copy: "Notiz kopieren",
  retry: "Neu versuchen",
  both: "Diese Notiz wurde auch anderswo geändert. Beide Texte bleiben: der eigene, dann unter der Linie der andere.", // prettier-ignore
  elsewhere: (title) => `Die Notiz zu ${quoted(shortTitle(title))} ist noch nicht gesichert. Offprint versucht es wieder.`, // prettier-ignore
};
