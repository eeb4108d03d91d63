import { expect, test } from "vitest";
import { textSource } from "../../nix/index.ts";
import { sh, text } from "../../recipe/fragment.ts";
import { Inputs } from "../../recipe/inputs.ts";
import { file, isRecipe, textFile } from "../../recipe/recipe.ts";
import { compileGraph } from "./compile.ts";
import { carrier } from "./condition.ts";
import { longrun } from "./definition.ts";
import { dhcp, route, wanPort } from "./examples-in-tests.ts";
import { graphFile } from "./graph-file.ts";
import { parseGraph } from "./graph-schema.ts";
import type { Service } from "./service.ts";

/** As lowering does, without builds: every text file is a source. */
function rendered(services: Readonly<Record<string, Service>>) {
  const inputs: Inputs = new Inputs((reference) => {
    if (!isRecipe(reference)) throw new Error("no outputs here");
    if (reference.kind !== "text-file") return { kind: "source", source: textSource(reference.name, "") };
    const below = inputs.render(reference.content);
    return { kind: "source", source: textSource(reference.name, below) };
  });
  return parseGraph(inputs.render(graphFile(compileGraph(services)).content));
}

const wan = () => dhcp({ interface: wanPort }, { when: carrier(wanPort) });
const system = (one = wan(), program = "x") => ({
  wan: one,
  default: route({ via: one.output.gateway }),
  other: longrun({
    run: sh`exec ${textFile("p", text`${program}`)}`,
    environment: { A: 'a "quoted" word', B: text`${file(import.meta, "service.ts")}` },
    user: "nobody",
    log: { sizeBytes: 1000, files: 2 },
  }),
});

test("the file is what the schema says, with store paths", () => {
  const { services, wanted } = rendered(system());
  expect(wanted).toEqual(["default", "other", "wan"]);
  expect(services.other?.run).toMatch(/^\/nix\/store\/[0-9a-z]{32}-other-run$/);
  expect(services.other?.process.environment).toEqual({
    A: 'a "quoted" word',
    B: expect.stringMatching(/^\/nix\/store\/.*service.ts$/),
  });
});

test("a service's hash is the same for the same service, and another when anything of it is another", () => {
  const hashes = (services: Readonly<Record<string, Service>>) =>
    Object.fromEntries(Object.entries(rendered(services).services).map(([name, { hash }]) => [name, hash]));
  const before = hashes(system());
  expect(hashes(system())).toEqual(before);
  // A program that its script calls: another store path.
  expect(hashes(system(wan(), "y"))).toEqual({
    ...before,
    other: expect.not.stringMatching(`${before.other}`),
  });
  const uncabled = hashes(system(dhcp({ interface: wanPort })));
  expect(uncabled).toEqual({ ...before, wan: expect.not.stringMatching(`${before.wan}`) });
});

test("what only a router knows cannot get into other files", () => {
  const inputs = new Inputs(() => {
    throw new Error("nothing to look up");
  });
  expect(() => inputs.render(text`ip=${wan().output.address}`)).toThrow(
    "The output 'address' stands in a text that is written before any router runs",
  );
});
