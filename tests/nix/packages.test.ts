import { expect, test } from "vitest";
import { findWorld } from "../../src/ground.ts";
import { openStore } from "../../src/nix/index.ts";
import { loadDevice } from "../../src/pipeline.ts";
import { realise } from "../../src/realise.ts";
import { Lowering } from "../../src/recipe/lower.ts";
import type { Build } from "../../src/recipe/recipe.ts";
import { everyPackage, packagesOn } from "./packages-on.ts";

await packagesOn("qemu");

test("a check that fails fails, with what it printed", async () => {
  const world = await findWorld((await loadDevice("qemu")).platform);
  const lowering = new Lowering(world.ground);
  const lying: Build = {
    ...(await everyPackage("qemu"))[0],
    check: () => ({ kind: "fragment", parts: ["echo no such luck; false\n"] }),
  } as Build;
  const derivation = lowering.check(lying, world.emulator);
  if (derivation === undefined) throw new Error("it has a check");
  await expect(
    realise({ world, lowering, store: openStore({}), derivations: [derivation] }),
  ).rejects.toMatchObject({
    problem: { kind: "build-failed", lastLines: expect.arrayContaining(["no such luck"]) },
  });
});

test("every package has a version that the lock has", async () => {
  const { sources, firmware } = (await import("../../src/inputs/lock.ts")).readLock();
  for (const { name, source, version } of await everyPackage("qemu")) {
    if (source === undefined) continue;
    const locked = sources[source.package] ?? firmware.find((one) => one.package === source.package);
    expect(`${name} ${locked?.version}`).toContain(version);
  }
});
