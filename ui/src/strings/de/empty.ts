import type { Words } from "../strings";
import { count } from "./phrases";

/** What a list says that holds nothing. */
export const empty: Words["empty"] = {
  inbox: { title: "Der Eingang ist leer", queue: (n) => `${count(n, "Paper wartet", "Papers warten")} in der Leseliste.`, read: "Das erste lesen" }, // prettier-ignore
  queue: { title: "Die Leseliste ist leer", line: "Q auf einem Paper setzt es hierher." },
  reading: { title: "Nichts begonnen", line: "B auf einem vorgemerkten Paper beginnt es." },
  finished: {
    title: "Noch nichts fertig",
    line: "Gelesene und überflogene Papers kommen hierher.",
  },
  starred: { title: "Nichts mit Stern", line: "F auf einem Paper setzt einen Stern." },
  snoozed: { title: "Nichts zurückgestellt", line: "Z auf einem Paper verbirgt es bis zu einem Tag." }, // prettier-ignore
  dropped: { title: "Nichts verworfen", line: "D auf einem Paper, das nicht passt, verwirft es." },
  trash: { title: "Der Papierkorb ist leer", line: "Entf auf einem Paper legt es hierher." },
  tag: { title: "Kein Paper hat dieses Schlagwort", line: "T auf einem Paper gibt ihm eines." },
  import: { title: "Von diesem Import ist nichts hier", line: "Die Papers wurden herausgenommen, oder es gab keine." }, // prettier-ignore
  saved: { title: "Nichts passt zu dieser Ansicht", line: "Papers, die dazu passen, kommen hierher." }, // prettier-ignore
  filtered: { title: "Kein Paper passt zu diesen Filtern", line: "Ohne einen davon ist mehr zu sehen." }, // prettier-ignore
  search: { title: "Kein Paper hat alle diese Wörter", line: "Mit weniger Wörtern versuchen" },
  all: { title: "Noch keine Papers", line: "Datei hierher ziehen oder eine kopierte Seite einfügen." }, // prettier-ignore
};
