import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FakeBackend } from "../src/backend/fake";
import { de } from "../src/strings/de/de";
import { en } from "../src/strings/en";
import { setLocale } from "../src/strings/format";
import { languageFor, localeFor, speakLanguage } from "../src/strings/language";
import { setWords } from "../src/strings/strings";

const counts = [0, 1, 2, 5, 1000];

/** Every text and function of a table of words, by its path. */
function leaves(words: object, path = ""): [string, unknown][] {
  return Object.entries(words).flatMap(
    ([name, word]): [string, unknown][] =>
    typeof word === "object" && word !== null ? leaves(word, `${path}.${name}`) : [[`${path}.${name}`, word]], // prettier-ignore
  );
}

const english = new Map(leaves(en));
const german = new Map(leaves(de));

/** What is the same in both: names of products and formats, and words that German took over. */
const same = /\.(product|exporting\.(formats|heading|what)|preview\.(formatNames|outcomes|links|columns\.fields|comparing\.fields|columnNames)|byHand\.(schemes|linkKinds)|settings\.partsOf|paper\.open|keyboard\.(caps|groups))\b/; // prettier-ignore
const taken = new Set(["Paper", "Papers", "Import", "Abstract", "Links", "Link", "Name", "Filter", "Code", "PDF", "Export", "Format", "Indigo", "Petrol", "", "minutes", "none"]); // prettier-ignore

describe("German", () => {
  test("has each word that English has, and no other", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, word] of english) expect(`${path} ${typeof german.get(path)}`).toBe(`${path} ${typeof word}`); // prettier-ignore
  });

  test("has left nothing in English", () => {
    const left = [...german].filter(([path, word]) => typeof word === "string" && word === english.get(path) && !same.test(path) && !taken.has(word)); // prettier-ignore
    expect(left).toEqual([]);
  });

  test("says every number, as English does", () => {
    for (const words of [german, english]) {
      const spoken = [...words].filter((leaf): leaf is [string, (n: number, of: number) => unknown] => isOfNumbers(leaf[0])); // prettier-ignore
      expect(spoken.length).toBeGreaterThan(60);
      for (const [path, word] of spoken) {
        for (const n of counts) {
          const said = JSON.stringify(word(n, 2 * n + 1));
          expect(said, path).toBeTruthy();
          expect(said, path).not.toMatch(/undefined|NaN|\[object/);
        }
      }
    }
  });

  test("has one form for one and another for more", () => {
    expect(de.papers(1)).toBe("1 Paper");
    expect(de.papers(5)).toBe("5 Papers");
    expect(de.triage.empty.queue(1)).toBe("1 Paper wartet in der Leseliste.");
    expect(de.import.done(2)).toBe("2 Papers importiert");
    expect(de.changed({ seq: 1, at: "", by: "window", change: "setState", nPapers: 1, nAdded: null, title: "A tale", otherTitle: null, to: "dropped", isStarred: null, tagsAdded: [], tagsRemoved: [], viewsAdded: [], viewsRemoved: [], sources: [], day: null, size: null, imports: [], undoes: null, undone: null, undoneBy: null })).toBe("„A tale“ verworfen"); // prettier-ignore
  });

  test("never exclaims, and quotes as German does", () => {
    expect(JSON.stringify(leaves(de).map(([, word]) => word))).not.toMatch(/!|“[^„]*”|\bbitte\b/i);
    expect(leaves(de).filter(([, word]) => String(word).includes("”"))).toEqual([]);
  });
});

/** Whether a function of English takes numbers only, by the names of what it takes. */
function isOfNumbers(path: string): boolean {
  const word = english.get(path);
  if (typeof word !== "function" || /^\.brief|\.sum$/.test(path) || word.length === 0) return false;
  const given = /^\(?([^)=]*)\)?\s*=>/.exec(String(word))?.[1] ?? "";
  return given.split(",").every((name) => /^\s*_?(n|of|over|position|place|removed|kept|percent|from|to|n[A-Z]\w*)\s*$/.test(name)); // prettier-ignore
}

test("German is spoken where it is set, and where the system speaks it", () => {
  expect(languageFor("de", ["en-US"])).toBe("de");
  expect(languageFor("de-AT", [])).toBe("de");
  expect(languageFor(null, ["fr-FR", "de-CH", "en"])).toBe("de");
  expect(localeFor("de", ["de-AT", "de"])).toBe("de-AT");
  expect(localeFor("de", ["en-US"])).toBe("de-US");
});

describe("a window in German", () => {
  let App: typeof import("../src/App.svelte").default;
  beforeAll(async () => {
    await speakLanguage("de", ["de-DE"]);
    ({ default: App } = await import("../src/App.svelte"));
  }, 60_000);
  afterAll(() => {
    setWords(en);
    setLocale("en-US");
    document.documentElement.lang = "en";
  });

  test("says all in German while a paper is triaged, queued, read and undone", async () => {
    Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
    const fake = new FakeBackend({ nFillers: 0 });
    const { container } = render(App, { props: { backend: fake } });
    const user = userEvent.setup();
    expect(document.documentElement.lang).toBe("de");
    await screen.findByRole("heading", { name: "Eingang" });
    const views = screen.getByRole("navigation", { name: "Ansichten" });
    for (const name of ["Leseliste, 8 Papers", "Alle Papers, 20 Papers", "Alle Schlagwörter", "training, 3 Papers"]) within(views).getByRole("link", { name }); // prettier-ignore

    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    const title = fake.papers.find((p) => p.marks.state === "inbox")!.facts.title;
    expect(title).not.toBe("");
    await user.keyboard("q");
    await screen.findAllByText(/“ vorgemerkt/);
    await user.click(screen.getByRole("button", { name: "Rückgängig" }));
    await screen.findAllByText(/^Zurückgenommen: „/);

    await user.keyboard("gq");
    await screen.findByRole("heading", { name: "Leseliste" });
    await user.keyboard("gh");
    await screen.findByRole("heading", { name: "Verlauf" });
    await user.keyboard("?");
    await screen.findByRole("dialog", { name: "Tastatur" });
    expect(container.textContent).not.toMatch(/\b(Inbox|Queue|Settings|History|Undo|Tags?|Close|Search|Read|Snooze)\b/); // prettier-ignore
  }, 60_000);
});
