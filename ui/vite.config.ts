import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vitest/config";

/** Leaves KaTeX's older kinds of fonts out: every web view that we run in reads woff2. */
const onlyWoff2: Plugin = {
  name: "only-woff2",
  enforce: "pre",
  transform(css, id) {
    if (!id.includes("katex") || !id.includes(".css")) return null;
    return css.replace(/,\s*url\([^)]+\.(?:woff|ttf)\)\s*format\("[^"]+"\)/g, "");
  },
};

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), onlyWoff2],
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
