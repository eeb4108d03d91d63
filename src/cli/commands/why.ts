/** `liminix why`: what brings something into an image. */
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";
import { storeOptions } from "../store-options.ts";

export default defineCommand({
  group: "Look",
  summary: "Say what brings a file or a package into an image",
  description: [
    "WHAT is a path on the router, or the name of a package, of a file, or of the kernel. Tells the service or file of the image that leads to it, with the option and line that this comes from, and each thing in between: the shortest way from each.",
  ],
  examples: [
    ["liminix why examples/gateway dnsmasq", "The service that needs it"],
    ["liminix why examples/gateway /bin/ip", "The package that has it, and who asked for that"],
    ["liminix why examples/gateway /etc/hosts", "The line that a file is written by"],
  ],
  args: {
    configuration: configurationArguments.configuration,
    what: { kind: "positional", valueName: "WHAT", description: "A path on the router, or a package's name" },
    device: configurationArguments.device,
    json: { kind: "flag", description: "All of it, as JSON" },
    ...storeOptions,
  },
  async run({ args, context }) {
    const { why } = await import("../why/why.ts");
    context.stdout.write(await why(args, context));
  },
});
