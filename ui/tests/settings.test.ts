import { readFileSync } from "node:fs";
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import App from "../src/App.svelte";
import { FakeBackend } from "../src/backend/fake";
import type { Failure } from "../src/backend/wire";

const root = document.documentElement;
const readOnly: Failure = { code: "read_only", path: "/home/ada/.config/offprint/settings.toml", line: null, detail: null }; // prettier-ignore

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

  test("takes over the size that earlier versions kept", async () => {
    localStorage.setItem("offprint.textSize", "150");
    const { fake } = await open();
    await waitFor(() => expect(fake.settings.textSize).toBe(150));
    expect(localStorage.getItem("offprint.textSize")).toBeNull();
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
