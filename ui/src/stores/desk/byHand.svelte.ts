import { failureOf } from "../../backend/backend";
import type { Failure, Identifier, Link, Paper, PaperFacts } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

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

  /** Of a paper that is here, or of one to add. */
  constructor(readonly paper: Paper | null) {
    if (paper === null) return;
    this.title = paper.title;
    this.authors = paper.row.authors.join("\n");
    this.year = paper.row.year === null ? "" : `${paper.row.year}`;
    this.venue = paper.row.venue ?? "";
    this.abstract = paper.abstract ?? "";
    this.identifiers = paper.identifiers.map((one) => ({ ...one }));
    this.links = paper.links.map((one) => ({ ...one }));
  }

  /** Whether the year is none, or a number. */
  get isYearRead(): boolean {
    return /^\s*(\d{4})?\s*$/.test(this.year);
  }

  get facts(): PaperFacts {
    const some = (text: string) => (text.trim() === "" ? null : text.trim());
    return {
      title: this.title.trim(),
      authors: this.authors.split("\n").map((name) => name.trim()).filter(Boolean),
      year: some(this.year) === null ? null : Number(this.year),
      venue: some(this.venue),
      abstract: some(this.abstract),
      identifiers: this.identifiers.filter(({ value }) => value.trim() !== "").map((one) => ({ ...one })),
      links: this.links.filter(({ url }) => url.trim() !== "").map((one) => ({ ...one })),
    }; // prettier-ignore
  }
}

/** Papers that the person writes, or whose details they mend. */
export class ByHand {
  form: PaperForm | null = $state.raw(null);

  constructor(private readonly desk: Desk) {}

  /** Opens the form for a new paper. */
  add(): void {
    this.form = new PaperForm(null);
  }

  /** Opens the form for the paper that is selected. */
  async edit(): Promise<void> {
    const paper = await this.desk.detail.whenShown();
    if (paper !== null) this.form = new PaperForm(paper);
  }

  close(): void {
    this.form = null;
  }

  /** Adds or changes the paper; where that is refused the form stays, with the reason. */
  async save(): Promise<void> {
    const { changes, views } = this.desk;
    const { form } = this;
    if (form === null || form.isSaving) return;
    const { facts, paper } = form;
    form.failure = null;
    if (!form.isYearRead) {
      form.failure = { code: "usage", path: form.year, line: null, detail: "year" };
      return;
    }
    form.isSaving = true;
    const refuse = (error: unknown) => (form.failure = failureOf(error));
    const { title, authors, year, venue } = facts;
    const applied =
      paper === null
        ? await changes.make({ kind: "addPaper", facts }, null, () => ({ text: words.byHand.added(title), icon: "file-text" }), refuse) // prettier-ignore
        : await changes.make({ kind: "editPaper", paper: paper.row.id, facts }, (row) => ({ ...row, title: title || row.title, authors, year, venue }), () => ({ text: words.byHand.edited(title), icon: "pencil" }), refuse); // prettier-ignore
    form.isSaving = false;
    if (applied === null) return;
    if (this.form === form) this.close();
    if (applied.paper !== null) await views.goToPaper(applied.paper);
  }

  /** Leaves the form for the paper that it would double. */
  async showOther(paper: string): Promise<void> {
    this.close();
    await this.desk.views.goToPaper(paper);
  }
}
