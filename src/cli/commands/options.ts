/** `liminix options`: the reference of all options. */
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Look",
  summary: "Say what options there are",
  description: [
    "Their descriptions, types, defaults and examples, from the declarations; docs/options has the same as pages.",
  ],
  examples: [
    ["liminix options users", "The options of users"],
    ["liminix options --search console", "Those that speak of a console"],
    ["liminix options kiosk --config attic", "Those of a module that attic imports"],
    ["liminix options --schema", "JSON Schema of everything that may be written"],
  ],
  args: {
    path: {
      kind: "positional",
      valueName: "PATH",
      description: "An option, or a group of them",
      optional: true,
    },
    search: { kind: "text", valueName: "WORD", description: "Only those whose name or description has it" },
    config: {
      kind: "text",
      valueName: "CONFIG",
      description: "Also the options of the modules that this configuration imports",
    },
    schema: { kind: "flag", description: "JSON Schema of all of them" },
  },
  async run({ args, context }) {
    const { optionsText } = await import("../options-text.ts");
    context.stdout.write(await optionsText(args));
  },
});
