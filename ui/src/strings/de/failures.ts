import { formatList, formatNumber } from "../format";
import type { Words } from "../strings";
import { quoted, quotedFile } from "./phrases";

/** What happened and what to do, where the file is named beside it. */
export const failureSentence: Words["failure"] = ({ code, path, line, detail }) => {
  const it = path === null ? "Das" : quotedFile(path);
  const where = line === null ? "" : ` (Zeile ${formatNumber(line)})`;
  switch (code) {
    case "not_found":
      if (detail === "no library")
        return `Die Bibliothek ist nicht mehr in ${path ?? "ihrem Ordner"}. Ist das Laufwerk verbunden?`;
      if (detail === "moved")
        return `Die Bibliothek ist umgezogen; sie ist jetzt in ${path ?? "einem anderen Ordner"}. Nichts wurde geändert.`;
      return path === null
        ? "Dieses Paper ist nicht mehr in der Bibliothek."
        : `${quotedFile(path)} ist nicht mehr da.`;
    case "ambiguous_id":
      return "Mehr als ein Paper passt. Nichts wurde geändert.";
    case "no_papers":
      return `Keine Papers in ${path === null ? "diesem Text" : quotedFile(path)} gefunden. Offprint kennt den kopierten Text von Paper-Seiten, Mails, gesicherte Seiten, Listen, Tabellen und was Literaturverwaltungen und Leselisten exportieren.`;
    case "not_text":
      return `${it} ist keine Textdatei${where}.`;
    case "unsupported":
      if (detail === "mirrored") return `In ${it} wird die Bibliothek gespiegelt: Die Dateien des Spiegels kämen wieder herein. Es muss ein anderer Ordner sein.`; // prettier-ignore
      return `Diese Art von Datei liest Offprint nicht${detail === null ? "" : ` (${detail})`}.`;
    case "not_a_file":
      return `${it} ist keine Datei.`;
    case "library_busy":
      return "Ein anderes Offprint schreibt und wurde nicht rechtzeitig fertig. Nichts wurde geändert; ein neuer Versuch hilft.";
    case "library_newer":
      return "Diese Bibliothek hat ein neueres Offprint geschrieben. Sie wurde nicht geändert.";
    case "library_damaged":
      return "Ein Teil der Bibliothek ist nicht lesbar. Sie wurde nicht geändert.";
    case "read_only":
      return "In die Bibliothek lässt sich nicht schreiben. Nichts wurde geändert.";
    case "disk_full":
      return "Auf dem Datenträger ist kein Platz mehr. Die letzte Änderung wurde nicht gesichert; alles davor ist sicher.";
    case "conflict":
      return detail === "key"
        ? "Ein anderes Paper hat diesen Zitierschlüssel. Nichts wurde geändert."
        : "Spätere Arbeit weicht ab, darum blieb dies, wie es ist.";
    case "cancelled":
      return "Abgebrochen. Nichts wurde hinzugefügt.";
    case "nothing_to_undo":
      return "Nichts rückgängig zu machen";
    case "usage":
      if (detail === "key") return "Das kann kein Zitierschlüssel sein: Es enthält ein Zeichen, das LaTeX oder BibTeX nicht annimmt."; // prettier-ignore
      return detail === null
        ? "Das ging nicht. Nichts wurde geändert."
        : `Das ging nicht: ${detail}`;
  }
};

/** Why the settings of this device are not used. */
export const settingsFailure: Words["settingsFailure"] = ({ path, line, detail }) =>
  `Die Einstellungen dieses Geräts gelten nicht (${path ?? "settings.toml"}${line === null ? "" : `, Zeile ${formatNumber(line)}`}): ${detail ?? "sie sind nicht lesbar"}. Offprint arbeitet, als wäre nichts eingestellt.`;

/** What of the mirror could not be written. */
export const mirrorFailure: Words["mirrorFailure"] = (failure, left) =>
  failure?.detail === "no mirror"
    ? `Der Spiegel ist nicht da (${failure.path ?? ""}). Ist das Laufwerk verbunden?`
    : failure !== null
      ? `Der Spiegel wurde nicht erneuert (${failure.path ?? "Bibliothek"}): ${failure.detail?.replace(/^writing: /, "") ?? failureSentence(failure)}`
      : `Vom Spiegel ließ sich ${formatList(left.map(quoted))} nicht schreiben, denn was dort liegt, gehört nicht zum Spiegel. Es muss erst weg.`;

/** Why the library cannot be mirrored there. */
export const mirrorRefused: Words["mirrorRefused"] = (failure) =>
  failure.code === "unsupported" && failure.detail !== null
    ? `Die Bibliothek lässt sich nicht in ${quotedFile(failure.path ?? "")} spiegeln: ${failure.detail}.`
    : failureSentence(failure);

/** Words of the page that stands where the library cannot be opened. */
export const libraryError: Words["libraryError"] = {
  title: "Offprint kann die Bibliothek nicht öffnen",
  happened: "Was geschehen ist",
  safe: "Was sicher ist",
  safeLine: "Offprint hat die Datei nicht geändert. Nichts wird geschrieben, bis sie sich öffnen lässt.", // prettier-ignore
  todo: "Was zu tun ist",
  todoLine: {
    library_newer: "Das neueste vorhandene Offprint starten.",
    library_busy: "Das andere Programm schließen, das sie benutzt, dann neu versuchen.",
    read_only: "Sich das Recht geben, in diesen Ordner zu schreiben, dann neu versuchen.",
    disk_full: "Platz schaffen, dann neu versuchen.",
    other:
      "Nachsehen, ob das Laufwerk verbunden ist und kein anderes Programm die Datei hält, dann neu versuchen.",
  },
  retry: "Neu versuchen",
  copy: "Einzelheiten kopieren",
};
