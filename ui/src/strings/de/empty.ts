import type { Words } from "../strings";
import { count } from "./phrases";

/** What a list says that holds nothing. */
export const empty: Words["empty"] = {
  inbox: { title: "Der Eingang ist leer", queue: (n) => `${count(n, "Paper wartet", "Papers warten")} in der Leseliste.`, read: "Das erste lesen" }, // prettier-ignore
  queue: { title: "Die Leseliste ist leer", press: (key) => `${key} auf einem Paper setzt es hierher.`, line: "Vorgemerkte Papers stehen hier in eigener Reihenfolge." }, // prettier-ignore
  reading: { title: "Nichts begonnen", press: (key) => `${key} auf einem vorgemerkten Paper beginnt es.`, line: "Begonnene Papers stehen hier, bis sie fertig sind." }, // prettier-ignore
  finished: {
    title: "Noch nichts fertig",
    line: "Gelesene und überflogene Papers kommen hierher.",
  },
  starred: { title: "Nichts mit Stern", press: (key) => `${key} auf einem Paper setzt einen Stern.`, line: "Papers mit Stern kommen hierher." }, // prettier-ignore
  snoozed: { title: "Nichts zurückgestellt", press: (key) => `${key} auf einem Paper verbirgt es bis zu einem Tag.`, line: "Papers, die bis zu einem Tag verborgen sind, warten hier." }, // prettier-ignore
  dropped: { title: "Nichts verworfen", press: (key) => `${key} auf einem Paper, das nicht passt, verwirft es.`, line: "Papers, die nicht passen, kommen hierher." }, // prettier-ignore
  trash: { title: "Der Papierkorb ist leer", press: (key) => `${key} auf einem Paper legt es hierher.`, line: "Was herausgenommen wird, kommt zuerst hierher." }, // prettier-ignore
  tag: { title: "Kein Paper hat dieses Schlagwort", press: (key) => `${key} auf einem Paper gibt ihm eines.`, line: "Papers, die es bekommen, kommen hierher." }, // prettier-ignore
  import: { title: "Von diesem Import ist nichts hier", line: "Die Papers wurden herausgenommen, oder es gab keine." }, // prettier-ignore
  saved: { title: "Nichts passt zu dieser Ansicht", line: "Papers, die dazu passen, kommen hierher." }, // prettier-ignore
  filtered: { title: "Kein Paper passt zu diesen Filtern", line: "Ohne einen davon ist mehr zu sehen." }, // prettier-ignore
  search: { title: "Kein Paper hat alle diese Wörter", line: "Mit weniger Wörtern versuchen" },
  all: { title: "Noch keine Papers", line: "Datei hierher ziehen oder eine kopierte Seite einfügen." }, // prettier-ignore
};
