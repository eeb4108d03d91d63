import { expect, test } from "vitest";
import { compileGraph, ethernet } from "../../src/index.ts";
import { dhcpClient } from "../dhcp-client/service.ts";
import { link } from "../link/service.ts";
import { route } from "./service.ts";

const wan = ethernet("eth0");
type Parameters = Partial<globalThis.Parameters<typeof route>[0]>;

const upOf = (parameters: Parameters): string => {
  const { services } = compileGraph({ route: route({ interface: wan, ...parameters }) });
  const lines = services.route?.up?.content.parts.join("").trim().split("\n") ?? [];
  return (lines.at(-1) ?? "").replaceAll(/ +/g, " ").trim();
};

test("a route is of the family of what it leads to, or of its next router; otherwise of IPv4", () => {
  expect(upOf({})).toBe("ip -4 route add default dev eth0");
  expect(upOf({ via: "192.0.2.1" })).toBe("ip -4 route add default via 192.0.2.1 dev eth0");
  expect(upOf({ via: "fe80::1" })).toBe("ip -6 route add default via fe80::1 dev eth0");
  expect(upOf({ to: "::/0" })).toBe("ip -6 route add default dev eth0");
  expect(upOf({ to: "198.51.100.0/24", metric: 7, source: "192.0.2.7" })).toBe(
    "ip -4 route add 198.51.100.0/24 dev eth0 metric 7 src 192.0.2.7",
  );
  expect(upOf({ via: dhcpClient({ interface: wan }).output.gateway })).toBe(
    'ip -4 route add default via "$(cat /run/services/outputs/dhcp-client/gateway)" dev eth0',
  );
});

test("it waits for its interface to be on, also when a service looks after that", () => {
  const { services } = compileGraph({
    direct: route({ interface: wan }),
    behind: route({ interface: link({ interface: wan }), metric: 100 }),
  });
  const up = { kind: "link", interface: "eth0", state: "up" };
  expect(services.direct?.condition).toEqual(up);
  expect(services.behind).toMatchObject({ condition: up, dependencies: ["link"] });
});
