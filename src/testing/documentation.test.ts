import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("docs/qemu.md shows a test that is compiled and run", () => {
  const shown = [...read("docs/qemu.md").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  expect(shown).toEqual([read("tests/qemu/network/cable.test.ts")]);
});

test("README.md shows the home router that is booted and tested", () => {
  const shown = [...read("README.md").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  expect(shown).toEqual([read("examples/gateway/configuration.ts")]);
});
