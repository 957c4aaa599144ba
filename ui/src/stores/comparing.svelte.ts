import type { Backend } from "../backend/backend";
import type { Comparison, FieldName } from "../backend/wire";
import { untilQuiet } from "./untilQuiet";

/** Two papers of the library, by their ids: of two that are one, `keep` stays. */
export interface Pair {
  keep: string;
  gone: string;
}

/** Fields that one paper can have only once; of the others it gets what both have. */
const chosenFields: readonly FieldName[] = ["title", "authors", "year", "venue", "abstract", "details"]; // prettier-ignore

/** Two papers side by side, and what the person says about them. */
export class ComparingStore {
  pair: Pair | null = $state.raw(null);
  /** The last that arrived; `one` is the paper that would stay. */
  comparison: Comparison | null = $state.raw(null);
  /** Whether the person is choosing what the one paper gets. */
  isMerging = $state(false);
  /** The fields that are taken from the paper that goes. */
  take: ReadonlySet<FieldName> = $state.raw(new Set());
  /** Whether an answer is on its way. */
  isAnswering = $state(false);

  constructor(private readonly backend: Backend) {}

  /** Shows a pair; what was shown before stays until the answer. */
  async show(pair: Pair | null): Promise<void> {
    if (pair?.keep === this.pair?.keep && pair?.gone === this.pair?.gone) return;
    this.pair = pair;
    this.isMerging = false;
    this.isAnswering = false;
    this.take = new Set();
    if (pair === null) this.comparison = null;
    else await this.refresh();
  }

  readonly refresh = untilQuiet(async () => {
    const { pair } = this;
    if (pair === null) return;
    try {
      const { comparison } = await this.backend.ask({ kind: "comparison", one: pair.keep, other: pair.gone }); // prettier-ignore
      if (this.pair === pair) this.comparison = comparison;
    } catch (error) {
      // One of them is gone: there is nothing to compare any more.
      if (this.pair === pair) this.pair = this.comparison = null;
      throw error;
    }
  });

  /** The pair, once its comparison is what is shown. */
  get shown(): Pair | null {
    const { pair, comparison } = this;
    return comparison !== null && comparison.one.id === pair?.keep && comparison.other.id === pair.gone ? pair : null; // prettier-ignore
  }

  /** Whether of this field the person can choose which side stays. */
  isChoice(field: FieldName): boolean {
    const found = this.comparison?.fields.find((compared) => compared.field === field);
    return found !== undefined && !found.isEqual && chosenFields.includes(field) && found.one.length > 0 && found.other.length > 0; // prettier-ignore
  }

  choose(field: FieldName, isTaken: boolean): void {
    const take = new Set(this.take);
    if (isTaken) take.add(field);
    else take.delete(field);
    this.take = take;
  }
}
