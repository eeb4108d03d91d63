/** The end: everything stops in order. */
import type { Story } from "../story.ts";
import { longrun, needs, oneshot, restart } from "./cast.ts";

export const shutdown: readonly Story[] = [
  {
    name: "the router goes down in the reverse order, and nothing starts any more",
    services: { wan: longrun(restart("always")), route: oneshot(needs("wan")), ssh: longrun() },
    wanted: ["route", "ssh"],
    lines: [
      ["begin", "start wan", "start ssh"],
      ["wan runs", "run-up route"],
      ["route is up"],
      ["ssh runs"],
      ["reboot", "stop ssh", "run-down route"],
      ["poweroff"],
      ["ssh exits 1"],
      ["lim up ssh"],
      ["why ssh?", "ssh stays down: the router goes down (reboot)."],
      ["route is down", "stop wan"],
      ["wan exits TERM", "reboot"],
    ],
  },
  {
    name: "a shutdown does not wait longer than it may",
    services: { hangs: longrun(), disk: oneshot() },
    wanted: ["hangs", "disk"],
    lines: [
      ["begin", "start hangs", "run-up disk"],
      ["hangs runs"],
      ["disk is up"],
      ["reboot within 10 s", "run-down disk", "stop hangs"],
      ["disk is down"],
      ["after 9 s"],
      ["after 1 s", "kill hangs", "reboot"],
      ["hangs exits KILL"],
    ],
  },
  {
    name: "with nothing running the router goes down at once",
    services: { wan: longrun() },
    wanted: [],
    lines: [["begin"], ["poweroff", "poweroff"]],
  },
  {
    name: "a service that ends by itself while it is to stop did not fail",
    services: { wan: longrun(restart("always")), vpn: longrun(needs("wan")) },
    wanted: ["vpn"],
    lines: [
      ["begin", "start wan"],
      ["wan runs", "start vpn"],
      ["vpn runs"],
      ["lim restart wan", "stop vpn"],
      ["wan exits 1"],
      ["vpn exits TERM", "start wan"],
    ],
  },
];
