import type { KatexOptions } from "katex";
import type { Formula } from "../../strings/math";

type Render = (tex: string, into: HTMLElement, options: KatexOptions) => void;

/** What papers write beside what KaTeX knows. */
const macros = {
  "\\R": "\\mathbb{R}",
  "\\eps": "\\varepsilon",
  "\\Tilde": "\\tilde",
  "\\poly": "\\operatorname{poly}",
};

const nKept = 500;

/**
 * Sets formulas with KaTeX, which loads when the first one is asked for.
 *
 * What is set is kept for the next time. Nothing in a formula can load, link or style: what asks
 * for that, and what cannot be read, is no formula and stays as its source.
 */
class Typesetter {
  isReady = $state(false);
  private render: Render | null = null;
  private loading: Promise<void> | null = null;
  private readonly kept = new Map<string, HTMLElement | null>();

  /** Loads KaTeX once; without it formulas stay in their plain form. */
  load(): Promise<void> {
    this.loading ??= import("./katex").then(
      ({ render }) => {
        this.render = render;
        this.isReady = true;
      },
      () => void (this.loading = null),
    );
    return this.loading;
  }

  /** Gives a formula as an element of its own; null where it cannot be set, or not yet. */
  set({ tex, isDisplay }: Formula): Node | null {
    if (this.render === null) return null;
    const key = (isDisplay ? "d" : "i") + tex;
    let element = this.kept.get(key);
    if (element === undefined) {
      element = setNew(this.render, tex, isDisplay);
      if (this.kept.size >= nKept) this.kept.delete(this.kept.keys().next().value!);
    } else this.kept.delete(key);
    this.kept.set(key, element);
    return element?.cloneNode(true) ?? null;
  }
}

function setNew(render: Render, tex: string, isDisplay: boolean): HTMLElement | null {
  const element = document.createElement("span");
  let isRefused = false;
  try {
    render(tex, element, {
      displayMode: isDisplay,
      throwOnError: true,
      strict: false,
      trust: () => {
        isRefused = true;
        return false;
      },
      maxExpand: 200,
      maxSize: 20,
      output: "htmlAndMathml",
      // A formula that defines macros must not do so for the next one.
      macros: { ...macros },
    });
  } catch {
    // Broken TeX, or nested so deep that the stack ends.
    return null;
  }
  return isRefused ? null : element;
}

export const typesetter = new Typesetter();

/** Puts a formula into its element: set, as its source where it is broken, or plain until KaTeX is here. */
export function showFormula(host: HTMLElement, formula: Formula, plain: string): void {
  const set = typesetter.set(formula);
  host.classList.toggle("source", set === null && typesetter.isReady);
  host.replaceChildren(set ?? (typesetter.isReady ? formula.source : plain));
}

/** The formulas of each column that is watched, with their plain forms. */
const watched = new Map<HTMLElement, Map<HTMLElement, string>>();
/** One for all: it tells a column's first width, too, once that is laid out. */
let widths: ResizeObserver | null = null;

/**
 * Lets a formula that is wider than its column scroll in a box of its own, for as long as it is.
 *
 * Returns how to stop watching.
 */
export function boxIfWide(host: HTMLElement, name: string): () => void {
  const column = columnOf(host);
  if (column === null) return () => {};
  widths ??= new ResizeObserver((entries) => fitAll(entries.map(({ target }) => target as HTMLElement))); // prettier-ignore
  const hosts = watched.get(column) ?? new Map<HTMLElement, string>();
  hosts.set(host, name);
  watched.set(column, hosts);
  if (hosts.size === 1) widths.observe(column);
  return () => {
    hosts.delete(host);
    if (hosts.size > 0) return;
    watched.delete(column);
    widths?.unobserve(column);
  };
}

/** Looks at all widths before anything is changed: each change would have all laid out anew. */
function fitAll(columns: HTMLElement[]): void {
  const fits = columns.flatMap((column) =>
    [...(watched.get(column) ?? [])].map(([host, name]) => {
      const bases = [...host.querySelectorAll<HTMLElement>(".katex-base")];
      const isWide = bases.some((base) => base.offsetWidth > column.clientWidth);
      return { host, name, isWide };
    }),
  );
  for (const { host, name, isWide } of fits) {
    if (isWide === host.classList.contains("wide")) continue;
    host.classList.toggle("wide", isWide);
    if (isWide) {
      host.tabIndex = 0;
      host.role = "group";
      host.ariaLabel = name;
    } else for (const mark of ["tabindex", "role", "aria-label"]) host.removeAttribute(mark);
  }
}

/** The nearest element around it that has a width of its own. */
function columnOf(host: HTMLElement): HTMLElement | null {
  return host.parentElement?.closest<HTMLElement>("p, h1, h2, h3, h4, h5, h6, li, td, th, blockquote, div") ?? null; // prettier-ignore
}
