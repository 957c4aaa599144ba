/** What each action is called, by the groups of `actions/`. */

const anywhere = {
  palette: "Command palette",
  search: "Search",
  importFiles: "Import…",
  importFolder: "Import a folder…",
  paste: "Paste",
  addPaper: "Add a paper…",
  watchFolder: "Watch a folder…",
  undo: "Undo",
  redo: "Redo",
  undoImport: "Undo the last import",
  keyboard: "Keyboard",
  sidebar: "Sidebar",
  nextPane: "Next pane",
  previousPane: "Previous pane",
  back: "Back",
  forward: "Forward",
  triage: "Triage",
  textLarger: "Larger text",
  textSmaller: "Smaller text",
  textDefault: "Text at its usual size",
  toMessage: "To the message",
  export: "Export…",
  emptyTrash: "Empty the trash…",
};

const goTo = {
  goTo: (view: string) => `Go to ${view}`,
};

const list = {
  next: "Next paper",
  previous: "Previous paper",
  first: "First paper",
  last: "Last paper",
  pageDown: "Page down",
  pageUp: "Page up",
  openDetail: "Go to the paper",
  escape: "Step back",
  backToList: "Back to the list",
  scroll: "Scroll, then next paper",
  scrollBack: "Scroll back, then previous paper",
  extendDown: "Extend the selection down",
  extendUp: "Extend the selection up",
  toggle: "Select or leave out",
  selectAll: "Select all",
  menu: "Paper menu",
  filter: "Filter this list",
  clearFilters: "Clear the filters",
  saveView: "Save this view…",
  renameView: "Rename this view…",
  viewUp: "Move this view up",
  viewDown: "Move this view down",
  deleteView: "Delete this view",
};

const queue = {
  readNext: "Read next…",
  moveUp: "Move up in the queue",
  moveDown: "Move down in the queue",
  moveTop: "Move to the top of the queue",
  moveEnd: "Move to the end of the queue",
};

const paper = {
  queue: "Queue",
  queueFirst: "Put first in the queue",
  start: "Start reading",
  readingPage: "Read side by side",
  read: "Read",
  skim: "Skimmed",
  drop: "Drop",
  inbox: "Back to the inbox",
  star: "Star",
  unstar: "Take the star off",
  snooze: "Snooze…",
  wake: "Wake now",
  due: "Due day…",
  tags: "Tags…",
  note: "Note",
  why: "Why I saved it",
  openPaper: "Open the paper",
  openCode: "Open the code",
  copy: "Copy title and link",
  copyReference: "Copy as a reference",
  copyBibtex: "Copy as BibTeX",
  copyLink: "Copy the link",
  editDetails: "Edit details…",
  whatHappened: "What happened to it",
  exportThese: "Export…",
  compareTwo: "Compare…",
  moveToTrash: "Move to the trash",
  putBack: "Put back",
};

const sheet = {
  next: "Next row",
  previous: "Previous row",
  first: "First row",
  last: "Last row",
  pageDown: "Page down",
  pageUp: "Page up",
  right: "Next cell",
  left: "Previous cell",
  record: "What this row was read from",
  tick: "Tick or leave out",
  tickAll: "Tick all new",
  figures: "The figures, one to seven",
  compare: "Compare",
  fix: "Fix by hand",
  find: "Find in this source",
  accept: "Import",
  escape: "Back, then close",
};

const compare = {
  same: "Same paper",
  different: "Different papers",
  merge: "Make them one paper",
  next: "Next pair",
  previous: "Previous pair",
  back: "Back to the list",
};

const writing = { bold: "Bold", italic: "Italic", code: "Code", done: "Done" };

export const actions = {
  ...anywhere,
  ...goTo,
  ...list,
  ...queue,
  ...paper,
  sheet,
  compare,
  writing,
};
