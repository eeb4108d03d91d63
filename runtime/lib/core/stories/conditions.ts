/** Conditions: what the world has to bring. */
import type { Story } from "../story.ts";
import { cable, longrun, needs, notifies, oneshot } from "./cast.ts";

export const conditions: readonly Story[] = [
  {
    name: "a service waits for its cable, and stops when it is pulled, those that need it first",
    services: { wan: longrun({ condition: cable("eth0") }), route: oneshot(needs("wan")) },
    wanted: ["route"],
    lines: [
      ["begin"],
      ["wan?", "waiting"],
      ["cable out eth0"],
      ["why wan?", "wan waits for a cable in eth0."],
      ["why route?", "route waits for wan, which waits for a cable in eth0."],
      ["cable in eth0", "start wan"],
      ["wan runs", "run-up route"],
      ["route is up"],
      ["cable out eth0", "run-down route"],
      ["why wan?", "wan is to stop, as it needs a cable in eth0; first route has to stop."],
      ["route is down", "stop wan"],
      ["wan exits TERM"],
      ["wan?", "waiting"],
    ],
  },
  {
    name: "what a waiting service needs is up already",
    services: { link: oneshot(), wan: longrun({ ...needs("link"), condition: cable("eth0") }) },
    wanted: ["wan"],
    lines: [["begin", "run-up link"], ["link is up"], ["cable in eth0", "start wan"]],
  },
  {
    name: "what a service needs is to blame before its condition, which may be about what that makes",
    services: { home: oneshot(), address: oneshot({ ...needs("home"), condition: cable("home") }) },
    wanted: ["address"],
    lines: [
      ["begin", "run-up home"],
      ["home is up"],
      ["cable out home"],
      ["why address?", "address waits for a cable in home."],
      ["lim down home", "run-down home"],
      ["home is down"],
      ["why address?", 'address waits for home, which was stopped by hand ("lim up home" starts it).'],
    ],
  },
  {
    name: "all, any and not",
    services: {
      lte: longrun({
        condition: {
          kind: "all",
          of: [
            { kind: "not", of: cable("eth0") },
            { kind: "any", of: [cable("eth1"), { kind: "clock" }] },
          ],
        },
      }),
    },
    wanted: ["lte"],
    lines: [
      ["begin"],
      ["cable in eth0"],
      ["cable out eth1"],
      ["the clock is wrong"],
      [
        "why lte?",
        "lte waits for the cable of eth0 to be out, and for a cable in eth1 or the clock to be set.",
      ],
      ["cable out eth0"],
      ["the clock is set", "start lte"],
    ],
  },
  {
    name: "what is not known yet of the world starts nothing",
    services: { wan: longrun({ condition: { kind: "all", of: [cable("eth0"), { kind: "clock" }] } }) },
    wanted: ["wan"],
    lines: [["begin"], ["cable in eth0"], ["the clock is set", "start wan"]],
  },

  {
    name: "a backup runs while the check of the main line is not ready",
    services: {
      wan: longrun(),
      check: longrun({ ...needs("wan"), ...notifies }),
      lte: longrun({ condition: { kind: "not", of: { kind: "healthy", check: "check" } } }),
    },
    wanted: ["wan", "lte"],
    lines: [
      ["begin", "start wan", "start lte"],
      ["wan runs", "start check"],
      ["lte runs"],
      ["check runs"],
      ["check is ready", "stop lte"],
      ["lte exits TERM"],
      ["why lte?", "lte waits for check to fail."],
      ["check exits 1", "start lte"],
    ],
  },
  {
    name: "a service can wait for an output without needing the service that writes it",
    services: {
      wan: longrun({ outputs: ["address"] }),
      dyndns: longrun({ condition: { kind: "output", service: "wan", output: "address" } }),
    },
    wanted: ["dyndns"],
    lines: [
      ["begin", "start wan"],
      ["wan runs"],
      ["why dyndns?", "dyndns waits for wan to find out its address."],
      ["wan says address", "start dyndns"],
      ["dyndns runs"],
      ["wan takes back address", "stop dyndns"],
    ],
  },
];
