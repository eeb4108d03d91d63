/** `liminix build`: a configuration to a path in the store. */
import { resolve } from "node:path";
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";
import { storeOptions } from "../store-options.ts";

export default defineCommand({
  group: "Build and run",
  summary: "Build an image from a configuration",
  description: [
    "Prints the path of what was built, and for a board what is left to do: serial console, server, what U-Boot is told. A board's kernel and device tree are looked at together first: memory, console, partitions, a driver for every node. What was built before is not built again, and what is finished when a build fails or is stopped is kept.",
  ],
  examples: [
    ["liminix build examples/hello --device qemu", "Builds the default image, and links it as ./result"],
    [
      "liminix build examples/hello --device qemu --output manifest",
      "Builds the description of its root filesystem",
    ],
    ["liminix build examples/hello --device qemu --output squashfs --check", "Builds it twice, and compares"],
    ["liminix build examples/gateway --device gl-ar750", "Builds what is flashed, and says how"],
  ],
  args: {
    ...configurationArguments,
    output: { kind: "text", valueName: "NAME", description: "What to build", default: "default" },
    outLink: { kind: "text", valueName: "LINK", description: "Name of the link to it", default: "result" },
    check: { kind: "flag", description: "Build it once more, and fail if the bytes differ" },
    ...storeOptions,
  },
  async run({ args, context }) {
    const { buildOutputOf } = await import("../build-output.ts");
    const { checkBoard } = await import("../devices/check-board.ts");
    const { saySteps } = await import("../devices/say-steps.ts");
    const { loadSystem } = await import("../load-system.ts");
    const system = await loadSystem(args, context);
    const { path, store } = await buildOutputOf(system, args, context);
    if (isForBoards(args.output)) await checkBoard(system, args, context);
    await store.addRoot(resolve(context.cwd, args.outLink), path);
    context.stdout.write(`${path}\n`);
    saySteps(system.device, args.output, { path: store.realPath(path), link: args.outLink }, context);
  },
});

/** Parts without a device tree are right or wrong by themselves. */
const isForBoards = (output: string): boolean => !["kernel", "manifest", "squashfs"].includes(output);
