/** `liminix diff`: what differs between two configurations. */
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";

export default defineCommand({
  group: "Look",
  summary: "Say what differs between two configurations",
  description: [
    "Every option whose value is not the same: services, files, packages and kernel options among them. + is only in the second, - only in the first, ~ in both.",
  ],
  examples: [
    [
      "liminix diff examples/hello attic --device qemu",
      "What attic has that hello has not, and the other way",
    ],
  ],
  args: {
    configuration: { ...configurationArguments.configuration, valueName: "CONFIG_A" },
    other: { ...configurationArguments.configuration, valueName: "CONFIG_B" },
    device: configurationArguments.device,
  },
  async run({ args, context }) {
    const [{ configToJson, difference, showDifferences }, { loadConfig }] = await Promise.all([
      import("../../config/index.ts"),
      import("../load-system.ts"),
    ]);
    const { config: before } = await loadConfig(args, context);
    const { config: after } = await loadConfig({ ...args, configuration: args.other }, context);
    context.stdout.write(showDifferences(difference(configToJson(before), configToJson(after))));
  },
});
