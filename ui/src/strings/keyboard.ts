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
  groups: { anywhere: "Anywhere", goTo: "Go to", list: "Lists", paper: "Paper", queue: "Queue", sheet: "Import sheet", compare: "Compare", triage: "Triage", note: "Notes" }, // prettier-ignore
  /** Headings of the keys that cannot be changed. */
  fixedGroups: { fields: "Fields and forms", offers: "What a field offers", menus: "Menus", days: "Picking a day", switches: "Switches, tabs and dividers" }, // prettier-ignore
  fixed: { linkPaper: "Link a paper", nextOfList: "Next line of a list or quote", keepLine: "Keep a line", keepForm: "Keep a form", leave: "Leave a field, a form or a dialog", offers: "Next, previous", offerPages: "Several on, back (palette)", take: "Take it, or go to what was found", fillIn: "Fill it in", addTag: "Add the tag that is typed", takeLast: "Take the last tag or filter away", clear: "Clear, then close", entries: "Next, previous", ends: "First, last", numbered: "What has a number", choose: "Choose", closeMenu: "Close", days: "Day before, after", weeks: "Week before, after", months: "Month before, after", years: "Year before, after", endsOfWeek: "First, last day of the week", takeDay: "Take the day", nextOne: "Next, or wider", previousOne: "Previous, or narrower" }, // prettier-ignore
  /** What is printed on keys that no sign is drawn for. */
  caps: { Mod: "Ctrl", Shift: "Shift", Alt: "Alt", Escape: "Esc", Tab: "Tab", Space: "Space", Delete: "Delete", Home: "Home", End: "End", PageUp: "PgUp", PageDown: "PgDn", ContextMenu: "Menu" }, // prettier-ignore
  tip: (name: string, keys: string) => `${name} (${keys})`,
  waiting: (first: string) => `${first}, then`,
};
