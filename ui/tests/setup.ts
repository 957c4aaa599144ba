import { cleanup, configure } from "@testing-library/svelte";
import { afterEach } from "vitest";

// jsdom lays nothing out; the list needs a height, and a few things that browsers have.
Object.defineProperty(HTMLElement.prototype, "clientHeight", {
  configurable: true,
  get: () => 600,
});
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollBy = () => {};
Element.prototype.animate ??= () =>
  ({ finished: Promise.resolve(), cancel() {} }) as unknown as Animation;
// All is in sight.
globalThis.IntersectionObserver ??= class {
  constructor(private readonly heard: IntersectionObserverCallback) {}
  observe() {
    setTimeout(() => this.heard([{ isIntersecting: true } as IntersectionObserverEntry], this as unknown as IntersectionObserver)); // prettier-ignore
  }
  disconnect() {}
} as unknown as typeof IntersectionObserver;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
// Of MathML, which has no style of its own here, what is around it tells the style.
const computedStyle = window.getComputedStyle.bind(window);
window.getComputedStyle = (element, pseudo) => {
  let styled: Element | null = element;
  while (styled !== null && !("style" in styled)) styled = (styled as Element).parentElement;
  return computedStyle(styled ?? document.body, pseudo);
};
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect ??= () => new DOMRect();
Object.defineProperty(HTMLElement.prototype, "isContentEditable", {
  configurable: true,
  get(this: HTMLElement) {
    return this.closest('[contenteditable="true"]') !== null;
  },
});
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};

configure({ asyncUtilTimeout: 5000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
