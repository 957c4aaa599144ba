import { en } from "./en";

/** Every word on the screen. Another language is another object of this shape. */
export type Words = typeof en;

export const words: Words = en;
