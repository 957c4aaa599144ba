import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { changed, starred, stateSet, tagsEdited } from "./changed";
import { count, quoted } from "./phrases";
import { whichPapers } from "./titles";

/** What the window says when something happened. */
export const messages: Words["messages"] = {
  label: "Meldungen",
  stateSet,
  tagsEdited,
  starred,
  undo: "Rückgängig",
  redo: "Wiederholen",
  undone: (row) => `Zurückgenommen: ${changed(row)}`,
  redone: (row) => `Wiederholt: ${changed(row)}`,
  notUndone: (row) => `Nicht zurückgenommen${row ? `: ${changed(row)}` : ""}. Es wurde später noch einmal geändert, darum blieb alles, wie es war.`, // prettier-ignore
  notRedone: (row) => `Nicht wiederholt${row ? `: ${changed(row)}` : ""}. Es wurde später noch einmal geändert, darum blieb alles, wie es war.`, // prettier-ignore
  left: (n) => `${count(n, "Paper wurde", "Papers wurden")} später noch einmal geändert und ${n === 1 ? "blieb" : "blieben"}, wie ${n === 1 ? "es ist" : "sie sind"}.`, // prettier-ignore
  pageEnded: "Die Seite war stehen geblieben und wurde neu geöffnet. Die Bibliothek ist sicher; am besten ansehen, was zuletzt getippt wurde.", // prettier-ignore
  nothingToUndo: "Nichts rückgängig zu machen",
  nothingToRedo: "Nichts zu wiederholen",
  copied: "Titel und Link kopiert",
  dialogOpen: "Ein Dialog für Dateien ist schon offen. Der kommt zuerst.",
  keySet: (key) => `Der Zitierschlüssel ist jetzt ${quoted(key)}`,
  apart: (title, other) => `${quoted(shortTitle(title))} und ${quoted(shortTitle(other))} getrennt gelassen`, // prettier-ignore
  merged: (title) => `${quoted(shortTitle(title))} ist jetzt ein Paper`,
  askedAgain: "Die Frage ist wieder offen",
  parted: (title) => `${quoted(shortTitle(title))} wieder getrennt`,
  close: "Schließen",
  queuedFirst: (n, title) => `${whichPapers(n, title)} an den Anfang der Leseliste gesetzt`,
  opened: (title) => `${quoted(shortTitle(title))} im Browser geöffnet`,
  watching: (name) => `${quoted(name)} wird überwacht`,
  notWatching: (name) => `${quoted(name)} wird nicht mehr überwacht`,
};
