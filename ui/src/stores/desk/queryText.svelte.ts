import type { Chip, Completion } from "../../backend/wire";
import type { Desk } from "../desk.svelte";

/** A query as it is written: filters that are whole stand as chips, the rest is typed. */
export class QueryText {
  chips: readonly Chip[] = $state.raw([]);
  typed = $state("");
  suggestions: readonly Completion[] = $state.raw([]);
  /** The suggestion that `Enter` takes; none until the person goes to one. */
  chosen: number | null = $state(null);
  /** What of the text is no filter, and exact words: what rows mark. */
  words = $state("");
  private place: [number, number] = [0, 0];
  private nAsked = 0;

  constructor(
    private readonly desk: Desk,
    /** Hears that the query is another one. */
    private readonly onchange: () => void,
  ) {}

  /** The query as one text. */
  get text(): string {
    return [...this.chips.map((chip) => chip.text), this.typed.trim()].filter(Boolean).join(" ");
  }

  /** Takes what is typed; a filter becomes a chip when the caret is past it. */
  type(typed: string, caret: number): void {
    this.typed = typed;
    this.chosen = null;
    this.onchange();
    this.desk.tell(this.read(caret));
  }

  /** Begins with a text, such as a saved one. */
  async set(text: string): Promise<void> {
    const asking = ++this.nAsked;
    const { chips, words } = await this.desk.backend.ask({ kind: "readQuery", text });
    if (asking !== this.nAsked) return;
    this.chips = chips;
    this.typed = words;
    this.suggestions = [];
    this.words = marked(chips, words);
    this.onchange();
  }

  async add(text: string): Promise<void> {
    await this.set([this.text, text].filter(Boolean).join(" "));
  }

  /** Takes a suggestion: a filter becomes a chip, a name waits for its value. */
  async accept(nth: number): Promise<void> {
    const suggestion = this.suggestions[nth];
    if (suggestion === undefined) return;
    const [from, to] = this.place;
    const before = this.typed.slice(0, from);
    const typed = before + suggestion.text + this.typed.slice(to);
    this.chosen = null;
    if (suggestion.value !== null) return this.set([...this.chips.map((chip) => chip.text), typed].join(" ")); // prettier-ignore
    this.typed = typed;
    this.onchange();
    await this.read(before.length + suggestion.text.length);
  }

  /** Goes to the next suggestion, or the one before; past the ends to none. */
  choose(step: 1 | -1): void {
    const n = this.suggestions.length;
    const next = this.chosen === null ? (step > 0 ? 0 : n - 1) : this.chosen + step;
    this.chosen = next < 0 || next >= n ? null : next;
  }

  remove(chip: Chip): void {
    this.chips = this.chips.filter((other) => other !== chip);
    this.words = marked(this.chips, this.typed);
    this.onchange();
  }

  removeLast(): void {
    const last = this.chips.at(-1);
    if (last) this.remove(last);
  }

  closeSuggestions(): void {
    this.nAsked++;
    this.suggestions = [];
    this.chosen = null;
  }

  /** Forgets all of it; nobody hears. */
  clear(): void {
    this.nAsked++;
    this.chips = [];
    this.typed = "";
    this.words = "";
    this.suggestions = [];
    this.chosen = null;
  }

  private async read(caret: number): Promise<void> {
    const asking = ++this.nAsked;
    const { typed: text } = this;
    const { backend } = this.desk;
    const [read, offered] = await Promise.all([
      backend.ask({ kind: "readQuery", text }),
      backend.ask({ kind: "suggest", text, cursor: caret }),
    ]);
    if (asking !== this.nAsked || this.typed !== text) return;
    const whole = read.chips.filter((chip) => chip.to < caret);
    this.words = marked([...this.chips, ...read.chips], read.words);
    if (whole.length > 0) {
      // From the last, so that the places of those before still hold.
      this.typed = whole.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to).replace(/^\s/, ""), text); // prettier-ignore
      this.chips = [...this.chips, ...whole];
      this.suggestions = [];
      return;
    }
    this.place = [offered.from, offered.to];
    // What only says what stands there already would keep the arrows from what was found.
    const part = text.slice(...this.place).toLowerCase();
    this.suggestions = offered.suggestions.filter((suggestion, _, { length }) => length > 1 || suggestion.text.toLowerCase() !== part); // prettier-ignore
  }
}

function marked(chips: readonly Chip[], words: string): string {
  const exact = chips.filter((chip) => chip.kind === "exact").map((chip) => chip.value);
  return [words, ...exact].filter(Boolean).join(" ");
}
