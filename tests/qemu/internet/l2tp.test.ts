import { defineConfiguration, secret } from "liminix";
import qemu from "liminix/devices/qemu";
import { dhcpClient } from "liminix/services/dhcp-client";
import { l2tp } from "liminix/services/l2tp";
import { route } from "liminix/services/route";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import isp from "../../peers/isp/configuration.ts";
import { account, world as place, provider, shared } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";
import { isReady } from "./house.ts";

const cable = dhcpClient({ interface: qemu.interfaces.wan });
const tunnel = l2tp({
  uplink: cable,
  lns: provider.access,
  username: account.user,
  password: secret("l2tp"),
});
const dialler = defineConfiguration({
  ...shared,
  hostname: "dialler",
  services: { cable, tunnel, wayOut: route({ interface: tunnel, via: tunnel.output.gateway }) },
});

test("who dials through a tunnel reaches the world by it, hears of a wrong password, and dials again", async () => {
  await using access = await network("access");
  await using outside = await network("world");
  await using theIsp = await boot(isp(qemu), { name: "isp", access, lan: outside });
  await using theWorld = await boot(world(qemu), { name: "world", lan: outside });
  await using router = await boot(dialler, { name: "dialler", access, secrets: { l2tp: "wrong" } });

  await router.until("lim why tunnel | grep 'the provider refuses the user name or the password'", {
    within: "2 min",
  });
  await router.run(`printf ${account.password} >/run/secrets/l2tp`);
  await router.until(isReady("tunnel"), { within: "2 min" });
  expect(await router.run("lim outputs tunnel")).toMatch(/^address: 192\.168\.100\.1\d\d$/m);
  expect(await router.run("cat /proc/net/pppol2tp")).toContain("SESSION");
  await router.until(`ping -c 1 -W 1 ${place.ipv4}`);
  expect(await router.run("ip route show default")).toContain("dev ppp0");
  expect(await theWorld.run(`ping -c 1 -W 2 ${provider.outside}`)).toContain("1 packets received");

  await theIsp.run("kill -9 $(pidof pppd)");
  await router.until(`! ${isReady("tunnel")}`);
  await router.until(isReady("tunnel"), { within: "2 min" });
  await router.until(`ping -c 1 -W 1 ${place.ipv4}`);
});
