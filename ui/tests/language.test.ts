import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "svelte/compiler";
import { afterAll, expect, test } from "vitest";
import { formatBytes, formatDay, formatDayHeading, formatList, formatNumber, setLocale } from "../src/strings/format"; // prettier-ignore
import { languageFor, languageNames, localeFor } from "../src/strings/language";
import { pluralsOf } from "../src/strings/plurals";

test("the language is the one set, else the system's first that there are words in, else English", () => {
  expect(languageFor("en", ["de-DE"])).toBe("en");
  expect(languageFor("en-GB", [])).toBe("en");
  expect(languageFor("tlh", [])).toBe("en");
  expect(languageFor("", ["fr-FR"])).toBe("en");
  expect(languageFor(null, ["fr-FR", "en-US"])).toBe("en");
  expect(languageFor(null, ["constructor"])).toBe("en");
  expect(languageNames.map(({ name }) => name)).toContain("English");
});

test("days and numbers are the system's own in its language, or as in its region", () => {
  expect(localeFor("en", ["fr-CH", "en-GB"])).toBe("en-GB");
  expect(localeFor("en", ["de-AT"])).toBe("en-AT");
  expect(localeFor("en", ["C"])).toBe("en");
  expect(localeFor("en", [])).toBe("en");
});

test("a language chooses among all forms that it has", () => {
  const forms = { one: "książka", few: "książki", many: "książek", other: "książki" };
  const polish = pluralsOf("pl");
  expect([1, 2, 5, 22, 1.5].map((n) => polish(n, forms))).toEqual([forms.one, forms.few, forms.many, forms.few, forms.other]); // prettier-ignore
  expect(pluralsOf("ja")(1, { other: "冊" })).toBe("冊");
});

test("days, numbers and lists follow the language", () => {
  afterAll(() => setLocale("en-US"));
  setLocale("de-AT");
  const now = new Date("2026-08-06T12:00:00");
  expect(formatDayHeading("2026-08-05", now)).toBe("Gestern");
  expect(formatDay("2026-01-04", now)).toBe("4. Jän.");
  expect(formatNumber(1234567).replace(/\s/g, " ")).toBe("1 234 567");
  expect(formatList(["a", "b", "c"])).toBe("a, b und c");
  expect(formatBytes(2_345_678)).toBe("2,35 MB");
});

const source = join(import.meta.dirname, "../src");
const components = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".svelte")); // prettier-ignore

test("no component holds a word of its own", () => {
  expect(components.length).toBeGreaterThan(50);
  expect(components.flatMap((file) => literalWords(file))).toEqual([]);
});

const saidAttributes = new Set(["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder", "title", "placeholder", "alt", "label", "line"]); // prettier-ignore

interface Piece {
  type?: string;
  name?: string;
  [part: string]: unknown;
}

/** Returns the texts and the spoken attributes of a component's markup that are written out in it. */
function literalWords(file: string): string[] {
  const found: string[] = [];
  const look = (piece: unknown, isSaid: boolean): void => {
    if (Array.isArray(piece)) for (const one of piece) look(one, isSaid);
    else if (typeof piece === "object" && piece !== null) lookAt(piece as Piece, isSaid);
  };
  const lookAt = (piece: Piece, isSaid: boolean): void => {
    if (piece.type === "Attribute") return look(piece.value, saidAttributes.has(piece.name!));
    if (/Directive$|^ConstTag$|^ImportExpression$/.test(piece.type ?? "")) return;
    const text =
      piece.type === "Text" ? piece.data
      : piece.type === "Literal" ? piece.value
      : piece.type === "TemplateElement" ? (piece.value as { raw: string }).raw
      : null; // prettier-ignore
    if (isSaid && typeof text === "string" && /\p{L}/u.test(text)) found.push(`${file}: ${text.trim()}`); // prettier-ignore
    for (const [part, inner] of Object.entries(piece)) {
      if (piece.type === "EachBlock" && part === "expression") continue;
      // What a function gets or a test compares with is not shown.
      if (["arguments", "test", "left", "right", "css", "instance", "module", "property"].includes(part)) continue; // prettier-ignore
      look(inner, isSaid || (part === "nodes" && piece.type === "Fragment"));
    }
  };
  lookAt(parse(readFileSync(join(source, file), "utf8"), { modern: true }).fragment as unknown as Piece, true); // prettier-ignore
  return found;
}
