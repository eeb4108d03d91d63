/** Time limits: services that take too long. */
import type { Story } from "../story.ts";
import { longrun, needs, notifies, oneshot, restart, saysAddress } from "./cast.ts";

export const timeLimits: readonly Story[] = [
  {
    name: "a service that is not ready in time fails, and is killed if it will not go",
    services: {
      wan: longrun({ ...notifies, ...restart("always"), timeoutUpMs: 10_000, timeoutDownMs: 3000 }),
    },
    wanted: ["wan"],
    lines: [
      ["begin", "start wan"],
      ["wan runs"],
      ["after 4 s"],
      [
        "why wan?",
        "wan has been running for 4 s, but is not ready: it has not said so yet (it has 6 s left).",
      ],
      ["after 6 s", "stop wan"],
      ["why wan?", "wan has been stopping for 1 s, as it was not ready within 10 s (killed in 3 s)."],
      ["after 3 s", "kill wan"],
      ["why wan?", "wan has been stopping for 3 s, and does not end even after KILL."],
      ["wan exits KILL"],
      ["why wan?", "wan failed: it was not ready within 10 s; next try in 1 s."],
      ["after 1 s", "start wan"],
      ["wan is ready"],
      ["after 100 s"],
      ["wan?", "ready"],
      ["lim restart wan", "stop wan"],
      ["wan exits TERM", "start wan"],
    ],
  },
  {
    name: "a script that hangs is ended, cleaned up after and tried again",
    services: { disk: oneshot({ ...restart("always"), timeoutUpMs: 5000, timeoutDownMs: 1000 }) },
    wanted: ["disk"],
    lines: [
      ["begin", "run-up disk"],
      ["after 5 s", "stop disk"],
      ["after 1 s", "kill disk"],
      ["disk fails to come up: KILL", "run-down disk"],
      ["after 1 s", "kill disk"],
      ["disk fails to go down: KILL"],
      ["why disk?", "disk failed: it was not ready within 5 s; next try in 1 s."],
    ],
  },
  {
    name: "without a limit a service may be unready for ever, and holds up only those that need it",
    services: { dhcp: longrun(saysAddress), route: oneshot(needs("dhcp")), ssh: longrun() },
    wanted: ["route", "ssh"],
    lines: [
      ["begin", "start dhcp", "start ssh"],
      ["dhcp runs"],
      ["ssh runs"],
      ["after 86400 s"],
      ["dhcp?", "up"],
      [
        "why route?",
        "route waits for dhcp, which has been running for 24 h, but is not ready: it has not found out its address yet.",
      ],
    ],
  },
];
