import { boot, type Machine, network } from "liminix/testing";
import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";

/** The second interface; the first is `access`. */
const lanInterface = "eth1";

const setAddress = (machine: Machine, address: string): Promise<string> =>
  machine.run(`ip address add ${address} dev ${lanInterface} && ip link set ${lanInterface} up`);

test("two routers on one network reach each other, and two on another network of that name do not meet them", async () => {
  await using lan = await network("lan");
  await using elsewhere = await network("lan");
  await using left = await boot(hello, { name: "left", lan });
  await using right = await boot(hello, { name: "right", lan });
  await using stranger = await boot(hello, { name: "stranger", lan: elsewhere });
  await Promise.all([
    setAddress(left, "10.0.0.1/24"),
    setAddress(right, "10.0.0.2/24"),
    setAddress(stranger, "10.0.0.3/24"),
  ]);

  await left.until("ping -c 1 -W 1 10.0.0.2");
  await right.until("ping -c 1 -W 1 10.0.0.1");
  await left.fails("ping -c 1 -W 1 10.0.0.3");

  const macs = await Promise.all(
    [left, right].map((machine) => machine.run("cat /sys/class/net/eth*/address")),
  );
  expect(new Set(macs.join("\n").split("\n")).size).toBe(4);
});

test("an interface that no network is named for has no carrier", async () => {
  await using router = await boot(hello, { name: "router" });
  await router.run("ip link set eth0 up && ip link set eth1 up");
  expect(await router.run("cat /sys/class/net/eth0/carrier /sys/class/net/eth1/carrier")).toBe("0\n0");
});
