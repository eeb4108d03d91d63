/** `liminix size`: what takes the space of an image. */
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";
import { storeOptions } from "../store-options.ts";

export default defineCommand({
  group: "Look",
  summary: "Say what takes the space of an image",
  description: [
    "The kernel and each package with the bytes that it takes of the image, packed as it is there: read from the filesystem's own tables, not guessed. Each package with the services and files that need it. Then how much of the board's flash that is, and what has changed since the last build, which is what ./result links to. Of an image that is too large: what would go with one service or file less.",
  ],
  examples: [
    ["liminix size examples/gateway", "The packages, the largest first"],
    ["liminix size examples/gateway --all", "Every file"],
    ["liminix size examples/gateway --html sizes.html", "A map of it, to be opened in a browser"],
    ["liminix size examples/gateway --since /tmp/yesterday", "What differs from an image that is kept there"],
  ],
  args: {
    ...configurationArguments,
    all: { kind: "flag", description: "Show every file, not packages alone" },
    since: {
      kind: "text",
      valueName: "LINK",
      description: "What was built before, to compare with (default: ./result, if it is there)",
    },
    html: { kind: "text", valueName: "FILE", description: "Write a page with a map of the image" },
    json: { kind: "flag", description: "The whole tree, as JSON" },
    ...storeOptions,
  },
  async run({ args, context }) {
    const { size } = await import("../size/size.ts");
    context.stdout.write(await size(args, context));
  },
});
