// Finds what a page shows by role and accessible name, as a screen reader's user would.
// Runs inside the page: arguments are (role, name); answers an array of [element, name].
// Enough of the rules for this page (HTML-AAM, accname); open shadow roots are looked into.

const [role, name] = arguments;

const tagsOf = {
  article: "article",
  button: "button, summary, input[type=button], input[type=submit]",
  checkbox: "input[type=checkbox]",
  combobox: "select",
  complementary: "aside",
  dialog: "dialog",
  heading: "h1, h2, h3, h4, h5, h6",
  link: "a[href]",
  list: "ul, ol",
  listitem: "li",
  main: "main",
  mark: "mark",
  math: "math",
  paragraph: "p",
  navigation: "nav",
  radio: "input[type=radio]",
  region: "section[aria-label], section[aria-labelledby]",
  searchbox: "input[type=search]",
  row: "tr",
  spinbutton: "input[type=number]",
  status: "output",
  table: "table",
  textbox: "input:not([type]), input[type=text], textarea, [contenteditable=true]",
};

function* everything(root) {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function hasRole(element) {
  const own = element.getAttribute("role");
  if (own) return own.split(" ")[0] === role;
  return role in tagsOf && element.matches(tagsOf[role]);
}

function isPresent(element) {
  if (element.closest("[aria-hidden=true], [inert]")) return false;
  return element.checkVisibility ? element.checkVisibility({ checkVisibilityCSS: true }) : true;
}

// The text of an element as it is read out: hidden parts left out, pictures by their label.
function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || !isPresent(node)) return "";
  const label = node.getAttribute("aria-label") ?? node.getAttribute("alt");
  if (label) return ` ${label} `;
  const text = [...node.childNodes].map(textOf).join("");
  return getComputedStyle(node).display.startsWith("inline") ? text : ` ${text} `;
}

function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) {
    const root = element.getRootNode();
    const parts = by.split(/\s+/).map((id) => root.getElementById(id));
    return tidy(parts.map((part) => (part ? textOf(part) : "")).join(" "));
  }
  const label = element.getAttribute("aria-label");
  if (label) return tidy(label);
  if (element.labels?.length) return tidy([...element.labels].map(textOf).join(" "));
  const isField = element.matches("input, textarea, select, [contenteditable=true]");
  return (isField ? "" : tidy(textOf(element))) || tidy(element.title) || tidy(element.placeholder);
}

const found = [];
for (const element of everything(document)) {
  if (!hasRole(element) || !isPresent(element)) continue;
  const own = nameOf(element);
  if (own.includes(name)) found.push([element, own]);
}
// A name that is exactly the one asked for comes first.
found.sort((left, right) => (right[1] === name) - (left[1] === name));
return found;
