import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { limjs } from "../../packages/limjs/package.ts";
import { program } from "../../packages/limjs/program.ts";
import { findWorld } from "../../src/ground.ts";
import { sh } from "../../src/index.ts";
import { openStore } from "../../src/nix/index.ts";
import { realise } from "../../src/realise.ts";
import { Lowering } from "../../src/recipe/lower.ts";
import { buildMachine, mips24kc, type Platform } from "../../src/recipe/platform.ts";
import type { Build } from "../../src/recipe/recipe.ts";

const core = program({ name: "core-claims", main: "runtime/lib/core/check.ts" });
const throws = program({ name: "throws", main: "runtime/checks/throws.ts" });
/** The same claims, with the engine of another machine. */
const coreElsewhere: Build = {
  ...core,
  check: ({ emulate }) => sh`${emulate} ${limjs}/bin/limjs ${core}/bin/core-claims`,
};

/** Builds a recipe for a platform, or runs its check; gives the store path. */
async function made(recipe: Build, platform: Platform, what: "out" | "check" = "out"): Promise<string> {
  const world = await findWorld(platform);
  const lowering = new Lowering(world.ground);
  const derivation = what === "out" ? lowering.derivation(recipe) : lowering.check(recipe, world.emulator);
  if (derivation === undefined) throw new Error(`${recipe.name} has no check`);
  await realise({ world, lowering, store: openStore({}), derivations: [derivation] });
  return derivation.outputs.out ?? "";
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
const run = async (file: string, ...args: readonly string[]): Promise<Ended> => {
  const running = promisify(execFile)(file, args);
  running.child.stdin?.end();
  return running.then(
    (ended) => ({ ...ended, code: 0 }),
    (error: Ended) => error,
  );
};

test("the reconciler's worlds come to the same end under QuickJS", async () => {
  const { stdout, stderr, code } = await run(`${await made(core, buildMachine)}/bin/core-claims`);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^ok: /);
  expect(code).toBe(0);
});

test("and on big-endian MIPS, by the bytecode that the build machine made", async () => {
  expect(readFileSync(await made(coreElsewhere, mips24kc, "check"), "utf8")).toMatch(/^ok: /);
  const bytecode = async (platform: Platform) =>
    readFileSync(`${await made(core, platform)}/bin/core-claims`, "latin1").replace(/^.*\n/, "");
  expect(await bytecode(mips24kc)).toBe(await bytecode(buildMachine));
});

describe("a program that fails", () => {
  let file: string;
  beforeAll(async () => {
    file = `${await made(throws, buildMachine)}/bin/throws`;
  });

  test("says where, by line and column of its TypeScript", async () => {
    const { code, stderr } = await run(file);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^TypeError: no way here\n {4}at .* \(runtime\/checks\/throws\.ts:10:24\)\n/);
  });

  test("ends when a promise is rejected and nobody catches it", async () => {
    expect(await run(file, "rejected")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Error: nobody waits\n"),
    });
  });

  test("goes on when somebody catches it in the same turn", async () => {
    expect(await run(file, "caught-later")).toMatchObject({ code: 0, stderr: "" });
  });

  test("goes on after an error in a handler, which is told", async () => {
    expect(await run(file, "handler")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Error: in a handler\n {4}at fails \(runtime\/checks\/throws\.ts:23:/),
    });
  });

  test("does not wait for what can no longer happen", async () => {
    expect(await run(file, "stuck")).toMatchObject({
      code: 1,
      stderr: `${file}: waits for what can no longer happen\n`,
    });
  });
});

test("the modules have what their types say, and no more", async () => {
  const exported = program({ name: "exports", main: "runtime/checks/exports.ts" });
  const { stdout } = await run(`${await made(exported, buildMachine)}/bin/exports`);
  const typed = ["host", "os", "std"].flatMap((name) => {
    const text = readFileSync(new URL(`../../runtime/host/${name}.d.ts`, import.meta.url), "utf8");
    const declared = [...text.matchAll(/^ {2}export (?:function|const) ([^;(]+)/gm)];
    const names = declared.flatMap(([, list = ""]) =>
      list.split(",").map((item) => item.trim().replace(/:.*/, "")),
    );
    return names.map((item) => `${name}.${item}`);
  });
  expect(stdout.trim().split("\n").toSorted()).toEqual(typed.toSorted());
});

test("limjs refuses what is no program", async () => {
  const bin = `${await made(limjs, buildMachine)}/bin/limjs`;
  expect(await run(bin, "/etc/passwd")).toMatchObject({
    code: 111,
    stderr: "/etc/passwd: not a whole program for limjs\n",
  });
  expect((await run(bin, "/none")).code).toBe(111);
  expect((await run(bin)).code).toBe(100);
});
