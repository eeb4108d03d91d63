/** `liminix devices`: what an image can be built for. */
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Look",
  summary: "List the devices that images can be built for",
  examples: [["liminix devices", "Names, and what is written on the box"]],
  args: {},
  async run({ context }) {
    const { deviceNames, loadDevice } = await import("../../content.ts");
    const devices = await Promise.all(deviceNames().map(loadDevice));
    const width = Math.max(0, ...devices.map(({ name }) => name.length));
    for (const { name, title } of devices) context.stdout.write(`${name.padEnd(width)}  ${title}\n`);
  },
});
