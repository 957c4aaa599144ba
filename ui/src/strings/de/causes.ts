import type { Cause, Failure, NoFile, NoText } from "../../backend/wire";
import { sayCause, type CauseWords } from "../causes";
import { formatBytes, formatNumber } from "../format";
import { quoted, quotedFile } from "./phrases";

/** What is there in place of a file. */
const noFile: Record<NoFile, string> = {
  folder: "ein Ordner",
  device: "ein Gerät, eine Pipe oder ein Socket",
  file: "eine Datei und kein Ordner",
};

/** What a file holds that is no text. */
const noText: Record<NoText, string> = {
  pdf: "ein PDF",
  zip: "ein Zip-Archiv oder ein Office-Dokument",
  gzip: "ein Gzip-Archiv",
  bzip2: "ein Bzip2-Archiv",
  xz: "ein xz-Archiv",
  sevenZip: "ein 7-Zip-Archiv",
  rar: "ein RAR-Archiv",
  zstd: "ein zstd-Archiv",
  tar: "ein Tar-Archiv",
  picture: "ein Bild",
  office: "ein Office-Dokument",
  database: "eine Datenbank",
  program: "ein Programm",
  postScript: "ein PostScript-Dokument",
  film: "ein Film",
  binary: "keine Textdatei",
};

/** The words of others, where there are any. */
export const told = (said: string | null) => (said === null ? "" : ` (${quoted(said)})`);

const thing = ({ path }: Failure) => (path === null ? "Das" : quotedFile(path));
const value = ({ path }: Failure) => quoted(path ?? "");
const folder = ({ path }: Failure) => quotedFile(path ?? "");

const causes: CauseWords = {
  noLibrary: (_, { path }) => `Die Bibliothek ist nicht mehr in ${path ?? "ihrem Ordner"}. Ist das Laufwerk verbunden?`,
  moved: (_, { path }) => `Die Bibliothek ist umgezogen; sie ist jetzt in ${path ?? "einem anderen Ordner"}. Nichts wurde geändert.`,
  newer: ({ found, known }) => `Diese Bibliothek hat ein neueres Offprint geschrieben (Version ${found}; dieses kennt ${known}). Sie wurde nicht geändert.`,
  foreign: () => "Das ist die Datenbank eines anderen Programms. Sie wurde nicht geändert.",
  changeDamaged: ({ seq }) => `Ein Teil der Bibliothek ist nicht lesbar: was Änderung ${formatNumber(seq)} bewirkt hat. Sie wurde nicht geändert.`,
  mergeDamaged: ({ merge }) => `Ein Teil der Bibliothek ist nicht lesbar: was Zusammenlegung ${formatNumber(merge)} bewirkt hat. Sie wurde nicht geändert.`,
  idsDamaged: ({ table }) => `Ein Teil der Bibliothek ist beschädigt: Die Nummern in ${quoted(table)} sind nicht in ihrer Ordnung. Sie wurde nicht geändert.`,
  copyDiffers: ({ part }) => `Die Kopie von ${quoted(part)} gleicht dem Original nicht und wurde wieder entfernt. Nichts wurde geändert.`,
  noHome: () => "Das System nennt keinen persönlichen Ordner, darum weiß Offprint nicht, wo die Bibliothek ist. --library sagt es.",
  misplacedLibrary: ({ table }, { path, line }) => `In den Einstellungen dieses Geräts (${path ?? "settings.toml"}${line === null ? "" : `, Zeile ${formatNumber(line)}`}) steht „library“ unter [${table}], wo es nicht gilt. Die Zeile gehört an den Anfang der Datei; danach Offprint neu starten.`,
  noSettingsFolder: () => "Das System nennt keinen Ordner für Einstellungen.",
  notAbsolute: (_, { path, line }) => `Der Ordner der Bibliothek muss mit seinem ganzen Pfad dastehen (${path ?? "settings.toml"}${line === null ? "" : `, Zeile ${formatNumber(line)}`}).`,
  fixed: () => "Wo die Bibliothek ist, wurde nur für dieses Mal gesagt; darum lässt sich das hier nicht ändern.",
  noRoom: ({ neededBytes, freeBytes }) => `Die Bibliothek braucht ${formatBytes(neededBytes)}, frei sind ${formatBytes(freeBytes)}. Platz schaffen oder einen anderen Ordner wählen.`,
  sameFolder: () => "Die Bibliothek ist schon in diesem Ordner.",
  withinLibrary: (_, failure) => `${folder(failure)} liegt im Ordner der Bibliothek selbst. Es muss ein anderer sein.`,
  holdsLibrary: (_, failure) => `In ${folder(failure)} liegt schon eine Bibliothek. Es muss ein leerer Ordner sein; „Andere verwenden“ öffnet jene.`,
  notEmpty: (_, failure) => `In ${folder(failure)} liegt etwas anderes. Es muss ein leerer Ordner sein, zum Beispiel ein neuer darin.`,
  notAFolder: (_, failure) => `${folder(failure)} ist kein Ordner.`,
  nameNotText: (_, failure) => `Der Name von ${folder(failure)} enthält Zeichen, die kein Text sind. Es muss ein anderer sein.`,
  noLocks: (_, failure) => `Dateien in ${folder(failure)} lassen sich nicht sperren: Zwei Programme könnten zugleich schreiben und die Bibliothek verderben. Das kommt auf manchen Netzlaufwerken vor. Ein Ordner auf einem Datenträger dieses Computers geht.`,
  inWatchedFolder: (_, failure) => `${folder(failure)} liegt in einem überwachten Ordner; die Dateien der Bibliothek würden als Quellen gelesen. Es muss ein anderer sein.`,
  inMirror: (_, failure) => `${folder(failure)} liegt im Ordner des Spiegels. Es muss ein anderer sein.`,

  noPaper: () => "Dieses Paper ist nicht mehr in der Bibliothek.",
  noChange: () => "Der Verlauf enthält keine solche Änderung.",
  notMerged: () => "Diese Papers wurden nicht so zusammengelegt oder sind schon getrennt.",
  notQueued: () => "Das Paper, vor das es soll, ist nicht mehr in der Leseliste.",
  several: () => "Mehr als ein Paper passt. Nichts wurde geändert.",
  cannotSnooze: () => "Nur was im Eingang oder in der Leseliste ist, lässt sich zurückstellen. Nichts wurde geändert.",
  pastDay: () => "Zurückstellen geht nur bis zu einem Tag, der noch kommt. Nichts wurde geändert.",
  outOfRange: ({ least, most }) => `Möglich ist ${formatNumber(least)} bis ${formatNumber(most)}. Nichts wurde geändert.`,
  known: () => "Dieses Paper ist schon in der Bibliothek: Titel oder Kennung sind gleich.",
  trashed: () => "Dieses Paper liegt im Papierkorb: Titel oder Kennung sind gleich. Dort lässt es sich zurücklegen.",
  nameless: () => "Ein Paper braucht einen Titel oder eine Kennung.",
  noCitationKey: () => "Das kann kein Zitierschlüssel sein: Es enthält ein Zeichen, das LaTeX oder BibTeX nicht annimmt.",
  citationKeyTaken: () => "Ein anderes Paper hat diesen Zitierschlüssel. Nichts wurde geändert.",
  noteDiffers: () => "Die Notiz wurde inzwischen anderswo geändert und blieb, wie sie jetzt ist.",
  factsDiffer: () => "Das Paper wurde inzwischen anderswo geändert und blieb, wie es jetzt ist.",
  noIdentifier: (_, failure) => `${value(failure)} ist keine Kennung dieser Art.`,
  noLink: (_, failure) => `${value(failure)} ist keine Webadresse.`,
  noAuthor: (_, failure) => `${value(failure)} lässt sich nicht als Name lesen.`,
  noYear: (_, failure) => `${value(failure)} ist kein Jahr. Vier Ziffern, oder nichts.`,
  noDay: (_, failure) => `${value(failure)} ist kein Tag.`,

  noFile: ({ what }, failure) => `${thing(failure)} ist ${noFile[what]}.`,
  noText: ({ what }, failure) => `${thing(failure)} ist ${noText[what]}; Offprint liest Text.`,
  empty: (_, failure) => `${thing(failure)} ist leer.`,
  tooLarge: ({ limitBytes }, failure) => `${thing(failure)} ist größer als ${formatBytes(limitBytes)}.`,
  sourceDiffers: (_, failure) => `${thing(failure)} hat sich beim Lesen geändert. Nichts davon wurde hinzugefügt.`,
  readerFailed: (_, failure) => `Offprint konnte ${failure.path === null ? "das" : quotedFile(failure.path)} nicht lesen, durch einen eigenen Fehler. Nichts davon wurde hinzugefügt.`,
  noSources: (_, failure) => `${folder(failure)} ist ein Ordner ohne Dateien, die Offprint liest.`,
  wentAway: (_, failure) => `${thing(failure)} ist verschwunden.`,
  stillReading: () => "Die Quelle wird noch gelesen.",
  previewClosed: () => "Die Vorschau ist geschlossen.",

  notOpened: (_, { path, said }) => `${path ?? "Das"} ließ sich nicht öffnen${told(said)}.`,
  noProgram: (_, { path }) => (path?.startsWith("mailto:") ? `Das System hat kein Mailprogramm für ${path.slice("mailto:".length)} gefunden.` : `Das System hat kein Programm gefunden, das ${path ?? "dies"} öffnet.`),
  noClipboard: (_, { said }) => `Das System gibt die Zwischenablage nicht her${told(said)}.`,
  clipboardSilent: () => "Das Programm, aus dem kopiert wurde, antwortet nicht.",
  systemRefused: (_, { said }) => `Das System hat abgelehnt${told(said)}. Nichts wurde geändert.`,

  notWritten: (_, failure) => `${thing(failure)} ließ sich nicht schreiben${told(failure.said)}. Was vorher dort war, ist unverändert.`,
  librarysOwnFolder: (_, failure) => `${folder(failure)} liegt im Ordner der Bibliothek selbst. Es muss ein anderer Ort sein.`,
  noMirror: (_, { path }) => `Der Spiegel ist nicht da (${path ?? ""}). Ist das Laufwerk verbunden?`,
  mirrorNeedsFolder: (_, failure) => `${thing(failure)} ist kein Ordner, und der Spiegel braucht einen mit diesem Namen.`,
  mirrorInUse: () => "Ein anderes Programm schreibt zur gleichen Zeit in den Spiegel.",
  mirrorWatched: (cause) => `${quotedFile(cause.folder)} wird überwacht, und die Dateien des Spiegels kämen herein. Es muss ein anderer Ort sein.`,
  inTheWay: ({ name }, failure) => `In ${folder(failure)} liegt ${quoted(name)} und gehört nicht zum Spiegel. Es muss erst weg, oder es muss ein anderer Ort sein.`,
  mirrored: (_, failure) => `In ${failure.path === null ? "diesem Ordner" : quotedFile(failure.path)} wird die Bibliothek gespiegelt: Die Dateien des Spiegels kämen wieder herein. Es muss ein anderer Ordner sein.`,
}; // prettier-ignore

/** The sentence of a failure whose cause is known. */
export const caused = (cause: Cause, failure: Failure) => sayCause(causes, cause, failure);
