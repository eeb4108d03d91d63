/** `liminix show`: one stage of a configuration's way to an image. */
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";

export default defineCommand({
  group: "Look",
  summary: "Show a configuration at one stage of its way to an image",
  description: [
    "options: every option's value; with PATH, where it comes from: each definition with its file and line, and which of them counts. The other stages, but for services and firewall, are JSON. system: the router they describe. filesystem: its root filesystem, with packages by name. services: what runs, each above what it needs, with what it waits for and what it tells others; with --output FILE.svg, a picture of that. firewall: who may talk to whom, then nft's text of all rules, each with the line that it comes from; with --output FILE.svg, the first as a picture. manifest: the same as it is in the store, with paths. derivation: what Nix is told to build. Keys are sorted, so that two answers can be compared by diff.",
  ],
  examples: [
    ["liminix show options examples/hello users.alice --device qemu", "Where alice's options come from"],
    ["liminix show system examples/hello --device qemu", "The router, before anything is built"],
    ["liminix show services examples/hello --output graph.svg", "A picture of what runs"],
    ["liminix show firewall attic", "Who may talk to whom"],
    ["liminix show derivation examples/hello --device qemu --output kernel", "How its kernel is built"],
  ],
  args: {
    stage: {
      kind: "positional",
      valueName: "STAGE",
      description: "One of",
      choices: ["options", "system", "filesystem", "services", "firewall", "manifest", "derivation"],
    },
    configuration: configurationArguments.configuration,
    path: { kind: "positional", valueName: "PATH", description: "Of options: only these", optional: true },
    device: configurationArguments.device,
    json: { kind: "flag", description: "Of options and services: as JSON" },
    output: {
      kind: "text",
      valueName: "NAME",
      description: "Whose derivation; of services and firewall: the picture's file",
      default: "default",
    },
  },
  async run({ args, context }) {
    const { stages } = await import("../stages.ts");
    context.stdout.write(await stages[args.stage](args, context));
  },
});
