/** `liminix connect`: the console of a router that runs in the background. */
import { resolve } from "node:path";
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Build and run",
  summary: "Give the console of a router that runs in the background",
  description: ["^O leaves it, and the router runs on."],
  examples: [["liminix connect /tmp/hello", "Gives the console of what `run --background /tmp/hello` began"]],
  args: {
    directory: { kind: "positional", valueName: "DIR", description: "What was given to run --background" },
  },
  async run({ args, context }) {
    const { connect } = await import("../../qemu/index.ts");
    await connect(resolve(context.cwd, args.directory), { signal: context.signal });
  },
});
