/** `liminix check`: every mistake of a configuration, before anything is built. */
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";

export default defineCommand({
  group: "Look",
  summary: "Find the mistakes in a configuration, and build nothing",
  description: [
    "Says nothing more than that there are none, or all of them at once, each with its place and what to do. Needs no Nix and no network.",
  ],
  examples: [
    ["liminix check examples/hello", "In a quarter of a second"],
    ["liminix check examples/hello --types", "And what an editor would underline"],
  ],
  args: {
    ...configurationArguments,
    types: { kind: "flag", description: "Ask the TypeScript compiler too, which takes a second" },
  },
  async run({ args, context }) {
    if (args.types) await (await import("../check-types.ts")).checkTypes(args.configuration);
    const { loadSystem } = await import("../load-system.ts");
    await loadSystem(args, context);
    context.stdout.write(`${args.configuration}: no mistakes\n`);
  },
});
