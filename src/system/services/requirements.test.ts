import { expect, test } from "vitest";
import { sh } from "../../recipe/fragment.ts";
import { bundle, longrun, oneshot } from "./definition.ts";
import { requirementsOf } from "./requirements.ts";

const bridge = oneshot({
  up: sh`brctl addbr lan`,
  requires: { kernel: { BRIDGE: "y" }, applets: ["brctl", "ip"], groups: { network: { gid: 80 } } },
});
const names = longrun({
  run: sh`exec dnsmasq`,
  dependencies: [bridge],
  requires: { kernel: { BRIDGE: "y", IPV6: "y" }, applets: ["ip"], users: { names: { uid: 90, gid: 90 } } },
});

test("what services require is put together, that of services which only others refer to as well", () => {
  expect(requirementsOf({ all: bundle({ contents: [names] }) })).toEqual({
    kernel: { BRIDGE: "y", IPV6: "y" },
    applets: ["brctl", "ip"],
    busybox: {},
    users: { names: { uid: 90, gid: 90 } },
    groups: { network: { gid: 80 } },
  });
});

test("services that contradict each other are told, both with their places", () => {
  const other = oneshot({ up: sh`true`, requires: { kernel: { BRIDGE: "m" } } });
  expect(() => requirementsOf({ names, other })).toThrow(
    /^error: Services 'names' and 'other' require different things as 'kernel\.BRIDGE': "y" and "m"\n {2}in [^\n]*requirements\.test\.ts:\d+:\d+\n {2}in [^\n]*requirements\.test\.ts:\d+:\d+$/,
  );
});
