import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { partsAtStart, tooHeavy } from "../startWeight";

const page = '<script type="module" crossorigin src="./assets/index.js"></script><link rel="modulepreload" crossorigin href="./assets/App.js"><link rel="stylesheet" href="./assets/App.css">'; // prettier-ignore
const chunk = (code: string, ...imports: string[]) => ({ type: "chunk" as const, code, imports });

function bundleOf(large: string) {
  return {
    "index.html": { type: "asset" as const, source: page },
    "assets/index.js": chunk("a", "assets/shared.js"),
    "assets/App.js": chunk("import('./editor.js')", "assets/index.js", "assets/shared.js"),
    "assets/shared.js": chunk(large, "assets/index.js"),
    "assets/editor.js": chunk("e", "assets/index.js"),
  };
}

test("what the window loads at start is what its page asks for and what that imports, each once", () => {
  const parts = partsAtStart(bundleOf("s"));
  const names = parts.map(({ name }) => name);
  expect(names).toEqual(["assets/index.js", "assets/App.js", "assets/shared.js"]);
});

test("its weight is that of compressed files, and too much of it is said with both numbers", () => {
  const [light, heavy] = ["x".repeat(300_000), randomBytes(150_000).toString("hex")];
  const sizeOf = (large: string) => partsAtStart(bundleOf(large)).at(-1)!.bytes;
  expect(sizeOf(light)).toBeLessThan(1000);
  expect(sizeOf(heavy)).toBeGreaterThan(150_000);
  const said = tooHeavy(260_040, [
    { name: "small.js", bytes: 40 },
    { name: "large.js", bytes: 260_000 },
  ]);
  expect(said).toMatch(
    /260\.0 kB .* at most 250\.0 kB .*\n {2}260\.0 kB {2}large\.js\n.*small\.js$/,
  );
});

test("a page that asks for nothing, or for what was not built, is a mistake", () => {
  expect(() => partsAtStart({})).toThrow("asks for no script");
  const bundle: Parameters<typeof partsAtStart>[0] = bundleOf("s");
  delete bundle["assets/App.js"];
  expect(() => partsAtStart(bundle)).toThrow("assets/App.js was not built");
});
