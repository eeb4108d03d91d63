import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { program } from "../../packages/limjs/program.ts";
import { walkWorlds } from "../../runtime/lib/core/simulation/worlds.ts";
import { stories } from "../../runtime/lib/core/stories/index.ts";
import { buildMachine } from "../../src/recipe/platform.ts";
import { built } from "../../src/testing/built.ts";

test("under QuickJS the reconciler does in two hundred worlds exactly what it does on Node", async () => {
  const claims = await built(
    program({ name: "core-claims", main: "runtime/lib/core/check.ts" }),
    buildMachine,
  );
  const { stdout } = await promisify(execFile)(`${claims}/bin/core-claims`);
  expect(stdout.trimEnd().split("\n")).toEqual([
    ...stories.map(({ name }) => `ok: ${name}`),
    `ok: two hundred random worlds come to a good end, ${walkWorlds(200).digest}`,
  ]);
});
