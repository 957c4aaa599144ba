import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vitest/config";
import { lightAtStart } from "./startWeight.ts";

/** Leaves KaTeX's older kinds of fonts out: every web view that we run in reads woff2. */
const onlyWoff2: Plugin = {
  name: "only-woff2",
  enforce: "pre",
  transform(css, id) {
    if (!id.includes("katex") || !id.includes(".css")) return null;
    return css.replace(/,\s*url\([^)]+\.(?:woff|ttf)\)\s*format\("[^"]+"\)/g, "");
  },
};

/** Has the window fetched while the core says in which language to draw it. */
const fetchWindowEarly: Plugin = {
  name: "fetch-window-early",
  transformIndexHtml: {
    order: "post",
    handler(_html, { bundle }) {
      const chunk = Object.values(bundle ?? {}).find((file) => file.type === "chunk" && file.facadeModuleId?.endsWith("/App.svelte")); // prettier-ignore
      if (chunk?.type !== "chunk") return [];
      const styles = [...(chunk.viteMetadata?.importedCss ?? [])];
      return [
        { tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `./${chunk.fileName}` } }, // prettier-ignore
        ...styles.map((file) => ({ tag: "link", attrs: { rel: "stylesheet", crossorigin: true, href: `./${file}` } })), // prettier-ignore
      ].map((tag) => ({ ...tag, injectTo: "head" as const }));
    },
  },
};

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), onlyWoff2, fetchWindowEarly, lightAtStart],
  // Tests mount components, so they need Svelte's browser half.
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  base: "./",
  server: { port: 1420, strictPort: true },
  build: {
    target: ["safari15.4", "chrome105"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    testTimeout: 20_000,
  },
}));
