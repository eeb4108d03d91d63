import { describe, expect, test } from "vitest";
import { treeSource } from "../nix/index.ts";
import { sh, text } from "./fragment.ts";
import { type Ground, Lowering } from "./lower.ts";
import { buildMachine, mips24kc } from "./platform.ts";
import { type Build, type Download, defineBuild, output, textFile } from "./recipe.ts";
import { debianSource } from "./source.ts";

const download = (name: string): Download => ({
  kind: "download",
  name,
  path: `pool/main/${name}`,
  sha256: "0".repeat(64),
  sizeBytes: 1,
});
const bare = (name: string, extra: Partial<Build> = {}) =>
  defineBuild({ name, environment: "bare", script: () => sh`true`, ...extra });
const ground = (mirror = "http://one.example"): Ground => ({
  build: buildMachine,
  host: mips24kc,
  urlOf: ({ path }) => `${mirror}/${path}`,
  sourceFiles: () => ({ upstream: [download("orig.tar.xz")], debian: download("debian.tar.xz") }),
  debianFiles: download,
  seed: treeSource("seed", { kind: "directory", entries: {} }),
  buildRoot: defineBuild({
    name: "root",
    environment: "seed",
    script: () => sh`unpack ${download("a.deb")}`,
  }),
  toolchain: bare("toolchain"),
});
const library = defineBuild({ name: "library", outputs: ["out", "dev"], script: () => sh`make` });
const program = defineBuild({
  name: "program",
  version: "1",
  source: debianSource("program"),
  inputs: [library],
  script: ({ host }) => sh`make ARCH=${host.kernelArch} DATA=${textFile("data", text`x`)}`,
});

describe("a package", () => {
  const derivation = new Lowering(ground()).derivation(program);
  const env = Object.fromEntries(
    Object.entries(derivation.env).map(([name, value]) => [name, String(value)]),
  );

  test("has its holes filled with paths that are its inputs", () => {
    expect(env.script).toMatch(/^make ARCH=mips DATA=\/nix\/store\/[0-9a-z]{32}-data$/);
    expect(derivation.sources.map(({ name }) => name)).toContain("data");
  });

  test("sees headers and libraries of its inputs, and the toolchain as a program of the build", () => {
    expect(env.inputs?.split(" ").map((path) => path.slice(44))).toEqual(["library", "library-dev"]);
    expect(env.nativeInputs).toMatch(/-toolchain$/);
  });

  test("must not mention the build root, the seed or the toolchain", () => {
    expect(env.disallowedReferences?.split(" ").map((path) => path.slice(44))).toEqual([
      "root",
      "seed",
      "toolchain",
    ]);
  });

  test("is lowered once", () => {
    const lowering = new Lowering(ground());
    expect(lowering.derivation(program)).toBe(lowering.derivation(program));
    expect(lowering.recipeOf(lowering.derivation(program).drvPath)).toBe(program);
  });
});

test("another mirror changes what is instantiated, and no output path", () => {
  const [one, two] = ["http://one.example", "http://two.example/debian"].map((mirror) =>
    new Lowering(ground(mirror)).derivation(program),
  );
  expect(one?.outputs).toEqual(two?.outputs);
  expect(one?.drvPath).not.toBe(two?.drvPath);
});

test("a text file that mentions a build is itself built, and one that does not is a source", () => {
  const lowering = new Lowering(ground());
  expect(lowering.derivation(textFile("list", text`${program}/bin`)).env.content).toMatch(/-program-1\/bin$/);
  expect(() => lowering.derivation(textFile("list", text`plain`))).toThrow("list is not built");
});

test("an output that a recipe does not have is refused where it is asked for", () => {
  expect(() => output(library, "doc")).toThrow('library has no output "doc", only out, dev');
});
