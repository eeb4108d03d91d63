import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { qca9887 } from "../../devices/families/firmware.ts";
import hello from "../../examples/hello/configuration.ts";
import { firmware } from "../../packages/firmware/package.ts";
import { findWorld, type World } from "../../src/ground.ts";
import { type Derivation, type NixError, openStore } from "../../src/nix/index.ts";
import { assemble, evaluate, loadDevice, loadValue } from "../../src/pipeline.ts";
import { realise } from "../../src/realise.ts";
import { Lowering } from "../../src/recipe/lower.ts";
import type { Package } from "../../src/recipe/package.ts";
import { type Build, isRecipe } from "../../src/recipe/recipe.ts";
import { filesBelow, readElf } from "./elf-hardening.ts";

const loaded = await loadValue(hello, await loadDevice("qemu"));
const { busybox } = evaluate(loaded);
const { kernel } = assemble(loaded);

const folder = new URL("../../packages/", import.meta.url);
const plain: readonly Package[] = (
  await Promise.all(
    readdirSync(folder).map(
      async (name): Promise<Record<string, unknown>> => import(new URL(`${name}/package.ts`, folder).href),
    ),
  )
).flatMap((exports) => Object.values(exports).filter(isPackage));
/** Those that are functions of what they are built with, as the hello example and a board have them. */
const packages: readonly Package[] = [...plain, busybox.package, kernel, firmware(qca9887)];

function withItsLog(error: unknown): never {
  const { problem } = error as Partial<NixError>;
  const lines = problem?.kind === "build-failed" ? problem.lastLines : [];
  throw new Error([`${error}`, ...lines].join("\n"));
}

function isPackage(value: unknown): value is Package {
  return isRecipe(value) && value.kind === "build" && "license" in value;
}

describe("every package", () => {
  let world: World;
  let lowering: Lowering;
  beforeAll(async () => {
    world = await findWorld(loaded.device.platform);
    lowering = new Lowering(world.ground);
  });

  test("is looked at here: as many as there are folders", () => {
    expect(packages.map(({ name }) => name).sort()).toEqual(readdirSync(folder).sort());
  });

  test.each(packages.map((built) => [built.name, built] as const))(
    "%s passes its check",
    async (_, built) => {
      const derivation = lowering.check(built, world.emulator) as Derivation;
      await realise({ world, lowering, store: openStore({}), derivations: [derivation] }).catch(withItsLog);
      expect(readFileSync(derivation.outputs.out as string, "utf8")).not.toBe("");
    },
  );

  /** What runs on routers; the others are for building, and the kernel has rules of its own. */
  const onRouters = packages.filter(
    ({ environment, name }) => (environment === "toolchain" && name !== "linux") || name === "musl",
  );
  test.each(onRouters.map((built) => [built.name, built] as const))(
    "%s is hardened, every program and library of it",
    async (_, built) => {
      const derivation = lowering.derivation(built);
      await realise({ world, lowering, store: openStore({}), derivations: [derivation] }).catch(withItsLog);
      const missing = Object.values(derivation.outputs)
        .flatMap(filesBelow)
        .map((path) => [path, readElf(path)] as const)
        .filter(([, what]) => what !== undefined && what.length > 0);
      expect(missing).toEqual([]);
    },
  );

  test("a check that fails fails, with what it printed", async () => {
    const lying: Build = {
      ...plain[0],
      check: () => ({ kind: "fragment", parts: ["echo no such luck; false\n"] }),
    } as Build;
    const derivation = lowering.check(lying, world.emulator) as Derivation;
    await expect(
      realise({ world, lowering, store: openStore({}), derivations: [derivation] }),
    ).rejects.toMatchObject({
      problem: { kind: "build-failed", lastLines: expect.arrayContaining(["no such luck"]) },
    });
  });

  test("has a version that the lock has", async () => {
    const { sources, firmware } = (await import("../../src/inputs/lock.ts")).readLock();
    for (const { name, source, version } of packages) {
      if (source === undefined) continue;
      const locked = sources[source.package] ?? firmware.find((one) => one.package === source.package);
      expect(`${name} ${locked?.version}`).toContain(version);
    }
  });
});
