import { describe, expect, test } from "vitest";
import { importsOf, isAllowed } from "./check-layers.ts";

const found = (file: string, text: string) =>
  importsOf(file, text).map(({ line, imported }) => [line, imported]);
const allowed = (file: string, imported: string) => isAllowed({ file, line: 1, imported });

describe("importsOf", () => {
  test("finds imports over several lines, of types, for their effect, and passed on", () => {
    const text = [
      'import {\n  a,\n  b,\n} from "./a.ts";',
      'import type { C } from "../c.ts";',
      'import "./effect.ts";',
      'export * from "./d.ts";',
      'const late = await import("../nix/index.ts");',
    ].join("\n");
    expect(found("src/cli/main.ts", text)).toEqual([
      [4, "src/cli/a.ts"],
      [5, "src/c.ts"],
      [6, "src/cli/effect.ts"],
      [7, "src/cli/d.ts"],
      [8, "src/nix/index.ts"],
    ]);
  });

  test("passes over packages and over strings that are paths", () => {
    expect(
      found("src/a.ts", 'import fs from "node:fs";\nexport const path = new URL("../x.json", here);'),
    ).toEqual([]);
  });
});

describe("data passes one way", () => {
  test.each([
    ["src/config/merge.ts", "src/error.ts"],
    ["src/config/types/scalar.ts", "src/config/problems.ts"],
    ["src/recipe/lower.ts", "src/nix/index.ts"],
    ["src/pipeline.ts", "src/cli/main.ts"],
    ["packages/hello/package.ts", "src/index.ts"],
    ["modules/users/index.ts", "packages/busybox/package.ts"],
    ["src/nix/oracle.test.ts", "src/recipe/lower.ts"],
  ])("%s may import %s", (file, imported) => {
    expect(allowed(file, imported)).toBe(true);
  });

  test.each([
    ["src/nix/store.ts", "src/error.ts"],
    ["src/config/merge.ts", "src/system/system.ts"],
    ["src/recipe/lower.ts", "src/config/index.ts"],
    ["src/inputs/seed.ts", "src/nix/index.ts"],
    ["runtime/lib/graph.ts", "src/error.ts"],
    ["packages/hello/package.ts", "src/recipe/recipe.ts"],
  ])("%s may not import %s", (file, imported) => {
    expect(allowed(file, imported)).toBe(false);
  });
});
