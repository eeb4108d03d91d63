import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";

test("a router notices that its cable is pulled out, and that it is put back", async () => {
  await using lan = await network("lan");
  await using left = await boot(hello, { name: "left", lan });
  await using right = await boot(hello, { name: "right", lan });

  await left.run("ip address add 10.0.0.1/24 dev eth1 && ip link set eth1 up");
  await right.run("ip address add 10.0.0.2/24 dev eth1 && ip link set eth1 up");
  await left.until("ping -c 1 -W 1 10.0.0.2", { within: "20 s" });

  await left.unplug("lan");
  await left.until("grep 0 /sys/class/net/eth1/carrier");
  const { stdout } = await left.fails("ping -c 1 -W 1 10.0.0.2");
  expect(stdout).toContain("100% packet loss");

  await left.plug("lan");
  await left.until("ping -c 1 -W 1 10.0.0.2", { within: "20 s" });
});
