import type { SettingsSection, View } from "../view";

/** Where the section is kept while the window is drawn anew; it ends with the window. */
const kept = "offprint.coming-back";

/** Has the window, once it is drawn anew, come back to this section of the settings. */
export function comeBackTo(section: SettingsSection): void {
  sessionStorage.setItem(kept, section);
}

/** Returns the view in which the window was drawn anew; none where it was opened. */
export function viewBefore(): View | null {
  const section = sessionStorage.getItem(kept);
  sessionStorage.removeItem(kept);
  return section === null ? null : { kind: "settings", section: section as SettingsSection };
}
