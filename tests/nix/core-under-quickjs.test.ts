import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { program } from "../../packages/limjs/program.ts";
import { walkWorlds } from "../../runtime/lib/core/simulation/worlds.ts";
import { stories } from "../../runtime/lib/core/stories/index.ts";
import { findWorld } from "../../src/ground.ts";
import { openStore } from "../../src/nix/index.ts";
import { realise } from "../../src/realise.ts";
import { Lowering } from "../../src/recipe/lower.ts";
import { buildMachine } from "../../src/recipe/platform.ts";

test("under QuickJS the reconciler does in two hundred worlds exactly what it does on Node", async () => {
  const world = await findWorld(buildMachine);
  const lowering = new Lowering(world.ground);
  const derivation = lowering.derivation(program({ name: "core-claims", main: "runtime/lib/core/check.ts" }));
  await realise({ world, lowering, store: openStore({}), derivations: [derivation] });
  const { stdout } = await promisify(execFile)(`${derivation.outputs.out}/bin/core-claims`);
  expect(stdout.trimEnd().split("\n")).toEqual([
    ...stories.map(({ name }) => `ok: ${name}`),
    `ok: two hundred random worlds come to a good end, ${walkWorlds(200).digest}`,
  ]);
});
