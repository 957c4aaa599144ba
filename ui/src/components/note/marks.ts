import type { ChangeSpec, EditorState, SelectionRange, StateCommand } from "@codemirror/state";
import { EditorSelection } from "@codemirror/state";
import { syntaxTree } from "@codemirror/language";

/** Puts a mark around what is selected, or around the word at the caret; takes it away where it is. */
export function toggleMark(mark: "**" | "*" | "`"): StateCommand {
  return ({ state, dispatch }) => {
    const change = state.changeByRange((range) => {
      const { from, to } = range.empty ? (state.wordAt(range.head) ?? range) : range;
      return isMarked(state, from, to, mark)
        ? unmarked(from, to, range, mark.length)
        : marked(from, to, range, mark);
    });
    dispatch(state.update(change, { scrollIntoView: true, userEvent: "input" }));
    return true;
  };
}

interface Marked {
  range: SelectionRange;
  changes: ChangeSpec[];
}

function marked(from: number, to: number, range: SelectionRange, mark: string): Marked {
  return {
    changes: [
      { from, insert: mark },
      { from: to, insert: mark },
    ],
    range: moved(range, mark.length),
  };
}

function unmarked(from: number, to: number, range: SelectionRange, length: number): Marked {
  return {
    changes: [
      { from: from - length, to: from },
      { from: to, to: to + length },
    ],
    range: moved(range, -length),
  };
}

function moved(range: SelectionRange, by: number): SelectionRange {
  return EditorSelection.range(range.anchor + by, range.head + by);
}

/** Whether the mark stands on both sides; of stars, one is for slanted and two are for bold. */
function isMarked(state: EditorState, from: number, to: number, mark: string): boolean {
  const sign = mark[0]!;
  let nBefore = 0;
  while (state.sliceDoc(from - 1 - nBefore, from - nBefore) === sign) nBefore++;
  let nAfter = 0;
  while (state.sliceDoc(to + nAfter, to + nAfter + 1) === sign) nAfter++;
  const n = Math.min(nBefore, nAfter);
  return mark === "*" ? n % 2 === 1 : n >= mark.length;
}

const blockMark = /^([ \t]*(?:>[ \t]?)*[ \t]*)(?:([-*+])|(\d{1,9})([.)]))?([ \t]+(?:\[[ xX]\][ \t]+)?)?/; // prettier-ignore

/** Goes on with a list or quote on the next line; ends it where its line holds nothing else. */
export const continueBlock: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const [mark, outer = "", bullet, number, point, rest = ""] = blockMark.exec(line.text)!;
  const isItem = (bullet ?? number) !== undefined && rest !== "";
  if (!main.empty || (!isItem && !outer.includes(">")) || main.head < line.from + mark.length) return false; // prettier-ignore
  if (isCode(state, line.from)) return false;
  if (line.text.trim() === mark.trim()) {
    const changes = { from: line.from, to: line.to };
    dispatch(state.update({ changes, userEvent: "delete" }));
    return true;
  }
  const next = number === undefined ? (bullet ?? "") : `${Number(number) + 1}${point}`;
  const insert = `\n${outer}${isItem ? next + rest.replace(/\[[xX]\]/, "[ ]") : ""}`;
  dispatch(
    state.update(state.replaceSelection(insert), { scrollIntoView: true, userEvent: "input" }),
  );
  return true;
};

/** Whether a line is code, whose marks mean nothing. */
export function isCode(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, 1); node.parent !== null; node = node.parent) {
    if (node.name === "FencedCode" || node.name === "CodeBlock") return true;
  }
  return false;
}
