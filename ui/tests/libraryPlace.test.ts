import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import type { Failure } from "../src/backend/wire";

const usual = "/home/ada/.local/share/offprint";

async function openSettings(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 30 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  await user.keyboard("{Control>},{/Control}");
  await user.click(await screen.findByRole("tab", { name: "Your data" }));
  return { fake, user };
}

const press = (user: ReturnType<typeof userEvent.setup>, name: string) =>
  screen.findByRole("button", { name }).then((button) => user.click(button));

describe("the library's place", () => {
  test("is moved to an empty folder; the window begins anew and says where it is", async () => {
    const { fake, user } = await openSettings((fake) => fake.emptyFolders.push("/disk/papers"));
    fake.chosenFolder = "/disk/papers";
    let goOn = () => {};
    fake.moveGate = new Promise((resolve) => (goOn = resolve));
    await press(user, "Move the library…");
    const dialog = within(await screen.findByRole("dialog", { name: "Moving the library" }));
    expect(dialog.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("40");
    expect(fake.nRestarts).toBe(0);
    goOn();
    await waitFor(() => expect(fake.nRestarts).toBe(1));
    expect(fake.libraryFolder).toBe("/disk/papers");
  });

  test("says after the window began anew where the library is now", async () => {
    await openSettings((fake) => {
      fake.libraryFolder = "/disk/papers";
      fake.saidBy = "settings";
      fake.arrival = "moved";
    });
    expect(await screen.findAllByText("The library is in /disk/papers now")).not.toHaveLength(0);
    expect(screen.getByText("/disk/papers")).toBeTruthy();
  });

  test("is left when moving is cancelled", async () => {
    const { fake, user } = await openSettings((fake) => fake.emptyFolders.push("/disk/papers"));
    fake.chosenFolder = "/disk/papers";
    fake.moveGate = new Promise(() => {});
    await press(user, "Move the library…");
    await press(user, "Cancel");
    expect(await screen.findByText(/Cancelled\. The library stays where it is/)).toBeTruthy();
    expect(fake.libraryFolder).toBe(usual);
    expect(fake.nRestarts).toBe(0);
  });

  test("is refused where there is something else, in words", async () => {
    const { fake, user } = await openSettings();
    fake.chosenFolder = "/home/ada/Music";
    await press(user, "Move the library…");
    expect(
      await screen.findByText(/There is something else in “Music”.*stays where it is/),
    ).toBeTruthy();
  });

  test("may be that of another library, or of a new one once the person says so", async () => {
    const { fake, user } = await openSettings((fake) => fake.emptyFolders.push("/disk/new"));
    fake.chosenFolder = "/disk/new";
    await press(user, "Use another…");
    const asked = await screen.findByRole("dialog", { name: "Make a new library in “new”?" });
    expect(fake.nRestarts).toBe(0);
    await user.click(within(asked).getByRole("button", { name: "Make a new library" }));
    await waitFor(() => expect(fake.nRestarts).toBe(1));
    expect(fake.libraryFolder).toBe("/disk/new");
    expect(fake.otherLibraries).toEqual([usual]);
  });

  test("goes back to the usual one: the library of there is opened, or this one moved", async () => {
    const { fake, user } = await openSettings((fake) => {
      fake.libraryFolder = "/disk/papers";
      fake.saidBy = "settings";
      fake.otherLibraries = [usual];
    });
    await press(user, "Back to it…");
    const asked = await screen.findByRole("dialog", { name: "Back to the usual place?" });
    expect(within(asked).getByText(/It is opened; the one you have now stays/)).toBeTruthy();
    await user.click(within(asked).getByRole("button", { name: "Open it" }));
    await waitFor(() => expect(fake.nRestarts).toBe(1));
    expect(fake.libraryFolder).toBe(usual);
    expect(fake.otherLibraries).toEqual(["/disk/papers"]);
  });

  test("is not to be changed where it is fixed for this run", async () => {
    await openSettings((fake) => (fake.saidBy = "argument"));
    expect(await screen.findByText(/Fixed for this run by --library/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Move the library…" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Use another…" })).toBeNull();
  });

  test("stays while something that was set cannot be saved", async () => {
    const { fake, user } = await openSettings((fake) => fake.emptyFolders.push("/disk/papers"));
    fake.settingsFailure = { code: "read_only", path: "/home/ada/.config/offprint/settings.toml", line: null, cause: null, said: null }; // prettier-ignore
    await user.click(screen.getByRole("tab", { name: "Import" }));
    const from = await screen.findByRole("spinbutton", {
      name: "Show an import before it comes in, from this many papers",
    });
    await user.clear(from);
    await user.type(from, "5{Tab}");
    await user.click(screen.getByRole("tab", { name: "Your data" }));
    fake.chosenFolder = "/disk/papers";
    await press(user, "Move the library…");
    expect(await screen.findByText(/is not saved yet/)).toBeTruthy();
    expect(fake.libraryFolder).toBe(usual);
  });
});

describe("where the library cannot be opened", () => {
  const gone: Failure = { code: "not_found", path: "/disk/papers", line: null, cause: { kind: "noLibrary" }, said: null }; // prettier-ignore

  async function openError(prepare: (fake: FakeBackend) => void) {
    const fake = new FakeBackend({ nFillers: 3, startupFailure: gone });
    fake.libraryFolder = "/disk/papers";
    fake.saidBy = "settings";
    prepare(fake);
    render(App, { props: { backend: fake } });
    await screen.findByRole("heading", { name: "Offprint cannot open your library" });
    return { fake, user: userEvent.setup() };
  }

  test("of one that moved it is said from where, and where it is", async () => {
    const startupFailure: Failure = { ...gone, path: "/disk/new", cause: { kind: "moved" } };
    const fake = new FakeBackend({ nFillers: 3, startupFailure });
    fake.libraryFolder = "/disk/papers";
    fake.saidBy = "argument";
    render(App, { props: { backend: fake } });
    expect(await screen.findByText("/disk/papers")).toBeTruthy();
    expect(screen.getByText("This is the folder that --library names.")).toBeTruthy();
    expect(screen.getByText("The library was moved; it is in /disk/new now. Nothing was changed.")).toBeTruthy(); // prettier-ignore
    expect(screen.getByText(/^Name that folder in place of this one/).textContent).toContain(
      "If you have put the library back into this folder, remove the file moved-to from it, then try again.",
    );
  });

  test("it is said where it was looked for, and another can be used", async () => {
    const { fake, user } = await openError((fake) => fake.otherLibraries.push("/home/ada/Papers"));
    expect(screen.getByText("The library is not in /disk/papers any more. Is the drive connected?")).toBeTruthy(); // prettier-ignore
    expect(screen.getByText("This is the folder that you chose in Settings.")).toBeTruthy();
    fake.chosenFolder = "/home/ada/Music";
    await press(user, "Use another library…");
    expect(await screen.findByText(/There is something else in “Music”/)).toBeTruthy();
    fake.chosenFolder = "/home/ada/Papers";
    await press(user, "Use another library…");
    await waitFor(() => expect(fake.nRestarts).toBe(1));
    expect(fake.libraryFolder).toBe("/home/ada/Papers");
  });

  test("the usual place can be used, and what is made there is asked first", async () => {
    const { fake, user } = await openError((fake) => fake.emptyFolders.push(usual));
    await press(user, "Use the usual place");
    await press(user, "Make a new library");
    await waitFor(() => expect(fake.nRestarts).toBe(1));
    expect(fake.libraryFolder).toBe(usual);
  });

  test("what is fixed for this run cannot be changed, but tried again", async () => {
    await openError((fake) => (fake.saidBy = "variable"));
    expect(screen.getByText("This is the folder that OFFPRINT_LIBRARY names.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Use another library…" })).toBeNull();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});
