/** Every stage of the journey as something to look at. */
import { toJson } from "../config/show-value.ts";
import type { Derivation } from "../nix/index.ts";
import { assemble, evaluate, load } from "../pipeline.ts";
import { describeNode } from "../system/describe-node.ts";
import { lowerOutput } from "./build-output.ts";
import { stableJson } from "./stable-json.ts";

export interface StageRequest {
  readonly configuration: string;
  readonly device: string | undefined;
  readonly output: string;
}

type Stage = (request: StageRequest) => Promise<string>;

/** What can be shown, by the word one types; each gives text that is the same for the same input. */
export const stages = {
  options: async ({ configuration, device }) =>
    stableJson(toJson(evaluate(await load(configuration, device)))),

  system: async ({ configuration, device }) => {
    const system = assemble(await load(configuration, device));
    const { name, version } = system.kernel;
    return stableJson({
      hostname: system.hostname,
      device: { name: system.device.name, title: system.device.title, platform: system.device.platform },
      kernel: `${name}-${version}`,
      commandLine: system.commandLine,
      filesystem: describeNode(system.filesystem),
    });
  },

  filesystem: async ({ configuration, device }) =>
    stableJson(describeNode(assemble(await load(configuration, device)).filesystem)),

  manifest: async (request) => {
    const { derivation } = await lowerOutput({ ...request, output: "manifest" });
    return stableJson(JSON.parse(textOf(derivation.env.content)));
  },

  derivation: async (request) => stableJson(describeDerivation((await lowerOutput(request)).derivation)),
} as const satisfies Readonly<Record<string, Stage>>;

/** One derivation as `nix show-derivation` gives it; what it is made from by path. */
function describeDerivation({ drvPath, system, builder, args, env, outputs, inputs, sources }: Derivation) {
  return {
    drvPath,
    system,
    builder,
    args: args.map(textOf),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, textOf(value)])),
    outputs,
    inputs: inputs.map((input) => ({ drvPath: input.derivation.drvPath, outputs: input.outputs })),
    sources: sources.map(({ path }) => path),
  };
}

const textOf = (value: string | Uint8Array | undefined): string =>
  typeof value === "string" ? value : new TextDecoder().decode(value);
