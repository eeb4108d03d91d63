/** Bundles: names for several services. */
import type { Story } from "../story.ts";
import { bundle, cable, longrun, needs, notifies, oneshot } from "./cast.ts";

export const bundles: readonly Story[] = [
  {
    name: "a bundle is ready when all that is in it is, and holds up only those that need it",
    services: {
      lan: oneshot(),
      wan: longrun({ condition: cable("eth0") }),
      network: bundle("lan", "wan"),
      web: longrun(needs("network")),
      ssh: longrun(needs("lan")),
    },
    wanted: ["web", "ssh"],
    lines: [
      ["begin", "run-up lan"],
      ["lan is up", "start ssh"],
      ["ssh runs"],
      ["cable out eth0"],
      ["why web?", "web waits for network; the cause is wan, which waits for a cable in eth0."],
      ["cable in eth0", "start wan"],
      ["wan runs", "start web"],
      ["network?", "ready"],
    ],
  },
  {
    name: "what is in a bundle stops after those that need the bundle",
    services: { a: longrun(), b: longrun(), both: bundle("a", "b"), user: longrun(needs("both")) },
    wanted: ["user"],
    lines: [
      ["begin", "start a", "start b"],
      ["a runs"],
      ["b runs", "start user"],
      ["user runs"],
      ["lim down user", "stop user"],
      ["user exits TERM", "stop b", "stop a"],
    ],
  },
  {
    name: "restarting a bundle restarts what is in it",
    services: { a: longrun(), b: longrun(), both: bundle("a", "b") },
    wanted: ["both"],
    lines: [
      ["begin", "start a", "start b"],
      ["a runs"],
      ["b runs"],
      ["lim restart both", "stop b", "stop a"],
      ["a exits TERM", "start a"],
      ["b exits TERM", "start b"],
      ["a runs"],
      ["both?", "waiting"],
      ["b runs"],
      ["both?", "ready"],
    ],
  },
  {
    name: "the condition of a bundle decides whether what is in it is wanted",
    services: {
      modem: longrun(),
      backup: { ...bundle("modem"), condition: cable("eth1") },
    },
    wanted: ["backup"],
    lines: [
      ["begin"],
      ["cable out eth1"],
      ["why modem?", "modem is not wanted now: it belongs to backup, which waits for a cable in eth1."],
      ["cable in eth1", "start modem"],
      ["modem runs"],
      ["backup?", "ready"],
      ["cable out eth1", "stop modem"],
    ],
  },
  {
    name: "what stops being wanted by an event is not started by it",
    services: {
      ping: longrun(notifies),
      checks: bundle("ping"),
      modem: longrun(needs("ping")),
      backup: { ...bundle("modem"), condition: { kind: "not", of: { kind: "healthy", check: "checks" } } },
    },
    wanted: ["backup"],
    lines: [["begin", "start ping"], ["ping runs"], ["ping is ready"], ["modem?", "not wanted"]],
  },
];
