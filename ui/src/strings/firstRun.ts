/** What an empty library says. */
export const firstRun = {
  title: "Drop a digest here",
  line: "The text of a paper page that you copied, or a reference file.",
  line2: "You will see what is in it before anything is added.",
  choose: "Choose a file",
  paste: "Paste text",
  watch: "Watch a folder",
  kinds: [
    { name: "Paper pages", line: "select the page, copy, paste" },
    { name: "Saved text", line: ".txt of such a page" },
    { name: "Reference files", line: ".bib and .ris" },
  ],
  trySample: [
    "Nothing at hand? ",
    "Try it with a sample digest",
    " of 24 papers, then undo the import.",
  ],
  local: "Everything stays on this computer. Offprint works without a network.",
};
