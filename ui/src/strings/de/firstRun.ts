import type { Words } from "../strings";

/** What an empty library says. */
export const firstRun: Words["firstRun"] = {
  title: "Eine Sammlung von Papers hierher ziehen",
  line: "Eine kopierte oder gesicherte Seite mit Papers, eine Mail mit neuen Papers oder eine Literaturdatei.",
  line2: "Was darin ist, ist zu sehen, bevor etwas hinzukommt.",
  choose: "Datei wählen",
  paste: "Text einfügen",
  watch: "Ordner überwachen",
  kinds: [
    { name: "Seiten mit Papers", line: "alles auswählen, kopieren, einfügen; oder gesichert" },
    { name: "Mails mit neuen Papers", line: "von arXiv, Scholar und anderen" },
    { name: "Literaturdateien", line: ".bib, .ris und viele mehr" },
  ],
  trySample: [
    "Nichts zur Hand? ",
    "Mit einer Beispielsammlung versuchen",
    " von 24 Papers und den Import dann zurücknehmen.",
  ],
  local: "Alles bleibt auf diesem Computer. Offprint arbeitet ohne Netz.",
};
