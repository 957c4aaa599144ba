import { formatNumber } from "./format";
import { quoted } from "./phrases";

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
  retryThis: (name: string) => `Try ${quoted(name)} again`,
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
  counts: (nNew: number, nOther: number) => nOther === 0 ? `${formatNumber(nNew)} new` : `${formatNumber(nNew)} new · ${formatNumber(nOther)} known or left out`, // prettier-ignore
  nothingIn: "No papers found.",
  notWatching: "Offprint cannot watch now",
};
