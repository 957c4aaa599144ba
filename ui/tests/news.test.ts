import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import type { Failure, NewsImport } from "../src/backend/wire";
import { watch as german } from "../src/strings/de/watch";
import { watch } from "../src/strings/watch";

const from = (source: string, nAdded: number, folder = "/home/ada/Downloads"): NewsImport => ({ import: `id of ${source}`, source, format: "BibTeX", folder, nAdded }); // prettier-ignore
const notText: Failure = { code: "not_text", path: "/home/ada/Downloads/photo.png", line: null, cause: null, said: null }; // prettier-ignore

describe("what a notification says", () => {
  test("how many papers, from where, and from which files", () => {
    expect(watch.news({ imports: [from("a.bib", 4)], failures: [] })).toEqual({ title: "4 papers from Downloads", body: "“a.bib”" }); // prettier-ignore
    expect(watch.news({ imports: [from("a.bib", 1), from("b.bib", 2, "/lab/Digests")], failures: [] })).toEqual({ title: "3 papers from Downloads and Digests", body: "“a.bib” and “b.bib”" }); // prettier-ignore
    const many = ["a", "b", "c", "d"].map((name) => from(name, 1, `/folders/${name}`));
    expect(watch.news({ imports: many, failures: [] })).toEqual({ title: "4 papers from 4 folders", body: "4 files" }); // prettier-ignore
  });

  test("what could not be read, too", () => {
    expect(watch.news({ imports: [from("a.bib", 1)], failures: [notText] })).toEqual({ title: "1 paper from Downloads", body: "“a.bib”. 1 file could not be read" }); // prettier-ignore
    const alone = watch.news({ imports: [], failures: [notText] });
    expect(alone).toEqual({ title: "1 file could not be read", body: "“photo.png” is not a text file." }); // prettier-ignore
    expect(watch.news({ imports: [], failures: Array(4).fill(notText) })).toEqual({ title: "4 files could not be read", body: "" }); // prettier-ignore
  });

  test("in German", () => {
    expect(german.news({ imports: [from("a.bib", 4)], failures: [notText] })).toEqual({ title: "4 Papers aus Downloads", body: "„a.bib“. 1 Datei war nicht lesbar" }); // prettier-ignore
    expect(german.news({ imports: [], failures: [notText, notText] }).title).toBe("2 Dateien waren nicht lesbar"); // prettier-ignore
  });
});

describe("a notification", () => {
  async function open() {
    const fake = new FakeBackend({ nFillers: 3 });
    Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
    render(App, { props: { backend: fake } });
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    return { fake, user: userEvent.setup() };
  }

  test("leads to its import, to all of them, or to the watched folders", async () => {
    const { fake } = await open();
    const known = fake.imports[0]!;
    const one = { ...from("Trending papers, week 31", 93), import: known.id, format: known.format };
    fake.announce("watched-news", { imports: [one], failures: [] });
    fake.announce("watched-news", { imports: [one, one], failures: [] });
    fake.announce("watched-news", { imports: [], failures: [notText] });
    await waitFor(() => expect(fake.notifications).toHaveLength(3));
    expect(fake.notifications.map(({ news }) => news)).toEqual([0, 1, 2]);

    fake.announce("news-clicked", 0);
    await waitFor(() => expect(fake.title).toContain("Trending papers, week 31"));
    fake.announce("news-clicked", 1);
    await waitFor(() => expect(fake.title).toContain("All imports"));
    fake.announce("news-clicked", 2);
    await waitFor(() => expect(fake.title).toContain("Watched folders"));
  });

  test("is switched on in the settings, and is off by default", async () => {
    const { fake, user } = await open();
    await user.keyboard("{Control>},{/Control}");
    await user.click(await screen.findByRole("tab", { name: "Import" }));
    const wanted = screen.getByRole("switch", { name: "Tell me of new papers from watched folders" }); // prettier-ignore
    expect(wanted.getAttribute("aria-checked")).toBe("false");
    await user.click(wanted);
    expect(wanted.getAttribute("aria-checked")).toBe("true");
    await waitFor(() => expect(fake.settings.notifiesOfWatchedFolders).toBe(true));
  });
});
