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

/**
 * Returns `text` with each `$…$` and `\(…\)` as plain Unicode (`$\mu$LO` is μLO).
 *
 * A formula with a macro that has no such form stays as its source, dollars and all.
 */
export function plainMath(text: string): string {
  if (!text.includes("$") && !text.includes("\\(")) return text;
  return text.replace(
    /\$\$?((?:\\.|[^$\\])+)\$\$?|\\\((.+?)\\\)/g,
    (source, dollars?: string, parens?: string) => {
      const inner = dollars ?? parens ?? "";
      // "costs $5 and $6": a formula does not begin or end with a space.
      if (dollars !== undefined && (/^\s|\s$/.test(inner) || /^\d+[.,\d]*\s/.test(inner))) {
        return source;
      }
      return unicodeOf(inner) ?? source;
    },
  );
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
