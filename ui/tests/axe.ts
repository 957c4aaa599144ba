import axe from "axe-core";
import { expect } from "vitest";

/** Contrast is told where there are pixels, and what is not the whole window has no landmarks. */
const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };

/** Expects that axe-core finds nothing in what is on show. */
export async function noProblems(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
}
