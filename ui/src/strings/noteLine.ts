import { plainMath } from "./math";

/** Returns a line of a note as one reads it in a list: without marks, links by their words. */
export function plainNoteLine(line: string): string {
  return plainMath(
    line
      .replace(/!?\[((?:\\.|[^\]\\])*)\]\([^()\s]*\)/g, "$1")
      .replace(/(\*{1,3}|~~|`)(?=\S)([^*`~]*?\S)\1/g, "$2")
      .replace(/^\[[ xX]\]\s+/, "")
      .replace(/\\([[\]\\`*_])/g, "$1"),
  );
}
