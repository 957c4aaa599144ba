import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
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
