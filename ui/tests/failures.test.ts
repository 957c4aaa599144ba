import { describe, expect, test } from "vitest";
import type { Cause, Failure, FailureCode, NoFile, NoText } from "../src/backend/wire";
import { de } from "../src/strings/de/de";
import { en } from "../src/strings/en";

/** Each code, and each cause with its facts: the types see to it that none is missing. */
const codes: Record<FailureCode, true> = { not_found: true, ambiguous_id: true, no_papers: true, not_text: true, unsupported: true, not_a_file: true, library_busy: true, library_newer: true, library_damaged: true, read_only: true, disk_full: true, conflict: true, nothing_to_undo: true, usage: true, cancelled: true }; // prettier-ignore

type CauseOf<Kind extends Cause["kind"]> = Omit<Extract<Cause, { kind: Kind }>, "kind">;

const causes: { [Kind in Cause["kind"]]: CauseOf<Kind> } = {
  noLibrary: {}, moved: {}, newer: { found: 9, known: 4 }, foreign: {}, changeDamaged: { seq: 3 }, mergeDamaged: { merge: 3 }, idsDamaged: { table: "papers" }, copyDiffers: { part: "papers" }, noHome: {}, misplacedLibrary: { table: "appearance" }, noSettingsFolder: {}, notAbsolute: {}, fixed: {}, noRoom: { neededBytes: 9000, freeBytes: 10 }, sameFolder: {}, withinLibrary: {}, holdsLibrary: {}, notEmpty: {}, notAFolder: {}, nameNotText: {}, noLocks: {}, inWatchedFolder: {}, inMirror: {},
  noPaper: {}, noChange: {}, notMerged: {}, notQueued: {}, several: { found: [] }, cannotSnooze: {}, pastDay: {}, outOfRange: { least: 1, most: 1000 }, known: {}, trashed: {}, nameless: {}, noCitationKey: {}, citationKeyTaken: {}, noteDiffers: {}, factsDiffer: {}, noIdentifier: {}, noLink: {}, noAuthor: {}, noYear: {}, noDay: {},
  noFile: { what: "folder" }, noText: { what: "pdf" }, empty: {}, tooLarge: { limitBytes: 9000 }, sourceDiffers: {}, readerFailed: {}, noSources: {}, wentAway: {}, stillReading: {}, previewClosed: {},
  notOpened: {}, noProgram: {}, noClipboard: {}, clipboardSilent: {}, systemRefused: {}, notWritten: {}, librarysOwnFolder: {}, noMirror: {}, mirrorNeedsFolder: {}, mirrorInUse: {}, mirrorWatched: { folder: "/in" }, inTheWay: { name: "library.bib" }, mirrored: {},
}; // prettier-ignore

const noFile: Record<NoFile, true> = { folder: true, device: true, file: true };
const noText: Record<NoText, true> = { pdf: true, zip: true, gzip: true, bzip2: true, xz: true, sevenZip: true, rar: true, zstd: true, tar: true, picture: true, office: true, database: true, program: true, postScript: true, film: true, binary: true }; // prettier-ignore

const names = <Name extends string>(all: Record<Name, unknown>) => Object.keys(all) as Name[];

const every: Failure[] = [
  ...names(codes).map((code): Failure => ({ code, path: "/tmp/a.bib", line: 3, cause: null, said: null })), // prettier-ignore
  ...names(causes).map((kind) => of({ kind, ...causes[kind] } as Cause)),
  ...names(noFile).map((what) => of({ kind: "noFile", what })),
  ...names(noText).map((what) => of({ kind: "noText", what })),
];

function of(cause: Cause): Failure {
  return { code: "unsupported", path: "/tmp/a.bib", line: 3, cause, said: null };
}

describe("a failure", () => {
  test("is said in each language, and never by its code", () => {
    for (const failure of every) {
      const [english, german] = [en.failure(failure), de.failure(failure)];
      const what = JSON.stringify(failure);
      for (const sentence of [english, german]) {
        expect(sentence, what).toMatch(/^.{10,}$/);
        expect(sentence, what).not.toMatch(/undefined|NaN|null|\[object|_/);
      }
      expect(german, what).not.toBe(english);
    }
  });

  test("keeps the words of others, in quotes", () => {
    const failure: Failure = { code: "not_found", path: "/tmp/a.bib", line: null, cause: null, said: "Permission denied (os error 13)" }; // prettier-ignore
    expect(en.failure(failure)).toBe("“a.bib” cannot be read (“Permission denied (os error 13)”).");
    expect(de.failure(failure)).toBe(
      "„a.bib“ ist nicht lesbar („Permission denied (os error 13)“).",
    );
    const refused = of({ kind: "notWritten" });
    expect(de.failure({ ...refused, said: "disk on fire" })).toContain("(„disk on fire“)");
  });

  test("names the link that no program opens, in words of people only", () => {
    const link = { ...of({ kind: "noProgram" }), path: "https://arxiv.org/abs/1706.03762" };
    expect(en.failure(link)).toBe("Your system found no program that opens https://arxiv.org/abs/1706.03762."); // prettier-ignore
    const mail = { ...link, path: "mailto:ada@example.org" };
    expect(de.failure(mail)).toBe("Das System hat kein Mailprogramm für ada@example.org gefunden.");
  });

  test("of the settings names file, line and what their reader says", () => {
    const mistake: Failure = { code: "usage", path: "/tmp/settings.toml", line: 2, cause: null, said: "expected u32" }; // prettier-ignore
    expect(de.settingsFailure(mistake)).toBe("Die Einstellungen dieses Geräts enthalten einen Fehler (/tmp/settings.toml, Zeile 2): „expected u32“. Offprint arbeitet, als wäre nichts eingestellt."); // prettier-ignore
  });
});
