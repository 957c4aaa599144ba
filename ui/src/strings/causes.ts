import type { Cause, Failure, NoFile, NoText } from "../backend/wire";
import { formatBytes, formatNumber } from "./format";
import { quoted, quotedFile } from "./phrases";

/** What is there in place of a file. */
const noFile: Record<NoFile, string> = {
  folder: "a folder",
  device: "a device, pipe or socket",
  file: "a file, not a folder",
};

/** What a file holds that is no text. */
const noText: Record<NoText, string> = {
  pdf: "a PDF",
  zip: "a zip archive or an office document",
  gzip: "a gzip archive",
  bzip2: "a bzip2 archive",
  xz: "an xz archive",
  sevenZip: "a 7-Zip archive",
  rar: "a RAR archive",
  zstd: "a zstd archive",
  tar: "a tar archive",
  picture: "a picture",
  office: "an office document",
  database: "a database",
  program: "a program",
  postScript: "a PostScript document",
  film: "a film",
  binary: "binary data",
};

/** For each cause what makes its sentence. */
export type CauseWords = {
  [Kind in Cause["kind"]]: (cause: Extract<Cause, { kind: Kind }>, failure: Failure) => string;
};

/** The words of others, where there are any. */
export const told = (said: string | null) => (said === null ? "" : ` (${quoted(said)})`);

const thing = ({ path }: Failure) => (path === null ? "This" : quotedFile(path));
const value = ({ path }: Failure) => quoted(path ?? "");
const folder = ({ path }: Failure) => quotedFile(path ?? "");

const causes: CauseWords = {
  noLibrary: (_, { path }) => `The library is not in ${path ?? "its folder"} any more. Is the drive connected?`,
  moved: (_, { path }) => `The library was moved; it is in ${path ?? "another folder"} now. Nothing was changed.`,
  newer: ({ found, known }) => `This library was written by a newer Offprint (version ${found}; this one knows ${known}). It has not been changed.`,
  foreign: () => "This is a database of another program. It has not been changed.",
  changeDamaged: ({ seq }) => `A part of the library cannot be read: what change ${formatNumber(seq)} did. It has not been changed.`,
  mergeDamaged: ({ merge }) => `A part of the library cannot be read: what merge ${formatNumber(merge)} did. It has not been changed.`,
  idsDamaged: ({ table }) => `A part of the library is damaged: the ids of ${quoted(table)} are out of order. It has not been changed.`,
  copyDiffers: ({ part }) => `The copy of ${quoted(part)} is not as the original, and was taken away again. Nothing was changed.`,
  noHome: () => "Your system names no home folder, so Offprint does not know where the library is. Say where with --library.",
  misplacedLibrary: ({ table }, { path, line }) => `In the settings of this device (${path ?? "settings.toml"}${line === null ? "" : `, line ${formatNumber(line)}`}) “library” stands below [${table}], where it has no effect. Move the line to the top of the file, then start Offprint again.`,
  noSettingsFolder: () => "Your system names no folder for settings.",
  notAbsolute: (_, { path, line }) => `The folder of the library must begin at the root (${path ?? "settings.toml"}${line === null ? "" : `, line ${formatNumber(line)}`}).`,
  fixed: () => "Where the library is was said for this run only, so it cannot be moved or changed here.",
  noRoom: ({ neededBytes, freeBytes }) => `The library needs ${formatBytes(neededBytes)}, and there is room for ${formatBytes(freeBytes)}. Free some space, or choose another folder.`,
  sameFolder: () => "The library is in this folder already.",
  withinLibrary: (_, failure) => `${folder(failure)} is inside the library’s own folder. Choose another.`,
  holdsLibrary: (_, failure) => `There is a library in ${folder(failure)} already. Choose an empty folder, or open that one with “Use another”.`,
  notEmpty: (_, failure) => `There is something else in ${folder(failure)}. Choose an empty folder, or make one in it.`,
  notAFolder: (_, failure) => `${folder(failure)} is not a folder.`,
  nameNotText: (_, failure) => `The name of ${folder(failure)} has characters that are no text. Choose another.`,
  noLocks: (_, failure) => `Files in ${folder(failure)} cannot be locked, so two programs could write at once and spoil the library. This happens on some network drives. Choose a folder on a disk of this computer.`,
  inWatchedFolder: (_, failure) => `${folder(failure)} is in a watched folder; the library’s own files would be read as sources. Choose another.`,
  inMirror: (_, failure) => `${folder(failure)} is in the mirror’s folder. Choose another.`,

  noPaper: () => "This paper is no longer in the library.",
  noChange: () => "The history holds no such change.",
  notMerged: () => "These papers were not joined so, or are parted already.",
  notQueued: () => "The paper to put it before is not in the queue any more.",
  several: () => "More than one paper fits. Nothing was changed.",
  cannotSnooze: () => "Only papers in the inbox and in the queue can be snoozed. Nothing was changed.",
  pastDay: () => "A snooze ends on a day that is to come. Nothing was changed.",
  outOfRange: ({ least, most }) => `This must be from ${formatNumber(least)} to ${formatNumber(most)}. Nothing was changed.`,
  known: () => "This paper is in the library already: the title or an identifier is the same.",
  trashed: () => "This paper is in the trash: the title or an identifier is the same. Put it back there.",
  nameless: () => "A paper needs a title or an identifier.",
  noCitationKey: () => "This cannot be a citation key: it holds a character that LaTeX or BibTeX would not take.",
  citationKeyTaken: () => "Another paper has this citation key. Nothing was changed.",
  noteDiffers: () => "The note was changed elsewhere meanwhile, and was left as it is now.",
  factsDiffer: () => "The paper was changed elsewhere meanwhile, and was left as it is now.",
  noIdentifier: (_, failure) => `${value(failure)} is no identifier of that kind.`,
  noLink: (_, failure) => `${value(failure)} is no address of a web page.`,
  noAuthor: (_, failure) => `${value(failure)} cannot be read as a name.`,
  noYear: (_, failure) => `${value(failure)} is no year. Write four digits, or nothing.`,
  noDay: (_, failure) => `${value(failure)} is no day.`,

  noFile: ({ what }, failure) => `${thing(failure)} is ${noFile[what]}.`,
  noText: ({ what }, failure) => `${thing(failure)} is ${noText[what]}, and Offprint reads text.`,
  empty: (_, failure) => `${thing(failure)} is empty.`,
  tooLarge: ({ limitBytes }, failure) => `${thing(failure)} is larger than ${formatBytes(limitBytes)}.`,
  sourceDiffers: (_, failure) => `${thing(failure)} changed while it was read. Nothing of it was added.`,
  readerFailed: (_, failure) => `Offprint could not read ${failure.path === null ? "this" : quotedFile(failure.path)}, by a fault of its own. Nothing of it was added.`,
  noSources: (_, failure) => `${folder(failure)} is a folder without files that Offprint reads.`,
  wentAway: (_, failure) => `${thing(failure)} went away.`,
  stillReading: () => "The source is still being read.",
  previewClosed: () => "The preview is closed.",

  notOpened: (_, { path, said }) => `${path ?? "This"} could not be opened${told(said)}.`,
  noProgram: (_, { path }) => (path?.startsWith("mailto:") ? `Your system found no mail program for ${path.slice("mailto:".length)}.` : `Your system found no program that opens ${path ?? "this"}.`),
  noClipboard: (_, { said }) => `The system gives no access to what was copied${told(said)}.`,
  clipboardSilent: () => "The program that was copied from does not answer.",
  systemRefused: (_, { said }) => `The system refused${told(said)}. Nothing was changed.`,

  notWritten: (_, failure) => `${thing(failure)} could not be written${told(failure.said)}. What was there before is unchanged.`,
  librarysOwnFolder: (_, failure) => `${folder(failure)} is in the library’s own folder. Choose another place.`,
  noMirror: (_, { path }) => `The mirror is not there (${path ?? ""}). Is the drive connected?`,
  mirrorNeedsFolder: (_, failure) => `${thing(failure)} is not a folder, and the mirror needs one of this name.`,
  mirrorInUse: () => "Another program writes to the mirror at the same time.",
  mirrorWatched: (cause) => `${quotedFile(cause.folder)} is watched, and the mirror’s files would be taken in. Choose another place.`,
  inTheWay: ({ name }, failure) => `There is a ${quoted(name)} in ${folder(failure)} that is not the mirror’s. Move it away, or choose another place.`,
  mirrored: (_, failure) => `${thing(failure)} is where the library is mirrored: the mirror’s files would be taken in again. Watch another folder.`,
}; // prettier-ignore

/** The sentence of a failure whose cause is known. */
export const caused = (cause: Cause, failure: Failure) => sayCause(causes, cause, failure);

/** Finds the words of a cause in those of a language. */
export function sayCause(causes: CauseWords, cause: Cause, failure: Failure): string {
  const say = causes[cause.kind] as (cause: Cause, failure: Failure) => string;
  return say(cause, failure);
}
