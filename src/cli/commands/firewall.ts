/** `liminix firewall`: what a firewall would do. */
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";

export default defineCommand({
  group: "Look",
  summary: "Say what a configuration's firewall does with a packet, and by which rule",
  description: [
    "The packet is the first of a connection, alone on its way: no limit is reached, and its sender is where it says. Zones have the networks that the configuration tells of; --source and --destination are for others.",
  ],
  examples: [
    ["liminix firewall test attic --from wan --to lan --tcp 22", "Whether SSH gets in from outside"],
    ["liminix firewall test attic --from wan --to router --tcp 8080", "Where a forward leads"],
  ],
  args: {
    action: { kind: "positional", valueName: "ACTION", description: "What to do", choices: ["test"] },
    ...configurationArguments,
    from: { kind: "text", valueName: "ZONE", description: "The zone it comes from, or router" },
    to: { kind: "text", valueName: "ZONE", description: "The zone it goes to, or router" },
    tcp: { kind: "number", valueName: "PORT", description: "It is TCP, to this port" },
    udp: { kind: "number", valueName: "PORT", description: "It is UDP, to this port" },
    icmp: { kind: "flag", description: "It is an echo request" },
    source: { kind: "text", valueName: "ADDRESS", description: "Its sender" },
    destination: { kind: "text", valueName: "ADDRESS", description: "Where it goes" },
  },
  async run({ args, context }) {
    const [{ loadConfig }, { testPacket }] = await Promise.all([
      import("../load-system.ts"),
      import("../firewall/test-packet.ts"),
    ]);
    const { config } = await loadConfig(args, context);
    context.stdout.write(testPacket(config, args));
  },
});
