import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { quoted } from "./phrases";

/** What is said where closing the window would lose something. */
export const closing: Words["closing"] = {
  heading: "Nicht alles ist gesichert",
  note: (title) => `Die Notiz zu ${quoted(shortTitle(title))} ist nicht gesichert.`,
  why: (title) => `Das Warum zu ${title === null ? "diesem Paper" : quoted(shortTitle(title))} ist nicht gesichert.`, // prettier-ignore
  line: (title) => `Die Zeile zu ${quoted(shortTitle(title))} ist nicht gesichert.`,
  form: (title) => title === null ? "Das angefangene Paper ist nicht gesichert." : `Was in den Angaben von ${quoted(shortTitle(title))} geändert wurde, ist nicht gesichert.`, // prettier-ignore
  settings: "Was eingestellt wurde, ist nicht gesichert.",
  change: "Die letzte Änderung ist nicht gesichert.",
  underWay: "Sie wird gerade noch gesichert.",
  lost: "Sie bleibt hier, solange dieses Fenster offen ist. Wird es jetzt geschlossen, geht sie verloren.", // prettier-ignore
  copy: "Text kopieren",
  copied: "Text kopiert",
  close: "Trotzdem schließen",
  stay: "Bleiben",
};
