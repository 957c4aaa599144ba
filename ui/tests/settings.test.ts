import { readFileSync } from "node:fs";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { afterEach, describe, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import type { Failure } from "../src/backend/wire";
import { noProblems } from "./axe";

const root = document.documentElement;
const readOnly: Failure = { code: "read_only", path: "/home/ada/.config/offprint/settings.toml", line: null, cause: null, said: null }; // prettier-ignore

afterEach(() => {
  delete root.dataset.theme;
  delete root.dataset.density;
  root.style.fontSize = "";
});

async function open(prepare: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend({ nFillers: 30 });
  prepare(fake);
  Object.assign(window, { innerWidth: 1280, innerHeight: 800 });
  const { container } = render(App, { props: { backend: fake } });
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
  return { fake, user, container };
}

describe("what was set on this device", () => {
  test("holds from the start: theme, density and the size of the text", async () => {
    await open((fake) => {
      fake.settings = { ...fake.settings, theme: "dark", density: "compact", textSize: 130 };
    });
    expect(root.dataset.theme).toBe("dark");
    expect(root.dataset.density).toBe("compact");
    expect(root.style.fontSize).toBe("130%");
  });

  test("leaves theme and density to the system and the usual where nothing was chosen", async () => {
    await open();
    expect(root.dataset.theme).toBeUndefined();
    expect(root.dataset.density).toBeUndefined();
    expect(root.style.fontSize).toBe("");
  });

  test("keeps the size of the text that the keys chose", async () => {
    const { user, fake } = await open();
    await user.keyboard("{Control>}+{/Control}");
    expect(root.style.fontSize).toBe("115%");
    await waitFor(() => expect(fake.settings.textSize).toBe(115));
    await user.keyboard("{Control>}0{/Control}");
    await waitFor(() => expect(fake.settings.textSize).toBe(100));
  });

  test("is said where it was set if it cannot be saved, and leads to the settings", async () => {
    const { user } = await open((fake) => (fake.settingsFailure = readOnly));
    await user.keyboard("{Control>}+{/Control}");
    const said = await screen.findByRole("group", { name: /^What you set holds in this window, but is not saved/ }); // prettier-ignore
    await user.click(within(said).getByRole("button", { name: "Settings" }));
    await screen.findByRole("button", { name: "Save again" });
  });

  test("takes over the size that earlier versions kept", async () => {
    localStorage.setItem("offprint.textSize", "150");
    const { fake } = await open();
    await waitFor(() => expect(fake.settings.textSize).toBe(150));
    expect(localStorage.getItem("offprint.textSize")).toBeNull();
  });

  test("stays where the person changes the file meanwhile, and shows with the next save", async () => {
    const { user, fake } = await open((fake) => (fake.settings = { ...fake.settings, density: "compact", keys: { drop: ["8"] } })); // prettier-ignore
    fake.settings = { ...fake.settings, theme: "dark", density: "roomy", keys: { drop: ["8"], read: ["9"] } }; // prettier-ignore
    await user.keyboard("{Control>}+{/Control}");
    await waitFor(() => expect(root.dataset.theme).toBe("dark"));
    expect(root.dataset.density).toBe("roomy");
    expect(root.style.fontSize).toBe("115%");
    expect(fake.settings).toMatchObject({ theme: "dark", density: "roomy", textSize: 115, keys: { drop: ["8"], read: ["9"] } }); // prettier-ignore
    await user.keyboard("9");
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setState", to: "read" }]));
  });

  test("is not undone by the answer to a save that came before", async () => {
    const { user, fake } = await open();
    fake.settings = { ...fake.settings, theme: "dark" };
    const change = fake.changeDeviceSettings.bind(fake);
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let nAsked = 0;
    fake.changeDeviceSettings = async (before, after) => {
      if (++nAsked === 1) await held;
      return change(before, after);
    };
    await user.keyboard("{Control>}+{/Control}");
    await waitFor(() => expect(nAsked).toBe(1));
    await user.keyboard("{Control>}+{/Control}");
    goOn();
    await waitFor(() => expect(fake.settings).toMatchObject({ theme: "dark", textSize: 130 }));
    expect(root.style.fontSize).toBe("130%");
    await waitFor(() => expect(root.dataset.theme).toBe("dark"));
  });

  test("holds in this window also where it cannot be written down", async () => {
    const { user } = await open((fake) => (fake.settingsFailure = readOnly));
    await user.keyboard("{Control>}+{/Control}");
    expect(root.style.fontSize).toBe("115%");
    expect(screen.getByRole("listbox")).toBeTruthy();
  });
});

test("dark by the person's choice has the colours of dark by the system", () => {
  const tokens = readFileSync("src/styles/tokens.css", "utf8");
  const between = (from: string, to: string) => tokens.split(from)[1]!.split(to)[0]!.trim();
  const bySystem = between('(prefers-color-scheme: dark) { :root:not([data-theme="light"]) {', "} }"); // prettier-ignore
  expect(between(':root[data-theme="dark"] {', "}")).toBe(bySystem);
});

const openSettings = async (prepare?: (fake: FakeBackend) => void) => {
  const opened = await open(prepare);
  await opened.user.keyboard("{Control>},{/Control}");
  await screen.findByRole("heading", { level: 1, name: "Settings" });
  return opened;
};
const section = async (user: ReturnType<typeof userEvent.setup>, name: string) => {
  await user.click(screen.getByRole("tab", { name }));
  return screen.getByRole("tabpanel", { name });
};

describe("the settings", () => {
  test("open with Ctrl and comma at their first section, which has the focus; arrows go on", async () => {
    const { user, fake } = await openSettings();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("tab", { name: "General" }))); // prettier-ignore
    expect(fake.title).toMatch(/^Settings · /);
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Appearance", selected: true }))); // prettier-ignore
    await user.keyboard("{End}");
    await waitFor(() => expect(screen.getByRole("tab", { name: "About", selected: true })).toBeTruthy()); // prettier-ignore
  });

  test("show in their sample a paper as lists do, without the marks of a search", async () => {
    const { user } = await open();
    await user.keyboard("/");
    await user.type(await screen.findByRole("combobox", { name: "Search" }), "retrieval");
    await waitFor(() => expect(document.querySelectorAll("[role=option] mark").length).toBeGreaterThan(0)); // prettier-ignore
    await user.click(screen.getByRole("link", { name: "Settings" }));
    await user.click(await screen.findByRole("tab", { name: "Appearance" }));
    const sample = await screen.findByRole("listbox", { name: "Sample" });
    expect(within(sample).getByRole("option").textContent).toMatch(/retrieval/i);
    expect(sample.querySelector("mark")).toBeNull();
  });

  test("change theme, density and text size at once, and keep them", async () => {
    const { user, fake } = await openSettings();
    const panel = await section(user, "Appearance");
    await user.click(within(panel).getByRole("radio", { name: "Dark" }));
    expect(root.dataset.theme).toBe("dark");
    await user.click(within(panel).getByRole("radio", { name: "Roomy" }));
    expect(root.dataset.density).toBe("roomy");
    const size = within(panel).getByRole("slider", { name: "Text size" });
    expect(size.getAttribute("aria-valuetext")).toBe("100%");
    await fireEvent.input(size, { target: { value: "4" } });
    expect(root.style.fontSize).toBe("150%");
    await waitFor(() => expect(fake.settings).toMatchObject({ theme: "dark", density: "roomy", textSize: 150 })); // prettier-ignore
    await user.click(within(panel).getByRole("radio", { name: "As the system" }));
    expect(root.dataset.theme).toBeUndefined();
  });

  test("say in place where they cannot be saved, keep what was set, and try again", async () => {
    const { user, fake } = await openSettings((fake) => (fake.settingsFailure = readOnly));
    const panel = await section(user, "Appearance");
    await user.click(within(panel).getByRole("radio", { name: "Dark" }));
    const alert = await screen.findByText(/^What you set holds in this window, but is not saved\./);
    expect(alert.closest('[role="alert"]')).not.toBeNull();
    expect(root.dataset.theme).toBe("dark");
    fake.settingsFailure = null;
    await user.click(screen.getByRole("button", { name: "Save again" }));
    await waitFor(() => expect(screen.queryByText(/is not saved/)).toBeNull());
    expect(fake.settings.theme).toBe("dark");
  });

  test("are saved when the window is closed once they can be, and keep it open until then", async () => {
    const { user, fake } = await open((fake) => (fake.settingsFailure = readOnly));
    await user.keyboard("{Control>}={/Control}");
    await screen.findByRole("group", { name: /not saved/ });
    fake.announce("closing", null);
    const dialog = await screen.findByRole("dialog", { name: "Not everything is saved" });
    await user.click(within(dialog).getByRole("button", { name: "Stay" }));
    fake.settingsFailure = null;
    fake.announce("closing", null);
    await waitFor(() => expect(fake.isClosed).toBe(true));
    expect(fake.settings.textSize).toBe(115);
  });

  test("whose file holds a mistake say so until one has seen it", async () => {
    const mistake: Failure = { code: "usage", path: "/tmp/settings.toml", line: 2, cause: { kind: "misplacedLibrary", table: "appearance" }, said: null }; // prettier-ignore
    const fake = new FakeBackend({ nFillers: 3 });
    fake.settingsFailure = mistake;
    vi.useFakeTimers({ shouldAdvanceTime: true });
    render(App, { props: { backend: fake } });
    const said = /“library” stands below \[appearance\]/;
    const toast = await screen.findByRole("group", { name: said });
    vi.advanceTimersByTime(600_000);
    vi.useRealTimers();
    await tick();
    expect(toast.isConnected).toBe(true);
    await userEvent.setup().click(within(toast).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("group", { name: said })).toBeNull();
  });

  test("name the mistake in a file that is not written over, and keep what was mended", async () => {
    const mistake: Failure = { code: "usage", path: "/tmp/settings.toml", line: 2, cause: null, said: "expected u32" }; // prettier-ignore
    const { user, fake } = await openSettings((fake) => (fake.settingsFailure = mistake));
    const panel = await section(user, "Appearance");
    await user.click(within(panel).getByRole("radio", { name: "Dark" }));
    expect((await screen.findByText(/is not saved/)).textContent).toContain("settings.toml, line 2): “expected u32”"); // prettier-ignore
    fake.settingsFailure = null;
    fake.settings = { ...fake.settings, density: "roomy" };
    await user.click(screen.getByRole("button", { name: "Save again" }));
    expect(await within(panel).findByRole("radio", { name: "Roomy", checked: true })).toBeTruthy();
    expect(fake.settings).toMatchObject({ theme: "dark", density: "roomy" });
  });

  test("set the planned size of the queue as a change, and from how many papers on one looks before an import", async () => {
    const { user, fake } = await openSettings();
    const queue = await section(user, "Queue");
    const size = within(queue).getByRole("spinbutton", { name: "Planned size" });
    await user.clear(size);
    await user.type(size, "7{Tab}");
    await waitFor(() => expect(fake.queueSize).toBe(7));
    const panel = await section(user, "Import");
    const from = within(panel).getByRole("spinbutton", {
      name: "Show an import before it comes in, from this many papers",
    });
    await user.clear(from);
    await user.type(from, "5{Tab}");
    expect(
      within(panel).getByText(/A source with fewer than 5 papers comes in at once/),
    ).toBeTruthy();
    await waitFor(() => expect(fake.settings.previewFrom).toBe(5));
  });

  test("say how many folders are watched, and lead there", async () => {
    const { user, fake } = await openSettings();
    const panel = await section(user, "Import");
    expect(within(panel).getByText(/^2 folders are watched/)).toBeTruthy();
    await noProblems(panel);
    fake.changeFromElsewhere({ kind: "unwatchFolder", path: fake.folders[0]!.path });
    expect(await within(panel).findByText(/^1 folder is watched/)).toBeTruthy();
    await user.click(within(panel).getByRole("button", { name: "Watched folders…" }));
    expect(await screen.findByRole("heading", { name: "Watched folders" })).toBeTruthy();
  });

  test("show where the library is and how large, and what leaves it", async () => {
    const { user, fake } = await openSettings();
    const panel = await section(user, "Your data");
    expect(await within(panel).findByText(/papers, .* changes?, .*kB/)).toBeTruthy();
    expect(within(panel).getByText(fake.libraryFolder)).toBeTruthy();
    await user.click(within(panel).getByRole("button", { name: "Show" }));
    expect(fake.nLibraryShown).toBe(1);
    await user.click(within(panel).getByRole("button", { name: "Export…" }));
    expect(await screen.findByRole("dialog")).toBeTruthy();
  });

  test("tell the version and the licences of what it is made with", async () => {
    const { user } = await openSettings();
    const panel = await section(user, "About");
    expect(within(panel).getByText("Version 0.1.0")).toBeTruthy();
    expect(within(panel).getByText("SIL Open Font License 1.1")).toBeTruthy();
  });
});

describe("the keys in the settings", () => {
  const openKeys = async (prepare?: (fake: FakeBackend) => void) => {
    const opened = await openSettings(prepare);
    const panel = await section(opened.user, "Keyboard");
    return { ...opened, panel: within(panel) };
  };

  test("are changed by pressing others, which work at once and are kept", async () => {
    const { user, fake, panel } = await openKeys();
    await user.click(panel.getByRole("button", { name: "Drop: D. Change" }));
    expect(document.activeElement?.textContent).toBe("Press a key…");
    await user.keyboard("9");
    const changed = await panel.findByRole("button", { name: "Drop: 9. Change" });
    await waitFor(() => expect(document.activeElement).toBe(changed));
    await waitFor(() => expect(fake.settings.keys).toEqual({ drop: ["9"] }));
    await user.keyboard("{Control>}1{/Control}");
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("option"));
    await user.keyboard("d");
    await user.keyboard("9");
    await waitFor(() => expect(fake.asked).toMatchObject([{ kind: "setState", to: "dropped" }]));
  });

  test("say who has the key that was pressed, and take it only if one says so", async () => {
    const { user, fake, panel } = await openKeys();
    await user.click(panel.getByRole("button", { name: "Drop: D. Change" }));
    await user.keyboard("r");
    expect(panel.getByRole("alert").textContent).toContain("R is for “Read”.");
    await user.click(panel.getByRole("button", { name: "Leave it there" }));
    expect(panel.getByRole("button", { name: "Drop: D. Change" })).toBeTruthy();
    await user.click(panel.getByRole("button", { name: "Drop: D. Change" }));
    await user.keyboard("r");
    await user.click(panel.getByRole("button", { name: "Use it here" }));
    expect(panel.getByRole("button", { name: "Drop: R. Change" })).toBeTruthy();
    expect(panel.getByRole("button", { name: "Read: give it a key" })).toBeTruthy();
    await waitFor(() => expect(fake.settings.keys).toEqual({ drop: ["r"], read: [] }));
    await user.click(panel.getByRole("button", { name: "Reset the keys of “Drop”" }));
    await user.click(panel.getByRole("button", { name: "Reset all keys" }));
    await waitFor(() => expect(fake.settings.keys).toEqual({}));
  });

  test("can be two in a row, one more, and none", async () => {
    const { user, fake, panel } = await openKeys();
    await user.click(panel.getByRole("button", { name: "Drop: another key" }));
    await user.keyboard("g");
    expect(document.activeElement?.textContent).toBe("G, then…");
    await user.keyboard("v");
    await waitFor(() => expect(fake.settings.keys).toEqual({ drop: ["d", "g v"] }));
    await user.click(panel.getByRole("button", { name: "Drop: D. Change" }));
    await user.click(panel.getByRole("button", { name: "Take D away" }));
    await waitFor(() => expect(fake.settings.keys).toEqual({ drop: ["g v"] }));
  });

  test("are none that systems and screen readers own; Escape leaves all as it was", async () => {
    const { user, fake, panel } = await openKeys();
    await user.click(panel.getByRole("button", { name: "Drop: D. Change" }));
    await user.keyboard("{Alt>}a{/Alt}");
    expect(panel.getByRole("alert").textContent).toContain("Your system or a screen reader");
    await user.keyboard("{Escape}");
    expect(panel.queryByRole("alert")).toBeNull();
    expect(fake.settings.keys).toEqual({});
    expect(document.activeElement).toBe(panel.getByRole("button", { name: "Drop: D. Change" }));
  });

  test("of one's own that two actions share are seen", async () => {
    const { panel } = await openKeys((fake) => (fake.settings = { ...fake.settings, keys: { drop: ["r"] } })); // prettier-ignore
    expect(panel.getByText(/R is also for “Drop”/)).toBeTruthy();
    expect(panel.getByText(/R is also for “Read”/)).toBeTruthy();
  });

  test("of single signs are switched off together", async () => {
    const { user, fake, panel } = await openKeys();
    await user.click(panel.getByRole("switch", { name: "Single-key shortcuts", checked: true }));
    expect(
      panel.getByRole("switch", { name: "Single-key shortcuts", checked: false }),
    ).toBeTruthy();
    await waitFor(() => expect(fake.settings.hasSingleKeys).toBe(false));
    await user.keyboard("g,");
    await user.keyboard("?");
    expect(screen.queryByRole("dialog", { name: "Keyboard" })).toBeNull();
  });
});

for (const theme of ["light", "dark"] as const) {
  test(`no section has problems in ${theme}`, async () => {
    const { user, container } = await openSettings((fake) => (fake.settings = { ...fake.settings, theme, keys: { drop: ["r"] } })); // prettier-ignore
    for (const name of [
      "General",
      "Appearance",
      "Queue",
      "Import",
      "Keyboard",
      "Your data",
      "About",
    ]) {
      // prettier-ignore
      await section(user, name);
      await noProblems(container);
    }
  }, 60_000);
}
