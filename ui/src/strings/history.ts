/** Words about history. */
export const history = {
  title: "History",
  line: "every change, for as long as the library lives",
  none: "Nothing has happened yet",
  noneLine: "Each change you make is kept here, and can be undone.",
  undo: "Undo",
  redo: "Redo",
  by: { window: "", terminal: "by the terminal", watcher: "by a watched folder" },
  undone: "Undone",
  undoneAt: (time: string) => `Undone at ${time}`,
  earlier: "Show earlier changes",
  undoThis: (change: string) => `Undo: ${change}`,
  redoThis: (change: string) => `Redo: ${change}`,
};
