import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { dhcpClient } from "liminix/services/dhcp-client";
import { link } from "liminix/services/link";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";
import { endServing, serve } from "./dhcp-server.ts";

const shared = { busybox: networkBusybox };
const { lan, wan } = qemu.interfaces;

const home = defineConfiguration({
  ...shared,
  gateway: {
    wan: dhcpClient({ interface: link({ interface: wan }) }),
    lan: { interfaces: [lan], address: "192.168.8.1/24" },
  },
});
/** Behind another router that somebody bought in the same shop, and later behind one that is set up otherwise. */
const provider = defineConfiguration({
  ...shared,
  services: {
    first: address({ interface: wan, address: "192.168.8.254/24" }),
    second: address({ interface: wan, address: "192.168.9.254/24" }),
  },
});

test("a provider's network that is the house's own is said, and the router recovers when it is another", async () => {
  await using access = await network("access");
  await using house = await network("house");
  await using isp = await boot(provider, { name: "isp", access });
  await using router = await boot(home, { name: "router", access, lan: house });

  await isp.until("ping -c 1 192.168.8.254");
  await serve(isp, { address: "192.168.8.77", router: "192.168.8.254" });
  const why = await router.until("lim why default-route | grep 'the provider gave'");
  // Also while it is being tried again.
  expect(why).toMatch(
    /^default-route waits for apart, which .*failed.*out of the network of the house, 192\.168\.8\.0\/24; give the house another network/,
  );
  expect(await router.run("ip -4 route show default")).toBe("");
  expect(await router.run("lim status lan-address")).toMatch(/^lan-address +ready/);

  await endServing(isp);
  await serve(isp, { address: "192.168.9.77", router: "192.168.9.254" });
  await router.until("lim status default-route | grep '^default-route *ready'", { within: "2 min" });
  expect(await router.run("ip -4 route show default")).toContain("via 192.168.9.254 dev eth0");
});
