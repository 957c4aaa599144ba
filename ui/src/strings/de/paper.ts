import { identifier } from "../details";
import { formatNumber } from "../format";
import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { details } from "./details";
import { papers, quoted } from "./phrases";
import { preview } from "./preview";
import { stateNames } from "./states";

const times = (n: number) => `${formatNumber(n)}-mal`;

/** Words about one paper, or some. */
export const paper: Words["paper"] = {
  label: "Paper",
  none: "Kein Paper ausgewählt",
  readingState: "Lesestand",
  star: "Stern setzen",
  unstar: "Stern entfernen",
  tags: "Schlagwörter",
  more: "Mehr",
  back: "Zurück zur Liste",
  position: (position, of) => `Nr. ${formatNumber(position)} von ${formatNumber(of)}`,
  seenAgain: (n) => `${times(n)} gesehen`,
  seenTimes: (n) => (n === 1 ? "Einmal gesehen" : `${times(n)} gesehen`),
  place: (position, of) => `${formatNumber(position)} von ${formatNumber(of)}`,
  formatOf: (format) => preview.format(format),
  mail: (subject, sender, day) => [subject === null ? null : quoted(subject), sender, day].filter(Boolean).join(" · "), // prettier-ignore
  mergedWith: (title, day) => `Mit ${quoted(shortTitle(title))} vereint am ${day}.`,
  details,
  identifier,
  citation: {
    label: "Zitierschlüssel",
    citedAs: "Zitiert als",
    copy: "Zitierschlüssel kopieren",
    copied: "Zitierschlüssel kopiert",
    set: "Zitierschlüssel setzen",
    hint: "Enter behält ihn, Esc lässt ihn, wie er war.",
  },
  moreAuthors: (n) => `und ${formatNumber(n)} weitere`,
  open: { paper: "Paper", pdf: "PDF", code: "Code", other: "Link" },
  opensInBrowser: "Öffnet sich im Browser und braucht ein Netz.",
  start: "Lesen beginnen",
  sideBySide: "Nebeneinander lesen",
  abstract: "Abstract",
  addTag: "Schlagwort",
  addWhy: "Warum ich es behalte",
  whyLabel: "Warum ich es behalte",
  whyPlaceholder: "Eine Zeile: Warum ist es hier?",
  trail: "Daten",
  added: (day) => `Hinzugefügt ${day}`,
  queued: (day) => `Vorgemerkt ${day}`,
  started: (day) => `Begonnen ${day}`,
  finished: (day, state) => `${stateNames[state]} ${day}`,
  selecting: (n) => `${papers(n)} werden ausgewählt…`,
  selected: (n) => `${papers(n)} ausgewählt`,
  selectOne: "wählt wieder eines aus",
  titleAndLink: (title, link) => (link === null ? title : `${title}\n${link}`),
};
