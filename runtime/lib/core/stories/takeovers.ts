/** limd restarted: what runs is taken up. */
import type { Story } from "../story.ts";
import { bundle, cable, longrun, needs, notifies, oneshot, restart, saysAddress } from "./cast.ts";

export const takeovers: readonly Story[] = [
  {
    name: "what runs is taken over as it is",
    services: {
      wan: longrun({ condition: cable("eth0"), ...saysAddress }),
      route: oneshot(needs("wan")),
      network: bundle("wan", "route"),
      web: longrun(needs("network")),
    },
    wanted: ["web"],
    running: { wan: ["ready", "address"], route: ["ready"], web: ["ready"] },
    lines: [["begin"], ["network?", "ready"], ["cable in eth0"], ["web?", "ready"]],
  },
  {
    name: "after a takeover the rest is started, and what has lost its needs is stopped first",
    services: { wan: longrun(), route: oneshot(needs("wan")), ssh: longrun(), old: longrun() },
    wanted: ["route", "ssh"],
    running: { route: ["ready"], old: ["ready"] },
    lines: [
      ["begin", "start ssh", "stop old", "run-down route"],
      ["route is down", "start wan"],
      ["wan runs", "run-up route"],
    ],
  },
  {
    name: "what was on its way goes on",
    services: { wan: longrun({ ...notifies, timeoutUpMs: 5000 }), disk: oneshot(), old: oneshot() },
    wanted: ["wan", "disk"],
    running: { wan: ["up"], disk: ["starting"], old: ["stopping"] },
    lines: [
      ["begin"],
      ["disk is up"],
      ["disk?", "ready"],
      ["old is down"],
      ["old?", "not wanted"],
      ["after 5 s", "stop wan"],
    ],
  },
  {
    name: "what is in a bundle goes on until its condition is known",
    services: { modem: longrun(), backup: { ...bundle("modem"), condition: cable("eth1") } },
    wanted: ["backup"],
    running: { modem: ["ready"] },
    lines: [["begin"], ["modem?", "ready"], ["cable out eth1", "stop modem"]],
  },
  {
    name: "what needs a bundle stops before what the bundle lacks is started",
    services: { a: longrun(), b: longrun(), both: bundle("a", "b"), user: longrun(needs("both")) },
    wanted: ["user"],
    running: { a: ["ready"], user: ["ready"] },
    lines: [
      ["begin", "stop user"],
      ["user exits TERM", "start b"],
      ["b runs", "start user"],
    ],
  },
  {
    name: "what failed is tried again when it would have been, and no sooner",
    services: {
      wan: longrun(restart("always")),
      once: longrun(restart("never")),
      web: longrun(restart("always")),
    },
    wanted: ["wan", "once", "web"],
    running: { web: ["ready"] },
    failed: { wan: { failures: 3, retryInS: 4 }, once: { failures: 1 }, web: { failures: 2 } },
    lines: [
      ["begin"],
      ["why wan?", "wan failed 3 times in a row: its process ended with status 1; next try in 4 s."],
      ["once?", "failed"],
      ["after 3 s"],
      ["after 1 s", "start wan"],
      ["wan runs"],
      ["wan exits 1"],
      ["why wan?", "wan failed 4 times in a row: its process ended with status 1; next try in 8 s."],
      ["web exits 1"],
      ["why web?", "web failed 3 times in a row: its process ended with status 1; next try in 4 s."],
      ["lim up once", "start once"],
    ],
  },
  {
    name: "a shutdown goes on where it was",
    services: { wan: longrun(), route: oneshot(needs("wan")), web: longrun() },
    wanted: ["wan", "route", "web"],
    running: { wan: ["ready"], route: ["stopping"] },
    lines: [["reboot"], ["begin"], ["route is down", "stop wan"], ["wan exits TERM", "reboot"]],
  },
  {
    name: "what is said to be ready and lacks an output is not",
    services: { dhcp: longrun({ ...saysAddress, outputs: ["address", "mtu"] }) },
    wanted: ["dhcp"],
    running: { dhcp: ["ready", "mtu"] },
    lines: [["begin"], ["dhcp?", "up"], ["dhcp says address"], ["dhcp?", "ready"]],
  },
];
