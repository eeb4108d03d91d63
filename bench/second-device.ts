/**
 * What is built for a second board, when a first one with the same processor was built: derivations by name, as JSON.
 * Nothing is built to count them. `node bench/second-device.ts [EXAMPLE FIRST SECOND]`
 */
import { lowerOutput } from "../src/cli/build-output.ts";
import { closure, type Derivation } from "../src/nix/index.ts";
import { assemble, load } from "../src/pipeline.ts";

const [example = "examples/gateway", first = "belkin-rt3200", second = "bananapi-r64"] =
  process.argv.slice(2);
const [before, after] = await Promise.all([first, second].map(derivationsOf));
const known = new Set(before?.map(({ drvPath }) => drvPath));
const built = (after ?? []).filter(({ drvPath }) => !known.has(drvPath));
const result = {
  command: `liminix build ${example} --device ${second}, after --device ${first}`,
  derivations: after?.length ?? 0,
  built: built.length,
  names: built.map(({ name }) => name).sort(),
};
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);

async function derivationsOf(device: string): Promise<readonly Derivation[]> {
  const { derivation } = await lowerOutput(assemble(await load(example, device)), "default");
  return closure([derivation]).filter((node) => node.kind === "derivation");
}
