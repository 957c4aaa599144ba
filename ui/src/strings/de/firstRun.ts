import type { Words } from "../strings";

/** What an empty library says. */
export const firstRun: Words["firstRun"] = {
  title: "Eine Sammlung von Papers hierher ziehen",
  line: "Den kopierten Text einer Paper-Seite oder eine Literaturdatei.",
  line2: "Was darin ist, ist zu sehen, bevor etwas hinzukommt.",
  choose: "Datei wählen",
  paste: "Text einfügen",
  watch: "Ordner überwachen",
  kinds: [
    { name: "Paper-Seiten", line: "Seite auswählen, kopieren, einfügen" },
    { name: "Gesicherter Text", line: ".txt einer solchen Seite" },
    { name: "Literaturdateien", line: ".bib und .ris" },
  ],
  trySample: [
    "Nichts zur Hand? ",
    "Mit einer Beispielsammlung versuchen",
    " von 24 Papers und den Import dann zurücknehmen.",
  ],
  local: "Alles bleibt auf diesem Computer. Offprint arbeitet ohne Netz.",
};
