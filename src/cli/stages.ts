/** Every stage of the journey as something to look at. */
import type { Derivation } from "../nix/index.ts";
import { describeNode } from "../system/describe-node.ts";
import { lowerOutput } from "./build-output.ts";
import type { Values } from "./command.ts";
import type { configurationArguments } from "./configuration-arguments.ts";
import type { Context } from "./context.ts";
import { loadConfig, loadSystem } from "./load-system.ts";
import { optionsOfConfiguration } from "./options-of-configuration.ts";
import { drawServices } from "./services/draw-services.ts";
import { stableJson } from "./stable-json.ts";
import { styleOf } from "./style.ts";

export interface StageRequest extends Values<typeof configurationArguments> {
  readonly output: string;
  readonly path: string | undefined;
  readonly json: boolean;
}

type Stage = (request: StageRequest, context: Context) => Promise<string>;

/** What can be shown, by the word one types; each gives text that is the same for the same input. */
export const stages = {
  options: async (request, context) =>
    optionsOfConfiguration((await loadConfig(request, context)).config, request.path, request.json),

  system: async (request, context) => {
    const { hostname, device, kernel, commandLine, filesystem } = await loadSystem(request, context);
    return stableJson({
      hostname,
      device: { name: device.name, title: device.title, platform: device.platform },
      kernel: `${kernel.name}-${kernel.version}`,
      commandLine,
      filesystem: describeNode(filesystem),
    });
  },

  filesystem: async (request, context) =>
    stableJson(describeNode((await loadSystem(request, context)).filesystem)),

  services: async ({ output, json, ...named }, context) => {
    const { services } = await loadSystem(named, context);
    if (output !== "default") return drawServices(services, output, context);
    if (json) return stableJson(services);
    return (await import("./services/services-tree.ts")).servicesTree(
      services,
      styleOf(context.stdout, context.env),
    );
  },

  firewall: async ({ output, ...named }, context) => {
    const { drawFirewall, showFirewall } = await import("./firewall/show-firewall.ts");
    const { config } = await loadConfig(named, context);
    return output === "default" ? showFirewall(config) : drawFirewall(config, output, context);
  },

  manifest: async (request, context) => {
    const { derivation } = await lowerOutput(await loadSystem(request, context), "manifest");
    return stableJson(JSON.parse(textOf(derivation.env.content)));
  },

  derivation: async (request, context) => {
    const { derivation } = await lowerOutput(await loadSystem(request, context), request.output);
    return stableJson(describeDerivation(derivation));
  },
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
