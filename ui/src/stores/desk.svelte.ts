import { getContext, setContext, tick } from "svelte";
import { failureOf, type Backend, type Platform, type Startup } from "../backend/backend";
import type { Announcement, Failure, Row } from "../backend/wire";
import { words } from "../strings/strings";
import { ComparingStore } from "./comparing.svelte";
import { CountsStore } from "./counts.svelte";
import { ByHand } from "./desk/byHand.svelte";
import { Changes } from "./desk/changes";
import { Closing } from "./desk/closing.svelte";
import { viewBefore } from "./desk/comingBack";
import { Copying } from "./desk/copying";
import { Cursor } from "./desk/cursor";
import { Detail } from "./desk/detail";
import { Exporting } from "./desk/exporting.svelte";
import { Fields } from "./desk/fields.svelte";
import { Filters } from "./desk/filters.svelte";
import { Finishing } from "./desk/finishing.svelte";
import { Focus } from "./desk/focus";
import { Folders } from "./desk/folders.svelte";
import { KeyHandler } from "./desk/keyHandler.svelte";
import { Keys } from "./desk/keys.svelte";
import { LibraryPlace } from "./desk/libraryPlace.svelte";
import { Links } from "./desk/links";
import { Marks } from "./desk/marks";
import { ListMenus } from "./desk/listMenus";
import { Menus } from "./desk/menus.svelte";
import { Mirror } from "./desk/mirror";
import { refreshPage } from "./desk/pages";
import { News } from "./desk/news";
import { Palette } from "./desk/palette.svelte";
import { PaperDrag } from "./desk/paperDrag.svelte";
import { Pairs } from "./desk/pairs";
import { Past } from "./desk/past.svelte";
import { Plans } from "./desk/plans.svelte";
import { Queue } from "./desk/queue";
import { ReadingNow } from "./desk/readingNow.svelte";
import { Recorder } from "./desk/recorder.svelte";
import { SavedViews } from "./desk/savedViews.svelte";
import { Search } from "./desk/search.svelte";
import { Sources } from "./desk/sources.svelte";
import { Suggesting } from "./desk/suggesting";
import { SystemDialog } from "./desk/systemDialog";
import { Tags } from "./desk/tags.svelte";
import { Trash } from "./desk/trash.svelte";
import { Triage } from "./desk/triage.svelte";
import { Typed } from "./desk/typed.svelte";
import { TypeAhead } from "./desk/typeAhead";
import { Undoing } from "./desk/undoing";
import { Unsaved } from "./desk/unsaved";
import { Views } from "./desk/views.svelte";
import { whenDayTurns } from "./dayTurn";
import { DuplicatesStore } from "./duplicates.svelte";
import { HistoryStore } from "./history.svelte";
import { ImportStore } from "./imports.svelte";
import { InsightsStore } from "./insights.svelte";
import { Layout } from "./layout.svelte";
import { ListStore } from "./list.svelte";
import { Messages } from "./messages.svelte";
import { PaperStore } from "./paper.svelte";
import { Selection } from "./selection.svelte";
import { SettingsStore } from "./settings.svelte";
import { filterOf } from "./view";
import { WaitingStore } from "./waiting.svelte";
import { WatchedStore } from "./watched.svelte";
import { wasCancelled } from "./whileWanted";
import { WorkingStore } from "./working.svelte";

/**
 * The desk: what lies open in this window, and what the person can do with it.
 *
 * Stores hold what the core answered. Each family of verbs is a file of `desk/`: it takes the desk,
 * and reaches stores and other families by their names here, never while it is constructed.
 */
export class Desk {
  readonly counts: CountsStore;
  readonly list: ListStore;
  readonly reading: ListStore;
  readonly paper: PaperStore;
  readonly selection = new Selection();
  readonly imports: ImportStore;
  readonly history: HistoryStore;
  readonly insights: InsightsStore;
  readonly duplicates: DuplicatesStore;
  readonly comparing: ComparingStore;
  readonly watched: WatchedStore;
  readonly waiting: WaitingStore;
  readonly working: WorkingStore;
  readonly messages = new Messages();
  readonly layout = new Layout();
  readonly settings: SettingsStore;

  // Where the person is.
  readonly views = new Views(this);
  readonly filters = new Filters(this);
  readonly savedViews = new SavedViews(this);
  readonly drag = new PaperDrag(this);
  readonly search = new Search(this);
  readonly cursor = new Cursor(this);
  readonly focus = new Focus(this);
  readonly detail = new Detail(this);
  readonly fields = new Fields(this);
  readonly typed = new Typed(this);
  readonly menus = new Menus(this);
  readonly listMenus = new ListMenus(this);
  readonly keys = new Keys(this);
  readonly keyHandler = new KeyHandler(this);
  readonly typeAhead = new TypeAhead(this);
  readonly recorder = new Recorder(this);
  readonly palette = new Palette(this);

  // What the person changes.
  readonly changes = new Changes(this);
  readonly marks = new Marks(this);
  readonly byHand = new ByHand(this);
  readonly plans = new Plans(this);
  readonly queue = new Queue(this);
  readonly readingNow = new ReadingNow(this);
  readonly suggesting = new Suggesting(this);
  readonly finishing = new Finishing(this);
  readonly tags = new Tags(this);
  readonly trash = new Trash(this);
  readonly triage = new Triage(this);
  readonly pairs = new Pairs(this);
  readonly folders = new Folders(this);
  readonly mirror = new Mirror(this);
  readonly undoing = new Undoing(this);
  readonly past = new Past(this);

  // What comes in and goes out.
  readonly sources = new Sources(this);
  readonly links = new Links(this);
  readonly copying = new Copying(this);
  readonly exporting = new Exporting(this);
  readonly systemDialog = new SystemDialog(this);
  readonly unsaved = new Unsaved(this);
  readonly closing = new Closing(this);
  readonly libraryPlace = new LibraryPlace(this);
  readonly news = new News(this);

  platform: Platform = $state("linux");
  version = $state("");
  /** Why the library cannot be opened; then nothing else is shown. */
  libraryFailure: Failure | null = $state.raw(null);
  isReady = $state(false);
  isLibraryWaiting = $state(false);
  isKeyboardShown = $state(false);

  private stops: (() => void)[] = [];
  private isAskingDue = false;

  constructor(
    readonly backend: Backend,
    /** What the core said before there was a desk; asked anew where that has been heard. */
    private startup: Promise<Startup> | null = null,
  ) {
    this.settings = new SettingsStore(
      backend,
      () => this.layout.measure(),
      () => this.sayUnsaved(),
    );
    this.counts = new CountsStore(backend);
    this.list = new ListStore(backend, () => this.cursor.followLead(), this.fail, (filter) => this.views.wants(filter)); // prettier-ignore
    this.reading = new ListStore(backend, undefined, this.fail);
    this.paper = new PaperStore(backend, this.fail);
    this.history = new HistoryStore(backend);
    this.insights = new InsightsStore(backend);
    this.duplicates = new DuplicatesStore(backend);
    this.comparing = new ComparingStore(backend);
    this.watched = new WatchedStore(backend);
    this.waiting = new WaitingStore(backend);
    this.working = new WorkingStore(backend);
    this.imports = new ImportStore(backend, (report) => this.sources.sayImported(report), (text) => this.messages.speak(text)); // prettier-ignore
  }

  /** Opens the desk: asks for what is shown first, then listens. */
  async start(): Promise<void> {
    this.stops.push(
      this.backend.on("announcement", (announcement) => this.heard(announcement)),
      this.backend.on("drag", (drag) => this.sources.dragged(drag)),
      this.backend.on("open-sources", () => this.tell(this.sources.take())),
      this.backend.on("menu-chosen", ({ id }) => this.keyHandler.chosenInBar(id)),
      this.backend.on("closing", () => this.tell(this.closing.close())),
      this.backend.on("watched-news", (news) => this.tell(this.news.tell(news))),
      this.backend.on("news-clicked", (index) => this.news.goTo(index)),
      this.backend.on("library-moving", (progress) => this.libraryPlace.heard(progress)),
      this.backend.on("mirroring", ({ failure, left }) => this.messages.fail(words.mirrorFailure(failure, left))), // prettier-ignore
      this.backend.on("watching", () => this.lookAtFolders()),
      this.backend.on("change-progress", (progress) => this.working.heard(progress)),
      this.backend.on("export-progress", (progress) => (this.exporting.progress = progress)),
      this.backend.on("library-waiting", (isWaiting) => this.sayWaiting(isWaiting)),
      // Snoozed papers are back, due days are nearer.
      whenDayTurns(() => this.heard(null)),
    );
    await this.open();
  }

  /** Opens the library, or says why not. */
  async open(): Promise<void> {
    try {
      const asked = this.startup ?? this.backend.startup();
      this.startup = null;
      const startup = await asked;
      this.platform = startup.platform;
      this.libraryPlace.now = startup.library;
      this.version = startup.version;
      this.settings.begin(startup.settings);
      this.libraryFailure = startup.failure;
      if (startup.failure !== null) {
        this.isReady = true;
        return;
      }
      if (startup.arrival !== null) {
        this.messages.say({ text: words.libraryPlace.arrived[startup.arrival](startup.library.folder), icon: "check" }); // prettier-ignore
      }
      if (startup.hasPageEnded) this.messages.fail(words.messages.pageEnded);
      if (startup.settingsFailure !== null) {
        this.messages.fail(words.settingsFailure(startup.settingsFailure));
      }
      await Promise.all([this.counts.refresh(), this.savedViews.refresh(), this.views.show(viewBefore() ?? this.views.current)]); // prettier-ignore
      this.isReady = true;
      await tick();
      this.focus.toList();
      requestAnimationFrame(() => this.tell(this.sources.take()));
    } catch (error) {
      this.libraryFailure = failureOf(error);
      this.isReady = true;
    }
  }

  stop(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
    void this.paper.saveNotes();
    void this.finishing.saveLines();
    void this.settings.save();
  }

  /** Says why something failed that nobody waits for. */
  tell(work: Promise<unknown>): void {
    work.catch(this.fail);
  }

  /** Says, away from the settings, which say it themselves, that something set is not written down. */
  private sayUnsaved(): void {
    const { notSaved } = this.settings;
    if (notSaved === null || (this.views.current.kind === "settings" && !this.search.isOpen))
      return;
    const run = () => this.views.goTo({ kind: "settings" });
    this.messages.fail(notSaved, { label: words.views.settings, run });
  }

  /** Another process writes, or has done so: what was done here is saved after that. */
  private sayWaiting(isWaiting: boolean): void {
    if (isWaiting && !this.isLibraryWaiting) this.messages.speak(words.list.waiting);
    this.isLibraryWaiting = isWaiting;
  }

  /** A watched folder is missing or back, or a file of one was read. */
  private lookAtFolders(): void {
    if (!this.isReady || this.libraryFailure !== null) return;
    this.tell(this.counts.refresh());
    if (this.views.current.kind === "watched") this.tell(this.watched.refresh());
  }

  /** Says why something failed. */
  readonly fail = (error: unknown): void => {
    // Whoever cancels says so in words of their own; what is left is a search that was left.
    if (wasCancelled(error)) return;
    this.messages.fail(words.failure(failureOf(error)));
  };

  /** Whether the library holds nothing, and the window shows how to begin. */
  get isFirstRun(): boolean {
    return this.counts.isLibraryEmpty && filterOf(this.views.current) !== null && !this.search.isOpen; // prettier-ignore
  }

  get libraryFolder(): string {
    return this.libraryPlace.now.folder;
  }

  /** The row of a paper, where it is here. */
  rowOf(paper: string): Row | null {
    for (const list of [this.list, this.reading]) {
      const index = list.indexOf(paper);
      if (index !== null) return list.row(index) ?? null;
    }
    return this.paper.paper?.row.id === paper ? this.paper.paper.row : this.triage.rowOf(paper);
  }

  /** The paper that a message about `papers` can name. */
  titleOf(papers: readonly string[]): string | null {
    if (papers.length !== 1) return null;
    return this.rowOf(papers[0]!)?.title ?? null;
  }

  /**
   * Hears of every change, those of this window too, and with none that the day has turned. What the window shows of
   * it by itself is drawn before anything is asked.
   */
  private heard(announcement: Announcement | null): void {
    if (!this.isReady || this.libraryFailure !== null) return;
    this.triage.heard(announcement);
    if (this.isAskingDue) return;
    this.isAskingDue = true;
    void this.changes.drawn.then(() => {
      this.isAskingDue = false;
      if (this.libraryFailure === null) this.askAgain();
    });
  }

  /** Asks anew for what is on show. */
  private askAgain(): void {
    const wasEmpty = this.counts.isLibraryEmpty;
    this.tell(
      this.counts.refresh().then(() => {
        if (wasEmpty && !this.counts.isLibraryEmpty) this.focus.toList();
      }),
    );
    this.tell(
      this.list.refresh().then(() => {
        this.focus.leaveEmptyPane();
        return this.cursor.followEmptyList();
      }),
    );
    this.tell(this.search.count());
    this.tell(this.savedViews.refresh());
    this.tell(refreshPage(this, this.views.current));
    this.paper.refresh();
  }
}

const key = Symbol("desk");

/** Makes the desk. It outlives what is drawn of it: what was asked is answered, and looked at, all the same. */
export function provideDesk(make: () => Desk): Desk {
  let desk!: Desk;
  $effect.root(() => void (desk = make()));
  return setContext(key, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(key);
}
