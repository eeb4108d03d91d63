/** A router with two sessions on one cable: one whose packets are as long as any on Ethernet, and one to fall back on. */
import { isDeepStrictEqual } from "node:util";
import { defineConfiguration, secret } from "liminix";
import qemu from "liminix/devices/qemu";
import { link } from "liminix/services/link";
import { pppoe } from "liminix/services/pppoe";
import { route } from "liminix/services/route";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import isp from "../../peers/isp/configuration.ts";
import { account, world as place, provider, shared } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";
import { isReady } from "./house.ts";

const login = { username: account.user, password: secret("pppoe") };
const cable = link({ interface: qemu.interfaces.wan, mtu: 1508 });
const first = pppoe({ interface: cable, ...login });
const second = pppoe({ interface: cable, ...login, mtu: 1400, accessConcentrator: "isp" });
const elsewhere = pppoe({ interface: cable, ...login, accessConcentrator: "somebody-else" });
const twoLines = defineConfiguration({
  ...shared,
  hostname: "two-lines",
  services: {
    ...{ first, second, elsewhere },
    wayOut: route({ interface: first, via: first.output.gateway, metric: 10 }),
    otherWayOut: route({ interface: second, via: second.output.gateway, metric: 20 }),
  },
});

test("of two sessions that with the lower metric leads out, the other when it is gone; a provider may let whole packets through", async () => {
  await using access = await network("access");
  await using outside = await network("world");
  await using theIsp = await boot(isp(qemu), { name: "isp", access, lan: outside });
  await using _world = await boot(world(qemu), { name: "world", lan: outside });
  await using router = await boot(twoLines, {
    name: "router",
    access,
    secrets: { pppoe: account.password },
  });

  /** Name and address of a session's interface: which of them is ppp0 is nobody's to say. */
  const session = async (name: string): Promise<readonly [string, string]> => {
    const said = await router.run(`lim outputs ${name}`);
    return [/^ifname: (.*)$/m.exec(said)?.[1] ?? "", /^address: (.*)$/m.exec(said)?.[1] ?? ""];
  };
  const defaultRoutes = async (): Promise<readonly string[]> =>
    (await router.run("ip -4 route show default"))
      .split("\n")
      .map((line) => line.replaceAll(/ +/g, " ").trim());
  const bothWays = async (): Promise<readonly string[]> => {
    for (const name of ["wayOut", "otherWayOut"]) await router.until(isReady(name), { within: "2 min" });
    return [
      `default via ${provider.session} dev ${(await session("first"))[0]} metric 10`,
      `default via ${provider.session} dev ${(await session("second"))[0]} metric 20`,
    ];
  };
  /** A session that is back may have another name, which its route hears of a moment later. */
  const untilBothLead = (): Promise<unknown> =>
    router.until(async () => isDeepStrictEqual(await bothWays(), await defaultRoutes()), { within: "2 min" });
  /** Whose packets reach the world: the provider sees from which session they come. */
  const leadsOut = (address: string): string => `ip -4 route get ${place.ipv4} | grep -F 'src ${address} '`;

  await untilBothLead();
  const [[ppp, address], [otherPpp, otherAddress]] = [await session("first"), await session("second")];
  expect(new Set([ppp, otherPpp])).toEqual(new Set(["ppp0", "ppp1"]));
  expect(address).not.toBe(otherAddress);
  await router.until(leadsOut(address));

  await router.until("lim why elsewhere | grep \"no provider called 'somebody-else' answers\"", {
    within: "2 min",
  });
  await router.run("lim down elsewhere");

  // RFC 4638: 1500 bytes of IPv4 in one piece there and back, which 1492 would cut in two.
  expect(await router.run("lim outputs first")).toMatch(/^mtu: 1500$/m);
  expect(await router.run("lim outputs second")).toMatch(/^mtu: 1400$/m);
  // How many pieces came in, and how many were made of whole packets: ReasmReqds and FragCreates.
  const pieces = "grep ^Ip: /proc/net/snmp | tail -n 1 | cut -d ' ' -f 15,20";
  expect(await router.run(pieces)).toBe("0 0");
  await router.until(`ping -c 1 -W 2 -s ${1500 - 28} ${place.ipv4}`);
  expect(await router.run(pieces)).toBe("0 0");
  expect(await theIsp.run(pieces)).toBe("0 0");

  await router.run("lim down first");
  await router.until(leadsOut(otherAddress));
  expect(await defaultRoutes()).toEqual([`default via ${provider.session} dev ${otherPpp} metric 20`]);
  await router.until(`ping -c 1 -W 1 ${place.ipv4}`);
  await router.run("lim up first");
  await untilBothLead();
  await router.until(leadsOut((await session("first"))[1]));

  // Both at once: whichever is back first takes the first name that is free.
  const before = [(await session("first"))[1], (await session("second"))[1]];
  await theIsp.run("kill -9 $(pidof pppd)");
  for (const [index, name] of ["first", "second"].entries())
    await router.until(`lim outputs ${name} | grep '^address: ' | grep -qvF ${before[index]}`, {
      within: "2 min",
    });
  await untilBothLead();
  await router.until(`ping -c 1 -W 1 ${place.ipv4}`);
});
