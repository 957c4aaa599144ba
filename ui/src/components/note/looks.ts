/** What the look of a line is beside its marks: its direction, how it hangs, what stands out. */

import { syntaxTree } from "@codemirror/language";
import { RangeSetBuilder, type EditorState, type Line } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view"; // prettier-ignore
import { isCode } from "./marks";

const linePrefix = /^([ \t]*(?:>[ \t]?)*[ \t]*)((?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/;
/** Deeper lists hang no further. */
const maxHang = 16;

const prefix = Decoration.mark({ class: "md-prefix" });
const hidden = Decoration.replace({});

function lookOf(view: EditorView): DecorationSet {
  const { state } = view;
  const builder = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of view.visibleRanges) {
    const addresses = addressesToHide(state, from, to);
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      // Of a very long line, more than one stretch may be in sight.
      if (line.from >= done) addLine(builder, state, line);
      while (addresses[0] !== undefined && addresses[0].from < line.to) {
        const address = addresses.shift()!;
        if (address.from >= done) builder.add(address.from, address.to, hidden);
        done = Math.max(done, address.to);
      }
      done = Math.max(done, line.from + 1);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

function addLine(builder: RangeSetBuilder<Decoration>, state: EditorState, line: Line): void {
  const classes = line.number === 1 ? ["md-first"] : [];
  const attributes: Record<string, string> = { dir: "auto" };
  const start = state.sliceDoc(line.from, Math.min(line.to, line.from + 200));
  const [all, outer = "", item = ""] = linePrefix.exec(start)!;
  const isBlock = (outer.includes(">") || item !== "") && !isCode(state, line.from);
  if (isBlock) {
    classes.push("md-hang");
    if (outer.includes(">")) classes.push("md-quote");
    attributes["style"] = `--hang: ${Math.min(maxHang, all.length)}`;
  }
  const look = Decoration.line({ attributes, class: classes.join(" ") });
  builder.add(line.from, line.from, look);
  if (isBlock) builder.add(line.from, line.from + all.length, prefix);
}

/** The addresses of links to papers, which say nothing to people, where the caret is elsewhere. */
function addressesToHide(state: EditorState, from: number, to: number) {
  const ranges: { from: number; to: number }[] = [];
  const { main } = state.selection;
  syntaxTree(state).iterate({
    from,
    to,
    enter(node) {
      if (node.name !== "Link") return;
      const url = node.node.getChild("URL");
      const isPaper = url !== null && state.sliceDoc(url.from, url.to).startsWith("offprint:");
      if (isPaper && (main.to < node.from || main.from > node.to)) {
        ranges.push({ from: url.from - 1, to: node.to });
      }
    },
  });
  return ranges;
}

export const looks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = lookOf(view);
    }
    update(update: ViewUpdate): void {
      const isNew = syntaxTree(update.state) !== syntaxTree(update.startState);
      if (update.docChanged || update.viewportChanged || update.selectionSet || isNew) {
        this.decorations = lookOf(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
