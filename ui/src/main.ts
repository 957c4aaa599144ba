import { mount } from "svelte";
import App from "./App.svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/formula.css";
import type { Backend } from "./backend/backend";
import { tauriBackend } from "./backend/tauri";

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
          detail: null,
        }
      : null,
  });
  Object.assign(window, { fake });
  return fake;
}

void chosenBackend().then((backend) => {
  mount(App, { target: document.getElementById("window")!, props: { backend } });
});
