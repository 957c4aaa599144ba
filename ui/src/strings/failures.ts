import type { Failure } from "../backend/wire";
import { formatNumber } from "./format";
import { quoted, quotedFile } from "./phrases";

/** What happened and what to do, where the file is named beside it. */
export function failureSentence({ code, path, line, detail }: Failure): string {
  const it = path === null ? "This" : quotedFile(path);
  const where = line === null ? "" : ` (line ${formatNumber(line)})`;
  switch (code) {
    case "not_found":
      if (detail === "no library")
        return `The library is not in ${path ?? "its folder"} any more. Is the drive connected?`;
      if (detail === "moved")
        return `The library was moved; it is in ${path ?? "another folder"} now. Nothing was changed.`;
      return path === null
        ? "This paper is no longer in the library."
        : `${quotedFile(path)} is not there any more.`;
    case "ambiguous_id":
      return "More than one paper fits. Nothing was changed.";
    case "no_papers":
      return `No papers found in ${path === null ? "this text" : quotedFile(path)}. Offprint knows the copied text of paper pages, mails, saved pages, lists, tables, and what reference managers and reading lists export.`;
    case "not_text":
      return `${it} is not a text file${where}.`;
    case "unsupported":
      if (detail === "mirrored") return `${it} is where the library is mirrored: the mirror's files would be taken in again. Watch another folder.`; // prettier-ignore
      return `Offprint does not read this kind of file${detail === null ? "" : ` (${detail})`}.`;
    case "not_a_file":
      return `${it} is not a file.`;
    case "library_busy":
      return "Another Offprint is writing and did not finish in time. Nothing was changed; try again.";
    case "library_newer":
      return "This library was written by a newer Offprint. It has not been changed.";
    case "library_damaged":
      return "A part of the library cannot be read. It has not been changed.";
    case "read_only":
      return "The library cannot be written to. Nothing was changed.";
    case "disk_full":
      return "There is no room left on the disk. The last change was not saved; everything before it is safe.";
    case "conflict":
      return detail === "key"
        ? "Another paper has this citation key. Nothing was changed."
        : "Later work differs, so this was left as it is.";
    case "cancelled":
      return "Cancelled. Nothing was added.";
    case "nothing_to_undo":
      return "Nothing to undo";
    case "usage":
      if (detail === "key") return "This cannot be a citation key: it holds a sign that LaTeX or BibTeX would not take."; // prettier-ignore
      return detail === null
        ? "That did not work. Nothing was changed."
        : `That did not work: ${detail}`;
  }
}

/** Why the settings of this device are not used. */
export const settingsFailure = ({ path, line, detail }: Failure) =>
  `The settings of this device do not hold (${path ?? "settings.toml"}${line === null ? "" : `, line ${formatNumber(line)}`}): ${detail ?? "they cannot be read"}. Offprint goes on as if nothing were set.`;

/** What of the mirror could not be written. */
export const mirrorFailure = (failure: Failure | null, left: readonly string[]) =>
  failure?.detail === "no mirror"
    ? `The mirror is not there (${failure.path ?? ""}). Is the drive connected?`
    : failure !== null
      ? `The mirror was not updated (${failure.path ?? "library"}): ${failure.detail?.replace(/^writing: /, "") ?? failureSentence(failure)}`
      : `Of the mirror, ${left.map(quoted).join(", ")} could not be written, as what is there is not the mirror's. Move it away.`;

/** Why the library cannot be mirrored there. */
export const mirrorRefused = (failure: Failure) =>
  failure.code === "unsupported" && failure.detail !== null
    ? `The library cannot be mirrored to ${quotedFile(failure.path ?? "")}: ${failure.detail}.`
    : failureSentence(failure);

/** Words of the page that stands where the library cannot be opened. */
export const libraryError = {
  title: "Offprint cannot open your library",
  happened: "What happened",
  safe: "What is safe",
  safeLine: "Offprint has not changed the file. Nothing is written until it can be opened.",
  todo: "What you can do",
  todoLine: {
    library_newer: "Start the newest Offprint that you have.",
    library_busy: "Close the other program that uses it, then try again.",
    read_only: "Give yourself the right to write to this folder, then try again.",
    disk_full: "Free some space, then try again.",
    other:
      "See that the disk is connected and that no other program holds the file, then try again.",
  },
  retry: "Try again",
  copy: "Copy details",
};
