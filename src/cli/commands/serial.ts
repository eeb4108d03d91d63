/** `liminix serial`: the console of a board on the desk. */
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Build and run",
  summary: "Give the console of a board on a serial port",
  description: [
    "Eight bits, no parity, one stop bit. ^O leaves it. A script is typed line by line, each as soon as the boot loader's prompt is there: text, or the boot.scr that `liminix build` makes; ^C is typed until the boot loader answers, so that the board may be switched on afterwards.",
  ],
  examples: [
    ["liminix serial /dev/ttyUSB0", "Gives the console, at 115200 baud"],
    [
      "liminix serial /dev/ttyUSB0 --script result/boot.scr",
      "Has the boot loader fetch and start what was built",
    ],
  ],
  args: {
    port: { kind: "positional", valueName: "PORT", description: "The port, such as /dev/ttyUSB0" },
    baud: { kind: "number", valueName: "N", description: "Bits a second (default: 115200)" },
    script: {
      kind: "text",
      valueName: "FILE",
      description: "A script for the boot loader, typed before anything else",
    },
    prompt: {
      kind: "text",
      valueName: "TEXT",
      description:
        "The end of what the boot loader says when it waits (default: a line that ends in #, > or $ and a space)",
    },
  },
  async run({ args, context }) {
    const { serial } = await import("../serial.ts");
    await serial(args, context);
  },
});
