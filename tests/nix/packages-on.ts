/** What is asked of every package on one platform: that its check passes, and that all of it is hardened. */
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
import { isRecipe } from "../../src/recipe/recipe.ts";
import { hardenedFiles } from "./elf-hardening.ts";

const folder = new URL("../../packages/", import.meta.url);

/** One for each folder of packages/; those that are functions, as the hello example and a board have them. */
export async function everyPackage(device: string): Promise<readonly Package[]> {
  const loaded = await loadValue(hello, await loadDevice(device));
  const modules = await Promise.all(
    readdirSync(folder).map(
      async (name): Promise<Record<string, unknown>> => import(new URL(`${name}/package.ts`, folder).href),
    ),
  );
  return [
    ...modules.flatMap((exports) => Object.values(exports).filter(isPackage)),
    evaluate(loaded).busybox.package,
    assemble(loaded).kernel,
    firmware(qca9887),
  ];
}

/** Defines the tests of every package on a device's platform. */
export async function packagesOn(device: string): Promise<void> {
  const { platform } = await loadDevice(device);
  const packages = await everyPackage(device);

  describe(`every package on ${platform.name}`, () => {
    let world: World;
    let lowering: Lowering;
    beforeAll(async () => {
      world = await findWorld(platform);
      lowering = new Lowering(world.ground);
    });
    const built = async (derivation: Derivation): Promise<readonly string[]> => {
      await realise({ world, lowering, store: openStore({}), derivations: [derivation] }).catch(withItsLog);
      return Object.values(derivation.outputs);
    };

    test("is looked at here: as many as there are folders", () => {
      expect(packages.map(({ name }) => name).sort()).toEqual(readdirSync(folder).sort());
    });

    test.each(packages.map((one) => [one.name, one] as const))("%s passes its check", async (_, one) => {
      const derivation = lowering.check(one, world.emulator);
      if (derivation === undefined) throw new Error(`${one.name} has no check`);
      const [said = ""] = await built(derivation);
      expect(readFileSync(said, "utf8")).not.toBe("");
    });

    /** What runs on routers; the others are for building, and the kernel has rules of its own. */
    const onRouters = packages.filter(
      ({ environment, name }) => (environment === "toolchain" && name !== "linux") || name === "musl",
    );
    test.each(onRouters.map((one) => [one.name, one] as const))(
      "%s is hardened, every program and library of it",
      async (_, one) => {
        const files = (await built(lowering.derivation(one))).flatMap(hardenedFiles);
        expect(files.filter(({ missing }) => missing.length > 0)).toEqual([]);
        const itsOwn = `${platform.kernelArch}, ${platform.endian}-endian`;
        expect(files.filter(({ isFor }) => isFor !== itsOwn)).toEqual([]);
      },
    );
  });
}

function withItsLog(error: unknown): never {
  const { problem } = error as Partial<NixError>;
  const lines = problem?.kind === "build-failed" ? problem.lastLines : [];
  throw new Error([`${error}`, ...lines].join("\n"));
}

function isPackage(value: unknown): value is Package {
  return isRecipe(value) && value.kind === "build" && "license" in value;
}
