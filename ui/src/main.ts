import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/formula.css";
import type { Backend } from "./backend/backend";
import { tauriBackend } from "./backend/tauri";
import { speakLanguage } from "./strings/language";

/** `vite --mode fake` shows the interface over an invented library; no other build holds it. */
async function chosenBackend(): Promise<Backend> {
  if (import.meta.env.MODE !== "fake") return tauriBackend();
  const { FakeBackend } = await import("./backend/fake");
  const fake = new FakeBackend({
    isEmpty: location.search.includes("empty"),
    startupFailure: location.search.includes("broken")
      ? {
          code: "library_damaged",
          path: "/home/ada/.local/share/offprint/library.db",
          line: null,
          cause: null,
          said: null,
        }
      : null,
  });
  Object.assign(window, { fake });
  return fake;
}

/** The core's first answer says in which language to draw; the desk begins with the same answer. */
async function start(): Promise<void> {
  const backend = await chosenBackend();
  const startup = backend.startup();
  // Why it failed, the window says.
  const language = await startup.then(({ settings }) => settings.language, () => null); // prettier-ignore
  await speakLanguage(language);
  const { default: App } = await import("./App.svelte");
  mount(App, { target: document.getElementById("window")!, props: { backend, startup } });
}

void start();
