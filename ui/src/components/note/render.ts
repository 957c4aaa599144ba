/**
 * A note as elements, for reading.
 *
 * Only elements named here are made, from the tree of the Markdown; HTML in a note is text. Nothing
 * is loaded, and a link is followed by `links.ts` alone.
 */

import type { SyntaxNode } from "@lezer/common";
import { formulaAt, plainFormula, type Formula } from "../../strings/math";
import { addressOf } from "../../strings/noteLinks";
import { noteParser } from "./markdown";
import { segmentsOf } from "./segments";

export interface FormulaHost {
  host: HTMLElement;
  formula: Formula;
  plain: string;
}

/** What is made of a note, part by part. */
export class RenderedNote {
  readonly formulas: FormulaHost[] = [];
  private readonly segments: Iterator<[number, number]>;
  private readonly addresses: Map<string, string>;
  /** Where each piece of text stands in the note. */
  private readonly places = new WeakMap<Node, number>();
  private isAtFirstLine = true;
  /** The levels of the headings around what comes next, as they are written. */
  private readonly levels: number[] = [];

  constructor(private readonly text: string) {
    this.segments = segmentsOf(text);
    this.addresses = addressesIn(text);
  }

  /** Makes the next part; null once there is no more. */
  next(): HTMLElement | null {
    const { value, done } = this.segments.next();
    if (done) return null;
    const [from, to] = value;
    const part = document.createElement("div");
    const source = this.text.slice(from, to);
    const block = new Block(source, from, this.addresses, this.places, this.formulas, this.levels); // prettier-ignore
    block.addAll(noteParser.parse(source).topNode, part, this.isAtFirstLine);
    this.isAtFirstLine = false;
    return part;
  }

  /** Where in the note a place on the screen is. */
  placeOf(node: Node, offset: number): number {
    const from = this.places.get(node);
    if (from !== undefined) return node instanceof Text ? from + offset : from;
    for (let around: Node | null = node; around !== null; around = around.parentNode) {
      const place = this.places.get(around);
      if (place !== undefined) return place;
    }
    return this.text.length;
  }
}

const headings = /^(?:ATX|Setext)Heading(\d)$/;
const wraps: Partial<Record<string, string>> = {
  Emphasis: "em",
  StrongEmphasis: "strong",
  Strikethrough: "del",
};
const entities: Partial<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", ndash: "–", mdash: "—", hellip: "…", times: "×", copy: "©",
}; // prettier-ignore

/** One stretch of the source that is parsed by itself. */
class Block {
  constructor(
    private readonly source: string,
    private readonly offset: number,
    private readonly addresses: Map<string, string>,
    private readonly places: WeakMap<Node, number>,
    private readonly formulas: FormulaHost[],
    private readonly levels: number[],
  ) {}

  /** Adds what stands below `node`, block by block. */
  addAll(node: SyntaxNode, into: HTMLElement, isAtFirstLine = false): void {
    let isFirst = isAtFirstLine;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      this.addBlock(child, into, isFirst);
      isFirst = false;
    }
  }

  private addBlock(node: SyntaxNode, into: HTMLElement, isAtFirstLine: boolean): void {
    const level = headings.exec(node.name)?.[1];
    if (level !== undefined) {
      const heading = this.element(this.headingTag(Number(level)), node, into);
      return this.addInline(node, heading, isAtFirstLine);
    }
    switch (node.name) {
      case "Paragraph":
        return this.addInline(node, this.element("p", node, into), isAtFirstLine);
      case "Blockquote":
        return this.addAll(node, this.element("blockquote", node, into));
      case "BulletList":
        return this.addAll(node, this.element("ul", node, into));
      case "OrderedList": {
        const list = this.element("ol", node, into) as HTMLOListElement;
        const first = parseInt(this.textOf(node).slice(0, 9), 10);
        if (first > 1) list.start = first;
        return this.addAll(node, list);
      }
      case "ListItem":
        return this.addAll(node, this.element("li", node, into));
      case "Task":
        return this.addTask(node, into);
      case "FencedCode":
      case "CodeBlock":
        return this.addCode(node, into);
      case "HorizontalRule":
        return void this.element("hr", node, into);
      case "Table":
        return this.addTable(node, into);
      case "HTMLBlock":
      case "CommentBlock":
      case "ProcessingInstructionBlock":
        return void this.addLines(node.from, node.to, this.element("p", node, into));
      // Marks, and the addresses that links refer to.
      default:
        return;
    }
  }

  /** Below the title of the paper and that of the note, no level is left out, whatever is written. */
  private headingTag(level: number): string {
    const { levels } = this;
    while (levels.length > 0 && levels.at(-1)! >= level) levels.pop();
    levels.push(level);
    return `h${Math.min(6, levels.length + 2)}`;
  }

  private addTask(node: SyntaxNode, into: HTMLElement): void {
    const marker = node.getChild("TaskMarker");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = marker !== null && /x/i.test(this.textOf(marker));
    this.places.set(box, this.offset + (marker ?? node).from);
    const label = document.createElement("label");
    into.classList.add("task");
    into.append(label);
    label.append(box);
    this.addInline(node, label);
  }

  private addCode(node: SyntaxNode, into: HTMLElement): void {
    const box = this.element("pre", node, into);
    box.dir = "ltr";
    const code = document.createElement("code");
    box.append(code);
    for (const text of node.getChildren("CodeText")) this.addText(text.from, text.to, code);
  }

  private addTable(node: SyntaxNode, into: HTMLElement): void {
    const box = document.createElement("div");
    box.className = "table";
    into.append(box);
    const table = this.element("table", node, box);
    for (let row = node.firstChild; row !== null; row = row.nextSibling) {
      if (row.name !== "TableHeader" && row.name !== "TableRow") continue;
      const line = this.element("tr", row, table);
      const tag = row.name === "TableHeader" ? "th" : "td";
      // An empty cell is only the lack of anything between two bars.
      let isFilled = true;
      for (let cell = row.firstChild; cell !== null; cell = cell.nextSibling) {
        if (cell.name === "TableCell") this.addInline(cell, this.element(tag, cell, line));
        else if (!isFilled) this.element(tag, cell, line);
        isFilled = cell.name === "TableCell";
      }
    }
  }

  /** Adds text with its marks; of a note's first line, which stands in lists, the words are one element. */
  private addInline(node: SyntaxNode, into: HTMLElement, isAtFirstLine = false): void {
    let target = into;
    if (isAtFirstLine) {
      target = document.createElement("b");
      into.append(target);
    }
    this.addRange(node, node.from, node.to, target, () => {
      if (target !== into) target = into;
      return target;
    });
  }

  /** Adds what stands between two places of `node`: its text, and its children in it. */
  private addRange(
    node: SyntaxNode,
    from: number,
    to: number,
    into: HTMLElement,
    onNewLine: () => HTMLElement = () => into,
  ): void {
    let at = from;
    let target = into;
    const gap = (end: number) => {
      if (end > at) target = this.addLines(at, end, target, onNewLine);
    };
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.from < from || child.to > to) continue;
      gap(child.from);
      this.addSpan(child, target);
      at = child.to;
    }
    gap(to);
  }

  private addSpan(node: SyntaxNode, into: HTMLElement): void {
    const tag = wraps[node.name];
    if (tag !== undefined) return this.addRange(node, node.from, node.to, this.element(tag, node, into)); // prettier-ignore
    switch (node.name) {
      case "InlineCode": {
        const code = this.element("code", node, into);
        const [first, last] = [node.firstChild, node.lastChild];
        return this.addText(first?.to ?? node.from, last?.from ?? node.to, code);
      }
      case "Formula":
        return this.addFormula(node, into);
      case "Link":
        return this.addLink(node, into);
      case "Image":
        return this.addLink(node, into);
      case "Autolink":
      case "URL": {
        const url = node.getChild("URL") ?? node;
        return this.addText(url.from, url.to, this.linkTo(this.textOf(url), node, into));
      }
      case "Escape":
        return this.addText(node.from + 1, node.to, into);
      case "Entity":
        return void into.append(decoded(this.textOf(node)));
      case "HardBreak":
        return void into.append(document.createElement("br"));
      case "HTMLTag":
      case "Comment":
      case "ProcessingInstruction":
        return this.addText(node.from, node.to, into);
      // Marks.
      default:
        return;
    }
  }

  private addFormula(node: SyntaxNode, into: HTMLElement): void {
    const source = this.textOf(node);
    const formula = formulaAt(source, 0);
    if (formula === null) return this.addText(node.from, node.to, into);
    const host = this.element("span", node, into);
    host.className = "formula";
    host.dir = "ltr";
    const plain = plainFormula(formula);
    host.textContent = plain;
    this.formulas.push({ host, formula, plain });
  }

  private addLink(node: SyntaxNode, into: HTMLElement): void {
    const [open, close] = node.getChildren("LinkMark");
    if (open === undefined || close === undefined) return this.addText(node.from, node.to, into);
    const url = node.getChild("URL");
    const label = node.getChild("LinkLabel");
    const named = label === null || label.to - label.from <= 2 ? this.source.slice(open.to, close.from) : this.textOf(label).slice(1, -1); // prettier-ignore
    const address = url === null ? this.addresses.get(named.toLowerCase()) : this.textOf(url);
    if (address === undefined) {
      // Brackets that lead nowhere are only brackets.
      this.addText(node.from, open.to, into);
      this.addRange(node, open.to, close.from, into);
      return this.addText(close.from, node.to, into);
    }
    this.addRange(node, open.to, close.from, this.linkTo(address, node, into));
  }

  /** An element that leads to an address; one that may not be followed is no link. */
  private linkTo(written: string, node: SyntaxNode, into: HTMLElement): HTMLElement {
    const url = addressOf(written);
    const link = this.element(url === null ? "span" : "a", node, into);
    if (url !== null) {
      // Without an href the web view itself can go nowhere.
      link.role = "link";
      link.tabIndex = 0;
      link.dataset["url"] = url;
      link.title = url;
    }
    return link;
  }

  private element(tag: string, node: SyntaxNode, into: HTMLElement): HTMLElement {
    const element = document.createElement(tag);
    if (/^(p|h\d|li|blockquote|t[dh])$/.test(tag)) element.dir = "auto";
    this.places.set(element, this.offset + node.from);
    into.append(element);
    return element;
  }

  private addText(from: number, to: number, into: HTMLElement): void {
    if (to <= from) return;
    const text = document.createTextNode(this.source.slice(from, to));
    this.places.set(text, this.offset + from);
    into.append(text);
  }

  /** Adds text whose lines stay lines; returns where what follows goes. */
  private addLines(
    from: number,
    to: number,
    into: HTMLElement,
    onNewLine: () => HTMLElement = () => into,
  ): HTMLElement {
    let at = from;
    let target = into;
    for (const { index, 0: end } of this.source.slice(from, to).matchAll(/[ \t]*\n[ \t]*/g)) {
      this.addText(at, from + index, target);
      target = onNewLine();
      target.append(document.createElement("br"));
      at = from + index + end.length;
    }
    this.addText(at, to, target);
    return target;
  }

  private textOf(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }
}

function decoded(entity: string): string {
  const name = entity.slice(1, -1);
  if (!name.startsWith("#")) return entities[name] ?? entity;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : entity;
}

/** What `[name]: address` lines say, by name in lower case; the first of a name counts. */
function addressesIn(text: string): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const [, name, address] of text.matchAll(/^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*(\S+)/gm)) {
    const key = name!.toLowerCase();
    if (!addresses.has(key)) addresses.set(key, address!);
  }
  return addresses;
}
