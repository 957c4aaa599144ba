import { describe, expect, test } from "vitest";
import type { ChangeRow } from "../src/backend/wire";
import { authorsOf } from "../src/components/paper/authors";
import { formatAge, formatCount, formatOnScale } from "../src/strings/brief";
import { formatBytes } from "../src/strings/format";
import { markRanges, markWords } from "../src/strings/marks";
import { plainMath } from "../src/strings/math";
import { words } from "../src/strings/strings";

describe("a formula in a title", () => {
  const check = (tex: string, plain: string) => expect(plainMath(tex)).toBe(plain);

  test("is read as plain Unicode", () => {
    check("Notes on $\\mu$LO", "Notes on μLO");
    check("$O(\\sqrt{L})$ Memory", "O(√L) Memory");
    check("An \\(\\ell_1\\) bound", "An ℓ₁ bound");
    check("$k \\approx \\sqrt{L}$ blocks", "k ≈ √L blocks");
    check("$\\mathcal{O}(n^{2})$", "O(n²)");
    check("$\\frac{a}{b}$ and $x^{-1}$", "a/b and x⁻¹");
  });

  test("stays as its source where it has no plain form", () => {
    check("The $\\weirdmacro{x}$ case", "The $\\weirdmacro{x}$ case");
    check("An open $\\sqrt{L brace$", "An open $\\sqrt{L brace$");
  });

  test("is told from prices", () => {
    check("It costs $5 and $6 today", "It costs $5 and $6 today");
    check("No dollars here", "No dollars here");
  });
});

describe("the words of a search", () => {
  const marked = (text: string, query: string) =>
    markWords(text, query).map((s) => (s.isMatch ? `[${s.text}]` : s.text)).join(""); // prettier-ignore

  test("are marked at the start of words, whatever their case and accents", () => {
    expect(marked("Deep Residual memory", "resid MEM")).toBe("Deep [Resid]ual [mem]ory");
    expect(marked("Ekström writes", "ekstrom")).toBe("[Ekström] writes");
    expect(marked("unremembered", "member")).toBe("unremembered");
  });

  test("are marked once where they overlap", () => {
    expect(marked("memory", "mem memory")).toBe("[memory]");
    expect(markRanges("abc", [])).toEqual([{ text: "abc", isMatch: false }]);
  });
});

describe("sentences", () => {
  const row: ChangeRow = { seq: 1, at: "", by: "window", change: "setState", nPapers: 1, nAdded: null, title: "$\\mu$LO: a tale", otherTitle: null, to: "queued", isStarred: null, tagsAdded: [], tagsRemoved: [], viewsAdded: [], viewsRemoved: [], sources: [], day: null, size: null, imports: [], undoes: null, undone: null, undoneBy: null }; // prettier-ignore

  test("say what a change did to which paper, or to how many", () => {
    expect(words.changed(row)).toBe("Queued “μLO”");
    expect(words.changed({ ...row, nPapers: 3, title: null, to: "dropped" })).toBe(
      "Dropped 3 papers",
    );
    expect(words.changed({ ...row, change: "undo", undone: row })).toBe("Undone: Queued “μLO”");
    expect(words.changed({ ...row, change: "import", sources: ["/tmp/refs.bib"] })).toBe(
      "Imported “refs.bib”",
    );
  });

  test("name the saved view that a change was about", () => {
    const of = (viewsAdded: string[], viewsRemoved: string[]) => words.changed({ ...row, change: "setSavedViews", nPapers: 0, title: null, viewsAdded, viewsRemoved }); // prettier-ignore
    expect(of(["Reefs"], [])).toBe("Saved the view “Reefs”");
    expect(of([], ["Reefs"])).toBe("Deleted the view “Reefs”");
    expect(of(["Kelp"], ["Reefs"])).toBe("Renamed the view “Reefs” to “Kelp”");
    expect(of(["Reefs"], ["Reefs"])).toBe("Changed the view “Reefs”");
    // Their order alone, and what an older version noted.
    expect(of([], [])).toBe("Changed the saved views");
  });

  test("call pasted text by its first title, and a file by its name", () => {
    expect(words.fileName("pasted text: $\\mu$LO: tides and/or waves")).toBe("μLO: tides and/or waves (pasted)"); // prettier-ignore
    expect(words.fileName("pasted text")).toBe("pasted text");
    expect(words.fileName("/home/ada/refs.bib")).toBe("refs.bib");
  });

  test("add up in an import", () => {
    const numbers = { id: "i", source: "s", format: "f", encoding: "", found: 24, new: 20, known: 2, dropped: 1, possible: 1, repeated: 0, rejected: 0, added: 21, noiseLines: 0, rejections: [] }; // prettier-ignore
    expect(words.import.sum(numbers)).toBe(
      "24 found = 20 new + 2 known + 1 dropped before + 1 possible duplicate + 0 rejected",
    );
  });

  test("never exclaim", () => {
    const texts = JSON.stringify(words);
    expect(texts).not.toMatch(/!|oops|please|successfully/i);
  });
});

test("a paper without authors shows its venue, then its source, never a blank name", () => {
  expect(authorsOf({ authors: [], venue: "Notes", source: "a.txt" })).toBe("Notes");
  expect(authorsOf({ authors: [], venue: null, source: "/x/a.txt" })).toBe("a.txt");
  expect(
    authorsOf({
      authors: ["Ana B. Aalto-Reyes", "Cy van Dyk", "Eve", "Finn"],
      venue: null,
      source: null,
    }),
  ).toBe("Aalto-Reyes, van Dyk, Eve and 1 more");
});

test("ages and counts stay short", () => {
  const now = new Date("2026-08-06T12:00:00Z");
  expect(formatAge("2026-08-04T11:00:00Z", now).short).toBe("2 d");
  expect(formatAge("2026-07-12T11:00:00Z", now).short).toBe("3 w");
  expect(formatAge("2026-08-06T11:59:50Z", now).short).toBe("now");
  expect(formatCount(99_999)).toBe("99,999");
  expect(formatCount(128_411)).toBe("128k");
  expect(formatCount(999_999)).toBe("999k");
  expect(formatCount(1_000_000)).toBe("1M");
  expect(formatCount(1_299_999)).toBe("1.2M");
});

test("the numbers of one scale are all written as its greatest is", () => {
  const scale = (...all: number[]) => all.map((n) => formatOnScale(n, all.at(-1)!));
  expect(scale(0, 20_000, 40_000)).toEqual(["0", "20,000", "40,000"]);
  expect(scale(0, 50_000, 100_000, 150_000)).toEqual(["0", "50k", "100k", "150k"]);
  expect(scale(0, 500_000, 1_000_000)).toEqual(["0", "0.5M", "1M"]);
});

test("a size has the unit that fits", () => {
  expect([441, 41_000, 2_345_678].map(formatBytes)).toEqual(["441 bytes", "41 kB", "2.35 MB"]);
});

describe("the mirror", () => {
  test("says why it is not up to date", () => {
    const failure = { code: "read_only", path: "/notes/library.bib", line: null, cause: { kind: "notWritten" }, said: "Permission denied" } as const; // prettier-ignore
    expect(words.mirrorFailure(failure, [])).toBe("The mirror was not updated. “library.bib” could not be written (“Permission denied”). What was there before is unchanged."); // prettier-ignore
    expect(words.mirrorFailure({ ...failure, path: "/notes", cause: { kind: "noMirror" }, said: null }, [])).toContain("Is the drive connected?"); // prettier-ignore
    expect(words.mirrorFailure(null, ["papers/roe.md"])).toContain("“papers/roe.md” could not be written"); // prettier-ignore
  });
});
