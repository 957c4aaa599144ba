import { SvelteMap } from "svelte/reactivity";
import type { TagCount } from "../../backend/wire";

export const nHues = 8;

/** The hues that the person gave, from 1, by the tags in small letters. */
const given = new SvelteMap<string, number>();

/** Hears which tags have a hue of their own. */
export function hearHues(tags: readonly TagCount[]): void {
  const hues = new Map(tags.flatMap(({ name, hue }) => (hue === null ? [] : [[name.toLowerCase(), hue + 1] as const]))); // prettier-ignore
  for (const tag of given.keys()) if (!hues.has(tag)) given.delete(tag);
  for (const [tag, hue] of hues) given.set(tag, hue);
}

/** The hue of a tag, from 1 to 8: the one that it was given, else the same for the same name, whatever its case. */
export function hueOf(tag: string): number {
  return given.get(tag.toLowerCase()) ?? hueOfName(tag);
}

/** The hue that a tag has by its name alone. */
export function hueOfName(tag: string): number {
  let hash = 0;
  for (const letter of tag.toLowerCase()) hash = (hash * 31 + letter.codePointAt(0)!) >>> 0;
  return (hash % nHues) + 1;
}
