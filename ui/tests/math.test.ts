import { render, screen, waitFor } from "@testing-library/svelte";
import { beforeAll, describe, expect, test } from "vitest";
import { typesetter } from "../src/components/shared/formulas.svelte";
import MathText from "../src/components/shared/MathText.svelte";
import MathTitle from "../src/components/shared/MathTitle.svelte";
import noteLines from "../../src-tauri/crates/offprint-formats/src/clean/note_lines.json";
import { formulasOf, plainMath } from "../src/strings/math";
import { mathPieces } from "../src/strings/mathText";
import { plainFragment, plainNoteLine } from "../src/strings/noteLine";
import { noProblems } from "./axe";

describe("a formula in a text", () => {
  const check = (text: string, ...found: string[]) =>
    expect(formulasOf(text).map(({ tex }) => tex)).toEqual(found);

  test("stands between dollars without spaces, or in brackets", () => {
    check("$\\mu$LO and \\(k^2\\), $$\\sum x$$ too", "\\mu", "k^2", "\\sum x");
    check("in $O(\\sqrt{L})$.", "O(\\sqrt{L})");
    check("$5 \\times 3$ and $x$", "5 \\times 3", "x");
  });

  test("is no price, and nothing that is escaped or goes on for ever", () => {
    check("costs $5 and $6");
    check("from $100M to $200M");
    check("$5 to enter, 3 to leave$");
    check("a \\$x$ b");
    check("a $ x$ b");
    check(`$${"x".repeat(401)}$`);
    check("$a\n\nb$");
    check("$".repeat(50_001));
  });
});

describe("the words of a search", () => {
  const marked = (text: string, query: string) =>
    mathPieces(text, query).map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("|"); // prettier-ignore

  test("are marked beside formulas, and a formula whole", () => {
    expect(marked("Folding $O(\\sqrt{L})$ memory", "fold mem")).toBe("[Fold]|ing |O(√L)| |[mem]|ory"); // prettier-ignore
    expect(marked("$\\mu$LO: a tale", "μLO")).toBe("[μ]|[LO]|: a tale");
    expect(marked("no formula", "")).toBe("no formula");
  });
});

describe("a text with formulas", () => {
  beforeAll(() => typesetter.load(), 60_000);

  const shown = async (text: string, query: string | null = null) => {
    const { container } = render(MathText, { props: { text, query } });
    await waitFor(() => expect(container.querySelector(".formula")?.textContent).toBeTruthy());
    return container;
  };

  test("has them set, with MathML for screen readers, from left to right", async () => {
    const container = await shown("שלום $\\frac{1}{k}$ and $x_i^2$");
    expect(screen.getAllByRole("math")).toHaveLength(2);
    for (const math of screen.getAllByRole("math")) expect(math.closest("[dir]")!.getAttribute("dir")).toBe("ltr"); // prettier-ignore
    await noProblems(container);
  });

  test.each([
    "$\\broken{x}$", "$\\frac{1}$", "$\\sqrt{x$", "$x^2^3$", "$\\left( x$", "$\\begin{matrix} a$",
    "$\\href{javascript:alert(1)}{x}$", "$\\url{https://example.org}$", "$\\includegraphics{x.png}$",
    "$\\htmlClass{a}{x}$", "$\\def\\a{\\a\\a}\\a$", "$\\undefined$", "\\(\\frac\\)", "$#$", "$&$", "$x}$",
  ])("that is broken or asks for more shows as it was written: %s", async (source) => {
    const container = await shown(source);
    expect(container.textContent).toBe(source);
    expect(screen.queryByRole("math")).toBeNull();
    expect(container.querySelector("a, img, [style]")).toBeNull();
  }); // prettier-ignore

  test("does not let one formula change the next, or fill the page", async () => {
    const { container } = render(MathText, { props: { text: "$\\gdef\\sum{9}\\sum$ $\\sum$ $\\rule{999em}{999em}$ $\\kern9999em x$" } }); // prettier-ignore
    await waitFor(() => expect(screen.getAllByRole("math").length).toBeGreaterThan(1));
    expect(screen.getAllByRole("math")[1]!.textContent).toContain("∑");
    for (const box of container.querySelectorAll<HTMLElement>(".rule")) expect(parseFloat(box.style.borderRightWidth)).toBeLessThanOrEqual(20); // prettier-ignore
  });

  test("that nests without end ends as its source", async () => {
    const deep = `$${"{".repeat(190)}x${"}".repeat(190)}$`;
    await shown(deep);
    const frac = `$$${"\\frac{".repeat(400)}x${"}{y}".repeat(300)}$$`;
    expect((await shown(frac)).textContent).toBe(frac);
  });

  test("shows what is no formula as text, HTML too", async () => {
    const { container } = render(MathText, { props: { text: "<script>alert(1)</script> <b>x</b> costs $5 and $6 &amp;" } }); // prettier-ignore
    expect(container.textContent).toBe("<script>alert(1)</script> <b>x</b> costs $5 and $6 &amp;");
    expect(container.querySelector("script, b")).toBeNull();
  });

  test("is named by its plain form where its text is a name", () => {
    render(MathTitle, { props: { text: "$\\mu$LO: a tale" } });
    expect(screen.getByText("μLO: a tale")).toBeTruthy();
    expect(screen.queryByRole("math")).toBeNull();
  });
});

test("a line of a note reads in a list without its marks", () => {
  expect(plainNoteLine("**Foldable** at $\\tau$, see [Gated \\[2\\]](offprint:ab12)")).toBe("Foldable at τ, see Gated [2]"); // prettier-ignore
  expect(plainNoteLine("[x] a `code` and 2 * 3 * 4")).toBe("a code and 2 * 3 * 4");
  expect(plainNoteLine("Key** idea of [[Kelp]], all $x^*$ and $y^*$")).toBe("Key idea of Kelp, all x* and y*"); // prettier-ignore
  expect(plainNoteLine("code` first, 2**3")).toBe("code first, 2**3");
});

test("a line of a note reads as it does in the terminal, formulas as plain signs", () => {
  expect(noteLines.length).toBeGreaterThan(20);
  for (const [line, plain] of noteLines) expect(plainNoteLine(line!)).toBe(plainMath(plain!));
});

test("what a search found reads in a list without marks, and what matched stays marked", () => {
  const told = (text: string, word: string, isOfNote = true) => plainFragment(text, [[text.indexOf(word), text.indexOf(word) + word.length]], isOfNote).map(({ text, isMatch }) => isMatch ? `<${text}>` : text).join(""); // prettier-ignore
  expect(told("…the **bound** of [Roe](offprint:ab12) holds", "bound")).toBe("…the <bound> of Roe holds"); // prettier-ignore
  expect(told("the **tight bound** holds", "bound")).toBe("the tight <bound> holds");
  expect(told("see [Kelp and Tides](offprint:ab12)", "Tides")).toBe("see Kelp and <Tides>");
  expect(told("in $\\mu$LO we learn", "mu")).toBe("in <μ>LO we learn");
  expect(told("an *abstract* of $\\tau$", "abstract", false)).toBe("an *<abstract>* of τ");
  expect(told("nothing of [it](https://kelp.example)", "kelp")).toBe("nothing of it");
});
