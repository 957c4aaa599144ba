/** Which language the window speaks, and in whose manner it writes days and numbers. */

import { en } from "./en";
import { setLocale } from "./format";
import { setWords, type Words } from "./strings";

/** The languages there are: what each calls itself, and its words, which load when they are chosen. */
const languages = {
  en: { name: "English", words: () => Promise.resolve<Words>(en) },
  de: { name: "Deutsch", words: () => import("./de/de").then(({ de }) => de) },
} satisfies Record<string, { name: string; words: () => Promise<Words> }>;

export type Language = keyof typeof languages;

/** The languages to choose from, each by its own name. */
export const languageNames = Object.entries(languages).map(([language, { name }]) => ({
  language: language as Language,
  name,
}));

/**
 * Returns the language that is set, as a tag such as `de` or `de-CH`, or without one the first of the system's that
 * there are words in. English where there are none.
 */
export function languageFor(set: string | null, system: readonly string[]): Language {
  const asked = set === null ? system : [set];
  return asked.map(baseOf).find((base) => Object.hasOwn(languages, base)) as Language | undefined ?? "en"; // prettier-ignore
}

/** Returns the manner of days and numbers: the system's own in this language, or the language as in the system's region. */
export function localeFor(language: Language, system: readonly string[]): string {
  const own = system.find((tag) => baseOf(tag) === language);
  if (own !== undefined) return own;
  const region = system.map(regionOf).find((region) => region !== undefined);
  return region === undefined ? language : `${language}-${region}`;
}

/** Has the window speak the language that is set. What says words is loaded after this. */
export async function speakLanguage(
  set: string | null,
  system: readonly string[] = navigator.languages,
): Promise<void> {
  const language = languageFor(set, system);
  setLocale(localeFor(language, system));
  document.documentElement.lang = language;
  setWords(await languages[language].words());
}

function baseOf(tag: string): string {
  return tag.split(/[-_]/)[0]!.toLowerCase();
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    // Systems name locales that are none, such as "C".
    return undefined;
  }
}
