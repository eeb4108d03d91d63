import { expect, test } from "vitest";
import type { ServiceLine } from "./protocol.ts";
import { statusTree } from "./status-tree.ts";

const line = (name: string, more: Partial<ServiceLine> = {}): ServiceLine => ({
  kind: "service",
  name,
  type: "longrun",
  description: "",
  status: "ready",
  sinceMs: 5000,
  dependencies: [],
  contents: [],
  ...more,
});

test("each service is below the first that needs it, with its state", () => {
  const tree = statusTree([
    line("wan", { status: "waiting", why: "wan waits for a cable in eth0." }),
    line("syslog", { description: "Logs" }),
    line("online", { type: "bundle", contents: ["wan", "ntp"], status: "waiting", why: "online waits." }),
    line("ntp", { dependencies: ["syslog", "wan"] }),
    line("alone", { status: "not wanted" }),
  ]);
  expect(tree).toBe(
    [
      "online        waiting        5 s  online waits.",
      "├─ wan        waiting        5 s  wan waits for a cable in eth0.",
      "└─ ntp        ready          5 s",
      "   └─ syslog  ready          5 s  Logs",
      "alone         not wanted",
      "",
    ].join("\n"),
  );
});
