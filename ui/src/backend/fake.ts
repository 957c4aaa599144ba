import type {
  AnswerTo,
  Backend,
  BarMenu,
  EventName,
  Events,
  Platform,
  PreviewAnswerTo,
} from "./backend";
import { compare, isAbout, type FakeAnswer, type FakeQuestion } from "./fakeDuplicates";
import { fillerPaper, named, type FakePaper } from "./fakePapers";
import { insightsOf, type FakeTold } from "./fakeInsights";
import { FakePreview } from "./fakePreview";
import { detailOf, groupsOf, ribbonOf, type FakeImported } from "./fakeOverview";
import {
  chipsOf,
  joinQueries,
  isFound,
  isWithin,
  loosen,
  suggest,
  type Searched,
} from "./fakeSearch";
import { hintFor, inPassOrder, isUndecided, passPaper, type FakePassPaper } from "./fakeTriage";
import type {
  Actor,
  Answer,
  Applied,
  Change,
  CopyAs,
  Exported,
  ToWrite,
  ReadingListWords,
  WriteFormat,
  ChangeKind,
  ChangeRow,
  Counts,
  Cause,
  Failure,
  Filter,
  Given,
  Identifier,
  Hint,
  ImportNumbers,
  ImportReport,
  ImportRequest,
  LeftPart,
  LibraryPlace,
  LinkKind,
  Mirror,
  Paper,
  PaperFacts,
  PreviewEdit,
  PreviewQuestion,
  Question,
  Reason,
  Row,
  SaidBy,
  SavedView,
  Sighting,
  SightingDetail,
  SightingText,
  DeviceSettings,
  Sort,
  State,
  Suggestion,
  ToUndo,
  Undone,
  ValueChange,
  WatchedFile,
  WatchedFolder,
} from "./wire";

/** What can be set before a test or a picture. */
export interface FakeOptions {
  nFillers?: number;
  isEmpty?: boolean;
  platform?: Platform;
  startupFailure?: Failure | null;
}

interface StoredPaper {
  id: string;
  /** What is told of it, with what the person edited. */
  facts: FakePaper;
  addedAt: string;
  sightings: Sighting[];
  citationKey: string | null;
  marks: Marks;
}

/** What the person may change; a change swaps it whole, so undo can put it back. */
interface Marks {
  state: State;
  isStarred: boolean;
  tags: string[];
  why: string | null;
  note: string | null;
  queuePlace: number | null;
  isThere: boolean;
  trashedAt: string | null;
  dueOn: string | null;
  snoozedUntil: string | null;
  queuedAt: string | null;
  keptAt: string | null;
  edited: Partial<FakePaper>;
  startedAt: string | null;
  finishedAt: string | null;
}

interface StoredChange {
  row: ChangeRow;
  before: Map<string, Marks>;
  after: Map<string, Marks>;
  /** What is set for the library. */
  settings: { before: LibrarySettings; after: LibrarySettings };
}

interface LibrarySettings {
  queueSize: number;
  tagHues: Map<string, number>;
  savedViews: SavedView[];
}

const sampleTitles = [
  "Lantern Maps: Reading Rooms for Small Robots", "Quiet Gradients in Loud Batches",
  "A Census of Forgotten Benchmarks", "Weather Reports for Loss Curves", "The Second Epoch Problem",
  "Paper Cranes: Folding Long Contexts", "Slow Clocks, Fast Clocks", "Borrowed Attention",
  "Nine Ways to Stop Early", "Gardens of Forking Checkpoints", "An Atlas of Ablations",
  "Counting to Ten in Latent Space", "Maintenance Windows for Models", "The Cost of a Comma",
  "Tide Tables for Training Runs", "Small Print: Reading Model Licences", "Rooms With No Doors",
  "Two Cheers for Early Fusion", "Cheap Talk Between Layers", "Ferry Schedules for Tokens",
  "The Long Way Round", "Signals From a Dry Well", "A Pocket Theory of Warm-up", "Afterimages",
]; // prettier-ignore

const parts: Partial<Record<keyof Marks, LeftPart>> = {
  state: "state",
  isStarred: "star",
  tags: "tags",
  why: "why",
  note: "note",
  dueOn: "days",
  snoozedUntil: "days",
  edited: "facts",
  isThere: "paper",
  trashedAt: "paper",
};
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What of a paper a change gave, and later work made different again. */
function leftOf(before: Marks, after: Marks, now: Marks): LeftPart[] {
  return Object.entries(parts).flatMap(([name, part]) => {
    const of = (marks: Marks) => marks[name as keyof Marks];
    const isLeft = !isSame(of(before), of(after)) && !isSame(of(after), of(now)) && !isSame(of(before), of(now)); // prettier-ignore
    return isLeft ? [part] : [];
  });
}

/** The marks as they are, but for what the change gave. */
function turnedBack(before: Marks, after: Marks, now: Marks): Marks {
  const given = Object.entries(before).filter(([name, value]) => !isSame(value, after[name as keyof Marks])); // prettier-ignore
  return { ...now, ...Object.fromEntries(given) };
}

/** Where the invented system keeps libraries. */
const usualLibrary = "/home/ada/.local/share/offprint";

/** A library in memory, for tests and pictures; it follows the rules that the window can see. */
export class FakeBackend implements Backend {
  papers: StoredPaper[] = [];
  changes: StoredChange[] = [];
  folders: WatchedFolder[] = [];
  activity: WatchedFile[] = [];
  imports: (ImportNumbers & { at: string; isStanding: boolean })[] = [];
  /** Where the dialog for saving would write to, and what was written. */
  savePath: string | null = "/home/ada/papers.bib";
  /** The watched files that were taken again. */
  retried: string[] = [];
  exported: { what: ToWrite; format: WriteFormat; words: ReadingListWords; fileName: string }[] =
    [];
  /** What is asked about papers that may be the same, whether it is answered or not. */
  questions: FakeQuestion[] = [];
  private answers: FakeAnswer[] = [];
  queueSize = 10;
  savedViews: SavedView[] = [];
  /** The hues that were given to tags, by the tags in small letters. */
  tagHues = new Map<string, number>();
  platform: Platform;
  /** The last text copied, and the links opened. */
  copied: string | null = null;
  opened: string[] = [];
  menuBar: BarMenu[] | null = null;
  /** How often its folder was shown. */
  nLibraryShown = 0;
  /** The imports whose files were shown. */
  shownSources: string[] = [];
  /** What sources say of papers, where that is not what the library says, by the papers' ids. */
  told = new Map<string, Partial<FakePaper>>();
  /** Where the text behind sightings is. */
  textOfSightings: SightingText = "inFile";
  libraryFolder = "/home/ada/.local/share/offprint";
  /** Who says that the library is there. */
  saidBy: SaidBy = "system";
  arrival: "moved" | "chosen" | null = null;
  hasPageEnded = false;
  /** The folders that hold other libraries, and those that hold nothing; all others hold something else. */
  otherLibraries: string[] = [];
  emptyFolders: string[] = [];
  /** Set to hold a move until it resolves. */
  moveGate: Promise<void> | null = null;
  nRestarts = 0;
  /** What the system was given to show. */
  notifications: { title: string; body: string; news: number }[] = [];
  title = "";
  isClosed = false;
  /** Whether what is done is taken back at once, and told to nobody. */
  private isTrying = false;
  /** How many requests to close were heard. */
  nClosings = 0;
  /** Files that wait to be taken. */
  sources: string[] = [];
  chosenFiles: string[] = [];
  chosenFolder: string | null = null;
  mirror: Mirror | null = null;
  /** Each change asked for, refused ones too. */
  asked: Change[] = [];
  /** The preview that is open, every edit asked of one, and what was given with those accepted. */
  preview: FakePreview | null = null;
  edits: PreviewEdit[] = [];
  given: Given[] = [];
  /** How many rows a previewed source holds. */
  nPreviewRows = 93;
  /** So many of all rows are there when a preview is shown; more come with `growPreview`. */
  nFirstRows = Infinity;
  private waitsForRows: { grown: () => void; stopped: (failure: Failure) => void } | null = null;
  private nPreviews = 0;
  private cancelRead: (() => void) | null = null;
  /** Set to refuse every change with it. */
  refusal: Failure | null = null;
  /** Set to hold changes until it resolves. */
  gate: Promise<void> | null = null;
  private startupFailure: Failure | null;
  /** Why the settings of this device do not hold. */
  settingsFailure: Failure | null = null;
  settings: DeviceSettings = {
    language: null,
    theme: "system",
    density: "default",
    textSize: 100,
    hasSingleKeys: true,
    keys: {},
    previewFrom: 0,
    notifiesOfWatchedFolders: false,
  };
  private listeners = new Map<EventName, Set<(payload: never) => void>>();
  private nextId = 1;

  constructor({
    nFillers = 915,
    isEmpty = false,
    platform = "linux",
    startupFailure = null,
  }: FakeOptions = {}) {
    this.platform = platform;
    this.startupFailure = startupFailure;
    if (isEmpty) return;
    const states: State[] = [
      "inbox",
      "dropped",
      "dropped",
      "read",
      "dropped",
      "skimmed",
      "dropped",
      "dropped",
    ];
    const trending = this.addImport("Trending papers, week 31", "page text", 93, 2);
    for (const paper of named) this.store(paper, trending);
    for (let i = 0; i < nFillers; i++) {
      const state = i < 62 ? "inbox" : states[(i % 7) + 1]!;
      this.store(fillerPaper(i, state), trending);
    }
    this.addImport("arXiv alert, 3 Aug", "arXiv mail", 22, 3);
    this.addImport("refs-2019.bib", "BibTeX", 41, 5);
    let place = 0;
    for (const paper of this.papers)
      if (paper.marks.state === "queued") paper.marks.queuePlace = place++;
    this.folders = [
      { path: "/home/ada/Documents/Digests", name: "Digests", isFound: true, isWatched: true, nTaken: 12 },
      { path: "/mnt/lab/reading", name: "Lab share", isFound: false, isWatched: false, nTaken: 0 },
    ]; // prettier-ignore
    this.activity = [
      { path: "/home/ada/Documents/Digests/trending-32.txt", name: "trending-32.txt", at: daysAgo(0), import: trending, nFound: 8, nNew: 5, nRejected: 0, failure: null, isProblem: false, isIgnored: false },
      { path: "/home/ada/Documents/Digests/refs-old.bib", name: "refs-old.bib", at: daysAgo(0.1), import: null, nFound: 0, nNew: 0, nRejected: 0, failure: { code: "not_found", path: "/home/ada/Documents/Digests/refs-old.bib", line: null, cause: null, said: "Permission denied" }, isProblem: true, isIgnored: false },
      { path: "/home/ada/Documents/Digests/notes.docx", name: "notes.docx", at: daysAgo(1), import: null, nFound: 0, nNew: 0, nRejected: 0, failure: { code: "not_text", path: "/home/ada/Documents/Digests/notes.docx", line: null, cause: { kind: "noText", what: "zip" }, said: null }, isProblem: false, isIgnored: false },
    ]; // prettier-ignore
  }

  async startup() {
    return { failure: this.startupFailure, settingsFailure: this.settingsFailure, settings: this.settings, library: this.place, arrival: this.arrival, hasPageEnded: this.hasPageEnded, platform: this.platform, version: "0.1.0" }; // prettier-ignore
  }

  async changeDeviceSettings(before: DeviceSettings, after: DeviceSettings) {
    if (this.settingsFailure !== null) throw this.settingsFailure;
    const keys = withChanges(this.settings.keys, before.keys, after.keys);
    this.settings = { ...withChanges(this.settings, before, after), keys };
    return this.settings;
  }

  async takeSources() {
    return this.sources.splice(0);
  }

  /** Hands files over as a second start does. */
  handOver(...paths: string[]) {
    this.sources.push(...paths);
    this.announce("open-sources", null);
  }

  async leaveSearch(_query: string) {}

  async ask<Q extends Question>(question: Q): Promise<AnswerTo<Q>> {
    return structuredClone(this.answer(question)) as AnswerTo<Q>;
  }

  async change(change: Change): Promise<Applied> {
    this.asked.push(structuredClone(change));
    await this.unlessStopped();
    if (this.refusal) throw this.refusal;
    if (change.kind === "setNote" && change.base !== null) {
      const note = this.find(change.paper).marks.note ?? "";
      if (note !== change.base) throw failure("conflict", { kind: "noteDiffers" });
    }
    return this.apply(change, "window");
  }

  /** Makes a change as another process would. */
  changeFromElsewhere(change: Change, by: Actor = "terminal"): Applied {
    return this.apply(change, by);
  }

  private stopChange: () => void = () => {};

  /** While the gate is closed a change or an export waits, and may be left as it was. */
  private async unlessStopped() {
    if (this.gate === null) return;
    const cancelled = new Promise<never>((_, reject) => (this.stopChange = () => reject(failure("cancelled")))); // prettier-ignore
    await Promise.race([this.gate, cancelled]);
  }

  /** While the gate is closed several changes wait to be taken back, and may be left as they are. */
  async undo(what: ToUndo): Promise<Undone> {
    if (what.sinceSeq !== null || what.seqs.length > 1) await this.unlessStopped();
    return this.undoNow(what);
  }

  async cancelChange() {
    this.stopChange();
  }

  /** What an undo would do: it is done, and all is put back. */
  private tryUndo(what: ToUndo): Undone {
    const marks = new Map(this.papers.map((paper) => [paper, paper.marks]));
    const rows = this.changes.map(({ row }) => ({ ...row }));
    const standing = this.imports.map(({ isStanding }) => isStanding);
    const settings = this.librarySettings();
    this.isTrying = true;
    try {
      return structuredClone(this.undoNow(what));
    } finally {
      this.isTrying = false;
      for (const [paper, before] of marks) paper.marks = before;
      this.changes.length = rows.length;
      this.changes.forEach((change, i) => Object.assign(change.row, rows[i]));
      this.imports.forEach((one, i) => (one.isStanding = standing[i]!));
      Object.assign(this, settings);
    }
  }

  private undoNow({ seqs, importId, sinceSeq, untilSeq }: ToUndo): Undone {
    if (sinceSeq !== null) return this.undoSince(sinceSeq, untilSeq ?? this.newestSeq());
    if (seqs.length > 1) return this.undoEach(this.changes.filter(({ row }) => seqs.includes(row.seq) && row.undoneBy === null)); // prettier-ignore
    const [seq = null] = seqs;
    const standing = (c: StoredChange) => c.row.undoneBy === null && c.row.change !== "undo";
    const found =
      importId !== null
        ? this.changes.find((c) => c.row.imports.includes(importId) && standing(c))
        : seq !== null
          ? this.changes.find((c) => c.row.seq === seq)
          : this.changes.findLast(
              (c) => standing(c) && c.row.by !== "watcher" && c.row.change !== "redo",
            );
    if (!found) throw failure("nothing_to_undo");
    return this.turn(found);
  }

  async redo(): Promise<Undone> {
    const last = this.changes.findLast((c) => c.row.change === "undo" && c.row.undoneBy === null);
    if (!last) throw failure("nothing_to_undo");
    return this.redoOf(last);
  }

  async importSources(request: ImportRequest): Promise<ImportReport> {
    if (this.gate) await this.gate;
    if (request.kind === "watched") {
      this.retried.push(request.path);
      this.activity = this.activity.map((file) => (file.path === request.path ? { ...file, failure: null, isProblem: false, isIgnored: false, nFound: 24, nNew: 24 } : file)); // prettier-ignore
    }
    const source = request.kind === "watched" ? request.path.split("/").at(-1)! : request.kind === "paths" ? (request.paths[0]?.split("/").at(-1) ?? "file") : request.kind === "sample" ? "Sample digest" : `pasted text: ${sampleTitles[0]!}`; // prettier-ignore
    this.announce("import-progress", { source, phase: "reading", nPapers: 24, of: null });
    const known = new Set(this.papers.filter((p) => p.marks.isThere).map((p) => p.facts.title));
    const fresh = sampleTitles.filter((title) => !known.has(title));
    const id = this.addImport(source, "page text", sampleTitles.length, 0);
    const numbers = this.imports.at(-1)!;
    Object.assign(numbers, {
      found: 24,
      new: fresh.length,
      known: 24 - fresh.length,
      added: fresh.length,
    });
    const before = new Map<string, Marks>();
    for (const [position, title] of fresh.entries()) {
      const paper = this.store({ title, authors: ["Ada Example", "Grace Sample"], year: 2026, venue: null, state: "inbox", ageDays: 0, position: position + 1, abstract: "An invented abstract." }, id); // prettier-ignore
      before.set(paper.id, { ...paper.marks, isThere: false });
    }
    const change = this.record("import", "window", before, { nPapers: 24, nAdded: fresh.length, sources: [source], imports: [id] }); // prettier-ignore
    return { seq: change.row.seq, imports: [numbers], failures: [], isCancelled: false };
  }

  async cancelImportOrMove() {
    this.cancelRead?.();
  }

  async previewSources(request: ImportRequest) {
    const source = request.kind === "paths" ? (request.paths[0]?.split("/").at(-1) ?? "file") : "pasted text"; // prettier-ignore
    this.announce("import-progress", { source, phase: "reading", nPapers: 24, of: null });
    const cancelled = new Promise<never>((_, reject) => (this.cancelRead = () => reject(failure("cancelled")))); // prettier-ignore
    if (this.gate) await Promise.race([this.gate, cancelled]);
    this.preview = new FakePreview(++this.nPreviews, request, this.nPreviewRows, this.nFirstRows);
    const head = this.preview.head();
    return { ...head, isSmall: head.numbers.found < this.settings.previewFrom };
  }

  async previewGrown(preview: number, revision: number) {
    for (;;) {
      const head = this.openPreview(preview).head();
      if (head.revision !== revision) return head;
      await new Promise<void>((grown, stopped) => (this.waitsForRows = { grown, stopped }));
    }
  }

  /** More of the open preview is there, or it cannot be read on. */
  growPreview(grow: (preview: FakePreview) => void): void {
    if (this.preview !== null) grow(this.preview);
    this.waitsForRows?.grown();
  }

  stopPreview(failure: Failure): void {
    this.waitsForRows?.stopped(failure);
  }

  async askPreview<Q extends PreviewQuestion>(preview: number, question: Q) {
    return structuredClone(this.openPreview(preview).answer(question)) as PreviewAnswerTo<Q>;
  }

  async editPreview(preview: number, edit: PreviewEdit) {
    this.edits.push(structuredClone(edit));
    if (this.refusal) throw this.refusal;
    const open = this.openPreview(preview);
    open.edit(edit);
    return open.head();
  }

  async acceptPreview(preview: number, given: Given): Promise<ImportReport> {
    const open = this.openPreview(preview);
    if (this.refusal) throw this.refusal;
    this.given.push(structuredClone(given));
    const head = open.head();
    const before = new Map<string, Marks>();
    const imports = head.sources.map((source, place) => {
      const added = open.added().filter((row) => row.source === place);
      const id = this.addImport(source.name ?? `pasted text: ${sampleTitles[0]!}`, source.format, source.numbers.found, 0); // prettier-ignore
      const numbers = Object.assign(this.imports.at(-1)!, source.numbers, { added: added.length });
      for (const row of added) {
        const paper = this.store({ title: row.title, authors: row.authors, year: row.year, venue: row.venue, state: given.state ?? "inbox", tags: given.tags, ...(given.why === null ? {} : { why: given.why }), ageDays: 0, position: row.row + 1 }, id); // prettier-ignore
        before.set(paper.id, { ...paper.marks, isThere: false });
      }
      return numbers;
    });
    this.preview = null;
    const change = this.record("import", "window", before, { nPapers: imports.reduce((n, { known, dropped }) => n + known + dropped, before.size), nAdded: before.size, sources: imports.map((n) => n.source), imports: imports.map((n) => n.id) }); // prettier-ignore
    return { seq: change.row.seq, imports, failures: head.failures, isCancelled: false };
  }

  async closePreview(preview: number) {
    this.openPreview(preview);
    this.preview = null;
  }

  private openPreview(preview: number): FakePreview {
    if (this.preview?.preview !== preview) throw failure("not_found");
    return this.preview;
  }

  async chooseFiles() {
    return this.chosenFiles;
  }

  async chooseFolder() {
    return this.chosenFolder;
  }

  async setMenuBar(menus: BarMenu[]) {
    this.menuBar = menus;
  }

  async showSource(importId: string) {
    this.shownSources.push(importId);
  }

  async showLibrary() {
    this.nLibraryShown++;
  }

  private get place(): LibraryPlace {
    const { libraryFolder: folder, saidBy } = this;
    return { folder, saidBy, usualFolder: usualLibrary, usualHoldsLibrary: this.otherLibraries.includes(usualLibrary) }; // prettier-ignore
  }

  async moveLibrary(folder: string) {
    if (this.refusal !== null) throw this.refusal;
    if (folder === this.libraryFolder) throw { ...failure("unsupported", { kind: "sameFolder" }), path: folder }; // prettier-ignore
    if (this.otherLibraries.includes(folder)) throw { ...failure("unsupported", { kind: "holdsLibrary" }), path: folder }; // prettier-ignore
    if (!this.emptyFolders.includes(folder)) throw { ...failure("unsupported", { kind: "notEmpty" }), path: folder }; // prettier-ignore
    this.announce("library-moving", { nDone: 40, nAll: 100 });
    const stopped = new Promise<never>((_, stop) => (this.cancelRead = () => stop(failure("cancelled")))); // prettier-ignore
    if (this.moveGate !== null) await Promise.race([this.moveGate, stopped]);
    this.emptyFolders.push(this.libraryFolder);
    this.arriveIn(folder, "moved");
  }

  async useLibrary(folder: string, makesNew: boolean) {
    if (this.refusal !== null) throw this.refusal;
    if (!this.otherLibraries.includes(folder)) {
      if (!this.emptyFolders.includes(folder)) throw { ...failure("unsupported", { kind: "notEmpty" }), path: folder }; // prettier-ignore
      if (!makesNew) return false;
    }
    this.otherLibraries.push(this.libraryFolder);
    this.arriveIn(folder, "chosen");
    return true;
  }

  private arriveIn(folder: string, arrival: "moved" | "chosen"): void {
    this.otherLibraries = this.otherLibraries.filter((other) => other !== folder);
    this.emptyFolders = this.emptyFolders.filter((other) => other !== folder);
    this.libraryFolder = folder;
    this.saidBy = folder === usualLibrary ? "system" : "settings";
    this.arrival = arrival;
  }

  async notify(title: string, body: string, news: number) {
    this.notifications.push({ title, body, news });
  }

  restart(): void {
    this.nRestarts++;
  }

  async openLink(paper: string, url: string): Promise<Applied> {
    this.opened.push(url);
    const { facts, marks } = this.find(paper);
    const isPage = facts.links?.some((link) => link.url === url && (link.kind === "paper" || link.kind === "pdf")); // prettier-ignore
    if (marks.state === "queued" && (isPage || url === ownLinkOf(facts))) {
      return this.apply({ kind: "setState", papers: [paper], to: "reading" }, "window");
    }
    return { seq: null, nPapers: 0, paper: null };
  }

  async closingHeard() {
    this.nClosings++;
  }

  async closeNow() {
    this.isClosed = true;
  }

  async copyPapers(papers: string[], how: CopyAs) {
    const lines = papers.map((id) => this.paper(this.find(id))).flatMap(({ row, links }) =>
      how === "link" ? links.slice(0, 1).map((link) => link.url) : how === "bibtex" ? [`@article{${row.id}, title = {${row.title}}}`] : [`${row.authors.join(", ")} (${row.year}). ${row.title}.`],
    ); // prettier-ignore
    if (lines.length > 0) this.copied = lines.join("\n");
    return lines.length > 0;
  }

  async exportPapers(
    what: ToWrite,
    format: WriteFormat,
    words: ReadingListWords,
    fileName: string,
  ): Promise<Exported | null> {
    if (this.refusal) throw this.refusal;
    if (this.savePath === null) return null;
    await this.unlessStopped();
    this.exported.push({ what, format, words, fileName });
    const nPapers = what.kind === "papers" ? what.papers.length : this.matching(what.filter, what.sort).length; // prettier-ignore
    return { path: this.savePath, nPapers, lost: format === "markdown" ? [{ part: "abstract", nPapers }] : [] }; // prettier-ignore
  }

  async cancelExport() {
    this.stopChange();
  }

  async copyText(text: string) {
    this.copied = text;
  }

  async setTitle(title: string) {
    this.title = title;
  }

  on<E extends EventName>(event: E, heard: (payload: Events[E]) => void) {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set);
    set.add(heard as (payload: never) => void);
    return () => void set.delete(heard as (payload: never) => void);
  }

  announce<E extends EventName>(event: E, payload: Events[E]) {
    for (const heard of this.listeners.get(event) ?? []) heard(payload as never);
  }

  find(id: string): StoredPaper {
    const paper = this.papers.find((p) => p.id === id);
    if (!paper) throw { ...failure("not_found", { kind: "noPaper" }), path: id };
    return paper;
  }

  private store(facts: FakePaper, importId: string | null): StoredPaper {
    const numbers = this.imports.find((i) => i.id === importId);
    const id = `p${String(this.nextId++).padStart(5, "0")}`;
    const addedAt = daysAgo(facts.ageDays);
    const paper: StoredPaper = {
      id,
      get facts() {
        return { ...facts, ...this.marks.edited };
      },
      set facts(told: FakePaper) {
        facts = told;
      },
      addedAt,
      sightings: numbers === undefined ? [] : [{ import: numbers.id, source: numbers.source, format: numbers.format, position: facts.position ?? 1, nFound: numbers.found, lines: [12, 15], at: addedAt, mail: null }], // prettier-ignore
      citationKey: null,
      marks: { state: facts.state, isStarred: facts.isStarred ?? false, tags: facts.tags ?? [], why: facts.why ?? null, note: facts.note ?? null, queuePlace: null, isThere: true, trashedAt: null, dueOn: facts.dueOn ?? null, snoozedUntil: facts.snoozedUntil ?? null, queuedAt: facts.state === "queued" ? addedAt : null, keptAt: null, edited: {}, startedAt: facts.state === "reading" ? addedAt : null, finishedAt: isFinished(facts.state) ? addedAt : null }, // prettier-ignore
    };
    this.papers.push(paper);
    return paper;
  }

  /** Refuses what no paper can be, and what is here already by its title or an identifier. */
  private refuseKnown(facts: PaperFacts, besides: string | null) {
    if (facts.title.trim() === "" && facts.identifiers.length === 0) throw failure("usage", { kind: "nameless" }); // prettier-ignore
    const isSame = ({ facts: other }: StoredPaper) =>
      other.title.toLowerCase() === facts.title.trim().toLowerCase() ||
      identifiersOf(other).some((one) => facts.identifiers.some((two) => one.scheme === two.scheme && one.value === two.value)); // prettier-ignore
    const known = this.papers.find((p) => p.marks.isThere && p.id !== besides && isSame(p));
    if (known) throw { ...failure("conflict", { kind: known.marks.trashedAt === null ? "known" : "trashed" }), path: known.id }; // prettier-ignore
  }

  private addImport(source: string, format: string, found: number, ageDays: number): string {
    const id = `i${this.imports.length + 1}`;
    this.imports.push({ id, source, format, encoding: "UTF-8", found, new: found, known: 0, dropped: 0, possible: 0, repeated: 0, rejected: 0, added: found, noiseLines: 0, rejections: [], at: daysAgo(ageDays), isStanding: true }); // prettier-ignore
    return id;
  }

  private apply(change: Change, by: Actor): Applied {
    const before = new Map<string, Marks>();
    const edit = (ids: string[], next: (marks: Marks) => Partial<Marks>) => {
      for (const id of ids) {
        const paper = this.find(id);
        const changed = { ...paper.marks, ...next(paper.marks) };
        if (JSON.stringify(changed) === JSON.stringify(paper.marks)) continue;
        if (!before.has(id)) before.set(id, paper.marks);
        paper.marks = changed;
      }
    };
    const settingsBefore = this.librarySettings();
    const facts: Partial<ChangeRow> = {};
    switch (change.kind) {
      case "addPaper": {
        this.refuseKnown(change.facts, null);
        const paper = this.store({ ...factsOf(change.facts), state: "inbox", ageDays: 0 }, null);
        before.set(paper.id, { ...paper.marks, isThere: false });
        break;
      }
      case "editPaper": {
        this.refuseKnown(change.facts, change.paper);
        const { facts: present } = this.find(change.paper);
        const edited = mergeFacts(change.base, change.facts, present);
        edit([change.paper], (marks) => ({ edited: { ...marks.edited, ...edited } }));
        break;
      }
      case "setState": {
        facts.to = change.to;
        let place = this.queue().length;
        const now = new Date().toISOString();
        edit(change.papers, (marks) => marks.state === change.to ? { snoozedUntil: null } : {
          state: change.to,
          snoozedUntil: null,
          queuePlace: change.to === "queued" ? (marks.queuePlace ?? place++) : null,
          queuedAt: change.to === "queued" ? now : marks.queuedAt,
          startedAt: change.to === "reading" ? now : marks.startedAt,
          finishedAt: isFinished(change.to) ? now : null,
        }); // prettier-ignore
        break;
      }
      case "setStar":
        facts.isStarred = change.isStarred;
        edit(change.papers, () => ({ isStarred: change.isStarred }));
        break;
      case "editTags":
        Object.assign(facts, { tagsAdded: change.add, tagsRemoved: change.remove });
        edit(change.papers, ({ tags }) => ({ tags: [...tags.filter((t) => !change.remove.includes(t)), ...change.add.filter((t) => !tags.includes(t))] })); // prettier-ignore
        break;
      case "setWhy":
        edit([change.paper], () => ({ why: change.why === "" ? null : change.why }));
        break;
      case "setNote":
        edit([change.paper], () => ({ note: change.text.trim() === "" ? null : change.text }));
        break;
      case "placeInQueue": {
        edit(change.papers, (marks) => ({ state: "queued", snoozedUntil: null, finishedAt: null, queuedAt: marks.state === "queued" ? marks.queuedAt : new Date().toISOString() })); // prettier-ignore
        const others = this.queue().filter((p) => !change.papers.includes(p.id));
        const moved = change.papers.map((id) => this.find(id));
        const first = this.queue().findIndex((p) => p.id === change.papers[0]);
        const spot = change.spot;
        const at =
          spot.kind === "top" ? 0 : spot.kind === "end" ? others.length : spot.kind === "up" ? Math.max(0, first - 1) : spot.kind === "down" ? Math.min(others.length, first + 1) : others.findIndex((p) => p.id === spot.paper); // prettier-ignore
        others.splice(at, 0, ...moved);
        others.forEach((paper, place) => edit([paper.id], () => ({ queuePlace: place })));
        break;
      }
      case "snooze": {
        if (change.until !== null && change.until <= today())
          throw failure("usage", { kind: "pastDay" });
        const canBeHidden = change.papers.filter((id) => isWaiting(this.find(id).marks.state));
        if (change.until !== null && canBeHidden.length === 0)
          throw failure("conflict", { kind: "cannotSnooze" });
        facts.day = change.until;
        edit(change.until === null ? change.papers : canBeHidden, () => ({ snoozedUntil: change.until })); // prettier-ignore
        break;
      }
      case "setDue":
        facts.day = change.on;
        edit(change.papers, () => ({ dueOn: change.on }));
        break;
      case "keepWaiting":
        edit(change.papers, (marks) => (marks.state === "queued" ? { keptAt: new Date().toISOString() } : {})); // prettier-ignore
        break;
      case "renameTag":
      case "deleteTag": {
        const from = change.kind === "renameTag" ? change.from : change.tag;
        const to = change.kind === "renameTag" ? [change.to] : [];
        Object.assign(facts, { tagsAdded: to, tagsRemoved: [from] });
        const having = this.there().filter((p) => p.marks.tags.some((t) => isTag(t, from)));
        edit(having.map((p) => p.id), ({ tags }) => ({ tags: [...tags.filter((t) => !isTag(t, from) && !to.some((other) => isTag(t, other))), ...to] })); // prettier-ignore
        const hue = this.tagHues.get(from.toLowerCase());
        this.tagHues.delete(from.toLowerCase());
        for (const tag of to) {
          if (hue !== undefined && !this.tagHues.has(tag.toLowerCase())) this.tagHues.set(tag.toLowerCase(), hue); // prettier-ignore
        }
        break;
      }
      case "setTagHue":
        facts.tagsAdded = [change.tag];
        if (change.hue === null) this.tagHues.delete(change.tag.toLowerCase());
        else this.tagHues.set(change.tag.toLowerCase(), change.hue);
        break;
      case "setSavedViews": {
        const onlyIn = (some: readonly SavedView[], others: readonly SavedView[]) => some.filter((view) => !others.some((other) => JSON.stringify(other) === JSON.stringify(view))).map(({ name }) => name); // prettier-ignore
        Object.assign(facts, { viewsAdded: onlyIn(change.views, this.savedViews), viewsRemoved: onlyIn(this.savedViews, change.views) }); // prettier-ignore
        this.savedViews = structuredClone(change.views);
        break;
      }
      case "setQueueSize":
        if (change.size < 1 || change.size > 1000)
          throw failure("usage", { kind: "outOfRange", least: 1, most: 1000 });
        facts.size = change.size;
        this.queueSize = change.size;
        break;
      case "moveToTrash":
        edit(change.papers, ({ trashedAt }) => ({ trashedAt: trashedAt ?? new Date().toISOString() })); // prettier-ignore
        break;
      case "putBack":
        edit(change.papers, () => ({ trashedAt: null }));
        break;
      case "emptyTrash":
        edit(this.trash().map((p) => p.id), () => ({ isThere: false })); // prettier-ignore
        break;
      case "merge":
        Object.assign(facts, this.titlesOf(change.keep, change.gone));
        this.keepAnswer("same", change.keep, change.gone);
        edit([change.gone], () => ({ isThere: false }));
        break;
      case "answerDuplicate":
        Object.assign(facts, this.titlesOf(change.one, change.other));
        this.keepAnswer(change.verdict, change.one, change.other);
        if (change.verdict === "same") edit([change.other], () => ({ isThere: false }));
        break;
      case "takeBackAnswer":
      case "split": {
        const seq = change.kind === "split" ? change.merge : change.answer;
        const answer = this.answers.find((a) => a.seq === seq)!;
        answer.takenBackBy = this.nextSeq;
        Object.assign(facts, this.titlesOf(answer.paper, answer.other));
        if (change.kind === "takeBackAnswer") break;
        edit([answer.other], () => ({ isThere: true }));
        this.keepAnswer("different", answer.paper, answer.other);
        break;
      }
      case "setCitationKey":
        if (this.papers.some((p) => p.citationKey === change.key && p.id !== change.paper)) throw failure("conflict", { kind: "citationKeyTaken" }); // prettier-ignore
        this.find(change.paper).citationKey = change.key === "" ? null : change.key;
        facts.title = this.find(change.paper).facts.title;
        break;
      case "watchFolder":
        facts.sources = [change.path];
        this.folders.push({ path: change.path, name: change.path.split("/").at(-1) ?? change.path, isFound: true, isWatched: true, nTaken: 0 }); // prettier-ignore
        break;
      case "locateFolder":
        facts.sources = [change.found, change.path];
        this.folders = this.folders.map((f) => (f.path === change.path ? { ...f, path: change.found, name: change.found.split("/").at(-1) ?? change.found, isFound: true, isWatched: true } : f)); // prettier-ignore
        break;
      case "unwatchFolder":
        facts.sources = [change.path];
        this.folders = this.folders.filter((f) => f.path !== change.path);
        break;
      case "ignoreWatchedFile":
        if (!this.activity.some((f) => f.path === change.path && f.isProblem)) throw { ...failure("not_found"), path: change.path }; // prettier-ignore
        this.activity = this.activity.map((f) => f.path === change.path ? { ...f, isProblem: false, isIgnored: true } : f); // prettier-ignore
        // It is in no history, and announced all the same.
        this.announce("announcement", { seq: null, change: null, by, papers: null, nPapers: 0 });
        return { seq: null, nPapers: 0, paper: null };
      case "setMirror":
        if (change.folder?.startsWith("/full") === true) throw { ...failure("unsupported", { kind: "inTheWay", name: "library.bib" }), path: change.folder }; // prettier-ignore
        facts.sources = change.folder === null ? [] : [change.folder];
        this.mirror = change.folder === null ? null : { folder: change.folder, isThere: true, since: "2026-08-01T10:00:00Z" }; // prettier-ignore
        break;
    }
    const touchesPapers = !["watchFolder", "locateFolder", "unwatchFolder", "setMirror", "setSavedViews", "setQueueSize", "setTagHue", "answerDuplicate", "takeBackAnswer", "setCitationKey"].includes(change.kind); // prettier-ignore
    if (touchesPapers && before.size === 0) return { seq: null, nPapers: 0, paper: null };
    const kind = change.kind === "moveToTrash" ? "trash" : change.kind === "locateFolder" ? "watchFolder" : change.kind === "answerDuplicate" && change.verdict === "same" ? "merge" : change.kind; // prettier-ignore
    const recorded = this.record(kind, by, before, facts, settingsBefore);
    return { seq: recorded.row.seq, nPapers: before.size, paper: change.kind === "addPaper" ? [...before.keys()][0]! : null }; // prettier-ignore
  }

  private get nextSeq(): number {
    return this.changes.length + 1;
  }

  /** Puts a change into the history and announces it; whatever belongs to it is done by then. */
  private record(
    kind: ChangeKind,
    by: Actor,
    before: Map<string, Marks>,
    facts: Partial<ChangeRow>,
    settingsBefore: LibrarySettings = this.librarySettings(),
  ): StoredChange {
    const papers = [...before.keys()];
    const row: ChangeRow = { seq: this.nextSeq, at: new Date().toISOString(), by, change: kind, nPapers: papers.length, nAdded: null, title: papers.length === 1 ? this.find(papers[0]!).facts.title : null, otherTitle: null, to: null, isStarred: null, tagsAdded: [], tagsRemoved: [], viewsAdded: [], viewsRemoved: [], sources: [], day: null, size: null, imports: [], undoes: null, undone: null, undoneBy: null, ...facts }; // prettier-ignore
    const after = new Map(papers.map((id) => [id, this.find(id).marks]));
    const settings = { before: settingsBefore, after: this.librarySettings() };
    const change = { row, before, after, settings };
    this.changes.push(change);
    if (this.isTrying) return change;
    this.announce("announcement", {
      seq: row.seq,
      change: kind,
      by,
      papers,
      nPapers: papers.length,
    });
    return change;
  }

  private librarySettings(): LibrarySettings {
    return { queueSize: this.queueSize, tagHues: new Map(this.tagHues), savedViews: this.savedViews }; // prettier-ignore
  }

  /** Sets again what a change of the settings had made different. */
  private setBack(from: LibrarySettings, to: LibrarySettings) {
    if (from.queueSize !== to.queueSize) this.queueSize = to.queueSize;
    if (from.savedViews !== to.savedViews) this.savedViews = to.savedViews;
    for (const tag of new Set([...from.tagHues.keys(), ...to.tagHues.keys()])) {
      const hue = to.tagHues.get(tag);
      if (hue === from.tagHues.get(tag)) continue;
      if (hue === undefined) this.tagHues.delete(tag);
      else this.tagHues.set(tag, hue);
    }
  }

  /** Takes back what stands from a change on, the newest first. */
  private newestSeq(): number {
    return Math.max(0, ...this.changes.map(({ row }) => row.seq));
  }

  private undoSince(first: number, last: number): Undone {
    const standing = this.changes.filter(({ row }) => row.seq >= first && row.seq <= last && row.undoneBy === null && row.change !== "redo" && (row.change !== "undo" || row.undoes! < first)); // prettier-ignore
    return this.undoEach(standing);
  }

  private undoEach(changes: StoredChange[]): Undone {
    if (changes.length === 0) throw failure("nothing_to_undo");
    const undone = changes.reverse().map((change) => this.turn(change));
    const sum = (of: (one: Undone) => number) => undone.reduce((total, one) => total + of(one), 0);
    return { ...undone.at(-1)!, seqs: undone.flatMap((u) => u.seqs), nChanges: undone.length, nKept: sum((u) => u.nKept), nRemoved: sum((u) => u.nRemoved), nLeft: sum((u) => u.nLeft), left: undone.flatMap((u) => u.left), sources: undone.flatMap((u) => u.sources) }; // prettier-ignore
  }

  /** What insights count: each paper's marks, and where it stood before each later change. */
  private toldOf(): FakeTold[] {
    const changes = [...this.changes].sort((a, b) => a.row.seq - b.row.seq);
    const firstIn = (id: string) => this.papers.find((p) => p.id === id)!.sightings[0]?.source ?? null; // prettier-ignore
    return this.there().map(({ id, addedAt, marks }) => ({
      ...marks,
      addedAt,
      isHidden: isHidden(marks),
      source: firstIn(id),
      tags: marks.tags.map((name) => ({ name, hue: this.tagHues.get(name.toLowerCase()) ?? null })),
      stood: changes.filter((c) => c.before.has(id)).map((c) => ({ at: c.row.at, state: c.before.get(id)!.state })),
    })); // prettier-ignore
  }

  private importedBy(id: string): FakeImported[] {
    const papers = this.papers.filter((p) => p.sightings.some((s) => s.import === id));
    const touched = new Set(this.changes.filter(({ row }) => row.change !== "import" && row.change !== "undo" && row.undoneBy === null).flatMap((c) => [...c.before.keys()])); // prettier-ignore
    return papers.map(({ id: paper, marks }) => ({ state: marks.state, isSnoozed: isHidden(marks), isTrashed: marks.trashedAt !== null, isThere: marks.isThere, isMarked: touched.has(paper) })); // prettier-ignore
  }

  /** The rows of the history, newest first; of one paper if asked. */
  private historyOf(paper: string | null): ChangeRow[] {
    const changes = paper === null ? this.changes : this.changes.filter((c) => c.before.has(paper));
    return changes.map((c) => c.row).reverse();
  }

  /** What a change did; of one paper with what was there before. */
  private changeDetail(seq: number): { papers: Row[]; values: ValueChange[] } {
    const change = this.changes.find((c) => c.row.seq === seq);
    const ids = [...(change?.before.keys() ?? [])];
    const papers = ids.map((id) => this.find(id)).filter((p) => p.marks.isThere).slice(0, 100).map((p) => this.row(p, null)); // prettier-ignore
    const [before, after] = [change?.before.get(ids[0] ?? ""), change?.after.get(ids[0] ?? "")];
    if (ids.length !== 1 || !before?.isThere || !after) return { papers, values: [] };
    const names = ["state", "why", "dueOn", "snoozedUntil", "note"] as const;
    return { papers, values: names.filter((name) => before[name] !== after[name]).map((name) => ({ name, before: before[name], after: after[name] })) }; // prettier-ignore
  }

  /** Turns a row of the history round: an undo is undone by redoing, a redo by undoing what it brought back. */
  private turn(change: StoredChange): Undone {
    const rowOf = (seq: number | null) => this.changes.find((c) => c.row.seq === seq)!;
    if (change.row.change === "undo") return this.redoOf(change);
    if (change.row.change === "redo") return this.undoOf(rowOf(rowOf(change.row.undoes).row.undoes)); // prettier-ignore
    return this.undoOf(change);
  }

  private undoOf(change: StoredChange): Undone {
    let nKept = 0;
    const isImport = change.row.change === "import";
    const before = new Map<string, Marks>();
    const left = new Map<LeftPart, number>();
    let nLeft = 0;
    for (const [id, marks] of change.before) {
      const paper = this.find(id);
      if (isImport && paper.marks !== change.after.get(id)) {
        nKept++;
        continue;
      }
      const differing = isImport ? [] : leftOf(marks, change.after.get(id)!, paper.marks);
      for (const part of differing) left.set(part, (left.get(part) ?? 0) + 1);
      if (differing.length > 0) {
        nLeft++;
        continue;
      }
      before.set(id, paper.marks);
      paper.marks = isImport ? marks : turnedBack(marks, change.after.get(id)!, paper.marks);
    }
    if (nLeft > 0 && before.size === 0) throw failure("conflict");
    for (const id of change.row.imports) this.imports.find((i) => i.id === id)!.isStanding = false;
    this.setBack(change.settings.after, change.settings.before);
    const seqs = [this.nextSeq];
    if (nLeft === 0) change.row.undoneBy = this.nextSeq;
    this.record("undo", "window", before, { undoes: change.row.seq, undone: change.row });
    return { change: change.row, seqs, nChanges: 1, nKept, nRemoved: isImport ? before.size : 0, nLeft, left: [...left].map(([part, nPapers]) => ({ part, nPapers })), sources: isImport ? change.row.sources : [], paper: [...change.before.keys()][0] ?? null }; // prettier-ignore
  }

  private redoOf(undo: StoredChange): Undone {
    const original = this.changes.find((c) => c.row.seq === undo.row.undoes)!;
    for (const [id, marks] of undo.before) this.find(id).marks = marks;
    for (const id of original.row.imports) this.imports.find((i) => i.id === id)!.isStanding = true;
    this.setBack(original.settings.before, original.settings.after);
    original.row.undoneBy = null;
    const seqs = [this.nextSeq];
    undo.row.undoneBy = this.nextSeq;
    this.record("redo", "window", undo.before, { undoes: undo.row.seq, undone: original.row });
    return {
      change: original.row,
      seqs,
      nChanges: 1,
      nKept: 0,
      nRemoved: 0,
      nLeft: 0,
      left: [],
      sources: [],
      paper: [...undo.before.keys()][0] ?? null,
    };
  }

  private titlesOf(one: string, other: string): Partial<ChangeRow> {
    return { title: this.find(one).facts.title, otherTitle: this.find(other).facts.title };
  }

  private keepAnswer(verdict: FakeAnswer["verdict"], paper: string, other: string) {
    this.answers.push({ seq: this.nextSeq, verdict, at: new Date().toISOString(), paper, other, takenBackBy: null }); // prettier-ignore
  }

  private standingAnswers(): FakeAnswer[] {
    const stands = (seq: number) => this.changes.find((c) => c.row.seq === seq)?.row.undoneBy === null; // prettier-ignore
    return this.answers.filter((a) => stands(a.seq) && !(a.takenBackBy !== null && stands(a.takenBackBy))); // prettier-ignore
  }

  private openQuestions(): FakeQuestion[] {
    const there = new Set(this.there().map((p) => p.id));
    const answers = this.standingAnswers();
    return this.questions
      .filter(
        (q) =>
          there.has(q.paper) &&
          there.has(q.other) &&
          !answers.some((a) => isAbout(a, q.paper, q.other)),
      ) // prettier-ignore
      .sort((a, b) => b.likeness - a.likeness);
  }

  private duplicates(): Answer {
    const rowOf = (id: string) => this.row(this.find(id), null);
    const open = this.openQuestions().map((q) => ({ paper: rowOf(q.paper), other: rowOf(q.other), grounds: q.grounds, likeness: q.likeness, askedAt: daysAgo(1) })); // prettier-ignore
    const decided = this.standingAnswers()
      .reverse()
      .map((a) => {
        const isSame = a.verdict === "same";
        return { answer: a.seq, verdict: a.verdict, at: a.at, paper: rowOf(a.paper), other: isSame ? null : rowOf(a.other), goneTitle: isSame ? this.find(a.other).facts.title : null, merge: isSame ? a.seq : null }; // prettier-ignore
      });
    return { kind: "duplicates", total: open.length, open, decided };
  }

  private there(): StoredPaper[] {
    return this.papers.filter((p) => p.marks.isThere && p.marks.trashedAt === null);
  }

  private trash(): StoredPaper[] {
    return this.papers.filter((p) => p.marks.isThere && p.marks.trashedAt !== null);
  }

  private queue(): StoredPaper[] {
    return this.there()
      .filter((p) => p.marks.state === "queued")
      .sort((a, b) => (a.marks.queuePlace ?? 1e9) - (b.marks.queuePlace ?? 1e9));
  }

  private searched({ facts, marks, sightings, addedAt }: StoredPaper): Searched {
    const has = { note: marks.note !== null, abstract: (facts.abstract ?? "") !== "", code: (facts.links ?? []).some((l) => l.kind === "code"), due: marks.dueOn !== null }; // prettier-ignore
    return { texts: [facts.title, facts.abstract, marks.note, marks.why, ...facts.authors], state: marks.state, isStarred: marks.isStarred, isHidden: isHidden(marks), tags: marks.tags, year: facts.year, sources: sightings.map((s) => s.source), has, addedOn: addedAt.slice(0, 10), finishedOn: marks.finishedAt?.slice(0, 10) ?? null, dueOn: marks.dueOn }; // prettier-ignore
  }

  private suggested(text: string, cursor: number): Answer {
    const { tags } = this.counts();
    const years = new Map<string, number>();
    for (const { facts } of this.there())
      if (facts.year !== null) years.set(`${facts.year}`, (years.get(`${facts.year}`) ?? 0) + 1);
    const known = { tags: tags.map((tag): [string, number] => [tag.name, tag.nPapers]), years: [...years].sort().reverse(), sources: this.imports.map((i) => i.source).reverse() }; // prettier-ignore
    return { kind: "suggest", ...suggest(text, cursor, known) };
  }

  private matching(filter: Filter, sort: Sort): StoredPaper[] {
    const found = (filter.isTrashed ? this.trash() : this.there()).filter((paper) => {
      const { marks, sightings } = paper;
      const searched = this.searched(paper);
      return (
        (filter.isSnoozed ? isHidden(marks) : filter.states.length === 0 || !isHidden(marks)) &&
        (filter.states.length === 0 || filter.states.includes(marks.state)) &&
        (!filter.isStarred || marks.isStarred) &&
        filter.tags.every((tag) => marks.tags.some((t) => t.toLowerCase() === tag.toLowerCase())) &&
        (filter.import === null || sightings.some((s) => s.import === filter.import)) &&
        isWithin(searched, filter) &&
        isFound(searched, filter.within ?? "", filter.isSnoozed) &&
        isFound(searched, filter.query ?? "", filter.isSnoozed)
      );
    });
    const by: Record<Sort, (a: StoredPaper, b: StoredPaper) => number> = {
      added: (a, b) => b.addedAt.localeCompare(a.addedAt),
      title: (a, b) => a.facts.title.localeCompare(b.facts.title),
      year: (a, b) => (b.facts.year ?? 0) - (a.facts.year ?? 0),
      state: (a, b) => a.marks.state.localeCompare(b.marks.state),
      queue: (a, b) => (a.marks.queuePlace ?? 1e9) - (b.marks.queuePlace ?? 1e9),
      trashed: (a, b) => (b.marks.trashedAt ?? "").localeCompare(a.marks.trashedAt ?? ""),
      snoozed: (a, b) => (a.marks.snoozedUntil ?? "9").localeCompare(b.marks.snoozedUntil ?? "9"),
      relevance: () => 0,
    };
    return found.sort(by[sort]);
  }

  private row({ id, facts, marks, addedAt, sightings }: StoredPaper, query: string | null): Row {
    const word = query?.toLowerCase().split(/\s+/).find((w) => w && facts.abstract?.toLowerCase().includes(w) && !facts.title.toLowerCase().includes(w)); // prettier-ignore
    const at = word ? facts.abstract!.toLowerCase().indexOf(word) : -1;
    const from = Math.max(0, at - 24);
    return {
      id,
      title: facts.title,
      authors: facts.authors,
      year: facts.year,
      venue: facts.venue,
      source: sightings[0]?.source ?? null,
      state: marks.state,
      isStarred: marks.isStarred,
      tags: marks.tags,
      why: marks.why,
      noteFirstLine: marks.note?.split("\n")[0] ?? null,
      abstractStart: facts.abstract?.slice(0, 200) ?? null,
      dueOn: marks.dueOn,
      snoozedUntil: isHidden(marks) ? marks.snoozedUntil : null,
      addedAt,
      queuedAt: marks.queuedAt,
      startedAt: marks.startedAt,
      finishedAt: marks.finishedAt,
      trashedAt: marks.trashedAt,
      fragment:
        word && at >= 0
          ? { field: "abstract", text: facts.abstract!.slice(from, at + 120), matches: [[at - from, at - from + word.length]] } // prettier-ignore
          : null,
    };
  }

  private paper(stored: StoredPaper): Paper {
    const { facts, marks, sightings, id } = stored;
    return {
      row: this.row(stored, null),
      abstract: facts.abstract ?? null,
      title: facts.title,
      identifiers: identifiersOf(facts),
      ownLink: ownLinkOf(facts),
      links: facts.links ?? [],
      details: facts.details ?? [],
      citationKey: stored.citationKey,
      merged: this.standingAnswers().filter((a) => a.verdict === "same" && a.paper === id).map((a) => ({ merge: a.seq, title: this.find(a.other).facts.title, at: a.at })), // prettier-ignore
      note: marks.note,
      sightings,
      changes: this.changes.filter((c) => c.before.has(id)).map((c) => c.row).reverse(), // prettier-ignore
    };
  }

  private sightingDetail({ paper: id, import: of, position }: Extract<Question, { kind: "sighting" }>): SightingDetail | null {
    const stored = this.find(id);
    const place = stored.sightings.findIndex((s) => s.import === of && s.position === position);
    const seen = stored.sightings[place];
    if (seen === undefined) return null;
    const text = this.textOfSightings;
    const isHere = text === "kept" || text === "inFile";
    const [from, to] = seen.lines ?? [1, 0];
    const facts = { ...stored.facts, ...this.told.get(id) };
    const { fields } = compare(this.paper({ ...stored, facts }), this.paper(stored));
    return {
      text,
      path: text === "kept" || text === "notKept" ? null : `/home/ada/${seen.source}`,
      lines: isHere ? Array.from({ length: to - from + 1 }, (_, i) => ({ number: from + i, text: i === 0 ? facts.title : "", isUsed: true })) : [],
      isFirst: place === 0,
      given: place === 0 ? [] : ["identifiers"],
      fields: isHere ? fields.filter(({ one }) => one.length > 0) : [],
    };
  } // prettier-ignore

  private toPass(paper: StoredPaper): FakePassPaper {
    const row = this.row(paper, null);
    return { row, abstract: paper.facts.abstract ?? "", isSnoozed: isHidden(paper.marks) };
  }

  /** The papers of a pass: undecided, or decided since, or of the import that is gone through. */
  private pass(filter: Filter, since: number | null): FakePassPaper[] {
    const isDecidedSince = (id: string) => since !== null && this.changes.some((c) => c.row.seq > since && c.before.get(id)?.state === "inbox"); // prettier-ignore
    const papers = this.matching({ ...filter, states: [], isTrashed: false }, "added").map((p) => this.toPass(p)); // prettier-ignore
    const isOfPass = (paper: FakePassPaper) => isUndecided(paper) || isDecidedSince(paper.row.id);
    // What else an import added stands behind, where the end is cut off.
    const added = filter.import === null ? [] : papers.filter((paper) => !isOfPass(paper));
    return [...papers.filter(isOfPass), ...added];
  }

  private hint(id: string): Hint | null {
    const double = this.openQuestions().find((q) => q.paper === id || q.other === id);
    if (double !== undefined) {
      const other = this.find(double.paper === id ? double.other : double.paper);
      return { kind: "possibleDuplicate", words: [], nPapers: 1, example: { id: other.id, title: other.facts.title } }; // prettier-ignore
    }
    const found = this.papers.find((p) => p.id === id);
    return found ? hintFor(this.toPass(found), this.there().map((p) => this.toPass(p))) : null; // prettier-ignore
  }

  private counts(): Counts {
    const there = this.there();
    const of = (state: State) =>
      there.filter((p) => p.marks.state === state && !isHidden(p.marks)).length;
    const tags = new Map<string, number>();
    for (const p of there) for (const tag of p.marks.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    const undecided = (id: string) => there.filter((p) => p.marks.state === "inbox" && !isHidden(p.marks) && p.sightings.some((s) => s.import === id)).length; // prettier-ignore
    return {
      inbox: of("inbox"),
      queued: of("queued"),
      reading: of("reading"),
      read: of("read"),
      skimmed: of("skimmed"),
      dropped: of("dropped"),
      snoozed: there.filter((p) => isHidden(p.marks)).length,
      all: there.length,
      starred: there.filter((p) => p.marks.isStarred).length,
      trash: this.trash().length,
      duplicates: this.openQuestions().length,
      tags: [...tags]
        .map(([name, nPapers]) => ({
          name,
          nPapers,
          hue: this.tagHues.get(name.toLowerCase()) ?? null,
        }))
        .sort((a, b) => b.nPapers - a.nPapers),
      imports: this.imports.filter((i) => i.isStanding && i.added > 0).slice(-4).reverse().map(({ id, source, format, at }) => ({ id, source, format, at, nUndecided: undecided(id) })), // prettier-ignore
      latestImport: this.imports.findLast((i) => i.isStanding)?.id ?? null,
      watchedFolders: this.folders.length,
      watchProblems: this.folders.filter((f) => !f.isFound).length + this.activity.filter((f) => f.isProblem).length, // prettier-ignore
      queueSize: this.queueSize,
    };
  }

  /** Queued for over a month, and not kept waiting within it. */
  private waiting(): StoredPaper[] {
    const isLongAgo = (at: string | null) => at === null || at < daysAgo(31);
    return this.queue()
      .filter(
        ({ marks }) =>
          !isHidden(marks) &&
          marks.queuedAt !== null &&
          isLongAgo(marks.queuedAt) &&
          isLongAgo(marks.keptAt),
      ) // prettier-ignore
      .sort((a, b) => a.marks.queuedAt!.localeCompare(b.marks.queuedAt!));
  }

  /** The first of each kind, then what else is queued; one of the three is old, if there is an old one. */
  private suggestions(): Suggestion[] {
    const open = this.there().filter(({ marks }) => !isHidden(marks) && (isWaiting(marks.state) || marks.state === "reading")); // prettier-ignore
    const due = open.filter((p) => p.marks.dueOn !== null && p.marks.dueOn <= dayIn(14)).sort((a, b) => a.marks.dueOn!.localeCompare(b.marks.dueOn!)); // prettier-ignore
    const begun = open.filter((p) => p.marks.state === "reading");
    const queue = this.queue().filter((p) => !isHidden(p.marks));
    const oldest = queue.filter((p) => p.marks.queuedAt !== null && p.marks.queuedAt < daysAgo(31)).sort((a, b) => a.marks.queuedAt!.localeCompare(b.marks.queuedAt!))[0]; // prettier-ignore
    const found: [StoredPaper, Reason][] = [
      ...due.slice(0, 1).map((p): [StoredPaper, Reason] => [p, { kind: p.marks.dueOn! < today() ? "overdue" : "dueSoon", day: p.marks.dueOn! }]), // prettier-ignore
      ...begun.slice(0, 1).map((p): [StoredPaper, Reason] => [p, { kind: "begun", at: p.marks.startedAt }]), // prettier-ignore
      ...queue.map((p, place): [StoredPaper, Reason] => [p, { kind: "inQueue", place: place + 1 }]),
    ];
    const once = found.filter(([paper], place) => found.findIndex(([other]) => other === paper) === place).slice(0, 3); // prettier-ignore
    if (oldest && !once.some(([paper]) => paper === oldest)) {
      once.splice(2, 1, [oldest, { kind: "waitingLongest", since: oldest.marks.queuedAt! }]);
    }
    return once.map(([paper, reason]) => ({ row: this.row(paper, null), reason }));
  }

  private answer(question: Question): Answer {
    switch (question.kind) {
      case "counts":
        return { kind: "counts", counts: this.counts() };
      case "rows": {
        const found = this.matching(question.filter, question.sort);
        const shown = found.slice(question.fromRow, question.fromRow + question.nRows);
        return {
          kind: "rows",
          total: found.length,
          rows: shown.map((p) => this.row(p, question.filter.query)),
        };
      }
      case "rowOf": {
        const row = this.matching(question.filter, question.sort).findIndex(
          (p) => p.id === question.paper,
        );
        return { kind: "rowOf", row: row < 0 ? null : row };
      }
      case "ids":
        return { kind: "ids", papers: this.matching(question.filter, question.sort).slice(question.fromRow, question.toRow + 1).map((p) => p.id) }; // prettier-ignore
      case "next":
        return { kind: "next", suggestions: this.suggestions() };
      case "waiting":
        return { kind: "waiting", rows: this.waiting().map((p) => this.row(p, null)) };
      case "readDay":
        return { kind: "readDay", day: readDay(question.text) };
      case "dueDays": {
        const days = new Map<string, number>();
        for (const { marks } of this.there())
          if (marks.dueOn !== null && (isWaiting(marks.state) || marks.state === "reading"))
            days.set(marks.dueOn, (days.get(marks.dueOn) ?? 0) + 1);
        return { kind: "dueDays", days: [...days].sort().map(([day, nPapers]) => ({ day, nPapers })) }; // prettier-ignore
      }
      case "letGo": {
        const loose = this.queue().filter(({ marks }) => !isHidden(marks) && !marks.isStarred && marks.dueOn === null && (marks.keptAt === null || marks.keptAt < daysAgo(31))); // prettier-ignore
        const rank = ({ marks }: StoredPaper) => `${marks.why === null ? 0 : 1} ${marks.queuedAt}`;
        loose.sort((a, b) => rank(a).localeCompare(rank(b)));
        return { kind: "letGo", rows: loose.slice(0, question.nRows).map((p) => this.row(p, null)) }; // prettier-ignore
      }
      case "paper": {
        const found = this.papers.find((p) => p.id === question.paper && p.marks.isThere);
        return { kind: "paper", paper: found ? this.paper(found) : null };
      }
      case "history": {
        const { kinds, by } = question;
        const rows = this.historyOf(question.paper).filter((row) => (kinds.length === 0 || kinds.includes(row.change)) && (by === null || row.by === by)); // prettier-ignore
        return { kind: "history", total: rows.length, changes: rows.slice(question.fromRow, question.fromRow + question.nRows) }; // prettier-ignore
      }
      case "duplicates":
        return this.duplicates();
      case "comparison": {
        const { one, other } = question;
        if (![one, other].every((id) => this.find(id).marks.isThere)) throw failure("not_found", { kind: "noPaper" }); // prettier-ignore
        return { kind: "comparison", comparison: compare(this.paper(this.find(one)), this.paper(this.find(other)), this.questions.find((q) => isAbout(q, one, other))) }; // prettier-ignore
      }
      case "writeFormats":
        return { kind: "writeFormats", formats: [
          { format: "bibtex", loses: ["number"] },
          { format: "biblatex", loses: ["number"] },
          { format: "ris", loses: [] },
          { format: "cslJson", loses: [] },
          { format: "csv", loses: [] },
          { format: "markdown", loses: ["abstract", "details", "citationKey"] },
          { format: "jsonLines", loses: [] },
        ] }; // prettier-ignore
      case "mirror":
        return { kind: "mirror", mirror: this.mirror };
      case "library":
        return { kind: "library", folder: this.libraryFolder, sizeBytes: 4096 + 900 * this.papers.length, nChanges: this.changes.length }; // prettier-ignore
      case "watchedFolders":
        return { kind: "watchedFolders", folders: this.folders, activity: this.activity };
      case "triage": {
        const papers = this.pass(question.filter, question.since);
        const shown = inPassOrder(papers.slice(0, 2000), question.order).map(passPaper);
        const nMore = papers.slice(2000).filter(isUndecided).length;
        return { kind: "triage", papers: shown, nMore, seq: this.changes.length };
      }
      case "changeDetail":
        return { kind: "changeDetail", ...this.changeDetail(question.seq) };
      case "sighting":
        return { kind: "sighting", sighting: this.sightingDetail(question) };
      case "wouldUndo":
        return {
          kind: "wouldUndo",
          newestSeq: this.newestSeq(),
          undone: this.tryUndo(question.what),
        };
      case "importDetail": {
        const isThere = this.imports.some((i) => i.id === question.import && i.isStanding);
        return { kind: "importDetail", detail: isThere ? detailOf(this.importedBy(question.import)) : null }; // prettier-ignore
      }
      case "ribbon": {
        const papers = this.importedBy(question.import);
        return { kind: "ribbon", marks: ribbonOf(papers), nPapers: papers.filter((p) => p.isThere).length }; // prettier-ignore
      }
      case "groups": {
        const rows = this.matching(question.filter, question.sort).map((p) => ({ row: this.row(p, null), imports: p.sightings.map((s) => ({ id: s.import, source: s.source })) })); // prettier-ignore
        return { kind: "groups", groups: groupsOf(rows, question.sort) };
      }
      case "savedViews":
        return { kind: "savedViews", views: this.savedViews.map((view) => ({ view, nPapers: this.there().filter((p) => isFound(this.searched(p), view.query)).length })) }; // prettier-ignore
      case "insights":
        return { kind: "insights", insights: insightsOf(this.toldOf(), question.fromDay) };
      case "readQuery":
        return { kind: "readQuery", ...chipsOf(question.text) };
      case "joinQueries":
        return { kind: "joinQueries", query: joinQueries(question.one, question.other) };
      case "suggest":
        return this.suggested(question.text, question.cursor);
      case "loosen":
        return { kind: "loosen", ways: loosen(this.there().map((p) => this.searched(p)), question.query) }; // prettier-ignore
      case "hint":
        return { kind: "hint", hint: this.hint(question.paper) };
      case "import":
        return {
          kind: "import",
          import: this.imports.find((i) => i.id === question.import) ?? null,
        };
    }
  }
}

function failure(code: Failure["code"], cause: Cause | null = null): Failure {
  return { code, path: null, line: null, cause, said: null };
}

function isWaiting(state: State): boolean {
  return state === "inbox" || state === "queued";
}

function identifiersOf({ identifiers, identifier }: FakePaper): Identifier[] {
  return identifiers ?? (identifier ? [{ scheme: identifier[0], value: identifier[1] }] : []);
}

function ownLinkOf({ links = [] }: FakePaper): string | null {
  const of = (kind: LinkKind) => links.find((link) => link.kind === kind);
  return (of("paper") ?? of("pdf") ?? of("other"))?.url ?? null;
}

function factsOf(facts: PaperFacts) {
  return { title: facts.title.trim(), authors: facts.authors, year: facts.year, venue: facts.venue, abstract: facts.abstract ?? "", identifiers: facts.identifiers, links: facts.links }; // prettier-ignore
}

/** Returns what differs from what the writing began from; refused where that is another by now. */
function mergeFacts(base: PaperFacts, written: PaperFacts, present: FakePaper): Partial<FakePaper> {
  const [before, after] = [factsOf(base), factsOf(written)];
  const { title, authors, year, venue, abstract = null, links = [] } = present;
  const now = factsOf({ title, authors, year, venue, abstract, links, identifiers: identifiersOf(present) }); // prettier-ignore
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter((name) => !isSame(after[name], before[name])); // prettier-ignore
  for (const name of changed) {
    if (!isSame(now[name], before[name]) && !isSame(now[name], after[name])) throw failure("conflict", { kind: "factsDiffer" }); // prettier-ignore
  }
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

function isTag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isFinished(state: State): boolean {
  return state === "read" || state === "skimmed";
}

/** Snoozed, and not back yet. */
function isHidden({ state, snoozedUntil }: Marks): boolean {
  return isWaiting(state) && snoozedUntil !== null && snoozedUntil > today();
}

/** The day so many days from today, as it crosses. */
function dayIn(days: number): string {
  const now = new Date();
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + days));
  return day.toISOString().slice(0, 10);
}

function today(): string {
  return dayIn(0);
}

/** Some of the days that the core reads. */
function readDay(text: string): string | null {
  const words = text.trim().toLowerCase();
  if (/^\d{4}-\d\d-\d\d$/.test(words)) return words;
  if (words === "today") return today();
  if (words === "tomorrow") return dayIn(1);
  const span = /^(?:in )?(\d+) (day|week)s?$/.exec(words);
  if (span) return dayIn(Number(span[1]) * (span[2] === "week" ? 7 : 1));
  const weekday = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].findIndex((name) => words.length >= 3 && words.startsWith(name)); // prettier-ignore
  if (weekday >= 0) return dayIn(((weekday - new Date().getDay() + 6) % 7) + 1);
  const named = /^(\d{1,2}) ([a-z]{3})[a-z]*$/.exec(words);
  const month = named ? ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].indexOf(named[2]!) + 1 : 0; // prettier-ignore
  if (!named || month === 0) return null;
  const inYear = (year: number) => `${year}-${String(month).padStart(2, "0")}-${named[1]!.padStart(2, "0")}`; // prettier-ignore
  const year = new Date().getFullYear();
  return inYear(year) >= today() ? inYear(year) : inYear(year + 1);
}

/** What one has, with what differs between before and after put in, and taken out where after has none of it. */
function withChanges<T extends object>(now: T, before: T, after: T): T {
  const changed = { ...now };
  for (const name of Object.keys({ ...before, ...after }) as (keyof T)[]) {
    if (before[name] === after[name]) continue;
    if (name in after) changed[name] = after[name];
    else delete changed[name];
  }
  return changed;
}

/** One moment for all, so that papers of one day keep their order. */
const startedAt = Date.now();

function daysAgo(days: number): string {
  return new Date(startedAt - days * 86_400_000).toISOString();
}
