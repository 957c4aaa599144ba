import type {
  Announcement,
  Answer,
  Applied,
  Change,
  CopyAs,
  DeviceSettings,
  Exported,
  ExportProgress,
  Failure,
  Given,
  ImportPreview,
  ImportProgress,
  ImportReport,
  ImportRequest,
  LibraryPlace,
  MoveProgress,
  News,
  PreviewAnswer,
  PreviewEdit,
  PreviewQuestion,
  Question,
  ReadingListWords,
  ToUndo,
  ToWrite,
  ChangeProgress,
  Undone,
  WriteFormat,
} from "./wire";

/** The answer to one question: both carry the same `kind`. */
export type AnswerTo<Q extends Question> = Extract<Answer, { kind: Q["kind"] }>;

/** The answer to one question about an open preview. */
export type PreviewAnswerTo<Q extends PreviewQuestion> = Extract<
  PreviewAnswer,
  { kind: Q["kind"] }
>;

export type Platform = "linux" | "macos" | "windows";

export interface Startup {
  /** Why the library cannot be opened. */
  failure: Failure | null;
  /** Why the settings of this device do not hold. */
  settingsFailure: Failure | null;
  /** What the person set on this device; as by default where it cannot be read. */
  settings: DeviceSettings;
  library: LibraryPlace;
  /** What the person did to have the library there; told once. */
  arrival: "moved" | "chosen" | null;
  /** Whether the page before this one ended by itself; told once. */
  hasPageEnded: boolean;
  platform: Platform;
  version: string;
}

/** One line of the system's menu bar. */
export interface BarEntry {
  /** The action's. */
  id: string;
  label: string;
  /** Its key as the system writes it, where it can draw it. */
  accelerator: string | null;
}

/** One menu of the system's menu bar. */
export interface BarMenu {
  name: string;
  groups: BarEntry[][];
  /** Below them what the system does itself. */
  ofSystem: { does: SystemAction; label: string }[][];
}

/** What the system does from the menu bar. */
export type SystemAction =
  "services" | "hide" | "hideOthers" | "showAll" | "quit" | "cut" | "copy" | "paste" | "selectAll" | "minimize" | "maximize" | "fullscreen"; // prettier-ignore

export type Drag =
  | { kind: "enter"; names: string[]; nFiles: number }
  /** So many of them cannot be read, the first for this reason; comes after `enter`, once it is known. */
  | { kind: "unsuited"; failure: Failure; nUnsuited: number }
  | { kind: "leave" }
  | { kind: "drop"; paths: string[] };

/** What reaches the window unasked, by name. */
export interface Events {
  announcement: Announcement;
  "import-progress": ImportProgress;
  /** How far a change is that takes its time; none once it is over. */
  "change-progress": ChangeProgress | null;
  /** How far an export is that takes its time; none once it is over. */
  "export-progress": ExportProgress | null;
  drag: Drag;
  /** A second start handed files over; `takeSources` gives them. */
  "open-sources": null;
  /** Whether this process waits for another one to finish writing. */
  "library-waiting": boolean;
  watching: { failure: Failure | null };
  /** What of the mirror could not be brought up to date: all, and why, or the files whose places are taken. */
  mirroring: { failure: Failure | null; left: string[] };
  "library-moving": MoveProgress;
  /** Watched folders brought something while the window was not in front, and the person wants to be told. */
  "watched-news": News;
  /** The notification of this number was clicked. */
  "news-clicked": number;
  /** The window is asked to close; without `closingHeard` it does so in a moment. */
  closing: null;
  /** An action was chosen in the system's menu bar. */
  "menu-chosen": { id: string };
}

export type EventName = keyof Events;

/**
 * The only door to the core. Every call that fails rejects with a `Failure`.
 */
export interface Backend {
  startup(): Promise<Startup>;
  /** Keeps what differs between the settings of this device before and after; gives them as they now are. */
  changeDeviceSettings(before: DeviceSettings, after: DeviceSettings): Promise<DeviceSettings>;
  /** Gives the files that this start or a second one was asked to import, each once. */
  takeSources(): Promise<string[]>;
  ask<Q extends Question>(question: Q): Promise<AnswerTo<Q>>;
  /** Nobody waits for what a query finds any more: asking for it rejects with `cancelled`. */
  leaveSearch(query: string): Promise<void>;
  change(change: Change): Promise<Applied>;
  undo(what: ToUndo): Promise<Undone>;
  /** Stops a change that takes its time, or taking changes back; its call then rejects with `cancelled`. */
  cancelChange(): Promise<void>;
  redo(): Promise<Undone>;
  importSources(request: ImportRequest): Promise<ImportReport>;
  /** Stops the import under way, or the move of the library; its call then rejects with `cancelled`. */
  cancelImportOrMove(): Promise<void>;
  /** Reads sources without taking anything in; answers with the first rows and reads on. One preview is open at a time. */
  previewSources(request: ImportRequest): Promise<ImportPreview>;
  /** Waits until a preview has another revision. */
  previewGrown(preview: number, knownRevision: number): Promise<ImportPreview>;
  askPreview<Q extends PreviewQuestion>(preview: number, question: Q): Promise<PreviewAnswerTo<Q>>;
  /** Gives the head as it is after the edit. */
  editPreview(preview: number, edit: PreviewEdit): Promise<ImportPreview>;
  /** Takes in what is ticked, and with that ends the preview. */
  acceptPreview(preview: number, given: Given): Promise<ImportReport>;
  closePreview(preview: number): Promise<void>;
  /** Shows the system's dialog; empty where the person closed it. */
  chooseFiles(): Promise<string[]>;
  chooseFolder(): Promise<string | null>;
  /** Shows the library's folder in the system's file manager. */
  showLibrary(): Promise<void>;
  /** Shows the file of an import in the system's file manager. */
  showSource(importId: string): Promise<void>;
  /** Puts up the menu bar, on systems that have one. */
  setMenuBar(menus: BarMenu[]): Promise<void>;
  /** Moves the library to an empty folder; the window then begins anew. `cancelImportOrMove` stops it. */
  moveLibrary(folder: string): Promise<void>;
  /** Has another library in place of this one; false where a new one would have to be made, and `makesNew` is not set. */
  useLibrary(folder: string, makesNew: boolean): Promise<boolean>;
  /** Draws the window anew, as a start does. */
  restart(): void;
  openLink(paper: string, url: string): Promise<Applied>;
  /** Has the system show a notification; a click on it is the event `news-clicked` with this number. */
  notify(title: string, body: string, news: number): Promise<void>;
  copyText(text: string): Promise<void>;
  /** Copies papers as text; says whether there was any. */
  copyPapers(papers: string[], how: CopyAs): Promise<boolean>;
  /** Shows the system's dialog for saving, and writes; null where the person closed it. */
  exportPapers(what: ToWrite, format: WriteFormat, words: ReadingListWords, fileName: string): Promise<Exported | null>; // prettier-ignore
  /** Stops the export under way; its call then rejects with `cancelled`, and the file is as before. */
  cancelExport(): Promise<void>;
  /** Says that `closing` was heard: from here on the window closes only by `closeNow`. */
  closingHeard(): Promise<void>;
  closeNow(): Promise<void>;
  setTitle(title: string): Promise<void>;
  /** Calls `heard` for each event, until the returned function is called. */
  on<E extends EventName>(event: E, heard: (payload: Events[E]) => void): () => void;
}

const failureCodes: Record<Failure["code"], true> = {
  not_found: true,
  ambiguous_id: true,
  no_papers: true,
  not_text: true,
  unsupported: true,
  not_a_file: true,
  library_busy: true,
  library_newer: true,
  library_damaged: true,
  read_only: true,
  disk_full: true,
  conflict: true,
  nothing_to_undo: true,
  cancelled: true,
  usage: true,
};

/** Reads what a call rejected with; anything but a `Failure` keeps its words. */
export function failureOf(error: unknown): Failure {
  if (typeof error === "object" && error !== null && "code" in error) {
    const code = String(error.code);
    if (code in failureCodes) return error as Failure;
  }
  const said = error instanceof Error ? error.message : String(error);
  return { code: "usage", path: null, line: null, cause: null, said };
}
