import { gzipSync } from "node:zlib";
import type { Plugin } from "vitest/config";

/** The most JavaScript that the window may need before it shows, compressed. */
const mostBytes = 250_000;

/** What is known of a built file. */
interface Built {
  type: "chunk" | "asset";
  code?: string;
  source?: string | Uint8Array;
  /** The files that it cannot do without; what it loads when that is first used is not among them. */
  imports?: string[];
}

/** Refuses an interface that loads too much at once: what is used now and then belongs behind an `import()`. */
export const lightAtStart: Plugin = {
  name: "light-at-start",
  writeBundle(_options, bundle) {
    const parts = partsAtStart(bundle);
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    if (bytes > mostBytes) this.error(tooHeavy(bytes, parts));
    this.info(`at start the window loads ${inKb(bytes)} of JavaScript (gzip) of at most ${inKb(mostBytes)}`); // prettier-ignore
  },
};

interface Part {
  name: string;
  bytes: number;
}

/** The scripts that the page asks for, with all that they import in turn, each with its compressed size. */
export function partsAtStart(bundle: Record<string, Built>): Part[] {
  const page = String(bundle["index.html"]?.source ?? "");
  const asked = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, name]) => name!);
  if (asked.length === 0) throw new Error("index.html asks for no script");
  const names = new Set(asked);
  // A set gives what is added to it while one walks through it.
  for (const name of names) {
    const imports = bundle[name]?.imports;
    if (imports === undefined) throw new Error(`${name} was not built`);
    imports.forEach((other) => names.add(other));
  }
  return [...names].map((name) => ({ name, bytes: gzipSync(bundle[name]!.code!).length }));
}

/** Says by how much it is too heavy, and what weighs most. */
export function tooHeavy(bytes: number, parts: readonly Part[]): string {
  const heaviest = [...parts].sort((a, b) => b.bytes - a.bytes);
  const list = heaviest.map(({ name, bytes }) => `\n  ${inKb(bytes)}  ${name}`).join("");
  return `At start the window would load ${inKb(bytes)} of JavaScript (gzip); at most ${inKb(mostBytes)} are allowed. Load what is used now and then by import().${list}`; // prettier-ignore
}

const inKb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
