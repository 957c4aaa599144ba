/** Whole sentences, with or without their full stops, one after the other. */
export const sentences = (all: readonly (string | null | undefined)[]) =>
  all.filter(Boolean).reduce<string>((text, next) => text + (text === "" ? "" : /[.?!…]$/.test(text) ? " " : ". ") + next, ""); // prettier-ignore
