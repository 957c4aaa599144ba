import type { Failure, FailureCode } from "../../backend/wire";
import { formatList, formatNumber } from "../format";
import type { Words } from "../strings";
import { caused, told } from "./causes";
import { quoted, quotedFile, sentences } from "./phrases";

/** What happened and what to do, where no more is known than what kind of failure it is. */
const ofCode: Record<FailureCode, (failure: Failure) => string> = {
  not_found: ({ path, said }) => said === null ? `${path === null ? "Das" : quotedFile(path)} ist nicht mehr da.` : `${path === null ? "Das" : quotedFile(path)} ist nicht lesbar${told(said)}.`, // prettier-ignore
  ambiguous_id: () => "Mehr als ein Paper passt. Nichts wurde geändert.",
  no_papers: ({ path, line }) => line !== null ? `Keine Papers in ${path === null ? "diesem Text" : quotedFile(path)} gefunden: Was in Zeile ${formatNumber(line)} beginnt, wurde abgelehnt.` : `Keine Papers in ${path === null ? "diesem Text" : quotedFile(path)} gefunden. Offprint kennt den kopierten Text von Paper-Seiten, Mails, gesicherte Seiten, Listen, Tabellen und was Literaturverwaltungen und Leselisten exportieren.`, // prettier-ignore
  not_text: ({ path, line }) => `${path === null ? "Das" : quotedFile(path)} ist keine Textdatei${line === null ? "" : ` (Zeile ${formatNumber(line)})`}.`, // prettier-ignore
  unsupported: ({ said }) => `Diese Art von Datei liest Offprint nicht${told(said)}.`,
  not_a_file: ({ path }) => `${path === null ? "Das" : quotedFile(path)} ist keine Datei.`,
  library_busy: () => "Ein anderes Offprint schreibt und wurde nicht rechtzeitig fertig. Nichts wurde geändert; ein neuer Versuch hilft.", // prettier-ignore
  library_newer: () => "Diese Bibliothek hat ein neueres Offprint geschrieben. Sie wurde nicht geändert.", // prettier-ignore
  library_damaged: ({ said }) => `Ein Teil der Bibliothek ist nicht lesbar${told(said)}. Sie wurde nicht geändert.`, // prettier-ignore
  read_only: () => "In die Bibliothek lässt sich nicht schreiben. Nichts wurde geändert.",
  disk_full: () => "Auf dem Datenträger ist kein Platz mehr. Die letzte Änderung wurde nicht gesichert; alles davor ist sicher.", // prettier-ignore
  conflict: () => "Es wurde später noch einmal geändert und blieb darum, wie es ist.",
  cancelled: () => "Abgebrochen. Nichts wurde hinzugefügt.",
  nothing_to_undo: () => "Nichts rückgängig zu machen",
  usage: ({ said }) => `Das ging nicht${told(said)}. Nichts wurde geändert.`,
};

/** What happened and what to do, where the file is named beside it. */
export const failureSentence: Words["failure"] = (failure) =>
  failure.cause === null ? ofCode[failure.code](failure) : caused(failure.cause, failure);

/** Why the settings of this device are not used. */
export const settingsFailure: Words["settingsFailure"] = (failure) =>
  failure.cause?.kind === "misplacedLibrary"
    ? failureSentence(failure)
    : sentences([settingsMistake(failure), "Offprint arbeitet, als wäre nichts eingestellt."]);

/** Where the settings hold a mistake, and which. */
export function settingsMistake(failure: Failure): string {
  const { code, cause, path, line, said } = failure;
  if (cause !== null || code !== "usage") return failureSentence(failure);
  return `Die Einstellungen dieses Geräts enthalten einen Fehler (${path ?? "settings.toml"}${line === null ? "" : `, Zeile ${formatNumber(line)}`})${said === null ? "" : `: ${quoted(said)}`}.`;
}

/** What of the mirror could not be written. */
export const mirrorFailure: Words["mirrorFailure"] = (failure, left) =>
  failure === null
    ? `Vom Spiegel ließ sich ${formatList(left.map(quoted))} nicht schreiben, denn was dort liegt, gehört nicht zum Spiegel. Es muss erst weg.`
    : failure.cause?.kind === "noMirror"
      ? failureSentence(failure)
      : `Der Spiegel wurde nicht erneuert. ${failureSentence(failure)}`;

/** Why the library cannot be mirrored there. */
export const mirrorRefused: Words["mirrorRefused"] = (failure) =>
  `Die Bibliothek wird dort nicht gespiegelt. ${failureSentence(failure)}`;

/** Words of the page that stands where the library cannot be opened. */
export const libraryError: Words["libraryError"] = {
  title: "Offprint kann die Bibliothek nicht öffnen",
  happened: "Was geschehen ist",
  safe: "Was sicher ist",
  safeLine: "Offprint hat die Datei nicht geändert. Nichts wird geschrieben, bis sie sich öffnen lässt.", // prettier-ignore
  todo: "Was zu tun ist",
  todoLine: {
    moved:
      "Jenen Ordner statt diesem nennen, oder keinen, wenn es die übliche Bibliothek ist. Liegt die Bibliothek wieder in diesem Ordner, die Datei moved-to daraus entfernen, dann neu versuchen.",
    library_newer: "Das neueste vorhandene Offprint starten.",
    library_busy: "Das andere Programm schließen, das sie benutzt, dann neu versuchen.",
    read_only: "Sich das Recht geben, in diesen Ordner zu schreiben, dann neu versuchen.",
    disk_full: "Platz schaffen, dann neu versuchen.",
    library_damaged:
      "Wenn es eine Kopie des Ordners gibt, sie an diese Stelle legen, dann neu versuchen. Die Datei behalten, wie sie ist: Vieles darin kann noch lesbar sein.",
    other:
      "Nachsehen, ob das Laufwerk verbunden ist und kein anderes Programm die Datei hält, dann neu versuchen.",
  },
  retry: "Neu versuchen",
  copy: "Einzelheiten kopieren",
};
