/** `liminix show`: one stage of a configuration's way to an image. */
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";

export default defineCommand({
  group: "Look",
  summary: "Show a configuration at one stage of its way to an image, as JSON",
  description: [
    "options: every option's value. system: the router they describe. filesystem: its root filesystem, with packages by name. manifest: the same as it is in the store, with paths. derivation: what Nix is told to build. Keys are sorted, so that two answers can be compared by diff.",
  ],
  examples: [
    ["liminix show system examples/hello --device qemu", "The router, before anything is built"],
    ["liminix show derivation examples/hello --device qemu --output kernel", "How its kernel is built"],
  ],
  args: {
    stage: {
      kind: "positional",
      valueName: "STAGE",
      description: "One of",
      choices: ["options", "system", "filesystem", "manifest", "derivation"],
    },
    ...configurationArguments,
    output: { kind: "text", valueName: "NAME", description: "Whose derivation", default: "default" },
  },
  async run({ args, context }) {
    const { stages } = await import("../stages.ts");
    context.stdout.write(await stages[args.stage](args, context));
  },
});
