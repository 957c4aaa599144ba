import { failureOf, type Backend } from "../backend/backend";
import type { DeviceSettings, Failure } from "../backend/wire";
import { words } from "../strings/strings";

const afterMs = 300;

/** The sizes of text that keys step through, in percent. */
export const textSizes = [85, 100, 115, 130, 150, 175, 200];

/** What holds until the core has said what the person set. */
const asUsual: DeviceSettings = {
  language: null,
  theme: "system",
  density: "default",
  textSize: 100,
  hasSingleKeys: true,
  keys: {},
  previewFrom: 0,
  notifiesOfWatchedFolders: false,
};

/**
 * What the person set on this device. It holds at once; the core writes down soon after what changed, and what the
 * person wrote into the file meanwhile holds from then on.
 */
export class SettingsStore {
  now: DeviceSettings = $state.raw(asUsual);
  /** Why what holds in this window is not written down. */
  failure: Failure | null = $state.raw(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isUnsaved = false;
  /** As the core had them last, which is where the next change begins. */
  private saved: DeviceSettings = asUsual;
  /** One save after the other: each begins where the one before ended. */
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly backend: Backend,
    /** Hears that sizes on the screen are others. */
    private readonly onresize: () => void,
    /** Hears that what was set is not written down. */
    private readonly onfail: () => void,
  ) {}

  /** The same in words; none where all is written down. */
  get notSaved(): string | null {
    const { failure } = this;
    if (failure === null) return null;
    const { notSaved, fileNotUnderstood } = words.settings;
    return notSaved(failure.code === "usage" ? fileNotUnderstood(failure) : words.failure(failure));
  }

  /** Takes what the core knows. */
  begin(settings: DeviceSettings): void {
    this.take(settings);
    this.takeOlder();
  }

  set(part: Partial<DeviceSettings>): void {
    this.now = { ...this.now, ...part };
    this.apply();
    this.isUnsaved = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), afterMs);
  }

  /** Tries again to write down what could not be. */
  retry(): void {
    this.set({});
    void this.save();
  }

  /** Writes down what is not yet. */
  save(): Promise<void> {
    clearTimeout(this.timer);
    this.saving = this.saving.then(() => this.write());
    return this.saving;
  }

  /** One step larger or smaller, or back to the usual size. */
  stepTextSize(step: -1 | 0 | 1): void {
    const { textSize } = this.now;
    const larger = textSizes.find((size) => size > textSize) ?? textSize;
    const smaller = textSizes.findLast((size) => size < textSize) ?? textSize;
    this.set({ textSize: step === 0 ? 100 : step > 0 ? larger : smaller });
  }

  private async write(): Promise<void> {
    if (!this.isUnsaved) return;
    this.isUnsaved = false;
    const after = this.now;
    try {
      const found = await this.backend.changeDeviceSettings(this.saved, after);
      this.failure = null;
      // What was set while the core wrote is saved next, and that answer is taken.
      if (this.now === after) this.take(found);
      else this.saved = after;
    } catch (error) {
      // Whoever saves next, at the latest as the window closes, tries again.
      this.isUnsaved = true;
      this.failure = failureOf(error);
      this.onfail();
    }
  }

  private take(settings: DeviceSettings): void {
    this.now = this.saved = settings;
    this.apply();
  }

  /** Has the window look as it was set. Motion, contrast and forced colours are the system's. */
  private apply(): void {
    const root = document.documentElement;
    const { theme, density, textSize } = this.now;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    if (density === "default") delete root.dataset.density;
    else root.dataset.density = density;
    root.style.fontSize = textSize === 100 ? "" : `${textSize}%`;
    this.onresize();
  }

  /** Earlier versions kept the size of the text in the web view. */
  private takeOlder(): void {
    try {
      const kept = Number(localStorage.getItem("offprint.textSize"));
      localStorage.removeItem("offprint.textSize");
      if (textSizes.includes(kept) && this.now.textSize === 100) this.set({ textSize: kept });
    } catch {
      // A web view without storage kept none.
    }
  }
}
