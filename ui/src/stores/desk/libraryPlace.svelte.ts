import { failureOf } from "../../backend/backend";
import type { Failure, LibraryPlace as Place, MoveProgress } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";

/** Where the library is: moving it, and having another in its place. After either the window begins anew. */
export class LibraryPlace {
  now: Place = $state.raw({ folder: "", saidBy: "system", usualFolder: null, usualHoldsLibrary: false }); // prettier-ignore
  isMoving = $state(false);
  progress: MoveProgress | null = $state.raw(null);
  /** An empty folder, in which a new library could be made. */
  toMake: string | null = $state(null);
  /** Whether the person is asked about going back to the usual place. */
  isGoingBack = $state(false);
  /** Why the library stays where it is. */
  refusal: string | null = $state(null);

  constructor(private readonly desk: Desk) {}

  /** Why the place is not to be changed in this run. */
  get fixedBy(): "argument" | "variable" | null {
    const { saidBy } = this.now;
    return saidBy === "argument" || saidBy === "variable" ? saidBy : null;
  }

  /** Whether there is a usual place, and the library is elsewhere. */
  get isElsewhere(): boolean {
    return this.now.saidBy === "settings" && this.now.usualFolder !== null;
  }

  /** Asks where to, and moves the library there. */
  async move(): Promise<void> {
    const folder = await this.choose();
    if (folder !== null) await this.moveTo(folder);
  }

  /** Asks for another library. */
  async use(): Promise<void> {
    const folder = await this.choose();
    if (folder !== null) await this.open(folder, false);
  }

  /** Makes a new library where there is none. */
  async make(): Promise<void> {
    const folder = this.toMake;
    this.toMake = null;
    if (folder !== null) await this.open(folder, true);
  }

  /** Opens the library of the usual place, or moves this one there. */
  async goBack(): Promise<void> {
    this.isGoingBack = false;
    const { usualFolder, usualHoldsLibrary } = this.now;
    if (usualFolder === null) return;
    await (usualHoldsLibrary ? this.open(usualFolder, false) : this.moveTo(usualFolder));
  }

  /** Opens the library of the usual place, which may have to be made. */
  async useUsual(): Promise<void> {
    if (this.now.usualFolder !== null) await this.open(this.now.usualFolder, false);
  }

  heard(progress: MoveProgress): void {
    this.progress = progress;
  }

  private choose(): Promise<string | null> {
    const { backend, systemDialog } = this.desk;
    this.refusal = null;
    return systemDialog.show(() => backend.chooseFolder());
  }

  private async moveTo(folder: string): Promise<void> {
    const { backend, messages } = this.desk;
    if (!(await this.isAllSaved())) return;
    this.progress = null;
    this.isMoving = true;
    messages.speak(words.libraryPlace.moving);
    try {
      await backend.moveLibrary(folder);
      backend.restart();
    } catch (error) {
      this.refuse(failureOf(error));
    } finally {
      this.isMoving = false;
    }
  }

  private async open(folder: string, makesNew: boolean): Promise<void> {
    const { backend } = this.desk;
    if (!(await this.isAllSaved())) return;
    try {
      if (await backend.useLibrary(folder, makesNew)) backend.restart();
      else this.toMake = folder;
    } catch (error) {
      this.refuse(failureOf(error));
    }
  }

  /** Saves what was typed; what cannot be saved would be gone with the window's beginning anew. */
  private async isAllSaved(): Promise<boolean> {
    const { imports, unsaved } = this.desk;
    this.refusal = null;
    if (imports.isJob) return this.say(words.libraryPlace.importRuns);
    await unsaved.save();
    return unsaved.isNone || this.say(words.libraryPlace.notSaved);
  }

  private refuse(failure: Failure): void {
    this.say(words.sentences([words.libraryPlace.refused(failure), words.libraryPlace.stays]));
  }

  private say(refusal: string): false {
    this.refusal = refusal;
    return false;
  }
}
