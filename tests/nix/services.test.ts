import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findWorld } from "../../src/ground.ts";
import {
  compileGraph,
  configFile,
  defineService,
  graphFile,
  longrun,
  mips24kc,
  networkOutputs,
  sh,
  text,
} from "../../src/index.ts";
import { openStore } from "../../src/nix/index.ts";
import { realise } from "../../src/realise.ts";
import { Lowering } from "../../src/recipe/lower.ts";
import { defineBuild } from "../../src/recipe/recipe.ts";
import { parseGraph } from "../../src/system/services/graph-schema.ts";

const world = await findWorld(mips24kc);
const lowering = new Lowering(world.ground);
const store = openStore({});

const program = (says: string) =>
  defineBuild({ name: "program", environment: "seed", script: () => sh`echo ${says} >"$out"` });

const wan = defineService({
  name: "wan",
  params: {},
  outputs: networkOutputs,
  build: () => longrun({ run: sh`exec ${program("wan")}` }),
})();

const graphIn = async (says: string) => {
  const file = configFile({ path: "it.conf", content: text`${wan.output.address} ${program(says)}\n` });
  const graph = compileGraph({ wan, other: longrun({ run: sh`exec x ${file}` }) });
  const derivation = lowering.derivation(graphFile(graph));
  await realise({ world, lowering, store, derivations: [derivation] });
  const path = derivation.outputs.out ?? "";
  return { path, graph: parseGraph(readFileSync(path, "utf8")) };
};

test("a graph in the store names scripts and templates that are there, and keeps them and their programs", async () => {
  const { path, graph } = await graphIn("once");
  const { wan: first, other } = graph.services;
  const script = readFileSync(first?.run ?? "", "utf8");
  const [, named] = /^exec (\S+)$/m.exec(script) ?? [];
  expect(readFileSync(named ?? "", "utf8")).toBe("wan\n");
  const template = JSON.parse(readFileSync(other?.files[0]?.template ?? "", "utf8"));
  expect(template.parts).toEqual([
    { kind: "output", service: "wan", output: "address" },
    " ",
    expect.stringMatching(/^\/nix\/store\/.*-program$/),
    "\n",
  ]);
  const kept = await store.requisites(path);
  expect(kept).toEqual(expect.arrayContaining([first?.run, named, template.parts[2]]));
});

test("a hash is another when a program is, though no text of ours has changed", async () => {
  const [{ graph: before }, { graph: after }] = [await graphIn("once"), await graphIn("twice")];
  expect(after.services.other?.hash).not.toBe(before.services.other?.hash);
  expect(after.services.wan?.hash).toBe(before.services.wan?.hash);
});
