import svelte from "eslint-plugin-svelte";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

export default defineConfig(
  globalIgnores(["dist", "node_modules", "src/backend/wire.ts"]),
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
  },
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "svelte/no-at-html-tags": "error",
      "svelte/no-inline-styles": "off",
      // A space at the edge of an element is written as one, so that no formatter takes it away.
      "svelte/no-useless-mustaches": "off",
      // svelte-check has the last word on what is accessible.
      "svelte/no-unused-svelte-ignore": "off",
      // There is no router: links name a view of this window.
      "svelte/no-navigation-without-resolve": "off",
      // Maps and sets here are replaced whole, never changed in place.
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
);
