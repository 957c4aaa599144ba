import type { Outcome, RejectionReason } from "../../backend/wire";
import { formatList, formatNumber } from "../format";
import type { Words } from "../strings";
import { count, fileName, papers, quoted, quotedFile } from "./phrases";

const rejections: Record<RejectionReason, string> = {
  nothingNamesIt: "Weder Titel noch Kennung in diesem Abschnitt, also ist nichts hinzuzufügen.",
  neverCloses: "Der Eintrag endet nie.",
  notAPaper: "Das ist kein Paper.",
  malformed: "Das bricht die Regeln seines Formats.",
  tooLarge: "Dieser Eintrag ist zu groß für ein Paper.",
};

const lines = (from: number, to: number) => from === to ? `Zeile ${formatNumber(from)}` : `Zeilen ${formatNumber(from)}–${formatNumber(to)}`; // prettier-ignore

const outcomes: Record<Outcome, string> = {
  new: "neu",
  known: "bekannt",
  dropped: "früher verworfen",
  possible: "mögliche Dubletten",
  repeated: "wiederholt",
};

/** Words about importing, from the drop to the summary. */
export const importing: Words["import"] = {
  label: "Import",
  button: "Importieren",
  drop: "Loslassen, um hineinzusehen",
  dropNone: (n) => (n === 1 ? "Offprint kann das nicht lesen" : "Offprint kann diese nicht lesen"),
  unsuited: (n, of) => `Offprint kann ${formatNumber(n)} dieser ${formatNumber(of)} Dateien nicht lesen.`, // prettier-ignore
  dropLine: "Was hinzukommt, wird im nächsten Schritt gewählt.",
  dropped: (names, n) => n > names.length ? `${names.join(", ")} und ${formatNumber(n - names.length)} weitere` : formatList(names), // prettier-ignore
  looking: "Vorhandene Papers werden angesehen",
  reading: (source) => `${quoted(fileName(source))} wird gelesen`,
  writing: (source) => `${quoted(fileName(source))} wird importiert`,
  waiting: "Ein anderes Offprint schreibt; warten",
  progress: (n, of) => of === null ? `bisher ${papers(n)}` : `${formatNumber(n)} von ${formatNumber(of)} · ${Math.floor((100 * n) / Math.max(1, of))} %`, // prettier-ignore
  progressFull: (n, of) => of === null ? `bisher ${papers(n)}` : `${formatNumber(n)} von ${papers(of)}`, // prettier-ignore
  spoken: (what, progress) => `${what}, ${progress}`,
  othersWait: (n) => `und ${formatNumber(n)} weitere`,
  goOn: {
    looking:
      "Die Arbeit kann weitergehen. Was gelesen wird, wird mit den vorhandenen Papers verglichen.",
    reading: "Die Arbeit kann weitergehen. Nichts kommt hinzu, bevor zu sehen war, was darin ist.",
    writing: "Die Arbeit kann weitergehen. Die Papers erscheinen zusammen, wenn alle da sind.",
  },
  cancel: "Abbrechen",
  cancelled: "Abgebrochen. Nichts wurde hinzugefügt.",
  done: (n) => (n === 0 ? "Nichts Neues" : `${papers(n)} importiert`),
  doneFrom: (n, source) => `${papers(n)} aus ${quotedFile(source)} importiert`,
  nothingNew: (source) => `Nichts Neues in ${quotedFile(source)}`,
  nothing: "Nichts wurde importiert",
  undo: "Import zurücknehmen",
  show: "Zeigen",
  close: "Schließen",
  sum: (n) => {
    const terms = [`${formatNumber(n.new)} neu`, `${formatNumber(n.known)} bekannt`, `${formatNumber(n.dropped)} früher verworfen`, count(n.possible, "mögliche Dublette", "mögliche Dubletten")]; // prettier-ignore
    if (n.repeated > 0) terms.push(`${formatNumber(n.repeated)} wiederholt`);
    terms.push(`${formatNumber(n.rejected)} abgelehnt`);
    return `${formatNumber(n.found)} gefunden = ${terms.join(" + ")}`;
  },
  listOf: (outcome, source) => `${source}: ${outcomes[outcome]}`,
  terms: {
    found: "gefunden",
    new: () => outcomes.new,
    known: () => outcomes.known,
    dropped: () => outcomes.dropped,
    possible: (n) => (n === 1 ? "mögliche Dublette" : outcomes.possible),
    repeated: () => outcomes.repeated,
    rejected: () => "abgelehnt",
  },
  rejected: (n) => `${formatNumber(n)} abgelehnt`,
  noise: (n) => `${count(n, "Zeile", "Zeilen")} als Beiwerk der Seite ausgelassen`,
  rejectedAt: (from, to, reason) => `${lines(from, to)}. ${rejections[reason]}`,
  notImported: (path) => (path === null ? "Nicht importiert" : `Nicht importiert: ${quotedFile(path)}`), // prettier-ignore
  undone: (removed, kept) =>
    kept === 0
      ? `${papers(removed)} herausgenommen.`
      : `${papers(removed)} herausgenommen. ${formatNumber(kept)} ${kept === 1 ? "bleibt" : "bleiben"}: seither bearbeitet oder auch in einem anderen Import.`, // prettier-ignore
};
