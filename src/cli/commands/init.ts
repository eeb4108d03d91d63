/** `liminix init`: a repository of one's own. */
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Start",
  summary: "Begin a repository of your own, with a router in it",
  description: [
    "Writes a configuration that builds, and what editors want to complete it. Files that are there are left alone; a package.json gets what it lacks.",
  ],
  examples: [["liminix init attic", "Makes the folder attic, with a configuration.ts"]],
  args: {
    directory: {
      kind: "positional",
      valueName: "DIR",
      description: "The folder; this one if none is named",
      optional: true,
    },
  },
  async run({ args, context }) {
    const { initialise } = await import("../initialise.ts");
    for (const file of initialise(args.directory ?? ".", context.cwd)) context.stdout.write(`${file}\n`);
  },
});
