import type { SystemAction } from "../backend/backend";
/** Words about the keys. */
export const keyboard = {
  title: "Keyboard",
  close: "Close",
  /** The menus of the bar on macOS. */
  bar: {
    file: "File",
    edit: "Edit",
    view: "View",
    go: "Go",
    list: "List",
    paper: "Paper",
    window: "Window",
    help: "Help",
    /** What the system does itself. */
    ofSystem: { services: "Services", hide: "Hide Offprint", hideOthers: "Hide others", showAll: "Show all", quit: "Quit Offprint", cut: "Cut", copy: "Copy", paste: "Paste", selectAll: "Select all", minimize: "Minimize", maximize: "Zoom", fullscreen: "Enter full screen" } satisfies Record<SystemAction, string>, // prettier-ignore
  },
  find: "Find an action or a key",
  none: "No action has that name",
  or: "or",
  groups: { anywhere: "Anywhere", goTo: "Go to", list: "Lists", paper: "Paper", queue: "Queue", sheet: "Import sheet", compare: "Compare", triage: "Triage" }, // prettier-ignore
  /** What is printed on keys that no sign is drawn for. */
  caps: { Mod: "Ctrl", Shift: "Shift", Alt: "Alt", Escape: "Esc", Tab: "Tab", Space: "Space", Delete: "Delete", Home: "Home", End: "End", PageUp: "PgUp", PageDown: "PgDn", ContextMenu: "Menu" }, // prettier-ignore
  tip: (name: string, keys: string) => `${name} (${keys})`,
  waiting: (first: string) => `${first}, then`,
};
