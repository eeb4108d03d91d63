/** `liminix devices`: what an image can be built for. */
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Look",
  summary: "List the devices that images can be built for",
  description: ["Those that there is no image for yet are listed as well, with the reason."],
  examples: [["liminix devices", "What each is, how far it is supported, and how that was checked"]],
  args: {},
  async run({ context }) {
    const { deviceNames, loadDevice, loadUnsupported, unsupportedNames } = await import("../../content.ts");
    const { deviceList } = await import("../devices/list.ts");
    const devices = await Promise.all(deviceNames().map(loadDevice));
    const unsupported = await Promise.all(unsupportedNames().map(loadUnsupported));
    for (const line of deviceList(devices, unsupported)) context.stdout.write(`${line}\n`);
  },
});
