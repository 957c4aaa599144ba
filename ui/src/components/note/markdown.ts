/** The Markdown of notes, as one parser for the editor and the view. */

import { styleTags, tags } from "@lezer/highlight";
import { Autolink, parser, Strikethrough, Table, TaskList, type MarkdownConfig } from "@lezer/markdown"; // prettier-ignore
import { formulaAt } from "../../strings/math";

/** A paragraph that is longer has no marks: brackets cost the square of its length. */
const maxMarkedLetters = 10_000;
/** What is nested deeper is text: programs walk trees by recursion. */
const maxDepth = 40;

const dollar = "$".charCodeAt(0);
const backslash = "\\".charCodeAt(0);

const formulas: MarkdownConfig = {
  defineNodes: [{ name: "Formula", style: tags.special(tags.monospace) }, "FormulaMark"],
  props: [styleTags({ FormulaMark: tags.processingInstruction })],
  parseInline: [
    {
      name: "Formula",
      before: "Escape",
      parse(cx, next, pos) {
        if (next !== dollar && next !== backslash) return -1;
        const formula = formulaAt(cx.text, pos - cx.offset);
        if (formula === null) return -1;
        const nMarks = (formula.source.length - formula.tex.length) / 2;
        const end = pos + formula.source.length;
        return cx.addElement(
          cx.elt("Formula", pos, end, [
            cx.elt("FormulaMark", pos, pos + nMarks),
            cx.elt("FormulaMark", end - nMarks, end),
          ]),
        );
      },
    },
  ],
};

const limits: MarkdownConfig = {
  parseInline: [
    {
      name: "TooLong",
      before: "Formula",
      parse: (cx, _next, pos) =>
        pos === cx.offset && cx.end - cx.offset > maxMarkedLetters ? cx.end : -1,
    },
  ],
  parseBlock: [
    {
      name: "TooDeep",
      before: "LinkReference",
      parse(cx, line) {
        if (cx.depth <= maxDepth) return false;
        const from = cx.lineStart + line.pos;
        cx.addElement(cx.elt("Paragraph", from, cx.lineStart + line.text.length));
        cx.nextLine();
        return true;
      },
    },
  ],
};

export const noteParser = parser.configure([
  Table,
  TaskList,
  Strikethrough,
  Autolink,
  formulas,
  limits,
]);
