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
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};

configure({ asyncUtilTimeout: 5000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
