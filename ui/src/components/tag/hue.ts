/** The hue of a tag, from 1 to 8: the same for the same name, whatever its case. */
export function hueOf(tag: string): number {
  let hash = 0;
  for (const letter of tag.toLowerCase()) hash = (hash * 31 + letter.codePointAt(0)!) >>> 0;
  return (hash % 8) + 1;
}
