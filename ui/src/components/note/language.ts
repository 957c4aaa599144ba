import { defineLanguageFacet, Language, languageDataProp, syntaxHighlighting, syntaxTree } from "@codemirror/language"; // prettier-ignore
import type { EditorState } from "@codemirror/state";
import { tagHighlighter, tags } from "@lezer/highlight";
import type { SyntaxNode } from "@lezer/common";
import { addressOf } from "../../strings/noteLinks";
import { noteParser } from "./markdown";

const data = defineLanguageFacet();

/** The looks of Markdown; NoteField.svelte draws the classes. */
const highlighter = tagHighlighter([
  { tag: tags.heading1, class: "md-h1" },
  { tag: tags.heading2, class: "md-h2" },
  { tag: tags.heading, class: "md-h3" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-em" },
  { tag: tags.strikethrough, class: "md-del" },
  { tag: tags.special(tags.monospace), class: "md-math" },
  { tag: tags.monospace, class: "md-code" },
  { tag: tags.link, class: "md-link" },
  { tag: tags.url, class: "md-url" },
  { tag: [tags.labelName, tags.string, tags.comment], class: "md-quiet" },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.atom], class: "md-mark" },
]);

const language = new Language(
  data,
  noteParser.configure({ props: [languageDataProp.add({ Document: data })] }),
  [],
  "markdown",
);

export const markdown = [language.extension, syntaxHighlighting(highlighter)];

/** The address that the link at a place leads to; null where none is, or none to follow. */
export function addressAt(state: EditorState, at: number): string | null {
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(at); node; node = node.parent) {
    const url = node.name === "URL" ? node : node.name === "Link" || node.name === "Autolink" ? node.getChild("URL") : null; // prettier-ignore
    if (url !== null) return addressOf(state.sliceDoc(url.from, url.to));
  }
  return null;
}
