import { quoted } from "./phrases";

/** Words about views that the person keeps. */
export const savedViews = {
  heading: "Save this view",
  rename: "Rename the view",
  name: "Name",
  holds: "What it shows",
  taken: "Another view has this name.",
  save: "Save",
  cancel: "Cancel",
  menu: (name: string) => `Saved view ${quoted(name)}`,
  saved: (name: string) => `Saved the view ${quoted(name)}`,
  renamed: (name: string) => `Renamed the view to ${quoted(name)}`,
  removed: (name: string) => `Deleted the view ${quoted(name)}`,
  moved: (name: string, nth: number, of: number) => `Moved ${quoted(name)} to ${nth} of ${of}`,
};
