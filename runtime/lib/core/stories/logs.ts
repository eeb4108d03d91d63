/** Services that read what others say. */
import type { Story } from "../story.ts";
import { logsTo, longrun, needs } from "./cast.ts";

export const logs: readonly Story[] = [
  {
    name: "who reads a log is wanted with those that write it, and neither waits for the other",
    services: { shipper: longrun(), wan: longrun(logsTo("shipper")) },
    wanted: ["wan"],
    lines: [
      ["begin", "start shipper", "start wan"],
      ["wan runs"],
      ["wan?", "ready"],
      ["shipper runs"],
      ["lim restart shipper", "stop shipper"],
      ["shipper exits TERM", "start shipper"],
      ["wan?", "ready"],
      ["lim down wan", "stop wan", "stop shipper"],
    ],
  },
  {
    name: "when the router goes down, who reads a log stops after those that write it",
    services: {
      shipper: longrun(),
      wan: longrun(logsTo("shipper")),
      vpn: longrun({ ...needs("wan"), ...logsTo("shipper") }),
    },
    wanted: ["vpn"],
    lines: [
      ["begin", "start shipper", "start wan"],
      ["shipper runs"],
      ["wan runs", "start vpn"],
      ["vpn runs"],
      ["poweroff", "stop vpn"],
      [
        "why shipper?",
        "shipper is to stop, as the router goes down (poweroff); first wan and vpn have to stop.",
      ],
      ["vpn exits TERM", "stop wan"],
      ["wan exits TERM", "stop shipper"],
      ["shipper exits TERM", "poweroff"],
    ],
  },
];
