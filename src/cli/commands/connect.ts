/** `liminix connect`: the console of a router that runs in the background. */
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Build and run",
  summary: "Give the console of a router that runs elsewhere",
  description: [
    "Of one in the background, or of a peer beside another. ^O leaves it, and the router runs on.",
  ],
  examples: [
    ["liminix connect /tmp/hello", "Gives the console of what `run --background /tmp/hello` began"],
    ["liminix connect isp", "Gives the console of the isp of `run --with isp,client`"],
  ],
  args: {
    machine: {
      kind: "positional",
      valueName: "MACHINE",
      description: "The directory given to run --background, or the name of a peer",
    },
  },
  async run({ args, context }) {
    const { connect, findMachine } = await import("../../qemu/index.ts");
    await connect(await findMachine(args.machine, context.cwd), { signal: context.signal });
  },
});
