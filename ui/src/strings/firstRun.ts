/** What an empty library says. */
export const firstRun = {
  title: "Drop a digest here",
  line: "A page of papers that you copied or saved, an alert mail or a reference file.",
  line2: "You will see what is in it before anything is added.",
  choose: "Choose a file",
  paste: "Paste text",
  watch: "Watch a folder",
  kinds: [
    { name: "Pages that list papers", line: "select all, copy, paste; or saved" },
    { name: "Alert mails", line: "arXiv, Scholar and others" },
    { name: "Reference files", line: ".bib, .ris and many more" },
  ],
  trySample: [
    "Nothing at hand? ",
    "Try it with a sample digest",
    " of 24 papers, then undo the import.",
  ],
  local: "Everything stays on this computer. Offprint works without a network.",
};
