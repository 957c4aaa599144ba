/** The editor of notes, with CodeMirror, as a part of its own that loads when the first note is edited. */

import { acceptCompletion, autocompletion, closeCompletion, completionStatus, moveCompletionSelection } from "@codemirror/autocomplete"; // prettier-ignore
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { EditorState, Prec, Transaction } from "@codemirror/state";
import { EditorView, keymap, placeholder, tooltips, type KeyBinding } from "@codemirror/view";
import { edgePx } from "../shared/beside";
import { linkCompletion, type FindPapers } from "./completion";
import { looks } from "./looks";
import { addressAt, markdown } from "./language";
import { continueBlock, toggleMark } from "./marks";

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  /** Where the caret is, or what is selected. */
  selection: { anchor: number; head: number };
  words: { label: string; invite: string; papers: string };
  find: FindPapers;
  ontype: (text: string) => void;
  onfocus: () => void;
  onblur: () => void;
  /** Does what a key is for while a note is written; says whether it is for anything. */
  onkey: (event: KeyboardEvent) => boolean;
  onfollow: (url: string) => void;
}

/** One note in its editor. */
export class NoteEditing {
  private readonly view: EditorView;
  /** The text as it was last taken or given. */
  private text: string;

  constructor(options: EditorOptions) {
    this.text = options.text;
    const doc = lines(options.text);
    const within = (at: number) => Math.min(at, doc.length);
    this.view = new EditorView({
      parent: options.parent,
      state: EditorState.create({
        doc,
        selection: { anchor: within(options.selection.anchor), head: within(options.selection.head) }, // prettier-ignore
        extensions: [extensions(options), this.listening(options)],
      }),
    });
  }

  private listening({ ontype, onfocus, onblur }: EditorOptions) {
    return EditorView.updateListener.of((update) => {
      const isTyped = update.transactions.some((tr) => tr.docChanged && !tr.annotation(Transaction.remote)); // prettier-ignore
      if (isTyped) {
        this.text = update.state.doc.toString();
        ontype(this.text);
      }
      if (!update.focusChanged) return;
      if (update.view.hasFocus) onfocus();
      // A window that is left keeps its focus for the return.
      else if (document.activeElement !== update.view.contentDOM) onblur();
    });
  }

  /** Takes over a text that was not typed here; the caret stays where it is in it. */
  show(text: string): void {
    if (text === this.text) return;
    this.text = text;
    const before = this.view.state.doc.toString();
    const after = lines(text);
    let from = 0;
    while (from < before.length && before[from] === after[from]) from++;
    let nSame = 0;
    while (
      nSame < Math.min(before.length, after.length) - from &&
      before[before.length - 1 - nSame] === after[after.length - 1 - nSame]
    )
      nSame++;
    this.view.dispatch({
      changes: { from, to: before.length - nSame, insert: after.slice(from, after.length - nSame) },
      annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
    });
  }

  focus(): void {
    this.view.focus();
  }

  /** Puts a mark around what is selected, or takes it away. */
  mark(mark: "**" | "*" | "`"): void {
    toggleMark(mark)(this.view);
  }

  blur(): void {
    this.view.contentDOM.blur();
  }

  select(anchor: number, head = anchor): void {
    const { length } = this.view.state.doc;
    this.view.dispatch({
      selection: { anchor: Math.min(anchor, length), head: Math.min(head, length) },
      scrollIntoView: true,
    });
  }

  destroy(): void {
    this.view.destroy();
  }
}

const keysInPapers: KeyBinding[] = [
  { key: "ArrowDown", run: moveCompletionSelection(true) },
  { key: "ArrowUp", run: moveCompletionSelection(false) },
  { key: "PageDown", run: moveCompletionSelection(true, "page") },
  { key: "PageUp", run: moveCompletionSelection(false, "page") },
  { key: "Enter", run: acceptCompletion },
  {
    key: "Escape",
    // While none is shown, one may be looked for: then the key is the editor's.
    run: (view) => completionStatus(view.state) === "active" && closeCompletion(view),
    stopPropagation: true,
  },
];

function extensions({ words, find, onkey, onfollow }: EditorOptions) {
  return [
    Prec.highest(EditorView.domEventHandlers({ keydown: (event, view) => !isForPapers(event, view) && onkey(event) })), // prettier-ignore
    // Their keys may be others here; what the web view does by its own would be lost in the text.
    EditorView.domEventHandlers({ beforeinput: (event) => event.inputType.startsWith("format") }),
    Prec.high(keymap.of([{ key: "Enter", run: continueBlock }])),
    autocompletion({
      override: [linkCompletion(find)],
      icons: false,
      defaultKeymap: false,
      activateOnTypingDelay: 50,
      tooltipClass: () => "note-papers",
    }),
    // Within the pane, what is wider than it would be cut at its edges.
    tooltips({ parent: document.body, tooltipSpace: windowSpace }),
    Prec.highest(keymap.of(keysInPapers)),
    keymap.of([...historyKeymap, ...standardKeymap]),
    history(),
    markdown,
    looks,
    placeholder(words.invite),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorView.contentAttributes.of({ "aria-label": words.label, spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }), // prettier-ignore
    EditorState.phrases.of({ Completions: words.papers }),
    EditorView.cspNonce.of(document.querySelector<HTMLStyleElement>("style[nonce]")?.nonce ?? ""),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        const address = at === null ? null : addressAt(view.state, at);
        if (address === null) return false;
        event.preventDefault();
        onfollow(address);
        return true;
      },
    }),
  ];
}

/** Whether it is for the papers that are offered. */
function isForPapers({ key }: KeyboardEvent, view: EditorView): boolean {
  return completionStatus(view.state) === "active" && keysInPapers.some((own) => own.key === key);
}

function windowSpace() {
  return { left: edgePx, top: edgePx, right: innerWidth - edgePx, bottom: innerHeight - edgePx };
}

/** The editor counts every line end as one letter, as text fields do. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
