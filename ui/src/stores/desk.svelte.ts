import { getContext, setContext, tick } from "svelte";
import { failureOf, type Backend, type Drag, type Platform } from "../backend/backend";
import type { Applied, Change, ChangeRow, CopyAs, DecidedPair, FormatLosses, ToWrite, WriteFormat, Failure, ImportReport, Link, Outcome, Paper, QueueSpot, Row, Sort, State, Undone } from "../backend/wire"; // prettier-ignore
import { isTyping } from "../actions/keymap";
import { paperMenu } from "../actions/menu";
import { plainMath } from "../strings/math";
import { words } from "../strings/strings";
import { ComparingStore } from "./comparing.svelte";
import { CountsStore } from "./counts.svelte";
import { DuplicatesStore } from "./duplicates.svelte";
import { HistoryStore } from "./history.svelte";
import { ImportStore } from "./imports.svelte";
import { Layout } from "./layout.svelte";
import { everything, ListStore } from "./list.svelte";
import { Messages, type Message } from "./messages.svelte";
import type { NoteDraft } from "./note.svelte";
import { PaperStore } from "./paper.svelte";
import { Selection } from "./selection.svelte";
import { filterOf, keyOfView, nameOf, usualSort, type View } from "./view";
import { WatchedStore } from "./watched.svelte";

/** One line of a menu; `null` is a line between groups. */
export interface MenuEntry {
  label: string;
  icon?: import("../components/shared/icons").IconName;
  glyph?: State;
  hue?: number;
  keys?: string;
  end?: string;
  isCurrent?: boolean;
  run: () => void;
}

export interface OpenMenu {
  label: string;
  entries: (MenuEntry | null)[];
  /** Where it opens: beside a control, or at the pointer. */
  at: { x: number; y: number; above?: number };
  opener: HTMLElement | null;
}

/** What closing the window would lose. */
export interface Unclosed {
  notes: readonly NoteDraft[];
  /** Other changes that were refused, or that the core has not answered. */
  refused: readonly { what: string; text: string | null; failure: Failure | null }[];
  /** Where the person was. */
  active: Element | null;
}

/** Papers that can be written to a file, how they are called, and the name that the file would have. */
export interface ExportChoice {
  label: string;
  what: ToWrite;
  fileName: string;
}

/** What one types into in the detail of a paper. */
export type Field = "note" | "why" | "tags";

/** As many rows as the core gives at once. */
const rowsPerPage = 1000;
const searchAfterMs = 120;
/** How long closing waits for what is being saved before it asks the person. */
const lastSaveMs = 3000;

/** The desk: what lies open in this window, and what the person can do with it. */
export class Desk {
  readonly counts: CountsStore;
  readonly list: ListStore;
  readonly reading: ListStore;
  readonly paper: PaperStore;
  readonly selection = new Selection();
  readonly imports: ImportStore;
  readonly history: HistoryStore;
  readonly duplicates: DuplicatesStore;
  readonly comparing: ComparingStore;
  readonly watched: WatchedStore;
  readonly messages = new Messages();
  readonly layout = new Layout();

  platform: Platform = $state("linux");
  libraryFolder = $state("");
  /** Why the library cannot be opened; then nothing else is shown. */
  libraryFailure: Failure | null = $state.raw(null);
  isReady = $state(false);
  isLibraryWaiting = $state(false);
  view: View = $state.raw({ kind: "inbox" });
  /** Files that are held over the window. */
  drag: Extract<Drag, { kind: "enter" }> | null = $state.raw(null);
  menu: OpenMenu | null = $state.raw(null);
  isKeyboardShown = $state(false);
  isTagEditorOpen = $state(false);
  isWhyOpen = $state(false);
  /**
   * The field that takes the focus once its paper is on show; none while not even the paper is known.
   * Until then, no key goes anywhere else.
   */
  opening: { field: Field; paper: string | null } | null = $state.raw(null);
  /** What the person may export, and what each format cannot hold. */
  exporting: { choices: ExportChoice[]; losses: FormatLosses[] } | null = $state.raw(null);
  /** What would be taken out with the trash, while the person is asked. */
  trashToEmpty: { nPapers: number; nWithNotes: number } | null = $state(null);
  /** The folder that is about to be watched. */
  folderToWatch: string | null = $state(null);
  /** While the focus follows the cursor, which then must not follow the focus. */
  isMovingFocus = false;
  /** What could not be saved when the window was asked to close. */
  unclosed: Unclosed | null = $state.raw(null);
  waitingKey: string | null = $state(null);
  isSearchOpen = $state(false);
  query = $state("");
  /** What the list was asked for; follows `query` after a short rest. */
  searched = $state("");

  private sorts: Partial<Record<string, Sort>> = $state({});
  private past: View[] = [];
  private future: View[] = [];
  private searchTimer: ReturnType<typeof setTimeout> | undefined;
  private viewBeforeSearch: View | null = null;
  private stops: (() => void)[] = [];
  /** Changes that the core has not answered yet. */
  private readonly underWay = new Map<Promise<unknown>, Change>();
  private isClosing = false;
  private isSystemDialogOpen = false;

  constructor(readonly backend: Backend) {
    this.counts = new CountsStore(backend);
    this.list = new ListStore(backend, () => this.followLead(), this.fail);
    this.reading = new ListStore(backend, undefined, this.fail);
    this.paper = new PaperStore(backend, this.fail);
    this.history = new HistoryStore(backend);
    this.duplicates = new DuplicatesStore(backend);
    this.comparing = new ComparingStore(backend);
    this.watched = new WatchedStore(backend);
    this.imports = new ImportStore(backend, (report) => this.sayImported(report), (text) => this.messages.speak(text)); // prettier-ignore
  }

  /** Opens the desk: asks for what is shown first, then listens. */
  async start(): Promise<void> {
    this.stops.push(
      this.backend.on("announcement", () => this.askAgain()),
      this.backend.on("drag", (drag) => this.dragged(drag)),
      this.backend.on("open-sources", () => this.tell(this.takeSources())),
      this.backend.on("closing", () => this.tell(this.close())),
      this.backend.on("mirroring", ({ failure, left }) => this.messages.fail(words.mirrorFailure(failure, left))), // prettier-ignore
      this.backend.on("library-waiting", (isWaiting) => (this.isLibraryWaiting = isWaiting)),
    );
    await this.open();
  }

  /** Opens the library, or says why not. */
  async open(): Promise<void> {
    try {
      const startup = await this.backend.startup();
      this.platform = startup.platform;
      this.libraryFolder = startup.libraryFolder;
      this.libraryFailure = startup.failure;
      if (startup.failure !== null) {
        this.isReady = true;
        return;
      }
      if (startup.settingsFailure !== null) {
        this.messages.fail(words.settingsFailure(startup.settingsFailure));
      }
      await Promise.all([this.counts.refresh(), this.showView(this.view)]);
      this.isReady = true;
      await tick();
      this.focusList();
      requestAnimationFrame(() => this.tell(this.takeSources()));
    } catch (error) {
      this.libraryFailure = failureOf(error);
      this.isReady = true;
    }
  }

  /** Imports the files that a start named; they wait while the library cannot be opened. */
  private async takeSources(): Promise<void> {
    if (!this.isReady || this.libraryFailure !== null) return;
    this.imports.start({ kind: "paths", paths: await this.backend.takeSources() });
  }

  /** Saves what was typed last, then lets the window go; asks first where that would lose something. */
  async close(): Promise<void> {
    await this.backend.closingHeard();
    if (this.isClosing) return;
    this.isClosing = true;
    try {
      const active = this.unclosed?.active ?? document.activeElement;
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const refused = await this.lastSaves();
      const notes = this.paper.dirty;
      if (notes.length === 0 && refused.length === 0) return await this.backend.closeNow();
      this.unclosed = { notes, refused, active };
    } finally {
      this.isClosing = false;
    }
  }

  closeAnyway(): void {
    this.tell(this.backend.closeNow());
  }

  stayOpen(): void {
    const active = this.unclosed?.active;
    this.unclosed = null;
    void tick().then(() => {
      if (active instanceof HTMLElement && active.isConnected) active.focus();
      else this.focusList();
    });
  }

  /** Waits for what is being saved, but not for ever; returns what was refused or is not answered. */
  private async lastSaves(): Promise<Unclosed["refused"]> {
    const refused = new Map([...this.underWay].map(([asked, change]) => [asked, notSaved(change, this.titleOf(papersOf(change)))])); // prettier-ignore
    const answers = [...refused].map(([asked, it]) =>
      asked.then(
        () => refused.delete(asked),
        (error) => (it.failure = failureOf(error)),
      ),
    );
    const enough = new Promise((resolve) => setTimeout(resolve, lastSaveMs));
    await Promise.race([Promise.all([this.paper.saveNotes(), ...answers]), enough]);
    return [...refused.values()];
  }

  /** Says why something failed that nobody waits for. */
  tell(work: Promise<unknown>): void {
    work.catch(this.fail);
  }

  private readonly fail = (error: unknown): void => {
    this.messages.fail(words.failure(failureOf(error)));
  };

  stop(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
    void this.paper.saveNotes();
  }

  // What is shown

  get isSearching(): boolean {
    return this.isSearchOpen && this.searched.trim() !== "";
  }

  /** Whether the list shows what is in the trash. */
  get isInTrash(): boolean {
    return this.list.filter.isTrashed;
  }

  /** Whether the queue takes the place of the list. */
  get isQueueShown(): boolean {
    return this.view.kind === "queue" && !this.isSearchOpen;
  }

  /** Whether two papers stand side by side where a paper's detail is otherwise. */
  get isComparing(): boolean {
    const { pair } = this.comparing;
    if (pair === null) return false;
    if (this.view.kind === "duplicates") return this.duplicates.shows === "open";
    const { chosen } = this.selection;
    return chosen.size === 2 && chosen.has(pair.keep) && chosen.has(pair.gone);
  }

  /** Whether there is no room for the paper beside the list: where it is open, it lies over that. */
  get isDetailOver(): boolean {
    return this.layout.isOnePane || (this.isQueueShown && this.layout.shape === "medium");
  }

  get sort(): Sort {
    if (this.isSearching) return "relevance";
    return this.sorts[keyOfView(this.view)] ?? usualSort(this.view);
  }

  /** Whether the library holds nothing, and the window shows how to begin. */
  get isFirstRun(): boolean {
    return this.counts.isLibraryEmpty && filterOf(this.view) !== null && !this.isSearchOpen;
  }

  goTo(view: View): void {
    if (keyOfView(view) !== keyOfView(this.view)) {
      this.past.push(this.view);
      this.future = [];
    }
    this.closeSearch();
    this.turnTo(view);
  }

  goBack(): void {
    this.step(this.past, this.future);
  }

  goForward(): void {
    this.step(this.future, this.past);
  }

  private step(from: View[], to: View[]): void {
    const view = from.pop();
    if (view === undefined) return;
    to.push(this.view);
    this.turnTo(view);
  }

  private turnTo(view: View): void {
    this.tell(this.showView(view).then(() => this.focusList()));
  }

  sortBy(sort: Sort): void {
    this.sorts[keyOfView(this.view)] = sort;
    this.tell(this.showRows(0));
  }

  private async showView(view: View): Promise<void> {
    this.selection.lastUsed.set(keyOfView(this.view), this.selection.cursor);
    this.view = view;
    this.opening = null;
    this.isTagEditorOpen = false;
    this.isWhyOpen = false;
    this.layout.isDetailOpen = false;
    if (this.layout.sidebar === "over") this.layout.isSidebarToggled = false;
    // A window without its title is whole all the same.
    this.backend.setTitle(words.views.windowTitle(nameOf(view))).catch(() => {});
    if (view.kind === "history") return this.history.refresh();
    if (view.kind === "duplicates") {
      await this.duplicates.refresh();
      return this.showPair();
    }
    if (view.kind === "watched") return this.watched.refresh();
    if (view.kind === "queue")
      await this.reading.show({ ...everything, states: ["reading"] }, "added");
    await this.showRows(this.selection.lastUsed.get(keyOfView(view)) ?? 0);
  }

  private async showRows(row: number): Promise<void> {
    const filter = this.isSearching
      ? { ...everything, query: this.searched.trim() }
      : filterOf(this.view);
    if (filter === null) return;
    await this.list.show(filter, this.sort, row);
    this.chooseOnly(row);
  }

  // Search

  openSearch(): void {
    if (filterOf(this.view) === null || this.view.kind === "queue") {
      this.viewBeforeSearch = this.view;
      this.tell(this.showView({ kind: "all" }));
    }
    this.isSearchOpen = true;
    void tick().then(() => {
      const field = document.querySelector<HTMLInputElement>("[data-search]");
      field?.focus();
      field?.select();
    });
  }

  search(query: string): void {
    this.query = query;
    clearTimeout(this.searchTimer);
    this.searchTimer = setTimeout(() => {
      this.searched = query;
      this.tell(
        this.showRows(0).then(() => {
          if (this.isSearching) this.messages.speak(words.list.results(this.list.total));
        }),
      );
    }, searchAfterMs);
  }

  /** Clears the search; when it is clear already, closes it. */
  escapeSearch(): void {
    if (this.query !== "") {
      clearTimeout(this.searchTimer);
      this.query = "";
      this.searched = "";
      this.tell(this.showRows(this.selection.lastUsed.get(keyOfView(this.view)) ?? 0));
      return;
    }
    const view = this.viewBeforeSearch ?? this.view;
    this.closeSearch();
    this.turnTo(view);
  }

  private closeSearch(): void {
    clearTimeout(this.searchTimer);
    this.isSearchOpen = false;
    this.query = "";
    this.searched = "";
    this.viewBeforeSearch = null;
  }

  // Moving in the list

  moveTo(row: number): void {
    const cursor = this.list.nearest(row);
    const paper = this.list.row(cursor)?.id ?? null;
    this.selection.moveTo(cursor, paper);
    this.paper.show(paper);
    if (paper === null && this.list.total > 0) this.tell(this.leadWhenHere(cursor));
  }

  /** Goes to a row, and gives up what was chosen together. */
  chooseOnly(row: number): void {
    this.selection.chooseOne();
    this.moveTo(row);
  }

  /** What a click on a row does; the keys held with it say how. */
  clickRow(row: number, event: MouseEvent): void {
    if (event.shiftKey) this.tell(this.extendTo(row));
    else if (this.platform === "macos" ? event.metaKey : event.ctrlKey) this.toggleChosen(row);
    else {
      this.chooseOnly(row);
      if (this.isDetailOver) this.openDetail();
    }
  }

  async extendTo(row: number): Promise<void> {
    const { selection, list } = this;
    const cursor = list.nearest(row);
    const fromRow = Math.min(selection.anchor, cursor);
    const toRow = Math.max(selection.anchor, cursor);
    const here = Array.from({ length: Math.min(toRow - fromRow + 1, 1000) }, (_, i) => list.row(fromRow + i)?.id); // prettier-ignore
    const isHere = toRow - fromRow < 1000 && here.every((id) => id !== undefined);
    const papers = isHere
      ? here.filter((id) => id !== undefined)
      : await list.askPapers(fromRow, toRow);
    const lead = list.row(cursor)?.id ?? null;
    selection.extendTo(cursor, papers, lead);
    this.paper.show(lead);
  }

  async selectAll(): Promise<void> {
    if (this.list.total === 0) return;
    const papers = await this.list.askPapers(0, this.list.total - 1);
    this.selection.extendTo(this.selection.cursor, papers, this.selection.lead);
    this.messages.speak(words.paper.selected(papers.length));
  }

  toggleChosen(row: number): void {
    const paper = this.list.row(row)?.id;
    if (paper === undefined) return;
    if (this.isLeadOutsideList) this.selection.lead = null;
    this.selection.toggle(row, paper);
    this.paper.show(paper);
  }

  /** Shows a paper that need not be in the list. */
  showPaper(paper: string): void {
    const row = this.list.indexOf(paper);
    if (row !== null) return this.moveTo(row);
    this.selection.chooseOne();
    this.selection.lead = paper;
    this.paper.show(paper);
  }

  openDetail(): void {
    const isPair = this.view.kind === "duplicates" && this.duplicates.nRows > 0;
    if (this.selection.lead === null && !isPair) return;
    this.layout.isDetailOpen = true;
    void tick().then(() => focusDetail());
  }

  closeDetail(): void {
    this.layout.isDetailOpen = false;
    void tick().then(() => this.focusList());
  }

  /** Where the focus goes from a field of the paper: to the paper where it lies over the list. */
  focusFromField(): void {
    if (this.layout.isDetailOpen) focusDetail();
    else this.focusList();
  }

  focusList(): void {
    void tick().then(() => {
      const target =
        document.querySelector<HTMLElement>('[data-list] [role="option"][tabindex="0"]') ??
        document.querySelector<HTMLElement>("[data-list]") ??
        // An empty list: its pane, so that the focus is never nowhere.
        document.querySelector<HTMLElement>("[data-list-pane]");
      this.isMovingFocus = true;
      target?.focus({ preventScroll: true });
      this.isMovingFocus = false;
    });
  }

  private async leadWhenHere(cursor: number): Promise<void> {
    const { filter } = this.list;
    const asked = this.list.askPapers(cursor, cursor);
    const papers = await asked.catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    if (this.selection.cursor !== cursor || this.list.filter !== filter) return;
    const paper = papers[0] ?? null;
    this.selection.lead = paper;
    this.paper.show(paper);
    if (this.opening?.paper === null) this.openField(this.opening.field);
  }

  // What one types into

  /** Opens a field of a paper, by default of the selected one, as soon as that is on show. */
  openField(field: Field, paper: string | null = this.selection.lead): void {
    if (this.selection.isMany) {
      this.isTagEditorOpen = field === "tags";
      return;
    }
    if (paper !== this.selection.lead && paper !== null) this.showPaper(paper);
    if ((field === "tags" && this.isTagEditorOpen) || (field === "why" && this.isWhyOpen)) return;
    const opening = { field, paper };
    this.opening = opening;
    if (paper === null) return;
    this.tell(
      this.paper.whenHere(paper).then((here) => {
        if (this.opening !== opening) return;
        if (here === null) this.opening = null;
        else if (field === "tags") this.isTagEditorOpen = true;
        else if (field === "why") this.isWhyOpen = true;
      }),
    );
  }

  /** The field has the focus: keys go into it from here on. */
  fieldOpened(): void {
    this.opening = null;
  }

  /** A person who writes a note works on its paper, even if another was about to be shown. */
  writing(paper: string): void {
    this.fieldOpened();
    if (!this.selection.isMany && this.selection.lead !== paper) this.showPaper(paper);
  }

  /** Whether the person types in the paper on show, or is about to; then nothing takes its place. */
  private get isWriting(): boolean {
    const active = document.activeElement;
    return this.opening !== null || (isTyping(active) && active?.closest("[data-detail]") != null);
  }

  /** The selected paper, where it is on show already. */
  get shown(): Paper | null {
    const { paper } = this.paper;
    return paper !== null && paper.row.id === this.selection.lead ? paper : null;
  }

  /** Waits until the selected paper is on show; none if the person moves on before. */
  private async whenShown(): Promise<Paper | null> {
    const { lead } = this.selection;
    const paper = lead === null ? null : await this.paper.whenHere(lead);
    return this.selection.lead === lead ? paper : null;
  }

  /** After new rows: the cursor stays on its paper, or on the row that took its place. */
  private followLead(): void {
    const { selection, list } = this;
    const row = selection.lead === null ? null : list.indexOf(selection.lead);
    if (row !== null) {
      this.takeCursorTo(row);
      return;
    }
    if (this.isLeadOutsideList) return;
    const cursor = list.nearest(selection.cursor);
    const { lead } = selection;
    const take = () => {
      const paper = list.row(cursor)?.id ?? null;
      if (paper === null && list.total > 0) return;
      if (lead !== null && this.isWriting) return;
      this.takeCursorTo(cursor);
      selection.lead = paper;
      this.paper.show(paper);
    };
    if (lead === null) return take();
    // It may only have moved out of the rows that are here.
    this.tell(
      list.askIndexOf(lead).then(async (row) => {
        if (selection.lead !== lead) return;
        if (row !== null) return this.takeCursorTo(row);
        // Or it was begun, and stands above the queue once those rows are as new as these.
        if (this.view.kind === "queue") await this.reading.refresh();
        if (selection.lead === lead && !this.isLeadOutsideList) take();
      }),
    );
  }

  /** Rows are drawn by place: where the cursor moves, the focus that was on it must move, too. */
  private takeCursorTo(row: number): void {
    if (this.selection.cursor === row) return;
    const hadFocus = document.activeElement?.closest('[data-list] [role="option"]') != null;
    this.selection.cursor = row;
    if (hadFocus) this.focusList();
  }

  /** Whether the paper on show stands above the queue, among those that are being read. */
  private get isLeadOutsideList(): boolean {
    const { lead } = this.selection;
    return this.view.kind === "queue" && lead !== null && this.reading.indexOf(lead) !== null;
  }

  // Changes

  /** The paper that a message about `papers` can name. */
  titleOf(papers: readonly string[]): string | null {
    if (papers.length !== 1) return null;
    return this.rowOf(papers[0]!)?.title ?? null;
  }

  rowOf(paper: string): Row | null {
    for (const list of [this.list, this.reading]) {
      const index = list.indexOf(paper);
      if (index !== null) return list.row(index) ?? null;
    }
    return this.paper.paper?.row.id === paper ? this.paper.paper.row : null;
  }

  setState(to: State, papers: string[] = this.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.titleOf(papers);
    const over = to === "queued" ? this.overfullWords(papers) : [];
    void this.make(
      { kind: "setState", papers, to },
      (row) => ({ ...row, state: to }),
      (nPapers) => ({ text: [words.messages.stateSet(to, nPapers, title), ...over].join(". "), glyph: to }), // prettier-ignore
    );
  }

  queueFirst(papers: string[] = this.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.titleOf(papers);
    void this.make(
      { kind: "placeInQueue", papers, spot: { kind: "top" } },
      (row) => ({ ...row, state: "queued" }),
      (nPapers) => ({ text: words.messages.queuedFirst(nPapers, title), glyph: "queued" }),
    );
  }

  setStar(isStarred: boolean, papers: string[] = this.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.titleOf(papers);
    void this.make(
      { kind: "setStar", papers, isStarred },
      (row) => ({ ...row, isStarred }),
      (nPapers) => ({ text: words.messages.starred(isStarred, nPapers, title), icon: "star" }),
    );
  }

  editTags(add: string[], remove: string[], papers: string[] = this.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.titleOf(papers);
    const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    void this.make(
      { kind: "editTags", papers, add, remove },
      (row) => ({ ...row, tags: [...row.tags.filter((tag) => !remove.some((other) => isSame(tag, other))), ...add.filter((tag) => !row.tags.some((other) => isSame(tag, other)))] }), // prettier-ignore
      (nPapers) => ({ text: words.messages.tagsEdited(add, remove, nPapers, title), icon: "tag" }),
    );
  }

  setWhy(paper: string, why: string): void {
    void this.make(
      { kind: "setWhy", paper, why },
      (row) => ({ ...row, why: why === "" ? null : why }),
      null,
    );
  }

  moveToTrash(papers: string[] = this.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.titleOf(papers);
    const trashedAt = new Date().toISOString();
    void this.make(
      { kind: "moveToTrash", papers },
      (row) => ({ ...row, trashedAt: row.trashedAt ?? trashedAt }),
      (nPapers) => ({ text: words.trash.moved(nPapers, title), icon: "trash-2" }),
    );
  }

  putBack(papers: string[] = this.selection.papers): void {
    if (papers.length === 0) return;
    const title = this.titleOf(papers);
    void this.make(
      { kind: "putBack", papers },
      (row) => ({ ...row, trashedAt: null }),
      (nPapers) => ({ text: words.trash.putBack(nPapers, title), icon: "undo-2" }),
    );
  }

  /** Counts what would be taken out, and asks the person. */
  async askToEmptyTrash(): Promise<void> {
    const filter = { ...everything, isTrashed: true };
    let nPapers = 0;
    let nWithNotes = 0;
    for (let fromRow = 0; ; fromRow += rowsPerPage) {
      const answer = await this.backend.ask({ kind: "rows", filter, sort: "trashed", fromRow, nRows: rowsPerPage }); // prettier-ignore
      nWithNotes += answer.rows.filter((row) => row.noteFirstLine !== null).length;
      nPapers = answer.total;
      if (fromRow + rowsPerPage >= answer.total) break;
    }
    if (nPapers > 0) this.trashToEmpty = { nPapers, nWithNotes };
  }

  emptyTrash(): void {
    this.trashToEmpty = null;
    void this.make({ kind: "emptyTrash" }, null, (nPapers) => ({ text: words.trash.emptied(nPapers), icon: "trash-2" })); // prettier-ignore
  }

  // Papers that may be the same

  /** Goes to a pair of the list. */
  movePair(row: number): void {
    this.duplicates.moveTo(row);
    this.tell(this.showPair());
  }

  showPairs(shows: "open" | "decided"): void {
    this.duplicates.shows = shows;
    this.movePair(0);
  }

  private async showPair(): Promise<void> {
    const { pair } = this.duplicates;
    if (this.view.kind !== "duplicates") return;
    if (this.duplicates.nRows === 0) this.layout.isDetailOpen = false;
    await this.comparing.show(pair === null ? null : { keep: pair.other.id, gone: pair.paper.id });
  }

  /** Puts the two chosen papers side by side. The one that was here first would stay. */
  async compareChosen(): Promise<void> {
    const papers = this.selection.papers;
    const answers = await Promise.all(papers.map((paper) => this.backend.ask({ kind: "paper", paper }))); // prettier-ignore
    const [first, second] = answers.flatMap(({ paper }) => (paper === null ? [] : [paper.row])).sort((a, b) => a.addedAt.localeCompare(b.addedAt)); // prettier-ignore
    if (first === undefined || second === undefined) return;
    await this.comparing.show({ keep: first.id, gone: second.id });
    if (this.isDetailOver) this.layout.isDetailOpen = true;
    void tick().then(() => focusDetail());
  }

  /** Goes back from two papers side by side to where they were chosen. */
  stopComparing(): void {
    this.tell(this.comparing.show(null));
    this.closeDetail();
  }

  /** Says that the two are the same paper: first it is asked what of each that paper gets. */
  sayTheSame(): void {
    const { comparing } = this;
    if (comparing.shown === null || comparing.isAnswering) return;
    if (comparing.isMerging) this.tell(this.mergePair());
    else comparing.isMerging = true;
  }

  private async mergePair(): Promise<void> {
    const { comparison, shown, take } = this.comparing;
    if (comparison === null || shown === null) return;
    const title = (take.has("title") ? comparison.other : comparison.one).title;
    const made = await this.answerPair(
      { kind: "merge", keep: shown.keep, gone: shown.gone, take: [...take] },
      { text: words.messages.merged(title), icon: "copy" },
    );
    if (made && filterOf(this.view) !== null) this.showPaper(shown.keep);
  }

  sayDifferent(): void {
    const { comparison, shown } = this.comparing;
    if (comparison === null || shown === null) return;
    const text = words.messages.apart(comparison.one.title, comparison.other.title);
    const change: Change = { kind: "answerDuplicate", one: shown.keep, other: shown.gone, verdict: "different" }; // prettier-ignore
    this.tell(this.answerPair(change, { text, icon: "copy" }));
  }

  /** Makes a change about the pair on show; says whether it was made. */
  private async answerPair(change: Change, message: Message): Promise<boolean> {
    const { comparing } = this;
    if (comparing.isAnswering) return false;
    comparing.isAnswering = true;
    const made = await this.make(change, null, () => message);
    comparing.isAnswering = false;
    if (made === null) return false;
    if (this.view.kind === "duplicates") {
      await this.duplicates.refresh();
      await this.showPair();
      if (!this.layout.isDetailOpen) this.focusList();
    } else this.stopComparing();
    return true;
  }

  /** Leaves the question open and goes on to the next, or back to the list after the last. */
  decideLater(): void {
    if (this.view.kind !== "duplicates") return this.stopComparing();
    const { cursor, nRows } = this.duplicates;
    if (cursor + 1 < nRows) this.movePair(cursor + 1);
    else if (this.layout.isDetailOpen) this.closeDetail();
    this.focusList();
  }

  /** Takes an answer back: the question is open again, or what was made one is parted. */
  async takeBack({ answer, merge, paper }: DecidedPair): Promise<void> {
    if (merge !== null) await this.splitPaper(merge, paper.title);
    else await this.make({ kind: "takeBackAnswer", answer }, null, () => ({ text: words.messages.askedAgain, icon: "copy" })); // prettier-ignore
    this.focusList();
  }

  async splitPaper(merge: number, title: string): Promise<void> {
    await this.make({ kind: "split", merge }, null, () => ({ text: words.messages.parted(title), icon: "copy" })); // prettier-ignore
  }

  /** Sets the key under which a paper is cited; says whether it was set. */
  async setCitationKey(paper: string, key: string): Promise<boolean> {
    const made = await this.make({ kind: "setCitationKey", paper, key }, null, () => ({ text: words.messages.keySet(key), icon: "quote" })); // prettier-ignore
    return made !== null;
  }

  async moveInQueue(spot: QueueSpot, papers: string[] = this.selection.papers): Promise<void> {
    if (papers.length === 0) return;
    const made = await this.make({ kind: "placeInQueue", papers, spot }, (row) => row, null);
    if (made === null) return;
    await this.list.refresh();
    const row = this.list.indexOf(papers[0]!);
    if (row === null) return;
    this.selection.cursor = row;
    this.messages.speak(words.queue.moved(row + 1, this.list.total));
    this.focusList();
  }

  async openLink(link: Link, paper: string): Promise<void> {
    const title = this.titleOf([paper]) ?? "";
    await this.backend.openLink(paper, link.url);
    this.messages.say({ text: words.messages.opened(title), icon: "arrow-up-right" });
  }

  /** Opens the paper's own link or its code, as the key asks. */
  async openLinkOf(kinds: Link["kind"][]): Promise<void> {
    const paper = await this.whenShown();
    if (paper === null) return;
    const link = kinds.map((kind) => paper.links.find((l) => l.kind === kind)).find(Boolean);
    if (link) await this.openLink(link, paper.row.id);
    else this.messages.say({ text: words.messages.noLink, icon: "info" });
  }

  async copyTitleAndLink(): Promise<void> {
    const paper = await this.whenShown();
    if (paper === null) return;
    const link = paper.links.find((l) => l.kind === "paper") ?? paper.links[0];
    const text = words.paper.titleAndLink(plainMath(paper.row.title), link?.url ?? null);
    await this.copy(text, words.messages.copied);
  }

  async copyPapers(how: CopyAs, papers: string[] = this.selection.papers): Promise<void> {
    const isText = await this.backend.copyPapers(papers, how);
    const text = isText ? words.exporting.copied[how](papers.length) : words.exporting.noLinks;
    this.messages.say({ text, icon: isText ? "copy" : "info" });
  }

  /** Asks what to export; `first` is what is offered first. */
  async offerExport(first: "library" | "selection"): Promise<void> {
    const w = words.exporting;
    const { formats } = await this.backend.ask({ kind: "writeFormats" });
    const { papers } = this.selection;
    const choices: ExportChoice[] = [
      { label: w.library, what: { kind: "list", filter: everything, sort: "added" }, fileName: words.product }, // prettier-ignore
    ];
    if (filterOf(this.view) !== null && !this.isFirstRun) {
      const { filter, sort } = this.list;
      const name = this.isSearching ? this.searched.trim() : nameOf(this.view);
      if (this.isSearching || this.view.kind !== "all") choices.push({ label: this.isSearching ? w.found : w.list(name), what: { kind: "list", filter, sort }, fileName: name }); // prettier-ignore
      if (papers.length > 0) choices.push({ label: w.selection(papers.length), what: { kind: "papers", papers }, fileName: this.titleOf(papers) ?? words.product }); // prettier-ignore
    }
    if (first === "selection") choices.reverse();
    this.exporting = { choices, losses: formats };
  }

  /** Asks for a folder and mirrors the library to it. */
  async mirrorTo(): Promise<void> {
    const folder = await this.inSystemDialog(() => this.backend.chooseFolder());
    if (folder === null) return;
    await this.setMirror(folder);
  }

  /** Mirrors the library to a folder, or no more. */
  async setMirror(folder: string | null): Promise<void> {
    // What came of it is said beside the list, which the dialog covers.
    this.exporting = null;
    const text = folder === null ? words.exporting.mirror.turnedOff : words.exporting.mirror.turnedOn(words.fileName(folder)); // prettier-ignore
    const fail = (error: unknown) => this.messages.fail(words.mirrorRefused(failureOf(error))); // prettier-ignore
    await this.make({ kind: "setMirror", folder }, null, () => ({ text, icon: "folder-sync" }), fail); // prettier-ignore
  }

  async exportTo({ what, fileName }: ExportChoice, format: WriteFormat): Promise<void> {
    this.exporting = null;
    const name = words.exporting.fileName(words.shortTitle(fileName), format);
    const exported = await this.inSystemDialog(() => this.backend.exportPapers(what, format, name)); // prettier-ignore
    if (exported === null) return;
    const { wrote, lost } = words.exporting;
    this.messages.say({ text: [wrote(exported), lost(exported.lost)].filter(Boolean).join(". "), icon: "file-text" }); // prettier-ignore
  }

  async copy(text: string, said: string): Promise<void> {
    try {
      await this.backend.copyText(text);
      this.messages.say({ text: said, icon: "copy" });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Opens a menu of these entries; the caller says where. */
  openMenu(menu: OpenMenu): void {
    this.menu = menu.entries.length === 0 ? null : menu;
  }

  /** Opens the paper menu at the pointer, for a row or for what was chosen with it. */
  openRowMenu(row: number, event: MouseEvent, opener: HTMLElement | null): void {
    event.preventDefault();
    const id = this.list.row(row)?.id;
    if (id !== undefined && !this.selection.has(id)) this.chooseOnly(row);
    const { clientX: x, clientY: y } = event;
    this.openPaperMenu({ x, y: y - 4, above: y + 4 }, opener);
  }

  openPaperMenu(at: OpenMenu["at"], opener: HTMLElement | null): void {
    this.openMenu({ label: words.actions.menu, entries: paperMenu(this), at, opener });
  }

  // Undo

  async undo(seq: number | null = null, importId: string | null = null): Promise<void> {
    const change = this.history.changes.find((c) => c.seq === seq);
    const request = { seq, importId, includeMarked: false };
    await this.turnRound("undo", () => this.backend.undo(request), change);
  }

  async redo(): Promise<void> {
    await this.turnRound("redo", () => this.backend.redo());
  }

  /** Brings back a change that `undo` took back, by undoing that undo. */
  async redoUndo(undo: number): Promise<void> {
    const change = this.history.changes.find((c) => c.undoneBy === undo);
    const request = { seq: undo, importId: null, includeMarked: false };
    await this.turnRound("redo", () => this.backend.undo(request), change);
  }

  /** Takes a change back or brings it back, after what is being typed; says what came of it. */
  private async turnRound(
    way: "undo" | "redo",
    ask: () => Promise<Undone>,
    change?: ChangeRow,
  ): Promise<void> {
    await this.paper.saveNotes();
    try {
      this.sayUndone(await ask(), way);
    } catch (error) {
      this.sayNotUndone(failureOf(error), way, change);
    }
  }

  undoLastImport(): void {
    const last = this.counts.counts?.imports[0];
    if (last) void this.undo(null, last.id);
    else this.sayNothingTo("undo");
  }

  private sayUndone(undone: Undone, way: "undo" | "redo"): void {
    const { change } = undone;
    if (change === null) return this.sayNothingTo(way);
    this.imports.close();
    const parts = [way === "undo" ? words.messages.undone(change) : words.messages.redone(change)];
    if (way === "undo" && change.change === "import") parts.push(words.import.undone(undone.nRemoved, undone.nKept)); // prettier-ignore
    if (undone.nLeft > 0) parts.push(words.messages.left(undone.nLeft));
    const back: Message["action"] =
      way === "undo"
        ? { label: words.messages.redo, keys: "Mod+Shift+z", run: () => void this.redo() }
        : { label: words.messages.undo, keys: "u", run: () => void this.undo() };
    this.messages.say({ text: parts.join(". ").replace("..", "."), icon: way === "undo" ? "undo-2" : "redo-2", action: back }); // prettier-ignore
    if (undone.paper !== null) this.tell(this.showRestored(undone.paper));
  }

  private sayNotUndone(failure: Failure, way: "undo" | "redo", change?: ChangeRow): void {
    const { notUndone, notRedone } = words.messages;
    if (failure.code === "nothing_to_undo") this.sayNothingTo(way);
    else if (failure.code === "conflict")
      this.messages.fail(way === "undo" ? notUndone(change) : notRedone(change));
    else this.fail(failure);
  }

  private sayNothingTo(way: "undo" | "redo"): void {
    const text = way === "undo" ? words.messages.nothingToUndo : words.messages.nothingToRedo;
    this.messages.say({ text, icon: "undo-2" });
  }

  private async showRestored(paper: string): Promise<void> {
    const { filter } = this.list;
    if (filterOf(this.view) === null) return;
    const row = await this.list.askIndexOf(paper);
    if (row === null || this.list.filter !== filter) return;
    this.selection.chooseOne();
    this.selection.moveTo(row, paper);
    this.paper.show(paper);
    await this.list.refresh();
    if (!this.layout.isDetailOpen) this.focusList();
  }

  // Imports and folders

  /** Opens one of the system's dialogs for files. A second would lie over the first: it is refused. */
  private async inSystemDialog<T>(open: () => Promise<T>): Promise<T | null> {
    if (this.isSystemDialogOpen) {
      this.messages.say({ text: words.messages.dialogOpen, icon: "info" });
      return null;
    }
    this.isSystemDialogOpen = true;
    try {
      return await open();
    } finally {
      this.isSystemDialogOpen = false;
    }
  }

  async importFiles(): Promise<void> {
    try {
      const paths = await this.inSystemDialog(() => this.backend.chooseFiles());
      if (paths !== null) this.imports.show({ kind: "paths", paths });
    } catch (error) {
      this.fail(error);
    }
  }

  paste(): void {
    this.imports.show({ kind: "clipboard" });
  }

  async watchFolder(): Promise<void> {
    try {
      this.folderToWatch = await this.inSystemDialog(() => this.backend.chooseFolder());
    } catch (error) {
      this.fail(error);
    }
  }

  async confirmWatch(takesExisting: boolean): Promise<void> {
    const path = this.folderToWatch;
    this.folderToWatch = null;
    if (path === null) return;
    const name = words.fileName(path);
    await this.make({ kind: "watchFolder", path, takesExisting }, null, () => ({ text: words.messages.watching(name), icon: "folder-sync" })); // prettier-ignore
    if (this.view.kind !== "watched") this.goTo({ kind: "watched" });
  }

  unwatchFolder(path: string): void {
    const name = words.fileName(path);
    void this.make({ kind: "unwatchFolder", path }, null, () => ({ text: words.messages.notWatching(name), icon: "folder-sync" })); // prettier-ignore
  }

  /** Shows the papers of an import: all, or those of which one thing became. */
  showImport(id: string, source: string, format: string, outcome?: Outcome): void {
    this.imports.close();
    this.goTo({ kind: "import", import: id, source, format, outcome });
  }

  private sayImported(report: ImportReport): void {
    const n = report.imports.reduce((sum, numbers) => sum + numbers.added, 0);
    this.messages.speak(report.isCancelled ? words.import.cancelled : [words.import.done(n), ...report.imports.map(words.import.sum)].join(". ")); // prettier-ignore
    if (report.isCancelled) {
      this.imports.close();
      this.messages.say({ text: words.import.cancelled, icon: "info" });
    }
  }

  private dragged(drag: Drag): void {
    this.drag = drag.kind === "enter" ? drag : null;
    if (drag.kind === "drop") this.imports.show({ kind: "paths", paths: drag.paths });
  }

  // Keeping up

  /** Makes a change: shows it at once where `patch` says how, says what it did, puts it back if refused. */
  private async make(
    change: Change,
    patch: ((row: Row) => Row) | null,
    say: ((nPapers: number) => Message) | null,
    fail = this.fail,
  ): Promise<Applied | null> {
    const papers = new Set(papersOf(change));
    const settle = patch === null ? null : this.expect(papers, patch);
    try {
      const asked = this.backend.change(change);
      this.underWay.set(asked, change);
      const applied = await asked.finally(() => this.underWay.delete(asked));
      settle?.(true);
      if (say !== null && applied.seq !== null) {
        const { seq } = applied;
        this.messages.say({ ...say(applied.nPapers), action: { label: words.messages.undo, keys: "u", run: () => void this.undo(seq) } }); // prettier-ignore
      }
      return applied;
    } catch (error) {
      settle?.(false);
      fail(error);
      return null;
    }
  }

  private expect(
    papers: ReadonlySet<string>,
    patch: (row: Row) => Row,
  ): (wasMade: boolean) => void {
    const { lead, chosen, cursor } = this.selection;
    const leadRow = lead === null ? null : this.rowOf(lead);
    // Who begins a paper of the queue reads it now: it stays on show.
    const isLeadBegun = this.view.kind === "queue" && leadRow !== null && papers.has(leadRow.id) && patch(leadRow).state === "reading"; // prettier-ignore
    const nBefore = this.list.total;
    const nAbove = this.list.placesOf(papers).filter((place) => place < cursor).length;
    const settles = [this.list, this.reading]
      .filter((list) => list.isReady)
      .map((list) => list.expect(papers, patch, (row) => belongs(list, row)));
    const putPaperBack = this.paper.expect(papers, patch);
    if (this.list.total !== nBefore && lead !== null && this.list.indexOf(lead) === null) {
      if (isLeadBegun) {
        this.takeCursorTo(this.list.nearest(cursor - nAbove));
        this.selection.chooseOne();
      } else this.chooseOnly(cursor - nAbove);
      if (!this.layout.isDetailOpen) this.focusListUnlessTyping();
    }
    const expected = { lead: this.selection.lead, chosen: this.selection.chosen, cursor: this.selection.cursor }; // prettier-ignore
    return (wasMade) => {
      for (const settle of settles) settle(wasMade);
      if (wasMade) return;
      putPaperBack();
      // Whoever has moved on since, or writes, is not thrown back.
      const { selection } = this;
      const isAsExpected = selection.lead === expected.lead && selection.chosen === expected.chosen && selection.cursor === expected.cursor; // prettier-ignore
      if (!isAsExpected || (lead !== expected.lead && this.isWriting)) return this.followLead();
      selection.chosen = chosen;
      this.takeCursorTo(cursor);
      selection.lead = lead;
      this.paper.show(lead);
    };
  }

  private focusListUnlessTyping(): void {
    const active = document.activeElement;
    if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return;
    if (active?.closest("[data-list], [data-menu]") || active === document.body) this.focusList();
  }

  /** With the last row the paper beside it leaves, and whatever of it had the focus. */
  private async followEmptyList(): Promise<void> {
    if (this.list.total > 0 || this.isWriting || this.isLeadOutsideList || filterOf(this.view) === null) return; // prettier-ignore
    this.layout.isDetailOpen = false;
    await tick();
    if (document.activeElement === document.body) this.focusList();
  }

  /** Asks anew for what is on show. Every change is announced, those of this window too. */
  private askAgain(): void {
    const wasEmpty = this.counts.isLibraryEmpty;
    this.tell(
      this.counts.refresh().then(() => {
        if (wasEmpty && !this.counts.isLibraryEmpty) this.focusList();
      }),
    );
    this.tell(this.list.refresh().then(() => this.followEmptyList()));
    if (this.view.kind === "queue") this.tell(this.reading.refresh());
    if (this.view.kind === "duplicates") this.tell(this.duplicates.refresh().then(() => this.showPair())); // prettier-ignore
    if (this.view.kind === "history") this.tell(this.history.refresh());
    if (this.view.kind === "watched") this.tell(this.watched.refresh());
    this.paper.refresh();
  }

  /** What to say when the queue will hold more than was planned. */
  private overfullWords(papers: readonly string[]): string[] {
    const counts = this.counts.counts;
    if (counts === null) return [];
    const nMore = papers.filter((paper) => this.rowOf(paper)?.state !== "queued").length;
    const n = counts.queued + nMore;
    const over = n - counts.queueSize;
    return nMore === 0 || over <= 0 ? [] : [words.queue.over(n, over)];
  }
}

/** Whether a row still fits its list, as far as the window can tell. */
function belongs(list: ListStore, row: Row): boolean {
  const { filter } = list;
  return (
    (row.trashedAt !== null) === filter.isTrashed &&
    (filter.states.length === 0 || filter.states.includes(row.state)) &&
    (!filter.isStarred || row.isStarred) &&
    filter.tags.every((tag) => row.tags.some((other) => other.toLowerCase() === tag.toLowerCase()))
  );
}

function papersOf(change: Change): string[] {
  return "papers" in change ? change.papers : "paper" in change ? [change.paper] : [];
}

/** How to say that a change is not saved. */
function notSaved(change: Change, title: string | null) {
  const isWhy = change.kind === "setWhy";
  const what = isWhy ? words.closing.why(title) : words.closing.change;
  return { what, text: isWhy ? change.why : null, failure: null as Failure | null };
}

/** Gives the focus to the text of the paper, so that arrow keys scroll it. */
function focusDetail(): void {
  const detail = document.querySelector<HTMLElement>("[data-detail-scroll]") ?? document.querySelector<HTMLElement>("[data-detail]"); // prettier-ignore
  detail?.focus({ preventScroll: true });
}

const key = Symbol("desk");

export function provideDesk(desk: Desk): Desk {
  return setContext(key, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(key);
}
