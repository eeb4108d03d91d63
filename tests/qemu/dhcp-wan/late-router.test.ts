/** A provider whose router is not there yet, as behind a modem that trains for minutes, and speaks only when it is asked. */
import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { ipv6Client } from "liminix/services/ipv6-client";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";
import { PROTOCOL, routerAdvertisement } from "../firewall/wire/packet.ts";
import type { Seen } from "../firewall/wire/seen.ts";
import { Station } from "../firewall/wire/station.ts";

const { wan } = qemu.interfaces;
const house = defineConfiguration({
  busybox: networkBusybox,
  services: {
    address: address({ interface: wan, address: "192.0.2.2/24" }),
    internet6: ipv6Client({ interface: wan, prefixLength: 60 }),
  },
});
const provider = "fe80::1";

const solicitsRouter = ({ protocol, type, from }: Seen): boolean =>
  protocol === PROTOCOL.icmpv6 && type === 133 && from.startsWith("fe80:");
/** An IA Prefix option (RFC 8415, section 21.22) of any time, with that length. */
const solicitsPrefix = ({ protocol, port, data }: Seen): boolean =>
  protocol === PROTOCOL.udp && port === 547 && data.toString("hex").includes(`001a0019${"00".repeat(8)}3c`);

test("a router that answers only the sixth question is the way out for the house, DHCPv6 is tried again at once, and one that is silent for too long is asked anew", async () => {
  await using access = await network("access");
  await using router = await boot(house, { name: "house", access });
  await router.until("ip -4 address show dev eth0 | grep 192.0.2.2");
  using station = await Station.plug(access, "192.0.2.2", { addresses: ["192.0.2.1", provider] });

  /** Lets questions pass, and answers the last of them: to nobody but him who asked. */
  const answer = async (count: number, lifetimeSeconds: number): Promise<void> => {
    const deadline = performance.now() + 240_000;
    for (let asked: readonly Seen[] = []; asked.length < count; asked = station.seen(solicitsRouter)) {
      expect(performance.now(), `${asked.length} of ${count} questions came`).toBeLessThan(deadline);
      await station.untilAny(1000);
    }
    const between = { from: provider, to: station.seen(solicitsRouter).at(-1)?.from ?? "nobody" };
    station.forget();
    station.send(between, PROTOCOL.icmpv6, routerAdvertisement(between, lifetimeSeconds, station.mac));
  };

  await router.until("lim log internet6 | grep 'no IPv6 Routers available'", { within: "2 min" });
  station.forget();
  await answer(2, 45);
  await station.sees("a question for a prefix of 60 bits", solicitsPrefix);
  // The line itself has no address but its own; the house's comes later.
  expect(await router.run("ip -6 route show default")).toBe("");
  await router.run("ip link set eth1 up && ip -6 address add 2001:db8:1::1/64 dev eth1");
  await router.until(`ip -6 route show default | grep 'via ${provider} dev eth0'`, { within: "15 s" });

  await router.until("! ip -6 route show default | grep via", { within: "2 min" });
  await answer(1, 1800);
  await router.until(`ip -6 route show default | grep 'via ${provider} dev eth0'`);
});
