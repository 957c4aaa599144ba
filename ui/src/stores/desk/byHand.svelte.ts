import { failureOf } from "../../backend/backend";
import type { Failure, Identifier, Link, Paper, PaperFacts } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** The fields of the form. */
interface Fields {
  title: string;
  authors: string;
  year: string;
  venue: string;
  abstract: string;
  identifiers: Identifier[];
  links: Link[];
}

/** What is written of a paper, as it stands in the fields. */
export class PaperForm {
  title = $state("");
  /** One name a line. */
  authors = $state("");
  year = $state("");
  venue = $state("");
  abstract = $state("");
  identifiers: Identifier[] = $state([]);
  links: Link[] = $state([]);
  /** Why it was not taken; what was typed stays. */
  failure: Failure | null = $state.raw(null);
  isSaving = $state(false);

  /** What the writing began from. */
  private began: Fields = $state.raw(fieldsOf(null));

  /** Of a paper that is here, or of one to add. */
  constructor(readonly paper: Paper | null) {
    this.began = fieldsOf(paper);
    Object.assign(this, fieldsOf(paper));
  }

  /** Whether the person wrote something. */
  get isChanged(): boolean {
    return this.year.trim() !== this.began.year || !isSame(this.facts, this.base);
  }

  /** The facts that the writing began from. */
  get base(): PaperFacts {
    return factsOf(this.began);
  }

  /** What was written, to be kept elsewhere. */
  get text(): string {
    const parts = [...this.identifiers.map(({ value }) => value), ...this.links.map(({ url }) => url)]; // prettier-ignore
    const all = [this.title, this.authors, this.year, this.venue, this.abstract, ...parts];
    return all.filter((part) => part.trim() !== "").join("\n");
  }

  /** Goes on from the paper as it is now; what the person wrote stays. */
  goOnFrom(paper: Paper): void {
    const { began } = this;
    const now = fieldsOf(paper);
    for (const name of ["title", "authors", "year", "venue", "abstract"] as const) {
      if (this[name] === began[name]) this[name] = now[name];
    }
    const takeIn = <T>(mine: T[], before: T[], those: T[]) => {
      const isIn = (all: T[]) => (one: T) => all.some((other) => isSame(one, other));
      const isNew = (one: T) => !isIn(before)(one) && !isIn(mine)(one);
      const isGone = (one: T) => isIn(before)(one) && !isIn(those)(one);
      return [...mine.filter((one) => !isGone(one)), ...those.filter(isNew)];
    };
    this.identifiers = takeIn(this.identifiers, began.identifiers, now.identifiers);
    this.links = takeIn(this.links, began.links, now.links);
    this.began = now;
  }

  /** Whether the year is none, or a number. */
  get isYearRead(): boolean {
    return /^\s*(\d{4})?\s*$/.test(this.year);
  }

  get facts(): PaperFacts {
    return factsOf(this);
  }
}

function fieldsOf(paper: Paper | null): Fields {
  return {
    title: paper?.title ?? "",
    authors: paper?.row.authors.join("\n") ?? "",
    year: `${paper?.row.year ?? ""}`,
    venue: paper?.row.venue ?? "",
    abstract: paper?.abstract ?? "",
    identifiers: paper?.identifiers.map((one) => ({ ...one })) ?? [],
    links: paper?.links.map((one) => ({ ...one })) ?? [],
  };
}

function factsOf(fields: Fields): PaperFacts {
  const some = (text: string) => (text.trim() === "" ? null : text.trim());
  return {
    title: fields.title.trim(),
    authors: fields.authors.split("\n").map((name) => name.trim()).filter(Boolean),
    year: some(fields.year) === null ? null : Number(fields.year),
    venue: some(fields.venue),
    abstract: some(fields.abstract),
    identifiers: fields.identifiers.filter(({ value }) => value.trim() !== "").map((one) => ({ ...one })),
    links: fields.links.filter(({ url }) => url.trim() !== "").map((one) => ({ ...one })),
  }; // prettier-ignore
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Papers that the person writes, or whose details they mend. */
export class ByHand {
  form: PaperForm | null = $state.raw(null);
  /** Those that were left with something written, by the paper; none is the one to add. */
  private readonly left = new Map<string | null, PaperForm>();

  constructor(private readonly desk: Desk) {}

  /** Opens the form for a new paper. */
  add(): void {
    this.form = this.left.get(null) ?? new PaperForm(null);
  }

  /** Opens the form for the paper that is selected. */
  async edit(): Promise<void> {
    const paper = await this.desk.detail.whenShown();
    if (paper !== null) this.form = this.left.get(paper.row.id) ?? new PaperForm(paper);
  }

  /** The forms in which something is written that is not saved. */
  get unsaved(): PaperForm[] {
    const open = this.form === null ? [] : [this.form];
    return [...new Set([...this.left.values(), ...open])].filter((form) => form.isChanged);
  }

  /** Closes the form for good. */
  close(): void {
    if (this.form !== null) this.forget(this.form);
    this.form = null;
  }

  /** Leaves the form; what was written is there when it is opened again. */
  leave(): void {
    const { form } = this;
    if (form === null || !form.isChanged) return this.close();
    this.left.set(idOf(form), form);
    this.form = null;
    this.desk.messages.say({ text: words.byHand.kept, icon: "pencil" });
  }

  /** Has the next save of a form that was refused put what was written in the place of what is there now. */
  private async goOn(form: PaperForm, id: string): Promise<void> {
    try {
      const { paper } = await this.desk.backend.ask({ kind: "paper", paper: id });
      if (paper !== null) form.goOnFrom(paper);
    } finally {
      form.isSaving = false;
    }
  }

  private forget(form: PaperForm): void {
    if (this.left.get(idOf(form)) === form) this.left.delete(idOf(form));
  }

  /** Adds or changes the paper; where that is refused the form stays, with the reason. */
  async save(): Promise<void> {
    const { changes, views } = this.desk;
    const { form } = this;
    if (form === null || form.isSaving) return;
    const { facts, base, paper } = form;
    form.failure = null;
    if (!form.isYearRead) {
      form.failure = { code: "usage", path: form.year, line: null, cause: { kind: "noYear" }, said: null }; // prettier-ignore
      return;
    }
    form.isSaving = true;
    const refuse = (error: unknown) => (form.failure = failureOf(error));
    const { title, authors, year, venue } = facts;
    const applied =
      paper === null
        ? await changes.make({ kind: "addPaper", facts }, null, () => ({ text: words.byHand.added(title), icon: "file-text" }), refuse) // prettier-ignore
        : await changes.make({ kind: "editPaper", paper: paper.row.id, facts, base }, (row) => ({ ...row, title: title || row.title, authors, year, venue }), () => ({ text: words.byHand.edited(title), icon: "pencil" }), refuse); // prettier-ignore
    if (paper !== null && form.failure !== null && isChangedMeanwhile(form.failure)) {
      this.desk.tell(this.goOn(form, paper.row.id));
      return;
    }
    form.isSaving = false;
    if (applied === null) return;
    this.forget(form);
    if (this.form === form) this.form = null;
    if (applied.paper !== null) await views.goToPaper(applied.paper);
  }

  /** Leaves the form for the paper that it would double. */
  async showOther(paper: string): Promise<void> {
    this.leave();
    await this.desk.views.goToPaper(paper);
  }
}

function idOf({ paper }: PaperForm): string | null {
  return paper?.row.id ?? null;
}

/** Whether other work changed the same as the person. */
function isChangedMeanwhile({ cause }: Failure): boolean {
  return cause?.kind === "factsDiffer";
}
