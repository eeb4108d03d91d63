/** `liminix build`: a configuration to a path in the store. */
import { resolve } from "node:path";
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";
import { storeOptions } from "../store-options.ts";

export default defineCommand({
  group: "Build and run",
  summary: "Build an image from a configuration",
  description: [
    "Prints the path of what was built. What was built before is not built again, and what is finished when a build fails or is stopped is kept.",
  ],
  examples: [
    ["liminix build examples/hello --device qemu", "Builds the default image, and links it as ./result"],
    [
      "liminix build examples/hello --device qemu --output manifest",
      "Builds the description of its root filesystem",
    ],
    ["liminix build examples/hello --device qemu --output squashfs --check", "Builds it twice, and compares"],
  ],
  args: {
    ...configurationArguments,
    output: { kind: "text", valueName: "NAME", description: "What to build", default: "default" },
    outLink: { kind: "text", valueName: "LINK", description: "Name of the link to it", default: "result" },
    check: { kind: "flag", description: "Build it once more, and fail if the bytes differ" },
    ...storeOptions,
  },
  async run({ args, context }) {
    const { buildOutput } = await import("../build-output.ts");
    const { path, store } = await buildOutput(args, context);
    await store.addRoot(resolve(context.cwd, args.outLink), path);
    context.stdout.write(`${path}\n`);
  },
});
