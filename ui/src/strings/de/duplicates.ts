import { formatDay, formatNumber } from "../format";
import type { Words } from "../strings";
import { count, fileName } from "./phrases";
import { stateNames } from "./states";

/** Words about papers that may be the same. */
export const duplicates: Words["duplicates"] = {
  toDecide: "Zu entscheiden",
  decided: "Entschieden",
  which: "Welche Paare",
  order: { open: "Ähnlichste zuerst", decided: "Neueste Antwort zuerst" },
  more: (n) => `${count(n, "weitere Frage folgt", "weitere Fragen folgen")}, wenn diese beantwortet sind.`, // prettier-ignore
  none: { title: "Keine Frage ist offen", line: "Nach Papers, die dasselbe sein könnten, wird hier gefragt." }, // prettier-ignore
  noneDecided: { title: "Noch nichts entschieden", line: "Die Antworten stehen dann hier und lassen sich zurücknehmen." }, // prettier-ignore
  grounds: {
    identifierOnly: "Nur eine Kennung gemeinsam",
    titleOnly: "Gleicher Titel, aber kurz, oder anderes weicht ab",
    nearTitle: "Fast der gleiche Titel",
  },
  alike: (percent) => `zu ${formatNumber(percent)} % gleich`,
  side: ({ state, addedAt, source }) =>
    [state === null ? null : stateNames[state], addedAt === null ? null : `hinzugefügt ${formatDay(addedAt)}`, source === null ? null : fileName(source)].filter(Boolean).join(" · "), // prettier-ignore
  seen: "Gesehen",
  seenTimes: (n) => count(n, "Mal", "Mal"),
  sameLine: (nSightings) => `Ein Paper mit den Kennungen und Links beider, ${count(nSightings, "Mal", "Mal")} gesehen. Was es sonst bekommt, ist frei wählbar.`, // prettier-ignore
  differentLine: "Beide bleiben, wie sie sind. Die Frage kommt nicht wieder.",
  merging: {
    heading: "Was bekommt das eine Paper?",
    line: "Wo beide etwas sagen, ist zu wählen. Was nur eines hat, bleibt.",
    both: "Das eine Paper bekommt beides.",
    filled: "Das bekommt es.",
    choose: (field) => `${field} des einen Papers`,
    yours: "Alles Eigene bleibt: Schlagwörter, ein Stern, beide Notizen und der weitere Stand. Die beiden lassen sich wieder trennen.", // prettier-ignore
    confirm: "Zu einem Paper machen",
    back: "Zurück",
  },
  verdict: { same: "Dasselbe Paper", different: "Verschiedene Papers" },
  answeredOn: (day) => `So entschieden am ${day}.`,
  takeBack: "Neu fragen",
  takeBackLine: "Die Frage ist wieder offen und wartet unter „Zu entscheiden“.",
  part: "Wieder trennen",
  partLine:
    "Es werden wieder zwei Papers. Was seither zu dem einen geschrieben wurde, bleibt dort.",
};
