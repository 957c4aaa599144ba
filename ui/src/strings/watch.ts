import type { News } from "../backend/wire";
import { failureSentence } from "./failures";
import { formatList, formatNumber } from "./format";
import { count, fileName, papers, quotedFile, quoted, sentences } from "./phrases";

/** Of how many files a notification says more than their number. */
const mostNamed = 3;

/** Words about watched folders. */
export const watch = {
  title: "Watched folders",
  add: "Watch a folder",
  watching: "Watching",
  elsewhere: "Not watched now",
  notFound: "Not found. Is the drive connected?",
  remove: "Stop watching",
  removeThis: (name: string) => `Stop watching ${quoted(name)}`,
  locate: "Locate…",
  locateThis: (name: string) => `Locate ${quoted(name)}`,
  located: (from: string, to: string) => from === to ? `Watching ${quoted(to)} where it is now` : `Watching ${quoted(to)} in place of ${quoted(from)}`, // prettier-ignore
  retry: "Try again",
  retryThis: (name: string) => `Try again: ${quoted(name)}`,
  ignore: "Ignore until it changes",
  ignoreThis: (name: string) => `Ignore until it changes: ${quoted(name)}`,
  isIgnored: (name: string) => `${quoted(name)} is ignored until it changes`,
  ignored: "Ignored until it changes.",
  taken: (n: number) => (n === 1 ? "1 file taken" : `${formatNumber(n)} files taken`),
  under: "New files are read once and left where they are. New papers go to the inbox.",
  none: "No folder is watched yet",
  noneLine: "Choose a folder where digests or reference files arrive. Offprint reads each new file once and puts what is new in the inbox.", // prettier-ignore
  ask: (name: string) => `Watch ${quoted(name)}`,
  onlyNew: "Only files that arrive from now on",
  alsoOld: "Also the files that are there",
  confirm: "Watch",
  cancel: "Cancel",
  noFiles: "No file has arrived yet.",
  show: "Show",
  undo: "Undo",
  counts: (nNew: number, nOther: number) => nOther === 0 ? `${formatNumber(nNew)} new` : `${formatNumber(nNew)} new · ${formatNumber(nOther)} known or in doubt`, // prettier-ignore
  nothingIn: "No papers found.",
  takenBefore: "The same as a file that was here before, so it is not read.",
  /** What the system tells while the window is not in front. */
  news: ({ imports, failures }: News): { title: string; body: string } => {
    const n = imports.reduce((sum, { nAdded }) => sum + nAdded, 0);
    const folders = [...new Set(imports.map(({ folder }) => fileName(folder)))];
    const from =
      folders.length > 2 ? `${formatNumber(folders.length)} folders` : formatList(folders);
    const failed = `${count(failures.length, "file", "files")} could not be read`;
    const names = imports.length <= mostNamed ? formatList(imports.map(({ source }) => quotedFile(source))) : count(imports.length, "file", "files"); // prettier-ignore
    if (imports.length > 0) return { title: `${papers(n)} from ${from}`, body: sentences([names, failures.length > 0 ? failed : null]) }; // prettier-ignore
    return { title: failed, body: failures.length <= mostNamed ? sentences(failures.map(failureSentence)) : "" }; // prettier-ignore
  },
  notWatching: "Offprint cannot watch now",
};
