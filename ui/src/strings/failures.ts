import type { Failure, FailureCode } from "../backend/wire";
import { caused, told } from "./causes";
import { formatNumber } from "./format";
import { quoted, quotedFile, sentences } from "./phrases";

/** What happened and what to do, where no more is known than what kind of failure it is. */
const ofCode: Record<FailureCode, (failure: Failure) => string> = {
  not_found: ({ path, said }) => said === null ? `${path === null ? "This" : quotedFile(path)} is not there any more.` : `${path === null ? "This" : quotedFile(path)} cannot be read${told(said)}.`, // prettier-ignore
  ambiguous_id: () => "More than one paper fits. Nothing was changed.",
  no_papers: ({ path, line }) => line !== null ? `No papers found in ${path === null ? "this text" : quotedFile(path)}: what begins in line ${formatNumber(line)} was rejected.` : `No papers found in ${path === null ? "this text" : quotedFile(path)}. Offprint knows the copied text of paper pages, mails, saved pages, lists, tables, and what reference managers and reading lists export.`, // prettier-ignore
  not_text: ({ path, line }) => `${path === null ? "This" : quotedFile(path)} is not a text file${line === null ? "" : ` (line ${formatNumber(line)})`}.`, // prettier-ignore
  unsupported: ({ said }) => `Offprint does not read this kind of file${told(said)}.`,
  not_a_file: ({ path }) => `${path === null ? "This" : quotedFile(path)} is not a file.`,
  library_busy: () => "Another Offprint is writing and did not finish in time. Nothing was changed; try again.", // prettier-ignore
  library_newer: () => "This library was written by a newer Offprint. It has not been changed.",
  library_damaged: ({ said }) => `A part of the library cannot be read${told(said)}. It has not been changed.`, // prettier-ignore
  read_only: () => "The library cannot be written to. Nothing was changed.",
  disk_full: () => "There is no room left on the disk. The last change was not saved; everything before it is safe.", // prettier-ignore
  conflict: () => "It was changed again later, so this was left as it is.",
  cancelled: () => "Cancelled. Nothing was added.",
  nothing_to_undo: () => "Nothing to undo",
  usage: ({ said }) => `That did not work${told(said)}. Nothing was changed.`,
};

/** What happened and what to do, where the file is named beside it. */
export const failureSentence = (failure: Failure): string =>
  failure.cause === null ? ofCode[failure.code](failure) : caused(failure.cause, failure);

/** Why the settings of this device are not used. */
export const settingsFailure = (failure: Failure) =>
  failure.cause?.kind === "misplacedLibrary"
    ? failureSentence(failure)
    : sentences([settingsMistake(failure), "Offprint goes on as if nothing were set."]);

/** Where the settings hold a mistake, and which. */
export function settingsMistake(failure: Failure): string {
  const { code, cause, path, line, said } = failure;
  if (cause !== null || code !== "usage") return failureSentence(failure);
  return `The settings of this device hold a mistake (${path ?? "settings.toml"}${line === null ? "" : `, line ${formatNumber(line)}`})${said === null ? "" : `: ${quoted(said)}`}.`;
}

/** What of the mirror could not be written. */
export const mirrorFailure = (failure: Failure | null, left: readonly string[]) =>
  failure === null
    ? `Of the mirror, ${left.map(quoted).join(", ")} could not be written, as what is there is not the mirror’s. Move it away.`
    : failure.cause?.kind === "noMirror"
      ? failureSentence(failure)
      : `The mirror was not updated. ${failureSentence(failure)}`;

/** Why the library cannot be mirrored there. */
export const mirrorRefused = (failure: Failure) =>
  `The library is not mirrored there. ${failureSentence(failure)}`;

/** Words of the page that stands where the library cannot be opened. */
export const libraryError = {
  title: "Offprint cannot open your library",
  happened: "What happened",
  safe: "What is safe",
  safeLine: "Offprint has not changed the file. Nothing is written until it can be opened.",
  todo: "What you can do",
  todoLine: {
    moved:
      "Name that folder in place of this one, or none if it is your usual library. If you have put the library back into this folder, remove the file moved-to from it, then try again.",
    library_newer: "Start the newest Offprint that you have.",
    library_busy: "Close the other program that uses it, then try again.",
    read_only: "Give yourself the right to write to this folder, then try again.",
    disk_full: "Free some space, then try again.",
    library_damaged:
      "If you have a copy of the folder, put it in this one’s place, then try again. Keep the file as it is: much of it may still be readable.",
    other:
      "See that the disk is connected and that no other program holds the file, then try again.",
  },
  retry: "Try again",
  copy: "Copy details",
};
