import type { Backend } from "../backend/backend";
import type { Failure, WatchedFile, WatchedFolder } from "../backend/wire";
import { untilQuiet } from "./untilQuiet";

/** The watched folders and what lately came of their files. */
export class WatchedStore {
  folders: readonly WatchedFolder[] = $state.raw([]);
  activity: readonly WatchedFile[] = $state.raw([]);
  isReady = $state(false);
  /** Why nothing can be watched now. */
  failure: Failure | null = $state.raw(null);

  constructor(private readonly backend: Backend) {
    backend.on("watching", ({ failure }) => (this.failure = failure));
  }

  readonly refresh = untilQuiet(async () => {
    const answer = await this.backend.ask({ kind: "watchedFolders" });
    this.folders = answer.folders;
    this.activity = answer.activity;
    this.isReady = true;
  });
}
