/** The home router of the example on an emulated device, between a provider and a laptop, which stay as they are. */
import type { Device } from "liminix";
import qemu from "liminix/devices/qemu";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import example from "../../../examples/gateway/configuration.ts";
import client from "../../peers/client/configuration.ts";
import provide from "../../peers/isp/configuration.ts";
import { account, world as place } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";

/** Defines the test for one device. */
export function gatewayOn(device: Device<"wan" | "lan">): void {
  const gateway = example(device);
  const secrets = { "isp-password": account.password };

  test("the house has an address, names and the world over both families", async () => {
    await using access = await network("access");
    await using outside = await network("world");
    await using lan = await network("lan");
    await using _isp = await boot(provide(qemu), { name: "isp", access, lan: outside });
    await using _world = await boot(world(qemu), { name: "world", lan: outside });
    await using router = await boot(gateway, { name: "router", device, access, lan, secrets });
    await using laptop = await boot(client(qemu), { name: "laptop", lan });

    await router.until("lim status wan | grep '^wan *ready'", { within: "10 min" });
    await laptop.until(`wget -q -O - -T 5 http://${place.website}/ | grep 'Hello from the world'`);
    await laptop.until("ip -6 address show dev eth1 | grep 'inet6 2001:db8:1'");
    await laptop.until(`wget -q -O - -T 5 http://[${place.ipv6}]/ | grep 'Hello from the world'`);
    expect(await laptop.until("sleep 2 | nc 192.168.19.1 22 | grep SSH")).toMatch(/^SSH-2\.0-dropbear/);
  });
}
