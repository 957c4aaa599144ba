/** LaTeX in stored titles and abstracts, as readable plain Unicode. */

const symbols: Record<string, string> = {
  alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", varepsilon: "ε", zeta: "ζ", eta: "η", theta: "θ",
  vartheta: "ϑ", iota: "ι", kappa: "κ", lambda: "λ", mu: "μ", nu: "ν", xi: "ξ", pi: "π", rho: "ρ", sigma: "σ",
  tau: "τ", upsilon: "υ", phi: "φ", varphi: "φ", chi: "χ", psi: "ψ", omega: "ω", Gamma: "Γ", Delta: "Δ",
  Theta: "Θ", Lambda: "Λ", Xi: "Ξ", Pi: "Π", Sigma: "Σ", Phi: "Φ", Psi: "Ψ", Omega: "Ω", ell: "ℓ", infty: "∞",
  times: "×", cdot: "·", pm: "±", mp: "∓", div: "÷", ast: "∗", circ: "∘", oplus: "⊕", otimes: "⊗",
  le: "≤", leq: "≤", ge: "≥", geq: "≥", ne: "≠", neq: "≠", ll: "≪", gg: "≫", approx: "≈", sim: "∼", simeq: "≃",
  equiv: "≡", propto: "∝", to: "→", rightarrow: "→", leftarrow: "←", mapsto: "↦", Rightarrow: "⇒", in: "∈",
  notin: "∉", subset: "⊂", subseteq: "⊆", cup: "∪", cap: "∩", forall: "∀", exists: "∃", nabla: "∇",
  partial: "∂", sum: "∑", prod: "∏", int: "∫", ldots: "…", dots: "…", cdots: "⋯", langle: "⟨", rangle: "⟩",
  lVert: "‖", rVert: "‖", Vert: "‖", vert: "|", mid: "|", prime: "′", star: "⋆", dagger: "†", perp: "⊥",
  log: "log", ln: "ln", exp: "exp", min: "min", max: "max", sin: "sin", cos: "cos", tan: "tan", arg: "arg",
  argmin: "argmin", argmax: "argmax", lim: "lim", sup: "sup", inf: "inf", det: "det", quad: " ", qquad: " ",
  left: "", right: "", big: "", Big: "", bigl: "", bigr: "", displaystyle: "", limits: "",
}; // prettier-ignore

const raised: Record<string, string> = {
  "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
  "+": "⁺", "-": "⁻", "−": "⁻", "=": "⁼", "(": "⁽", ")": "⁾", n: "ⁿ", i: "ⁱ", T: "ᵀ", k: "ᵏ", d: "ᵈ", "*": "*", "′": "′", "∗": "*",
}; // prettier-ignore
const lowered: Record<string, string> = {
  "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉",
  "+": "₊", "-": "₋", "=": "₌", "(": "₍", ")": "₎", a: "ₐ", e: "ₑ", i: "ᵢ", j: "ⱼ", k: "ₖ", l: "ₗ", m: "ₘ",
  n: "ₙ", o: "ₒ", p: "ₚ", r: "ᵣ", s: "ₛ", t: "ₜ", u: "ᵤ", v: "ᵥ", x: "ₓ",
}; // prettier-ignore

/** Macros that only say how their argument looks. */
const wrappers = new Set(
  "mathcal mathbb mathbf mathrm mathit mathsf mathtt mathfrak boldsymbol bm text textit textbf textrm texttt emph operatorname hat bar tilde vec overline underline widehat widetilde".split(" "),
); // prettier-ignore

/** A formula in a text: its TeX, and where it stands, with its delimiters. */
export interface Formula {
  tex: string;
  isDisplay: boolean;
  source: string;
  from: number;
  to: number;
}

const maxInline = 400;
const maxDisplay = 4000;

/**
 * Reads the formula that begins at `at`: `$…$`, `$$…$$` or `\(…\)`; null where none does.
 *
 * Source: pandoc's rule. A single `$` is followed by no space; the next one that is not escaped
 * ends the formula if no space is before and no digit after it, and otherwise there is none. So
 * "costs $5 and $6" holds no formula, and what begins as a price does ("$5 to enter") is none.
 */
export function formulaAt(text: string, at: number): Formula | null {
  const isDisplay = text.startsWith("$$", at);
  const opening = isDisplay ? "$$" : text.startsWith("\\(", at) ? "\\(" : "$";
  if (!text.startsWith(opening, at) || isEscaped(text, at)) return null;
  const from = at + opening.length;
  const end = endOf(text, from, opening);
  if (end === null) return null;
  const tex = text.slice(from, end);
  if (tex.trim() === "" || /\n[ \t]*\n/.test(tex)) return null;
  const to = end + opening.length;
  if (opening === "$") {
    if (/^\s|\s$/.test(tex) || /\d/.test(text[to] ?? "")) return null;
    if (/^\d[\d.,]*\s+\p{L}{2}/u.test(tex)) return null;
  }
  return { tex, isDisplay, source: text.slice(at, to), from: at, to };
}

function endOf(text: string, from: number, opening: string): number | null {
  const closing = opening === "\\(" ? "\\)" : opening;
  const last = Math.min(text.length, from + (closing === "$$" ? maxDisplay : maxInline));
  for (let i = from; i < last; i++) {
    if (text.startsWith(closing, i)) return i;
    if (text[i] === "\\") i++;
  }
  return null;
}

function isEscaped(text: string, at: number): boolean {
  let nBefore = 0;
  while (text[at - 1 - nBefore] === "\\") nBefore++;
  return nBefore % 2 === 1;
}

/** All formulas of a text, in order. */
export function formulasOf(text: string): Formula[] {
  const formulas: Formula[] = [];
  for (const { index } of text.matchAll(/\$|\\\(/g)) {
    if (index < (formulas.at(-1)?.to ?? 0)) continue;
    const formula = formulaAt(text, index);
    if (formula !== null) formulas.push(formula);
  }
  return formulas;
}

/**
 * Returns `text` with each formula as plain Unicode (`$\mu$LO` is μLO).
 *
 * A formula with a macro that has no such form stays as its source, dollars and all.
 */
export function plainMath(text: string): string {
  let out = "";
  let done = 0;
  for (const formula of formulasOf(text)) {
    out += text.slice(done, formula.from) + plainFormula(formula);
    done = formula.to;
  }
  return done === 0 ? text : out + text.slice(done);
}

/** One formula as plain Unicode, or its source. */
export function plainFormula({ tex, source }: Formula): string {
  return unicodeOf(tex) ?? source;
}

function unicodeOf(tex: string): string | null {
  let at = 0;

  /** Reads one group, macro or letter. */
  function unit(): string | null {
    const c = tex[at];
    if (c === undefined) return null;
    if (c === "{") {
      at++;
      const inner = run("}");
      at++;
      return inner;
    }
    if (c === "\\") return macro();
    at++;
    return c === "~" ? " " : c === "-" ? "−" : c;
  }

  function macro(): string | null {
    const name = /^\\([A-Za-z]+|.)/.exec(tex.slice(at))?.[1];
    if (name === undefined) return null;
    at += name.length + 1;
    const isWord = /[A-Za-z]/.test(name);
    const before = at;
    while (isWord && tex[at] === " ") at++;
    if (!isWord) return ",;:! ".includes(name) ? (name === "!" ? "" : " ") : name;
    if (name === "sqrt") {
      const inner = unit();
      if (inner === null) return null;
      return [...inner].length > 1 ? `√(${inner})` : `√${inner}`;
    }
    if (name === "frac" || name === "tfrac" || name === "dfrac") {
      const over = unit();
      const under = unit();
      if (over === null || under === null) return null;
      const guard = (part: string) =>
        [...part].length > 1 && /[^\p{L}\p{N}]/u.test(part) ? `(${part})` : part;
      return `${guard(over)}/${guard(under)}`;
    }
    if (wrappers.has(name)) return unit();
    const symbol = symbols[name];
    if (symbol === undefined) return null;
    // A space after a macro only ends it, but after a relation or a function people expect one.
    if (before !== at && !/^\p{L}$/u.test(symbol) && symbol !== "" && symbol !== "√")
      return `${symbol} `;
    return symbol;
  }

  function run(end: string | null): string | null {
    let out = "";
    while (at < tex.length && tex[at] !== end) {
      const c = tex[at];
      if (c === "^" || c === "_") {
        at++;
        const part = unit();
        if (part === null) return null;
        const table = c === "^" ? raised : lowered;
        const moved = [...part].map((letter) => table[letter]);
        out += moved.every((letter) => letter !== undefined)
          ? moved.join("")
          : [...part].length > 1
            ? `${c}(${part})`
            : `${c}${part}`;
        continue;
      }
      if (c === "}") return null;
      const part = unit();
      if (part === null) return null;
      out += part;
    }
    return end !== null && tex[at] !== end ? null : out;
  }

  const out = run(null);
  return out === null ? null : out.replace(/ {2,}/g, " ").trim();
}
