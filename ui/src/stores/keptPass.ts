import type { TriageOrder } from "../backend/wire";
import type { KeptPace } from "./pace";

/** Where a person left a pass of triage. */
export interface KeptPass {
  order: TriageOrder;
  /** The newest change when the pass began. */
  since: number;
  /** The paper at which one stood. */
  paper: string | null;
  pace: KeptPace;
}

const name = "offprint.triage";
const mostPasses = 40;
const orders: readonly TriageOrder[] = ["asCame", "newest", "likeness"];

/** The passes left on this device, by library and view; what cannot be read is forgotten. */
export function keptPass(library: string, view: string): KeptPass | null {
  const kept = all()[keyOf(library, view)];
  if (typeof kept !== "object" || kept === null) return null;
  const { order, since, paper, pace } = kept as Partial<KeptPass>;
  const isWhole = orders.includes(order!) && Number.isSafeInteger(since) && Array.isArray(pace?.tookMs) && typeof pace.spentMs === "number"; // prettier-ignore
  return isWhole ? { order: order!, since: since!, paper: paper ?? null, pace: pace! } : null;
}

/** Keeps where a pass was left, or forgets it. */
export function keepPass(library: string, view: string, pass: KeptPass | null): void {
  const key = keyOf(library, view);
  const others = Object.entries(all()).filter(([other]) => other !== key);
  const passes = others.slice(1 - mostPasses);
  if (pass !== null) passes.push([key, pass]);
  try {
    localStorage.setItem(name, JSON.stringify(Object.fromEntries(passes)));
  } catch {
    // Without storage a pass can be resumed as long as the window is open.
  }
}

function all(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function keyOf(library: string, view: string): string {
  return `${library}\n${view}`;
}
