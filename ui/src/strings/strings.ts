import { en } from "./en";

/**
 * Every word on the screen. Another language is another object of this shape: its sentences take the same facts
 * and put them in its own order.
 */
export type Words = Said<typeof en>;

/** The words of the chosen language. Tables of words are made as modules load: it is chosen before they do. */
export let words: Words = en;

/** Chooses the words, once, before anything that says them is loaded. */
export function setWords(chosen: Words): void {
  words = chosen;
}

/** A text stands for any text, also where English has the choice of two. */
type Said<T> = T extends string
  ? string
  : T extends (...facts: infer Facts) => infer R
    ? (...facts: Facts) => R extends string ? string : R
    : T extends readonly unknown[]
      ? T
      : { [Name in keyof T]: Said<T[Name]> };
